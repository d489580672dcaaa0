#pragma once

#include "engine/schedules/schedule_type.h"

namespace engine {

// A schedule's file fills this in with functions of its own Options.
template <class Options>
struct ScheduleDescription {
    std::string id;
    std::string title;
    std::string summary;
    std::vector<BoundField<Options>> fields = {};
    std::function<std::unique_ptr<Schedule>(const Options&)> build = {};
};

template <class Options>
ScheduleType describeSchedule(ScheduleDescription<Options> d)
{
    ScheduleType t{d.id, d.title, d.summary};
    t.fields.assign(d.fields.begin(), d.fields.end());
    t.build = [fields = d.fields, f = d.build](const Attributes& a) { return f(readOptions(fields, a)); };
    return t;
}

} // namespace engine
