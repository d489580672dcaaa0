#include "app/program.h"

#include "app/main_window.h"
#include "widgets/theme.h"

#include <QApplication>

namespace app {

int runProgram(QApplication& application)
{
    widgets::applyTheme(widgets::systemTheme());
    MainWindow window;
    window.resize(1440, 900);
    window.show();
    return application.exec();
}

} // namespace app
