#include "app/panels/map_maker.h"

#include "app/background.h"

#include "engine/devices/cuda_device.h"

namespace app::panels {

namespace {

constexpr int pollMilliseconds = 33;

engine::Result<engine::PointSet> readPoints(const LiveNetwork::Plan& plan,
                                            const engine::NamedTensors& weights, const engine::Dataset& data,
                                            const MapWish& wish, const engine::PointProgress& keepOn)
{
    if (wish.source->isMatrix())
        return engine::matrixPoints(plan.graph, *wish.source, weights, data, wish.outputs.limit);
    auto network = engine::Network::build(plan.graph, plan.columns, {.seed = 1});
    if (!network)
        return network.problem();
    if (auto set = (*network)->setWeights(weights); !set)
        return set.problem();
    return engine::outputPoints(**network, *wish.source, data, wish.outputs, keepOn);
}

template <class T>
std::vector<T> chosenOf(const std::vector<T>& all, std::span<const int> chosen)
{
    std::vector<T> some;
    if (!all.empty())
        for (const int index : chosen)
            some.push_back(all[static_cast<std::size_t>(index)]);
    return some;
}

} // namespace

SharedPoints isolated(const MapPoints& points, std::span<const int> chosen)
{
    auto some = std::make_shared<MapPoints>(points);
    const engine::PointSet& all = points.set;
    some->set.labels = chosenOf(all.labels, chosen);
    some->set.classes = chosenOf(all.classes, chosen);
    some->set.numbers = chosenOf(all.numbers, chosen);
    some->set.rows = chosenOf(all.rows, chosen);
    const int length = all.dimensions();
    some->set.values = engine::Tensor({static_cast<int>(chosen.size()), length});
    for (std::size_t i = 0; i < chosen.size(); ++i)
        std::copy_n(all.values.data() + std::ptrdiff_t{chosen[i]} * length, length,
                    some->set.values.data() + static_cast<std::ptrdiff_t>(i) * length);
    return some;
}

struct MapMaker::Job {
    std::shared_ptr<const LiveNetwork::Plan> plan;
    engine::NamedTensors weights;
    std::shared_ptr<MapPoints> points;
    MapMethod method;
    std::shared_ptr<Reading> reading;
    std::optional<engine::Problem> problem;
};

MapMaker::MapMaker(LiveNetwork& network, QObject* parent) : QObject(parent), m_network(network)
{
    m_timer.setInterval(pollMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &MapMaker::poll);
}

MapMaker::~MapMaker()
{
    blockSignals(true); // who listens is going, too
    stop();
    retire();
}

// The run's thread ends within one piece of its work, which the window need not wait for.
void MapMaker::retire()
{
    if (!m_run)
        return;
    m_run->stop();
    QThreadPool::globalInstance()->start(
        [run = std::shared_ptr<engine::MapRun>(std::move(m_run))]() mutable { run.reset(); });
}

void MapMaker::make(const MapWish& wish, const engine::Dataset& data, const MapMethod& method)
{
    stop();
    auto job = std::make_shared<Job>();
    job->points = std::make_shared<MapPoints>(MapPoints{.set = {}, .wish = wish, .data = data});
    job->method = method;
    m_wanted = job->reading = std::make_shared<Reading>();
    setWatched(m_watched);
    emit changed();
    if (!wish.source)
        return read(job);
    job->plan = m_network.plan();
    job->points->run = job->plan->run;
    m_network.ask(
        this, [](engine::Network& network) { return network.copyWeights(); },
        [this, job](engine::NamedTensors weights) {
            job->weights = std::move(weights);
            job->points->epoch = m_network.epoch();
            read(job);
        });
}

void MapMaker::read(const std::shared_ptr<Job>& job)
{
    const auto work = [job] {
        (void)engine::cudaCard(); // looked for here, where nobody waits
        const engine::PointProgress keepOn = [job](double done) {
            job->reading->progress = done;
            return job->reading->wanted.load();
        };
        const MapWish& wish = job->points->wish;
        auto set = job->plan ? readPoints(*job->plan, job->weights, job->points->data, wish, keepOn)
                             : engine::tablePoints(wish.table.toStdString(), wish.outputs.limit, keepOn);
        if (set)
            job->points->set = *std::move(set);
        else
            job->problem = set.problem();
        return job;
    };
    background(this, work, [this](const std::shared_ptr<Job>& done) {
        if (done->reading != m_wanted) // another was begun meanwhile, or it was stopped
            return;
        m_wanted.reset();
        if (done->problem) {
            emit failed(*done->problem);
            emit changed();
        } else {
            map(done->points, done->method);
        }
    });
}

void MapMaker::map(const SharedPoints& points, const MapMethod& method)
{
    stop();
    const engine::Result<engine::Device> device = engine::deviceNamed(method.device);
    if (!device) {
        emit failed(device.problem());
        emit changed();
        return;
    }
    retire();
    m_points = points;
    m_run = std::make_unique<engine::MapRun>(points->set.values, method.tsne, std::nullopt, *device);
    m_state = m_run->newest();
    setWatched(m_watched);
    emit changed();
}

bool MapMaker::isMoving() const
{
    return m_run && m_state && !m_state->isOver();
}

void MapMaker::pause()
{
    if (m_run)
        m_run->pause();
}

void MapMaker::resume()
{
    if (m_run)
        m_run->resume();
}

void MapMaker::stop()
{
    if (m_wanted) {
        m_wanted->wanted = false;
        m_wanted.reset();
        emit changed();
    }
    if (m_run)
        m_run->stop();
}

void MapMaker::clear()
{
    stop();
    retire();
    m_points.reset();
    m_state.reset();
}

void MapMaker::goOn(int iterations)
{
    if (!m_run || !m_state)
        return;
    m_run->setIterations(m_state->iteration + iterations);
    setWatched(m_watched);
}

void MapMaker::setWatched(bool watched)
{
    m_watched = watched;
    if (watched && (m_run || m_wanted))
        m_timer.start();
    else
        m_timer.stop();
}

// Goes on asking after the end: a finished run may wake again, and asking costs nothing.
void MapMaker::poll()
{
    const double progress = readingProgress();
    const auto newest = m_run ? m_run->newest() : nullptr;
    if (newest == m_state && progress == m_shownProgress)
        return;
    const bool hasFailed = newest && newest != m_state && newest->phase == engine::MapState::Phase::Failed;
    m_shownProgress = progress;
    m_state = newest;
    emit changed();
    if (hasFailed)
        emit failed(newest->problem);
}

} // namespace app::panels
