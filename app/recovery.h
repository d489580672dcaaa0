#pragma once

#include "app/document.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace app {

// What a crash left behind: a project with the changes that were not saved.
struct LostWork {
    QString file; // the recovery file
    QString path; // of the project; empty when it was never saved
    QString title;
    QDateTime time;
};

// Keeps an unsaved document safe: after three idle seconds it is written into a recovery file, which a lock
// ties to this process. A normal end removes it.
class Recovery : public QObject {
    Q_OBJECT
public:
    explicit Recovery(Document& document, QObject* parent = nullptr);
    ~Recovery() override; // removes the file

    void writeNow(); // waits; for tests and the end
    QString file() const { return m_file; }

    // Files whose program is no longer there, newest first.
    static QList<LostWork> lost();
    static void discard(const LostWork& work);
    static QString folder();

private:
    void schedule();
    void write();
    void remove();

    Document& m_document;
    QTimer m_idle, m_latest;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock;
    quint64 m_written = 0;
    bool m_writing = false;
    std::shared_ptr<std::atomic<bool>> m_abandoned = std::make_shared<std::atomic<bool>>(false);
};

} // namespace app
