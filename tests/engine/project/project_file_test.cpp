#include "sample_file.h"

#include "engine/base/json.h"
#include "engine/project/package.h"

#include <QtTest>

#include <cstring>
#include <fstream>

using namespace engine;
namespace fs = std::filesystem;

namespace {

std::vector<std::uint8_t> bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

bool sameBits(const NamedTensors& a, const NamedTensors& b)
{
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.shape() == y.second.shape() &&
            std::memcmp(x.second.data(), y.second.data(), std::size_t(x.second.size()) * 4) == 0;
    });
}

bool sameDouble(double a, double b)
{
    return std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(a) && std::isnan(b));
}

template <class Map>
bool sameNumbers(const Map& a, const Map& b)
{
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
        return x.first == y.first && sameDouble(x.second, y.second);
    });
}

bool sameCheckpoint(const Checkpoint& a, const Checkpoint& b)
{
    return sameBits(a.weights, b.weights) && sameBits(a.optimizer, b.optimizer) &&
        sameBits(a.state, b.state) && a.step == b.step && a.epoch == b.epoch &&
        a.batchInEpoch == b.batchInEpoch && sameNumbers(a.sums, b.sums);
}

Members membersOf(const fs::path& path)
{
    return *readPackage(*readBytes(path, 1 << 30), "x");
}

void writeMembers(const fs::path& path, const Members& members)
{
    QVERIFY(bool(replaceFile(path, *writePackage(members, "x"))));
}

std::string sentence(const Result<ProjectFile>& result)
{
    return result ? "" : result.problem().sentence();
}

} // namespace

class ProjectFileTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    fs::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

