// Thousands of damaged project files: each gives a project or one sentence, never a crash. The number of
// files is LAYERLOOM_MUTATIONS, else 10,000; the seed is fixed, and a failure names its number.
#include "sample_file.h"

#include "engine/base/json.h"
#include "engine/base/random.h"
#include "engine/project/package.h"

#include <QtTest>

#include <cstring>
#include <fstream>
#include <iterator>

using namespace engine;

namespace {

// Numbers one after the other from a key.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_key{seed} {}
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : m_key.below(bound, m_count++); }

private:
    RandomKey m_key;
    std::uint64_t m_count = 0;
};

Bytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

std::string_view textOf(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Json absurd(Dice& dice)
{
    static const std::vector<Json> values{nullptr,
                                          true,
                                          false,
                                          0,
                                          1,
                                          -1,
                                          2,
                                          1e308,
                                          -1e-308,
                                          0.5,
                                          INT32_MAX,
                                          INT32_MIN,
                                          std::int64_t{INT64_MAX},
                                          std::int64_t{INT64_MIN},
                                          UINT64_MAX,
                                          "",
                                          "dense",
                                          "input",
                                          "output",
                                          "pixels",
                                          "/../..",
                                          std::string(5000, 'x'),
                                          "\xe6\xa2\xa8\n%1 %2",
                                          Json::array(),
                                          Json::object(),
                                          {1, 2, 3},
                                          {1048576, 1048576, 1048576, 1048576},
                                          {"a", nullptr, 1.5},
                                          {{"id", 1}},
                                          std::vector<int>(3000, 7)};
    return values[dice.below(values.size())];
}

// Every value inside, itself first.
void collect(Json& json, std::vector<Json*>& all)
{
    all.push_back(&json);
    for (Json& item : json)
        if (item.is_structured())
            collect(item, all);
        else
            all.push_back(&item);
}

void mutateJson(Json& json, Dice& dice)
{
    std::vector<Json*> all;
    if (json.is_structured())
        collect(json, all);
    else
        all.push_back(&json);
    Json& one = *all[dice.below(all.size())];
    const Json copy = *all[dice.below(all.size())];
    switch (dice.below(5)) {
    case 0:
        one = absurd(dice);
        break;
    case 1:
        one = copy;
        break;
    case 2:
        if (one.is_structured() && !one.empty())
            one.erase(std::next(one.begin(), std::ptrdiff_t(dice.below(one.size()))));
        break;
    case 3:
        if (one.is_array())
            one.push_back(one.empty() ? absurd(dice) : one[dice.below(one.size())]);
        else if (one.is_number_integer())
            one = one.get<std::int64_t>() / 2 + 1;
        break;
    default:
        if (one.is_object())
            one[dice.below(2) ? "extra" : "units"] = absurd(dice);
        else if (one.is_string())
            one = one.get<std::string>() + "x";
    }
}

void mutateBytes(Bytes& bytes, Dice& dice)
{
    if (bytes.empty())
        return;
    const std::size_t at = dice.below(bytes.size()), length = std::min(bytes.size() - at, 1 + dice.below(64));
    const auto first = bytes.begin() + std::ptrdiff_t(at), last = first + std::ptrdiff_t(length);
    switch (dice.below(6)) {
    case 0:
        bytes.resize(at);
        break;
    case 1:
        for (std::size_t i = 0; i < 1 + at % 8; ++i)
            bytes[dice.below(bytes.size())] ^= std::uint8_t(1 << dice.below(8));
        break;
    case 2:
        std::fill(first, last, std::uint8_t(dice.below(2) ? 0xff : 0));
        break;
    case 3:
        bytes.erase(first, last);
        break;
    case 4:
        bytes.insert(bytes.begin() + std::ptrdiff_t(dice.below(bytes.size())),
                     bytes.end() - std::ptrdiff_t(length), bytes.end());
        break;
    default:
        std::swap(bytes[at], bytes[dice.below(bytes.size())]);
    }
}

void mutateMember(Members& members, Dice& dice)
{
    const auto member = std::next(members.begin(), std::ptrdiff_t(dice.below(members.size())));
    const auto other = std::next(members.begin(), std::ptrdiff_t(dice.below(members.size())));
    if (dice.below(12) == 0) {
        std::swap(member->second, other->second);
    } else if (dice.below(12) == 0) {
        members.erase(member);
    } else if (member->first.ends_with(".json") && dice.below(3) > 0) {
        Json json = Json::parse(textOf(member->second), nullptr, false);
        for (std::size_t i = 0; i <= dice.below(3) && !json.is_discarded(); ++i)
            mutateJson(json, dice);
        member->second = bytesOf(json.dump(-1, ' ', false, Json::error_handler_t::replace));
    } else {
        mutateBytes(member->second, dice);
    }
}

// The file as one of the kinds of harm leaves it.
Bytes mutated(const std::vector<Bytes>& files, Dice& dice)
{
    Bytes bytes = files[dice.below(files.size())];
    const std::size_t kind = dice.below(4);
    if (kind == 0 || (kind < 3 && !looksLikePackage(bytes))) {
        if (!looksLikePackage(bytes) && kind > 0) {
            Json json = Json::parse(textOf(bytes));
            for (std::size_t i = 0; i <= dice.below(4); ++i)
                mutateJson(json, dice);
            return bytesOf(json.dump(-1, ' ', false, Json::error_handler_t::replace));
        }
        for (std::size_t i = 0; i <= dice.below(3); ++i)
            mutateBytes(bytes, dice);
        return bytes;
    }
    if (kind == 3) {
        const Bytes& other = files[dice.below(files.size())];
        bytes.resize(dice.below(bytes.size() + 1));
        bytes.insert(bytes.end(), other.begin() + std::ptrdiff_t(dice.below(other.size())), other.end());
        return bytes;
    }
    Members members = *readPackage(bytes, "x");
    mutateMember(members, dice);
    return *writePackage(members, "x");
}

std::vector<Bytes> startingFiles()
{
    QTemporaryDir folder;
    const std::filesystem::path package = folder.filePath("p.loom").toStdString();
    std::vector<Bytes> files;
    if (saveProject(package, sample::file()))
        files.push_back(*readBytes(package, 1 << 30));
    for (const char* name : {"ae-stacked", "ae-denoising-sigmoid", "dense-digits"})
        if (const auto bytes =
                readBytes(LAYERLOOM_SOURCE_DIR "/projects/" + std::string(name) + ".loom", 1 << 20)) {
            files.push_back(*bytes);
            ProjectFile file = *parseProject(*bytes, name);
            file.runs = {sample::run("run-1")};
            file.runs[0].graph = file.project.graph;
            if (saveProject(package, file))
                files.push_back(*readBytes(package, 1 << 30));
        }
    return files;
}

bool isOneSentence(const std::string& text)
{
    return !text.empty() && text.size() < 20'000 && text.ends_with('.');
}

} // namespace

