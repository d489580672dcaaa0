#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

// The Chinese texts, straight from the file that the translators edit.
class TranslationTest : public QObject {
    Q_OBJECT
private slots:
    void everyTextIsTranslated()
    {
        QFile file(QStringLiteral(LAYERLOOM_SOURCE_DIR "/translations/layerloom_zh_CN.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        QStringList missing, wrong;
        int count = 0;
        static const QRegularExpression place(QStringLiteral("%L?[0-9n]"));
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("source")) {
                source = xml.readElementText();
            } else if (xml.name() == QLatin1String("translation")) {
                ++count;
                const bool unfinished = xml.attributes().hasAttribute("type");
                const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
                if (unfinished || text.isEmpty())
                    missing << source;
                QSet<QString> wanted, found;
                for (const auto& match : place.globalMatch(source))
                    wanted << match.captured();
                for (const auto& match : place.globalMatch(text))
                    found << match.captured();
                if (!text.isEmpty() && wanted != found)
                    wrong << source;
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY(count > 100);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(TranslationTest)
#include "translation_test.moc"
