#include "app/hardware.h"

#include "app/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace app {

QString hardwareTitle(const std::string& hardware)
{
    static const QRegularExpression threads(QStringLiteral("^CPU, (\\d+) threads?$"));
    const auto match = threads.match(text(hardware));
    return match.hasMatch()
        ? QCoreApplication::translate("app::Toolbar", "CPU, %n thread(s)", nullptr, match.captured(1).toInt())
        : text(hardware);
}

} // namespace app
