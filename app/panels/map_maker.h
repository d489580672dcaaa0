#pragma once

#include "app/live_network.h"

#include "engine/mapping/map_run.h"
#include "engine/mapping/point_set.h"

#include <QTimer>

#include <atomic>

namespace app::panels {

// Which points are to be mapped: those of a network, else those of a table.
struct MapWish {
    std::optional<engine::PointSource> source;
    QString table; // a file
    engine::OutputPoints outputs; // limit counts for all, the rest for outputs of layers
};

// What a map is made of. Never changed, so that work may take it along.
struct MapPoints {
    engine::PointSet set;
    MapWish wish;
    engine::Dataset data = {}; // the network's; without columns for a table
    std::string run = {}; // whose weights these are, and after how many epochs
    double epoch = 0;
};
using SharedPoints = std::shared_ptr<const MapPoints>;

// How and where: device is auto, cpu or cuda.
struct MapMethod {
    engine::TsneSettings tsne;
    std::string device = "auto";
};

// The points chosen among those, as a set of their own.
SharedPoints isolated(const MapPoints& points, std::span<const int> chosen);

// Reads points on a worker thread, then has them mapped; tells of both without ever waiting.
class MapMaker : public QObject {
    Q_OBJECT
public:
    MapMaker(LiveNetwork& network, QObject* parent);
    ~MapMaker() override; // stops

    // Replaces whatever was under way. Waits for the first weights of a training.
    void make(const MapWish& wish, const engine::Dataset& data, const MapMethod& method);
    void map(const SharedPoints& points, const MapMethod& method);
    void pause();
    void resume();
    void stop(); // the reading, or the run for good
    void clear(); // stops and forgets
    void goOn(int iterations); // so many more of a finished run
    void setWatched(bool watched); // asks the run for news only while somebody looks

    bool isReading() const { return m_wanted != nullptr; }
    double readingProgress() const { return m_wanted ? m_wanted->progress.load() : 0; }
    bool isMoving() const; // or paused: not over
    // Null before the first run.
    const SharedPoints& points() const { return m_points; }
    const std::shared_ptr<const engine::MapState>& state() const { return m_state; }

signals:
    void changed(); // another state, or how far the reading is
    void failed(const engine::Problem& problem);

private:
    struct Reading {
        std::atomic<bool> wanted = true;
        std::atomic<double> progress = 0;
    };
    struct Job;
    void read(const std::shared_ptr<Job>& job);
    void retire();
    void poll();

    LiveNetwork& m_network;
    std::shared_ptr<Reading> m_wanted; // null: nothing is read
    SharedPoints m_points;
    std::unique_ptr<engine::MapRun> m_run;
    std::shared_ptr<const engine::MapState> m_state;
    double m_shownProgress = 0;
    bool m_watched = false;
    QTimer m_timer;
};

} // namespace app::panels
