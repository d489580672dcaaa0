#include "app/cli/command.h"
#include "app/cli/forecast_picture.h"
#include "app/cli/project_access.h"

#include "engine/base/json.h"
#include "engine/base/parallel.h"
#include "engine/datasets/time_label.h"

#include <cmath>
#include <iostream>

namespace cli {

using namespace engine;

namespace {

using Part = Dataset::Part;
constexpr Part parts[] = {Part::Train, Part::Validation, Part::Test};

struct Options {
    std::string project, output, picture;
    RunChoice choice;
    std::int64_t horizon = 12;
    std::size_t ahead = 1;
    int threads = 0;
    bool json = false;
};

const Forecast::Ahead& shownStep(const Forecast::Target& target, const Options& options)
{
    return target.ahead[std::min(options.ahead, target.ahead.size()) - 1];
}

Json errorJson(const ForecastError& error)
{
    return {{"rmse", error.original}, {"rmse_scaled", error.scaled}};
}

Json describe(const Series& series, const Forecast& forecast, const Options& options)
{
    Json targets = Json::array();
    for (const Forecast::Target& target : forecast.targets) {
        const SeriesVariable& variable = series.variables[static_cast<std::size_t>(target.variable)];
        Json json = {{"name", variable.name}, {"unit", variable.unit}, {"horizon", Json::array()}};
        for (const Part part : parts)
            if (!shownStep(target, options).part(part).points.empty())
                json[partName(part)] = errorJson(shownStep(target, options).part(part).error);
        for (std::size_t i = 0; i < target.horizon.size(); ++i)
            json["horizon"].push_back({{"time", timeAfter(series.times, static_cast<std::int64_t>(i) + 1)},
                                       {"value", target.horizon[i]}});
        targets.push_back(std::move(json));
    }
    Json all = {{"targets", std::move(targets)},
                {"note", forecast.shortHorizon ? Json(forecast.shortHorizon->sentence()) : Json()}};
    for (const Part part : parts)
        if (const double scaled = forecast.errors[static_cast<std::size_t>(part)].scaled;
            std::isfinite(scaled))
            all[std::string(partName(part)) + "_rmse_scaled"] = scaled;
    return all;
}

std::string rounded(double value)
{
    return number(static_cast<float>(std::round(value * 1e5) / 1e5));
}

void print(const Series& series, const Forecast& forecast, const Options& options)
{
    std::vector<std::vector<std::string>> rows{{"target", "part", "predicted", "RMSE", "RMSE, scaled"}};
    for (const Forecast::Target& target : forecast.targets) {
        const SeriesVariable& variable = series.variables[static_cast<std::size_t>(target.variable)];
        for (const Part part : parts)
            if (const Forecast::Part& said = shownStep(target, options).part(part); !said.points.empty())
                rows.push_back(
                    {variable.name, partName(part), grouped(std::ssize(said.points)),
                     rounded(said.error.original) + (variable.unit.empty() ? "" : " " + variable.unit),
                     rounded(said.error.scaled)});
    }
    printTable(rows, 2);
    const std::size_t beyond = forecast.targets.front().horizon.size();
    std::vector<std::vector<std::string>> horizon{{"beyond the end"}};
    for (const Forecast::Target& target : forecast.targets)
        horizon[0].push_back(series.variables[static_cast<std::size_t>(target.variable)].name);
    for (std::size_t i = 0; i < beyond; ++i) {
        horizon.push_back({timeAfter(series.times, static_cast<std::int64_t>(i) + 1)});
        for (const Forecast::Target& target : forecast.targets)
            horizon.back().push_back(rounded(target.horizon[i]));
    }
    if (beyond > 0) {
        std::cout << '\n';
        printTable(horizon, 1);
    }
    if (forecast.shortHorizon)
        std::cout << '\n' << forecast.shortHorizon->sentence() << std::endl;
}

Result<void> writeFiles(const Series& series, const Forecast& forecast, const Options& options)
{
    if (!options.output.empty()) {
        const std::string csv = forecastCsv(series, forecast, options.ahead);
        if (auto written = replaceFile(options.output, Bytes(csv.begin(), csv.end())); !written)
            return written;
    }
    return options.picture.empty()
        ? Result<void>()
        : writePng(options.picture, forecastPicture(series, forecast, options.ahead));
}

int run(const Options& options)
{
    const Result<ProjectFile> file = openProject(options.project);
    if (!file)
        return fail(file.problem());
    setThreads(options.threads);
    const Result<Trained> trained = trainedNetwork(*file, options.choice, options.project);
    if (!trained)
        return fail(trained.problem());
    const auto output =
        forecastOutput(trained->network->graph(), trained->network->analysis(), trained->columns);
    const Result<Dataset> data = loadDataset(trained->dataset);
    if (!data)
        return fail(data.problem());
    if (!output || !data->series)
        return fail(
            {"%1 does not predict a series: it must read the column window of a series and compare with "
             "its target.",
             {options.project}});
    const Forecast result = forecast(*trained->network, *output, *data, options.horizon);
    if (const auto written = writeFiles(*data->series, result, options); !written)
        return fail(written.problem());
    options.json ? printLine(describe(*data->series, result, options))
                 : print(*data->series, result, options);
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("PROJECT", options.project, "The trained project")->required();
    command.add_option("--horizon", options.horizon, "Steps beyond the end of the series")
        ->check(numberBetween(0, 100000))
        ->capture_default_str();
    command.add_option("--ahead", options.ahead, "Which of several future steps the parts are compared with")
        ->check(numberBetween(1, 100000))
        ->capture_default_str();
    command.add_option("--output", options.output, "The CSV table to write");
    command.add_option("--picture", options.picture, "The PNG picture to write");
    addRunChoice(command, options.choice);
    command.add_option("--dataset", options.choice.dataset, "Another data set than the run's");
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    command.add_flag("--json", options.json, "One JSON object");
}

} // namespace

void addForecast(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "forecast",
               "Predicts a series in its own units: both parts, and beyond its end", run, bind);
}

} // namespace cli
