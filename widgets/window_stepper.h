#pragma once

#include "widgets/window_scene.h"

#include <QRect>
#include <QWidget>

class QLabel;

namespace widgets {

class CellGrid;
class TermSum;

// Where the parts of the explainer stand in a given room.
struct StepperPlan {
    qreal cell = 0; // of input and output
    qreal smallCell = 0; // of kernel and patch
    int middle = 0; // the room for these, beside or below
    bool isWide = true; // three columns; else two, with the kernel and the sum below
};
struct StepperNeeds {
    QSize input, output; // in cells, padding included
    QSize window; // of kernel and patch, in cells
    qreal inputRoom = 0, outputRoom = 0, windowRoom = 0; // cell sizes from which numbers are written
};
StepperPlan planStepper(const StepperNeeds& needs, QSize size, int titleHeight);

// A window that steps over a grid of numbers: the input with the window at the left, the kernel and the
// calculation in the middle, the output as far as it has come at the right. Shows values and emits wishes.
class WindowStepper : public QWidget {
    Q_OBJECT
public:
    explicit WindowStepper(QWidget* parent = nullptr);

    void setScene(const WindowScene& scene); // what was visited stays as long as the output keeps its size
    const WindowScene& scene() const { return m_scene; }
    void setTitles(const QString& input, const QString& kernel, const QString& output);
    void setStep(int step);
    int step() const { return m_step; }
    void setAllShown(bool all); // also outputs that were not visited yet
    bool isVisited(int step) const { return m_allShown || m_visited.value(step); }

    CellGrid* inputGrid() const { return m_input; }
    CellGrid* kernelGrid() const { return m_kernel; }
    CellGrid* patchGrid() const { return m_patch; }
    CellGrid* outputGrid() const { return m_output; }
    TermSum* sum() const { return m_sum; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void stepWished(int step);
    void playWished(); // by the space bar
    void weightWished(widgets::Cell cell, double value);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void refresh();
    void pointAtInput(Cell cell);
    void pointAtTap(int tap);
    void place();
    QPoint placeColumn(QLabel* title, CellGrid* grid, QPoint corner);
    void placeMiddle(const QRect& room);
    void wish(int step);

    WindowScene m_scene;
    int m_step = 0;
    int m_middleBottom = 0;
    QList<bool> m_visited;
    bool m_allShown = false;
    Cell m_pointedInput; // only of the input itself
    int m_pointedTap = -1;
    CellGrid *m_input, *m_kernel, *m_patch, *m_output;
    QLabel *m_inputTitle, *m_kernelTitle, *m_patchTitle, *m_outputTitle;
    TermSum* m_sum;
};

} // namespace widgets
