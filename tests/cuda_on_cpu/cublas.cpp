#include <cublas_v2.h>

#include "tests/cuda_on_cpu/runtime.h"

#include <bit>

struct cublasContext {
    cudaStream_t stream = nullptr;
    cublasMath_t math = CUBLAS_DEFAULT_MATH;
};

namespace {

enum class Rounding { None, Tf32, Bf16 };

struct Gemm {
    bool transposeA, transposeB;
    int m, n, k;
    float alpha, beta;
    const float *a, *b;
    float* c;
    int lda, ldb, ldc;
    long long nextA, nextB, nextC;
    int count;
    Rounding rounding;
};

// To the nearest number with 10 or 7 bits of mantissa, ties to even.
float rounded(float x, Rounding rounding)
{
    if (rounding == Rounding::None || !std::isfinite(x))
        return x;
    const int dropped = rounding == Rounding::Tf32 ? 13 : 16;
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const std::uint32_t half = (1U << (dropped - 1)) - 1 + (bits >> dropped & 1U);
    return std::bit_cast<float>((bits + half) & ~((1U << dropped) - 1));
}

// op(x) [rows, columns], column after column.
std::vector<float> packed(const float* x, int rows, int columns, int ld, bool transpose, Rounding rounding)
{
    std::vector<float> out(std::size_t(rows) * columns);
    for (int j = 0; j < columns; ++j)
        for (int i = 0; i < rows; ++i)
            out[std::size_t(j) * rows + i] =
                rounded(transpose ? x[std::size_t(i) * ld + j] : x[std::size_t(j) * ld + i], rounding);
    return out;
}

void multiplyOne(const Gemm& g, const float* a, const float* b, float* c)
{
    const std::vector<float> left = packed(a, g.m, g.k, g.lda, g.transposeA, g.rounding);
    const std::vector<float> right = packed(b, g.k, g.n, g.ldb, g.transposeB, g.rounding);
    std::vector<float> column(g.m);
    for (int j = 0; j < g.n; ++j) {
        std::fill(column.begin(), column.end(), 0.0F);
        for (int p = 0; p < g.k; ++p) {
            const float factor = right[std::size_t(j) * g.k + p];
            const float* const x = left.data() + std::size_t(p) * g.m;
            for (int i = 0; i < g.m; ++i)
                column[i] += x[i] * factor;
        }
        float* const out = c + std::size_t(j) * g.ldc;
        for (int i = 0; i < g.m; ++i)
            out[i] = g.alpha * column[i] + (g.beta == 0 ? 0 : g.beta * out[i]);
    }
}

void multiply(const Gemm& g)
{
    for (int i = 0; i < g.count; ++i)
        multiplyOne(g, g.a + i * g.nextA, g.b + i * g.nextB, g.c + i * g.nextC);
}

bool valid(const Gemm& g)
{
    return g.m >= 0 && g.n >= 0 && g.k >= 0 && g.count >= 0 &&
        g.lda >= std::max(1, g.transposeA ? g.k : g.m) && g.ldb >= std::max(1, g.transposeB ? g.n : g.k) &&
        g.ldc >= std::max(1, g.m);
}

cublasStatus_t submit(cublasHandle_t handle, const Gemm& gemm)
{
    if (!handle)
        return CUBLAS_STATUS_NOT_INITIALIZED;
    if (!valid(gemm))
        return CUBLAS_STATUS_INVALID_VALUE;
    if (gemm.m == 0 || gemm.n == 0 || gemm.count == 0)
        return CUBLAS_STATUS_SUCCESS;
    return cudaOnCpu::enqueue(handle->stream, [gemm] { multiply(gemm); }) == cudaSuccess
        ? CUBLAS_STATUS_SUCCESS
        : CUBLAS_STATUS_EXECUTION_FAILED;
}

Rounding roundingOf(cublasComputeType_t compute)
{
    return compute == CUBLAS_COMPUTE_32F_FAST_TF32 ? Rounding::Tf32
        : compute == CUBLAS_COMPUTE_32F_FAST_16BF  ? Rounding::Bf16
                                                   : Rounding::None;
}

} // namespace

