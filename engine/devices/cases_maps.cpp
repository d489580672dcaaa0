#include "engine/devices/cases_maps.h"

namespace engine {

std::vector<OpCase> mapCases()
{
    std::vector<OpCase> cases;
    addNeighbourCases(cases);
    addForceCases(cases);
    return cases;
}

} // namespace engine
