#pragma once

#include <QLabel>

namespace widgets {

// A line that gives way: where it has no room for its whole text it ends in dots, and the tooltip has the
// rest.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
};

} // namespace widgets
