#include "engine/devices/value_cases.h"

namespace engine {

std::vector<OpCase> valueCases()
{
    std::vector<OpCase> cases;
    for (const auto part :
         {elementwiseCases, activationCases, randomCases, rowCases, normalizeCases, decisionCases})
        append(cases, part());
    return cases;
}

} // namespace engine
