#pragma once

#include "app/workbench.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;
class QToolButton;

namespace app {

// Problems first, then what the network costs; at the right what is selected, what trains and when it was
// saved.
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
    void refreshDevice();

    Workbench m_workbench;
    QToolButton* m_problem;
    QLabel *m_network, *m_selection, *m_device, *m_saved;
    QTimer m_memoryTimer; // while a graphics card is chosen
    QString m_busy;
    int m_problemNode = 0;
};

// What training the network needs at the same time, in bytes: weights, gradients, the optimiser's slots, and
// what the layers give for one batch, forward and backward.
qint64 trainingMemory(const engine::Project& project, const engine::Analysis& analysis);

} // namespace app
