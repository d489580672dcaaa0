// What every layer says about itself, and how it refuses what it cannot do.
#include "engine/base/json.h"
#include "engine/layers/layer_type.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>
#include <set>

using namespace engine;

namespace {

bool isSentence(const std::string& text)
{
    return text.size() > 10 && text.back() == '.' && std::isupper(static_cast<unsigned char>(text.front())) &&
        text.find('%') == std::string::npos;
}

std::vector<Value> valuesBeyond(const Field& field)
{
    const Limits& limits = field.limits;
    const double nan = std::numeric_limits<double>::quiet_NaN(),
                 infinite = std::numeric_limits<double>::infinity();
    switch (field.initial.index()) {
    case 0:
        return {std::int64_t{1}, std::string("true")};
    case 1:
        return {std::int64_t(limits.min) - 1, std::int64_t(limits.max) + 1, INT64_MIN, INT64_MAX, 1.0};
    case 2:
        return {std::nextafter(limits.min, -1e300),
                std::nextafter(limits.max, 1e300),
                nan,
                infinite,
                -infinite,
                std::int64_t{1}};
    case 3:
        if (limits.choices.empty())
            return {false};
        return {std::string("no such choice"), std::string(), true};
    default:
        return {std::vector<int>(std::size_t(limits.maxCount) + 1, 1), std::vector<int>{INT_MIN},
                std::vector<int>{INT_MAX}, std::string("1")};
    }
}

} // namespace

class LayerDescriptionTest : public QObject {
    Q_OBJECT

private slots:
    void everyTextIsThere_data() { everyType(); }
    void everyTextIsThere();
    void everyFieldIsWhole_data() { everyType(); }
    void everyFieldIsWhole();
    void examplesAreAcceptedAndTheFirstIsPlain_data() { everyType(); }
    void examplesAreAcceptedAndTheFirstIsPlain();
    void settingsOutsideLimitsAreRefusedWithASentence_data() { everyType(); }
    void settingsOutsideLimitsAreRefusedWithASentence();
    void wrongInputsAreRefusedWithASentence_data() { everyType(); }
    void wrongInputsAreRefusedWithASentence();
    void hostileSettingsNeverCrash_data() { everyType(); }
    void hostileSettingsNeverCrash();
    void typesComeByCategoryThenTitle();
    void parametersAreCountedAsKerasDoes_data();
    void parametersAreCountedAsKerasDoes();
    void recurrentParametersAreCountedAsKerasDoes_data();
    void recurrentParametersAreCountedAsKerasDoes();
    void settingsReadAsOneLine_data();
    void settingsReadAsOneLine();
    void hugeSizesAreRefused();
    void outputHoldsTheSettingsOfEveryLoss();
    void wrappersShowTheFieldsOfTheLayerWithin();
    void fieldsOfLayersWithinNeverMeet();

private:
    static void everyType()
    {
        QTest::addColumn<QString>("id");
        for (const LayerType& type : layerTypes())
            QTest::addRow("%s", type.id.c_str()) << QString::fromStdString(type.id);
    }
    static const LayerType& typeOfRow()
    {
        QFETCH(const QString, id);
        return *findLayerType(id.toStdString());
    }
};

void LayerDescriptionTest::everyTextIsThere()
{
    const LayerType& type = typeOfRow();
    QVERIFY(!type.title.empty());
    QVERIFY(isSentence(type.summary));
    QVERIFY(
        QFile::exists(QString::fromStdString(LAYERLOOM_SOURCE_DIR "/resources/icons/" + type.icon + ".svg")));
    for (const Field& field : type.fields) {
        QVERIFY2(!field.label.empty(), field.key.c_str());
        QVERIFY2(field.help.empty() || isSentence(field.help), field.key.c_str());
        QCOMPARE(field.limits.choices.size(), field.limits.choiceTitles.size());
    }
}

void LayerDescriptionTest::everyFieldIsWhole()
{
    const LayerType& type = typeOfRow();
    std::set<std::string> keys;
    for (const Field& field : type.fields) {
        QVERIFY2(keys.insert(field.key).second, field.key.c_str());
        QVERIFY2(check(type.fields, {{field.key, field.initial}}), field.key.c_str());
        QVERIFY2(*valueFromJson(field, toJson(field.initial)) == field.initial, field.key.c_str());
        QVERIFY2(*valueFromText(field, toText(field.initial)) == field.initial, field.key.c_str());
    }
    for (const Field& field : type.fields)
        QVERIFY2(field.shownWhenKey.empty() || keys.contains(field.shownWhenKey), field.key.c_str());
}

