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

} // namespace engine
