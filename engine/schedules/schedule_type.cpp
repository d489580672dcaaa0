#include "engine/schedules/schedule_type.h"

#include <algorithm>

namespace engine {

const ScheduleType* findScheduleType(const std::string& id)
{
    const auto& types = scheduleTypes();
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const ScheduleType& t) { return t.id == id; });
    return found == types.end() ? nullptr : &*found;
}

} // namespace engine