cublasStatus_t cublasCreate(cublasHandle_t* handle)
{
    if (cudaOnCpu::unusable() != cudaSuccess)
        return CUBLAS_STATUS_NOT_INITIALIZED;
    *handle = new cublasContext;
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasDestroy(cublasHandle_t handle)
{
    delete handle;
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasGetVersion(cublasHandle_t, int* version)
{
    *version = CUBLAS_VERSION;
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasSetStream(cublasHandle_t handle, cudaStream_t stream)
{
    handle->stream = stream;
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasSetWorkspace(cublasHandle_t, void* workspace, std::size_t)
{
    return reinterpret_cast<std::uintptr_t>(workspace) % 256 == 0 ? CUBLAS_STATUS_SUCCESS
                                                                  : CUBLAS_STATUS_INVALID_VALUE;
}

cublasStatus_t cublasSetMathMode(cublasHandle_t handle, cublasMath_t mode)
{
    handle->math = mode;
    return CUBLAS_STATUS_SUCCESS;
}

const char* cublasGetStatusName(cublasStatus_t status)
{
    switch (status) {
    case CUBLAS_STATUS_SUCCESS:
        return "CUBLAS_STATUS_SUCCESS";
    case CUBLAS_STATUS_NOT_INITIALIZED:
        return "CUBLAS_STATUS_NOT_INITIALIZED";
    case CUBLAS_STATUS_ALLOC_FAILED:
        return "CUBLAS_STATUS_ALLOC_FAILED";
    case CUBLAS_STATUS_INVALID_VALUE:
        return "CUBLAS_STATUS_INVALID_VALUE";
    case CUBLAS_STATUS_EXECUTION_FAILED:
        return "CUBLAS_STATUS_EXECUTION_FAILED";
    case CUBLAS_STATUS_NOT_SUPPORTED:
        return "CUBLAS_STATUS_NOT_SUPPORTED";
    }
    return "unknown";
}

const char* cublasGetStatusString(cublasStatus_t status)
{
    return cublasGetStatusName(status);
}

cublasStatus_t cublasSgemm(cublasHandle_t handle, cublasOperation_t opA, cublasOperation_t opB, int m, int n,
                           int k, const float* alpha, const float* a, int lda, const float* b, int ldb,
                           const float* beta, float* c, int ldc)
{
    return cublasSgemmStridedBatched(handle, opA, opB, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c, ldc, 0,
                                     1);
}

cublasStatus_t cublasSgemmStridedBatched(cublasHandle_t handle, cublasOperation_t opA, cublasOperation_t opB,
                                         int m, int n, int k, const float* alpha, const float* a, int lda,
                                         long long int nextA, const float* b, int ldb, long long int nextB,
                                         const float* beta, float* c, int ldc, long long int nextC, int count)
{
    const bool fast = handle && handle->math == CUBLAS_TF32_TENSOR_OP_MATH;
    return submit(handle,
                  {opA != CUBLAS_OP_N, opB != CUBLAS_OP_N, m, n, k, *alpha, *beta, a, b, c, lda, ldb, ldc,
                   nextA, nextB, nextC, count, fast ? Rounding::Tf32 : Rounding::None});
}

cublasStatus_t cublasGemmEx(cublasHandle_t handle, cublasOperation_t opA, cublasOperation_t opB, int m, int n,
                            int k, const void* alpha, const void* a, cudaDataType typeA, int lda,
                            const void* b, cudaDataType typeB, int ldb, const void* beta, void* c,
                            cudaDataType typeC, int ldc, cublasComputeType_t compute,
                            cublasGemmAlgo_t algorithm)
{
    return cublasGemmStridedBatchedEx(handle, opA, opB, m, n, k, alpha, a, typeA, lda, 0, b, typeB, ldb, 0,
                                      beta, c, typeC, ldc, 0, 1, compute, algorithm);
}

cublasStatus_t cublasGemmStridedBatchedEx(cublasHandle_t handle, cublasOperation_t opA, cublasOperation_t opB,
                                          int m, int n, int k, const void* alpha, const void* a, cudaDataType,
                                          int lda, long long int nextA, const void* b, cudaDataType, int ldb,
                                          long long int nextB, const void* beta, void* c, cudaDataType,
                                          int ldc, long long int nextC, int count,
                                          cublasComputeType_t compute, cublasGemmAlgo_t)
{
    return submit(handle,
                  {opA != CUBLAS_OP_N, opB != CUBLAS_OP_N, m, n, k, *static_cast<const float*>(alpha),
                   *static_cast<const float*>(beta), static_cast<const float*>(a),
                   static_cast<const float*>(b), static_cast<float*>(c), lda, ldb, ldc, nextA, nextB, nextC,
                   count, roundingOf(compute)});
}
