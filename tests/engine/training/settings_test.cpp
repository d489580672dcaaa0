#include "engine/base/json.h"
#include "engine/training/settings.h"

#include <QTest>

using namespace engine;

class SettingsTest : public QObject {
    Q_OBJECT
private slots:
    void everySettingSurvivesAFile()
    {
        TrainingSettings settings;
        settings.optimizer = {"sgd", {{"momentum", 0.9}, {"nesterov", true}}};
        settings.schedule = {"exponential", {}};
        settings.learningRate = 0.123456789012345;
        settings.batchSize = 7;
        settings.epochs = 3;
        settings.seed = 1234567890123;
        settings.shuffle = false;
        settings.clipping = "global_norm";
        settings.clippingLimit = 0.5;
        settings.earlyStopping = true;
        settings.watched = "validation_accuracy";
        settings.patience = 9;
        settings.minimumImprovement = 0.001;
        settings.restoreBest = false;
        settings.checkpointEvery = 0;
        settings.threads = 3;
        settings.device = "cpu";
        settings.limit = 500;
        const Result<TrainingSettings> read = settingsFromJson(toJson(settings));
        QVERIFY(read);
        QVERIFY(*read == settings);
    }

    void whatIsMissingKeepsItsDefault()
    {
        const Result<TrainingSettings> read = settingsFromJson(Json::object());
        QVERIFY(read);
        QVERIFY(*read == TrainingSettings());
    }

    void unknownKeysAreNoProblem()
    {
        const Json json{
            {"epochs", 4}, {"from_the_future", {1, 2}}, {"optimizer", {{"id", "adam"}, {"more", 1}}}};
        const Result<TrainingSettings> read = settingsFromJson(json);
        QVERIFY(read);
        QCOMPARE(read->epochs, 4);
    }

    void unknownOptimizersKeepTheirSettings()
    {
        const Json json{{"id", "future"}, {"attributes", {{"depth", 3}, {"on", true}, {"speed", 0.5}}}};
        const Result<Choice> choice = choiceFromJson(json, nullptr);
        QVERIFY(choice);
        QVERIFY(toJson(*choice) == json);
    }

    void wrongValuesAreRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("text for a number") << R"({"learning_rate": "fast"})";
        QTest::newRow("fraction for a count") << R"({"epochs": 2.5})";
        QTest::newRow("nothing") << R"({"epochs": null})";
        QTest::newRow("too large") << R"({"batch_size": 1000000000000})";
        QTest::newRow("too small") << R"({"batch_size": 0})";
        QTest::newRow("unknown choice") << R"({"clipping": "gently"})";
        QTest::newRow("number for yes or no") << R"({"shuffle": 1})";
        QTest::newRow("optimiser without a name") << R"({"optimizer": {}})";
        QTest::newRow("optimiser of a wrong kind") << R"({"optimizer": 3})";
        QTest::newRow("wrong setting of an optimiser")
            << R"({"optimizer": {"id": "sgd", "attributes": {"momentum": "x"}}})";
        QTest::newRow("settings that are a list") << R"({"optimizer": {"id": "sgd", "attributes": []}})";
        QTest::newRow("no object") << "[1, 2]";
    }
    void wrongValuesAreRefusedWithASentence()
    {
        QFETCH(QString, text);
        const Result<TrainingSettings> read = settingsFromJson(Json::parse(text.toStdString()));
        QVERIFY(!read);
        QVERIFY(read.problem().sentence().ends_with("."));
        QVERIFY(read.problem().sentence().find('%') == std::string::npos);
    }

    void everyFieldSaysWhatItIs()
    {
        for (const auto& field : trainingFields()) {
            QVERIFY(!field.label.empty());
            QVERIFY(check({field}, {{field.key, field.initial}}));
            QCOMPARE(field.limits.choices.size(), field.limits.choiceTitles.size());
        }
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
