#include "engine/ops/matmul.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/blas.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static int foldedRows(const Tensor& x)
{
    std::int64_t rows = 1;
    for (int axis = 0; axis + 1 < x.shape().rank(); ++axis)
        rows *= x.shape()[axis];
    return int(rows);
}

static void matmulCuda(const Tensor& a, bool transposeA, const Tensor& b, bool transposeB, float scale,
                       Tensor& out)
{
    cuda::multiply({.a = a.data(),
                    .b = b.data(),
                    .out = out.data(),
                    .rows = transposeA ? a.columns() : foldedRows(a),
                    .columns = transposeB ? foldedRows(b) : b.columns(),
                    .depth = transposeA ? foldedRows(a) : a.columns(),
                    .strideA = a.columns(),
                    .strideB = b.columns(),
                    .strideOut = out.columns(),
                    .transposeA = transposeA,
                    .transposeB = transposeB,
                    .scale = scale});
}

static const cuda::OnCuda attachMatmul(matmul, matmulCuda);

} // namespace engine::ops
