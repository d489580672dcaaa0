#include "app/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>
#include <span>

namespace app {

namespace {

// Where lupdate files the texts marked with TR: under the namespace or class around them. A test asks for
// each.
constexpr const char* contexts[] = {
    "engine",
    "engine::layers",
    "engine::losses",
    "engine::optimizers",
    "engine::schedules",
    "engine::datasets",
    "engine::ActivationChoice",
    "engine::CifarBatch",
    "engine::Forecaster",
    "engine::InnerLayers",
    "engine::InnerLayers::Options",
    "engine::JsonReader",
    "engine::MapLoop",
    "engine::Network",
    "engine::Options",
    "engine::PackedFile",
    "engine::RecurrentKind",
    "engine::TextFile",
    "engine::TextWindows",
    "engine::TrainingLoop",
    "engine::Updater",
    "engine::Walk",
    "engine::WindowOptions",
    "engine::cuda",
    "std",
    "app",
    "app::DataStore",
    "samples",
};

} // namespace

QString translateEngine(const std::string& source)
{
    if (source.empty())
        return {};
    const QString original = text(source);
    for (const char* context : contexts) {
        const QString translated = QCoreApplication::translate(context, source.c_str());
        if (translated != original)
            return translated;
    }
    return original;
}

static QString translatePart(const QString& part, std::span<const char* const> patterns)
{
    for (const char* pattern : patterns) {
        QString expression = QRegularExpression::escape(QString::fromUtf8(pattern));
        expression.replace(QLatin1String("\\%1"), QLatin1String("(.+?)"))
            .replace(QLatin1String("\\%2"), QLatin1String("(.+)"));
        const auto match = QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(part);
        if (!match.hasMatch())
            continue;
        std::vector<std::string> arguments;
        for (int i = 1; i <= match.lastCapturedIndex(); ++i)
            arguments.push_back(utf8(match.captured(i)));
        return text(engine::fill(utf8(translateEngine(pattern)), arguments));
    }
    return translateEngine(utf8(part));
}

QString translateSettings(const std::string& filled)
{
    // The patterns of what layers say of their settings, part by part; a part of another pattern stays
    // English.
    static const char* const patterns[] = {
        "%1 of %2",     "stride %1",  "dilation %1",   "%1 units",   "deviation %1",
        "sparsity %1",  "target %1",  "L1 %1",         "L2 %1",      "momentum %1",
        "KL weight %1", "up to %1°",  "up to %1 down", "%1 across",  "up to %1",
        "%1 steps",     "without %1", "%1 to %2",      "dropout %1", "state dropout %1"};
    QStringList translated;
    for (const QString& part : text(filled).split(QStringLiteral(", ")))
        translated << translatePart(part, patterns);
    return translated.join(QCoreApplication::translate("engine", ", ", "between settings"));
}

QString sentence(const engine::Problem& problem)
{
    const QString pattern = translateEngine(problem.pattern);
    std::vector<std::string> arguments;
    for (const std::string& argument : problem.arguments)
        arguments.push_back(utf8(translateEngine(argument)));
    return text(engine::fill(utf8(pattern), arguments));
}

QString grouped(qint64 value)
{
    return QLocale().toString(value);
}

QString measured(double value, int figures)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? QStringLiteral("NaN") : QStringLiteral("∞");
    if (value == 0)
        return QStringLiteral("0");
    const int magnitude = int(std::floor(std::log10(std::abs(value))));
    if (magnitude < -4 || magnitude > 9)
        return QLocale().toString(value, 'e', figures - 2);
    return QLocale().toString(value, 'f', std::clamp(figures - 1 - magnitude, 0, 4));
}

QString percent(double share, int decimals)
{
    return QLocale().toString(share * 100, 'f', decimals) + QStringLiteral("\u2009%");
}

QString bytes(qint64 count)
{
    return QLocale().formattedDataSize(count, count < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString shapeText(const engine::Shape& shape)
{
    QStringList sizes;
    for (const int size : shape)
        sizes << grouped(size);
    return sizes.isEmpty() ? QStringLiteral("1") : sizes.join(QStringLiteral(" × "));
}

QString metricTitle(const std::string& name)
{
    static constexpr std::pair<const char*, const char*> known[] = {
        {"root_mean_squared_error", QT_TRANSLATE_NOOP("app::Metrics", "Root mean squared error")},
        {"mean_squared_error", QT_TRANSLATE_NOOP("app::Metrics", "Mean squared error")},
        {"mean_absolute_error", QT_TRANSLATE_NOOP("app::Metrics", "Mean absolute error")},
        {"top_5_accuracy", QT_TRANSLATE_NOOP("app::Metrics", "Top-5 accuracy")},
        {"accuracy", QT_TRANSLATE_NOOP("app::Metrics", "Accuracy")},
        {"perplexity", QT_TRANSLATE_NOOP("app::Metrics", "Perplexity")},
        {"loss", QT_TRANSLATE_NOOP("app::Metrics", "Loss")},
    };
    for (const auto& [id, title] : known)
        if (name.ends_with(id)) // with several outputs the node's name stands before it
            return text(name.substr(0, name.size() - std::string_view(id).size())) +
                QCoreApplication::translate("app::Metrics", title);
    QString title = text(name);
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

} // namespace app
