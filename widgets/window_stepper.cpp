#include "widgets/window_stepper.h"

#include "widgets/cell_grid.h"
#include "widgets/term_sum.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace widgets {

namespace {

QLabel* makeTitle(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("role", "second");
    return label;
}

} // namespace

WindowStepper::WindowStepper(QWidget* parent)
    : QWidget(parent), m_input(new CellGrid(this)), m_kernel(new CellGrid(this)), m_patch(new CellGrid(this)),
      m_output(new CellGrid(this)), m_inputTitle(makeTitle(this)), m_kernelTitle(makeTitle(this)),
      m_patchTitle(makeTitle(this)), m_outputTitle(makeTitle(this)), m_sum(new TermSum(this))
{
    setFocusPolicy(Qt::StrongFocus);
    m_kernel->setEditable(true);
    connect(m_kernel, &CellGrid::valueWished, this, &WindowStepper::weightWished);
    connect(m_output, &CellGrid::cellClicked, this, [this](Cell cell) {
        setFocus();
        wish(cell.row * m_scene.output.columns + cell.column);
    });
    // A click on the picture goes to the window that begins there, else to the first that reads the place.
    connect(m_input, &CellGrid::cellClicked, this, [this](Cell cell) {
        setFocus();
        const QList<int> steps = stepsReading(m_scene, cell);
        if (!steps.isEmpty())
            wish(steps.last());
    });
    connect(m_input, &CellGrid::cellPointed, this, &WindowStepper::pointAtInput);
    connect(m_sum, &TermSum::tapPointed, this, &WindowStepper::pointAtTap);
    for (CellGrid* grid : {m_kernel, m_patch})
        connect(grid, &CellGrid::cellPointed, this, [this](Cell cell) {
            pointAtTap(cell.isNone() ? -1 : cell.row * m_scene.horizontal.window + cell.column);
        });
}

void WindowStepper::setScene(const WindowScene& scene)
{
    Q_ASSERT(scene.steps() > 0);
    const bool sameOutput =
        scene.output.rows == m_scene.output.rows && scene.output.columns == m_scene.output.columns;
    if (scene.vertical != m_scene.vertical || scene.horizontal != m_scene.horizontal ||
        scene.kind != m_scene.kind)
        m_middleBottom = 0;
    m_scene = scene;
    m_pointedTap = -1;
    m_pointedInput = {};
    if (!sameOutput) {
        m_visited = QList<bool>(scene.steps(), false);
        m_step = 0;
    }
    m_visited[m_step] = true;
    refresh();
    place();
    updateGeometry();
}

void WindowStepper::setTitles(const QString& input, const QString& kernel, const QString& output)
{
    m_inputTitle->setText(input);
    m_kernelTitle->setText(kernel);
    m_outputTitle->setText(output);
    m_patchTitle->setText(tr("Under the window"));
    m_input->setAccessibleName(input);
    m_kernel->setAccessibleName(kernel);
    m_output->setAccessibleName(output);
    place();
}

void WindowStepper::setStep(int step)
{
    if (m_scene.steps() == 0)
        return;
    step = std::clamp(step, 0, m_scene.steps() - 1);
    // Passing over results fills them in: they were computed on the way.
    for (int i = std::min(m_step, step); i <= step; ++i)
        m_visited[i] = m_visited[i] || i == step || m_step < step;
    m_step = step;
    m_pointedTap = -1;
    refresh();
    place();
}

void WindowStepper::setAllShown(bool all)
{
    m_allShown = all;
    refresh();
}

void WindowStepper::refresh()
{
    if (m_scene.steps() == 0)
        return;
    const QList<Tap> taps = tapsAt(m_scene, m_step);
    const Cell window = m_pointedTap >= 0 ? taps.value(m_pointedTap).window : Cell();
    const Cell input = m_pointedTap >= 0 ? taps.value(m_pointedTap).input : m_pointedInput;
    const QList<int> readers = m_pointedInput.isNone() ? QList<int>() : stepsReading(m_scene, m_pointedInput);
    m_input->setGrid(drawnInput(m_scene, m_step, input));
    m_kernel->setGrid(drawnKernel(m_scene, window));
    m_patch->setGrid(drawnPatch(m_scene, m_step, window));
    m_output->setGrid(
        drawnOutput(m_scene, m_step, m_allShown ? QList<bool>(m_scene.steps(), true) : m_visited, readers));
    m_sum->setTerms(calculation(m_scene, m_step));
    m_sum->setLit(m_pointedTap);
    setAccessibleName(
        tr("Step %1 of %2: %3").arg(m_step + 1).arg(m_scene.steps()).arg(calculationText(m_scene, m_step)));
}

void WindowStepper::pointAtInput(Cell cell)
{
    m_pointedInput = cell;
    m_pointedTap = -1;
    const QList<Tap> taps = tapsAt(m_scene, m_step);
    for (int i = 0; i < taps.size() && !cell.isNone(); ++i)
        if (taps[i].input == cell)
            m_pointedTap = i;
    refresh();
}

void WindowStepper::pointAtTap(int tap)
{
    m_pointedTap = tap;
    m_pointedInput = {};
    refresh();
}

void WindowStepper::wish(int step)
{
    if (step >= 0 && step < m_scene.steps() && step != m_step)
        emit stepWished(step);
}

void WindowStepper::keyPressEvent(QKeyEvent* event)
{
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return wish(m_step - forward);
    case Qt::Key_Right:
        return wish(m_step + forward);
    case Qt::Key_Up:
        return wish(m_step - m_scene.output.columns);
    case Qt::Key_Down:
        return wish(m_step + m_scene.output.columns);
    case Qt::Key_Home:
        return wish(0);
    case Qt::Key_End:
        return wish(m_scene.steps() - 1);
    case Qt::Key_Space:
        emit playWished();
        return;
    default:
        return QWidget::keyPressEvent(event);
    }
}

void WindowStepper::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
    setFocus();
}

void WindowStepper::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        place();
    QWidget::changeEvent(event);
}

void WindowStepper::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void WindowStepper::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void WindowStepper::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        m_middleBottom = 0;
        updateGeometry(); // a narrow one has to be higher
    }
    place();
}

void WindowStepper::paintEvent(QPaintEvent*)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().focus, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 6, 6);
}

} // namespace widgets
