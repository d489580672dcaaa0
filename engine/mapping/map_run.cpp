#include "engine/mapping/map_run.h"

#include "engine/mapping/map_loop.h"

#include <thread>

namespace engine {

struct MapRun::Private {
    explicit Private(int iterations) : channel(iterations) {}

    MapChannel channel;
    std::thread thread; // last: it uses the channel
};

MapRun::MapRun(Tensor points, TsneSettings settings, std::optional<std::vector<float>> start, Device device)
    : d(new Private(settings.iterations))
{
    d->thread = std::thread([channel = &d->channel, points = std::move(points),
                             settings = std::move(settings), start = std::move(start), device]() mutable {
        MapLoop(std::move(points), std::move(settings), std::move(start), device, *channel).run();
    });
}

MapRun::~MapRun()
{
    d->channel.stop();
    d->thread.join();
}

void MapRun::pause()
{
    d->channel.pause();
}

void MapRun::resume()
{
    d->channel.resume();
}

void MapRun::stop()
{
    d->channel.stop();
}

void MapRun::setIterations(int count)
{
    d->channel.setIterations(count);
}

std::shared_ptr<const MapState> MapRun::newest() const
{
    return d->channel.newest();
}

void MapRun::wait() const
{
    d->channel.wait();
}

} // namespace engine