private slots:
    void everythingComesBack()
    {
        const ProjectFile before = sample::file();
        QVERIFY(bool(saveProject(path("all.loom"), before)));
        const Result<ProjectFile> after = loadProject(path("all.loom"));
        QVERIFY2(bool(after), sentence(after).c_str());
        QVERIFY(after->project == before.project);
        QCOMPARE(after->runs.size(), before.runs.size());
        QCOMPARE(after->panels, before.panels);
        QCOMPARE(after->preview, before.preview);
        QVERIFY(after->otherMembers == before.otherMembers);
        QVERIFY(!after->fromNewerVersion);
    }

    void runsComeBackWithEveryBit()
    {
        const ProjectFile before = sample::file();
        QVERIFY(bool(saveProject(path("runs.loom"), before)));
        const Result<ProjectFile> after = loadProject(path("runs.loom"));
        QVERIFY(bool(after));
        for (std::size_t i = 0; i < before.runs.size(); ++i) {
            const Run &a = before.runs[i], &b = after->runs[i];
            QVERIFY(a.graph == b.graph && a.settings == b.settings && a.dataset == b.dataset);
            QCOMPARE(b.name, a.name);
            QCOMPARE(b.state, a.state);
            QCOMPARE(b.color, a.color);
            QCOMPARE(b.visible, a.visible);
            QVERIFY(sameCheckpoint(*a.last, *b.last));
            QVERIFY(sameCheckpoint(*a.best, *b.best));
            QCOMPARE(b.batches.size(), a.batches.size());
            for (std::size_t k = 0; k < a.batches.size(); ++k)
                QVERIFY(a.batches[k].step == b.batches[k].step && a.batches[k].epoch == b.batches[k].epoch &&
                        sameDouble(a.batches[k].loss, b.batches[k].loss));
            QCOMPARE(b.epochs.size(), a.epochs.size());
            for (std::size_t k = 0; k < a.epochs.size(); ++k) {
                QVERIFY(sameNumbers(a.epochs[k].training, b.epochs[k].training));
                QVERIFY(sameNumbers(a.epochs[k].validation, b.epochs[k].validation));
                QCOMPARE(b.epochs[k].samplesPerSecond, a.epochs[k].samplesPerSecond);
                QCOMPARE(b.epochs[k].best, a.epochs[k].best);
            }
        }
    }

    void bestAndLastOfOneStepMayDiffer()
    {
        ProjectFile file = sample::file();
        file.runs[0].best = sample::checkpoint(file.runs[0].last->step, 9);
        QVERIFY(bool(saveProject(path("clash.loom"), file)));
        const Result<ProjectFile> after = loadProject(path("clash.loom"));
        QVERIFY(bool(after));
        QVERIFY(sameCheckpoint(*after->runs[0].last, *file.runs[0].last));
        QVERIFY(sameCheckpoint(*after->runs[0].best, *file.runs[0].best));
    }

    void unknownMembersAndKeysSurviveASave()
    {
        QVERIFY(bool(saveProject(path("future.loom"), sample::file())));
        Members members = membersOf(path("future.loom"));
        const auto addKey = [&](const char* member, const std::vector<const char*>& at) {
            Json json = *parseJson(
                {reinterpret_cast<const char*>(members[member].data()), members[member].size()}, "");
            Json* object = &json;
            for (const char* key : at)
                object = &(*object)[key];
            (*object)["future"] = {{"deep", {1, 2, 3}}, {"null", nullptr}};
            members[member] = bytesOf(json.dump());
        };
        addKey("metadata.json", {});
        addKey("project.json", {});
        addKey("project.json", {"training"});
        addKey("project.json", {"graph"});
        addKey("runs/run-1/run.json", {});
        members["runs/run-1/extra.bin"] = {1, 2, 3};
        writeMembers(path("future.loom"), members);
        Result<ProjectFile> file = loadProject(path("future.loom"));
        QVERIFY2(bool(file), sentence(file).c_str());
        file->project.title = "New title";
        QVERIFY(bool(saveProject(path("future.loom"), *file)));
        const Members after = membersOf(path("future.loom"));
        const auto count = [&](const char* member) {
            return QByteArray(reinterpret_cast<const char*>(after.at(member).data()),
                              qsizetype(after.at(member).size()))
                .count("\"future\"");
        };
        QCOMPARE(count("metadata.json"), 1);
        QCOMPARE(count("project.json"), 3);
        QCOMPARE(count("runs/run-1/run.json"), 1);
        QVERIFY(after.at("runs/run-1/extra.bin") == Bytes({1, 2, 3}));
        QVERIFY(after.contains("notes/today.txt"));
    }

    void membersOfADeletedRunGoWithIt()
    {
        ProjectFile file = sample::file();
        file.otherMembers["weights/run-2/extra.bin"] = {1};
        file.runs.pop_back();
        QVERIFY(bool(saveProject(path("deleted.loom"), file)));
        for (const auto& [member, bytes] : membersOf(path("deleted.loom")))
            QVERIFY2(member.find("run-2") == std::string::npos, member.c_str());
    }

    void weightsLieUncompressed()
    {
        ProjectFile file = sample::file();
        auto wide = sample::checkpoint(25, 1);
        wide->weights["zeros"] = Tensor::zeros({256, 256});
        file.runs[0].last = wide;
        QVERIFY(bool(saveProject(path("stored.loom"), file)));
        QVERIFY(fs::file_size(path("stored.loom")) > 256 * 256 * 4);
    }

    void aBareProjectOpensAndSamplesDoToo()
    {
        const ProjectFile before = sample::file();
        std::ofstream(path("bare.loom")) << projectJson(before.project);
        const Result<ProjectFile> bare = loadProject(path("bare.loom"));
        QVERIFY2(bool(bare), sentence(bare).c_str());
        QVERIFY(bare->project == before.project);
        QVERIFY(bare->runs.empty());
    }

    void newerVersionsOpenOrAreRefusedWithTheReason()
    {
        QVERIFY(bool(saveProject(path("newer.loom"), sample::file())));
        Members members = membersOf(path("newer.loom"));
        members["metadata.json"] = bytesOf(R"({"format":"layerloom","version":7,"minimum_reader":1})");
        writeMembers(path("newer.loom"), members);
        const Result<ProjectFile> newer = loadProject(path("newer.loom"));
        QVERIFY(bool(newer));
        QVERIFY(newer->fromNewerVersion);
        members["metadata.json"] = bytesOf(R"({"format":"layerloom","version":7,"minimum_reader":7})");
        writeMembers(path("newer.loom"), members);
        QVERIFY(sentence(loadProject(path("newer.loom"))).find("Update") != std::string::npos);
    }

    void unknownLayersStayAsTheyAre()
    {
        QVERIFY(bool(saveProject(path("alien.loom"), sample::file())));
        const Result<ProjectFile> file = loadProject(path("alien.loom"));
        const Node* alien = file->project.graph.node(3);
        QVERIFY(alien);
        QCOMPARE(alien->type, std::string("layer_of_tomorrow"));
        QVERIFY(alien->attributes.at("depth") == Value(2.5));
    }

    void longCurvesAreThinnedWithTheirExtremes()
    {
        ProjectFile file = sample::file();
        std::vector<BatchPoint>& points = file.runs[0].batches;
        points.clear();
        for (int i = 1; i <= 500'000; ++i)
            points.push_back({i, i / 1000.0, i == 123'457 ? 99.f : i == 345'678 ? -5.f : float(i % 7)});
        QVERIFY(bool(saveProject(path("long.loom"), file)));
        const auto after = loadProject(path("long.loom"))->runs[0].batches;
        QVERIFY(after.size() <= 200'000);
        QVERIFY(after.size() > 100'000);
        QVERIFY(std::ranges::find(after, 123'457, &BatchPoint::step) != after.end());
        QVERIFY(std::ranges::find(after, 345'678, &BatchPoint::step) != after.end());
        QVERIFY(std::ranges::is_sorted(after, {}, &BatchPoint::step));
    }

    void hostilePackagesAreRefusedInASentence_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("contents");
        const auto row = [](const char* name, const char* member, const QByteArray& contents) {
            QTest::newRow(name) << QByteArray(member) << contents;
        };
        row("out of the package", "../evil.txt", "x");
        row("absolute", "/etc/evil.txt", "x");
        row("backslash", "..\\evil.txt", "x");
        row("inner ..", "runs/../../evil.txt", "x");
        row("drive", "C:/evil.txt", "x");
        row("project is a list", "project.json", "[]");
        row("project is no JSON", "project.json", "{\"graph\":");
        row("title is a number", "project.json", R"({"title":1,"graph":{"nodes":[]}})");
        row("no graph", "project.json", R"({"title":"x"})");
        row("graph is a text", "project.json", R"({"graph":"x"})");
        row("number out of range", "project.json",
            R"({"graph":{"nodes":[]},"training":{"learning_rate":1e999}})");
        row("not a number", "project.json", R"({"graph":{"nodes":[]},"training":{"learning_rate":NaN}})");
        row("not UTF-8", "project.json", "{\"title\":\"\xff\xfe\",\"graph\":{\"nodes\":[]}}");
        row("deep", "project.json", QByteArray(100'000, '['));
        row("metadata is a list", "metadata.json", "[1]");
        row("another format", "metadata.json", R"({"format":"docx","version":1})");
        row("version is a text", "metadata.json", R"({"format":"layerloom","version":"x"})");
        row("metrics", "runs/run-1/metrics.csv", "step,epoch,loss\n1,x,2\n");
        row("metrics without heading", "runs/run-1/metrics.csv", "1,2,3\n");
        row("run is a number", "runs/run-1/run.json", "7");
        row("weights are absent", "runs/run-1/run.json", R"({"last":{"step":1,"weights":"nowhere"}})");
        row("step before the start", "runs/run-1/run.json", R"({"last":{"step":-1}})");
        row("sums are texts", "runs/run-1/run.json", R"({"last":{"step":1,"sums":{"loss":"x"}}})");
        row("epochs are numbers", "runs/run-1/run.json", R"({"epochs":[1,2]})");
        row("colour beyond an int", "runs/run-1/run.json", R"({"color":99999999999})");
        row("weights are garbage", "weights/run-1/25.safetensors", "garbage garbage");
        row("panels", "panels.json", "{");
    }
    void hostilePackagesAreRefusedInASentence()
    {
        QFETCH(QByteArray, member);
        QFETCH(QByteArray, contents);
        QVERIFY(bool(saveProject(path("hostile.loom"), sample::file())));
        Members members = membersOf(path("hostile.loom"));
        members[member.toStdString()] = bytesOf({contents.data(), std::size_t(contents.size())});
        writeMembers(path("hostile.loom"), members);
        const std::string text = sentence(loadProject(path("hostile.loom")));
        QVERIFY2(text.starts_with("hostile.loom"), text.c_str());
        QVERIFY(text.ends_with("."));
        QCOMPARE(QByteArray(text.c_str()).count('\n'), 0);
    }

    void bombsAreRefused()
    {
        Members members;
        members["metadata.json"] = bytesOf(R"({"format":"layerloom","version":1})");
        members["project.json"] = bytesOf(R"({"graph":{"nodes":[]}})");
        members["bomb.txt"] = Bytes(std::size_t(160) << 20, 'x');
        writeMembers(path("bomb.loom"), members);
        QVERIFY(fs::file_size(path("bomb.loom")) < 1 << 20);
        QVERIFY(sentence(loadProject(path("bomb.loom"))).find("unpack") != std::string::npos);
    }

    void aMemberTwiceIsRefused()
    {
        Members members;
        members["metadata.json"] = bytesOf(R"({"format":"layerloom","version":1})");
        members["projecA.json"] = bytesOf(R"({"graph":{"nodes":[]}})");
        members["projecB.json"] = bytesOf(R"({"graph":{"nodes":[]}})");
        const Result<Bytes> package = writePackage(members, "x");
        QByteArray bytes(reinterpret_cast<const char*>(package->data()), qsizetype(package->size()));
        bytes.replace("projecA.json", "project.json").replace("projecB.json", "project.json");
        const auto twice = bytesOf({bytes.data(), std::size_t(bytes.size())});
        QVERIFY(sentence(parseProject(twice, "x")).find("twice") != std::string::npos);
    }

    void wrongCheckSumsAreNoticed()
    {
        QVERIFY(bool(saveProject(path("crc.loom"), sample::file())));
        Bytes bytes = *readBytes(path("crc.loom"), 1 << 30);
        const std::string needle = "hi"; // notes/today.txt, too short to be compressed away
        const QByteArray all(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()));
        const qsizetype at = all.indexOf("Dense/kernel");
        QVERIFY(at > 0);
        bytes[std::size_t(at)] ^= 1;
        QVERIFY(sentence(parseProject(bytes, "x")).find("damaged") != std::string::npos);
    }

    void strangePathsGiveASentence_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("absent") << m_folder.filePath("absent.loom");
        QTest::newRow("folder") << m_folder.path();
        QTest::newRow("device") << "/dev/zero";
        QTest::newRow("empty name") << "";
    }
    void strangePathsGiveASentence()
    {
        QFETCH(QString, path);
        QVERIFY(sentence(loadProject(path.toStdString())).ends_with("."));
    }

    void emptyFilesGiveASentence()
    {
        std::ofstream(path("empty.loom")).close();
        QVERIFY(sentence(loadProject(path("empty.loom"))).starts_with("empty.loom"));
    }

    void anUnwritableFolderLeavesTheOldFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("missing folder") << m_folder.filePath("none/x.loom");
        QTest::newRow("a folder has the name") << m_folder.path();
        QTest::newRow("folder is a file") << "/proc/version/x.loom";
        QTest::newRow("no files there") << "/proc/x.loom";
        QTest::newRow("name too long") << m_folder.filePath(QString(300, 'x'));
    }
    void anUnwritableFolderLeavesTheOldFile()
    {
        QFETCH(QString, name);
        const Result<void> saved = saveProject(name.toStdString(), sample::file());
        QVERIFY(!saved);
        QVERIFY(saved.problem().sentence().ends_with("."));
    }
};

QTEST_GUILESS_MAIN(ProjectFileTest)
#include "project_file_test.moc"
