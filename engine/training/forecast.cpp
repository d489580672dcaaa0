#include "engine/training/forecast.h"

#include "engine/training/own_state.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine {

namespace {

using Part = Dataset::Part;
constexpr Part parts[] = {Part::Train, Part::Validation, Part::Test};

// Squares of what went wrong.
struct Squares {
    double original = 0, scaled = 0;
    std::int64_t count = 0;

    void add(double error, double range)
    {
        scaled += error * error;
        original += error * range * error * range;
        ++count;
    }
    ForecastError root() const
    {
        const auto n = static_cast<double>(count);
        return {std::sqrt(original / n), std::sqrt(scaled / n)}; // 0 / 0: nothing to say
    }
};

// Runs the windows of one part after another and sorts what comes out by target and step.
class Forecaster {
public:
    Forecaster(Network& network, NodeId output, const Dataset& data)
        : m_network(network), m_state(network), m_output(output), m_data(data), m_series(*data.series),
          m_window(m_series.plan.window)
    {
        const std::size_t steps = m_window.eachStep ? 1 : static_cast<std::size_t>(m_window.future);
        for (const int variable : m_window.targets)
            m_result.targets.push_back({variable, std::vector<Forecast::Ahead>(steps), {}});
    }

    Forecast run(std::int64_t horizon)
    {
        for (const Part part : parts)
            runPart(part);
        runHorizon(horizon);
        return std::move(m_result);
    }

private:
    const SeriesVariable& variable(int index) const
    {
        return m_series.variables[static_cast<std::size_t>(index)];
    }

    Tensor predict(const Batch& batch)
    {
        m_network.forward(batch, {.keepsState = m_state.needed()});
        return m_network.prediction(m_output);
    }

    void runPart(Part part)
    {
        const Rows& rows = m_data.rows(part);
        const std::vector<std::string> read = m_network.inputColumns();
        const std::size_t batchSize = m_state.needed() ? 1 : 512;
        m_state.restart();
        Squares all;
        std::vector<std::vector<Squares>> squares(m_result.targets.size());
        for (auto& steps : squares)
            steps.resize(m_result.targets.front().ahead.size());
        for (std::size_t first = 0; first < rows.size(); first += batchSize) {
            const std::vector<std::int32_t> some = rows.list(first, batchSize);
            const Tensor said = predict(gather(m_data, read, some));
            for (std::size_t i = 0; i < some.size(); ++i)
                take(part, some[i], said.values().subspan(i * sampleSize()), squares, all);
        }
        m_result.errors[static_cast<std::size_t>(part)] = all.root();
        for (std::size_t t = 0; t < squares.size(); ++t)
            for (std::size_t k = 0; k < squares[t].size(); ++k)
                m_result.targets[t].ahead[k].part(part).error = squares[t][k].root();
    }

    std::size_t sampleSize() const
    {
        return static_cast<std::size_t>(m_window.targetSteps()) * m_window.targets.size();
    }

    // The predictions of one window: step after step, in each one number for every target.
    void take(Part part, std::int64_t begin, std::span<const float> said,
              std::vector<std::vector<Squares>>& squares, Squares& all)
    {
        for (std::int64_t step = 0; step < m_window.targetSteps(); ++step)
            for (std::size_t t = 0; t < m_result.targets.size(); ++t) {
                Forecast::Target& target = m_result.targets[t];
                const std::size_t k = m_window.eachStep ? 0 : static_cast<std::size_t>(step);
                const std::int64_t row = begin + m_window.targetBegin() + step;
                const SeriesVariable& scale = variable(target.variable);
                const auto value =
                    static_cast<double>(said[static_cast<std::size_t>(step) * m_result.targets.size() + t]);
                const double error = value - scale.scaled(m_series.value(row, target.variable));
                squares[t][k].add(error, scale.range);
                all.add(error, scale.range);
                put(target.ahead[k].part(part).points, {row, scale.original(value)});
            }
    }

    // Of several windows that speak of a row the first has seen most of what was before it.
    static void put(std::vector<Forecast::Point>& points, const Forecast::Point& point)
    {
        const auto at = std::ranges::lower_bound(points, point.row, {}, &Forecast::Point::row);
        if (at == points.end() || at->row != point.row)
            points.insert(at, point);
    }

    bool feedsBack() const
    {
        return std::ranges::all_of(m_window.inputs, [this](int input) {
            return std::ranges::find(m_window.targets, input) != m_window.targets.end();
        });
    }

