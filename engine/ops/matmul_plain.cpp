#include "engine/ops/matmul.h"

#include "engine/ops/loops.h"

// GCC 12 takes the deliberately undefined operands of its own AVX-512 intrinsics for a mistake.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <Eigen/Core>

namespace engine::ops {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<const Matrix>;

static View view(const Tensor& t)
{
    return {t.data(), rowCount(t), t.columns()};
}

void matmulPlain(const Tensor& a, bool transposeA, const Tensor& b, bool transposeB, float scale, Tensor& out)
{
    Eigen::Map<Matrix> c(out.data(), view(out).rows(), view(out).cols());
    if (scale == 0.0f)
        c.setZero();
    else if (scale != 1.0f)
        c *= scale;
    if (transposeA && transposeB)
        c.noalias() += view(a).transpose() * view(b).transpose();
    else if (transposeA)
        c.noalias() += view(a).transpose() * view(b);
    else if (transposeB)
        c.noalias() += view(a) * view(b).transpose();
    else
        c.noalias() += view(a) * view(b);
}

} // namespace engine::ops
