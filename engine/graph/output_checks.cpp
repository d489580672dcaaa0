#include "engine/graph/output_checks.h"

#include "engine/losses/loss_type.h"

#include <algorithm>
#include <set>

namespace engine {

namespace {

// The node whose activation decides the range of what arrives: layers that only pass values on are skipped.
const Node* rangeSource(const Graph& graph, const Node& output)
{
    static const std::set<std::string> passing{"flatten", "reshape", "dropout", "activity_regularization"};
    const Node* node = &output;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const auto in = graph.linksTo(node->id);
        node = in.empty() ? nullptr : graph.node(in.front().from);
        if (!node || !(node->muted || passing.contains(node->type)))
            return node;
    }
    return nullptr;
}

std::optional<std::string> activationOf(const Node& node)
{
    const LayerType* type = findLayerType(node.type);
    if (!type || std::ranges::find(type->fields, "activation", &Field::key) == type->fields.end())
        return std::nullopt;
    const auto* name = std::get_if<std::string>(&valueOf(type->fields, node.attributes, "activation"));
    return name ? std::optional(*name) : std::nullopt;
}

Fix useActivation(NodeId id, const std::string& activation)
{
    return {{TR("Use %1 here"), {activation}}, [id, activation](const Graph& graph) {
                Graph fixed = graph;
                if (Node* node = fixed.node(id))
                    node->attributes["activation"] = activation;
                return fixed;
            }};
}

// A loss of probabilities after an activation that gives something else trains badly or not at all: a
// warning.
void checkRange(const Graph& graph, const Node& output, const LossType& loss,
                std::vector<Diagnostic>& diagnostics)
{
    if (loss.range.empty())
        return;
    const auto logits = output.attributes.find("from_logits");
    if (logits != output.attributes.end() && logits->second == Value(true))
        return;
    const Node* source = rangeSource(graph, output);
    const std::optional<std::string> activation = source ? activationOf(*source) : std::nullopt;
    if (!activation)
        return;
    if (loss.range == "unit" && *activation != "sigmoid" && *activation != "softmax")
        diagnostics.push_back(
            {Diagnostic::Severity::Warning,
             source->id,
             {TR("%1 needs outputs from 0 to 1, but the activation %2 can leave that range."),
              {loss.title, *activation}},
             {useActivation(source->id, "sigmoid")}});
    if (loss.range == "probabilities" && *activation != "softmax")
        diagnostics.push_back({Diagnostic::Severity::Warning,
                               source->id,
                               {TR("%1 needs probabilities that add up to 1, but the activation is %2."),
                                {loss.title, *activation}},
                               {useActivation(source->id, "softmax")}});
}

// The layer that decides how many values arrive: what comes after it keeps their number.
const Node* unitsSource(const Graph& graph, const Node& output)
{
    const Node* source = rangeSource(graph, output);
    while (source && source->type == "activation")
        source = rangeSource(graph, *source);
    return source && source->type == "dense" ? source : nullptr;
}

Fix useUnits(NodeId id, std::int64_t units)
{
    return {{TR("Use %1 units"), {number(units)}}, [id, units](const Graph& graph) {
                Graph fixed = graph;
                if (Node* node = fixed.node(id))
                    node->attributes["units"] = units;
                return fixed;
            }};
}

// A class without a value can never be recognised, and a value without a class only takes room.
void checkClasses(const Graph& graph, const Node& output, const Signal& prediction,
                  const ColumnDescription& column, std::vector<Diagnostic>& diagnostics)
{
    const auto classes = static_cast<std::int64_t>(column.classes.size());
    const std::int64_t values = prediction.shape[prediction.shape.rank() - 1];
    if (classes == 0 || values == classes)
        return;
    const Node* source = unitsSource(graph, output);
    const std::string& title = column.title.empty() ? column.name : column.title;
    Diagnostic warning{Diagnostic::Severity::Warning,
                       source ? source->id : output.id,
                       {TR("The column \"%1\" has %2 classes, but %3 values arrive at %4; give it one value "
                           "for each class."),
                        {title, number(classes), number(values), called(output)}}};
    if (source)
        warning.fixes.push_back(useUnits(source->id, classes));
    diagnostics.push_back(std::move(warning));
}

// Of a loss that has a vector for every class: the same.
void checkOwnClasses(const Node& output, const ColumnDescription& column, std::int64_t own,
                     std::vector<Diagnostic>& diagnostics)
{
    const auto classes = static_cast<std::int64_t>(column.classes.size());
    if (classes == 0 || classes == own)
        return;
    const std::string& title = column.title.empty() ? column.name : column.title;
    diagnostics.push_back(
        {Diagnostic::Severity::Warning,
         output.id,
         {TR("The column \"%1\" has %2 classes, but %3 is set up for %4; give it one vector "
             "for each class."),
          {title, number(classes), called(output), number(own)}},
         {{{TR("Use %1 classes"), {number(classes)}}, [id = output.id, classes](const Graph& graph) {
               Graph fixed = graph;
               if (Node* node = fixed.node(id))
                   node->attributes["classes"] = classes;
               return fixed;
           }}}});
}

std::string listed(const std::vector<ColumnDescription>& columns)
{
    std::string text;
    for (const ColumnDescription& column : columns)
        text += (text.empty() ? "" : ", ") + column.name;
    return text;
}

} // namespace

std::string called(const Node& node)
{
    return node.name.empty() ? node.type : node.name;
}

const LossType* lossOf(const Node& output)
{
    return findLossType(
        std::get<std::string>(valueOf(findLayerType("output")->fields, output.attributes, "loss")));
}

void checkOutput(const Graph& graph, const Node& output, const Signal& prediction,
                 const std::vector<ColumnDescription>& columns, std::vector<Diagnostic>& diagnostics)
{
    const LayerType& type = *findLayerType("output");
    const auto setting = [&](const char* key) {
        return std::get<std::string>(valueOf(type.fields, output.attributes, key));
    };
    const auto error = [&](Problem problem) {
        diagnostics.push_back({Diagnostic::Severity::Error, output.id, std::move(problem)});
    };
    const LossType* loss = lossOf(output); // one of the field's choices, so it exists
    if (Result<void> valid = check(loss->fields, output.attributes); !valid)
        return error(valid.problem());
    if (columns.empty())
        return; // no data chosen yet: nothing to compare with
    const auto column = std::ranges::find(columns, setting("column"), &ColumnDescription::name);
    if (column == columns.end())
        return error({TR("%1 compares with the column \"%2\", which the data set does not have; it has %3."),
                      {called(output), setting("column"), listed(columns)}});
    if (Result<void> fits = loss->accepts(output.attributes, prediction, column->signal); !fits)
        return error(fits.problem());
    if (loss->needsClassCounts && loss->needsClassCounts(output.attributes) && column->counts.empty())
        return error(
            {TR("%1 draws words by their frequency, which the column \"%2\" does not tell; draw them by rank "
                "or evenly."),
             {called(output), setting("column")}});
    checkRange(graph, output, *loss, diagnostics);
    if (loss->parameters)
        checkOwnClasses(output, *column,
                        std::get<std::int64_t>(valueOf(loss->fields, output.attributes, "classes")),
                        diagnostics);
    if (column->signal.type == ElementType::Int32 && loss->range == "probabilities")
        checkClasses(graph, output, prediction, *column, diagnostics);
}

} // namespace engine
