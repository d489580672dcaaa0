#pragma once

#include "widgets/theme.h"

#include <QGraphicsView>
#include <QHash>
#include <QPointF>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace widgets {

// A fix that the owner of the graph offers for a problem; the canvas shows it as a button.
struct CanvasProblem {
    enum class Severity { Warning, Error } severity = Severity::Error;
    QString text;
    QString fix; // button text; empty: no button
    bool operator==(const CanvasProblem&) const = default;
};

// Live activity of a running layer: 20 bars from 0 to 1 and one number ("σ 1.00", "52 % dead").
struct CanvasActivity {
    QList<float> bars;
    QString caption;
    bool warning = false;
    bool operator==(const CanvasActivity&) const = default;
};

struct CanvasNode {
    int id = 0;
    QString title, kind, settings; // "Conv2D 2", "Conv2D", "64 of 4 × 4, same, relu"
    QString shape, parameters; // "14 × 14 × 64", "32,832"; "?" when not known
    QString icon; // name of a file in resources/icons
    Category category = Category::Core;
    QPointF position; // upper left corner, scene coordinates
    int inputs = 1, outputs = 1;
    QStringList inputTitles, outputTitles; // of ports that differ in meaning: "Initial state"
    bool muted = false, frozen = false;
    QList<CanvasProblem> problems;
    bool operator==(const CanvasNode&) const = default;
};

struct CanvasLink {
    int from = 0, output = 0, to = 0, input = 0;
    QString shape;
    bool problem = false;
    bool sameEnds(const CanvasLink& o) const
    {
        return from == o.from && output == o.output && to == o.to && input == o.input;
    }
    bool operator==(const CanvasLink&) const = default;
};

// One end of a link that is being drawn.
struct CanvasPort {
    int node = 0;
    bool output = true;
    int index = 0;
    bool operator==(const CanvasPort&) const = default;
};

// What the quick-add search offers.
struct CanvasOffer {
    QString type, title, summary, icon;
    Category category = Category::Core;
};

inline const char* const layerMimeType = "application/x-layerloom-layer"; // data: the type's id

// Shows nodes and links and reports what the user wishes. It never changes them itself: whoever owns the
// data answers a wish by calling setContents() again.
class NodeCanvas : public QGraphicsView {
    Q_OBJECT
public:
    explicit NodeCanvas(QWidget* parent = nullptr);
    ~NodeCanvas() override;

    void setContents(const QList<CanvasNode>& nodes, const QList<CanvasLink>& links);
    void setActivity(const QHash<int, CanvasActivity>& activity); // empty: no flaps

    QList<int> selection() const;
    void select(const QList<int>& nodes);
    qreal zoom() const; // 1 = 100 %
    void setZoom(qreal factor); // 0.1 to 4, about the middle of the view
    void fitAll(bool animated = true);
    void fitSelection();
    void reveal(int node); // scrolls it into view
    QPointF viewCenter() const; // scene coordinates
    void openSearch(); // at the pointer, or in the middle of the view
    void startRename(int node); // edits the title in place
    void setEmptyHint(const QString& sentence, const QString& button);

    // Why a link between the two may not be made; empty: it may. Asked while a link is drawn.
    std::function<QString(const CanvasPort& from, const CanvasPort& to)> whyNot;
    // The layers that fit at the end of a link (or all, without one) and match the typed text, best first.
    std::function<QList<CanvasOffer>(const QString& text, const std::optional<CanvasPort>& from)> offers;
    // Whether a layer of this type may be put into the middle of the link.
    std::function<bool(const QString& type, const CanvasLink& link)> fitsInto;
    // The same for a card that is already there and has no links. Without it whyNot() decides.
    std::function<bool(int node, const CanvasLink& link)> nodeFitsInto;

signals:
    void selectionChanged(const QList<int>& nodes);
    void zoomChanged(qreal factor);
    // One per gesture. Positions are snapped.
    void moveWished(const QHash<int, QPointF>& positions);
    void addWished(const QString& type, QPointF position);
    void addLinkedWished(const QString& type, QPointF position, const widgets::CanvasPort& from);
    void insertWished(const QString& type, QPointF position, const widgets::CanvasLink& into);
    void insertExistingWished(int node, QPointF position, const widgets::CanvasLink& into);
    void linkWished(const widgets::CanvasLink& link);
    void relinkWished(const widgets::CanvasLink& before, const widgets::CanvasLink& after);
    void unlinkWished(const widgets::CanvasLink& link);
    void removeWished(const QList<int>& nodes, const QList<widgets::CanvasLink>& links);
    void renameWished(int node, const QString& title);
    void fixWished(int node, int problem);
    void muteWished(const QList<int>& nodes);
    void freezeWished(const QList<int>& nodes);
    void explainWished(int node);
    void contextMenuWished(QPoint globalPosition, int node); // 0: the empty canvas
    void emptyButtonPressed();

protected:
    bool viewportEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace widgets
