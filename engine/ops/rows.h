#pragma once

#include "engine/ops/op.h"

// Gradients of tables of which a batch touches few rows: only those rows are held, so that a batch costs what
// it touches.
namespace engine::ops {

// Which of the rows 0 ... count - 1 the ids name: `rows` [k], each once, in order of first appearance, and
// `places`, shaped like ids, where each id stands among them (-1: there is no such row). `seen` is
// scratch that the caller keeps from call to call; it is made when empty. On the processor rows has exactly k
// places, and is empty where k is 0; on other devices, whose k the host does not know, it has as many as
// there can be, and those behind hold -1.
extern const Op<void(const Tensor& ids, int count, Tensor& seen, Tensor& rows, Tensor& places)> distinctRows;

// sums[places[i], :] += x[i, :] for every i, in their order; -1 is left out.
extern const Op<void(const Tensor& x, const Tensor& places, Tensor& sums)> addToRows;

} // namespace engine::ops
