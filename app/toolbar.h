#pragma once

#include "app/workbench.h"

#include <QToolBar>

class QGridLayout;
class QHBoxLayout;
class QToolButton;

namespace widgets {
class ProgressStrip;
class SegmentedSwitch;
} // namespace widgets

namespace app {

// The actions that the toolbar shows; they belong to the main window.
struct ToolbarActions {
    QAction *start, *save, *undo, *redo, *train, *pause, *step, *resetState, *stop;
};

// File and history at the left, the three arrangements, then data, device and Train; while something trains
// the right half says how far it is.
class Toolbar : public QToolBar {
    Q_OBJECT
public:
    Toolbar(const Workbench& workbench, const ToolbarActions& actions, QWidget* parent = nullptr);

    void setArrangement(int index); // says nothing

signals:
    void arrangementChosen(int index);
    void dataMenuWished(QMenu* menu); // fill it now
    void deviceMenuWished(QMenu* menu);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addButton(QHBoxLayout* layout, QAction* action, bool words = true);
    QToolButton* addMenuButton(const QString& icon);
    void showState();
    void showProgress();
    void retranslate();
    void fitWords();

    Workbench m_workbench;
    ToolbarActions m_actions;
    QWidget *m_left, *m_idle, *m_running, *m_body;
    QGridLayout* m_grid;
    widgets::SegmentedSwitch* m_switch;
    widgets::ProgressStrip* m_strip;
    QToolButton *m_data, *m_device, *m_train, *m_reset;
    QList<QToolButton*> m_expendable; // lose their words first
};

} // namespace app