void LayerDescriptionTest::examplesAreAcceptedAndTheFirstIsPlain()
{
    const LayerType& type = typeOfRow();
    QVERIFY(!type.examples.empty());
    QVERIFY(type.examples.front().attributes.empty());
    for (const auto& example : type.examples) {
        for (const auto& [key, value] : example.attributes)
            QVERIFY2(valueOf(type.fields, example.attributes, key) == value, key.c_str());
        const auto outputs = type.infer(example.attributes, example.inputs);
        QVERIFY2(outputs, outputs ? "" : outputs.problem().sentence().c_str());
        QCOMPARE(outputs->size(), type.outputs.size());
        QVERIFY(type.multiplyAdds(example.attributes, example.inputs) >= 0);
    }
}

void LayerDescriptionTest::settingsOutsideLimitsAreRefusedWithASentence()
{
    const LayerType& type = typeOfRow();
    for (const Field& field : type.fields)
        for (const Value& value : valuesBeyond(field)) {
            const Attributes attributes{{field.key, value}};
            const auto result = type.infer(attributes, type.examples.front().inputs);
            QVERIFY2(!result, (field.key + " " + toText(value)).c_str());
            QVERIFY2(isSentence(result.problem().sentence()), result.problem().sentence().c_str());
            type.settings(attributes); // must not crash either
        }
}

void LayerDescriptionTest::wrongInputsAreRefusedWithASentence()
{
    const LayerType& type = typeOfRow();
    const auto inputs = type.examples.front().inputs;
    std::vector<Signals> wrong{Signals(std::size_t(type.maxInputs) + 1, {{4}})};
    if (type.minInputs > 0)
        wrong.push_back(Signals(std::size_t(type.minInputs) - 1, {{4}}));
    if (type.id != "flatten" && type.id != "reshape" && type.id != "input" &&
        type.id != "embedding") // these carry ids as well
        wrong.push_back(Signals(inputs.size(), {{4}, ElementType::Int32}));
    if (type.minInputs == 2)
        wrong.push_back({{{4, 3}}, {{3, 4}}});
    if (type.id == "dense")
        wrong.insert(wrong.end(), {{{{4, 3}}}, {{Shape{}}}});
    for (const Signals& in : wrong) {
        const auto result = type.infer({}, in);
        QVERIFY(!result);
        QVERIFY2(isSentence(result.problem().sentence()), result.problem().sentence().c_str());
    }
}

void LayerDescriptionTest::hostileSettingsNeverCrash()
{
    const LayerType& type = typeOfRow();
    std::mt19937 random(11);
    const auto pick = [&](int count) { return int(random() % unsigned(count)); };
    const std::vector<Value> values{true,
                                    std::int64_t{-1},
                                    INT64_MAX,
                                    std::int64_t{1} << 20,
                                    0.0,
                                    1e300,
                                    -1e300,
                                    std::nan(""),
                                    std::string(),
                                    std::string("relu"),
                                    std::string(5000, 'x'),
                                    std::vector<int>{},
                                    std::vector<int>{0},
                                    std::vector<int>{-1, -1},
                                    std::vector<int>(7, 1 << 24),
                                    std::vector<int>{1 << 24, 1 << 24, -1}};
    const std::vector<int> sizes{0, -3, 1, 2, 7, 1 << 16, 1 << 24, INT_MAX, INT_MIN};
    for (int round = 0; round < 2000; ++round) {
        Attributes attributes;
        for (const Field& field : type.fields)
            if (pick(3) == 0)
                attributes[field.key] = values[std::size_t(pick(int(values.size())))];
        Signals in(std::size_t(pick(4)));
        for (Signal& signal : in) {
            for (int axes = pick(9); axes > 0; --axes)
                signal.shape.append(sizes[std::size_t(pick(int(sizes.size())))]);
            signal.type = pick(5) ? ElementType::Float32 : ElementType::Int32;
        }
        if (const auto result = type.infer(attributes, in)) {
            type.parameters(attributes, in);
            type.multiplyAdds(attributes, in);
        } else {
            QVERIFY(!result.problem().sentence().empty());
        }
    }
}

