#include "widgets/node_canvas_private.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>

namespace widgets {

namespace {

// Takes every key while it is open; the canvas and the window wait.
class NameEdit : public QLineEdit {
public:
    using QLineEdit::QLineEdit;
    std::function<void(bool accepted)> finished;

protected:
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::ShortcutOverride)
            return QLineEdit::event(event);
        event->accept();
        return true;
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        const int key = event->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter)
            finished(key != Qt::Key_Escape);
        else
            QLineEdit::keyPressEvent(event);
    }

    void focusOutEvent(QFocusEvent* event) override
    {
        QLineEdit::focusOutEvent(event);
        if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
            finished(true);
    }
};

} // namespace

void NodeCanvas::startRename(int node)
{
    CardItem* card = d->scene.card(node);
    if (!card)
        return;
    d->finishRename(true);
    auto* edit = new NameEdit(card->node().title, this);
    edit->setAccessibleName(tr("Name of the layer"));
    edit->setMaxLength(200);
    edit->setStyleSheet(QStringLiteral("padding: 0 4px; min-height: 0;"));
    edit->finished = [this](bool accepted) { d->finishRename(accepted); };
    d->rename = edit;
    d->renamed = node;
    card->set(&CardLook::untitled, true);
    d->placeRename();
    edit->show();
    edit->selectAll();
    edit->setFocus(Qt::OtherFocusReason);
}

void NodeCanvas::Private::placeRename()
{
    const CardItem* card = rename ? scene.card(renamed) : nullptr;
    if (!card)
        return;
    const qreal zoom = view.zoom();
    const QRectF face = view.viewportTransform().mapRect(card->rect());
    QFont font = textFont(TextSize::Body, true);
    font.setPointSizeF(font.pointSizeF() * std::clamp(zoom, 0.9, 2.0));
    rename->setFont(font);
    const int height = QFontMetrics(font).height() + 8;
    const int left = int(face.left() + 42 * zoom);
    const int width = std::max(140, int(face.right() - 6 * zoom) - left);
    const int middle = detailAt(zoom) == Detail::Full ? int(face.top() + 18 * zoom) : int(face.center().y());
    rename->setGeometry(
        QRect(left, middle - height / 2, width, height).translated(view.viewport()->geometry().topLeft()));
}

void NodeCanvas::Private::finishRename(bool accept)
{
    QLineEdit* edit = rename;
    if (!edit)
        return;
    rename.clear();
    const int node = std::exchange(renamed, 0);
    const QString title = edit->text().simplified();
    if (edit->hasFocus()) // before it hides: hiding would hand the focus on to the next widget
        view.setFocus(Qt::OtherFocusReason);
    edit->hide();
    edit->deleteLater();
    CardItem* card = scene.card(node);
    if (!card)
        return;
    card->set(&CardLook::untitled, false);
    if (accept && !title.isEmpty() && title != card->node().title)
        emit view.renameWished(node, title);
}

} // namespace widgets
