// What a save leaves behind when it is killed or the disk is full.
#include "sample_file.h"

#include "engine/base/random.h"

#include <QtTest>

#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace engine;
namespace fs = std::filesystem;

namespace {

ProjectFile bigFile(const std::string& title)
{
    ProjectFile file = sample::file();
    file.project.title = title;
    auto checkpoint = sample::checkpoint(25, 1);
    checkpoint->weights["large"] = sample::ramp({512, 512}, 0);
    file.runs[0].last = checkpoint;
    return file;
}

// The child saves as fast as it can until it is killed; its titles count up.
[[noreturn]] void saveForEver(const fs::path& path)
{
    ProjectFile file = bigFile("");
    for (int i = 0;; ++i) {
        file.project.title = "save " + std::to_string(i);
        if (!saveProject(path, file))
            _exit(1);
    }
}

void sleepMicroseconds(std::uint64_t time)
{
    const timespec duration{time_t(time / 1'000'000), long(time % 1'000'000) * 1000};
    nanosleep(&duration, nullptr);
}

// In a child process, so that its limits end with it: 0 when the file was refused with a sentence.
int saveWithLimit(const fs::path& path, rlim_t largest)
{
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{largest, largest};
        setrlimit(RLIMIT_FSIZE, &limit);
        const Result<void> saved = saveProject(path, bigFile("new"));
        _exit(saved ? 1 : saved.problem().sentence().find("space on the disk") != std::string::npos ? 0 : 2);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::size_t filesIn(const QTemporaryDir& folder)
{
    return std::size_t(
        std::distance(fs::directory_iterator(folder.path().toStdString()), fs::directory_iterator()));
}

} // namespace

class AtomicSaveTest : public QObject {
    Q_OBJECT
private slots:
    void killedWhileSavingTheFileAlwaysOpens()
    {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("p.loom").toStdString();
        QVERIFY(bool(saveProject(path, bigFile("first"))));
        std::size_t leftovers = 0;
        for (std::uint64_t i = 0; i < 100; ++i) {
            const pid_t child = fork();
            QVERIFY(child >= 0);
            if (child == 0)
                saveForEver(path);
            sleepMicroseconds(RandomKey{11}.below(60'000, i));
            kill(child, SIGKILL);
            int status = 0;
            waitpid(child, &status, 0);
            QVERIFY2(WIFSIGNALED(status), "the child failed to save");
            leftovers += filesIn(folder) - 1;
            const Result<ProjectFile> file = loadProject(path);
            QVERIFY2(bool(file), file ? "" : file.problem().sentence().c_str());
            const std::string& title = file->project.title;
            QVERIFY(title == "first" || title.starts_with("save "));
            QVERIFY(file->runs[0].last->weights.at("large").size() == 512 * 512);
        }
        QVERIFY2(leftovers > 0, "no save was caught in the middle");
        QVERIFY(bool(saveProject(path, bigFile("last"))));
        QCOMPARE(filesIn(folder), 1u); // what the dead left behind is gone
    }

    void aFullDiskLeavesTheOldFile()
    {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("p.loom").toStdString();
        QVERIFY(bool(saveProject(path, bigFile("old"))));
        for (const rlim_t largest : {0, 1, 4096, 100'000, 900'000}) {
            QCOMPARE(saveWithLimit(path, largest), 0);
            QCOMPARE(loadProject(path)->project.title, std::string("old"));
            QCOMPARE(filesIn(folder), 1u);
        }
    }

    void aStoppedSaveLeavesTheOldFile()
    {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("p.loom").toStdString();
        QVERIFY(bool(saveProject(path, bigFile("old"))));
        int stops = 0;
        for (bool saved = false; !saved; ++stops) { // stopped at every place where it asks
            int left = stops;
            const Result<void> result =
                saveProject(path, bigFile("new"), [&left] { return left > 0 && left-- > 0; });
            saved = bool(result);
            QCOMPARE(loadProject(path)->project.title, std::string(saved ? "new" : "old"));
            QCOMPARE(filesIn(folder), 1u);
            if (!saved)
                QVERIFY2(result.problem().sentence().find("was stopped") != std::string::npos,
                         result.problem().sentence().c_str());
        }
        QVERIFY2(stops > 3, qPrintable(QString::number(stops)));
    }

    void aFolderWithoutLeaveToWriteKeepsTheOldFile()
    {
        if (geteuid() == 0)
            QSKIP("the superuser may write anywhere");
        QTemporaryDir folder;
        const fs::path path = folder.filePath("p.loom").toStdString();
        QVERIFY(bool(saveProject(path, bigFile("old"))));
        fs::permissions(folder.path().toStdString(), fs::perms::owner_read | fs::perms::owner_exec);
        const Result<void> saved = saveProject(path, bigFile("new"));
        fs::permissions(folder.path().toStdString(), fs::perms::owner_all);
        QVERIFY(!saved);
        QCOMPARE(loadProject(path)->project.title, std::string("old"));
    }

    void aLinkStaysALink()
    {
        QTemporaryDir folder, elsewhere;
        const fs::path target = elsewhere.filePath("real.loom").toStdString();
        const fs::path link = folder.filePath("p.loom").toStdString();
        QVERIFY(bool(saveProject(target, bigFile("old"))));
        fs::create_symlink(target, link);
        QVERIFY(bool(saveProject(link, bigFile("new"))));
        QVERIFY(fs::is_symlink(link));
        QCOMPARE(loadProject(target)->project.title, std::string("new"));
    }

    void whoMayReadItStaysAsItWas()
    {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("p.loom").toStdString();
        QVERIFY(bool(saveProject(path, bigFile("old"))));
        const fs::perms perms = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;
        fs::permissions(path, perms);
        QVERIFY(bool(saveProject(path, bigFile("new"))));
        QVERIFY(fs::status(path).permissions() == perms);
    }

    void anotherProgramsSaveIsLeftAlone()
    {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("p.loom").toStdString();
        std::ofstream(folder.filePath(".p.loom.other").toStdString()) << "x";
        std::ofstream(folder.filePath("q.loom").toStdString()) << "x";
        QVERIFY(bool(saveProject(path, bigFile("new"))));
        QCOMPARE(filesIn(folder), 3u);
    }
};

QTEST_GUILESS_MAIN(AtomicSaveTest)
#include "atomic_save_test.moc"
