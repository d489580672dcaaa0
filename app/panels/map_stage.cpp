#include "app/panels/map_stage.h"

#include "app/background.h"
#include "app/text.h"

#include "engine/mapping/clusters.h"

#include "widgets/segmented_switch.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>
#include <numeric>

namespace app::panels {

namespace {

constexpr int searchWidth = 200;
constexpr int neighbours = 12;
constexpr qsizetype longestLabel = 28;

QToolButton* toolButton(const char* icon)
{
    auto* button = new QToolButton;
    button->setIcon(widgets::icon(QLatin1String(icon)));
    button->setAutoRaise(true);
    return button;
}

} // namespace

MapStage::MapStage(QWidget* parent)
    : QWidget(parent), m_map(new widgets::EmbeddingMap), m_side(new MapSide(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_map, 1);
    m_side->hide();
    buildCorners();
    connectMap();
    connect(m_side, &MapSide::distanceChosen, this, &MapStage::distanceChosen);
    connect(m_side, &MapSide::pointChosen, this, [this](int point) {
        select({point});
        m_map->reveal(point);
    });
    connect(m_side, &MapSide::isolateWished, this, [this] { emit isolateWished(m_map->selected()); });
    connect(m_side, &MapSide::copyWished, this, &MapStage::copy);
    connect(m_side, &MapSide::clearWished, this, [this] { select({}); });
}

// Search upper left, tools upper right, zoom lower right; the legend takes the fourth.
void MapStage::buildCorners()
{
    m_search = new QLineEdit;
    m_search->setFixedWidth(searchWidth);
    m_search->setClearButtonEnabled(true);
    m_found = new QLabel;
    m_found->setProperty("role", "second");
    m_tool = new widgets::SegmentedSwitch({{}, {}, {}});
    m_closer = toolButton("zoom-in");
    m_farther = toolButton("zoom-out");
    m_fit = toolButton("fit");
    auto* find = new QHBoxLayout;
    find->setSpacing(8);
    find->addWidget(m_search);
    find->addWidget(m_found);
    auto* zoom = new QHBoxLayout;
    zoom->setSpacing(4);
    for (QToolButton* button : {m_closer, m_farther, m_fit})
        zoom->addWidget(button);
    auto* corners = new QGridLayout(m_map);
    corners->setContentsMargins(12, 12, 12, 12);
    corners->addLayout(find, 0, 0, Qt::AlignTop | Qt::AlignLeading);
    corners->addWidget(m_tool, 0, 1, Qt::AlignTop | Qt::AlignTrailing);
    corners->addLayout(zoom, 1, 1, Qt::AlignBottom | Qt::AlignTrailing);
    corners->setRowStretch(1, 1);
    corners->setColumnStretch(0, 1);
}

void MapStage::connectMap()
{
    connect(m_search, &QLineEdit::textChanged, this, &MapStage::search);
    connect(m_search, &QLineEdit::returnPressed, this, &MapStage::goToNext);
    connect(m_tool, &widgets::SegmentedSwitch::chosen, this,
            [this](int index) { m_map->setTool(static_cast<widgets::MapTool>(index)); });
    connect(m_closer, &QToolButton::clicked, this, [this] { m_map->zoomBy(1.5); });
    connect(m_farther, &QToolButton::clicked, this, [this] { m_map->zoomBy(1 / 1.5); });
    connect(m_fit, &QToolButton::clicked, m_map, &widgets::EmbeddingMap::fit);
    connect(m_map, &widgets::EmbeddingMap::hovered, this, &MapStage::showCard);
    connect(m_map, &widgets::EmbeddingMap::clicked, this,
            [this](int point) { select(point < 0 ? QVector<int>() : QVector<int>{point}); });
    connect(m_map, &widgets::EmbeddingMap::selectionWished, this, &MapStage::changeSelection);
    connect(m_map, &widgets::EmbeddingMap::legendClicked, this, [this](int entry) {
        QVector<int> points;
        for (int i = 0; i < m_colors.entries.size(); ++i)
            if (m_colors.entries[i] == entry)
                points << i;
        select(points);
    });
}

void MapStage::retranslate()
{
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search for words or classes"));
    m_search->setToolTip(tr("Words or classes, with commas between them; Enter goes to the next hit"));
    m_tool->setTitles({tr("Move"), tr("Box"), tr("Lasso")});
    m_tool->setAccessibleName(tr("Tool"));
    m_tool->setToolTip(tr("What dragging does: move or turn the map, or select points; Shift adds, Ctrl "
                          "toggles"));
    const auto name = [](QToolButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_closer, tr("Zoom in"));
    name(m_farther, tr("Zoom out"));
    name(m_fit, tr("Show all"));
    m_side->retranslate();
    if (points())
        setPoints(points()); // names in the other language
}

void MapStage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && points())
        colour();
    QWidget::changeEvent(event);
}

