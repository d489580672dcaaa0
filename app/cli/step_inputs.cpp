#include "app/cli/step_inputs.h"

#include "engine/losses/loss_type.h"

#include <algorithm>

namespace cli {

using namespace engine;

namespace {

// As the other element type; ids in files of other programs are often stored as floats.
Tensor converted(const Tensor& tensor, ElementType type)
{
    if (tensor.type() == type)
        return tensor;
    Tensor result(tensor.shape(), type);
    for (std::int64_t i = 0; i < tensor.size(); ++i) {
        if (type == ElementType::Float32)
            result.data()[i] = float(tensor.ids()[i]);
        else
            result.ids()[i] = std::int32_t(std::clamp(tensor.data()[i], -2e9f, 2e9f));
    }
    return result;
}

// Whether the loss compares with the id of a class, one for each row of its prediction.
bool takesIds(const LossType& loss, const Node& node, const Signal& prediction)
{
    if (prediction.shape.empty())
        return false;
    const Signal target{Shape(std::span(prediction.shape.begin(), prediction.shape.end() - 1)),
                        ElementType::Int32};
    return bool(loss.accepts(node.attributes, prediction, target));
}

class Reader {
public:
    Reader(const NamedTensors& given, const Network& network, const std::vector<ColumnDescription>& columns,
           const std::string& file)
        : m_given(given), m_network(network), m_columns(columns), m_file(file)
    {
    }

    Result<StepInputs> read()
    {
        for (const Result<void>& done :
             {readBatch(), readTargets(), readWeights(), readNoise(), checkNames()})
            if (!done)
                return done.problem();
        return std::move(m_inputs);
    }

private:
    Problem wrongShape(const std::string& tensor, const Shape& found, const Shape& wanted) const
    {
        return {"%1: %2 has the shape %3, but the network needs %4.",
                {m_file, tensor, found.text(), wanted.text()}};
    }

    std::optional<Signal> wantedSignal(const std::string& column) const
    {
        for (const NodeId id : m_network.analysis().inputs) {
            const Node& node = *m_network.graph().node(id);
            const auto& facts = m_network.analysis().nodes.at(id);
            if (valueOf(findLayerType(node.type)->fields, node.attributes, "column") == Value(column) &&
                !facts.outputs.empty())
                return facts.outputs.front();
        }
        const auto known = std::ranges::find(m_columns, column, &ColumnDescription::name);
        return known == m_columns.end() ? std::nullopt : std::optional(known->signal);
    }

    Result<void> readBatch()
    {
        for (const std::string& column : m_network.columns()) {
            const auto found = m_given.find("column/" + column);
            if (found == m_given.end() || found->second.shape().empty())
                return Problem{"%1 holds no batch for the column \"%2\"; add a tensor column/%2.",
                               {m_file, column}};
            Tensor tensor = found->second;
            if (m_rows < 0)
                m_rows = tensor.rows();
            if (tensor.rows() != m_rows || m_rows == 0)
                return Problem{
                    "%1: column/%2 has %3 samples; every column needs the same number, at least 1.",
                    {m_file, column, number(tensor.rows())}};
            if (const std::optional<Signal> signal = wantedSignal(column)) {
                const Shape wanted = signal->shape.withBatch(m_rows);
                if (tensor.shape().elements() != wanted.elements())
                    return wrongShape(found->first, tensor.shape(), wanted);
                tensor = converted(tensor, signal->type).reshaped(wanted);
            }
            m_inputs.batch[column] = tensor;
        }
        return {};
    }

