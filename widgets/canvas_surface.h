#pragma once

#include "widgets/canvas_shadow.h"

#include <QFrame>

namespace widgets {

// A floating surface over the canvas: rounded, with a shadow. Its widget is larger than what one sees, by
// the shadow's margin on every side.
class CanvasSurface : public QWidget {
    Q_OBJECT
public:
    explicit CanvasSurface(QWidget* parent, qreal radius, Shadow shadow);

    // Places the visible part.
    void setFaceGeometry(const QRect& face);
    QRect face() const; // in the parent's coordinates
    int shadowWidth() const { return m_margin; }

protected:
    void paintEvent(QPaintEvent* event) override;
    virtual QPainterPath outline(const QRectF& face) const;
    virtual QColor border() const;
    virtual QColor fill() const;
    QRectF innerFace() const; // in own coordinates

    qreal m_radius;

private:
    Shadow m_shadow;
    int m_margin;
};

} // namespace widgets
