#include "engine/datasets/stand_in.h"

#include <algorithm>

namespace engine {

Attributes knownTo(const DatasetType& type, const Attributes& attributes)
{
    Attributes known;
    for (const auto& [key, value] : attributes)
        if (std::ranges::find(type.fields, key, &Field::key) != type.fields.end() &&
            check(type.fields, {{key, value}}))
            known[key] = value;
    return known;
}

} // namespace engine
