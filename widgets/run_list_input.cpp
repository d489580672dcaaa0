#include "widgets/run_list.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollBar>

// Pointer, keys and renaming.
namespace widgets {

void RunList::choose(int row)
{
    if (row < 0 || row >= m_runs.size())
        return;
    const QRect rect = rowRect(row);
    QScrollBar* bar = verticalScrollBar();
    if (rect.top() < 0)
        bar->setValue(bar->value() + rect.top());
    else if (rect.bottom() > viewport()->height())
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + 1);
    const QString id = m_runs[row].id;
    if (id == m_selected)
        return;
    select(id);
    emit selected(id);
}

void RunList::mousePressEvent(QMouseEvent* event)
{
    const Spot spot = spotAt(event->position().toPoint());
    if (spot.row < 0 || event->button() != Qt::LeftButton)
        return;
    const RunRow run = m_runs[spot.row];
    if (spot.part == Part::Eye)
        emit visibilityWished(run.id, !run.visible);
    else if (spot.part == Part::Menu)
        emit menuWished(run.id, viewport()->mapToGlobal(menuRect(spot.row).bottomLeft()));
    else
        choose(spot.row);
}

void RunList::mouseDoubleClickEvent(QMouseEvent* event)
{
    const Spot spot = spotAt(event->position().toPoint());
    if (spot.part == Part::Row)
        emit activated(m_runs[spot.row].id);
    else
        mousePressEvent(event);
}

void RunList::mouseMoveEvent(QMouseEvent* event)
{
    const Spot spot = spotAt(event->position().toPoint());
    if (spot == m_hovered)
        return;
    m_hovered = spot;
    viewport()->setToolTip(spot.part == Part::Eye        ? tr("Show in the curves")
                               : spot.part == Part::Menu ? tr("More")
                                                         : QString());
    viewport()->update();
}

void RunList::leaveEvent(QEvent* event)
{
    QAbstractScrollArea::leaveEvent(event);
    m_hovered = {};
    viewport()->update();
}

void RunList::contextMenuEvent(QContextMenuEvent* event)
{
    const int row = event->reason() == QContextMenuEvent::Keyboard
        ? indexOf(m_selected)
        : spotAt(viewport()->mapFromGlobal(event->globalPos())).row;
    if (row < 0)
        return;
    choose(row);
    const QPoint at = event->reason() == QContextMenuEvent::Keyboard
        ? viewport()->mapToGlobal(menuRect(row).bottomLeft())
        : event->globalPos();
    emit menuWished(m_runs[row].id, at);
}

void RunList::keyPressEvent(QKeyEvent* event)
{
    const int row = indexOf(m_selected);
    switch (event->key()) {
    case Qt::Key_Up:
        choose(row < 0 ? 0 : row - 1);
        return;
    case Qt::Key_Down:
        choose(row + 1);
        return;
    case Qt::Key_Home:
        choose(0);
        return;
    case Qt::Key_End:
        choose(static_cast<int>(m_runs.size()) - 1);
        return;
    default:
        break;
    }
    if (row < 0) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const RunRow run = m_runs[row];
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit activated(run.id);
        break;
    case Qt::Key_Space:
        emit visibilityWished(run.id, !run.visible);
        break;
    case Qt::Key_F2:
        beginRename(run.id);
        break;
    case Qt::Key_Delete:
        emit removeWished(run.id);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void RunList::beginRename(const QString& id)
{
    const int row = indexOf(id);
    if (row < 0)
        return;
    finishRename(true);
    choose(row);
    m_renamed = id;
    m_editor = new QLineEdit(m_runs[row].name, viewport());
    m_editor->setAccessibleName(tr("Name of the run"));
    m_editor->setGeometry(nameRect(row));
    m_editor->installEventFilter(this);
    m_editor->selectAll();
    m_editor->show();
    m_editor->setFocus();
    connect(m_editor, &QLineEdit::editingFinished, this, [this] { finishRename(true); });
}

bool RunList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_editor && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        finishRename(false);
        return true;
    }
    return QAbstractScrollArea::eventFilter(watched, event);
}

void RunList::finishRename(bool keep)
{
    if (!m_editor)
        return;
    QLineEdit* editor = m_editor;
    m_editor = nullptr; // hiding it ends the editing once more
    const QString name = editor->text().trimmed();
    const int row = indexOf(m_renamed);
    const bool focused = editor->hasFocus();
    editor->hide();
    editor->deleteLater();
    if (focused)
        setFocus();
    if (keep && row >= 0 && !name.isEmpty() && name != m_runs[row].name)
        emit renameWished(m_runs[row].id, name);
}

} // namespace widgets
