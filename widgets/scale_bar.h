#pragma once

#include "widgets/color_scale.h"

#include <QWidget>

namespace widgets {

// The legend of a colour scale: a bar with the figures of its ends, and of its middle where it has one.
class ScaleBar : public QWidget {
    Q_OBJECT
public:
    enum class Kind { Grey, Diverging, Sequential, Rgb };

    explicit ScaleBar(QWidget* parent = nullptr);

    // Rgb: colours around grey, of which the bar shows the grey.
    void setScale(Kind kind, const QString& low, const QString& high, const QString& middle = {});
    Kind kind() const { return m_kind; }
    QString low() const { return m_low; }
    QString high() const { return m_high; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    const ColorScale& scale() const;

    Kind m_kind = Kind::Grey;
    QString m_low, m_middle, m_high;
};

} // namespace widgets
