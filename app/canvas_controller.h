#pragma once

#include "app/workbench.h"

#include "widgets/node_canvas.h"

namespace app {

// Shows the document's graph on the canvas and answers the canvas's wishes with edits.
class CanvasController : public QObject {
    Q_OBJECT
public:
    CanvasController(const Workbench& workbench, widgets::NodeCanvas& canvas, QObject* parent = nullptr);

    bool hasSelection() const { return !m_workbench.selection.nodes().isEmpty(); }
    bool canPaste() const;

public slots:
    void refresh();
    void cut();
    void copy();
    void paste();
    void duplicate();
    void removeSelected();
    void selectAll();
    void rename();
    void tidy();
    void toggleMuted();
    void toggleFrozen();
    void explain();
    void fixFirst();
    // What the right button offers on a layer and on the empty canvas.
    void setMenus(const QList<QAction*>& ofLayer, const QList<QAction*>& ofCanvas);
    // From palette or menu: under the selected layer and linked to it where that fits, else in the middle.
    void addLayer(const QString& type);

private:
    void connectWishes();
    void answerQuestions();

    QList<widgets::CanvasOffer> offers(const QString& text,
                                       const std::optional<widgets::CanvasPort>& from) const;
    QString whyNot(const widgets::CanvasPort& a, const widgets::CanvasPort& b) const;
    bool fitsInto(const QString& type, const widgets::CanvasLink& link) const;

    void add(const QString& type, QPointF position);
    void addLinked(const QString& type, QPointF position, const widgets::CanvasPort& from);
    void insert(const QString& type, QPointF position, const widgets::CanvasLink& into);
    void insertExisting(int node, QPointF position, const widgets::CanvasLink& into);
    void move(const QHash<int, QPointF>& positions);
    void remove(const QList<int>& nodes, const QList<widgets::CanvasLink>& links);
    void renameNode(int node, const QString& title);
    void fix(int node, int problem);
    void mute(const QList<int>& nodes);
    void freeze(const QList<int>& nodes);
    void explainNode(int node);
    void showMenu(QPoint globalPosition, int node);
    void pasteGraph(const engine::Graph& piece, engine::Point shift, const QString& text);
    void showActivity();
    void watchActivity();

    Workbench m_workbench;
    widgets::NodeCanvas& m_canvas;
    QList<QAction*> m_layerActions, m_canvasActions;
    int m_pastes = 0; // each paste of the same clipboard lies a little further
};

// The contents of the canvas for a graph and what analysis found; a pure function.
struct CanvasContents {
    QList<widgets::CanvasNode> nodes;
    QList<widgets::CanvasLink> links;
};
CanvasContents canvasContents(const engine::Graph& graph, const engine::Analysis& analysis);
QHash<int, widgets::CanvasActivity> canvasActivity(const engine::Snapshot& snapshot);

// Makes room for a card at the link's middle: everything from its target on moves down. Returns where it
// goes.
engine::Point makeRoom(engine::Graph& graph, const engine::Link& into);

} // namespace app
