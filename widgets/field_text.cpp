#include "widgets/field_form.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>

// What a form says and how it reads what was typed; no widget here.
namespace widgets {

namespace {

QString tr(const char* text)
{
    return FieldForm::tr(text);
}

QString shown(const FormField& field, double value)
{
    if (field.kind == FormField::Number)
        return numberText(value);
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString shownDefault(const FormField& field)
{
    switch (field.kind) {
    case FormField::Number:
        return numberText(field.initial.toDouble());
    case FormField::Integer:
        return QLocale().toString(field.initial.toLongLong());
    case FormField::Bool:
        return field.initial.toBool() ? tr("on") : tr("off");
    case FormField::Choice: {
        const auto index = field.choices.indexOf(field.initial.toString());
        return field.choiceTitles.value(index, field.initial.toString());
    }
    case FormField::Integers: {
        QStringList parts;
        for (const QVariant& part : field.initial.toList())
            parts << QString::number(part.toLongLong());
        return parts.join(field.count > 0 ? QStringLiteral(" × ") : QStringLiteral(", "));
    }
    default:
        return field.initial.toString();
    }
}

QString rangeText(const FormField& field)
{
    const bool low = std::isfinite(field.minimum), high = std::isfinite(field.maximum);
    if (low && high)
        return tr("%1 to %2").arg(shown(field, field.minimum), shown(field, field.maximum));
    if (low)
        return tr("at least %1").arg(shown(field, field.minimum));
    if (high)
        return tr("at most %1").arg(shown(field, field.maximum));
    return {};
}

QString problemWithNumber(const FormField& field, const QString& text, double& value)
{
    if (!parseNumber(text, value))
        return tr("\"%1\" is not a number; write it like 0.001 or 1e-3.").arg(text.trimmed());
    if (field.kind != FormField::Number && value != std::floor(value))
        return tr("Only whole numbers are possible here.");
    if (value < field.minimum || value > field.maximum)
        return tr("Not possible here: the limits are %1.").arg(rangeText(field));
    if (field.kind != FormField::Number && std::abs(value) > 9e15)
        return tr("The number is too large.");
    return {};
}

} // namespace

bool parseNumber(const QString& text, double& value)
{
    bool ok = false;
    QString plain = text.trimmed();
    plain.replace(QChar(0x2212), QLatin1Char('-')); // a minus sign that was pasted
    value = QLocale::c().toDouble(plain, &ok);
    return ok && std::isfinite(value) && !plain.contains(QLatin1Char(','));
}

QString numberText(double value)
{
    QString text = QString::number(value, 'g', QLocale::FloatingPointShortest);
    // 1e-05 and 1e+06 are C's way of writing; people write 1e-5, and usual sizes in full.
    if (std::abs(value) >= 0.99e-4 && std::abs(value) < 1e9)
        text = QString::number(value, 'f', QLocale::FloatingPointShortest);
    static const QRegularExpression padding(QStringLiteral("e([+-])0*"));
    text.replace(padding, QStringLiteral("e\\1"));
    return text.replace(QStringLiteral("e+"), QStringLiteral("e"));
}

QString limitsText(const FormField& field)
{
    const QString range = rangeText(field);
    if (!field.initial.isValid())
        return range;
    if (range.isEmpty())
        return tr("Default %1").arg(shownDefault(field));
    return tr("%1; default %2").arg(range, shownDefault(field));
}

QString problemWith(const FormField& field, const QString& text, QVariant& value)
{
    double number = 0;
    switch (field.kind) {
    case FormField::Integer:
    case FormField::Number: {
        const QString problem = problemWithNumber(field, text, number);
        if (problem.isEmpty())
            value =
                field.kind == FormField::Number ? QVariant(number) : QVariant(static_cast<qlonglong>(number));
        return problem;
    }
    case FormField::Integers: {
        static const QRegularExpression between(QStringLiteral("\\s*[,;×x]\\s*|\\s+"));
        QVariantList list;
        for (const QString& part : text.trimmed().split(between, Qt::SkipEmptyParts)) {
            const QString problem = problemWithNumber(field, part, number);
            if (!problem.isEmpty())
                return problem;
            list << static_cast<qlonglong>(number);
        }
        if (field.count > 0 && list.size() != field.count)
            return tr("Here %1 numbers belong, for example %2.").arg(field.count).arg(shownDefault(field));
        if (field.count == 0 && (list.size() < field.least || list.size() > field.most))
            return tr("Here %1 to %2 numbers belong, for example %3.")
                .arg(field.least)
                .arg(field.most)
                .arg(shownDefault(field));
        value = list;
        return {};
    }
    default:
        value = text;
        return {};
    }
}

} // namespace widgets
