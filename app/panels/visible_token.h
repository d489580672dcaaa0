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

// The name of a class: words as they are; of a token that is nothing but space, its sign.
inline QString visibleName(const std::string& name)
{
    const QString shown = translateEngine(name).simplified();
    return shown.isEmpty() ? visibleToken(name) : shown;
}

} // namespace app::panels
