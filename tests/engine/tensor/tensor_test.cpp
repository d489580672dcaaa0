#include "engine/tensor/tensor.h"

#include <QtTest>

#include <array>
#include <thread>
#include <vector>

using namespace engine;

namespace {

Tensor ladder(const Shape& shape)
{
    Tensor result(shape);
    for (std::int64_t i = 0; i < result.size(); ++i)
        result.data()[i] = float(i);
    return result;
}

} // namespace

class TensorTest : public QObject {
    Q_OBJECT

private slots:
    void shapesCountAndPrint()
    {
        QCOMPARE(Shape().elements(), 1);
        QCOMPARE((Shape{3, 0, 5}).elements(), 0);
        QCOMPARE((Shape{70000, 70000}).elements(), 4'900'000'000LL);
        QCOMPARE((Shape{28, 28, 1}).withBatch(5), (Shape{5, 28, 28, 1}));
        QCOMPARE((Shape{5, 28, 28, 1}).withoutBatch(), (Shape{28, 28, 1}));
        QCOMPARE((Shape{28, 28, 1}).text(), std::string("28 × 28 × 1"));
        QCOMPARE(Shape().text(), std::string("1"));
        QVERIFY((Shape{2, 3}) != (Shape{2, 3, 1}));
    }

    void aDefaultTensorIsEmptyAndOneWithoutElementsIsNot()
    {
        QVERIFY(Tensor().empty());
        QCOMPARE(Tensor().size(), 0);
        const Tensor none({0, 4});
        QVERIFY(!none.empty());
        QCOMPARE(none.size(), 0);
        QVERIFY(none.clone().values().empty());
    }

    void factoriesFill()
    {
        const Tensor zeros = Tensor::zeros({3, 5});
        for (float value : zeros.values())
            QCOMPARE(value, 0.0f);
        QCOMPARE(Tensor::of({2}, std::array{1.0f, 2.0f}).values()[1], 2.0f);
        QCOMPARE(Tensor::ofIds({2}, std::array{7, 8}).idValues()[1], 8);
        QCOMPARE(Tensor::scalar(2.5f).item(), 2.5f);
        QCOMPARE(Tensor::scalar(2.5f).shape(), Shape());
        QCOMPARE(Tensor::like(Tensor::ofIds({2}, std::array{7, 8})).type(), ElementType::Int32);
    }

    void memoryIsAligned()
    {
        for (int size : {1, 5, 100, 4097, 1'000'000})
            QCOMPARE(reinterpret_cast<std::uintptr_t>(Tensor({size}).data()) % 64, 0u);
    }

    void copiesShareAndClonesDoNot()
    {
        Tensor a = ladder({4});
        Tensor b = a;
        const Tensor c = a.clone();
        b.data()[0] = 9;
        QCOMPARE(a.data()[0], 9.0f);
        QCOMPARE(c.data()[0], 0.0f);
        QVERIFY(a.sharesMemory(b) && !a.sharesMemory(c) && !Tensor().sharesMemory(Tensor()));
        QVERIFY(a.to(Device::Cpu).sharesMemory(a));
    }

    void movingLeavesAnEmptyTensor()
    {
        Tensor a = ladder({4});
        const Tensor b = std::move(a);
        QVERIFY(a.empty()); // NOLINT(bugprone-use-after-move): that is the promise
        QCOMPARE(a.size(), 0);
        QCOMPARE(b.size(), 4);
    }

    void viewsShowTheSameMemory()
    {
        const Tensor a = ladder({4, 3, 2});
        QCOMPARE(a.matrix().shape(), (Shape{12, 2}));
        QCOMPARE(a.reshaped({2, 12}).values()[13], 13.0f);
        const Tensor part = a.slice(1, 2);
        QCOMPARE(part.shape(), (Shape{2, 3, 2}));
        QCOMPARE(part.values()[0], 6.0f);
        QCOMPARE(part.slice(1, 1).values()[0], 12.0f);
        QCOMPARE(a.slice(4, 0).size(), 0);
        QCOMPARE(Tensor({5}).matrix().shape(), (Shape{1, 5}));
    }

    void aSliceKeepsTheMemoryAlive()
    {
        Tensor part;
        {
            const Tensor whole = ladder({10, 2});
            part = whole.slice(9, 1);
        }
        const Tensor other = Tensor::zeros({10, 2});
        QCOMPARE(part.values()[1], 19.0f);
    }

    void assigningATensorToItselfKeepsIt()
    {
        Tensor a = ladder({4});
        const Tensor& same = a;
        a = same;
        a = a.slice(1, 3);
        QCOMPARE(a.values()[0], 1.0f);
    }

    void copyFromCopies()
    {
        Tensor a = Tensor::zeros({2, 2});
        a.copyFrom(ladder({4}));
        QCOMPARE(a.values()[3], 3.0f);
    }

    void freedMemoryIsUsedAgain()
    {
        releasePooledMemory();
        const std::int64_t before = memoryUse(Device::Cpu).used;
        const void* first = nullptr;
        {
            const Tensor a({1000});
            first = a.data();
            QVERIFY(memoryUse(Device::Cpu).used >= before + 4000);
            QVERIFY(memoryUse(Device::Cpu).used <= before + 5000);
        }
        QCOMPARE(memoryUse(Device::Cpu).used, before);
        QVERIFY(memoryUse(Device::Cpu).pooled >= 4000);
        const Tensor b({1000});
        QCOMPARE(static_cast<const void*>(b.data()), first);
        QCOMPARE(memoryUse(Device::Cpu).pooled, 0);
    }

    void releasingEmptiesThePool()
    {
        {
            const Tensor a({1000});
        }
        releasePooledMemory();
        QCOMPARE(memoryUse(Device::Cpu).pooled, 0);
    }

    void hugeTensorsAreNotPooled()
    {
        releasePooledMemory();
        {
            const Tensor a({80'000'000});
        }
        QCOMPARE(memoryUse(Device::Cpu).pooled, 0);
    }

    void everySizeFitsItsClass()
    {
        for (int size = 1; size < 3000; ++size) {
            Tensor a({size});
            a.data()[size - 1] = 1; // an address sanitizer sees a class that is too small
            QVERIFY(memoryUse(Device::Cpu).used >= size * 4);
        }
    }

    void referencesAreCountedAcrossThreads()
    {
        releasePooledMemory();
        const std::int64_t before = memoryUse(Device::Cpu).used;
        {
            const Tensor shared = ladder({100});
            std::vector<std::thread> users;
            for (int user = 0; user < 4; ++user)
                users.emplace_back([shared] {
                    for (int round = 0; round < 2000; ++round) {
                        const Tensor copy = shared;
                        const Tensor part = copy.slice(round % 50, 10);
                        const Tensor own = part.clone();
                        if (own.values()[0] != float(round % 50))
                            qFatal("wrong value");
                    }
                });
            for (std::thread& user : users)
                user.join();
            QCOMPARE(shared.values()[99], 99.0f);
        }
        QCOMPARE(memoryUse(Device::Cpu).used, before);
    }
};

QTEST_GUILESS_MAIN(TensorTest)
#include "tensor_test.moc"
