// Which variables and rows belong to what.
#include "engine/datasets/series.h"

#include <algorithm>
#include <numeric>

namespace engine {

namespace {

std::string trimmed(const std::string& text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == text.npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string> listed(const std::string& text)
{
    std::vector<std::string> names;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        if (std::string name = trimmed(text.substr(at, comma - at)); !name.empty())
            names.push_back(std::move(name));
        at = comma + 1;
    }
    return names;
}

std::string inARow(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 8; // a sentence is no table
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        text += (i ? ", " : "") + names[i];
    return names.size() > most ? text + " …" : text;
}

// The variables called so, in this order, each once.
Result<std::vector<int>> variables(const SeriesFacts& facts, const std::vector<std::string>& wanted)
{
    std::vector<int> found;
    for (const std::string& name : wanted) {
        const auto at = std::ranges::find(facts.names, name);
        if (at == facts.names.end() && std::ranges::find(facts.words, name) != facts.words.end())
            return Problem{TR("The column “%2” of %1 holds words where numbers are expected; choose another "
                              "variable: %3."),
                           {facts.source, name, inARow(facts.names)}};
        if (at == facts.names.end())
            return Problem{TR("%1 has no variable “%2”; choose from those it has: %3."),
                           {facts.source, name, inARow(facts.names)}};
        if (const int index = static_cast<int>(at - facts.names.begin());
            std::ranges::find(found, index) == found.end())
            found.push_back(index);
    }
    return found;
}

Result<SeriesWindow> windowOf(const SeriesFacts& facts, const SeriesSettings& settings)
{
    SeriesWindow window;
    window.past = settings.past;
    window.eachStep = settings.targetLayout == "each_step";
    window.future = window.eachStep ? 1 : settings.future;
    window.step = settings.windowStep;
    auto inputs = listed(settings.inputs), targets = listed(settings.targets);
    if (inputs.empty())
        inputs = facts.names;
    if (targets.empty())
        targets = {facts.names.front()};
    auto read = variables(facts, inputs);
    if (!read)
        return read.problem();
    auto predicted = variables(facts, targets);
    if (!predicted)
        return predicted.problem();
    window.inputs = *std::move(read);
    window.targets = *std::move(predicted);
    return window;
}

// The first int(rows * share) rows; shares such as 0.7 + 0.1 are a hair too small in binary.
std::int64_t shareOf(std::int64_t rows, double share)
{
    return std::min(rows, static_cast<std::int64_t>(static_cast<double>(rows) * share + 1e-9));
}

Problem tooLong(const SeriesFacts& facts, const SeriesWindow& window, std::int64_t size, const char* part)
{
    return {TR("A window of %1 past and %2 future values is longer than the %3 values of %4 of %5; make it "
               "shorter or divide the series differently."),
            {number(window.past), number(window.future), number(size), part, facts.source}};
}

Result<void> checkLengths(const SeriesFacts& facts, const SeriesPlan& plan)
{
    const SeriesWindow& window = plan.window;
    if (facts.rows < window.length())
        return Problem{TR("%1 has %2 rows, too few for a window of %3 past and %4 future values; add rows or "
                          "make the window shorter."),
                       {facts.source, number(facts.rows), number(window.past), number(window.future)}};
    if (plan.train.size() < window.length())
        return tooLong(facts, window, plan.train.size(), TR("the training part"));
    if (plan.validation.size() > 0 && plan.validation.size() < window.length())
        return tooLong(facts, window, plan.validation.size(), TR("the validation part"));
    if (plan.test.size() > 0 && plan.test.size() < window.length())
        return tooLong(facts, window, plan.test.size(), TR("the test part"));
    return {};
}

} // namespace

const SeriesRange& SeriesPlan::range(Dataset::Part part) const
{
    return part == Dataset::Part::Train ? train : part == Dataset::Part::Validation ? validation : test;
}

Result<SeriesPlan> planSeries(const SeriesFacts& facts, const SeriesSettings& settings)
{
    const auto window = windowOf(facts, settings);
    if (!window)
        return window.problem();
    if (settings.trainShare + settings.validationShare > 1 + 1e-9)
        return Problem{
            TR("The shares for training and validation add up to more than 1; lower one of them.")};
    const std::int64_t train = shareOf(facts.rows, settings.trainShare);
    const std::int64_t validation = shareOf(facts.rows, settings.trainShare + settings.validationShare);
    SeriesPlan plan{*window, {0, train}, {train, validation}, {validation, facts.rows}};
    if (auto fits = checkLengths(facts, plan); !fits)
        return fits.problem();
    return plan;
}

std::vector<ColumnDescription> seriesColumns(const SeriesPlan& plan, const SeriesSettings& settings)
{
    const SeriesWindow& window = plan.window;
    const int past = static_cast<int>(window.past), steps = static_cast<int>(window.targetSteps());
    const int inputs = static_cast<int>(window.inputs.size());
    const int targets = static_cast<int>(window.targets.size());
    const Shape seen = settings.layout == "features" ? Shape{1, past * inputs} : Shape{past, inputs};
    const Shape said = settings.targetLayout == "flat" ? Shape{steps * targets} : Shape{steps, targets};
    return {{"window", {seen}, TR("Window")}, {"target", {said}, TR("Target")}};
}

} // namespace engine
