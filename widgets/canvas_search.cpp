#include "widgets/canvas_search.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace widgets {

namespace {

constexpr int boxWidth = 300;
constexpr int header = 44;
constexpr int rowHeight = 44;
constexpr int footer = 36;
constexpr int mostRows = 7;

enum Role { TitleRole = Qt::UserRole, SummaryRole, IconRole, CategoryRole };

class OfferDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {boxWidth, rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = tokens();
        const QRectF row = QRectF(option.rect).adjusted(6, 0, -6, 0);
        const bool current = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (current || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(current ? t.select : t.hover);
            painter->drawRoundedRect(row, 6, 6);
        }
        const bool mirrored = option.direction == Qt::RightToLeft;
        const auto place = [&](QRectF r) {
            if (mirrored)
                r.moveLeft(row.left() + row.right() - r.right());
            return r;
        };
        const auto category = Category(index.data(CategoryRole).toInt());
        drawIcon(*painter, place({row.left() + 12, row.center().y() - 10, 20, 20}),
                 index.data(IconRole).toString(), t.of(category));
        const qreal hint = current ? drawHint(*painter, row, mirrored) : 0;
        const QRectF text = place({row.left() + 44, row.top(), row.width() - 56 - hint, row.height()});
        drawLine(*painter, text.adjusted(0, 4, 0, -rowHeight / 2.0 + 1), textFont(TextSize::Body, true),
                 t.text, index.data(TitleRole).toString());
        drawLine(*painter, text.adjusted(0, rowHeight / 2.0 - 1, 0, -5), textFont(TextSize::Caption), t.text2,
                 index.data(SummaryRole).toString());
        painter->restore();
    }

private:
    static void drawLine(QPainter& painter, const QRectF& rect, const QFont& font, const QColor& color,
                         const QString& text)
    {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeading,
                         QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width()));
    }

    static qreal drawHint(QPainter& painter, const QRectF& row, bool mirrored)
    {
        const QFont font = textFont(TextSize::Caption);
        const QString text = CanvasSearch::tr("Enter", "the key");
        painter.setFont(font);
        painter.setPen(tokens().text2);
        painter.drawText(row.adjusted(12, 0, -12, 0),
                         Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight), text);
        return QFontMetricsF(font).horizontalAdvance(text) + 12;
    }
};

} // namespace

