#pragma once

#include "tiny_training.h"

#include <random>

namespace engine::tiny {

// A network of registered layers with settings from their examples, wired at random, and data that suits it.
struct RandomNetwork {
    Graph graph;
    std::vector<Column> columns;
    std::vector<ColumnDescription> descriptions;
};

class RandomGraph {
public:
    RandomGraph(unsigned seed, int rows) : m_random(seed), m_seed(seed), m_rows(rows) {}

    RandomNetwork make()
    {
        for (const Shape& shape : {Shape{3}, Shape{4}, Shape{2, 3}, Shape{3, 4, 2}})
            addInput(shape);
        for (int i = 0; i < 9; ++i)
            addLayer();
        for (const auto& [node, signal] : std::map(m_values.begin(), m_values.end()))
            if (m_result.graph.linksFrom(node).empty() || m_random() % 5 == 0)
                addOutput(node, signal);
        return m_result;
    }

private:
    void addColumn(const std::string& name, const Shape& shape, std::uint64_t seed)
    {
        m_result.columns.push_back(numberColumn(name, shape, m_rows, seed));
        m_result.descriptions.push_back({name, {shape}, name});
    }

    void addInput(const Shape& shape)
    {
        const std::string name = "in" + std::to_string(m_values.size());
        addColumn(name, shape, m_seed * 31 + m_values.size());
        const NodeId id = add(m_result.graph, "input", {{"column", name}});
        m_values.emplace_back(id, Signal{shape});
    }

    // Tries until a layer accepts what it is given.
    void addLayer()
    {
        for (;;) {
            const LayerType& type = layerTypes()[m_random() % layerTypes().size()];
            if (type.id == "input" || type.id == "output" || type.examples.empty())
                continue;
            Attributes attributes = type.examples[m_random() % type.examples.size()].attributes;
            if (attributes.contains("sparsity") || attributes.contains("activity_sparsity"))
                continue; // wants activities between 0 and 1
            const int count = std::min(type.minInputs + int(m_random() % 2), type.maxInputs);
            std::vector<NodeId> sources;
            Signals signals;
            for (int i = 0; i < count; ++i) {
                const auto& [node, signal] = m_values[m_random() % m_values.size()];
                sources.push_back(node);
                signals.push_back(signal);
            }
            const Result<Signals> outputs = type.infer(attributes, signals);
            if (!outputs || outputs->empty() || outputs->front().shape.elements() > 60)
                continue;
            const NodeId id = add(m_result.graph, type.id, attributes, sources);
            Node& node = *m_result.graph.node(id);
            node.frozen = m_random() % 6 == 0;
            node.muted = *outputs == Signals{signals.front()} && m_random() % 8 == 0;
            m_values.emplace_back(id, outputs->front());
            return;
        }
    }

    void addOutput(NodeId node, const Signal& signal)
    {
        const std::string name = "target" + std::to_string(node);
        addColumn(name, signal.shape, m_seed * 57 + static_cast<std::uint64_t>(node));
        const bool smooth = m_random() % 2 == 0;
        add(m_result.graph, "output",
            {{"column", name},
             {"loss", smooth ? "mean_squared_error" : "huber"},
             {"weight", 0.5 + 0.1 * double(m_random() % 10)}},
            {node});
    }

    std::mt19937 m_random;
    unsigned m_seed;
    int m_rows;
    RandomNetwork m_result;
    std::vector<std::pair<NodeId, Signal>> m_values;
};

} // namespace engine::tiny
