#include "widgets/flow_row.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace widgets {

FlowRow::FlowRow(int gap, QWidget* parent) : QLayout(parent), m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowRow::~FlowRow()
{
    qDeleteAll(m_items);
}

void FlowRow::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

QLayoutItem* FlowRow::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem* FlowRow::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QList<QRect> FlowRow::places(int width) const
{
    QList<QRect> list;
    int x = 0, y = 0, lineHeight = 0;
    qsizetype lineBegin = 0;
    const auto endLine = [&] { // what is lower stands in the middle of its line
        for (; lineBegin < list.size(); ++lineBegin)
            if (list[lineBegin].isValid())
                list[lineBegin].translate(0, (lineHeight - list[lineBegin].height()) / 2);
    };
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty()) {
            list.append(QRect());
            continue;
        }
        const QSize size = item->sizeHint().expandedTo(item->minimumSize());
        if (x > 0 && x + size.width() > width) {
            endLine();
            x = 0;
            y += lineHeight + m_gap;
            lineHeight = 0;
        }
        list.append(QRect(QPoint(x, y), QSize(std::min(size.width(), width), size.height())));
        x += size.width() + m_gap * 2;
        lineHeight = std::max(lineHeight, size.height());
    }
    endLine();
    return list;
}

int FlowRow::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int bottom = 0;
    for (const QRect& place : places(width - margins.left() - margins.right()))
        bottom = std::max(bottom, place.bottom() + 1);
    return bottom + margins.top() + margins.bottom();
}

QSize FlowRow::sizeHint() const
{
    const QMargins margins = contentsMargins();
    int width = 0;
    for (const QRect& place : places(QWIDGETSIZE_MAX))
        width = std::max(width, place.right() + 1);
    width += margins.left() + margins.right();
    return {width, heightForWidth(width)};
}

QSize FlowRow::minimumSize() const
{
    QSize least;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            least = least.expandedTo(item->minimumSize());
    return least.grownBy(contentsMargins());
}

void FlowRow::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const QRect room = rect.marginsRemoved(contentsMargins());
    const QList<QRect> list = places(room.width());
    const Qt::LayoutDirection direction =
        parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    for (qsizetype i = 0; i < m_items.size(); ++i)
        if (list[i].isValid())
            m_items[i]->setGeometry(QStyle::visualRect(direction, room, list[i].translated(room.topLeft())));
}

} // namespace widgets
