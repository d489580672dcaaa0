#include "app/panels/map_side.h"

#include "app/text.h"

#include "widgets/segmented_switch.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int columnWidth = 264, pictureSide = 84, rowPicture = 28;
constexpr int mostRows = 500; // of a selection; the title says how many there are

// The distance at the end of its row, where distances align.
class Row final : public QWidget {
public:
    Row(const QImage& picture, const QString& title, const QString& trailing)
    {
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(8, 2, 8, 2);
        layout->setSpacing(8);
        if (!picture.isNull()) {
            auto* image = new QLabel;
            image->setPixmap(QPixmap::fromImage(picture.scaled(rowPicture, rowPicture, Qt::KeepAspectRatio)));
            layout->addWidget(image);
        }
        auto* name = new QLabel(title);
        name->setTextFormat(Qt::PlainText);
        name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        layout->addWidget(name, 1);
        auto* figure = new QLabel(trailing);
        figure->setProperty("role", "second");
        layout->addWidget(figure);
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }
};

} // namespace

MapSide::MapSide(QWidget* parent) : QWidget(parent)
{
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(widgets::textFont(widgets::TextSize::Title, true));
    m_title->setWordWrap(true);
    m_picture = new QLabel;
    m_facts = new QLabel;
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setProperty("role", "second");
    m_facts->setWordWrap(true);
    m_listTitle = new QLabel;
    m_metric = new widgets::SegmentedSwitch(QStringList(2));
    m_list = new QListWidget;
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_copy = new QPushButton(widgets::icon("copy"), {});
    m_isolate = new QPushButton;
    m_clear = new QPushButton;
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_isolate);
    buttons->addWidget(m_clear);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_picture, m_facts, m_listTitle, m_metric})
        layout->addWidget(part);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(m_metric, &widgets::SegmentedSwitch::chosen, this,
            [this](int index) { emit distanceChosen(static_cast<MapDistance>(index)); });
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { emit pointChosen(item->data(Qt::UserRole).toInt()); });
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { emit pointChosen(item->data(Qt::UserRole).toInt()); });
    connect(m_copy, &QPushButton::clicked, this, &MapSide::copyWished);
    connect(m_isolate, &QPushButton::clicked, this, &MapSide::isolateWished);
    connect(m_clear, &QPushButton::clicked, this, &MapSide::clearWished);
}

QSize MapSide::sizeHint() const
{
    return {columnWidth, 320};
}

void MapSide::retranslate()
{
    m_metric->setTitles({tr("Cosine"), tr("Euclidean")});
    m_metric->setAccessibleName(tr("Distance"));
    m_metric->setToolTip(tr("How near two points are, before the map: by the angle between them, or by the "
                            "straight way"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the list"));
    m_isolate->setText(tr("Map only these"));
    m_isolate->setToolTip(tr("A map of its own for the selected points"));
    m_clear->setText(tr("Clear"));
    setSelected(m_selected);
}

void MapSide::setNames(const MapNames& names)
{
    m_names = names;
    setSelected({});
}

void MapSide::setDistance(MapDistance distance)
{
    m_distance = distance;
    m_metric->setCurrent(static_cast<int>(distance));
}

void MapSide::setSelected(const QVector<int>& points)
{
    if (points != m_selected)
        m_neighbours.clear();
    m_selected = points;
    m_list->clear();
    setVisible(!points.isEmpty() && m_names.points());
    if (points.isEmpty() || !m_names.points())
        return;
    const bool one = points.size() == 1;
    m_metric->setVisible(one);
    m_isolate->setVisible(!one);
    m_picture->setVisible(one && m_names.hasPictures());
    m_facts->setVisible(one);
    if (one)
        showOne(points.first());
    else
        showMany();
}

void MapSide::showOne(int point)
{
    m_title->setText(m_names.title(point));
    m_facts->setText(m_names.facts(point).join('\n'));
    if (m_names.hasPictures())
        m_picture->setPixmap(
            QPixmap::fromImage(m_names.picture(point).scaled(pictureSide, pictureSide, Qt::KeepAspectRatio)));
    m_listTitle->setText(tr("Nearest in %n dimension(s)", nullptr, m_names.points()->set.dimensions()));
    for (const MapNeighbour& neighbour : m_neighbours)
        addRow(neighbour.point, measured(double(neighbour.distance)));
}

void MapSide::showMany()
{
    m_title->setText(tr("%Ln point(s) selected", nullptr, static_cast<int>(m_selected.size())));
    m_listTitle->setText(m_selected.size() > mostRows ? tr("The first %1").arg(grouped(mostRows))
                                                      : tr("Points"));
    for (qsizetype i = 0; i < std::min<qsizetype>(m_selected.size(), mostRows); ++i)
        addRow(m_selected[i], m_names.facts(m_selected[i]).value(0));
}

void MapSide::setNeighbours(const std::vector<MapNeighbour>& neighbours)
{
    m_neighbours = neighbours;
    setSelected(m_selected);
}

void MapSide::addRow(int point, const QString& trailing)
{
    auto* item = new QListWidgetItem;
    const QString title = m_names.title(point);
    item->setData(Qt::UserRole, point);
    item->setData(Qt::AccessibleTextRole, title + ' ' + trailing);
    m_list->addItem(item);
    auto* row = new Row(m_names.picture(point), title, trailing);
    item->setSizeHint(row->sizeHint());
    m_list->setItemWidget(item, row);
}

// Of one point its neighbours with their distances, else the selected points with all that is known.
QString MapSide::written() const
{
    QString all;
    if (m_selected.size() == 1) {
        all = m_names.title(m_selected.first()) + '\n';
        for (const MapNeighbour& neighbour : m_neighbours)
            all += m_names.title(neighbour.point) + '\t' + QString::number(double(neighbour.distance)) + '\n';
        return all;
    }
    for (const int point : m_selected)
        all += (QStringList{m_names.title(point)} + m_names.facts(point)).join('\t') + '\n';
    return all;
}

} // namespace app::panels
