// What a graph means, and what it says when something is wrong.
#include "engine/graph/analysis.h"

#include <QTest>

using namespace engine;

class AnalysisTest : public QObject {
    Q_OBJECT

    const std::vector<ColumnDescription> m_columns{{"image", {{28, 28, 1}, ElementType::Float32}, "Image"},
                                                   {"pixels", {{784}, ElementType::Float32}, "Pixels"},
                                                   {"label", {{}, ElementType::Int32}, "Label"}};

    static NodeId append(Graph& graph, const std::string& type, const Attributes& attributes, NodeId before)
    {
        const NodeId id = graph.add(type);
        graph.node(id)->attributes = attributes;
        if (before)
            graph.connect({before, 0, id, 0});
        return id;
    }

    static Graph classifier(const std::string& column = "pixels")
    {
        Graph graph;
        NodeId last = append(graph, "input", {{"column", column}}, 0);
        last =
            append(graph, "dense", {{"units", std::int64_t{512}}, {"activation", std::string("relu")}}, last);
        last = append(graph, "dense", {{"units", std::int64_t{10}}, {"activation", std::string("softmax")}},
                      last);
        append(graph, "output",
               {{"column", std::string("label")}, {"loss", std::string("sparse_cross_entropy")}}, last);
        return graph;
    }

    static QStringList sentences(const Analysis& analysis)
    {
        QStringList all;
        for (const Diagnostic& d : analysis.diagnostics)
            all << QString::fromStdString(d.problem.sentence());
        return all;
    }

    // The labels of what would help the node, in order.
    static QStringList helpFor(const Analysis& analysis, NodeId node)
    {
        QStringList labels;
        for (const Diagnostic& d : analysis.diagnostics)
            if (d.node == node)
                for (const Fix& fix : d.fixes)
                    labels << QString::fromStdString(fix.label.sentence());
        return labels;
    }
    static Graph helped(const Graph& graph, const Analysis& analysis, NodeId node, int which)
    {
        for (const Diagnostic& d : analysis.diagnostics)
            if (d.node == node && int(d.fixes.size()) > which)
                return d.fixes[std::size_t(which)].apply(graph);
        return {};
    }

private slots:
    void aGoodNetworkHasShapesAndCounts()
    {
        const Analysis analysis = analyse(classifier(), m_columns);
        QVERIFY2(analysis.diagnostics.empty(), qPrintable(sentences(analysis).join('\n')));
        QVERIFY(analysis.runnable());
        QCOMPARE(analysis.order, (std::vector<NodeId>{1, 2, 3, 4}));
        QCOMPARE(analysis.nodes.at(1).outputs[0].shape, Shape({784}));
        QCOMPARE(analysis.nodes.at(2).parameters, std::int64_t(401920));
        QCOMPARE(analysis.parameters, std::int64_t(401920 + 5130));
        QCOMPARE(analysis.multiplyAdds, std::int64_t(784 * 512 + 512 * 10));
        QCOMPARE(analysis.unknownNodes, 0);
    }

