// What a layer says of samples, as points of a map.
#include "engine/datasets/series.h"
#include "engine/datasets/text_windows.h"
#include "engine/mapping/point_set.h"
#include "engine/training/class_choice.h"
#include "engine/training/own_state.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr std::size_t mostClasses = 256; // beyond, colours tell nothing
constexpr std::int64_t mostValues = std::int64_t{1} << 29; // 2 GB

bool isOneNumber(const Column& column)
{
    return column.signal.shape.elements() == 1;
}

// Ids of classes, or one number for each class.
bool tellsClass(const Column& column, bool isTarget)
{
    if (column.classes.size() > mostClasses)
        return false;
    if (isOneNumber(column) && column.signal.type == ElementType::Int32)
        return isTarget || !column.classes.empty();
    return column.signal.type == ElementType::Float32 && column.classes.size() > 1 &&
        column.signal.shape.elements() == static_cast<std::int64_t>(column.classes.size());
}

// The columns that say something about each sample.
struct Facts {
    const Column* classes = nullptr;
    const Column* numbers = nullptr;
    const Column* ids = nullptr; // of a text
};

Facts factsOf(const Network& network, const Dataset& data)
{
    Facts facts;
    for (const std::string& name : network.targetColumns()) {
        const Column* column = data.column(name);
        if (!facts.classes && column && tellsClass(*column, !data.text)) // of a text they are words
            facts.classes = column;
        else if (!facts.numbers && column && isOneNumber(*column) &&
                 column->signal.type == ElementType::Float32)
            facts.numbers = column;
    }
    for (const Column& column : *data.columns) {
        if (!facts.classes && tellsClass(column, false))
            facts.classes = &column;
        if (!facts.ids && data.text && column.name == "ids")
            facts.ids = &column;
    }
    return facts;
}

std::vector<std::int32_t> chosenRows(const Dataset& data, Dataset::Part part, std::int64_t limit)
{
    const Rows& all = data.rows(part);
    const auto size = static_cast<std::int64_t>(all.size());
    const std::int64_t count = limit > 0 ? std::min(limit, size) : size;
    std::vector<std::int32_t> rows;
    for (std::int64_t i = 0; i < count; ++i)
        rows.push_back(all[static_cast<std::size_t>(i * size / count)]);
    return rows;
}

Problem noSamples()
{
    return {TR("This part of the data has no samples; choose another part.")};
}

Problem tooMany(const std::string& name, std::int64_t width, std::int64_t count)
{
    return {TR("%1 gives %2 numbers for each of %3 samples, more than fit; take at most %4 points or a layer "
               "with fewer outputs."),
            {name, grouped(width), grouped(count), grouped(mostValues / width)}};
}

// Runs the samples through the network batch by batch and keeps what each gave.
class Reader {
public:
    Reader(Network& network, const PointSource& source, const Dataset& data, const OutputPoints& wish)
        : m_network(network), m_source(source), m_data(data), m_facts(factsOf(network, data)),
          m_lastStep(wish.lastStep && source.isSequence())
    {
        // An Output may do the work of the layer's activation; then it is it that gives the values.
        m_wanted = {source.node};
        for (const Link& link : network.graph().linksFrom(source.node))
            if (std::ranges::count(network.outputs(), link.to))
                m_wanted.push_back(link.to);
        m_columns = network.inputColumns();
        for (const Column* column : {m_facts.classes, m_facts.numbers, m_facts.ids})
            if (column && std::ranges::find(m_columns, column->name) == m_columns.end())
                m_columns.push_back(column->name);
        m_points.name = source.name;
        m_points.available = data.size(wish.part);
        m_points.rows = chosenRows(data, wish.part, wish.limit);
        if (m_facts.classes)
            m_points.classNames = m_facts.classes->classes;
    }

    Result<PointSet> read(int batchSize, const PointProgress& keepOn)
    {
        const std::int64_t width = m_lastStep ? m_source.shape.back() : m_source.shape.elements();
        const auto count = std::ssize(m_points.rows);
        if (count == 0)
            return noSamples();
        if (count > mostValues / width)
            return tooMany(m_source.name, width, count);
        m_points.values = Tensor(Shape{static_cast<int>(count), static_cast<int>(width)});
        const OwnState state(m_network);
        BatchLoader loader(m_data, m_columns, m_points.rows, state.needed() ? 1 : batchSize);
        while (const Batch* batch = loader.next()) {
            m_network.forward(*batch, {.wanted = m_wanted, .keepsState = state.needed()});
            keep(*batch, m_network.activation(m_source.node).to(Device::Cpu));
            if (keepOn && !keepOn(static_cast<double>(m_done) / static_cast<double>(count)))
                return pointsCancelled();
        }
        finish();
        return std::move(m_points);
    }

private:
    void keep(const Batch& batch, const Tensor& values)
    {
        const int width = m_points.values.columns();
        const std::int64_t each = values.size() / values.rows();
        for (int row = 0; row < values.rows(); ++row) {
            const float* last = values.data() + (row + 1) * each;
            std::copy(last - width, last, m_points.values.data() + (m_done + row) * width);
        }
        describe(batch, values.rows());
        m_done += values.rows();
    }

    void describe(const Batch& batch, int count)
    {
        for (int row = 0; row < count; ++row) {
            if (m_facts.classes)
                m_points.classes.push_back(trueClass(batch.at(m_facts.classes->name), row,
                                                     int(m_facts.classes->signal.shape.elements())));
            if (m_facts.numbers)
                m_points.numbers.push_back(batch.at(m_facts.numbers->name).values()[std::size_t(row)]);
            if (m_facts.ids)
                m_points.labels.push_back(written(batch.at(m_facts.ids->name), row));
        }
    }

    std::string written(const Tensor& ids, int row) const
    {
        std::vector<std::string> words;
        for (const std::int32_t id : ids.slice(row, 1).idValues())
            words.push_back(m_data.text->vocabulary.word(id));
        return joined(words, m_data.text->unit);
    }

    void finish()
    {
        if (m_facts.numbers)
            m_points.numbersName = m_facts.numbers->name;
        if (m_data.series)
            nameTimes(*m_data.series);
        std::int32_t most = -1;
        for (const std::int32_t id : m_points.classes)
            most = std::max(most, id);
        for (auto id = std::ssize(m_points.classNames); id <= most; ++id)
            m_points.classNames.push_back(number(std::int64_t{id}));
    }

    // In the series' own units, each sample called by the time that it predicts.
    void nameTimes(const Series& series)
    {
        const SeriesWindow& window = series.plan.window;
        for (const std::int32_t row : m_points.rows)
            m_points.labels.push_back(series.times[std::size_t(row + window.targetBegin())]);
        if (!m_facts.numbers || window.targets.size() != 1)
            return;
        const SeriesVariable& variable = series.variables[std::size_t(window.targets[0])];
        for (float& value : m_points.numbers)
            value = static_cast<float>(variable.original(value));
        m_points.numbersName = variable.name + (variable.unit.empty() ? "" : " (" + variable.unit + ")");
    }

    Network& m_network;
    const PointSource& m_source;
    const Dataset& m_data;
    Facts m_facts;
    bool m_lastStep;
    std::vector<NodeId> m_wanted;
    std::vector<std::string> m_columns;
    PointSet m_points;
    std::int64_t m_done = 0;
};

} // namespace

Result<PointSet> outputPoints(Network& network, const PointSource& source, const Dataset& data,
                              const OutputPoints& wish, const PointProgress& keepOn)
{
    return Reader(network, source, data, wish).read(wish.batchSize, keepOn);
}

} // namespace engine