void MapStage::setPoints(const SharedPoints& points)
{
    const bool others = points != this->points();
    m_names = MapNames(points);
    if (others) {
        m_clusters.clear();
        m_clusterCount = 0;
        m_positions.reset();
        m_hits.clear();
    }
    m_side->setNames(m_names);
}

void MapStage::setPositions(const widgets::MapPositions& positions, int dimensions)
{
    if (positions == m_positions && dimensions == m_dimensions)
        return;
    const bool first = !m_positions || dimensions != m_dimensions;
    m_positions = positions;
    m_dimensions = dimensions;
    m_map->setPoints(positions, points()->set.count(), dimensions);
    if (!first)
        return;
    QStringList labels;
    if (!points()->set.labels.empty())
        for (int point = 0; point < points()->set.count(); ++point)
            labels << m_names.title(point).left(longestLabel);
    m_map->setLabels(labels);
    m_map->setPictures(m_names.hasPictures() ? [names = m_names](int point) { return names.picture(point); }
                                             : std::function<QImage(int)>());
    select({});
    setAppearance(m_settings);
    search();
}

void MapStage::setAppearance(const MapSettings& settings)
{
    m_settings = settings;
    m_map->setLabelsShown(settings.labels);
    m_map->setPicturesShown(settings.pictures && m_names.hasPictures());
    m_map->setClassNamesShown(settings.classNames);
    m_side->setDistance(settings.distance);
    if (!points())
        return;
    if (settings.colorBy == MapColorBy::Cluster && m_clusterCount != settings.clusters)
        cluster();
    colour();
    findNeighbours();
}

void MapStage::colour()
{
    m_colors = mapColors(points()->set, m_settings.colorBy, m_clusters);
    m_map->setColors(m_colors.colors);
    m_map->setClasses(m_colors.entries);
    m_map->setLegend(m_colors.legend);
}

void MapStage::cluster()
{
    m_clusterCount = m_settings.clusters;
    background(
        this,
        [points = points(), count = m_clusterCount] {
            return engine::kMeans(points->set.values, {.count = count}).ids;
        },
        [this, points = points(), count = m_clusterCount](const std::vector<std::int32_t>& ids) {
            if (points != this->points() || count != m_clusterCount)
                return;
            m_clusters = ids;
            colour();
        });
}

void MapStage::search()
{
    QStringList terms;
    for (const QString& term : m_search->text().split(','))
        if (!term.trimmed().isEmpty())
            terms << term.trimmed();
    m_hits.clear();
    m_hit = -1;
    if (points() && !terms.isEmpty())
        for (int point = 0; point < points()->set.count(); ++point)
            if (m_names.matches(point, terms))
                m_hits << point;
    m_found->setText(terms.isEmpty() ? QString() : tr("%Ln found", nullptr, static_cast<int>(m_hits.size())));
    m_map->setMarked(m_hits);
}

void MapStage::goToNext()
{
    if (m_hits.isEmpty())
        return;
    m_hit = (m_hit + 1) % m_hits.size();
    select({m_hits[m_hit]});
    m_map->reveal(m_hits[m_hit]);
}

void MapStage::select(const QVector<int>& points)
{
    m_map->setSelected(points);
    m_map->setNeighbours(-1, {});
    m_side->setSelected(points);
    if (points.size() == 1)
        emit pointChosen(points.first());
    findNeighbours();
}

void MapStage::changeSelection(const QVector<int>& points, Qt::KeyboardModifiers modifiers)
{
    if (!(modifiers & (Qt::ShiftModifier | Qt::ControlModifier)))
        return select(points);
    QVector<int> before = m_map->selected(), chosen = points, result;
    std::ranges::sort(before);
    std::ranges::sort(chosen);
    if (modifiers & Qt::ShiftModifier)
        std::ranges::set_union(before, chosen, std::back_inserter(result));
    else
        std::ranges::set_symmetric_difference(before, chosen, std::back_inserter(result));
    select(result);
}

// In the space that the map was made from; all points are looked at, which can take a moment.
void MapStage::findNeighbours()
{
    const QVector<int> chosen = m_map->selected();
    if (chosen.size() != 1 || !points())
        return;
    background(
        this,
        [points = points(), of = chosen.first(), distance = m_settings.distance] {
            return nearestPoints(points->set.values, of, neighbours, distance);
        },
        [this, chosen, points = points(), distance = m_settings.distance](const auto& found) {
            if (points != this->points() || chosen != m_map->selected() || distance != m_settings.distance)
                return;
            QVector<int> nearest;
            for (const MapNeighbour& neighbour : found)
                nearest << neighbour.point;
            m_map->setNeighbours(chosen.first(), nearest);
            m_side->setNeighbours(found);
        });
}

void MapStage::showCard(int point)
{
    if (point >= 0 && points())
        m_map->setHoverCard(point, {m_names.title(point), m_names.facts(point), m_names.picture(point)});
}

void MapStage::copy() const
{
    QGuiApplication::clipboard()->setText(m_side->written());
}

} // namespace app::panels
