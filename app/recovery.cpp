#include "app/recovery.h"

#include "app/background.h"
#include "app/text.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

namespace app {

namespace {

constexpr int idleTime = 3000; // ms without a change
constexpr int latestTime = 15000; // while changes never pause, as in training

QString noteOf(const QString& file)
{
    return file + QStringLiteral(".json");
}
QString lockOf(const QString& file)
{
    return file + QStringLiteral(".lock");
}

void writeNote(const QString& file, const QString& path, const QString& title)
{
    QSaveFile note(noteOf(file));
    if (!note.open(QIODevice::WriteOnly))
        return;
    note.write(QJsonDocument(QJsonObject{{"path", path}, {"title", title}}).toJson());
    note.commit();
}

void removeFiles(const QString& file)
{
    QFile::remove(file);
    QFile::remove(noteOf(file));
}

} // namespace

Recovery::Recovery(Document& document, QObject* parent) : QObject(parent), m_document(document)
{
    QDir().mkpath(folder());
    m_file = folder() + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces) + ".loom";
    m_lock = std::make_unique<QLockFile>(lockOf(m_file));
    m_lock->setStaleLockTime(0); // only the end of the process frees it
    m_lock->tryLock(0);
    m_idle.setSingleShot(true);
    m_idle.setInterval(idleTime);
    m_latest.setSingleShot(true);
    m_latest.setInterval(latestTime);
    connect(&m_idle, &QTimer::timeout, this, &Recovery::write);
    connect(&m_latest, &QTimer::timeout, this, &Recovery::write);
    connect(&document, &Document::touched, this, &Recovery::schedule);
    connect(&document, &Document::fileChanged, this, [this] {
        if (!m_document.isModified())
            remove();
    });
}

Recovery::~Recovery()
{
    *m_abandoned = true;
    remove();
    m_lock->unlock();
}

void Recovery::schedule()
{
    m_idle.start();
    if (!m_latest.isActive())
        m_latest.start();
}

void Recovery::write()
{
    m_idle.stop();
    m_latest.stop();
    if (!m_document.isModified() || m_document.revision() == m_written)
        return;
    if (m_writing)
        return schedule();
    m_writing = true;
    const quint64 revision = m_document.revision();
    const std::filesystem::path target = utf8(m_file);
    auto work = [target, abandoned = m_abandoned,
                 file = std::make_shared<const engine::ProjectFile>(m_document.file())] {
        const bool done = bool(engine::saveProject(target, *file, [abandoned] { return !*abandoned; }));
        if (*abandoned) // the window was closed in good order meanwhile
            QFile::remove(text(target.string()));
        return done;
    };
    background(this, std::move(work), [this, revision](bool done) {
        m_writing = false;
        if (!done)
            return;
        m_written = revision;
        if (m_document.isModified())
            writeNote(m_file, m_document.path(), m_document.title());
        else
            remove();
    });
}

void Recovery::writeNow()
{
    if (!m_document.isModified())
        return;
    if (engine::saveProject(utf8(m_file), m_document.file())) {
        m_written = m_document.revision();
        writeNote(m_file, m_document.path(), m_document.title());
    }
}

void Recovery::remove()
{
    m_idle.stop();
    m_latest.stop();
    removeFiles(m_file);
}

QString Recovery::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) +
        QStringLiteral("/recovery");
}

QList<LostWork> Recovery::lost()
{
    QList<LostWork> list;
    const QFileInfoList notes =
        QDir(folder()).entryInfoList({QStringLiteral("*.loom.json")}, QDir::Files, QDir::Time);
    for (const QFileInfo& info : notes) {
        LostWork work;
        work.file = info.filePath().chopped(int(qstrlen(".json")));
        QLockFile lock(lockOf(work.file));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0) || !QFile::exists(work.file))
            continue; // its program is alive
        QFile note(info.filePath());
        if (!note.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject json = QJsonDocument::fromJson(note.readAll()).object();
        work.path = json["path"].toString();
        work.title = json["title"].toString();
        work.time = QFileInfo(work.file).lastModified();
        list << work;
    }
    return list;
}

void Recovery::discard(const LostWork& work)
{
    removeFiles(work.file);
}

} // namespace app
