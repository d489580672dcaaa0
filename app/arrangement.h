#pragma once

#include "app/workbench.h"

#include <QHash>

class QDockWidget;
class QMainWindow;

namespace app {

enum class Arrangement { Design, Train, Explore };

// The docks of the main window and where they stand in each of the three arrangements, which the user may
// change: every one is remembered.
class Docks : public QObject {
    Q_OBJECT
public:
    Docks(QMainWindow& window, const Workbench& workbench);

    // The first two are always there; the panels make their widgets when they are first seen.
    QDockWidget* addFixed(const QString& id, std::function<QString()> title, QWidget* content);
    void addPanels();

    Arrangement arrangement() const { return m_arrangement; }
    void show(Arrangement arrangement); // as the user left it
    void reset(); // the arrangement in use, as it came
    void hideAll(); // the start page has the window to itself
    void remember(); // the arrangement in use
    void showPanel(const QString& id);
    void raiseSuitable(const engine::Project& project, const engine::Analysis& analysis);
    QList<QAction*> actions() const; // show or hide each dock, in order

signals:
    void arranged(app::Arrangement arrangement);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Dock {
        QDockWidget* dock;
        std::function<QString()> title;
        const Panel* panel; // null: palette or inspector
    };
    void watch(QDockWidget* dock);
    void create(const Panel& panel, QDockWidget* dock);
    void giveRoom(QDockWidget* dock);
    void takeOut();
    void arrangeDefault();
    void placeHidden();
    void arrangePanels(const QList<QDockWidget*>& first, const QList<QDockWidget*>& below,
                       const QList<QDockWidget*>& side);
    QList<QDockWidget*> at(Panel::Place place) const;
    QDockWidget* find(const QString& id) const;
    void scheduleTitles();
    void updateTitles();
    bool suits(const Panel& panel) const; // of those that say so
    QDockWidget* frontOf(const QList<QDockWidget*>& group) const;
    void replaceUnsuitable();

    QMainWindow& m_window;
    Workbench m_workbench;
    QList<Dock> m_docks;
    Arrangement m_arrangement = Arrangement::Design;
    bool m_shown = false, m_titlesPending = false;
};

} // namespace app
