#pragma once

class QApplication;

namespace app {

// Reads the command line, opens the first window and runs until the last one is closed.
int runProgram(QApplication& application);

} // namespace app
