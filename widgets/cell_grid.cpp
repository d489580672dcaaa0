#include "widgets/cell_grid.h"

#include "widgets/field_form.h"
#include "widgets/theme.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int edge = 3; // room for the window's frame and the focus ring

// What was typed as a number; both minus signs and both decimal signs are taken.
bool readFigure(QString text, double& value)
{
    text.replace(QChar(0x2212), QLatin1Char('-')).replace(QLatin1Char(','), QLatin1Char('.'));
    return parseNumber(text.trimmed(), value);
}

} // namespace

CellGrid::CellGrid(QWidget* parent) : QWidget(parent), m_editor(new QLineEdit(this))
{
    setMouseTracking(true);
    m_editor->hide();
    m_editor->setAlignment(Qt::AlignRight);
    m_editor->setFrame(false);
    m_editor->setStyleSheet(
        QStringLiteral("QLineEdit { padding: 0 2px; min-height: 0; border-radius: 3px; }"));
    m_editor->installEventFilter(this);
    connect(m_editor, &QLineEdit::returnPressed, this, [this] {
        closeEditor(true);
        setFocus();
    });
}

void CellGrid::setGrid(const DrawnGrid& grid)
{
    const bool otherSize = grid.rows != m_grid.rows || grid.columns != m_grid.columns;
    m_grid = grid;
    measure();
    if (otherSize) {
        m_editor->hide();
        m_caret = {0, 0};
        updateGeometry();
    }
    update();
}

void CellGrid::setEditable(bool editable)
{
    m_editable = editable;
    setFocusPolicy(editable ? Qt::StrongFocus : Qt::NoFocus);
}

void CellGrid::setCellSize(qreal size)
{
    if (qFuzzyCompare(size, m_cellSize))
        return;
    m_cellSize = size;
    m_editor->hide();
    updateGeometry();
    update();
}

// The widest of two figures and the extremes; what lies between them is no wider.
void CellGrid::measure()
{
    const QFont font = textFont(TextSize::Caption);
    double low = 0, high = 0;
    for (const DrawnCell& cell : m_grid.cells) {
        low = std::min(low, cell.value);
        high = std::max(high, cell.value);
    }
    m_numberRoom = numberWidth(font, QStringLiteral("00"));
    for (const double extreme : {low, high})
        m_numberRoom = std::max(m_numberRoom, numberWidth(font, figureText(extreme, m_grid.decimals)));
    m_numberRoom += 8;
}

bool CellGrid::showsNumbers() const
{
    return m_cellSize >= numberRoom();
}

QSize CellGrid::sizeHint() const
{
    return {int(std::ceil(m_grid.columns * m_cellSize)) + 2 * edge,
            int(std::ceil(m_grid.rows * m_cellSize)) + 2 * edge};
}

QRectF CellGrid::drawnRect(int row, int column) const
{
    return {edge + column * m_cellSize, edge + row * m_cellSize, m_cellSize, m_cellSize};
}

QRectF CellGrid::cellRect(Cell cell) const
{
    return drawnRect(cell.row + m_grid.origin.row, cell.column + m_grid.origin.column);
}

Cell CellGrid::cellAt(QPointF point) const
{
    const int row = int(std::floor((point.y() - edge) / m_cellSize));
    const int column = int(std::floor((point.x() - edge) / m_cellSize));
    if (row < 0 || column < 0 || row >= m_grid.rows || column >= m_grid.columns)
        return {};
    const Cell at{row - m_grid.origin.row, column - m_grid.origin.column};
    return at.row < 0 || cell(at)->look == DrawnCell::Look::Padding ? Cell() : at;
}

const DrawnCell* CellGrid::cell(Cell at) const
{
    const int row = at.row + m_grid.origin.row, column = at.column + m_grid.origin.column;
    if (at.isNone() || row >= m_grid.rows || column < 0 || column >= m_grid.columns)
        return nullptr;
    return &m_grid.cells[row * m_grid.columns + column];
}

void CellGrid::point(Cell cell)
{
    if (cell == m_pointed)
        return;
    m_pointed = cell;
    emit cellPointed(cell);
}

