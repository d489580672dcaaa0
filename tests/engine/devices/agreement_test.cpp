#include "engine/devices/agreement.h"
#include "engine/devices/cuda_device.h"
#include "engine/ops/op.h"

#include <QtTest>

#include <cstring>
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
        if (const Result<CudaCard>& card = cudaCard(); !card) {
            const std::string reason = card.problem().sentence();
            if (qEnvironmentVariableIsSet("LAYERLOOM_CUDA_MODULE"))
                QFAIL(reason.c_str());
            QSKIP(reason.c_str());
        }
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

private:
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
