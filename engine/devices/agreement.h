#pragma once

#include "engine/devices/op_cases.h"

namespace engine {

// Devices agree on an operation where results differ no more than this; sums in another order do so far less.
constexpr double agreementLimit = 1e-4;

// How well the processor and the graphics card agree on an operation.
struct Agreement {
    std::string operation;
    bool onCuda = false; // it has a function there
    int cases = 0;
    double difference = 0; // the largest relative one of all cases
    std::string worstCase; // where that was

    bool holds() const { return onCuda && cases > 0 && difference <= agreementLimit; }
};

// Of one case: the largest difference of all that it gives. Needs the card.
double differenceOnCuda(const OpCase& opCase);

// Of every operation there is, in the order of their names; each is told when it has been compared. Needs the
// card.
std::vector<Agreement> compareDevices(const std::function<void(const Agreement&)>& compared = nullptr);

} // namespace engine
