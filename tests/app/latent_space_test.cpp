#include "app/panels/latent_points.h"

#include "engine/ops/random_fill.h"

#include <QTest>

#include <cmath>

using namespace app::panels;
using namespace engine;

namespace {

const std::vector<ColumnDescription> digits{{"image", {{28, 28, 1}}, "image"},
                                            {"pixels", {{784}}, "pixels"},
                                            {"label", {Shape(), ElementType::Int32}, "label"}};

NodeId add(Graph& graph, const std::string& type, const Attributes& attributes,
           const std::vector<NodeId>& sources = {})
{
    const NodeId id = graph.add(type);
    graph.node(id)->attributes = attributes;
    for (std::size_t i = 0; i < sources.size(); ++i)
        graph.connect({sources[i], 0, id, static_cast<int>(i)});
    return id;
}

NodeId dense(Graph& graph, int units, NodeId source)
{
    return add(graph, "dense", {{"units", std::int64_t{units}}}, {source});
}

NodeId pixels(Graph& graph)
{
    return add(graph, "input", {{"column", "pixels"}});
}

void rebuild(Graph& graph, NodeId source)
{
    add(graph, "output", {{"column", "pixels"}}, {dense(graph, 784, source)});
}

std::vector<NodeId> found(const Graph& graph)
{
    const Analysis analysis = analyse(graph, digits);
    const auto picture = rebuildNodes(graph, analysis, digits);
    std::vector<NodeId> ids;
    if (picture)
        for (const LatentNode& node : latentNodes(graph, analysis, *picture))
            ids.push_back(node.node);
    return ids;
}

// Codes of three dimensions: wide, dead, narrow; the first two of the living ones go together.
LatentSpace someSpace()
{
    Tensor noise({500, 2});
    ops::fillNormal(noise, 0, 1, RandomKey{4});
    std::vector<float> codes;
    for (std::size_t i = 0; i < 1000; i += 2) {
        const float common = noise.values()[i], own = noise.values()[i + 1];
        codes.insert(codes.end(), {5 + 2 * common, 1, -1 + common + 0.1f * own});
    }
    return latentSpace({codes, {}}, 3);
}

bool near(float a, float b, float by = 1e-4f)
{
    return std::abs(a - b) <= by;
}

} // namespace

class LatentSpaceTest : public QObject {
    Q_OBJECT
private slots:
    void theShortestListIsTheCode()
    {
        Graph graph;
        const NodeId wide = dense(graph, 64, pixels(graph));
        const NodeId code = dense(graph, 16, wide);
        const NodeId back = dense(graph, 64, code);
        rebuild(graph, back);
        QCOMPARE(found(graph), (std::vector<NodeId>{code, wide, back}));
    }

    void ofEqualsTheMiddleOneIsTheCode()
    {
        Graph graph;
        const NodeId first = dense(graph, 16, pixels(graph));
        const NodeId second = dense(graph, 16, first);
        const NodeId third = dense(graph, 16, second);
        rebuild(graph, third);
        QCOMPARE(found(graph), (std::vector<NodeId>{second, first, third}));
    }

    void aCodeMayBeWide()
    {
        Graph graph;
        const NodeId code = dense(graph, 1024, pixels(graph));
        rebuild(graph, code);
        QCOMPARE(found(graph), std::vector<NodeId>{code});
    }

    void mutedLayersAreNoCodes()
    {
        Graph graph;
        const NodeId code = dense(graph, 16, pixels(graph));
        const NodeId dropout = add(graph, "dropout", {}, {code});
        graph.node(dropout)->muted = true;
        rebuild(graph, dropout);
        QCOMPARE(found(graph), std::vector<NodeId>{code});
    }

    void aWayAroundMakesItNoCode()
    {
        Graph graph;
        const NodeId wide = dense(graph, 64, pixels(graph));
        const NodeId narrow = dense(graph, 8, wide);
        const NodeId back = dense(graph, 64, narrow);
        const NodeId sum = add(graph, "add", {}, {wide, back});
        rebuild(graph, sum);
        const std::vector<NodeId> ids = found(graph);
        QVERIFY(std::ranges::find(ids, narrow) == ids.end());
        QVERIFY(std::ranges::find(ids, wide) != ids.end());
    }

    void aSideBranchIsNoCode()
    {
        Graph graph;
        const NodeId in = pixels(graph);
        const NodeId code = dense(graph, 16, in);
        dense(graph, 2, in);
        rebuild(graph, code);
        QCOMPARE(found(graph), std::vector<NodeId>{code});
    }

    void pictureShapedCodesComeLast()
    {
        Graph graph;
        const NodeId in = add(graph, "input", {{"column", "image"}});
        const NodeId flat = add(graph, "flatten", {}, {in});
        const NodeId folded =
            add(graph, "reshape", {{"target", std::vector<int>{4, 4, 1}}}, {dense(graph, 16, flat)});
        const NodeId again = add(graph, "flatten", {}, {folded});
        const NodeId wide = dense(graph, 100, again);
        const NodeId picture =
            add(graph, "reshape", {{"target", std::vector<int>{28, 28, 1}}}, {dense(graph, 784, wide)});
        add(graph, "output", {{"column", "image"}}, {picture});
        const std::vector<NodeId> ids = found(graph);
        QVERIFY(!ids.empty());
        QCOMPARE(ids.front(), again);
        QCOMPARE(ids.back(), folded);
    }

