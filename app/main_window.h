#pragma once

#include "app/workbench.h"

#include <QMainWindow>

namespace app {

// The one window of an open project.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;
};

} // namespace app
