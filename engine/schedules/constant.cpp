// Constant: the learning rate stays as it is.
#include "engine/schedules/describe.h"

namespace engine::schedules {

namespace {

struct Options {};

class Constant final : public Schedule {
public:
    double factor(const ScheduleMoment&) const override { return 1; }
};

} // namespace

ScheduleType constant()
{
    return describeSchedule<Options>({
        .id = "constant",
        .title = TR("Constant"),
        .summary = TR("The learning rate stays as it is."),
        .build = [](const Options&) { return std::make_unique<Constant>(); },
    });
}

} // namespace engine::schedules
