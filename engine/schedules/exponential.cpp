// Exponential: the learning rate shrinks a little at every step, by a given factor over an epoch.
#include "engine/schedules/describe.h"

#include <cmath>

namespace engine::schedules {

namespace {

struct Options {
    double gamma = 0.95;
};

class Exponential final : public Schedule {
public:
    explicit Exponential(const Options& options) : m_gamma(options.gamma) {}

    double factor(const ScheduleMoment& moment) const override
    {
        return std::pow(m_gamma,
                        double(moment.step) / double(std::max<std::int64_t>(1, moment.stepsPerEpoch)));
    }

private:
    double m_gamma;
};

} // namespace

ScheduleType exponential()
{
    return describeSchedule<Options>({
        .id = "exponential",
        .title = TR("Exponential"),
        .summary = TR("The learning rate shrinks smoothly, by a factor for each epoch."),
        .fields = {field("gamma", &Options::gamma, TR("Factor"), {.min = 0.0001, .max = 1, .step = 0.05}, {},
                         TR("What is left of the learning rate after one epoch."))},
        .build = [](const Options& o) { return std::make_unique<Exponential>(o); },
    });
}

} // namespace engine::schedules
