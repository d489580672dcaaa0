#include "tests/engine/cuda/on_device.h"

#include <QTest>
#include <cublas_v2.h>

#include <numeric>

class CublasOnCpuTest : public QObject {
    Q_OBJECT

private slots:
    void productsAreThoseOfCublas_data()
    {
        QTest::addColumn<bool>("transposeA");
        QTest::addColumn<bool>("transposeB");
        for (const bool a : {false, true})
            for (const bool b : {false, true})
                QTest::addRow("%d %d", a, b) << a << b;
    }
    void productsAreThoseOfCublas()
    {
        QFETCH(bool, transposeA);
        QFETCH(bool, transposeB);
        constexpr int m = 3, n = 4, k = 5, lda = 7, ldb = 6, ldc = 8;
        std::vector<float> a(lda * 7), b(ldb * 6), c(ldc * n, 1);
        std::iota(a.begin(), a.end(), -20.0F);
        std::iota(b.begin(), b.end(), -15.0F);
        const OnDevice<float> onA(a), onB(b), onC(c);
        cublasHandle_t handle = nullptr;
        QCOMPARE(cublasCreate(&handle), CUBLAS_STATUS_SUCCESS);
        const float alpha = 2, beta = 3;
        QCOMPARE(cublasSgemm(handle, transposeA ? CUBLAS_OP_T : CUBLAS_OP_N,
                             transposeB ? CUBLAS_OP_T : CUBLAS_OP_N, m, n, k, &alpha, onA.data(), lda,
                             onB.data(), ldb, &beta, onC.data(), ldc),
                 CUBLAS_STATUS_SUCCESS);
        for (int j = 0; j < n; ++j)
            for (int i = 0; i < m; ++i) {
                float sum = 0;
                for (int p = 0; p < k; ++p)
                    sum +=
                        a[transposeA ? i * lda + p : p * lda + i] * b[transposeB ? p * ldb + j : j * ldb + p];
                c[j * ldc + i] = 2 * sum + 3;
            }
        QCOMPARE(onC.values(), c);
        cublasDestroy(handle);
    }

    void fastProductsRoundTheirFactors()
    {
        const float x = 1 + 0x1p-9F + 0x1p-11F + 0x1p-20F; // to 10 bits: up; to 7 bits: 1
        const OnDevice<float> a(std::vector<float>{x}), one(std::vector<float>{1}), c(1);
        cublasHandle_t handle = nullptr;
        cublasCreate(&handle);
        const float alpha = 1, beta = 0;
        const auto product = [&](cublasComputeType_t compute) {
            const cublasStatus_t status = cublasGemmEx(
                handle, CUBLAS_OP_N, CUBLAS_OP_N, 1, 1, 1, &alpha, a.data(), CUDA_R_32F, 1, one.data(),
                CUDA_R_32F, 1, &beta, c.data(), CUDA_R_32F, 1, compute, CUBLAS_GEMM_DEFAULT);
            return status == CUBLAS_STATUS_SUCCESS ? c.values()[0] : 0;
        };
        QCOMPARE(product(CUBLAS_COMPUTE_32F_PEDANTIC), x);
        QCOMPARE(product(CUBLAS_COMPUTE_32F), x);
        QCOMPARE(product(CUBLAS_COMPUTE_32F_FAST_TF32), 1 + 0x1p-9F + 0x1p-10F);
        QCOMPARE(product(CUBLAS_COMPUTE_32F_FAST_16BF), 1.0F);
        cublasDestroy(handle);
    }
};

QTEST_GUILESS_MAIN(CublasOnCpuTest)
#include "cublas_on_cpu_test.moc"
