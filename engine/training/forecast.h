#pragma once

#include "engine/datasets/series.h"
#include "engine/training/network.h"

#include <array>

namespace engine {

// The root of the mean squared error; NaN where nothing was predicted.
struct ForecastError {
    double original = 0, scaled = 0; // in units of the variable, and as the network was trained
};

// What a network says of a series, in original units.
struct Forecast {
    struct Point {
        std::int64_t row = 0; // that the value is for
        double value = 0;
    };
    struct Part {
        std::vector<Point> points; // rows grow
        ForecastError error;
    };
    // One variable, predicted so and so many steps ahead. Where a network predicts at every step of its
    // window there is one of these, and each row has the prediction that saw most of its past.
    struct Ahead {
        Part train, validation, test;
        const Part& part(Dataset::Part which) const;
        Part& part(Dataset::Part which);
    };
    struct Target {
        int variable = 0;
        std::vector<Ahead> ahead; // 1 step, 2 steps ...
        std::vector<double> horizon; // beyond the end of the series
    };
    std::vector<Target> targets;
    std::array<ForecastError, 3> errors; // of all targets and steps: train, validation, test
    std::optional<Problem> shortHorizon; // why the horizon is shorter than asked for
};

// The Output that predicts the series; nothing where a network reads or predicts something else.
std::optional<NodeId> forecastOutput(const Graph& graph, const Analysis& analysis,
                                     const std::vector<ColumnDescription>& columns);

// The data must have a series. Beyond the end, predictions take the place of values once those are used up;
// that needs predictions of all that the network reads. The network is left with its weights.
Forecast forecast(Network& network, NodeId output, const Dataset& data, std::int64_t horizon);

// A table: time, value, prediction of every part, and beyond the end. With several targets each has its own
// columns, named after it. `ahead` counts from 1.
std::string forecastCsv(const Series& series, const Forecast& forecast, std::size_t ahead);

} // namespace engine