void CellGrid::mouseMoveEvent(QMouseEvent* event)
{
    const Cell at = cellAt(event->position());
    setCursor(m_editable && !at.isNone() ? Qt::IBeamCursor : Qt::ArrowCursor);
    point(at);
}

void CellGrid::leaveEvent(QEvent*)
{
    point({});
}

void CellGrid::mousePressEvent(QMouseEvent* event)
{
    const Cell at = cellAt(event->position());
    if (event->button() != Qt::LeftButton || at.isNone())
        return event->ignore();
    if (m_editable)
        edit(at);
    emit cellClicked(at);
}

// Arrows walk over an editable grid; a figure, a sign or Enter opens the cell.
void CellGrid::keyPressEvent(QKeyEvent* event)
{
    if (!m_editable)
        return QWidget::keyPressEvent(event);
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return walk({m_caret.row, m_caret.column - forward});
    case Qt::Key_Right:
        return walk({m_caret.row, m_caret.column + forward});
    case Qt::Key_Up:
        return walk({m_caret.row - 1, m_caret.column});
    case Qt::Key_Down:
        return walk({m_caret.row + 1, m_caret.column});
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        return edit(m_caret);
    default:
        break;
    }
    const QString text = event->text();
    if (text.isEmpty() || (!text[0].isDigit() && !QStringLiteral("-−.,").contains(text[0])))
        return QWidget::keyPressEvent(event);
    edit(m_caret);
    m_editor->setText(text);
}

void CellGrid::walk(Cell to)
{
    m_caret = {std::clamp(to.row, 0, m_grid.rows - 1), std::clamp(to.column, 0, m_grid.columns - 1)};
    if (const DrawnCell* at = cell(m_caret))
        setAccessibleDescription(tr("Row %1, column %2: %3")
                                     .arg(m_caret.row + 1)
                                     .arg(m_caret.column + 1)
                                     .arg(figureText(at->value, m_grid.decimals)));
    update();
}

void CellGrid::edit(Cell at)
{
    const DrawnCell* chosen = cell(at);
    if (!m_editable || !chosen)
        return;
    closeEditor(true);
    m_caret = at;
    const QRectF rect = cellRect(at);
    const QSizeF size(std::max(rect.width(), numberRoom() + 4), std::max<qreal>(rect.height(), 24));
    m_editor->setGeometry(QRectF(rect.center() - QPointF(size.width(), size.height()) / 2, size).toRect());
    m_editor->setText(numberText(chosen->value).replace(QLatin1Char('-'), QChar(0x2212)));
    m_editor->setProperty("problem", false);
    m_editor->show();
    m_editor->selectAll();
    m_editor->setFocus();
}

void CellGrid::closeEditor(bool keep)
{
    if (m_editor->isHidden())
        return;
    double value = 0;
    const bool read = readFigure(m_editor->text(), value);
    const DrawnCell* before = cell(m_caret);
    m_editor->hide();
    if (keep && read && before && value != before->value)
        emit valueWished(m_caret, value);
}

bool CellGrid::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut)
        closeEditor(true);
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        closeEditor(false);
        setFocus();
        return true;
    }
    // What is no number keeps its text and says so by its border.
    if (event->type() == QEvent::KeyRelease) {
        double value = 0;
        const bool wrong = !readFigure(m_editor->text(), value);
        if (m_editor->property("problem").toBool() != wrong) {
            m_editor->setProperty("problem", wrong);
            m_editor->style()->unpolish(m_editor);
            m_editor->style()->polish(m_editor);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CellGrid::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void CellGrid::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool CellGrid::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const Cell at = cellAt(help->pos());
        const DrawnCell* under = cell(at);
        if (under && under->look != DrawnCell::Look::Empty)
            QToolTip::showText(help->globalPos(),
                               tr("Row %1, column %2: %3")
                                   .arg(at.row + 1)
                                   .arg(at.column + 1)
                                   .arg(numberText(under->value).replace(QLatin1Char('-'), QChar(0x2212))),
                               this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace widgets
