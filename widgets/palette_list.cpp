#include "widgets/palette_list.h"

#include "widgets/node_canvas.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>

namespace widgets {

namespace {

enum Role { TypeRole = Qt::UserRole, IconRole, CategoryRole };

constexpr int rowHeight = 30;

Category categoryOf(const QModelIndex& index)
{
    return static_cast<Category>(index.data(CategoryRole).toInt());
}

class PaletteDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {100, rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = tokens();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, t.select);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, t.hover);
        if (index.data(TypeRole).toString().isEmpty())
            paintGroup(*painter, option, index);
        else
            paintLayer(*painter, option, index);
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Selected)) {
            painter->setPen(QPen(t.focus, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 6, 6);
        }
        painter->restore();
    }

private:
    static QRect placed(const QStyleOptionViewItem& option, int left, int width, int height)
    {
        const QRect logical(option.rect.left() + left,
                            option.rect.top() + (option.rect.height() - height) / 2, width, height);
        return QStyle::visualRect(option.direction, option.rect, logical);
    }

    static void paintText(QPainter& painter, const QStyleOptionViewItem& option, int left,
                          const QString& text)
    {
        const int room = option.rect.width() - left - 8;
        painter.drawText(placed(option, left, room, option.rect.height()),
                         Qt::AlignVCenter | Qt::AlignLeading,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, room));
    }

    static void paintGroup(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
    {
        const Tokens& t = tokens();
        const bool open = option.state & QStyle::State_Open;
        drawIcon(painter, placed(option, 9, 12, 12), open ? QStringLiteral("down") : QStringLiteral("right"),
                 t.text2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.of(categoryOf(index)));
        painter.drawRoundedRect(placed(option, 28, 8, 8), 2, 2);
        painter.setFont(textFont(TextSize::Body, true));
        painter.setPen(t.text2);
        paintText(painter, option, 43, index.data().toString());
    }

    static void paintLayer(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
    {
        const Tokens& t = tokens();
        drawIcon(painter, placed(option, 29, 18, 18), index.data(IconRole).toString(),
                 t.of(categoryOf(index)));
        painter.setFont(textFont(TextSize::Body));
        painter.setPen(t.text);
        paintText(painter, option, 58, index.data().toString());
    }
};

// What hangs at the pointer while a layer is dragged.
QPixmap dragPicture(const QTreeWidgetItem& item, qreal ratio)
{
    const Tokens& t = tokens();
    const QString title = item.text(0);
    const QFont font = textFont(TextSize::Body, true);
    const QSize size(QFontMetrics(font).horizontalAdvance(title) + 56, 40);
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area(0.5, 0.5, size.width() - 1, size.height() - 1);
    painter.setPen(QPen(t.accent, 1));
    painter.setBrush(t.card);
    painter.drawRoundedRect(area, 8, 8);
    const QColor color = t.of(static_cast<Category>(item.data(0, CategoryRole).toInt()));
    drawIcon(painter, QRectF(12, 10, 20, 20), item.data(0, IconRole).toString(), color);
    painter.setFont(font);
    painter.setPen(t.text);
    painter.drawText(area.adjusted(42, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, title);
    return pixmap;
}

} // namespace

PaletteList::PaletteList(QWidget* parent) : QTreeWidget(parent)
{
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setMouseTracking(true);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    setItemDelegate(new PaletteDelegate(this));
    connect(this, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) {
        if (const QString type = item->data(0, TypeRole).toString(); !type.isEmpty())
            emit chosen(type);
    });
}

QTreeWidgetItem* PaletteList::addEntry(QTreeWidgetItem* parent, const PaletteEntry& entry)
{
    auto* item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(this);
    item->setText(0, entry.title);
    item->setToolTip(0, entry.summary);
    item->setData(0, Qt::AccessibleDescriptionRole, entry.summary);
    item->setData(0, TypeRole, entry.type);
    item->setData(0, IconRole, entry.icon);
    item->setData(0, CategoryRole, static_cast<int>(entry.category));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    return item;
}

