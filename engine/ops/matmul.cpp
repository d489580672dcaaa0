#include "engine/ops/matmul.h"

namespace engine::ops {

const Op<void(const Tensor&, bool, const Tensor&, bool, float, Tensor&)> matmul{"matmul", matmulPlain};

} // namespace engine::ops
