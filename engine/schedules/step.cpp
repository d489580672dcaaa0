// Step: every few epochs the learning rate shrinks at once.
#include "engine/schedules/describe.h"

#include <cmath>

namespace engine::schedules {

namespace {

struct Options {
    int every = 10;
    double gamma = 0.5;
};

class Step final : public Schedule {
public:
    explicit Step(const Options& options) : m_options(options) {}

    double factor(const ScheduleMoment& moment) const override
    {
        return std::pow(m_options.gamma, double(moment.epoch / m_options.every));
    }

private:
    Options m_options;
};

} // namespace

ScheduleType step()
{
    return describeSchedule<Options>({
        .id = "step",
        .title = TR("Step"),
        .summary = TR("Every few epochs the learning rate is multiplied by a factor."),
        .fields = {field("every", &Options::every, TR("Every"),
                         {.min = 1, .max = 100000, .unit = TR("epochs")}),
                   field("gamma", &Options::gamma, TR("Factor"), {.min = 0.0001, .max = 1, .step = 0.05})},
        .build = [](const Options& o) { return std::make_unique<Step>(o); },
    });
}

} // namespace engine::schedules
