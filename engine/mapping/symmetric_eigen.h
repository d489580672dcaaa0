#pragma once

#include <vector>

namespace engine {

// Eigenvalues, largest first, and eigenvectors (rows, length 1) of a symmetric matrix of few rows.
struct EigenPairs {
    std::vector<double> values;
    std::vector<std::vector<double>> vectors;
};

// By cyclic Jacobi rotations.
EigenPairs symmetricEigen(std::vector<std::vector<double>> matrix);

} // namespace engine
