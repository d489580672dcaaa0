#pragma once

#include "engine/base/fields.h"

#include <memory>

namespace engine {

// What a schedule may look at before a step.
struct ScheduleMoment {
    std::int64_t step = 0; // from 0
    std::int64_t epoch = 0; // from 0
    std::int64_t stepsPerEpoch = 1;
    std::int64_t epochs = 1; // planned
};

// Factor on the base learning rate. State (only "on plateau" has some) is in and out, for exact resume.
class Schedule {
public:
    virtual ~Schedule() = default;
    virtual double factor(const ScheduleMoment& moment) const = 0;
    // After each epoch: the watched value (validation loss where there is one, else training loss).
    virtual void epochEnded(double) {}
    virtual std::vector<double> state() const { return {}; }
    virtual void restore(const std::vector<double>&) {}
};

struct ScheduleType {
    std::string id; // "constant", "step", "exponential", "cosine", "plateau"
    std::string title;
    std::string summary;
    std::vector<Field> fields = {};
    std::function<std::unique_ptr<Schedule>(const Attributes&)> build = {};
};

const std::vector<ScheduleType>& scheduleTypes();
const ScheduleType* findScheduleType(const std::string& id);

} // namespace engine
