#include "app/recovery.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>

using namespace app;

class RecoveryTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        for (const LostWork& work : Recovery::lost())
            Recovery::discard(work);
    }

    void unsavedWorkIsKeptAndRemovedWithANormalEnd()
    {
        QString file;
        {
            Document document;
            Recovery recovery(document);
            change(document);
            recovery.writeNow();
            file = recovery.file();
            QVERIFY(QFile::exists(file));
            const auto kept = engine::loadProject(file.toStdString());
            QVERIFY(kept && kept->project == document.project());
        }
        QVERIFY(!QFile::exists(file));
        QVERIFY(Recovery::lost().isEmpty());
    }

    void savedWorkNeedsNoRecovery()
    {
        Document document;
        Recovery recovery(document);
        change(document);
        recovery.writeNow();
        document.saved(QStringLiteral("/somewhere/a.loom"), document.revision());
        QVERIFY(!QFile::exists(recovery.file()));
    }

    void aLivingProgramLosesNothingToAnother()
    {
        Document document;
        Recovery recovery(document);
        change(document);
        recovery.writeNow();
        QVERIFY(Recovery::lost().isEmpty());
    }

    void whatACrashLeftIsFound()
    {
        Document document;
        Recovery recovery(document);
        change(document);
        recovery.writeNow();
        // The same files under another name: nobody holds their lock.
        const QString orphan = Recovery::folder() + QStringLiteral("/orphan.loom");
        QFile::remove(orphan);
        QVERIFY(QFile::copy(recovery.file(), orphan));
        QVERIFY(QFile::copy(recovery.file() + ".json", orphan + ".json"));
        const QList<LostWork> lost = Recovery::lost();
        QCOMPARE(lost.size(), 1);
        QCOMPARE(lost.first().title, document.title());
        Recovery::discard(lost.first());
        QVERIFY(Recovery::lost().isEmpty());
    }

    void writesItselfAfterAPause()
    {
        Document document;
        Recovery recovery(document);
        change(document);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(recovery.file()), 20000);
    }

private:
    static void change(Document& document)
    {
        document.edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
    }
};

QTEST_MAIN(RecoveryTest)
#include "recovery_test.moc"
