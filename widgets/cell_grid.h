#pragma once

#include "widgets/window_scene.h"

#include <QWidget>

class QLineEdit;

namespace widgets {

// One cell as it is drawn.
struct DrawnCell {
    enum class Look {
        Shade, // grey by its value
        Weight, // teal to orange by its value, zero in the middle
        Padding, // hatched
        Empty // not computed yet
    };

    Look look = Look::Shade;
    double value = 0;
    bool numbered = true; // its number is written, where there is room
    bool inWindow = false;
    bool current = false; // what is being computed, or chosen by a maximum
    bool lit = false; // belongs to what the pointer is over
};

// Everything a grid shows. Row and column 0 of the drawing may be padding: `origin` is where the numbers
// begin.
struct DrawnGrid {
    int rows = 0, columns = 0;
    QList<DrawnCell> cells = {}; // row by row
    Cell origin = {0, 0};
    QRect window = {}; // in cells; drawn around
    int decimals = 0;
    double low = 0, high = 1; // of the shades
};
DrawnGrid drawnInput(const WindowScene& scene, int step, Cell lit);
DrawnGrid drawnOutput(const WindowScene& scene, int step, const QList<bool>& visited, const QList<int>& lit);
DrawnGrid drawnKernel(const WindowScene& scene, Cell lit);
DrawnGrid drawnPatch(const WindowScene& scene, int step, Cell lit); // what the window reads, close together

// A grid of numbers in cells; where cells are too small for numbers, a picture of pixels. Cells may be
// clicked, pointed at and, where it is editable, given another number.
class CellGrid : public QWidget {
    Q_OBJECT
public:
    explicit CellGrid(QWidget* parent = nullptr);

    void setGrid(const DrawnGrid& grid);
    const DrawnGrid& grid() const { return m_grid; }
    void setEditable(bool editable);
    void setCellSize(qreal size); // of the square cells; fractions for large pictures
    qreal cellSize() const { return m_cellSize; }

    bool showsNumbers() const; // the cells have room for them
    qreal numberRoom() const { return m_numberRoom; } // the cell size from which numbers are written
    QRectF cellRect(Cell cell) const; // counted from the grid's origin
    Cell cellAt(QPointF point) const; // none beside the cells
    QSize sizeHint() const override;

    void edit(Cell cell); // opens the editor in it

signals:
    void cellClicked(widgets::Cell cell);
    void cellPointed(widgets::Cell cell); // none when the pointer leaves
    void valueWished(widgets::Cell cell, double value);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void measure();
    QRectF drawnRect(int row, int column) const;
    const DrawnCell* cell(Cell at) const;
    QColor fill(const DrawnCell& cell, bool soft) const;
    void paintPixels(QPainter& painter) const;
    void paintCell(QPainter& painter, int row, int column) const;
    void paintNumber(QPainter& painter, const QRectF& rect, const DrawnCell& cell) const;
    void paintMarks(QPainter& painter) const;
    void point(Cell cell);
    void walk(Cell to);
    void closeEditor(bool keep);

    DrawnGrid m_grid;
    qreal m_cellSize = 40, m_numberRoom = 0;
    bool m_editable = false;
    Cell m_pointed;
    Cell m_caret{0, 0}; // of the keyboard
    QLineEdit* m_editor;
};

} // namespace widgets
