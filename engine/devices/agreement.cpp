#include "engine/devices/agreement.h"

#include "engine/ops/op.h"

#include <algorithm>
#include <limits>
#include <map>

namespace engine {

double differenceOnCuda(const OpCase& opCase)
{
    const std::vector<Tensor> right = opCase.run(Device::Cpu), there = opCase.run(Device::Cuda);
    if (right.size() != there.size())
        return std::numeric_limits<double>::infinity();
    double largest = 0;
    for (std::size_t i = 0; i < right.size(); ++i)
        largest = std::max(largest, relativeDifference(there[i], right[i]));
    return largest;
}

static void compare(Agreement& agreement, const OpCase& opCase)
{
    ++agreement.cases;
    if (!agreement.onCuda)
        return;
    const double difference = differenceOnCuda(opCase);
    if (agreement.cases > 1 && difference <= agreement.difference)
        return;
    agreement.difference = difference;
    agreement.worstCase = opCase.what;
}

std::vector<Agreement> compareDevices(const std::function<void(const Agreement&)>& compared)
{
    std::map<std::string, Agreement> all;
    for (const OpEntry* op = OpEntry::first(); op; op = op->next)
        all[op->name] = {.operation = op->name, .onCuda = op->cuda != nullptr};
    std::map<std::string, std::vector<OpCase>> cases;
    for (OpCase& opCase : opCases())
        cases[opCase.operation].push_back(std::move(opCase));
    std::vector<Agreement> list;
    for (auto& [name, agreement] : all) {
        for (const OpCase& opCase : cases[name])
            compare(agreement, opCase);
        if (compared)
            compared(agreement);
        list.push_back(agreement);
    }
    return list;
}

} // namespace engine
