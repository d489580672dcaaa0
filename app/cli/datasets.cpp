#include "app/cli/command.h"
#include "app/cli/field_list.h"
#include "app/cli/project_access.h"
#include "engine/base/json.h"

#include <iostream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    bool json = false;
    bool sizes = false;
};

Json shapeJson(const Shape& shape)
{
    return std::vector<int>(shape.begin(), shape.end());
}

Json columnsJson(const std::vector<ColumnDescription>& columns)
{
    Json list = Json::array();
    for (const ColumnDescription& column : columns)
        list.push_back({{"name", column.name},
                        {"title", column.title},
                        {"shape", shapeJson(column.signal.shape)},
                        {"type", column.signal.type == ElementType::Int32 ? "ids" : "numbers"}});
    return list;
}

struct Found {
    std::string missing; // why it is not here
    Json sizes; // when asked for
};

Found find(const DatasetType& type, bool sizes)
{
    if (const Result<void> present = type.present({}, dataFolder()); !present)
        return {present.problem().sentence(), {}};
    if (!sizes)
        return {};
    const Result<Dataset> data = loadDataset({type.id});
    if (!data)
        return {data.problem().sentence(), {}};
    Json counts = Json::object();
    for (const Dataset::Part part : {Dataset::Part::Train, Dataset::Part::Validation, Dataset::Part::Test})
        counts[partName(part)] = data->size(part);
    return {"", std::move(counts)};
}

Json describe(const DatasetType& type, const Found& found)
{
    return {{"id", type.id},
            {"title", type.title},
            {"summary", type.summary},
            {"source", type.source},
            {"bundled", type.bundled},
            {"present", found.missing.empty()},
            {"missing", found.missing.empty() ? Json() : Json(found.missing)},
            {"stand_in", type.standIn.empty() ? Json() : Json(type.standIn)},
            {"columns", columnsJson(type.columns({}))},
            {"sizes", found.sizes},
            {"fields", fieldsJson(type.fields)}};
}

void print(const DatasetType& type, const Found& found)
{
    std::cout << type.id << ": " << type.title << ". " << type.summary << '\n';
    for (const ColumnDescription& column : type.columns({}))
        std::cout << "  column " << column.name << ": " << column.signal.shape.text()
                  << (column.signal.type == ElementType::Int32 ? ", ids" : "") << '\n';
    if (!found.missing.empty())
        std::cout << "  not here: " << found.missing << '\n';
    for (const auto& [part, size] : found.sizes.items())
        std::cout << "  " << part << ": " << grouped(size.get<std::int64_t>()) << " samples\n";
    std::cout << std::endl;
}

int run(const Options& options)
{
    for (const DatasetType& type : datasetTypes()) {
        const Found found = find(type, options.sizes);
        options.json ? printLine(describe(type, found)) : print(type, found);
    }
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_flag("--json", options.json, "One JSON object per data set");
    command.add_flag("--sizes", options.sizes, "Count the samples, too, which loads every data set");
}

} // namespace

void addDatasets(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "datasets",
               "Lists data sets, whether they are here, their columns and, on request, sizes", run, bind);
}

} // namespace cli