    Problem whyShort() const
    {
        std::string missing;
        for (const int input : m_window.inputs)
            if (std::ranges::find(m_window.targets, input) == m_window.targets.end())
                missing += (missing.empty() ? "" : ", ") + variable(input).name;
        return {TR("The forecast goes no further, because the network reads what it does not predict (%1); "
                   "add that "
                   "to the variables predicted."),
                {missing}};
    }

    void runHorizon(std::int64_t horizon)
    {
        const std::int64_t direct = m_window.eachStep ? 1 : m_window.future;
        if (horizon > direct && !feedsBack()) {
            m_result.shortHorizon = whyShort();
            horizon = direct;
        }
        std::vector<float> window = lastWindow();
        for (std::int64_t done = 0; done < horizon; done += direct) {
            const Tensor said = predict(batchOf(window));
            const auto values =
                said.values().last(static_cast<std::size_t>(direct) * m_window.targets.size());
            for (std::int64_t step = 0; step < std::min(direct, horizon - done); ++step)
                goOn(values.subspan(static_cast<std::size_t>(step) * m_window.targets.size()), window);
        }
    }

    std::vector<float> lastWindow() const
    {
        std::vector<float> window;
        for (std::int64_t row = m_series.rows() - m_window.past; row < m_series.rows(); ++row)
            for (const int input : m_window.inputs)
                window.push_back(static_cast<float>(variable(input).scaled(m_series.value(row, input))));
        return window;
    }

    Batch batchOf(const std::vector<float>& window) const
    {
        const Column& column = *m_data.column("window");
        Batch batch;
        for (const std::string& name : m_network.inputColumns()) {
            Tensor values(column.signal.shape.withBatch(1));
            std::ranges::copy(window, values.data());
            batch[name] = std::move(values);
        }
        return batch;
    }

    // One step: kept as what was said, and the newest row of the window.
    void goOn(std::span<const float> said, std::vector<float>& window)
    {
        for (std::size_t t = 0; t < m_result.targets.size(); ++t)
            m_result.targets[t].horizon.push_back(
                variable(m_result.targets[t].variable).original(static_cast<double>(said[t])));
        window.erase(window.begin(), window.begin() + std::ssize(m_window.inputs));
        for (const int input : m_window.inputs) {
            const auto target = std::ranges::find(m_window.targets, input) - m_window.targets.begin();
            const bool known =
                target < std::ssize(m_window.targets); // else the horizon ends before it is read
            window.push_back(known ? said[static_cast<std::size_t>(target)] : 0.0f);
        }
    }

    Network& m_network;
    OwnState m_state;
    NodeId m_output;
    const Dataset& m_data;
    const Series& m_series;
    const SeriesWindow& m_window;
    Forecast m_result;
};

} // namespace

const Forecast::Part& Forecast::Ahead::part(Dataset::Part which) const
{
    return which == Dataset::Part::Train ? train : which == Dataset::Part::Validation ? validation : test;
}

Forecast::Part& Forecast::Ahead::part(Dataset::Part which)
{
    return which == Dataset::Part::Train ? train : which == Dataset::Part::Validation ? validation : test;
}

std::optional<NodeId> forecastOutput(const Graph& graph, const Analysis& analysis,
                                     const std::vector<ColumnDescription>& columns)
{
    const auto named = [&](const char* name) {
        return std::ranges::find(columns, name, &ColumnDescription::name);
    };
    const auto window = named("window"), target = named("target");
    if (window == columns.end() || target == columns.end() || !analysis.runnable())
        return std::nullopt;
    const auto setting = [&](NodeId id) {
        const Node& node = *graph.node(id);
        return std::get<std::string>(valueOf(findLayerType(node.type)->fields, node.attributes, "column"));
    };
    if (!std::ranges::all_of(analysis.inputs, [&](NodeId id) { return setting(id) == "window"; }))
        return std::nullopt;
    for (const NodeId id : analysis.outputs) {
        const Signals& arrives = analysis.nodes.at(id).inputs;
        if (setting(id) == "target" && !arrives.empty() &&
            arrives.front().shape.elements() == target->signal.shape.elements())
            return id;
    }
    return std::nullopt;
}

Forecast forecast(Network& network, NodeId output, const Dataset& data, std::int64_t horizon)
{
    return Forecaster(network, output, data).run(horizon);
}

} // namespace engine
