#include "engine/cuda/blas.h"

#include "engine/cuda/precision.h"
#include "engine/tensor/device_memory.h"

#include <cublas_v2.h>

#include <algorithm>
#include <atomic>
#include <new>

namespace engine::cuda {

static std::atomic<Precision> chosenPrecision = Precision::Float32;

Precision precision()
{
    return chosenPrecision;
}

void setPrecision(Precision precision)
{
    chosenPrecision = precision;
}

static void check(cublasStatus_t status)
{
    if (status != CUBLAS_STATUS_SUCCESS)
        failed("cuBLAS", cublasGetStatusString(status));
}

// With memory of its own, because it must not ask for any while a step is recorded.
struct Blas {
    static constexpr std::size_t workspaceBytes = std::size_t{32} << 20;
    cublasHandle_t handle = nullptr;
    void* workspace = cudaMemory().allocate(workspaceBytes);

    Blas()
    {
        if (!workspace)
            throw std::bad_alloc();
        check(cublasCreate(&handle));
    }
};

// Never destroyed: the driver may be gone by then.
static const Blas& blas()
{
    static const Blas made;
    return made;
}

struct PreciseProduct {
    Product product;
    Precision precision;
    std::int32_t unused = 0; // instead of padding
};

static cublasComputeType_t computeType(Precision precision)
{
    switch (precision) {
    case Precision::Tf32:
        return CUBLAS_COMPUTE_32F_FAST_TF32;
    case Precision::Bfloat16:
        return CUBLAS_COMPUTE_32F_FAST_16BF;
    case Precision::Float32:
        break;
    }
    return CUBLAS_COMPUTE_32F;
}

// The library's matrices lie column after column, so that it sees ours transposed: out' = op(b)' op(a)'.
static cublasStatus_t multiplyAs(cublasComputeType_t type, const Product& p)
{
    const auto operation = [](int transpose) { return transpose ? CUBLAS_OP_T : CUBLAS_OP_N; };
    const float one = 1;
    if (p.count == 1)
        return cublasGemmEx(blas().handle, operation(p.transposeB), operation(p.transposeA), p.columns,
                            p.rows, p.depth, &one, p.b, CUDA_R_32F, p.strideB, p.a, CUDA_R_32F, p.strideA,
                            &p.scale, p.out, CUDA_R_32F, p.strideOut, type, CUBLAS_GEMM_DEFAULT);
    return cublasGemmStridedBatchedEx(blas().handle, operation(p.transposeB), operation(p.transposeA),
                                      p.columns, p.rows, p.depth, &one, p.b, CUDA_R_32F, p.strideB, p.nextB,
                                      p.a, CUDA_R_32F, p.strideA, p.nextA, &p.scale, p.out, CUDA_R_32F,
                                      p.strideOut, p.nextOut, p.count, type, CUBLAS_GEMM_DEFAULT);
}

static void multiplyOnStream(const PreciseProduct& call, cudaStream_t stream)
{
    check(cublasSetStream(blas().handle, stream));
    check(cublasSetWorkspace(blas().handle, blas().workspace, Blas::workspaceBytes)); // the stream resets it
    cublasStatus_t status = multiplyAs(computeType(call.precision), call.product);
    if (status == CUBLAS_STATUS_NOT_SUPPORTED && call.precision != Precision::Float32)
        status = multiplyAs(CUBLAS_COMPUTE_32F, call.product); // an older card
    check(status);
}

void multiply(const Product& product)
{
    if (product.rows == 0 || product.columns == 0 || product.count == 0)
        return;
    PreciseProduct call{product, precision()};
    for (int* const stride : {&call.product.strideA, &call.product.strideB, &call.product.strideOut})
        *stride = std::max(1, *stride); // of an empty matrix
    blas(); // made here, before anything is recorded
    cuda::call(multiplyOnStream, call);
}

} // namespace engine::cuda
