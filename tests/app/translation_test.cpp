#include "app/appearance.h"
#include "app/hardware.h"
#include "app/text.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Message {
    QString context, source, translation;
    bool unfinished = false;
};

// The Chinese texts, straight from the file that translators edit.
QList<Message> messages()
{
    QFile file(QStringLiteral(LAYERLOOM_SOURCE_DIR "/translations/layerloom_zh_CN.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> list;
    Message message;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            message.context = xml.readElementText();
        else if (xml.name() == QLatin1String("source"))
            message.source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            message.unfinished = xml.attributes().hasAttribute("type");
            message.translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            list << message;
        }
    }
    return list;
}

QSet<QString> placesIn(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%[0-9n]"));
    QSet<QString> places;
    for (auto matches = place.globalMatch(text); matches.hasNext();)
        places << matches.next().captured();
    return places;
}

} // namespace

class TranslationTest : public QObject {
    Q_OBJECT
private slots:
    void theDeviceOfARunIsToldInTheLanguageOfTheUser()
    {
        app::useLanguage(QStringLiteral("zh_CN"));
        const QString chinese = app::hardwareTitle("CPU, 2 threads");
        app::useLanguage(QStringLiteral("en"));
        QVERIFY2(chinese.contains(QStringLiteral("线程")), qPrintable(chinese));
        QCOMPARE(app::hardwareTitle("CPU, 1 thread"), QStringLiteral("CPU, 1 thread"));
        QCOMPARE(app::hardwareTitle("a card of tomorrow"), QStringLiteral("a card of tomorrow"));
    }

    void everyTextIsTranslated()
    {
        QStringList missing;
        for (const Message& message : messages())
            if (message.unfinished || message.translation.isEmpty())
                missing << message.source;
        QVERIFY(messages().size() > 100);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }

    void everyTranslationHasThePlacesOfItsSource()
    {
        QStringList wrong;
        for (const Message& message : messages())
            if (placesIn(message.source) != placesIn(message.translation))
                wrong << message.source;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    void textsOfTheEngineAreFound()
    {
        app::useLanguage(QStringLiteral("zh_CN"));
        QStringList lost;
        for (const Message& message : messages()) {
            if (message.context.startsWith(QLatin1String("app::")) ||
                message.context.startsWith(QLatin1String("widgets")) || message.source == message.translation)
                continue;
            if (app::translateEngine(app::utf8(message.source)) == message.source)
                lost << message.context + QStringLiteral(": ") + message.source;
        }
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join(QLatin1Char('\n'))));
    }

    void sentencesAreTranslatedBeforeTheyAreFilled()
    {
        app::useLanguage(QStringLiteral("zh_CN"));
        const QString chinese =
            app::sentence({"Dense needs a flat input, but %1 arrives here.", {"7 × 7 × 64"}});
        QVERIFY(chinese.contains(QStringLiteral("7 × 7 × 64")));
        QVERIFY(!chinese.contains(QLatin1String("arrives")));
        const QString settings = app::translateSettings("128 units, relu");
        QVERIFY(settings.contains(QLatin1String("128")) && !settings.contains(QLatin1String("units")));
        app::useLanguage(QStringLiteral("en"));
        QCOMPARE(app::translateSettings("128 units, relu"), QStringLiteral("128 units, relu"));
    }
};

QTEST_MAIN(TranslationTest)
#include "translation_test.moc"
