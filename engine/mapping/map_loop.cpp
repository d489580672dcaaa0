#include "engine/mapping/map_loop.h"

#include "engine/mapping/pca.h"
#include "engine/ops/dot.h"
#include "engine/tensor/device_memory.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace engine {

namespace {

constexpr int divergenceEvery = 50; // iterations
constexpr auto showEvery = std::chrono::milliseconds(16);

} // namespace

MapLoop::MapLoop(Tensor points, TsneSettings settings, std::optional<std::vector<float>> start, Device device,
                 MapChannel& channel)
    : m_points(std::move(points)), m_settings(std::move(settings)), m_given(std::move(start)),
      m_device(device), m_channel(channel)
{
}

void MapLoop::run()
{
    try {
        make();
    } catch (const std::bad_alloc&) {
        m_state.problem = Problem{TR("There is not enough memory for this map; use fewer points.")};
        enter(Phase::Failed);
    } catch (const DeviceFailure& failure) {
        m_state.problem = failure.problem();
        enter(Phase::Failed);
    }
}

void MapLoop::make()
{
    m_state.dimensions = m_settings.dimensions;
    m_state.iterations = m_settings.iterations;
    if (Result<void> valid = check(); !valid) {
        m_state.problem = valid.problem();
        enter(Phase::Failed);
        return;
    }
    enter(Phase::Pca);
    findComponents();
    if (!obey() || !findNeighbours()) {
        finish(Phase::Stopped);
        return;
    }
    m_tsne.emplace(std::move(m_affinities), m_start, m_settings, m_device);
    move();
}

Result<void> MapLoop::check()
{
    for (const BoundField<TsneSettings>& bound : tsneFields())
        if (Result<void> valid = engine::check({bound}, {{bound.key, bound.load(m_settings)}}); !valid)
            return valid;
    if (Result<void> valid = checkPoints(m_points); !valid)
        return valid;
    const std::int64_t n = m_points.rows();
    if (m_given && std::int64_t(m_given->size()) != n * m_settings.dimensions)
        return Problem{TR("The start positions must be %1 values for each of %2 points."),
                       {number(m_settings.dimensions), grouped(n)}};
    Result<std::string> method = usedMethod(m_settings, n);
    if (!method)
        return method.problem();
    m_settings.method = m_state.method = *method;
    m_state.perplexity = usedPerplexity(m_settings, n);
    if (m_state.perplexity < m_settings.perplexity)
        m_state.note = Problem{TR("The perplexity was lowered to %1, as %2 points allow no more."),
                               {number(std::floor(m_state.perplexity * 100) / 100), grouped(n)}};
    return {};
}

static Tensor normalised(const Tensor& points)
{
    Tensor factors({points.rows()}), directions = Tensor::like(points);
    ops::unitRows(points, factors, directions);
    return directions;
}

void MapLoop::findComponents()
{
    if (m_settings.normalise)
        m_points = normalised(m_points);
    const int wanted = m_settings.components > 0 ? m_settings.components : 0;
    const bool reduces = wanted > 0 && wanted < m_points.columns();
    const PrincipalComponents components =
        principalComponents(m_points, std::max(reduces ? wanted : 0, m_settings.dimensions), m_settings.seed);
    m_searched = reduces ? components.scores : m_points;
    m_start = m_given ? Tensor::of({m_points.rows(), m_settings.dimensions}, *m_given)
                      : startPositions(components.scores, m_settings);
    m_points = Tensor();
    m_state.progress = 1;
    showPositions(m_start);
    publish();
}

bool MapLoop::findNeighbours()
{
    enter(Phase::Neighbours);
    const double perplexity = m_state.perplexity;
    const auto goOn = [this](double share) {
        m_state.progress = share;
        publishWhenDue();
        return obey();
    };
    if (m_settings.method == "exact") {
        m_affinities = affinitiesOfAll(m_searched, perplexity, goOn, m_device);
        return !m_affinities.all.empty() && obey();
    }
    const int n = m_searched.rows();
    const NeighbourOptions options{manyForExactSearch(n), m_settings.seed, goOn, m_device};
    const NeighbourTable table = nearest(m_searched, std::min(n - 1, int(3 * perplexity)), options);
    if (table.indices.empty())
        return false;
    m_affinities = affinities(table, perplexity);
    m_searched = Tensor();
    return obey();
}

void MapLoop::move()
{
    enter(Phase::Moving);
    while (moveOn()) {
        measure(false);
        finish(Phase::Finished);
        m_channel.awaitMore(m_tsne->iteration());
        m_tick = Clock::now(); // nothing was done meanwhile
        if (m_channel.orders().stop)
            return;
        enter(Phase::Moving);
    }
    measure(false);
    finish(Phase::Stopped);
}

// To the wished number of iterations; false: stop.
bool MapLoop::moveOn()
{
    while (obey()) {
        m_state.iterations = m_channel.orders().iterations;
        if (m_tsne->iteration() >= m_state.iterations)
            return true;
        const Clock::time_point begin = Clock::now();
        m_tsne->step();
        m_state.iteration = m_tsne->iteration();
        measure(true);
        const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        m_stepSeconds = m_stepSeconds > 0 ? 0.95 * m_stepSeconds + 0.05 * seconds : seconds;
        m_state.progress = double(m_state.iteration) / m_state.iterations;
        m_state.secondsLeft = m_stepSeconds * (m_state.iterations - m_state.iteration);
        publishWhenDue();
    }
    return false;
}

void MapLoop::measure(bool whenDue)
{
    const int done = m_tsne->iteration();
    if (m_state.klIteration == done || (whenDue && done % divergenceEvery != 0))
        return;
    m_state.kl = m_tsne->divergence();
    m_state.klIteration = done;
}

void MapLoop::finish(Phase phase)
{
    if (m_tsne)
        showPositions(m_tsne->positions());
    m_state.secondsLeft = phase == Phase::Finished ? 0 : std::numeric_limits<double>::quiet_NaN();
    m_state.progress = phase == Phase::Finished ? 1 : m_state.progress;
    enter(phase);
}

bool MapLoop::obey()
{
    MapChannel::Orders orders = m_channel.orders();
    while (orders.pause && !orders.stop) {
        pauseUntilWished();
        orders = m_channel.orders();
    }
    return !orders.stop;
}

void MapLoop::pauseUntilWished()
{
    const Phase before = m_state.phase;
    if (m_tsne)
        showPositions(m_tsne->positions());
    m_state.iterations = m_channel.orders().iterations;
    enter(Phase::Paused);
    m_channel.awaitResume();
    m_tick = Clock::now();
    enter(before);
}

void MapLoop::enter(Phase phase)
{
    m_state.phase = phase;
    publish();
}

void MapLoop::showPositions(const Tensor& positions)
{
    const Tensor here = positions.to(Device::Cpu);
    const auto values = here.values();
    m_state.positions = std::make_shared<const std::vector<float>>(values.begin(), values.end());
}

// As often as a screen is drawn, so that whoever watches costs the run nothing.
void MapLoop::publishWhenDue()
{
    if (Clock::now() - m_published < showEvery)
        return;
    if (m_tsne)
        showPositions(m_tsne->positions());
    publish();
}

void MapLoop::publish()
{
    const Clock::time_point now = Clock::now();
    m_state.seconds += std::chrono::duration<double>(now - m_tick).count();
    m_tick = now;
    m_published = now;
    m_channel.publish(m_state);
}

} // namespace engine
