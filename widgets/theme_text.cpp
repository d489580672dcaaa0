#include "widgets/theme.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>

namespace widgets {

namespace {

// Relative to the system font: 8, 9, 10, 12, 14 and 20 for one of 10 points.
constexpr double sizeFactors[] = {0.8, 0.9, 1.0, 1.2, 1.4, 2.0};

struct Cells {
    qreal digit = 0; // as wide as the widest figure
    std::array<qreal, 10> own{}; // each figure's own width
};

const Cells& cellsOf(const QFont& font)
{
    static QHash<QString, Cells> known;
    const QString key = font.key();
    auto it = known.find(key);
    if (it != known.end())
        return *it;
    const QFontMetricsF metrics(font);
    Cells cells;
    for (int i = 0; i < 10; ++i) {
        const qreal width = metrics.horizontalAdvance(QLatin1Char(static_cast<char>('0' + i)));
        cells.own[static_cast<std::size_t>(i)] = width;
        cells.digit = std::max(cells.digit, width);
    }
    return *known.insert(key, cells);
}

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

// Calls piece(text, offset) for each figure and for each stretch between figures; returns the width.
template <typename Piece>
qreal layOut(const QFont& font, const QString& text, Piece piece)
{
    const Cells& cells = cellsOf(font);
    const QFontMetricsF metrics(font);
    qreal x = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (isDigit(text[i])) {
            const auto figure = static_cast<std::size_t>(text[i].unicode() - '0');
            piece(text.mid(i, 1), x + (cells.digit - cells.own[figure]) / 2);
            x += cells.digit;
            ++i;
            continue;
        }
        const qsizetype start = i;
        while (i < text.size() && !isDigit(text[i]))
            ++i;
        const QString rest = text.mid(start, i - start);
        piece(rest, x);
        x += metrics.horizontalAdvance(rest);
    }
    return x;
}

} // namespace

QFont textFont(TextSize size, bool bold)
{
    QFont font = QApplication::font();
    const double factor = sizeFactors[static_cast<int>(size)];
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

qreal numberWidth(const QFont& font, const QString& text)
{
    return layOut(font, text, [](const QString&, qreal) {});
}

qreal drawNumber(QPainter& painter, QPointF baseline, const QString& text, bool alignRight)
{
    const QFont font = painter.font();
    const qreal left = alignRight ? baseline.x() - numberWidth(font, text) : baseline.x();
    return layOut(font, text, [&](const QString& piece, qreal x) {
        painter.drawText(QPointF(left + x, baseline.y()), piece);
    });
}

} // namespace widgets
