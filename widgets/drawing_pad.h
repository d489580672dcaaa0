#pragma once

#include <QColor>
#include <QImage>
#include <QList>
#include <QWidget>

#include <optional>

namespace widgets {

// Black paper to draw a picture of few pixels on, shown as large as fits. The left button draws, the right
// one erases, a pen presses; Ctrl+Z takes strokes back, Delete clears.
class DrawingPad : public QWidget {
    Q_OBJECT
public:
    explicit DrawingPad(QWidget* parent = nullptr);

    void setPictureSize(const QSize& pixels); // another one than before starts with blank paper
    QSize pictureSize() const { return m_pixels; }
    const QImage& drawing() const { return m_now.drawing; } // a whole number of times the picture size
    void setPicture(const QImage& picture); // in place of the drawing, to be changed by hand
    bool isBlank() const { return m_now.blank; }
    bool showsPicture() const { return m_now.picture; } // setPicture()'s, perhaps drawn over

    void setThickness(double share); // of the paper's shorter side
    double thickness() const { return m_thickness; }
    void setColor(const QColor& color);
    const QColor& color() const { return m_color; }
    void setErases(bool erases); // the left button, too
    void setHint(const QString& hint); // on blank paper

    void clear();
    void undo();
    void redo();
    bool canUndo() const { return !m_past.isEmpty(); }
    bool canRedo() const { return !m_future.isEmpty(); }

    QRect paperRect() const; // in the widget
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void changed(); // the drawing, while the pen moves too

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct State {
        QImage drawing;
        bool blank = true, picture = false;
    };
    struct Stroke {
        QPointF last, middle; // on the paper
        double width = 0;
        bool erases = false;
    };

    QPointF onPaper(const QPointF& point) const;
    void remember();
    void begin(const QPointF& point, bool erases, double pressure);
    void goOn(const QPointF& point, double pressure);
    void end();
    void draw(const QPointF& from, const QPointF& control, const QPointF& to);
    void go(QList<State>& from, QList<State>& to);
    void hover(const std::optional<QPointF>& point);
    void paintPen(QPainter& painter, const QRect& paper) const;

    QSize m_pixels;
    State m_now;
    QList<State> m_past, m_future;
    std::optional<Stroke> m_stroke;
    std::optional<QPointF> m_pointer; // in the widget, to show the pen's width
    double m_thickness = 0.085; // as thick as the strokes of MNIST
    QColor m_color = Qt::white;
    bool m_erases = false;
    QString m_hint;
};

} // namespace widgets
