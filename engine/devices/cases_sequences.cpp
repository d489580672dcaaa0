#include "engine/devices/cases_sequences.h"

namespace engine {

std::vector<OpCase> sequenceCases()
{
    std::vector<OpCase> all;
    for (const auto cases : {recurrentCases, stepCases, embeddingCases, sampledLossCases, missingRowCases})
        for (OpCase& one : cases())
            all.push_back(std::move(one));
    return all;
}

} // namespace engine
