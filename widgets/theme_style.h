#pragma once

#include <QProxyStyle>

namespace widgets {

// Fusion with the few habits that neither palette nor style sheet can say.
class ThemeStyle : public QProxyStyle {
public:
    ThemeStyle();

    using QProxyStyle::polish;
    void polish(QWidget* widget) override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override;
};

} // namespace widgets
