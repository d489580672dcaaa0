#pragma once

#include "engine/ops/op.h"

// Rows that are missing from sequences: a mask has a value for every row, 0 where it is missing. How many are
// there only the device knows, so that they cannot be picked out without waiting for it. Instead what is to
// be averaged over rows (a loss, say) is computed of all rows, with the first that is there in the place of
// missing ones, and once more of that row alone, whose share is then taken off.
namespace engine::ops {

// filled = values, with the first row that is there (row 0 where none is) in the place of missing ones; first
// is that row. Values or ids; rows may run over several axes.
extern const Op<void(const Tensor& values, const Tensor& mask, Tensor& filled, Tensor& first)> fillMissing;

// How many rows are there; a scalar.
extern const Op<void(const Tensor& mask, Tensor& count)> countPresent;

// loss, the mean over all rows of what fillMissing() gave, becomes the sum over rows that are there, divided
// by `divisor`, or by their number where that is 0; ofFirst is the same of `first` alone. So does its
// gradient, unless it is empty: zeros in missing rows. Where no row is there, all is 0.
extern const Op<void(const Tensor& mask, const Tensor& ofFirst, int divisor, Tensor& loss, Tensor& gradient)>
    leaveMissing;

} // namespace engine::ops
