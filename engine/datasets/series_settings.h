#pragma once

#include "engine/base/fields.h"

namespace engine {

// How a series is cut into samples: what every data set of one asks for.
struct SeriesSettings {
    std::int64_t past = 1;
    std::int64_t future = 1;
    std::string inputs;
    std::string targets;
    std::string layout = "steps";
    std::string targetLayout = "flat";
    std::string scaling = "min-max";
    std::string scalingFit = "train";
    double trainShare = 0.67;
    double validationShare = 0;
    std::int64_t windowStep = 1;
};

// Their fields, without an owner; and as part of the options of a data set.
std::vector<BoundField<SeriesSettings>> seriesFields();

template <class Options>
std::vector<BoundField<Options>> seriesFields(SeriesSettings Options::*series)
{
    std::vector<BoundField<Options>> fields;
    for (const BoundField<SeriesSettings>& own : seriesFields()) {
        BoundField<Options> f;
        static_cast<Field&>(f) = own;
        f.store = [=](Options& options, const Value& value) { own.store(options.*series, value); };
        f.load = [=](const Options& options) { return own.load(options.*series); };
        fields.push_back(std::move(f));
    }
    return fields;
}

} // namespace engine
