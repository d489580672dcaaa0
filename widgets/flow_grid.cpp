#include "widgets/flow_grid.h"

#include <QWidget>

namespace widgets {

FlowGrid::FlowGrid(int cardWidth, int cardHeight, int gap, int leastColumns, QWidget* parent)
    : QLayout(parent), m_cardWidth(cardWidth), m_cardHeight(cardHeight), m_gap(gap),
      m_leastColumns(leastColumns)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowGrid::~FlowGrid()
{
    qDeleteAll(m_items);
}

int FlowGrid::columnsFor(int width) const
{
    return qMax(m_leastColumns, (width + m_gap) / (m_cardWidth + m_gap));
}

void FlowGrid::setCardHeight(int height)
{
    m_cardHeight = height;
    invalidate();
}

void FlowGrid::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

QLayoutItem* FlowGrid::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem* FlowGrid::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QList<QLayoutItem*> FlowGrid::shown() const
{
    QList<QLayoutItem*> items;
    for (QLayoutItem* item : m_items)
        if (!item->isEmpty())
            items << item;
    return items;
}

QSize FlowGrid::sizeHint() const
{
    const int width = m_leastColumns * (m_cardWidth + m_gap) - m_gap;
    return {width, heightForWidth(width)};
}

QSize FlowGrid::minimumSize() const
{
    // Cards get narrower before a column is given up for good.
    return {m_leastColumns * (m_cardWidth * 3 / 4 + m_gap) - m_gap, m_cardHeight};
}

int FlowGrid::heightForWidth(int width) const
{
    const int columns = columnsFor(width);
    const int rows = (static_cast<int>(shown().size()) + columns - 1) / columns;
    return qMax(0, rows * (m_cardHeight + m_gap) - m_gap);
}

void FlowGrid::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const int columns = columnsFor(rect.width());
    const int room = rect.width() - (columns - 1) * m_gap;
    const bool mirrored = parentWidget() && parentWidget()->layoutDirection() == Qt::RightToLeft;
    const QList<QLayoutItem*> items = shown();
    for (int i = 0; i < items.size(); ++i) {
        const int column = mirrored ? columns - 1 - i % columns : i % columns;
        const int left = room * column / columns + column * m_gap;
        const int right = room * (column + 1) / columns + column * m_gap;
        const int top = i / columns * (m_cardHeight + m_gap);
        items[i]->setGeometry({rect.left() + left, rect.top() + top, right - left, m_cardHeight});
    }
}

} // namespace widgets
