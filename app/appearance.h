#pragma once

#include <QString>

class QApplication;

namespace app {

// Theme and language of the program: remembered per user, changed while it runs.
enum class ThemeChoice { System, Light, Dark };

ThemeChoice themeChoice();
void setThemeChoice(ThemeChoice choice); // applies and remembers it
void useTheme(ThemeChoice choice); // for this start only

QString language(); // "en", "zh_CN"; the system's where nothing was chosen
void setLanguage(const QString& language);
void useLanguage(const QString& language);

} // namespace app
