#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>

namespace app {

struct LogEntry {
    enum class Severity { Info, Warning, Error };
    QDateTime time;
    Severity severity = Severity::Info;
    QString text; // a full sentence
    int node = 0; // where to jump to; 0: nowhere
};

// What happened, with times; the log panel shows it.
class Log : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const QList<LogEntry>& entries() const { return m_entries; }
    void add(const QString& text, LogEntry::Severity severity = LogEntry::Severity::Info, int node = 0)
    {
        m_entries.append({QDateTime::currentDateTime(), severity, text, node});
        emit added(m_entries.constLast());
    }
    void clear()
    {
        m_entries.clear();
        emit cleared();
    }

signals:
    void added(const app::LogEntry& entry);
    void cleared();

private:
    QList<LogEntry> m_entries;
};

} // namespace app
