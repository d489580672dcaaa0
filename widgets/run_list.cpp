#include "widgets/run_list.h"

#include "widgets/theme.h"

#include <QLineEdit>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

namespace widgets {

namespace {

constexpr int rowHeight = 76;
constexpr int margin = 12;
constexpr int button = 24;
constexpr int textLeft = margin + 22;

} // namespace

RunList::RunList(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Runs"));
}

void RunList::setRuns(const QList<RunRow>& runs)
{
    if (runs == m_runs)
        return;
    m_runs = runs;
    if (indexOf(m_selected) < 0)
        m_selected.clear();
    if (m_editor && indexOf(m_renamed) < 0)
        finishRename(false);
    layOut();
    viewport()->update();
}

int RunList::indexOf(const QString& id) const
{
    for (int i = 0; i < m_runs.size(); ++i)
        if (m_runs[i].id == id)
            return i;
    return -1;
}

void RunList::select(const QString& id)
{
    m_selected = indexOf(id) >= 0 ? id : QString();
    setAccessibleDescription(m_selected.isEmpty() ? QString() : m_runs[indexOf(id)].name);
    viewport()->update();
}

QSize RunList::sizeHint() const
{
    return {300, 3 * rowHeight};
}

QSize RunList::minimumSizeHint() const
{
    return {180, rowHeight};
}

void RunList::layOut()
{
    const int height = static_cast<int>(m_runs.size()) * rowHeight;
    verticalScrollBar()->setRange(0, qMax(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight / 2);
}

QRect RunList::rowRect(int row) const
{
    return {0, row * rowHeight - verticalScrollBar()->value(), viewport()->width(), rowHeight};
}

QRect RunList::nameRect(int row) const
{
    const QRect area = rowRect(row);
    const int width = area.width() - textLeft - margin - 2 * button;
    return QStyle::visualRect(layoutDirection(), area,
                              {area.left() + textLeft - 9, area.top() + 5, width, 28});
}

QRect RunList::menuRect(int row) const
{
    const QRect area = rowRect(row);
    return QStyle::visualRect(layoutDirection(), area,
                              {area.right() - margin + 4 - button, area.top() + 8, button, button});
}

QRect RunList::eyeRect(int row) const
{
    const QRect area = rowRect(row);
    return QStyle::visualRect(layoutDirection(), area,
                              {area.right() - margin + 2 - 2 * button, area.top() + 8, button, button});
}

QRect RunList::partRect(const QString& id, Part part) const
{
    const int row = indexOf(id);
    if (row < 0 || part == Part::None)
        return {};
    return part == Part::Eye ? eyeRect(row) : part == Part::Menu ? menuRect(row) : rowRect(row);
}

RunList::Spot RunList::spotAt(const QPoint& point) const
{
    for (int row = 0; row < m_runs.size(); ++row) {
        if (!rowRect(row).contains(point))
            continue;
        if (eyeRect(row).contains(point))
            return {row, Part::Eye};
        return {row, menuRect(row).contains(point) ? Part::Menu : Part::Row};
    }
    return {};
}

void RunList::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens().panel);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(layoutDirection());
    for (int row = 0; row < m_runs.size(); ++row)
        if (rowRect(row).intersects(viewport()->rect()))
            paintRow(painter, row);
}

void RunList::paintRow(QPainter& painter, int row) const
{
    const Tokens& t = tokens();
    const RunRow& run = m_runs[row];
    const QRect area = rowRect(row);
    const bool chosen = run.id == m_selected;
    if (chosen || m_hovered.row == row)
        painter.fillRect(area, chosen ? t.select : t.hover);
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), t.line);
    const auto placed = [&](const QRect& r) { return QStyle::visualRect(layoutDirection(), area, r); };

    painter.setPen(Qt::NoPen);
    painter.setBrush(run.visible ? run.color : t.line2);
    painter.drawRoundedRect(placed({area.left() + margin, area.top() + 14, 12, 12}), 3, 3);

    // Name and mark share the first line with the two buttons.
    painter.setFont(textFont(TextSize::Caption, true));
    const QString mark = tr("Running");
    const int markWidth = run.running ? painter.fontMetrics().horizontalAdvance(mark) + 16 : 0;
    painter.setFont(textFont(TextSize::Body, true));
    const int room = area.width() - textLeft - margin - 2 * button - (markWidth > 0 ? markWidth + 8 : 0);
    const QString name = painter.fontMetrics().elidedText(run.name, Qt::ElideRight, room);
    painter.setPen(t.text);
    painter.drawText(placed({area.left() + textLeft, area.top() + 8, room, 24}),
                     Qt::AlignLeading | Qt::AlignVCenter, name);
    if (run.running) {
        const int left = area.left() + textLeft + painter.fontMetrics().horizontalAdvance(name) + 8;
        const QRect pill = placed({left, area.top() + 11, markWidth, 18});
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawRoundedRect(pill, 9, 9);
        painter.setFont(textFont(TextSize::Caption, true));
        painter.setPen(t.onAccent);
        painter.drawText(pill, Qt::AlignCenter, mark);
    }

    painter.setFont(textFont(TextSize::Caption));
    const int width = area.width() - textLeft - margin;
    const auto line = [&](int top, const QString& text, int space, const QColor& color) {
        painter.setPen(color);
        painter.drawText(placed({area.left() + textLeft, area.top() + top, space, 18}),
                         Qt::AlignLeading | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, space));
    };
    line(30, run.settings, width, t.text2);
    const int whereWidth = qMin(width / 2, painter.fontMetrics().horizontalAdvance(run.where) + 2);
    line(50, run.best, width - whereWidth - 8, t.text);
    painter.setPen(t.text2);
    painter.drawText(placed({area.left() + textLeft + width - whereWidth, area.top() + 50, whereWidth, 18}),
                     Qt::AlignTrailing | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(run.where, Qt::ElideRight, whereWidth));

    const auto press = [&](const QRect& rect, Part part, const QString& name) {
        if (m_hovered == Spot{row, part}) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.pressed);
            painter.drawRoundedRect(rect, 6, 6);
        }
        drawIcon(painter, rect.adjusted(3, 3, -3, -3), name, t.text2);
    };
    press(eyeRect(row), Part::Eye, run.visible ? QStringLiteral("eye") : QStringLiteral("eye-off"));
    press(menuRect(row), Part::Menu, QStringLiteral("more"));
    if (chosen && hasFocus()) {
        painter.setPen(QPen(t.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), 6, 6);
    }
}

void RunList::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void RunList::scrollContentsBy(int, int)
{
    if (m_editor)
        finishRename(true);
    viewport()->update();
}

void RunList::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void RunList::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void RunList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace widgets
