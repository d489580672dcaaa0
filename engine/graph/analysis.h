#pragma once

#include "engine/datasets/dataset_type.h"
#include "engine/graph/graph.h"

namespace engine {

// A way out of a problem: the graph after it is applied.
struct Fix {
    Problem label; // "Put a Flatten before it"
    std::function<Graph(const Graph&)> apply;
};

struct Diagnostic {
    enum class Severity { Warning, Error };
    Severity severity = Severity::Error;
    NodeId node = 0; // 0: the network as a whole
    Problem problem;
    std::vector<Fix> fixes = {};
};

// What analysis found out about one node; unknown where something before it is wrong.
struct NodeAnalysis {
    bool known = false;
    Signals inputs, outputs;
    std::string settings; // the card's second line; there whenever the settings are valid
    std::vector<ParameterShape> parameterShapes;
    std::int64_t parameters = 0, trainable = 0;
    std::int64_t multiplyAdds = 0; // per sample, forward
};

// What a graph means.
struct Analysis {
    std::vector<NodeId> order; // every node that is not part of a cycle, sources first
    std::map<NodeId, NodeAnalysis> nodes;
    std::vector<Diagnostic> diagnostics;
    std::int64_t parameters = 0, trainable = 0, multiplyAdds = 0;
    int unknownNodes = 0;
    std::vector<NodeId> inputs, outputs;

    bool runnable() const; // no errors
    const Diagnostic* firstError() const;
};

// A pure function that never fails: a wrong graph is a normal graph. `columns` are those of the data set in
// use; where there are none, Inputs have the shape they were given by hand. What is wrong with the data set
// is said at every Input.
Analysis analyse(const Graph& graph, const std::vector<ColumnDescription>& columns,
                 const std::optional<Problem>& dataProblem = {});

// Why the link may not be made, judged before it is; nothing: it may. The analysis is that of the graph.
std::optional<Problem> whyNotLink(const Graph& graph, const Analysis& analysis, const Link& link);

} // namespace engine
