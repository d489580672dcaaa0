#pragma once

#include <QImage>
#include <QList>
#include <QStringList>
#include <QWidget>

namespace widgets {

// A square of pictures between two axes, from the upper left row by row.
struct PlanePictures {
    int side = 0; // pictures in a row, and rows
    QList<QImage> images;
    QString titleX, titleY;
    QStringList valuesX, valuesY; // of the columns from left, of the rows from the bottom
};

// Shows them edge to edge, as a map of what lies where; a click or Enter reports the cell.
class PicturePlane : public QWidget {
    Q_OBJECT
public:
    explicit PicturePlane(QWidget* parent = nullptr);

    void setPictures(const PlanePictures& pictures); // keeps the current cell
    const PlanePictures& pictures() const { return m_pictures; }
    QRect cellRect(int column, int row) const; // row 0 is at the bottom

    QSize sizeHint() const override { return {420, 420}; }
    QSize minimumSizeHint() const override { return {160, 160}; }

signals:
    void cellClicked(int column, int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    QPoint cellAt(const QPoint& point) const; // (-1, -1): none
    QRect plane() const;
    int leftRoom() const;
    int rightRoom() const;
    void paintAxes(QPainter& painter) const;
    void paintCells(QPainter& painter) const;

    PlanePictures m_pictures;
    QPoint m_current{-1, -1}, m_hovered{-1, -1};
};

} // namespace widgets
