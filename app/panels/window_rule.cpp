// The rule for the size of an output, in words and with its numbers; and what has no such window.
#include "app/panels/window_lesson.h"

#include "app/text.h"

#include <QCoreApplication>

namespace app::panels {

namespace {

using widgets::WindowAxis;

class Rule {
    Q_DECLARE_TR_FUNCTIONS(app::panels::WindowRule)
public:
    enum Lines { Rows, Columns, Both };

    static QString sizes(bool same, const WindowAxis& axis, Lines lines)
    {
        if (same)
            return QStringLiteral("⌈%1 / %2⌉ = %3")
                .arg(axis.input)
                .arg(axis.stride)
                .arg(counted(axis.output, lines));
        const QString reach = axis.dilation == 1
            ? QString::number(axis.window)
            : QStringLiteral("((%1 − 1)·%2 + 1)").arg(axis.window).arg(axis.dilation);
        return QStringLiteral("⌊(%1 − %2) / %3⌋ + 1 = %4")
            .arg(axis.input)
            .arg(reach)
            .arg(axis.stride)
            .arg(counted(axis.output, lines));
    }

    static QString padding(const WindowAxis& axis, Lines lines)
    {
        if (axis.before == 0)
            return tr("%1 of padding after").arg(counted(axis.after, lines));
        if (axis.before == axis.after)
            return tr("%1 of padding before and as much after").arg(counted(axis.before, lines));
        return tr("%1 of padding before, %2 after").arg(counted(axis.before, lines)).arg(axis.after);
    }

private:
    static QString counted(int count, Lines lines)
    {
        switch (lines) {
        case Rows:
            return tr("%n row(s)", nullptr, count);
        case Columns:
            return tr("%n column(s)", nullptr, count);
        case Both:
            break;
        }
        return tr("%n row(s) and column(s)", nullptr, count);
    }
};

QString paddingText(const WindowAxis& rows, const WindowAxis& columns)
{
    const auto isPadded = [](const WindowAxis& axis) { return axis.before + axis.after > 0; };
    if (!isPadded(rows) && !isPadded(columns))
        return Rule::tr("no padding is needed");
    if (rows.before == columns.before && rows.after == columns.after)
        return Rule::padding(rows, Rule::Both);
    QStringList parts;
    if (isPadded(rows))
        parts << Rule::padding(rows, Rule::Rows);
    if (isPadded(columns))
        parts << Rule::padding(columns, Rule::Columns);
    return parts.join(QStringLiteral("; "));
}

} // namespace

QString windowRule(const WindowSettings& settings, const widgets::WindowScene& scene)
{
    const WindowAxis &rows = scene.vertical, &columns = scene.horizontal;
    const bool alike = rows.input == columns.input && settings.rows == settings.columns;
    QString sizes = Rule::sizes(settings.same, rows, alike ? Rule::Both : Rule::Rows);
    if (!alike)
        sizes += QStringLiteral("; ") + Rule::sizes(settings.same, columns, Rule::Columns);
    if (!settings.same)
        return Rule::tr("Valid: %1.").arg(sizes);
    return Rule::tr("Same: %1; %2.").arg(sizes, paddingText(rows, columns));
}

QString whyNoWindow(const engine::Node& node)
{
    if (node.type == "conv2d_transpose")
        return Rule::tr("%1 is the way back of a convolution: it stamps its kernel onto a larger picture "
                        "instead of moving a window, so it is not explained here.")
            .arg(text(node.name));
    if (node.type == "global_max_pool2d" || node.type == "global_average_pool2d")
        return Rule::tr("%1 has the whole picture as its window, so there is nothing to step through.")
            .arg(text(node.name));
    return {};
}

} // namespace app::panels
