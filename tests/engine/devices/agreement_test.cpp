#include "engine/devices/agreement.h"
#include "engine/ops/op.h"
#include "engine/tensor/device_memory.h"
#include "tests/engine/devices/card.h"

#include <QtTest>

#include <array>
#include <cstring>
#include <dlfcn.h>
#include <map>
#include <set>

using namespace engine;

// That every operation's kernel computes what the processor does: on the card of this machine, or, where
// LAYERLOOM_CUDA_MODULE names the module of tests/cuda_on_cpu, on the processor.

namespace {

constexpr const char* orderVariable = "LAYERLOOM_CUDA_ON_CPU_ORDER";

bool sameBits(const Tensor& a, const Tensor& b)
{
    const Tensor here = a.to(Device::Cpu), there = b.to(Device::Cpu);
    return a.shape() == b.shape() && a.type() == b.type() &&
        std::memcmp(here.data(), there.data(), std::size_t(here.size()) * sizeof(float)) == 0;
}

bool sameBits(const std::vector<Tensor>& a, const std::vector<Tensor>& b)
{
    return std::ranges::equal(a, b, [](const Tensor& x, const Tensor& y) { return sameBits(x, y); });
}

QByteArray name(const OpCase& opCase)
{
    return QByteArray::fromStdString(opCase.operation + ": " + opCase.what);
}

} // namespace

class AgreementTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        NEEDS_CARD();
        for (OpCase& opCase : opCases())
            m_cases[opCase.operation].push_back(std::move(opCase));
    }

    void everyOperationRunsOnTheCard_data() { operations(); }
    void everyOperationRunsOnTheCard()
    {
        QFETCH(QByteArray, operation);
        QVERIFY2(isOnCuda(operation), "it has no kernel");
        QVERIFY2(!casesOf(operation).empty(), "it has no case");
    }

    void kernelsComputeWhatTheProcessorDoes_data() { operations(); }
    void kernelsComputeWhatTheProcessorDoes()
    {
        QFETCH(QByteArray, operation);
        for (const OpCase& opCase : casesOf(operation)) {
            const double difference = differenceOnCuda(opCase);
            QVERIFY2(difference <= agreementLimit,
                     name(opCase) + " differs by " + QByteArray::number(difference));
        }
    }

    void kernelsGiveTheSameBitsAgain_data() { operations(); }
    void kernelsGiveTheSameBitsAgain()
    {
        QFETCH(QByteArray, operation);
        for (const OpCase& opCase : casesOf(operation))
            QVERIFY2(sameBits(opCase.run(Device::Cuda), opCase.run(Device::Cuda)), name(opCase));
    }

    void theOrderOfThreadsDoesNotMatter_data() { operations(); }
    void theOrderOfThreadsDoesNotMatter()
    {
        if (!qEnvironmentVariableIsSet("LAYERLOOM_CUDA_MODULE"))
            QSKIP("A card chooses the order itself.");
        QFETCH(QByteArray, operation);
        for (const OpCase& opCase : casesOf(operation)) {
            const std::vector<Tensor> ascending = opCase.run(Device::Cuda);
            for (const char* order : {"descending", "shuffled"}) {
                qputenv(orderVariable, order);
                const bool same = sameBits(ascending, opCase.run(Device::Cuda));
                qunsetenv(orderVariable);
                QVERIFY2(same, name(opCase) + ", " + order);
            }
        }
    }

    // A kernel that no case misses could do anything.
    void everyKernelIsMissed_data() { operations(); }
    void everyKernelIsMissed()
    {
        const auto leaveOut = inModule<void(const void* kernel)>("cudaOnCpuLeaveOut");
        if (!leaveOut)
            QSKIP("A card leaves out nothing.");
        QFETCH(QByteArray, operation);
        launched();
        (void)uniformValues({3}, 1).to(Device::Cuda);
        const std::set<const void*> uploading = launched();
        std::vector<Results> right;
        for (const OpCase& opCase : casesOf(operation))
            right.push_back(inNewMemory(opCase));
        for (const void* kernel : launched()) {
            if (uploading.contains(kernel))
                continue;
            leaveOut(kernel);
            const bool missed = !allGiveAgain(casesOf(operation), right);
            leaveOut(nullptr);
            QVERIFY2(missed, nameOf(kernel));
        }
    }

private:
    using Results = std::vector<Tensor>; // on the processor

    // A function that only the module on the processor has.
    template <class Function>
    static Function* inModule(const char* function)
    {
        const QByteArray file = qgetenv("LAYERLOOM_CUDA_MODULE");
        void* const module = file.isEmpty() ? nullptr : dlopen(file.constData(), RTLD_LAZY | RTLD_NOLOAD);
        return module ? reinterpret_cast<Function*>(dlsym(module, function)) : nullptr;
    }
    static std::set<const void*> launched()
    {
        std::array<const void*, 100> kernels;
        const std::size_t count = inModule<std::size_t(const void**, std::size_t)>("cudaOnCpuLaunched")(
            kernels.data(), kernels.size());
        return std::set<const void*>(kernels.begin(), kernels.begin() + std::min(count, kernels.size()));
    }
    static QByteArray nameOf(const void* kernel)
    {
        Dl_info info;
        const bool known = dladdr(kernel, &info) != 0;
        return "nobody misses the kernel at " +
            (known ? QByteArray::number(quintptr(kernel) - quintptr(info.dli_fbase), 16) : QByteArray("?"));
    }
    // Not in memory that holds the right results of another run.
    static Results inNewMemory(const OpCase& opCase)
    {
        releasePooledMemory();
        Results results;
        for (const Tensor& tensor : opCase.run(Device::Cuda))
            results.push_back(tensor.to(Device::Cpu));
        return results;
    }
    static bool allGiveAgain(const std::vector<OpCase>& cases, const std::vector<Results>& right)
    {
        try {
            for (std::size_t i = 0; i < cases.size(); ++i)
                if (!sameBits(inNewMemory(cases[i]), right[i]))
                    return false;
            return true;
        } catch (const DeviceFailure&) {
            return false; // lost on the way
        }
    }
    static void operations()
    {
        QTest::addColumn<QByteArray>("operation");
        std::set<std::string> names;
        for (const OpEntry* op = OpEntry::first(); op; op = op->next)
            names.insert(op->name);
        for (const std::string& name : names)
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
    }
    static bool isOnCuda(const QByteArray& operation)
    {
        for (const OpEntry* op = OpEntry::first(); op; op = op->next)
            if (operation == op->name)
                return op->cuda != nullptr;
        return false;
    }
    // None without a kernel: that is said elsewhere.
    std::vector<OpCase> casesOf(const QByteArray& operation)
    {
        return isOnCuda(operation) ? m_cases[operation.toStdString()] : std::vector<OpCase>();
    }

    std::map<std::string, std::vector<OpCase>> m_cases;
};

QTEST_GUILESS_MAIN(AgreementTest)
#include "agreement_test.moc"
