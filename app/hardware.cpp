#include "app/hardware.h"

#include "app/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace app {

QString hardwareTitle(const std::string& hardware)
{
    static const QRegularExpression pattern(QStringLiteral("^CPU, (\\d+) threads?$"));
    const QRegularExpressionMatch match = pattern.match(text(hardware));
    if (!match.hasMatch())
        return text(hardware);
    const int threads = match.captured(1).toInt(); // lupdate 6.4 never ends on a call in the count's place
    return QCoreApplication::translate("app::Toolbar", "CPU, %n thread(s)", nullptr, threads);
}

} // namespace app
