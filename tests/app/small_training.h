#pragma once

#include "app/document.h"
#include "app/samples.h"

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
