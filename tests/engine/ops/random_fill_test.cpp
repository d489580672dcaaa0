#include "engine/ops/random_fill.h"
#include "tests/engine/ops/reference.h"

#include <array>

using namespace engine;
using namespace reference;

namespace {

constexpr int many = 1'000'000;

struct Moments {
    double mean = 0, variance = 0, skew = 0, kurtosis = 0;
    float lowest = 0, highest = 0;
};

Moments momentsOf(const Tensor& x)
{
    Moments m;
    m.lowest = m.highest = x.data()[0];
    for (float value : x.values()) {
        m.mean += double(value) / double(x.size());
        m.lowest = std::min(m.lowest, value);
        m.highest = std::max(m.highest, value);
    }
    double third = 0, fourth = 0;
    for (float value : x.values()) {
        const double d = double(value) - m.mean;
        m.variance += d * d / double(x.size());
        third += d * d * d / double(x.size());
        fourth += d * d * d * d / double(x.size());
    }
    m.skew = third / std::pow(m.variance, 1.5);
    m.kurtosis = fourth / (m.variance * m.variance);
    return m;
}

template <class Fill>
Tensor filled(const Fill& fill, int size, float first, float second, std::uint64_t seed)
{
    Tensor out({size});
    fill(out, first, second, RandomKey{seed});
    return out;
}

// Neighbours must not be related: the correlation of n independent pairs stays near 1 / sqrt(n).
double neighbourCorrelation(const Tensor& x, int distance)
{
    const Moments m = momentsOf(x);
    double sum = 0;
    for (std::int64_t i = 0; i + distance < x.size(); ++i)
        sum += (double(x.data()[i]) - m.mean) * (double(x.data()[i + distance]) - m.mean);
    return sum / (double(x.size()) * m.variance);
}

} // namespace

class RandomFillTest : public QObject {
    Q_OBJECT

private slots:
    void uniformValuesAreUniform()
    {
        const Tensor x = filled(ops::fillUniform, many, -1, 3, 1);
        const Moments m = momentsOf(x);
        QVERIFY(m.lowest >= -1 && m.highest < 3);
        QVERIFY(std::fabs(m.mean - 1) < 0.006); // five standard errors
        QVERIFY(std::fabs(m.variance - 16.0 / 12) < 0.007);
        std::array<int, 100> bins{};
        for (float value : x.values())
            ++bins[std::size_t((value + 1) / 4 * 100)];
        double chiSquare = 0;
        for (int count : bins)
            chiSquare += std::pow(count - many / 100.0, 2) / (many / 100.0);
        QVERIFY(chiSquare > 45 && chiSquare < 180); // 99 degrees of freedom
    }

    void uniformNeverReachesItsUpperEnd()
    {
        for (float low : {0.0f, 1.0f, 1000.0f}) {
            const float high = std::nextafter(low, 1e9f);
            QCOMPARE(momentsOf(filled(ops::fillUniform, 1000, low, high, 3)).highest, low);
        }
        QCOMPARE(momentsOf(filled(ops::fillUniform, 1000, 2, 2, 3)).highest, 2.0f);
    }

    void normalValuesHaveTheirMoments()
    {
        const Tensor x = filled(ops::fillNormal, many, 2, 3, 1);
        const Moments m = momentsOf(x);
        QVERIFY(std::fabs(m.mean - 2) < 0.015);
        QVERIFY(std::fabs(m.variance - 9) < 0.065);
        QVERIFY(std::fabs(m.skew) < 0.0125);
        QVERIFY(std::fabs(m.kurtosis - 3) < 0.025);
        QVERIFY(m.highest > 2 + 3 * 4.2f && m.highest < 2 + 3 * 6.8f);
        int within = 0;
        for (float value : x.values())
            within += std::fabs(value - 2) < 3 ? 1 : 0;
        QVERIFY(std::fabs(within / double(many) - 0.682689) < 0.0024);
    }

    void truncatedNormalValuesStayWithinTwoDeviations()
    {
        const Moments m = momentsOf(filled(ops::fillTruncatedNormal, many, 1, 0.5f, 1));
        QVERIFY(m.lowest >= 0 && m.highest <= 2);
        QVERIFY(std::fabs(m.mean - 1) < 0.0025);
        QVERIFY(std::fabs(m.variance - 0.25 * 0.774113) < 0.001); // of a normal cut at two deviations
    }

    void neighboursAreUnrelated()
    {
        for (int distance : {1, 2, 3, 16})
            for (const Tensor& x :
                 {filled(ops::fillUniform, many, 0, 1, 7), filled(ops::fillNormal, many, 0, 1, 7)})
                QCOMPARE_LE(std::fabs(neighbourCorrelation(x, distance)), 0.005);
    }

    void keysGiveDifferentStreams()
    {
        const RandomKey key{42};
        Tensor a({many});
        Tensor b({many});
        ops::fillNormal(a, 0, 1, key.with(1));
        ops::fillNormal(b, 0, 1, key.with(2));
        double product = 0;
        for (int i = 0; i < many; ++i)
            product += double(a.data()[i]) * double(b.data()[i]) / many;
        QCOMPARE_LE(std::fabs(product), 0.005);
    }

    void elementsDependOnKeyAndIndexOnly()
    {
        const auto check = [](const auto& fill) {
            const Tensor whole = filled(fill, 50'001, 0, 1, 5);
            for (int size : {1, 2, 17, 40'000, 50'000})
                QVERIFY(sameBits(filled(fill, size, 0, 1, 5), whole.slice(0, size)));
            QVERIFY(!sameBits(filled(fill, 50'001, 0, 1, 6), whole));
            QVERIFY(sameOnAnyThreads([&] { return filled(fill, 150'001, 0, 1, 5); }));
        };
        check(ops::fillUniform);
        check(ops::fillNormal);
        check(ops::fillTruncatedNormal);
    }

    void dropoutKeepsTheMeanAndIsItsOwnGradient()
    {
        Tensor ones = filled(ops::fillUniform, many, 1, 1, 1);
        const Tensor noise = filled(ops::fillUniform, many, 0, 1, 2);
        Tensor y({many});
        ops::dropout(ones, noise, 0.3f, y);
        for (int i = 0; i < many; ++i)
            QCOMPARE(y.data()[i], noise.data()[i] >= 0.3f ? 1.0f / (1.0f - 0.3f) : 0.0f);
        QVERIFY(std::fabs(momentsOf(y).mean - 1) < 0.0035);
        ops::dropout(ones, noise, 0.0f, y);
        QVERIFY(sameBits(y, ones));
        ops::dropout(ones, noise, 0.3f, ones); // in place
        QCOMPARE(ones.data()[0], noise.data()[0] >= 0.3f ? 1.0f / (1.0f - 0.3f) : 0.0f);
    }
};

QTEST_GUILESS_MAIN(RandomFillTest)
#include "random_fill_test.moc"
