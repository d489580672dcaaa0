#include "widgets/theme.h"

#include <QApplication>
#include <QPalette>

#ifdef LAYERLOOM_DBUS
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusReply>
#endif

namespace widgets {

namespace {

// 1 dark, 2 light, 0 no wish (org.freedesktop.appearance).
int wishOfPortal()
{
#ifdef LAYERLOOM_DBUS
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return 0;
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.portal.Desktop"), QStringLiteral("/org/freedesktop/portal/desktop"),
        QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("Read"));
    call << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
    const QDBusMessage reply = bus.call(call, QDBus::Block, 300); // a hung desktop must not delay us
    if (reply.type() != QDBusMessage::ReplyMessage || reply.arguments().isEmpty())
        return 0;
    QVariant value = reply.arguments().constFirst();
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toInt();
#else
    return 0;
#endif
}

} // namespace

Theme systemTheme()
{
    static const bool darkAtStart = QApplication::palette().color(QPalette::Window).lightnessF() < 0.5f;
    const int wish = wishOfPortal();
    if (wish == 1 || wish == 2)
        return wish == 1 ? Theme::Dark : Theme::Light;
    return darkAtStart ? Theme::Dark : Theme::Light;
}

} // namespace widgets
