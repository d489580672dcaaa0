#include "widgets/theme_style.h"

#include <QDockWidget>

namespace widgets {

namespace {

constexpr int tooltipDelay = 600;

} // namespace

ThemeStyle::ThemeStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void ThemeStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    // Whatever lies in a dock lies on panel colour, also where it paints no background of its own.
    if (qobject_cast<QDockWidget*>(widget))
        widget->setAutoFillBackground(true);
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* result) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return tooltipDelay;
    case SH_EtchDisabledText:
        return 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace widgets
