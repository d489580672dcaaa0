// Where the grids of the explainer stand: three columns where there is room, else two above the calculation.
#include "widgets/window_stepper.h"

#include "widgets/cell_grid.h"
#include "widgets/term_sum.h"
#include "widgets/theme.h"

#include <QLabel>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int margin = 12, gap = 24;
constexpr int wideFrom = 520;
constexpr int border = 6; // around the cells of a grid
constexpr qreal largestCell = 56, smallestCell = 0.25;
constexpr int leastMiddle = 220, mostMiddle = 480;

// Whole pixels as long as the cells are not tiny, so that their lines are sharp.
qreal rounded(qreal cell)
{
    cell = std::clamp(cell, smallestCell, largestCell);
    return cell >= 4 ? std::floor(cell) : cell;
}

} // namespace

StepperPlan planStepper(const StepperNeeds& needs, QSize size, int titleHeight)
{
    StepperPlan plan;
    plan.isWide = size.width() >= wideFrom;
    const int room = size.width() - 2 * margin - 2 * border - gap;
    const int high = (plan.isWide ? size.height() : size.height() * 11 / 20) - margin - titleHeight - border;
    const auto cellBeside = [&](int middle) {
        return rounded(std::min(qreal(room - (plan.isWide ? middle + gap : 0)) /
                                    (needs.input.width() + needs.output.width()),
                                qreal(high) / std::max(needs.input.height(), needs.output.height())));
    };
    plan.cell = cellBeside(leastMiddle);
    // Pictures of pixels make room for the kernel beside what the window reads.
    const int both = int(2 * (needs.window.width() * (needs.windowRoom + 2) + border)) + 18;
    if (plan.cell < needs.inputRoom && both < size.width() / 2)
        plan.cell = cellBeside(std::max(leastMiddle, both));
    // What the pictures leave is for the kernel and the sum; below them that is the whole width.
    const int left = room - gap - int(plan.cell * (needs.input.width() + needs.output.width()));
    plan.middle = plan.isWide ? std::clamp(left, leastMiddle, mostMiddle) : size.width() - 2 * margin;
    // A kernel alone has the cells of the pictures. Beside what the window reads it is as small as its
    // numbers let it be; where even that is too wide, one stands above the other.
    const bool isAlone = plan.cell >= needs.inputRoom;
    const qreal wanted = isAlone ? std::max(plan.cell, needs.windowRoom + 1) : needs.windowRoom + 2;
    const auto cellIn = [&](int width) { return qreal(width - border) / std::max(1, needs.window.width()); };
    const int beside = (plan.middle - 16) / 2;
    const bool fitsBeside = !isAlone && cellIn(beside) >= needs.windowRoom + 1;
    plan.smallCell = rounded(std::min(cellIn(fitsBeside ? beside : plan.middle), wanted));
    return plan;
}

QSize WindowStepper::sizeHint() const
{
    return {900, minimumSizeHint().height()};
}

QSize WindowStepper::minimumSizeHint() const
{
    return {320, std::max(width() >= wideFrom ? 200 : 320, m_middleBottom)};
}

// A title with the grid below it; returns the lower right corner.
QPoint WindowStepper::placeColumn(QLabel* title, CellGrid* grid, QPoint corner)
{
    const QSize size = grid->sizeHint();
    title->setGeometry(corner.x() + border / 2, corner.y(), std::max(title->sizeHint().width(), size.width()),
                       title->sizeHint().height());
    grid->setGeometry(QRect(corner + QPoint(0, title->sizeHint().height() + 4), size));
    title->show();
    grid->show();
    return grid->geometry().bottomRight() + QPoint(1, 1);
}

void WindowStepper::placeMiddle(const QRect& room)
{
    const bool hasKernel = m_scene.kind == WindowScene::Kind::Convolution;
    // The numbers under the window are shown once: in the picture, else beside the kernel.
    const bool hasPatch = !hasKernel || !m_input->showsNumbers();
    QPoint corner = room.topLeft();
    for (QWidget* part : {static_cast<QWidget*>(m_kernel), static_cast<QWidget*>(m_kernelTitle)})
        part->setVisible(hasKernel);
    for (QWidget* part : {static_cast<QWidget*>(m_patch), static_cast<QWidget*>(m_patchTitle)})
        part->setVisible(hasPatch);
    int bottom = corner.y();
    if (hasPatch) {
        const QPoint end = placeColumn(m_patchTitle, m_patch, corner);
        bottom = end.y();
        const int next = std::max(end.x(), corner.x() + m_patchTitle->sizeHint().width()) + 16;
        const int needed = std::max(m_kernel->sizeHint().width(), m_kernelTitle->sizeHint().width());
        corner = next + needed <= room.right() ? QPoint(next, corner.y()) : QPoint(corner.x(), bottom + 12);
    }
    if (hasKernel)
        bottom = std::max(bottom, placeColumn(m_kernelTitle, m_kernel, corner).y());
    const int left = room.left() + border / 2;
    const int high = m_sum->heightForWidth(room.right() - left);
    m_sum->setGeometry(left, bottom + 12, room.right() - left, high);
    // Only ever more for one scene and width: a height that follows itself would never come to rest.
    if (m_middleBottom < bottom + 12 + high) {
        m_middleBottom = bottom + 12 + high;
        updateGeometry();
    }
}

void WindowStepper::place()
{
    if (m_scene.steps() == 0)
        return;
    const auto sizeOf = [](const CellGrid* grid) { return QSize(grid->grid().columns, grid->grid().rows); };
    const StepperNeeds needs{sizeOf(m_input),
                             sizeOf(m_output),
                             {m_scene.horizontal.window, m_scene.vertical.window},
                             m_input->numberRoom(),
                             m_output->numberRoom(),
                             std::max(m_kernel->numberRoom(), m_patch->numberRoom())};
    const StepperPlan plan = planStepper(needs, size(), m_inputTitle->sizeHint().height() + 4);
    m_input->setCellSize(plan.cell);
    m_output->setCellSize(plan.cell);
    m_kernel->setCellSize(plan.smallCell);
    m_patch->setCellSize(plan.smallCell);

    const int top = margin / 2;
    const QPoint end = placeColumn(m_inputTitle, m_input, {margin, top});
    const int afterInput = std::max(end.x(), m_inputTitle->sizeHint().width() + margin) + gap;
    if (plan.isWide) {
        const QRect middle(afterInput, top, plan.middle, height() - top);
        placeMiddle(middle);
        placeColumn(m_outputTitle, m_output, {middle.right() + gap, top});
        return;
    }
    const QPoint other = placeColumn(m_outputTitle, m_output, {afterInput, top});
    const int below = std::max(end.y(), other.y()) + 12;
    placeMiddle({margin, below, width() - 2 * margin, height() - below});
}

} // namespace widgets
