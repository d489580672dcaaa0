#pragma once

#include <QString>

class QWidget;

namespace app::panels {

// Where to write an exported file; starts in the folder used last. Empty: the user changed their mind.
QString askForFile(QWidget* parent, const QString& title, const QString& suggestedName,
                   const QString& suffix);

} // namespace app::panels