void LayerDescriptionTest::typesComeByCategoryThenTitle()
{
    QVERIFY(layerTypes().size() >= 14);
    QVERIFY(
        std::is_sorted(layerTypes().begin(), layerTypes().end(), [](const LayerType& a, const LayerType& b) {
            return std::tie(a.category, a.title) < std::tie(b.category, b.title);
        }));
    QVERIFY(!findLayerType("no such layer"));
}

void LayerDescriptionTest::parametersAreCountedAsKerasDoes_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("features");
    QTest::addColumn<int>("units");
    QTest::addColumn<qint64>("count");
    QTest::newRow("784 to 512") << "dense" << 784 << 512 << qint64(401920);
    QTest::newRow("512 to 256") << "dense" << 512 << 256 << qint64(131328);
    QTest::newRow("256 to 256") << "dense" << 256 << 256 << qint64(65792);
    QTest::newRow("256 to 512") << "dense" << 256 << 512 << qint64(131584);
    QTest::newRow("512 to 784") << "dense" << 512 << 784 << qint64(402192);
    QTest::newRow("embedding") << "embedding" << 5 << 0 << qint64(32000);
    QTest::newRow("batch normalisation") << "batch_normalization" << 32 << 0 << qint64(128);
    QTest::newRow("layer normalisation") << "layer_normalization" << 32 << 0 << qint64(64);
}

void LayerDescriptionTest::parametersAreCountedAsKerasDoes()
{
    QFETCH(QString, id);
    QFETCH(int, features);
    QFETCH(int, units);
    QFETCH(qint64, count);
    Attributes attributes;
    if (units > 0)
        attributes["units"] = std::int64_t{units};
    qint64 found = 0;
    for (const ParameterShape& p : findLayerType(id.toStdString())->parameters(attributes, {{{features}}}))
        found += p.shape.elements();
    QCOMPARE(found, count);
}

void LayerDescriptionTest::recurrentParametersAreCountedAsKerasDoes_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("features");
    QTest::addColumn<int>("units");
    QTest::addColumn<bool>("resetAfter");
    QTest::addColumn<qint64>("count");
    QTest::newRow("rows of digits") << "simple_rnn" << 28 << 16 << true << qint64(720);
    QTest::newRow("simple RNN") << "simple_rnn" << 1 << 4 << true << qint64(24);
    QTest::newRow("LSTM") << "lstm" << 1 << 4 << true << qint64(96);
    QTest::newRow("text") << "lstm" << 1 << 128 << true << qint64(66560);
    QTest::newRow("GRU, reset before") << "gru" << 1 << 4 << false << qint64(72);
    QTest::newRow("GRU, reset after") << "gru" << 1 << 4 << true << qint64(84);
    QTest::newRow("UGRNN") << "ugrnn" << 1 << 4 << true << qint64(48);
}

void LayerDescriptionTest::recurrentParametersAreCountedAsKerasDoes()
{
    QFETCH(QString, id);
    QFETCH(int, features);
    QFETCH(int, units);
    QFETCH(bool, resetAfter);
    QFETCH(qint64, count);
    Attributes attributes{{"units", std::int64_t{units}}};
    if (!resetAfter)
        attributes["reset_after"] = false;
    qint64 found = 0;
    for (const ParameterShape& p :
         findLayerType(id.toStdString())->parameters(attributes, {{{28, features}}}))
        found += p.shape.elements();
    QCOMPARE(found, count);
}

void LayerDescriptionTest::settingsReadAsOneLine_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("dense") << "dense"
                           << "units"
                           << "1024"
                           << "1,024 units";
    QTest::newRow("dense with relu") << "dense"
                                     << "activation"
                                     << "relu"
                                     << "64 units, relu";
    QTest::newRow("leaky relu") << "activation"
                                << "activation"
                                << "leaky_relu"
                                << "leaky relu 0.3";
    QTest::newRow("elu") << "activation"
                         << "activation"
                         << "elu"
                         << "elu 1";
    QTest::newRow("dropout") << "dropout"
                             << "rate"
                             << "0.25"
                             << "0.25";
    QTest::newRow("reshape") << "reshape"
                             << "target"
                             << "7 x 7 x -1"
                             << "7, 7, -1";
    QTest::newRow("every step") << "lstm"
                                << "return_sequences"
                                << "true"
                                << "32 units, every step";
    QTest::newRow("layer within") << "time_distributed"
                                  << "units"
                                  << "10"
                                  << "Dense, 10 units";
    QTest::newRow("output") << "output"
                            << "loss"
                            << "huber"
                            << "Huber";
}

