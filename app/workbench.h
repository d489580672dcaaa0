#pragma once

#include "app/document.h"
#include "app/live_network.h"
#include "app/log.h"
#include "app/selection.h"
#include "app/session.h"

#include <QKeySequence>
#include <QObject>
#include <QWidget>

namespace app {

// What a panel may wish of the program beyond the document and the session. The main window answers.
class Wishes : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

signals:
    void train();
    void openSample(const QString& id); // "ae-stacked"
    void chooseData();
    void showNode(int node); // on the canvas
    void showPanel(const QString& id);
    void restoreNetwork(const std::string& run); // back onto the canvas, as an edit
};

// The run panels speak of: the selected one, else the active or newest; null without any.
const engine::Run* currentRun(const Document& document, const Session& session, const Selection& selection);

// What a panel may touch. It never sees the main window or another panel.
struct Workbench {
    Document& document;
    Session& session;
    Selection& selection;
    Log& log;
    Wishes& wishes;
    LiveNetwork& network; // of currentRun()

    const engine::Run* currentRun() const { return app::currentRun(document, session, selection); }
};

// One dockable panel: each panels/x.cpp defines Panel panels::x(). It is created when it is first shown, so
// it starts from what document and session hold then.
struct Panel {
    enum class Place {
        Upper,
        Lower,
        Side
    }; // in the Train arrangement: beside the canvas, below that, far right

    QString id; // stable: names the dock in the saved layout
    std::function<QString()> title; // asked again when the language changes
    Place place = Place::Upper;
    int order = 0; // among the tabs of its place
    QKeySequence shortcut = {};
    std::function<QWidget*(const Workbench&, QWidget* parent)> create = {};
    // Whether it is raised (without taking the focus) when this network starts to train.
    std::function<bool(const engine::Project&, const engine::Analysis&)> suits = {};
};

const QList<Panel>& allPanels();

} // namespace app