class HostileFileTest : public QObject {
    Q_OBJECT
private slots:
    void everyDamagedFileGivesAProjectOrASentence()
    {
        const int count = qEnvironmentVariableIsSet("LAYERLOOM_MUTATIONS")
            ? qEnvironmentVariableIntValue("LAYERLOOM_MUTATIONS")
            : 10'000;
        const std::vector<Bytes> files = startingFiles();
        QCOMPARE(files.size(), 7u);
        int opened = 0;
        for (int i = 0; i < count; ++i) {
            Dice dice(std::uint64_t(i) + 1);
            const Result<ProjectFile> file = parseProject(mutated(files, dice), "x.loom");
            if (!file) {
                const std::string sentence = file.problem().sentence();
                QVERIFY2(isOneSentence(sentence), qPrintable(QString("%1: %2").arg(i).arg(sentence.c_str())));
                continue;
            }
            ++opened;
            const Analysis analysis = analyse(file->project.graph, columnsOf(file->project));
            QVERIFY(analysis.order.size() <= file->project.graph.nodes.size());
            for (const Run& run : file->runs)
                analyse(run.graph, columnsOf(file->project));
            const std::string again = projectJson(file->project);
            QVERIFY2(bool(parseProject(bytesOf(again), "again")), qPrintable(QString::number(i)));
        }
        // Both outcomes must occur, else the harm is too small or too great to test anything.
        QVERIFY(opened > count / 20);
        QVERIFY(opened < count - count / 20);
    }
};

QTEST_GUILESS_MAIN(HostileFileTest)
#include "hostile_file_test.moc"
