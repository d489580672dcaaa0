#include "widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace widgets;

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor& color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(double(color.redF())) + 0.7152 * linear(double(color.greenF())) +
        0.0722 * linear(double(color.blueF()));
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QList<QColor> surfaces(const Tokens& t)
{
    return {t.canvas, t.window, t.panel, t.card, t.sunken, t.popup, t.plot, t.hover, t.select};
}

double lowest(const QColor& color, const Tokens& t)
{
    double least = 99;
    for (const QColor& surface : surfaces(t))
        least = std::min(least, contrast(color, surface));
    return least;
}

class Counter : public QWidget {
public:
    using QWidget::QWidget;
    int changes = 0;

protected:
    void changeEvent(QEvent* event) override
    {
        changes += event->type() == QEvent::PaletteChange;
        QWidget::changeEvent(event);
    }
};

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { applyTheme(Theme::Light); }

    void textIsReadableOnEverySurface_data()
    {
        QTest::addColumn<Theme>("theme");
        QTest::newRow("light") << Theme::Light;
        QTest::newRow("dark") << Theme::Dark;
    }
    void textIsReadableOnEverySurface()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensOf(theme);
        for (const QColor& color : {t.text, t.text2, t.accent, t.success, t.warning, t.error})
            QVERIFY2(lowest(color, t) >= 4.5, qPrintable(color.name()));
        QVERIFY(lowest(t.text3, t) >= 3.0);
        QVERIFY(lowest(t.field, t) >= 3.0);
        QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
        QVERIFY(contrast(t.onAccent, t.accentHover) >= 4.5);
        QVERIFY(contrast(t.text, t.pressed) >= 7);
    }

    void stateColoursAreReadableOnTheirTint_data() { textIsReadableOnEverySurface_data(); }
    void stateColoursAreReadableOnTheirTint()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensOf(theme);
        QVERIFY(contrast(t.success, t.successTint) >= 4.5);
        QVERIFY(contrast(t.warning, t.warningTint) >= 4.5);
        QVERIFY(contrast(t.error, t.errorTint) >= 4.5);
        for (const QColor& tint : {t.successTint, t.warningTint, t.errorTint})
            QVERIFY(contrast(t.text, tint) >= 7);
    }

    void categoryColoursAreSeenOnEverySurface_data() { textIsReadableOnEverySurface_data(); }
    void categoryColoursAreSeenOnEverySurface()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensOf(theme);
        for (int i = 0; i < categoryCount; ++i) {
            const double least = lowest(t.of(static_cast<Category>(i)), t);
            QVERIFY2(std::round(least * 10) / 10 >= 3.0,
                     qPrintable(QStringLiteral("%1: %2").arg(i).arg(least)));
        }
    }

    void dataColoursAreSeenOnThePlot_data() { textIsReadableOnEverySurface_data(); }
    void dataColoursAreSeenOnThePlot()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensOf(theme);
        for (const QColor& color : t.data)
            QVERIFY2(contrast(color, t.plot) >= 3.0, qPrintable(color.name()));
        QCOMPARE(tokensOf(Theme::Light).data, tokensOf(Theme::Dark).data);
    }

    void lightnessOfTheScalesIsMonotone_data() { textIsReadableOnEverySurface_data(); }
    void lightnessOfTheScalesIsMonotone()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensOf(theme);
        const double direction = t.dark ? 1 : -1;
        for (std::size_t i = 1; i < t.sequential.size(); ++i)
            QVERIFY(direction * (luminance(t.sequential[i]) - luminance(t.sequential[i - 1])) > 0);
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(direction * (luminance(t.diverging[i]) - luminance(t.diverging[i + 1])) > 0);
            QVERIFY(direction * (luminance(t.diverging[6 - i]) - luminance(t.diverging[5 - i])) > 0);
        }
    }

    void everyNameInTheStyleSheetIsReplaced_data() { textIsReadableOnEverySurface_data(); }
    void everyNameInTheStyleSheetIsReplaced()
    {
        QFETCH(Theme, theme);
        applyTheme(theme);
        QVERIFY(qApp->styleSheet().contains(tokens().accent.name()));
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
    }

    void picturesOfTheStyleSheetExist()
    {
        applyTheme(Theme::Dark);
        static const QRegularExpression url(QStringLiteral("url\\(([^)]+)\\)"));
        int found = 0;
        auto matches = url.globalMatch(qApp->styleSheet());
        while (matches.hasNext()) {
            const QString path = matches.next().captured(1);
            QVERIFY2(QFile::exists(path), qPrintable(path));
            ++found;
        }
        QVERIFY(found > 3);
    }

    void widgetsHearOfANewTheme()
    {
        Counter window;
        auto* child = new Counter(&window);
        window.show();
        applyTheme(Theme::Dark);
        QVERIFY(tokens().dark);
        QVERIFY(window.changes > 0);
        QVERIFY(child->changes > 0);
        QCOMPARE(child->palette().color(QPalette::WindowText), tokens().text);
    }

    void iconsFollowTheTheme()
    {
        const QIcon save = icon(QStringLiteral("save"));
        QVERIFY(!save.isNull());
        const auto tint = [&save] {
            const QImage image = save.pixmap(24, 24).toImage().convertToFormat(QImage::Format_ARGB32);
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (qAlpha(image.pixel(x, y)) == 255)
                        return QColor(image.pixel(x, y));
            return QColor();
        };
        QCOMPARE(tint(), tokensOf(Theme::Light).text);
        applyTheme(Theme::Dark);
        QCOMPARE(tint(), tokensOf(Theme::Dark).text);
    }

    void everyLayerHasItsIcon_data()
    {
        QTest::addColumn<QString>("name");
        const QString names = QStringLiteral(
            "input output dense activation expression conv2d conv2d-transposed max-pool "
            "average-pool global-max-pool global-average-pool upsample padding cropping "
            "random-translation random-rotation random-flip random-zoom "
            "recurrent lstm gru ugrnn bidirectional residual last-step average-steps masking reset-state "
            "time-distributed repeat embedding batch-norm "
            "layer-norm dropout noise "
            "sampling flatten reshape add multiply concatenate dot run pause step stop "
            "restore checkpoint undo redo "
            "cut copy paste delete search plus close group ungroup tidy mute freeze fit "
            "zoom-in zoom-out move box "
            "lasso eye eye-off table map chart image text sun moon home new open save export "
            "folder data error "
            "warning success info lock clock chip keyboard star more up down right check");
        for (const QString& name : names.split(QLatin1Char(' ')))
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyLayerHasItsIcon()
    {
        QFETCH(QString, name);
        QImage image(48, 48, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        drawIcon(painter, QRectF(0, 0, 48, 48), name, Qt::black);
        painter.end();
        int inked = 0;
        for (int y = 0; y < 48; ++y)
            for (int x = 0; x < 48; ++x)
                inked += qAlpha(image.pixel(x, y)) > 128;
        QVERIFY2(inked > 20, qPrintable(QString::number(inked)));
    }

    void figuresOfOneLengthAreEquallyWide()
    {
        const QFont font = textFont(TextSize::Body);
        QCOMPARE(numberWidth(font, QStringLiteral("111.11")), numberWidth(font, QStringLiteral("888.88")));
        QImage image(200, 40, QImage::Format_ARGB32);
        QPainter painter(&image);
        painter.setFont(font);
        QCOMPARE(drawNumber(painter, {0, 20}, QStringLiteral("1,024")),
                 numberWidth(font, QStringLiteral("7,777")));
    }

    void textSizesGrow()
    {
        double before = 0;
        for (const TextSize size : {TextSize::Small, TextSize::Caption, TextSize::Body, TextSize::Title,
                                    TextSize::Heading, TextSize::Display}) {
            QVERIFY(textFont(size).pointSizeF() > before);
            before = textFont(size).pointSizeF();
        }
    }

    void runsTakeTenDifferentColours()
    {
        QSet<QRgb> seen;
        for (int i = 0; i < 10; ++i)
            seen.insert(tokens().run(i).rgb());
        QCOMPARE(seen.size(), 10);
        QCOMPARE(tokens().run(10), tokens().run(0));
        QCOMPARE(tokens().run(0), tokens().data[1]);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
