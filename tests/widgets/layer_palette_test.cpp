#include "widgets/empty_state.h"
#include "widgets/layer_palette.h"
#include "widgets/node_canvas.h"
#include "widgets/palette_list.h"

#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

struct Fixture {
    LayerPalette palette;
    QSignalSpy activated{&palette, &LayerPalette::activated};

    Fixture()
    {
        palette.setEntries({
            {"dense", "Dense", "Connects everything", "dense", "Core", Category::Core, {"linear"}},
            {"conv2d",
             "Conv2D",
             "Slides kernels over a picture",
             "conv2d",
             "Convolution",
             Category::Convolution,
             {}},
            {"max-pool",
             "MaxPool2D",
             "Keeps the largest value",
             "max-pool",
             "Convolution",
             Category::Convolution,
             {}},
            {"lstm", "LSTM", "Remembers", "lstm", "Recurrent", Category::Recurrent, {}},
        });
        palette.resize(224, 500);
        palette.show();
    }
    QLineEdit* search() const { return palette.findChild<QLineEdit*>(); }
    PaletteList* list() const { return palette.findChild<PaletteList*>(); }
};

// Opens what the list would put into a drag.
class DragProbe : public PaletteList {
public:
    using PaletteList::mimeData;
};

} // namespace

class LayerPaletteTest : public QObject {
    Q_OBJECT
private slots:
    void showsEveryLayerInItsOrder()
    {
        Fixture f;
        QCOMPARE(f.palette.shownTypes(), QStringList({"dense", "conv2d", "max-pool", "lstm"}));
    }

    void typingFilters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("types");
        QTest::newRow("title") << "pool" << QStringList{"max-pool"};
        QTest::newRow("keyword") << "linear" << QStringList{"dense"};
        QTest::newRow("case") << "lstm" << QStringList{"lstm"};
        QTest::newRow("group, best first") << "conv" << QStringList{"conv2d", "max-pool"};
        QTest::newRow("two words") << "slides pict" << QStringList{"conv2d"};
        QTest::newRow("nothing") << "xyz" << QStringList{};
    }
    void typingFilters()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, types);
        Fixture f;
        QTest::keyClicks(f.search(), text);
        QCOMPARE(f.palette.shownTypes(), types);
    }

    void nothingFoundSaysSoAndOffersTheWayBack()
    {
        Fixture f;
        QTest::keyClicks(f.search(), "xyz");
        auto* empty = f.palette.findChild<EmptyState*>();
        QVERIFY(empty->isVisible());
        QVERIFY(empty->sentence().contains("xyz"));
        QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
        QVERIFY(!empty->isVisible());
        QCOMPARE(f.palette.shownTypes().size(), 4);
    }

    void enterTakesTheFirstAnswer()
    {
        Fixture f;
        QTest::keyClicks(f.search(), "conv");
        QTest::keyClick(f.search(), Qt::Key_Down);
        QTest::keyClick(f.search(), Qt::Key_Return);
        QCOMPARE(f.activated.count(), 1);
        QCOMPARE(f.activated[0][0].toString(), "max-pool");
    }

    void doubleClickTakesALayer()
    {
        Fixture f;
        f.palette.select("lstm");
        const QRect row = f.list()->visualItemRect(f.list()->currentItem());
        QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {}, row.center());
        QTest::mouseDClick(f.list()->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(f.activated.count(), 1);
        QCOMPARE(f.activated[0][0].toString(), "lstm");
    }

    void aClickFoldsACategoryAndItStaysFolded()
    {
        Fixture f;
        const QRect row = f.list()->visualItemRect(f.list()->topLevelItem(1));
        QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(f.palette.shownTypes(), QStringList({"dense", "lstm"}));
        f.palette.setSearchText("pool");
        QCOMPARE(f.palette.shownTypes(), QStringList{"max-pool"});
        f.palette.setSearchText({});
        QCOMPARE(f.palette.shownTypes(), QStringList({"dense", "lstm"}));
    }

    void aDragCarriesTheLayersType()
    {
        DragProbe list;
        list.showFlat({{"gru", "GRU", "", "gru", "Recurrent", Category::Recurrent, {}}});
        const std::unique_ptr<QMimeData> data(list.mimeData({list.topLevelItem(0)}));
        QVERIFY(data);
        QCOMPARE(data->formats(), QStringList{"application/x-layerloom-layer"});
        QCOMPARE(data->data(QLatin1String(layerMimeType)), QByteArray("gru"));
    }

    void categoriesCannotBeDragged()
    {
        DragProbe list;
        list.showGroups({{"gru", "GRU", "", "gru", "Recurrent", Category::Recurrent, {}}}, {});
        QVERIFY(!list.mimeData({list.topLevelItem(0)}));
    }
};

QTEST_MAIN(LayerPaletteTest)
#include "layer_palette_test.moc"
