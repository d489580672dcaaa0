#include "app/main_window.h"

namespace app {

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {}
MainWindow::~MainWindow() = default;

} // namespace app