void PaletteList::showGroups(const QList<PaletteEntry>& entries, const QSet<QString>& foldedGroups)
{
    const QString before = currentType();
    clear();
    QHash<QString, QTreeWidgetItem*> groups;
    for (const PaletteEntry& entry : entries) {
        QTreeWidgetItem*& group = groups[entry.group];
        if (!group) {
            group = new QTreeWidgetItem(this);
            group->setText(0, entry.group);
            group->setData(0, CategoryRole, static_cast<int>(entry.category));
            group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        }
        addEntry(group, entry);
    }
    for (auto it = groups.cbegin(); it != groups.cend(); ++it)
        it.value()->setExpanded(!foldedGroups.contains(it.key()));
    if (!before.isEmpty())
        select(before);
}

void PaletteList::showFlat(const QList<PaletteEntry>& entries)
{
    clear();
    for (const PaletteEntry& entry : entries)
        addEntry(nullptr, entry);
    if (topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
}

QString PaletteList::currentType() const
{
    return currentItem() ? currentItem()->data(0, TypeRole).toString() : QString();
}

QList<QTreeWidgetItem*> PaletteList::shownItems() const
{
    QList<QTreeWidgetItem*> items;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem* top = topLevelItem(i);
        if (!top->data(0, TypeRole).toString().isEmpty())
            items << top;
        for (int j = 0; top->isExpanded() && j < top->childCount(); ++j)
            items << top->child(j);
    }
    return items;
}

QStringList PaletteList::shownTypes() const
{
    QStringList types;
    for (const QTreeWidgetItem* item : shownItems())
        types << item->data(0, TypeRole).toString();
    return types;
}

void PaletteList::select(const QString& type)
{
    for (QTreeWidgetItem* item : shownItems())
        if (item->data(0, TypeRole).toString() == type)
            setCurrentItem(item);
}

void PaletteList::moveCurrent(int steps)
{
    const QList<QTreeWidgetItem*> items = shownItems();
    if (items.isEmpty())
        return;
    const auto at = items.indexOf(currentItem());
    const auto next = at < 0 ? 0 : qBound(qsizetype{0}, at + steps, items.size() - 1);
    setCurrentItem(items[next]);
}

QStringList PaletteList::mimeTypes() const
{
    return {QLatin1String(layerMimeType)};
}

QMimeData* PaletteList::mimeData(const QList<QTreeWidgetItem*>& items) const
{
    if (items.isEmpty() || items.constFirst()->data(0, TypeRole).toString().isEmpty())
        return nullptr;
    auto* data = new QMimeData;
    data->setData(QLatin1String(layerMimeType), items.constFirst()->data(0, TypeRole).toString().toUtf8());
    return data;
}

void PaletteList::startDrag(Qt::DropActions)
{
    QMimeData* data = mimeData(selectedItems());
    if (!data)
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(data);
    drag->setPixmap(dragPicture(*selectedItems().constFirst(), devicePixelRatioF()));
    drag->setHotSpot(QPoint(20, 20));
    drag->exec(Qt::CopyAction);
}

void PaletteList::toggle(QTreeWidgetItem* group)
{
    group->setExpanded(!group->isExpanded());
    emit folded(group->text(0), !group->isExpanded());
}

void PaletteList::mousePressEvent(QMouseEvent* event)
{
    QTreeWidget::mousePressEvent(event);
    QTreeWidgetItem* item = itemAt(event->position().toPoint());
    if (item && event->button() == Qt::LeftButton && item->childCount() > 0)
        toggle(item);
}

void PaletteList::keyPressEvent(QKeyEvent* event)
{
    QTreeWidgetItem* item = currentItem();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (item && item->childCount() > 0) {
        const bool close = event->key() == Qt::Key_Left && item->isExpanded();
        const bool open = event->key() == Qt::Key_Right && !item->isExpanded();
        if (enter || close || open || event->key() == Qt::Key_Space) {
            toggle(item);
            return;
        }
    } else if (item && enter) {
        emit chosen(currentType());
        return;
    } else if (item && item->parent() && event->key() == Qt::Key_Left) {
        setCurrentItem(item->parent());
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

} // namespace widgets
