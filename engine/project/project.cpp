#include "engine/project/project.h"

namespace engine {

std::vector<ColumnDescription> columnsOf(const Project& project)
{
    const DatasetType* type = findDatasetType(project.dataset.id);
    if (!type || !type->columns || !check(type->fields, project.dataset.attributes))
        return {};
    return type->columns(project.dataset.attributes);
}

} // namespace engine
