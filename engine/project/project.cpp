#include "engine/project/project.h"

namespace engine {

std::vector<ColumnDescription> columnsOf(const Choice& dataset)
{
    const DatasetType* type = findDatasetType(dataset.id);
    if (!type || !type->columns || !check(type->fields, dataset.attributes))
        return {};
    return type->columns(dataset.attributes);
}

std::vector<ColumnDescription> columnsOf(const Project& project)
{
    return columnsOf(project.dataset);
}

std::optional<Problem> dataProblem(const Choice& dataset)
{
    const DatasetType* type = findDatasetType(dataset.id);
    if (!type)
        return std::nullopt;
    if (auto valid = check(type->fields, dataset.attributes); !valid)
        return valid.problem();
    const auto usable = type->usable ? type->usable(dataset.attributes, dataFolder()) : Result<void>();
    return usable ? std::nullopt : std::optional(usable.problem());
}

Analysis analyse(const Project& project)
{
    return analyse(project.graph, columnsOf(project), dataProblem(project.dataset));
}

} // namespace engine