CanvasSearch::CanvasSearch(QWidget* parent)
    : CanvasSurface(parent, 10, Shadow::Popup), m_edit(new QLineEdit(this)), m_list(new QListWidget(this)),
      m_count(new QLabel(this))
{
    const QString plain = QStringLiteral("border: 0; background: transparent; padding: 0; min-height: 0;");
    m_edit->setStyleSheet(plain);
    m_edit->setPlaceholderText(tr("Find a layer"));
    m_edit->setAccessibleName(tr("Find a layer"));
    m_edit->installEventFilter(this);
    m_list->setStyleSheet(QStringLiteral("QListView { border: 0; background: transparent; }"));
    m_list->setItemDelegate(new OfferDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Layers that fit"));
    m_list->viewport()->setAutoFillBackground(false);
    m_count->setFont(textFont(TextSize::Caption));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    connect(m_edit, &QLineEdit::textChanged, this, &CanvasSearch::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CanvasSearch::choose);
}

void CanvasSearch::open(QPoint corner, Offers offers, const QString& fitting)
{
    m_offers = std::move(offers);
    m_fitting = fitting;
    const QSignalBlocker quiet(m_edit);
    m_edit->clear();
    move(corner - QPoint(shadowWidth(), shadowWidth()));
    filter();
    show();
    raise();
    m_edit->setFocus(Qt::PopupFocusReason);
}

void CanvasSearch::close()
{
    if (leave())
        emit closed();
}

bool CanvasSearch::leave()
{
    if (isHidden() || m_leaving)
        return false;
    // Before it hides: hiding would hand the focus on to the next widget.
    m_leaving = true;
    if (m_edit->hasFocus())
        parentWidget()->setFocus(Qt::OtherFocusReason);
    hide();
    m_leaving = false;
    return true;
}

void CanvasSearch::filter()
{
    const QString text = m_edit->text().trimmed();
    m_found = m_offers ? m_offers(text) : QList<CanvasOffer>();
    m_list->clear();
    for (const CanvasOffer& offer : m_found) {
        auto* item = new QListWidgetItem(m_list);
        item->setData(TitleRole, offer.title);
        item->setData(SummaryRole, offer.summary);
        item->setData(IconRole, offer.icon);
        item->setData(CategoryRole, int(offer.category));
        item->setData(Qt::AccessibleTextRole, offer.title);
        item->setData(Qt::AccessibleDescriptionRole, offer.summary);
    }
    m_list->setCurrentRow(m_found.isEmpty() ? -1 : 0);
    const int count = int(m_found.size());
    if (m_found.isEmpty() && !text.isEmpty())
        m_count->setText(tr("No layer that fits is called \"%1\".").arg(text));
    else if (m_fitting.isEmpty())
        m_count->setText(tr("Layers: %1").arg(count));
    else
        m_count->setText(tr("Layers that fit %1: %2").arg(m_fitting).arg(count));
    layOut();
}

void CanvasSearch::layOut()
{
    const int rows = std::min(int(m_found.size()), mostRows);
    const int listHeight = rows > 0 ? rows * rowHeight + 12 : 0;
    const int w = std::min(boxWidth, parentWidget()->width() - 16);
    QRect place(face().topLeft(), QSize(w, header + listHeight + footer));
    // Kept as it stands while one types: only pushed inwards.
    const QRect room = parentWidget()->rect().adjusted(8, 8, -8, -8);
    place.moveLeft(
        std::clamp(place.left(), room.left(), std::max(room.left(), room.right() - place.width())));
    place.moveTop(std::clamp(place.top(), room.top(), std::max(room.top(), room.bottom() - place.height())));
    setFaceGeometry(place);
    const int x = shadowWidth();
    const int y = shadowWidth();
    const bool mirrored = isRightToLeft();
    m_edit->setGeometry(x + (mirrored ? 12 : 40), y + 8, w - 52, header - 16);
    m_list->setGeometry(x + 1, y + header + 6, w - 2, std::max(0, listHeight - 12));
    m_list->setVisible(rows > 0);
    m_count->setGeometry(x + 14, y + header + listHeight, w - 28, footer);
    update();
}

void CanvasSearch::paintEvent(QPaintEvent* event)
{
    CanvasSurface::paintEvent(event);
    QPainter painter(this);
    const Tokens& t = tokens();
    const QRectF r = innerFace();
    const qreal icon = isRightToLeft() ? r.right() - 32 : r.left() + 14;
    drawIcon(painter, {icon, r.top() + header / 2.0 - 9, 18, 18}, QStringLiteral("search"), t.text2);
    painter.setPen(QPen(t.line, 1));
    const qreal top = r.top() + header - 0.5;
    painter.drawLine(QPointF(r.left() + 1, top), QPointF(r.right() - 1, top));
    const qreal bottom = r.bottom() - footer - 0.5;
    if (bottom > top + 1)
        painter.drawLine(QPointF(r.left() + 1, bottom), QPointF(r.right() - 1, bottom));
}

void CanvasSearch::choose()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_found.size())
        return;
    const QString type = m_found[row].type;
    leave();
    emit chosen(type);
    emit closed();
}

bool CanvasSearch::key(QKeyEvent& event)
{
    const int rows = m_list->count();
    const int row = m_list->currentRow();
    switch (event.key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Down:
        m_list->setCurrentRow(rows > 0 ? (row + 1) % rows : -1);
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(rows > 0 ? (row + rows - 1) % rows : -1);
        return true;
    case Qt::Key_PageDown:
        m_list->setCurrentRow(std::min(row + mostRows, rows - 1));
        return true;
    case Qt::Key_PageUp:
        m_list->setCurrentRow(std::max(row - mostRows, std::min(0, rows - 1)));
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // there is nowhere else to go in this box
    default:
        return false;
    }
}

bool CanvasSearch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress)
        return key(static_cast<QKeyEvent&>(*event));
    if (event->type() == QEvent::ShortcutOverride) {
        // The box takes every key while it is open; the canvas and the window wait.
        event->accept();
        return true;
    }
    if (event->type() == QEvent::FocusOut && isVisible() &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason)
        close();
    return CanvasSurface::eventFilter(watched, event);
}

void CanvasSearch::keyPressEvent(QKeyEvent* event)
{
    if (!key(*event))
        CanvasSurface::keyPressEvent(event);
}

void CanvasSearch::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationFontChange && m_count)
        m_count->setFont(textFont(TextSize::Caption));
    CanvasSurface::changeEvent(event);
}

} // namespace widgets
