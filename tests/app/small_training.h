#pragma once

#include "app/document.h"
#include "app/samples.h"

// Rows of digits through a stateful LSTM, in their order.
inline void openStateful(app::Document& document)
{
    document.edit(QStringLiteral("Stateful"), [](engine::Project& p) {
        engine::Graph graph;
        const auto add = [&](const char* type, const engine::Attributes& attributes, engine::NodeId before) {
            const engine::NodeId id = graph.add(type, {0, 96.0 * double(graph.nodes.size())});
            graph.node(id)->attributes = attributes;
            if (before)
                graph.connect({before, 0, id, 0});
            return id;
        };
        engine::NodeId node = add("input", {{"column", "image"}}, 0);
        node = add("reshape", {{"target", std::vector<int>{28, 28}}}, node);
        node = add("lstm", {{"units", std::int64_t{4}}, {"stateful", true}}, node);
        node = add("dense", {{"units", std::int64_t{10}}, {"activation", "softmax"}}, node);
        add("output", {{"column", "label"}, {"loss", "sparse_cross_entropy"}}, node);
        p.graph = graph;
        p.dataset = {"digits"};
        p.training.shuffle = false;
        p.training.limit = 400;
        p.training.batchSize = 20;
        p.training.epochs = 1000;
    });
}

// A sample made small, with a quick training on the digits that the program draws itself.
inline void openSmall(app::Document& document, int epochs, const char* sample = "dense-digits")
{
    document.open(*app::loadSample(QString::fromLatin1(sample)), {});
    document.edit(QStringLiteral("Smaller"), [epochs](engine::Project& p) {
        p.dataset = {"digits"};
        p.training.limit = 400;
        p.training.batchSize = 20;
        p.training.epochs = epochs;
        for (engine::Node& node : p.graph.nodes)
            if (node.type == "dense" && node.attributes.contains("units") &&
                std::get<std::int64_t>(node.attributes["units"]) > 64 &&
                std::get<std::int64_t>(node.attributes["units"]) != 784)
                node.attributes["units"] = std::int64_t{16};
    });
}