    void shapesThatDoNotFitASequenceOfferWhatHelps_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QStringList>("labels");
        QTest::newRow("picture") << Shape{28, 28, 1} << "lstm"
                                 << QStringList{"Put a Reshape to 28 × 28 before it"};
        QTest::newRow("row of numbers")
            << Shape{12} << "gru"
            << QStringList{"Put a Reshape to 12 × 1 before it", "Put a Repeat vector before it"};
        QTest::newRow("sequence into dense")
            << Shape{5, 3} << "dense"
            << QStringList{"Run it on every step", "Put a Last step before it", "Put a Flatten before it"};
        QTest::newRow("picture into dense")
            << Shape{5, 3, 2} << "dense" << QStringList{"Put a Flatten before it"};
        QTest::newRow("pictures into pooling")
            << Shape{3, 4, 4, 2} << "max_pool2d" << QStringList{"Run it on every step"};
        QTest::newRow("nothing helps") << Shape() << "lstm" << QStringList();
    }
    void shapesThatDoNotFitASequenceOfferWhatHelps()
    {
        QFETCH(const Shape, shape);
        QFETCH(const QString, type);
        QFETCH(const QStringList, labels);
        const std::vector<ColumnDescription> columns{{"x", {shape}, "X"}};
        Graph graph;
        const NodeId input = append(graph, "input", {{"column", "x"}}, 0);
        const NodeId node = append(graph, type.toStdString(), {}, input);
        const Analysis analysis = analyse(graph, columns);
        QVERIFY(!analysis.nodes.at(node).known);
        QCOMPARE(helpFor(analysis, node), labels);
        for (int i = 0; i < labels.size(); ++i)
            QVERIFY2(analyse(helped(graph, analysis, node, i), columns).nodes.at(node).known,
                     qPrintable(labels[i]));
    }

    void aRecurrentLayerBeforeAnotherIsMadeToGiveEveryStep()
    {
        const std::vector<ColumnDescription> columns{{"x", {{5, 3}}, "X"}};
        Graph graph;
        const NodeId input = append(graph, "input", {{"column", "x"}}, 0);
        const NodeId first = append(graph, "lstm", {}, input), second = append(graph, "lstm", {}, first);
        const Analysis analysis = analyse(graph, columns);
        QCOMPARE(helpFor(analysis, second).value(0), QStringLiteral("Let LSTM give every step"));
        const Graph fixed = helped(graph, analysis, second, 0);
        QCOMPARE(fixed.node(first)->attributes.at("return_sequences"), Value(true));
        QVERIFY(analyse(fixed, columns).nodes.at(second).known);
    }

    void anInitialStateAloneIsNoSequence()
    {
        const std::vector<ColumnDescription> columns{{"x", {{5, 3}}, "X"}};
        Graph graph;
        const NodeId input = append(graph, "input", {{"column", "x"}}, 0);
        const NodeId encoder = append(graph, "gru", {}, input);
        const NodeId decoder = graph.add("gru");
        QVERIFY(helpFor(analyse(graph, columns), decoder).isEmpty());
        graph.connect({encoder, 1, decoder, 1});
        const Analysis analysis = analyse(graph, columns);
        QVERIFY(sentences(analysis).filter("first input").size() == 1);
        QVERIFY(!whyNotLink(graph, analysis, {encoder, 1, decoder, 1}));
        graph.connect({input, 0, decoder, 0});
        QVERIFY(analyse(graph, columns).nodes.at(decoder).known);
        QVERIFY(whyNotLink(graph, analyse(graph, columns), {input, 0, decoder, 1}).has_value());
    }

    void whatUsersOfSequencesShouldHearOfIsSaid()
    {
        std::vector<std::string> words(7, "word");
        const std::vector<ColumnDescription> columns{{"ids", {{5}, ElementType::Int32}, "Ids", words}};
        Graph graph;
        const NodeId input = append(graph, "input", {{"column", "ids"}}, 0);
        const NodeId table = append(graph, "embedding", {{"input_dim", std::int64_t{5}}}, input);
        const NodeId rnn = append(graph, "lstm", {{"stateful", true}, {"go_backwards", true}}, table);
        const Analysis analysis = analyse(graph, columns);
        QCOMPARE(helpFor(analysis, table), QStringList{"Make it 7 ids"});
        QVERIFY(helpFor(analyse(helped(graph, analysis, table, 0), columns), table).isEmpty());
        QCOMPARE(helpFor(analysis, rnn).value(0), QStringLiteral("Switch \"Stateful\" off"));
        QVERIFY(sentences(analysis).filter("goes backwards").size() == 1);
    }

    void pictureIntoDenseOffersAFlatten()
    {
        const Graph graph = classifier("image");
        const Analysis analysis = analyse(graph, m_columns);
        const Diagnostic* error = analysis.firstError();
        QVERIFY(error);
        QCOMPARE(error->node, 2);
        QCOMPARE(error->fixes.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(error->fixes[0].label.sentence()),
                 QString("Put a Flatten before it"));
        const Graph fixed = error->fixes[0].apply(graph);
        QVERIFY(analyse(fixed, m_columns).runnable());
        QVERIFY(fixed.nodes.back().position.y < fixed.node(2)->position.y); // not upon each other
        QCOMPARE(analysis.unknownNodes, 3); // and those behind it complain of nothing
        QCOMPARE(analysis.diagnostics.size(), std::size_t(1));
    }

    void everyMistakeIsSaid_data()
    {
        QTest::addColumn<int>("mistake");
        QTest::addColumn<int>("node");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << 0 << 0 << "canvas is empty";
        QTest::newRow("no output") << 1 << 0 << "no Output";
        QTest::newRow("no input") << 2 << 0 << "no Input";
        QTest::newRow("missing link") << 3 << 2 << "has no input";
        QTest::newRow("circle") << 4 << 2 << "circle";
        QTest::newRow("unknown layer") << 5 << 2 << "does not know";
        QTest::newRow("setting out of range") << 6 << 2 << "Units";
        QTest::newRow("setting of another type") << 7 << 2 << "Units";
        QTest::newRow("unknown column") << 8 << 1 << "does not have";
        QTest::newRow("unknown loss") << 9 << 4 << "choose one of these";
        QTest::newRow("same name") << 10 << 3 << "rename";
        QTest::newRow("two links, one input") << 11 << 2 << "Two links";
        QTest::newRow("unused output") << 12 << 3 << "Nothing uses";
        QTest::newRow("target column") << 13 << 4 << "does not have";
    }
    void everyMistakeIsSaid()
    {
        QFETCH(int, mistake);
        QFETCH(int, node);
        QFETCH(QString, words);
        Graph g = classifier();
        switch (mistake) {
        case 0:
            g = {};
            break;
        case 1:
            g.remove(4);
            break;
        case 2:
            g.remove(1);
            break;
        case 3:
            g.disconnect({1, 0, 2, 0});
            break;
        case 4:
            g.connect({3, 0, 2, 0});
            break;
        case 5:
            g.node(2)->type = "warp_drive";
            break;
        case 6:
            g.node(2)->attributes["units"] = std::int64_t{0};
            break;
        case 7:
            g.node(2)->attributes["units"] = std::string("many");
            break;
        case 8:
            g.node(1)->attributes["column"] = std::string("sound");
            break;
        case 9:
            g.node(4)->attributes["loss"] = std::string("regret");
            break;
        case 10:
            g.node(3)->name = g.node(2)->name;
            break;
        case 11:
            g.links.push_back({1, 0, 2, 0});
            break;
        case 12:
            g.connect({2, 0, 4, 0});
            break;
        case 13:
            g.node(4)->attributes["column"] = std::string("taste");
            break;
        }
        const Analysis analysis = analyse(g, m_columns);
        const bool said = std::ranges::any_of(analysis.diagnostics, [&](const Diagnostic& d) {
            const QString sentence = QString::fromStdString(d.problem.sentence());
            return d.node == node && sentence.contains(words) && sentence.endsWith('.') &&
                !sentence.contains('%');
        });
        QVERIFY2(said, qPrintable(sentences(analysis).join('\n')));
    }

    void binaryCrossEntropyAfterReluIsAWarningWithAFix()
    {
        Graph graph;
        NodeId last = append(graph, "input", {{"column", std::string("pixels")}}, 0);
        last =
            append(graph, "dense", {{"units", std::int64_t{784}}, {"activation", std::string("relu")}}, last);
        append(graph, "output",
               {{"column", std::string("pixels")}, {"loss", std::string("binary_cross_entropy")}}, last);
        const Analysis analysis = analyse(graph, m_columns);
        QVERIFY(analysis.runnable());
        QCOMPARE(analysis.diagnostics.size(), std::size_t(1));
        QCOMPARE(analysis.diagnostics[0].node, 2);
        QVERIFY(analyse(analysis.diagnostics[0].fixes.at(0).apply(graph), m_columns).diagnostics.empty());
    }

    void everyClassHasItsUnit_data()
    {
        QTest::addColumn<int>("classes");
        QTest::addColumn<bool>("activationApart");
        QTest::newRow("one unit for each") << 10 << false;
        QTest::newRow("a class has none") << 11 << false;
        QTest::newRow("a unit has none") << 9 << true;
        QTest::newRow("classes are not known") << 0 << false;
    }
    void everyClassHasItsUnit()
    {
        QFETCH(int, classes);
        QFETCH(bool, activationApart);
        auto columns = m_columns;
        columns[2].classes.assign(std::size_t(classes), "class");
        Graph graph = classifier();
        if (activationApart) {
            graph.node(3)->attributes.erase("activation");
            graph.disconnect({3, 0, 4, 0});
            graph.connect(
                {append(graph, "activation", {{"activation", std::string("softmax")}}, 3), 0, 4, 0});
        }
        const Analysis analysis = analyse(graph, columns);
        QVERIFY(analysis.runnable());
        const bool right = classes == 10 || classes == 0;
        QCOMPARE(analysis.diagnostics.size(), std::size_t(right ? 0 : 1));
        if (right)
            return;
        const Diagnostic& warning = analysis.diagnostics[0];
        QCOMPARE(warning.node, 3);
        QCOMPARE(warning.severity, Diagnostic::Severity::Warning);
        QVERIFY2(sentences(analysis)[0].contains(QString("%1 classes, but 10 values").arg(classes)),
                 qPrintable(sentences(analysis)[0]));
        const Graph fixed = warning.fixes.at(0).apply(graph);
        QCOMPARE(std::get<std::int64_t>(fixed.node(3)->attributes.at("units")), std::int64_t(classes));
        QVERIFY(analyse(fixed, columns).diagnostics.empty());
    }

    void aMutedLayerPassesItsInputOn()
    {
        Graph graph = classifier();
        graph.node(2)->muted = true;
        const Analysis analysis = analyse(graph, m_columns);
        QVERIFY(analysis.runnable());
        QCOMPARE(analysis.nodes.at(2).parameters, std::int64_t(0));
        QCOMPARE(analysis.parameters, std::int64_t(7850));
    }

    void frozenWeightsAreNotTrainable()
    {
        Graph graph = classifier();
        graph.node(2)->frozen = true;
        const Analysis analysis = analyse(graph, m_columns);
        QCOMPARE(analysis.parameters - analysis.trainable, std::int64_t(401920));
    }

    void linksAreJudgedBeforeTheyAreMade()
    {
        Graph graph = classifier("image");
        graph.disconnect({1, 0, 2, 0});
        const Analysis analysis = analyse(graph, m_columns);
        const auto flatInput = whyNotLink(graph, analysis, {1, 0, 2, 0});
        QVERIFY(flatInput && QString::fromStdString(flatInput->sentence()).contains("flat"));
        QVERIFY(whyNotLink(graph, analysis, {3, 0, 2, 0})); // a circle
        QVERIFY(whyNotLink(graph, analysis, {2, 0, 2, 0})); // itself
        QVERIFY(whyNotLink(graph, analysis, {4, 0, 2, 0})); // an Output gives nothing
        const NodeId flatten = graph.add("flatten");
        QVERIFY(!whyNotLink(graph, analyse(graph, m_columns), {1, 0, flatten, 0}));
    }

    void withoutDataTheInputKeepsItsOwnShape()
    {
        Graph graph = classifier();
        graph.node(1)->attributes["shape"] = std::vector<int>{20};
        const Analysis analysis = analyse(graph, {});
        QVERIFY2(analysis.runnable(), qPrintable(sentences(analysis).join('\n')));
        QCOMPARE(analysis.nodes.at(2).parameters, std::int64_t(20 * 512 + 512));
    }
};

QTEST_GUILESS_MAIN(AnalysisTest)
#include "analysis_test.moc"
