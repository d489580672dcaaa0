#pragma once

#include "engine/graph/analysis.h"
#include "engine/project/project_file.h"

#include <QDateTime>
#include <QObject>
#include <QUndoStack>

#include <functional>
#include <memory>

namespace app {

// The open project, its history and its runs. edit() is the only way to change the project; runs are no part
// of the history: undo never touches a training.
class Document : public QObject {
    Q_OBJECT
public:
    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    const engine::Project& project() const { return *m_project; }
    const engine::Graph& graph() const { return m_project->graph; }
    const std::vector<engine::ColumnDescription>& columns() const { return m_columns; }
    const std::optional<engine::Problem>& dataProblem() const { return m_dataProblem; }
    const engine::Analysis& analysis() const { return m_analysis; }
    QUndoStack* undoStack() { return &m_undoStack; }

    // Runs change on a copy and makes the result one undo step; edits with the same key merge.
    void edit(const QString& text, const std::function<void(engine::Project&)>& change,
              const QString& mergeKey = {});

    // Newest last. References stay valid until runsChanged().
    const std::vector<engine::Run>& runs() const { return m_runs; }
    const engine::Run* run(const std::string& id) const;
    // Gives the run an id, a free name and a colour; returns the id.
    std::string addRun(engine::Run run);
    void editRun(const std::string& id, const std::function<void(engine::Run&)>& change);
    // New points at the end; says nothing, the session does.
    void growRun(const std::string& id, const std::vector<engine::BatchPoint>& batches,
                 const std::vector<engine::EpochResult>& epochs);
    void removeRun(const std::string& id);
    bool canRestoreRun() const { return !m_removed.empty(); }
    void restoreRun(); // the one removed last

    // What a panel wants to find again, kept in the file; no edit.
    QByteArray panelState(const QString& panel) const;
    void setPanelState(const QString& panel, const QByteArray& json);

    // Everything a file holds, as it is now. Cheap enough for autosave: tensors are shared.
    engine::ProjectFile file() const;
    void open(engine::ProjectFile file, const QString& path); // an empty path: not saved yet
    void saved(const QString& path, quint64 revision); // that state of the document is on the disk
    void markSaved(); // the changes may be lost
    void markModified(); // what was opened is on no disk yet: restored after a crash

    QString path() const { return m_path; }
    QString title() const; // of the file, else of the project
    bool isModified() const;
    bool mustSaveAsCopy() const { return m_rest.fromNewerVersion; }
    QDateTime savedAt() const { return m_savedAt; }
    quint64 revision() const { return m_revision; } // grows with every change, runs included

signals:
    void changed(const engine::Project& before, const engine::Project& after);
    void opened(); // another project altogether; follows changed() and runsChanged()
    void runsChanged(); // added, removed, renamed, finished ...
    void fileChanged(); // path, title or modified state
    void touched(); // anything that a file would hold

private:
    friend class EditCommand;
    using Value = std::shared_ptr<const engine::Project>;
    void replace(Value project);
    void touch();
    engine::Run* findRun(const std::string& id);

    Value m_project;
    std::vector<engine::ColumnDescription> m_columns;
    std::optional<engine::Problem> m_dataProblem;
    engine::Analysis m_analysis;
    std::vector<engine::Run> m_runs, m_removed;
    engine::ProjectFile m_rest; // the parts of the file nobody edits
    QUndoStack m_undoStack;
    QString m_path;
    QDateTime m_savedAt;
    quint64 m_revision = 0, m_savedRevision = 0;
    quint64 m_runsRevision = 0, m_savedRunsRevision = 0;
};

} // namespace app
