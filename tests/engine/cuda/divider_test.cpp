#include "engine/cuda/divider.h"

#include <QtTest>

#include <limits>

using engine::cuda::Divider;

class DividerTest : public QObject {
    Q_OBJECT

private slots:
    void dividesLikeTheProcessor_data()
    {
        QTest::addColumn<int>("divisor");
        const int largest = std::numeric_limits<int>::max();
        for (const int divisor : {1, 2, 3, 5, 7, 28, 641, 784, 1023, 1024, 1025, 65535, 65537, 1000003,
                                  (1 << 30) - 1, 1 << 30, (1 << 30) + 1, largest - 1, largest})
            QTest::addRow("by %d", divisor) << divisor;
    }
    // Around multiples of the divisor, where a quotient that is rounded wrongly shows.
    void dividesLikeTheProcessor()
    {
        QFETCH(int, divisor);
        const Divider divide(divisor);
        constexpr std::int64_t largest = std::numeric_limits<int>::max();
        const std::int64_t multiples = largest / divisor;
        for (std::int64_t i = 0; i <= multiples; i += 1 + multiples / 10007)
            for (const std::int64_t n : {i * divisor - 1, i * divisor, i * divisor + 1, largest - i})
                if (n >= 0 && n <= largest) {
                    const auto [quotient, rest] = divide(int(n));
                    QCOMPARE(quotient, int(n / divisor));
                    QCOMPARE(rest, int(n % divisor));
                }
    }
};

QTEST_GUILESS_MAIN(DividerTest)
#include "divider_test.moc"
