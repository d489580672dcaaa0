#pragma once

#include "app/workbench.h"

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace app {

// Problems first, then what the network costs; at the right what is selected and when it was saved.
class StatusBar : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusBar(const Workbench& workbench, QWidget* parent = nullptr);

    void setBusy(const QString& sentence); // "Saving ..."; empty: done

signals:
    void problemPressed(int node);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void refreshNetwork();

    Workbench m_workbench;
    QToolButton* m_problem;
    QLabel *m_network, *m_selection, *m_saved;
    QString m_busy;
    int m_problemNode = 0;
};

// What training the network needs at the same time, in bytes: weights, gradients, the optimiser's slots, and
// what the layers give for one batch, forward and backward.
qint64 trainingMemory(const engine::Project& project, const engine::Analysis& analysis);

} // namespace app
