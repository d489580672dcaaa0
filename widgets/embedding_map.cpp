#include "widgets/embedding_map_private.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

// What the program tells the map.
namespace widgets {

namespace {

QVector<int> onlyThere(const QVector<int>& points, int count)
{
    QVector<int> there;
    for (const int point : points)
        if (point >= 0 && point < count)
            there.append(point);
    return there;
}

std::vector<char> flagsOf(const QVector<int>& points, int count)
{
    if (points.isEmpty())
        return {};
    std::vector<char> flags(static_cast<std::size_t>(count), 0);
    for (const int point : points)
        flags[static_cast<std::size_t>(point)] = 1;
    return flags;
}

} // namespace

EmbeddingMap::Private::Private(EmbeddingMap& map) : q(map)
{
    settle.setSingleShot(true);
    pace.setSingleShot(true);
    QObject::connect(&settle, &QTimer::timeout, &q, [this] { refine(); });
    QObject::connect(&pace, &QTimer::timeout, &q, [this] { takeNewest(); });
    flight.setEasingCurve(QEasingCurve::OutCubic);
    flight.setStartValue(0.0);
    flight.setEndValue(1.0);
    QObject::connect(&flight, &QVariantAnimation::valueChanged, &q, [this](const QVariant& share) {
        camera = MapCamera::between(flightFrom, flightTo, share.toDouble());
        moving = true;
        viewChanged();
    });
}

EmbeddingMap::EmbeddingMap(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>(*this))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Embedding map"));
}

EmbeddingMap::~EmbeddingMap() = default;

bool EmbeddingMap::available() const
{
    return d->scene.open();
}

void EmbeddingMap::setPoints(const MapPositions& positions, int count, int dimensions)
{
    const qsizetype given = positions ? static_cast<qsizetype>(positions->size()) / dimensions : 0;
    count = static_cast<int>(std::min(static_cast<qsizetype>(count), given));
    d->newest = positions;
    if (count != d->count || dimensions != d->dimensions) {
        d->takeOthers(count, dimensions);
        return;
    }
    d->live.restart();
    const double wait = d->livePause();
    const double since = d->sinceDrawn.isValid() ? static_cast<double>(d->sinceDrawn.elapsed()) : wait;
    if (since >= wait)
        d->takeNewest();
    else if (!d->pace.isActive())
        d->pace.start(static_cast<int>(wait - since) + 1);
}

void EmbeddingMap::Private::takeOthers(int newCount, int newDimensions)
{
    hover(-1, {});
    if (std::exchange(count, newCount) != newCount)
        forgetChoices();
    dimensions = newDimensions;
    flight.stop();
    camera = {dimensions};
    userMoved = false;
    reorder();
    stale.clear();
    portionsShown = 0;
    ranks.clear();
    frame.labels.clear();
    frame.pictures.clear();
    takeNewest();
    fitNow();
}

void EmbeddingMap::Private::forgetChoices()
{
    marked.clear();
    isMarked.clear();
    chosen.clear();
    isChosen.clear();
    neighbours.clear();
    neighboursOf = -1;
    chosenStale = true;
}

int EmbeddingMap::count() const
{
    return d->count;
}

int EmbeddingMap::dimensions() const
{
    return d->dimensions;
}

void EmbeddingMap::setLabels(const QStringList& labels)
{
    d->labels = labels;
    d->labelWidths.clear();
    d->labelPictures.clear();
    d->frame.labels.clear();
    d->overlayChanged();
}

void EmbeddingMap::setWeights(const QVector<float>& weights)
{
    d->weights = weights;
    d->ranks.clear();
    d->frame.labels.clear();
    d->overlayChanged();
}

void EmbeddingMap::setColors(const QVector<QRgb>& colors)
{
    d->colors = colors;
    d->colorsChanged();
}

void EmbeddingMap::setClasses(const QVector<int>& entries)
{
    d->classes = entries;
    d->colorsChanged();
}

void EmbeddingMap::setLegend(const MapLegend& legend)
{
    d->legend = legend;
    d->overlayChanged();
}

void EmbeddingMap::setPictures(std::function<QImage(int)> pictures)
{
    d->pictures = std::move(pictures);
    d->smallPictures.clear();
    d->overlayChanged();
}

void EmbeddingMap::setLabelsShown(bool shown)
{
    d->labelsShown = shown;
    d->overlayChanged();
}

void EmbeddingMap::setPicturesShown(bool shown)
{
    d->picturesShown = shown;
    d->colorsChanged();
}

void EmbeddingMap::setClassNamesShown(bool shown)
{
    d->classNamesShown = shown;
    d->overlayChanged();
}

void EmbeddingMap::setMarked(const QVector<int>& points)
{
    d->marked = onlyThere(points, d->count);
    d->isMarked = flagsOf(d->marked, d->count);
    d->colorsChanged();
}

void EmbeddingMap::setSelected(const QVector<int>& points)
{
    d->chosen = onlyThere(points, d->count);
    d->isChosen = flagsOf(d->chosen, d->count);
    d->chosenStale = true;
    d->viewChanged();
}

const QVector<int>& EmbeddingMap::selected() const
{
    return d->chosen;
}

void EmbeddingMap::setNeighbours(int of, const QVector<int>& points)
{
    d->neighboursOf = d->isThere(of) ? of : -1;
    d->neighbours = onlyThere(points, d->count);
    d->overlayChanged();
}

void EmbeddingMap::setHoverCard(int point, const MapCard& card)
{
    if (point != d->hovered)
        return;
    d->card = card;
    d->updatePointer();
}

void EmbeddingMap::setTool(MapTool tool)
{
    d->tool = tool;
    d->outline.clear();
    d->updateCursor();
    update();
}

MapTool EmbeddingMap::tool() const
{
    return d->tool;
}

void EmbeddingMap::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        d->labelWidths.clear();
        d->labelPictures.clear();
        d->colorsChanged();
    }
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Embedding map"));
        d->checkOpenGl();
        d->overlayChanged();
    }
    QWidget::changeEvent(event);
}

} // namespace widgets
