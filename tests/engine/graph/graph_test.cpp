// The graph as a value: edits, copies, JSON and layout.
#include "engine/base/json.h"
#include "engine/graph/graph.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace engine;

class GraphTest : public QObject {
    Q_OBJECT

    static Graph chain(const std::vector<std::string>& types)
    {
        Graph graph;
        NodeId before = 0;
        for (const std::string& type : types) {
            const NodeId id = graph.add(type);
            if (before)
                graph.connect({before, 0, id, 0});
            before = id;
        }
        return graph;
    }

private slots:
    void namesAreFree()
    {
        const Graph graph = chain({"dense", "dense", "dense"});
        QCOMPARE(graph.nodes[0].name, std::string("Dense"));
        QCOMPARE(graph.nodes[1].name, std::string("Dense 2"));
        QCOMPARE(graph.nodes[2].name, std::string("Dense 3"));
        QCOMPARE(graph.freeName("a/b"), std::string("a b"));
        QCOMPARE(graph.freeName("Dense 2", 2), std::string("Dense 2"));
    }

    void anInputHoldsOneLink()
    {
        Graph graph = chain({"input", "dense"});
        const NodeId other = graph.add("input");
        graph.connect({other, 0, 2, 0});
        QCOMPARE(graph.links.size(), std::size_t(1));
        QCOMPARE(graph.links[0].from, other);
    }

    void removingALayerJoinsItsNeighbours()
    {
        Graph graph = chain({"input", "dense", "activation", "output"});
        graph.removeAndReconnect(3);
        QVERIFY(std::ranges::find(graph.links, Link{2, 0, 4, 0}) != graph.links.end());
        QCOMPARE(graph.links.size(), std::size_t(2));
    }

    void removingAMergeJoinsNothing()
    {
        Graph graph = chain({"input", "add", "output"});
        graph.connect({graph.add("input"), 0, 2, 1});
        graph.removeAndReconnect(2);
        QVERIFY(graph.links.empty());
    }

    void insertingSplitsTheLink()
    {
        Graph graph = chain({"input", "output"});
        const NodeId id = graph.add("dense");
        graph.insert(id, {1, 0, 2, 0});
        QCOMPARE(graph.linksTo(id), (std::vector<Link>{{1, 0, id, 0}}));
        QCOMPARE(graph.linksTo(2), (std::vector<Link>{{id, 0, 2, 0}}));
    }

    void aPieceMergesWithNewNumbersAndNames()
    {
        Graph graph = chain({"input", "dense", "dense", "output"});
        const Graph piece = extract(graph, {2, 3});
        QCOMPARE(piece.links.size(), std::size_t(1));
        const std::vector<NodeId> added = merge(graph, piece, {10, 20});
        QCOMPARE(added, (std::vector<NodeId>{5, 6}));
        QCOMPARE(graph.node(5)->name, std::string("Dense 3"));
        QCOMPARE(graph.node(6)->position, (Point{10, 20}));
        QVERIFY(std::ranges::find(graph.links, Link{5, 0, 6, 0}) != graph.links.end());
    }

    void positionsDoNotMakeAnotherNetwork()
    {
        const Graph graph = chain({"input", "dense", "output"});
        Graph moved = graph;
        moved.nodes[1].position = {50, 60};
        QVERIFY(!(moved == graph));
        QVERIFY(sameNetwork(moved, graph));
        moved.nodes[1].attributes["units"] = std::int64_t{3};
        QVERIFY(!sameNetwork(moved, graph));
    }

    void jsonReadsBackWhatWasWritten()
    {
        Graph graph = chain({"input", "dense", "dropout", "output"});
        graph.nodes[1].attributes = {{"units", std::int64_t{7}}, {"use_bias", false}};
        graph.nodes[2].attributes = {{"rate", 0.25}};
        graph.nodes[2].muted = true;
        graph.nodes[1].frozen = true;
        graph.nodes[3].position = {-12.5, 96};
        const Result<Graph> back = graphFromJson(toJson(graph));
        QVERIFY(bool(back));
        QVERIFY(*back == graph);
    }

    void unknownMembersSurviveASave()
    {
        const Json json =
            Json::parse(R"({"nodes": [{"id": 4, "type": "warp_drive", "name": "W", "color": {"hue": 3},
            "attributes": {"speed": 9, "crew": ["a", {"b": null}], "sizes": [1, 2]}}]})");
        const Result<Graph> graph = graphFromJson(json);
        QVERIFY(bool(graph));
        QCOMPARE(graph->nodes[0].attributes.at("sizes"), (Value(std::vector<int>{1, 2})));
        const Json again = toJson(*graph);
        QVERIFY(again["nodes"][0]["color"] == json["nodes"][0]["color"]);
        QVERIFY(again["nodes"][0]["attributes"]["crew"] == json["nodes"][0]["attributes"]["crew"]);
        QCOMPARE(again["nodes"][0]["attributes"]["speed"].get<int>(), 9);
    }

    void brokenJsonIsRefusedWithASentence_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("no list") << QByteArray(R"({"nodes": 3})");
        QTest::newRow("node is a number") << QByteArray(R"({"nodes": [3]})");
        QTest::newRow("no id") << QByteArray(R"({"nodes": [{"type": "dense"}]})");
        QTest::newRow("id too large") << QByteArray(R"({"nodes": [{"id": 99999999999, "type": "dense"}]})");
        QTest::newRow("same id") << QByteArray(
            R"({"nodes": [{"id": 1, "type": "a"}, {"id": 1, "type": "b"}]})");
        QTest::newRow("link is a text")
            << QByteArray(R"({"nodes": [{"id": 1, "type": "a"}], "links": ["x"]})");
    }
    void brokenJsonIsRefusedWithASentence()
    {
        QFETCH(QByteArray, text);
        const Result<Graph> graph = graphFromJson(Json::parse(text.toStdString()));
        QVERIFY(!graph);
        QVERIFY(QString::fromStdString(graph.problem().sentence()).endsWith('.'));
    }

    void tidyPutsNoTwoCardsOnEachOther()
    {
        Graph graph = chain({"input", "dense", "dense", "output"});
        const NodeId left = graph.add("dense"), right = graph.add("dense"), sum = graph.add("add");
        graph.connect({1, 0, left, 0});
        graph.connect({1, 0, right, 0});
        graph.connect({left, 0, sum, 0});
        graph.connect({right, 0, sum, 1});
        graph.connect({sum, 0, 2, 0});
        const auto positions = tidyPositions(graph);
        QCOMPARE(positions.size(), graph.nodes.size());
        for (const auto& [a, p] : positions)
            for (const auto& [b, q] : positions)
                QVERIFY(a == b || std::abs(p.x - q.x) >= 240 || std::abs(p.y - q.y) >= 88);
        for (const Link& link : graph.links)
            QVERIFY(positions.at(link.from).y < positions.at(link.to).y);
    }

    void tidySurvivesCircles()
    {
        Graph graph = chain({"dense", "dense", "dense"});
        graph.connect({3, 0, 1, 0});
        QCOMPARE(tidyPositions(graph).size(), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(GraphTest)
#include "graph_test.moc"
