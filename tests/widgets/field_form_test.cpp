#include "widgets/field_form.h"
#include "widgets/field_row.h"
#include "widgets/fold_section.h"
#include "widgets/number_box.h"
#include "widgets/reset_dot.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace widgets;

namespace {

QList<FormField> sampleFields()
{
    FormField filters{.key = "filters", .label = "Filters", .section = "Layer", .value = 64, .initial = 32};
    filters.kind = FormField::Integer, filters.minimum = 1, filters.maximum = 65536;
    FormField rate{.key = "rate", .label = "Rate", .section = "Layer", .value = 0.001, .initial = 0.001};
    rate.kind = FormField::Number, rate.minimum = 0, rate.maximum = 1;
    FormField kernel{.key = "kernel", .label = "Kernel", .section = "Layer"};
    kernel.kind = FormField::Integers, kernel.count = 2, kernel.minimum = 1, kernel.maximum = 99;
    kernel.value = QVariantList{4, 4}, kernel.initial = QVariantList{3, 3};
    FormField padding{
        .key = "padding", .label = "Padding", .section = "More", .value = "same", .initial = "same"};
    padding.kind = FormField::Choice, padding.choices = {"same", "valid"},
    padding.choiceTitles = {"Same", "Valid"};
    FormField bias{.key = "bias", .label = "Use bias", .section = "More", .value = true, .initial = true};
    bias.kind = FormField::Bool;
    return {filters, rate, kernel, padding, bias};
}

struct Fixture {
    FieldForm form;
    QList<FormField> fields = sampleFields();
    QSignalSpy wishes{&form, &FieldForm::valueWished};

    Fixture()
    {
        form.setFields(fields);
        form.resize(320, 400);
        form.show();
        form.activateWindow();
    }
    FieldRow* row(const QString& key) const
    {
        for (FieldRow* row : form.findChildren<FieldRow*>())
            if (row->field().key == key)
                return row;
        return nullptr;
    }
    NumberBox* box(const QString& key, int index = 0) const
    {
        return row(key)->findChildren<NumberBox*>().value(index);
    }
    void type(const QString& key, const QString& text, bool commit = true) const
    {
        form.findChild<QWidget*>();
        QLineEdit* edit = box(key)->edit();
        box(key)->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        if (commit)
            QTest::keyClick(box(key), Qt::Key_Return);
    }
    QString allTexts(const QString& key) const
    {
        QString texts;
        for (const QLabel* label : row(key)->findChildren<QLabel*>())
            if (!label->isHidden())
                texts += label->text() + QLatin1Char('\n');
        return texts;
    }
};

} // namespace

class FieldFormTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(Theme::Light); }

    void aTypedNumberIsWishedOnce()
    {
        Fixture f;
        f.type("filters", "128");
        QCOMPARE(f.wishes.count(), 1);
        QCOMPARE(f.wishes[0][0].toString(), "filters");
        QCOMPARE(f.wishes[0][1], QVariant(qlonglong(128)));
        QTest::keyClick(f.box("filters"), Qt::Key_Return);
        QCOMPARE(f.wishes.count(), 1);
    }

    void aLiveFieldIsWishedWithEveryKeyAndKeepsItsText()
    {
        Fixture f;
        f.fields[0].live = true;
        f.form.setFields(f.fields);
        QObject::connect(&f.form, &FieldForm::valueWished, &f.form,
                         [&f](const QString&, const QVariant& value) {
                             f.fields[0].value = value;
                             f.form.setFields(f.fields); // as an inspector answers
                         });
        f.type("filters", "128", false);
        QCOMPARE(f.wishes.count(), 3);
        QCOMPARE(f.wishes[1][1], QVariant(qlonglong(12)));
        QCOMPARE(f.box("filters")->text(), "128");
        f.type("filters", "", false);
        QTest::keyClick(f.box("filters")->edit(), Qt::Key_Delete); // nothing is no number, and no mistake yet
        QCOMPARE(f.wishes.count(), 3);
        QVERIFY(!f.box("filters")->property("problem").toBool());
    }

    void aPlaceCanBeTypedOrLookedFor()
    {
        FieldForm form;
        FormField folder{.key = "folder", .label = "Folder", .value = "/a/b", .initial = QString()};
        folder.kind = FormField::Folder;
        FormField file{.key = "path", .label = "File", .value = QString(), .initial = QString()};
        file.kind = FormField::File;
        form.setFields({folder, file});
        form.show();
        QSignalSpy wishes(&form, &FieldForm::valueWished), browsing(&form, &FieldForm::browseWished);
        const QList<QToolButton*> buttons =
            form.findChildren<QToolButton*>(QString(), Qt::FindChildrenRecursively);
        QToolButton* look = nullptr;
        for (QToolButton* button : buttons)
            if (button->accessibleName() == QLatin1String("Choose a folder"))
                look = button;
        QVERIFY(look && !look->icon().isNull());
        QTest::mouseClick(look, Qt::LeftButton);
        QCOMPARE(browsing.count(), 1);
        QCOMPARE(browsing[0][0].toString(), QStringLiteral("folder"));
        auto* line = form.findChild<QLineEdit*>();
        QCOMPARE(line->text(), QStringLiteral("/a/b"));
        line->selectAll();
        QTest::keyClicks(line, "/c");
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(wishes.count(), 1);
        QCOMPARE(wishes[0][1].toString(), QStringLiteral("/c"));
        QVERIFY(line->width() > 3 * look->width() / 2); // the text keeps its room
    }

    void outOfRangeKeepsTheTextAndSaysTheLimit()
    {
        Fixture f;
        f.type("filters", "70000");
        QCOMPARE(f.wishes.count(), 0);
        QCOMPARE(f.box("filters")->text(), "70000");
        QVERIFY(f.box("filters")->property("problem").toBool());
        QVERIFY(f.allTexts("filters").contains("65"));
        f.form.setFields(f.fields); // the same values again: the text stays
        QCOMPARE(f.box("filters")->text(), "70000");
        f.type("filters", "70");
        QCOMPARE(f.wishes.count(), 1);
        QVERIFY(!f.box("filters")->property("problem").toBool());
    }

    void aRefusedNumberLeavesALiveFieldAsItWas()
    {
        Fixture f;
        f.fields[0].live = true;
        f.form.setFields(f.fields);
        QObject::connect(&f.form, &FieldForm::valueWished, &f.form,
                         [&f](const QString&, const QVariant& value) {
                             f.fields[0].value = value;
                             f.form.setFields(f.fields); // as an inspector answers
                         });
        f.type("filters", "99999999999");
        QCOMPARE(f.fields[0].value.toInt(), 64); // not 9999, which its first figures are
        QCOMPARE(f.box("filters")->text(), "99999999999");
        QVERIFY(f.box("filters")->property("problem").toBool());
        QVERIFY(f.allTexts("filters").contains("65"));
        f.type("filters", "128");
        QCOMPARE(f.fields[0].value.toInt(), 128);
        QVERIFY(!f.box("filters")->property("problem").toBool());
    }

    void aListNeedsItsNumbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("none") << "" << false;
        QTest::newRow("one") << "5" << true;
        QTest::newRow("two") << "5, 4" << true;
        QTest::newRow("three") << "5, 4, 3" << false;
    }
    void aListNeedsItsNumbers()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, fits);
        FieldForm form;
        FormField kernel{.key = "kernel", .label = "Kernel", .value = QVariantList{3, 3}};
        kernel.initial = kernel.value;
        kernel.kind = FormField::Integers, kernel.minimum = 1, kernel.least = 1, kernel.most = 2;
        form.setFields({kernel});
        form.show();
        QSignalSpy wishes(&form, &FieldForm::valueWished);
        auto* line = form.findChild<QLineEdit*>();
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(wishes.count(), fits ? 1 : 0);
        QCOMPARE(line->property("problem").toBool(), !fits);
        QCOMPARE(line->text(), text);
    }

    void scientificNotationIsUnderstood()
    {
        Fixture f;
        f.type("rate", "1e-4");
        QCOMPARE(f.wishes.count(), 1);
        QCOMPARE(f.wishes[0][1].toDouble(), 1e-4);
    }

    void wordsAreRefused()
    {
        Fixture f;
        f.type("rate", "0,5");
        QCOMPARE(f.wishes.count(), 0);
        f.type("rate", "fast");
        QCOMPARE(f.wishes.count(), 0);
        f.type("filters", "2.5");
        QCOMPARE(f.wishes.count(), 0);
    }

    void steppingWishesAtOnceAndStopsAtTheLimit()
    {
        Fixture f;
        QTest::keyClick(f.box("filters"), Qt::Key_Up);
        QCOMPARE(f.wishes.count(), 1);
        QCOMPARE(f.wishes[0][1].toLongLong(), 65);
        f.fields[0].value = 65536;
        f.form.setFields(f.fields);
        QTest::keyClick(f.box("filters"), Qt::Key_Up);
        QCOMPARE(f.wishes.count(), 1);
        QTest::keyClick(f.box("rate"), Qt::Key_Up);
        QCOMPARE(f.wishes[1][1].toDouble(), 0.0011);
    }

    void theDotGoesBackToTheInitialValue()
    {
        Fixture f;
        auto* dot = f.row("filters")->findChild<ResetDot*>();
        QVERIFY(dot->isEnabled());
        QVERIFY(dot->toolTip().contains("32"));
        QVERIFY(!f.row("rate")->findChild<ResetDot*>()->isEnabled());
        QTest::mouseClick(dot, Qt::LeftButton);
        QCOMPARE(f.wishes.count(), 1);
        QCOMPARE(f.wishes[0][1].toInt(), 32);
    }

    void focusAndHalfTypedTextStayWhenTheFieldsComeAgain()
    {
        Fixture f;
        QVERIFY(QTest::qWaitForWindowActive(&f.form));
        f.form.focusField("filters");
        f.type("filters", "12", false);
        NumberBox* before = f.box("filters");
        before->edit()->setCursorPosition(1);
        f.fields[1].value = 0.5; // another field changed
        f.form.setFields(f.fields);
        QCOMPARE(f.box("filters"), before);
        QCOMPARE(before->text(), "12");
        QCOMPARE(before->edit()->cursorPosition(), 1);
        QVERIFY(before->hasFocus());
        QCOMPARE(f.box("rate")->text(), "0.5");
    }

    void focusStaysWhenFieldsComeAndGo()
    {
        Fixture f;
        QVERIFY(QTest::qWaitForWindowActive(&f.form));
        f.form.focusField("kernel");
        NumberBox* before = f.box("kernel");
        FormField extra{.key = "extra", .label = "Extra", .section = "Layer", .value = "x", .initial = "x"};
        f.fields.insert(1, extra);
        f.fields.removeFirst();
        f.form.setFields(f.fields);
        QCOMPARE(f.box("kernel"), before);
        QVERIFY(before->hasFocus());
        QVERIFY(!f.row("filters") || f.row("filters")->isHidden());
    }

    void aFocusedFieldSaysItsLimits()
    {
        Fixture f;
        QVERIFY(QTest::qWaitForWindowActive(&f.form));
        f.form.focusField("rate");
        QTRY_VERIFY(f.allTexts("rate").contains("0 to 1"));
        QVERIFY(f.allTexts("rate").contains("0.001"));
        f.form.focusField("filters");
        QTRY_VERIFY(!f.allTexts("rate").contains("0 to 1"));
    }

    void severalNumbersAreOneValue()
    {
        Fixture f;
        QLineEdit* second = f.box("kernel", 1)->edit();
        second->selectAll();
        QTest::keyClicks(second, "5");
        QTest::keyClick(f.box("kernel", 1), Qt::Key_Return);
        QCOMPARE(f.wishes.count(), 1);
        QCOMPARE(f.wishes[0][1].toList(), QVariantList({qlonglong(4), qlonglong(5)}));
    }

    void choicesSendTheirId()
    {
        Fixture f;
        auto* combo = f.row("padding")->findChild<QComboBox*>();
        QCOMPARE(combo->currentText(), "Same");
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(f.wishes.count(), 1);
        QCOMPARE(f.wishes[0][1].toString(), "valid");
        QTest::mouseClick(f.row("bias")->findChild<QCheckBox*>(), Qt::LeftButton, {}, QPoint(10, 14));
        QCOMPARE(f.wishes[1][1].toBool(), false);
    }

    void aRefusedWishShowsTheOldValueAgain()
    {
        Fixture f;
        f.type("filters", "128");
        f.form.setFields(f.fields); // the owner kept 64
        QCOMPARE(f.box("filters")->text(), "64");
    }

    void sectionsFoldAndOpenForTheFieldThatIsWanted()
    {
        Fixture f;
        f.form.setSectionFolded("Layer", true);
        QVERIFY(!f.row("rate")->isVisible());
        f.form.setFields(f.fields);
        QVERIFY(!f.row("rate")->isVisible());
        f.form.focusField("rate");
        QVERIFY(f.row("rate")->isVisible());
    }

    void hiddenFieldsHide()
    {
        Fixture f;
        f.fields[3].visible = f.fields[4].visible = false;
        f.form.setFields(f.fields);
        QVERIFY(!f.row("padding")->isVisible());
        bool sectionShown = false;
        for (FoldSection* section : f.form.findChildren<FoldSection*>())
            sectionShown |= section->header()->text() == "More" && section->isVisible();
        QVERIFY(!sectionShown);
    }

    void numbersAreWrittenShortAndReadBack_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("tenth") << 0.1 << "0.1";
        QTest::newRow("ten thousandth") << 1e-4 << "0.0001";
        QTest::newRow("small") << 1e-7 << "1e-7";
        QTest::newRow("whole") << 3.0 << "3";
        QTest::newRow("million") << 1e6 << "1000000";
        QTest::newRow("huge") << 1e12 << "1e12";
        QTest::newRow("negative") << -0.25 << "-0.25";
    }
    void numbersAreWrittenShortAndReadBack()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(numberText(value), text);
        double back = 0;
        QVERIFY(parseNumber(text, back));
        QCOMPARE(back, value);
    }
};

QTEST_MAIN(FieldFormTest)
#include "field_form_test.moc"
