#include "app/cli/train_result.h"

#include "app/cli/command.h"
#include "app/cli/train_run.h"
#include "engine/base/json.h"

#include <algorithm>
#include <iostream>

namespace cli {

using namespace engine;

namespace {

Result<Json> test(const Run& run, const Dataset& data)
{
    auto network = Network::build(run.graph, findDatasetType(run.dataset.id)->columns(run.dataset.attributes),
                                  {.seed = run.settings.seed});
    if (!network)
        return network.problem();
    if (Result<void> fits = (*network)->setWeights(run.last->weights); !fits)
        return fits.problem();
    const Dataset part = limited(data, run.settings.limit);
    if (part.size(Dataset::Part::Test) == 0)
        return Json::object();
    return metricsJson(evaluate(**network, part, Dataset::Part::Test).metrics);
}

double median(const std::vector<double>& sorted)
{
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

} // namespace

Result<Json> resultOf(const Run& run, const Dataset& data)
{
    Json result = Json::object();
    if (run.state == "finished") {
        const Result<Json> metrics = test(run, data);
        if (!metrics)
            return metrics.problem();
        result["test"] = *metrics;
    } else {
        result["stopped"] = true;
        result["step"] = run.last ? run.last->step : 0;
    }
    result["epochs"] = run.last ? run.last->epoch : 0;
    return result;
}

void printResult(const Json& result)
{
    if (result.contains("test"))
        for (const auto& [name, value] : result["test"].items())
            std::cout << "test " << name << " " << number(value.get<double>()) << '\n';
    else
        std::cout << "stopped after step " << result["step"] << '\n';
}

void printSpread(const TestResults& results, bool json)
{
    Json spread = Json::object();
    for (auto [name, values] : results) {
        std::ranges::sort(values);
        spread[name] = {{"median", median(values)}, {"lowest", values.front()}, {"highest", values.back()}};
        if (!json)
            std::cout << "test " << name << " median " << number(median(values)) << " ("
                      << number(values.front()) << " to " << number(values.back()) << ")\n";
    }
    if (json)
        printLine({{"spread", spread}});
    std::cout << std::flush;
}

} // namespace cli