    // Class ids must be classes, other targets as large as what is compared with them.
    Result<void> readTargets()
    {
        for (const NodeId id : m_network.outputs()) {
            const Node& node = *m_network.graph().node(id);
            const auto& fields = findLayerType(node.type)->fields;
            const auto column = std::get<std::string>(valueOf(fields, node.attributes, "column"));
            const LossType* loss =
                findLossType(std::get<std::string>(valueOf(fields, node.attributes, "loss")));
            const auto target = m_inputs.batch.find(column);
            if (target == m_inputs.batch.end() || !loss)
                continue;
            const Shape prediction = m_network.analysis().nodes.at(id).inputs.front().shape.withBatch(m_rows);
            const std::string tensor = "column/" + column;
            const bool ids = target->second.size() * prediction.back() == prediction.elements() &&
                takesIds(*loss, node, m_network.analysis().nodes.at(id).inputs.front());
            if (Result<void> fits = ids ? readClasses(tensor, target->second, prediction, node.name)
                                        : readValues(tensor, target->second, prediction);
                !fits)
                return fits;
        }
        return {};
    }

    Result<void> readClasses(const std::string& name, Tensor& tensor, const Shape& prediction,
                             const std::string& node) const
    {
        tensor = converted(tensor, ElementType::Int32);
        if (tensor.size() * prediction.back() != prediction.elements())
            return wrongShape(name, tensor.shape(), Shape{m_rows});
        for (const std::int32_t value : tensor.idValues())
            if (value < 0 || value >= prediction.back())
                return Problem{"%1: %2 holds the id %3, but %4 has only %5 classes.",
                               {m_file, name, number(value), node, number(prediction.back())}};
        return {};
    }

    Result<void> readValues(const std::string& name, Tensor& tensor, const Shape& prediction) const
    {
        tensor = converted(tensor, ElementType::Float32);
        return tensor.size() == prediction.elements() ? Result<void>()
                                                      : wrongShape(name, tensor.shape(), prediction);
    }

    Result<void> readWeights()
    {
        m_inputs.weights = m_network.copyWeights();
        for (auto& [name, weight] : m_inputs.weights) {
            const auto found = m_given.find("weight/" + name);
            if (found == m_given.end())
                continue;
            if (found->second.shape() != weight.shape())
                return wrongShape(found->first, found->second.shape(), weight.shape());
            weight = converted(found->second, weight.type());
        }
        return {};
    }

    Result<void> readNoise()
    {
        for (const auto& [name, tensor] : m_given) {
            if (!name.starts_with("noise/"))
                continue;
            const Node* node = m_network.graph().nodeNamed(name.substr(6));
            const LayerType* type = node ? findLayerType(node->type) : nullptr;
            if (!type || !type->noiseShape)
                return Problem{"%1: %2 belongs to no random layer; name it noise/ and a layer's name.",
                               {m_file, name}};
            const auto& inputs = m_network.analysis().nodes.at(node->id).inputs;
            const Shape wanted = type->noiseShape(node->attributes, inputs).withBatch(m_rows);
            if (tensor.shape().elements() != wanted.elements())
                return wrongShape(name, tensor.shape(), wanted);
            m_inputs.noise[node->name] = converted(tensor, ElementType::Float32).reshaped(wanted);
        }
        return {};
    }

    // A misspelt name would otherwise go unnoticed.
    Result<void> checkNames() const
    {
        for (const auto& [name, tensor] : m_given) {
            const bool weight = name.starts_with("weight/") && !m_inputs.weights.contains(name.substr(7));
            const bool other =
                !name.starts_with("weight/") && !name.starts_with("column/") && !name.starts_with("noise/");
            if (weight || other)
                return Problem{
                    "%1: the network has nothing for the tensor %2; correct its name or leave it out.",
                    {m_file, name}};
        }
        return {};
    }

    const NamedTensors& m_given;
    const Network& m_network;
    const std::vector<ColumnDescription>& m_columns;
    const std::string& m_file;
    StepInputs m_inputs;
    int m_rows = -1;
};

} // namespace

Result<StepInputs> stepInputs(const NamedTensors& given, const Network& network,
                              const std::vector<ColumnDescription>& columns, const std::string& file)
{
    return Reader(given, network, columns, file).read();
}

} // namespace cli
