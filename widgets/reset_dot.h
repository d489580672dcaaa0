#pragma once

#include <QAbstractButton>

namespace widgets {

// The mark behind a changed value: a dot that becomes the way back when pointer or focus is near.
class ResetDot : public QAbstractButton {
    Q_OBJECT
public:
    explicit ResetDot(QWidget* parent = nullptr);
    void setChanged(bool changed, const QString& backTo);
    void setNear(bool near);
    QSize sizeHint() const override { return {24, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_near = false;
};

} // namespace widgets
