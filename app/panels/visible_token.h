#pragma once

#include "app/text.h"

namespace app::panels {

// A word or character as a chart or table can name it: spaces and line ends have signs of their own.
inline QString visibleToken(const std::string& token)
{
    QString shown = text(token);
    shown.replace(QLatin1Char(' '), QChar(0x2423)).replace(QLatin1Char('\n'), QChar(0x23ce));
    return shown.replace(QLatin1Char('\t'), QChar(0x21e5));
}

} // namespace app::panels
