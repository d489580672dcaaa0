#include "widgets/window_scene.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int mostDecimals = 3;
constexpr qsizetype mostTerms = 49; // as many as 7 × 7; a longer sum is read by nobody

bool isPadding(const WindowAxis& axis, int position)
{
    return position < 0 || position >= axis.input;
}

void markLargest(QList<Tap>& taps)
{
    Tap* largest = nullptr;
    for (Tap& tap : taps)
        if (!tap.padding && (!largest || tap.value > largest->value))
            largest = &tap;
    if (largest)
        largest->chosen = true;
}

bool isExact(double value, int decimals)
{
    const double scaled = value * std::pow(10.0, decimals);
    return std::abs(scaled - std::round(scaled)) < 1e-4 * std::max(1.0, std::abs(value));
}

bool isExact(const NumberGrid& grid)
{
    const int decimals = decimalsFor(grid);
    return std::ranges::all_of(grid.values, [decimals](double value) { return isExact(value, decimals); });
}

// Writes the calculation of one step down, piece by piece.
class Writer {
public:
    Writer(const WindowScene& scene, int step)
        : m_scene(scene), m_taps(tapsAt(scene, step)), m_valueDecimals(decimalsFor(scene.input)),
          m_result(scene.output.values[step])
    {
    }

    QList<Term> write()
    {
        switch (m_scene.kind) {
        case WindowScene::Kind::Convolution:
            writeProducts();
            break;
        case WindowScene::Kind::Maximum:
            sign(QStringLiteral("max("));
            writeValues(QStringLiteral(","));
            sign(QStringLiteral(")"));
            break;
        case WindowScene::Kind::Average:
            sign(QStringLiteral("("));
            writeValues(QStringLiteral("+"));
            sign(QStringLiteral(") / %1").arg(counted()));
            break;
        }
        const bool chosen = m_scene.kind == WindowScene::Kind::Maximum; // not computed, so not rounded anew
        const int decimals = chosen ? m_valueDecimals : decimalsFor({1, 1, {m_result}});
        const bool exact = chosen ||
            (isExact(m_scene.input) && isExact(m_scene.kernel) && isExact(m_scene.output) &&
             isExact(m_scene.bias, 3));
        sign(exact ? QStringLiteral("=") : QStringLiteral("≈"));
        m_terms.append({figureText(m_result, decimals), Term::Look::Result});
        return m_terms;
    }

private:
    void sign(const QString& text) { m_terms.append({text}); }
    QString value(double number) const { return figureText(number, m_valueDecimals); }
    static QString inBrackets(const QString& figure)
    {
        return figure.startsWith(QChar(0x2212)) ? QStringLiteral("(%1)").arg(figure) : figure;
    }
    qsizetype counted() const { return std::ranges::count(m_taps, false, &Tap::padding); }

    void writeProducts()
    {
        const int decimals = decimalsFor(m_scene.kernel);
        for (int i = 0; i < m_taps.size(); ++i) {
            const Tap& tap = m_taps[i];
            if (tooLong(i))
                return;
            const bool rowBegins = i > 0 && tap.window.column == 0;
            if (i > 0)
                m_terms.append({QStringLiteral("+"), Term::Look::Sign, -1, rowBegins});
            m_terms.append({inBrackets(figureText(tap.weight, decimals)) + QStringLiteral("·") +
                                inBrackets(value(tap.value)),
                            tap.padding ? Term::Look::Padding : Term::Look::Value, i});
        }
        if (m_scene.bias != 0) {
            sign(QStringLiteral("+"));
            m_terms.append(
                {inBrackets(figureText(m_scene.bias, isExact(m_scene.bias, 0) ? 0 : 3)), Term::Look::Value});
        }
    }

    // Padded cells take no part in pooling, so they are not written.
    void writeValues(const QString& between)
    {
        bool first = true;
        for (int i = 0; i < m_taps.size(); ++i) {
            const Tap& tap = m_taps[i];
            if (tap.padding)
                continue;
            if (tooLong(i))
                return;
            if (!first)
                sign(between);
            first = false;
            const QString figure = value(tap.value);
            m_terms.append({between == QLatin1String("+") ? inBrackets(figure) : figure,
                            tap.chosen ? Term::Look::Chosen : Term::Look::Value, i});
        }
    }

    bool tooLong(int i)
    {
        if (i < mostTerms)
            return false;
        sign(QStringLiteral("+ …"));
        return true;
    }

    const WindowScene& m_scene;
    QList<Tap> m_taps;
    int m_valueDecimals;
    double m_result;
    QList<Term> m_terms;
};

} // namespace

QList<Tap> tapsAt(const WindowScene& scene, int step)
{
    const Cell output = scene.outputAt(step);
    QList<Tap> taps;
    for (int i = 0; i < scene.vertical.window; ++i)
        for (int j = 0; j < scene.horizontal.window; ++j) {
            Tap tap;
            tap.window = {i, j};
            tap.input = {scene.vertical.first(output.row) + i * scene.vertical.dilation,
                         scene.horizontal.first(output.column) + j * scene.horizontal.dilation};
            tap.padding =
                isPadding(scene.vertical, tap.input.row) || isPadding(scene.horizontal, tap.input.column);
            tap.value = tap.padding ? 0 : scene.input.at(tap.input.row, tap.input.column);
            tap.weight = scene.kernel.isEmpty() ? 1 : scene.kernel.at(i, j);
            taps.append(tap);
        }
    if (scene.kind == WindowScene::Kind::Maximum)
        markLargest(taps);
    return taps;
}

QList<int> stepsReading(const WindowScene& scene, Cell input)
{
    const auto along = [](const WindowAxis& axis, int position) {
        QList<int> places;
        for (int place = 0; place < axis.output; ++place) {
            const int offset = position - axis.first(place);
            if (offset >= 0 && offset < axis.extent() && offset % axis.dilation == 0)
                places.append(place);
        }
        return places;
    };
    QList<int> steps;
    for (const int row : along(scene.vertical, input.row))
        for (const int column : along(scene.horizontal, input.column))
            steps.append(row * scene.output.columns + column);
    return steps;
}

int decimalsFor(const NumberGrid& grid)
{
    double largest = 0;
    for (const double value : grid.values)
        largest = std::max(largest, std::abs(value));
    const int most = largest < 0.1 ? mostDecimals : 2;
    for (int decimals = 0; decimals < most; ++decimals)
        if (std::ranges::all_of(grid.values, [decimals](double v) { return isExact(v, decimals); }))
            return decimals;
    return largest >= 1000 ? 0 : largest >= 100 ? 1 : most;
}

QString figureText(double value, int decimals)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QString digits = locale.toString(std::abs(value), 'f', decimals);
    const bool isZero =
        std::ranges::all_of(digits, [](QChar c) { return !c.isDigit() || c.digitValue() == 0; });
    return value < 0 && !isZero ? QChar(0x2212) + digits : digits;
}

QList<Term> calculation(const WindowScene& scene, int step)
{
    return Writer(scene, step).write();
}

QString calculationText(const WindowScene& scene, int step)
{
    QString line;
    for (const Term& term : calculation(scene, step)) {
        const bool tight = line.isEmpty() || line.endsWith(QLatin1Char('(')) ||
            term.text.startsWith(QLatin1Char(')')) || term.text == QLatin1String(",");
        line += tight ? term.text : QLatin1Char(' ') + term.text;
    }
    return line;
}

} // namespace widgets
