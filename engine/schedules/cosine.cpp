// Cosine: half a wave from the full learning rate to its end, after a linear rise (Loshchilov, Hutter 2017).
#include "engine/schedules/describe.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine::schedules {

namespace {

struct Options {
    std::int64_t warmUp = 0;
    double end = 0;
};

class Cosine final : public Schedule {
public:
    explicit Cosine(const Options& options) : m_options(options) {}

    double factor(const ScheduleMoment& moment) const override
    {
        const std::int64_t warmUp = m_options.warmUp;
        if (moment.step < warmUp)
            return double(moment.step + 1) / double(warmUp + 1);
        const std::int64_t steps = moment.stepsPerEpoch * moment.epochs - warmUp;
        const double done =
            std::min(1.0, double(moment.step - warmUp) / double(std::max<std::int64_t>(1, steps)));
        return m_options.end + (1 - m_options.end) * 0.5 * (1 + std::cos(std::numbers::pi * done));
    }

private:
    Options m_options;
};

} // namespace

ScheduleType cosine()
{
    return describeSchedule<Options>({
        .id = "cosine",
        .title = TR("Cosine"),
        .summary = TR("The learning rate falls along half a cosine wave over the whole training."),
        .fields = {field("warm_up", &Options::warmUp, TR("Warm-up"),
                         {.min = 0, .max = 1e6, .step = 100, .unit = TR("steps")}, {},
                         TR("So many steps lead up to the full learning rate.")),
                   field("end", &Options::end, TR("Final factor"), {.min = 0, .max = 1, .step = 0.05}, {},
                         TR("What is left of the learning rate at the end."))},
        .build = [](const Options& o) { return std::make_unique<Cosine>(o); },
    });
}

} // namespace engine::schedules
