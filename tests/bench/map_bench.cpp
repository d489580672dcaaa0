// How quickly the embedding map turns, pans, answers the pointer and follows moving points; one JSON object
// per line. usage: map_bench [SECONDS of each measure] [POINTS ...]   (a window of 900 x 700)
#include "engine/mapping/map_run.h"

#include "widgets/embedding_map.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>

using namespace widgets;

namespace {

class PaintWatch : public QObject {
public:
    using QObject::QObject;
    int painted = 0;

    bool eventFilter(QObject*, QEvent* event) override
    {
        painted += event->type() == QEvent::Paint;
        return false;
    }
};

struct Sample {
    std::vector<double> values;

    double quantile(double share = 0.5)
    {
        std::sort(values.begin(), values.end());
        const auto last = static_cast<double>(values.size() - 1);
        return values[static_cast<std::size_t>(share * last)];
    }
};

// Ten clouds around a circle or a sphere.
MapPositions cloud(int count, int dimensions, double phase = 0)
{
    std::mt19937 generator(1);
    std::normal_distribution<float> normal(0, 6);
    auto positions = std::make_shared<std::vector<float>>();
    for (int i = 0; i < count; ++i)
        for (int k = 0; k < dimensions; ++k)
            positions->push_back(
                normal(generator) +
                40 * static_cast<float>(std::sin(i % 10 * 0.63 + k * 1.57 + phase * (k + 1))));
    return positions;
}

void fill(EmbeddingMap& map, int count, int dimensions)
{
    map.setPoints(cloud(count, dimensions), count, dimensions);
    QVector<QRgb> colors;
    QVector<int> classes;
    QStringList labels;
    MapLegend legend{QStringLiteral("Digit"), {}, {}, {}, {}, {}};
    for (int i = 0; i < count; ++i) {
        colors << tokens().data[static_cast<std::size_t>(i % 10)].rgb();
        classes << i % 10;
        labels << QStringLiteral("word %1").arg(i);
    }
    for (int i = 0; i < 10; ++i)
        legend.entries.append({QString::number(i), tokens().data[static_cast<std::size_t>(i)], count / 10});
    map.setColors(colors);
    map.setClasses(classes);
    map.setLabels(labels);
    map.setLegend(legend);
}

void send(QWidget& map, QEvent::Type type, const QPointF& point, Qt::MouseButton button, bool held)
{
    QMouseEvent event(type, point, map.mapToGlobal(point), type == QEvent::MouseMove ? Qt::NoButton : button,
                      held ? button : Qt::NoButton, {});
    QCoreApplication::sendEvent(&map, &event);
}

void waitForPaint(PaintWatch& watch)
{
    const int before = watch.painted;
    QElapsedTimer timer;
    timer.start();
    while (watch.painted == before && timer.elapsed() < 200)
        QCoreApplication::processEvents(QEventLoop::AllEvents);
}

// The time from the pointer's move until the window shows the answer.
Sample moves(EmbeddingMap& map, PaintWatch& watch, bool drag, double seconds)
{
    Sample times;
    const QPointF middle = QRectF(map.rect()).center();
    if (drag)
        send(map, QEvent::MouseButtonPress, middle, Qt::LeftButton, true);
    QElapsedTimer all;
    all.start();
    int shown = 0, least = map.count();
    for (int i = 0; static_cast<double>(all.elapsed()) < 1000 * seconds; ++i) {
        const double angle = 0.13 * i;
        const double reach = drag ? 60 : 260 * std::abs(std::sin(0.017 * i));
        const QPointF point = middle + reach * QPointF(std::cos(angle), std::sin(angle));
        QElapsedTimer timer;
        timer.start();
        send(map, QEvent::MouseMove, point, Qt::LeftButton, drag);
        if (drag)
            waitForPaint(watch);
        else
            QCoreApplication::processEvents(QEventLoop::AllEvents);
        times.values.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        shown = map.shownCount();
        least = std::min(least, shown);
    }
    if (drag)
        send(map, QEvent::MouseButtonRelease, middle, Qt::LeftButton, false);
    return times;
}

void rest(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    QTimer wake;
    wake.start(10);
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void print(const char* what, int count, int shown, Sample& times)
{
    std::printf("{\"measure\": \"%s\", \"points\": %d, \"shown\": %d, \"frames_per_second\": %.1f, "
                "\"median_ms\": %.2f, \"p95_ms\": %.2f}\n",
                what, count, shown, 1000 / times.quantile(), times.quantile(), times.quantile(0.95));
    std::fflush(stdout);
}

// New positions come 30 times a second, as from a running t-SNE; the share of one processor that the whole
// process takes, OpenGL's threads included, is what drawing costs.
void live(EmbeddingMap& map, PaintWatch& watch, int count, double seconds)
{
    std::vector<MapPositions> steps;
    for (int i = 0; i < 16; ++i)
        steps.push_back(cloud(count, map.dimensions(), 0.02 * i));
    const int before = watch.painted;
    const std::clock_t start = std::clock();
    QElapsedTimer timer;
    timer.start();
    for (std::size_t i = 0; static_cast<double>(timer.elapsed()) < 1000 * seconds; ++i) {
        map.setPoints(steps[i % steps.size()], count, map.dimensions());
        rest(33);
    }
    const double wall = static_cast<double>(timer.elapsed()) / 1000;
    std::printf("{\"measure\": \"live\", \"points\": %d, \"shown\": %d, \"frames_per_second\": %.1f, "
                "\"processor_share\": %.3f}\n",
                count, map.shownCount(), (watch.painted - before) / wall,
                static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / wall);
    std::fflush(stdout);
}

double iterationsPerSecond(engine::MapRun& run, double seconds, EmbeddingMap* map)
{
    QElapsedTimer timer;
    timer.start();
    const int before = run.newest()->iteration;
    while (static_cast<double>(timer.elapsed()) < 1000 * seconds) {
        const auto state = run.newest();
        if (map)
            map->setPoints(state->positions, map->count(), state->dimensions);
        rest(33);
    }
    return 1000.0 * (run.newest()->iteration - before) / static_cast<double>(timer.elapsed());
}

// How much slower a t-SNE of so many points is while it is drawn live: by turns drawn and not, each compared
// with its neighbours, since the iterations themselves become slower as the map grows.
void liveBesideTsne(EmbeddingMap& map, PaintWatch& watch, int count, double seconds)
{
    constexpr int columns = 50, rounds = 9;
    engine::Tensor points({count, columns});
    const MapPositions values = cloud(count, columns);
    std::copy(values->begin(), values->end(), points.data());
    engine::TsneSettings settings;
    settings.dimensions = map.dimensions();
    settings.iterations = 1000000;
    engine::MapRun run(points, settings);
    while (run.newest()->iteration < 60)
        rest(50);
    Sample slowdowns;
    int frames = 0;
    double before = iterationsPerSecond(run, seconds, nullptr);
    for (int round = 0; round < rounds; ++round) {
        const int painted = watch.painted;
        const double drawn = iterationsPerSecond(run, seconds, &map);
        frames += watch.painted - painted;
        const double after = iterationsPerSecond(run, seconds, nullptr);
        slowdowns.values.push_back(1 - 2 * drawn / (before + after));
        before = after;
    }
    std::printf(
        "{\"measure\": \"live_beside_tsne\", \"points\": %d, \"dimensions\": %d, \"iterations_per_second\": "
        "%.1f, \"frames_per_second\": %.1f, \"slowdown\": %.3f, \"least\": %.3f, \"most\": %.3f}\n",
        count, map.dimensions(), before, frames / (rounds * seconds), slowdowns.quantile(),
        slowdowns.quantile(0), slowdowns.quantile(1));
    std::fflush(stdout);
}

void measure(int count, double seconds)
{
    EmbeddingMap map;
    PaintWatch watch;
    map.installEventFilter(&watch);
    map.resize(900, 700);
    map.show();
    for (const int dimensions : {3, 2}) {
        fill(map, count, dimensions);
        rest(800);
        Sample dragging = moves(map, watch, true, seconds);
        print(dimensions == 3 ? "turn_3d" : "pan_2d", count, map.shownCount(), dragging);
        rest(1500);
        Sample hovering = moves(map, watch, false, seconds);
        print(dimensions == 3 ? "hover_3d" : "hover_2d", count, map.shownCount(), hovering);
        live(map, watch, count, seconds);
        liveBesideTsne(map, watch, count, seconds);
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(Theme::Light);
    const double seconds = argc > 1 ? std::atof(argv[1]) : 3;
    std::vector<int> counts;
    for (int i = 2; i < argc; ++i)
        counts.push_back(std::atoi(argv[i]));
    if (counts.empty())
        counts = {10000, 60000};
    for (const int count : counts)
        measure(count, seconds);
    return 0;
}
