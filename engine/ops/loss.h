#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// Each writes loss = factor * (sum of the named term over all elements or rows) and, unless gradient is
// empty, the gradient of that for the prediction. Rows run over the last axis. Sums are added in a fixed
// order.

// (p - t)^2
extern const Op<void(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                     Tensor& gradient)>
    squaredError;
// |p - t|; its gradient at 0 counts as 0
extern const Op<void(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                     Tensor& gradient)>
    absoluteError;
// e^2 / 2 where |e| <= delta, else delta |e| - delta^2 / 2 (Huber 1964)
extern const Op<void(const Tensor& prediction, const Tensor& target, float delta, float factor, Tensor& loss,
                     Tensor& gradient)>
    huberError;

// Cross-entropies take numbers or ids as target; `smoothing` mixes the target with the even distribution.
// Probabilities are clipped to [1e-7, 1 - 1e-7] as Keras does, with no gradient beyond.

// Per element: -t log p - (1 - t) log(1 - p).
extern const Op<void(const Tensor& prediction, const Tensor& target, float smoothing, float factor,
                     Tensor& loss, Tensor& gradient)>
    binaryCrossEntropy;
// The same for p = sigmoid(z), exact for every z.
extern const Op<void(const Tensor& logits, const Tensor& target, float smoothing, float factor, Tensor& loss,
                     Tensor& gradient)>
    binaryCrossEntropyLogits;
// Per row: -sum of t log p, after dividing each row by its sum (as Keras does). A target of ids holds one
// class for each row; an id beyond the classes counts as no class.
extern const Op<void(const Tensor& prediction, const Tensor& target, float smoothing, float factor,
                     Tensor& loss, Tensor& gradient)>
    crossEntropy;
// The same for p = softmax(z), exact for every z.
extern const Op<void(const Tensor& logits, const Tensor& target, float smoothing, float factor, Tensor& loss,
                     Tensor& gradient)>
    crossEntropyLogits;
// Per element: t log(t / p), both clipped to [1e-7, 1] (Kullback, Leibler 1951).
extern const Op<void(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                     Tensor& gradient)>
    divergence;

} // namespace engine::ops