void LayerDescriptionTest::settingsReadAsOneLine()
{
    QFETCH(QString, id);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, text);
    const LayerType& type = *findLayerType(id.toStdString());
    for (const Field& field : type.fields)
        if (field.key == key.toStdString())
            QCOMPARE(QString::fromStdString(
                         type.settings({{field.key, *valueFromText(field, value.toStdString())}})),
                     text);
}

void LayerDescriptionTest::hugeSizesAreRefused()
{
    const Signals wide{{{1 << 20}}};
    const auto many = findLayerType("dense")->infer({{"units", std::int64_t{1 << 20}}}, wide);
    QVERIFY(!many);
    QVERIFY(isSentence(many.problem().sentence()));
    QVERIFY(!findLayerType("input")->infer({{"shape", std::vector<int>{1 << 24, 1 << 24}}}, {}));
    QVERIFY(!findLayerType("flatten")->infer({}, {{{1 << 24, 1 << 24, 1 << 24}}}));
}

void LayerDescriptionTest::outputHoldsTheSettingsOfEveryLoss()
{
    const auto& fields = findLayerType("output")->fields;
    const auto shown = [&](const char* key, const char* loss) {
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.key == key; });
        return field != fields.end() && isShown(*field, fields, {{"loss", std::string(loss)}});
    };
    QVERIFY(shown("delta", "huber"));
    QVERIFY(!shown("delta", "mean_squared_error"));
    QVERIFY(shown("reduction", "mean_squared_error") && shown("reduction", "binary_cross_entropy"));
    QVERIFY(shown("from_logits", "sparse_cross_entropy") &&
            !shown("label_smoothing", "sparse_cross_entropy"));
    QVERIFY(shown("column", "huber") && shown("weight", "huber"));
}

void LayerDescriptionTest::wrappersShowTheFieldsOfTheLayerWithin()
{
    const auto shown = [](const char* type, const char* key, const Attributes& attributes) {
        const auto& fields = findLayerType(type)->fields;
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.key == key; });
        return field != fields.end() && isShown(*field, fields, attributes);
    };
    const std::string pool = "max_pool2d", elu = "elu";
    QVERIFY(shown("time_distributed", "units", {}) && !shown("time_distributed", "pool_size", {}));
    QVERIFY(!shown("time_distributed", "units", {{"layer", pool}}));
    QVERIFY(shown("time_distributed", "pool_size", {{"layer", pool}}));
    QVERIFY(!shown("time_distributed", "alpha", {}));
    QVERIFY(shown("time_distributed", "alpha", {{"activation", elu}}));
    QVERIFY(shown("time_distributed", "alpha", {{"activation", elu}, {"layer", "conv2d"}}));
    QVERIFY(!shown("time_distributed", "alpha", {{"activation", elu}, {"layer", pool}}));
    QVERIFY(shown("bidirectional", "unit_forget_bias", {}) && !shown("bidirectional", "reset_after", {}));
    QVERIFY(shown("bidirectional", "reset_after", {{"layer", "gru"}}));
    QVERIFY(!shown("bidirectional", "go_backwards", {}));
    QVERIFY(shown("residual", "return_sequences", {{"layer", "ugrnn"}}));
    QVERIFY(!shown("residual", "return_sequences", {{"layer", "dense"}}));
}

// A key means the same with every layer within, or has the layer's name before it.
void LayerDescriptionTest::fieldsOfLayersWithinNeverMeet()
{
    const LayerType& type = *findLayerType("time_distributed");
    const Signals pictures{{{2, 4, 4, 2}}};
    const Attributes conv{{"layer", "conv2d"}, {"padding", "same"}};
    const Attributes zeros{{"layer", "zero_padding2d"}, {"zero_padding2d_padding", std::vector<int>{3, 1}}};
    QCOMPARE((*type.infer(conv, pictures))[0].shape, Shape({2, 4, 4, 32}));
    QCOMPARE((*type.infer(zeros, pictures))[0].shape, Shape({2, 10, 6, 2}));
}

QTEST_GUILESS_MAIN(LayerDescriptionTest)
#include "layer_description_test.moc"
