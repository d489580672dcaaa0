#include "engine/ops/dot.h"

#include <QTest>

#include <cmath>

using namespace engine;

class DotTest : public QObject {
    Q_OBJECT

private slots:
    void rowsOfAnyLengthAreMultiplied()
    {
        for (int columns = 1; columns < 70; ++columns) {
            Tensor a({3, columns}), b({3, columns}), products({3, 1});
            for (int i = 0; i < 3 * columns; ++i) {
                a.data()[i] = float(i % 11 - 5);
                b.data()[i] = float(i % 7 - 3);
            }
            ops::dotRows(a, b, products);
            for (int row = 0; row < 3; ++row) {
                int sum = 0;
                for (int i = row * columns; i < (row + 1) * columns; ++i)
                    sum += (i % 11 - 5) * (i % 7 - 3);
                QCOMPARE(products.data()[row], float(sum));
            }
        }
    }

    void rowsOfZerosHaveNoDirection()
    {
        Tensor x = Tensor::zeros({2, 20}), factors({2, 1}), y({2, 20}), gradient({2, 20});
        for (int i = 20; i < 40; ++i)
            x.data()[i] = 3;
        ops::unitRows(x, factors, y);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(y.data()[i], 0.0f);
            QVERIFY(std::abs(y.data()[20 + i] - 1 / std::sqrt(20.0f)) < 1e-6f);
        }
        ops::unitRowsBackward(y, factors, y, gradient); // along the rows, where nothing changes
        for (int i = 0; i < 40; ++i)
            QVERIFY(std::abs(gradient.data()[i]) < 1e-6f);
    }
};

QTEST_GUILESS_MAIN(DotTest)
#include "dot_test.moc"