    void classifiersHaveNone()
    {
        Graph graph;
        add(graph, "output", {{"column", "label"}, {"loss", "sparse_cross_entropy"}},
            {dense(graph, 10, pixels(graph))});
        QVERIFY(found(graph).empty());
    }

    void activityOrdersTheDimensions()
    {
        const LatentSpace space = someSpace();
        QCOMPARE(space.byActivity, (std::vector<int>{0, 2, 1}));
        QVERIFY(near(space.mean[1], 1) && space.deviation[1] == 0);
        QVERIFY(near(space.deviation[0], 2, 0.2f));
        QCOMPARE(space.code(7).size(), std::size_t{3});
        QVERIFY(near(space.code(7)[1], 1));
    }

    void axesAreThePrincipalComponents()
    {
        const LatentSpace space = someSpace();
        const Code& axis = space.axes[0];
        QVERIFY(near(axis[0], 2 / std::sqrt(5.0f), 0.02f)); // along (2, 0, 1)
        QVERIFY(near(axis[2], 1 / std::sqrt(5.0f), 0.02f));
        QVERIFY(space.axisDeviation[0] > 10 * space.axisDeviation[1]);
        float product = 0;
        for (std::size_t d = 0; d < 3; ++d)
            product += axis[d] * space.axes[1][d];
        QVERIFY(near(product, 0));
    }

    void divergenceTellsWhatIsActive()
    {
        // Means N(0, 1) and small variances: about log(1 / s). Means 0 and variances 1: nothing.
        Encoded encoded;
        Tensor noise({400});
        ops::fillNormal(noise, 0, 1, RandomKey{1});
        for (const float value : noise.values()) {
            encoded.codes.insert(encoded.codes.end(), {value, 0});
            encoded.logVariances.insert(encoded.logVariances.end(), {-4, 0});
        }
        const LatentSpace space = latentSpace(encoded, 2);
        QCOMPARE(space.active(), 1);
        QVERIFY(near(space.divergence[0], 2, 0.2f));
        QVERIFY(near(space.divergence[1], 0));
    }

    void deviationsLeadBackToTheCode()
    {
        const LatentSpace space = someSpace();
        const Code code = space.code(3), again = fromDeviations(space, inDeviations(space, code));
        for (std::size_t d = 0; d < code.size(); ++d)
            QVERIFY(near(code[d], again[d]));
        QCOMPARE(fromDeviations(space, Code(3)), space.mean);
    }

    void planesGoThreeDeviationsAroundTheMean()
    {
        const LatentSpace space = someSpace();
        const LatentPlane plane = planeOf(space, Code{9, 9, 9}, 0, 2);
        const std::vector<Code> grid = plane.grid(5);
        QCOMPARE(grid.size(), std::size_t{25});
        QVERIFY(near(grid[0][0], space.mean[0] - 3 * space.deviation[0])); // upper left
        QVERIFY(near(grid[0][2], space.mean[2] + 3 * space.deviation[2]));
        QVERIFY(near(grid[12][0], space.mean[0]) && near(grid[12][1], 9));
        QVERIFY(near(plane.value(0, 4, 5), grid[24][0]));
        QVERIFY(near(plane.value(1, 0, 5), grid[24][2]));
    }

    void pathsJoinTheirEnds_data()
    {
        QTest::addColumn<bool>("arc");
        QTest::newRow("straight") << false;
        QTest::newRow("arc") << true;
    }
    void pathsJoinTheirEnds()
    {
        QFETCH(bool, arc);
        const std::vector<Code> codes = path({3, 0}, {0, 3}, 5, arc ? Way::Arc : Way::Straight);
        QCOMPARE(codes.size(), std::size_t{5});
        QVERIFY(near(codes[0][0], 3) && near(codes[4][1], 3));
        QVERIFY(near(codes[2][0], codes[2][1]));
        QVERIFY(near(std::hypot(codes[2][0], codes[2][1]), arc ? 3.0f : 3 / std::sqrt(2.0f)));
    }

    void anArcBetweenTheSameCodesIsStraight()
    {
        const std::vector<Code> codes = path({1, 2}, {2, 4}, 3, Way::Arc);
        QVERIFY(near(codes[1][0], 1.5f) && near(codes[1][1], 3));
    }

    void fittedSamplesHaveTheCodesCovariance()
    {
        const LatentSpace space = someSpace();
        Encoded all;
        for (const Code& code : drawn(space, false, 4000, 1, 5))
            all.codes.insert(all.codes.end(), code.begin(), code.end());
        const LatentSpace again = latentSpace(all, 3);
        for (std::size_t d = 0; d < 3; ++d) {
            QVERIFY(near(again.mean[d], space.mean[d], 0.15f));
            QVERIFY(near(again.deviation[d], space.deviation[d], 0.05f * space.deviation[d] + 1e-4f));
        }
        QVERIFY(near(again.axes[0][2], space.axes[0][2], 0.02f));
    }

    void temperatureNarrowsThePrior()
    {
        const LatentSpace space = someSpace();
        const auto cold = drawn(space, true, 3, 0, 1), warm = drawn(space, true, 3, 1, 1);
        QCOMPARE(cold[1], Code(3));
        QVERIFY(warm[0] != warm[1]);
        QCOMPARE(drawn(space, true, 3, 1, 1), warm);
        QVERIFY(drawn(space, true, 3, 1, 2) != warm);
    }
};

QTEST_GUILESS_MAIN(LatentSpaceTest)
#include "latent_space_test.moc"
