#include "app/canvas_controller.h"
#include "app/inspector.h"
#include "app/samples.h"
#include "tests/app/workplace.h"

#include "widgets/field_row.h"
#include "widgets/problem_label.h"

#include <QLineEdit>
#include <QTest>
#include <QUndoStack>

using namespace app;

namespace {

struct Bench : Workplace {
    Inspector inspector{workbench};
    int conv = 0;

    Bench()
    {
        document.open(*loadSample(QStringLiteral("lenet-mnist-adam")), {});
        conv = document.graph().nodeNamed("Conv 1")->id;
        document.edit(QStringLiteral("Valid"), [this](engine::Project& project) {
            project.graph.node(conv)->attributes["padding"] = std::string("valid");
        });
        selection.setNodes({conv});
        inspector.resize(320, 700);
        inspector.show();
    }
    QLineEdit* line(const QString& key) const
    {
        for (const widgets::FieldRow* row : inspector.findChildren<widgets::FieldRow*>())
            if (row->field().key == key)
                return row->findChild<QLineEdit*>();
        return nullptr;
    }
    widgets::CanvasNode card() const
    {
        for (const widgets::CanvasNode& node : canvasContents(document.graph(), document.analysis()).nodes)
            if (node.id == conv)
                return node;
        return {};
    }
    QString shapeBesideTheLink() const
    {
        for (const widgets::CanvasLink& link : canvasContents(document.graph(), document.analysis()).links)
            if (link.from == conv)
                return link.shape;
        return {};
    }
    void begin(QLineEdit* edit) const
    {
        edit->setFocus();
        edit->selectAll();
    }
};

} // namespace

class InspectorTest : public QObject {
    Q_OBJECT
private slots:
    void theCanvasFollowsEveryKey()
    {
        Bench bench;
        const int steps = bench.document.undoStack()->count();
        QTRY_VERIFY(bench.line("kernel_size"));
        QLineEdit* kernel = bench.line("kernel_size");
        bench.begin(kernel);
        QTest::keyClicks(kernel, "5");
        QCOMPARE(bench.card().shape, QString("24 × 24 × 32"));
        QCOMPARE(bench.shapeBesideTheLink(), QString("24 × 24 × 32"));
        QTest::keyClicks(kernel, ", 7");
        QCOMPARE(bench.card().shape, QString("24 × 22 × 32"));
        QCOMPARE(kernel->text(), QString("5, 7"));
        QLineEdit* stride = bench.line("strides");
        bench.begin(stride);
        QTest::keyClicks(stride, "2");
        QCOMPARE(bench.card().shape, QString("12 × 11 × 32"));
        QLineEdit* filters = bench.line("filters");
        bench.begin(filters);
        QTest::keyClicks(filters, "16");
        QCOMPARE(bench.shapeBesideTheLink(), QString("12 × 11 × 16"));
        QCOMPARE(bench.document.undoStack()->count(), steps + 3); // one for each setting
    }

    void anImpossibleSizeIsSaidOnTheCard()
    {
        Bench bench;
        QTRY_VERIFY(bench.line("kernel_size"));
        QLineEdit* kernel = bench.line("kernel_size");
        bench.begin(kernel);
        QTest::keyClicks(kernel, "40");
        QCOMPARE(bench.card().shape, QString("?"));
        QCOMPARE(bench.card().problems.size(), 1);
        QVERIFY(bench.card().problems[0].text.contains("40 × 40"));
        QTest::keyClick(kernel, Qt::Key_Backspace);
        QCOMPARE(bench.card().shape, QString("25 × 25 × 32"));
        QVERIFY(bench.card().problems.isEmpty());
    }

    void fieldsStayInPlaceWhenAProblemComes()
    {
        Bench bench;
        QTRY_VERIFY(bench.line("kernel_size"));
        QLineEdit* kernel = bench.line("kernel_size");
        bench.begin(kernel);
        QTest::keyClicks(kernel, "4"); // the limits are shown from here on
        const auto* label = bench.inspector.findChild<widgets::ProblemLabel*>();
        QTRY_VERIFY(!label->isVisible());
        const QPoint before = kernel->mapTo(&bench.inspector, QPoint());
        QTest::keyClicks(kernel, "0");
        QTRY_VERIFY(label->isVisible());
        QTRY_VERIFY(label->geometry().bottom() <= bench.inspector.height());
        QCOMPARE(kernel->mapTo(&bench.inspector, QPoint()), before);
    }

    void anEmptyListIsMarkedAtTheField()
    {
        Bench bench;
        QTRY_VERIFY(bench.line("kernel_size"));
        QLineEdit* kernel = bench.line("kernel_size");
        bench.begin(kernel);
        QTest::keyClick(kernel, Qt::Key_Delete);
        QTest::keyClick(kernel, Qt::Key_Return);
        QVERIFY(kernel->property("problem").toBool());
        QCOMPARE(kernel->text(), QString());
        QCOMPARE(bench.card().shape, QString("25 × 25 × 32")); // the network keeps what it had
    }
};

QTEST_MAIN(InspectorTest)
#include "inspector_test.moc"
