#pragma once

#include "engine/base/random.h"
#include "engine/tensor/tensor.h"

#include <functional>
#include <string>
#include <vector>

namespace engine {

// One call of an operation with made-up inputs, to see whether devices agree on it.
struct OpCase {
    std::string operation; // OpEntry::name
    std::string what; // "100 x 784, relu", what tells this case from the others of the operation
    // Makes the same inputs on any device (made on the processor and sent there), calls the operation there
    // and gives everything that it wrote.
    std::function<std::vector<Tensor>(Device)> run;
};

std::vector<OpCase> valueCases(); // of values one by one, of rows and of random numbers
std::vector<OpCase> lossCases();
std::vector<OpCase> optimizerCases();
std::vector<OpCase> productCases(); // of matrices
std::vector<OpCase> pictureCases();
std::vector<OpCase> sequenceCases();
std::vector<OpCase> mapCases();
std::vector<OpCase> takeRowsCases(); // of data sets
std::vector<OpCase> opCases(); // all of them

// Inputs for cases, on the processor: the same for the same seed.
Tensor uniformValues(const Shape& shape, std::uint64_t seed, float low = -1, float high = 1);
Tensor uniformIds(const Shape& shape, std::uint64_t seed, int count); // in [0, count)

// The largest |a - b| / max(|b|, root mean square of b) over all values: b is what is known to be right. Ids
// that differ, and values that are finite in one only, count as infinite.
double relativeDifference(const Tensor& a, const Tensor& b);

} // namespace engine
