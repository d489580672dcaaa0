#include "app/document.h"

#include "app/edit_command.h"
#include "app/text.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace app {

namespace {

std::string freeRunId(const std::vector<engine::Run>& runs)
{
    for (int number = int(runs.size()) + 1;; ++number) {
        std::string id = "run-" + std::to_string(number);
        if (std::none_of(runs.begin(), runs.end(), [&](const engine::Run& r) { return r.id == id; }))
            return id;
    }
}

int freeColor(const std::vector<engine::Run>& runs)
{
    int color = 0;
    for (const engine::Run& run : runs)
        color = std::max(color, run.color + 1);
    return color;
}

} // namespace

Document::Document(QObject* parent) : QObject(parent), m_project(std::make_shared<engine::Project>())
{
    m_undoStack.setUndoLimit(1000);
    connect(&m_undoStack, &QUndoStack::cleanChanged, this, &Document::fileChanged);
}

Document::~Document()
{
    m_undoStack.disconnect(); // it says goodbye with signals, to listeners that may be gone
}

void Document::edit(const QString& text, const std::function<void(engine::Project&)>& change,
                    const QString& mergeKey)
{
    auto after = std::make_shared<engine::Project>(*m_project);
    change(*after);
    if (*after != *m_project)
        m_undoStack.push(new EditCommand(*this, text, std::move(after), mergeKey));
}

void Document::replace(Value project)
{
    const Value before = std::exchange(m_project, std::move(project));
    m_columns = engine::columnsOf(*m_project);
    m_dataProblem = engine::dataProblem(m_project->dataset);
    m_analysis = engine::analyse(m_project->graph, m_columns, m_dataProblem);
    touch();
    emit changed(*before, *m_project);
}

void Document::touch()
{
    ++m_revision;
    emit touched();
}

const engine::Run* Document::run(const std::string& id) const
{
    return const_cast<Document*>(this)->findRun(id);
}

engine::Run* Document::findRun(const std::string& id)
{
    const auto it = std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) { return run.id == id; });
    return it == m_runs.end() ? nullptr : &*it;
}

std::string Document::addRun(engine::Run run)
{
    std::vector<engine::Run> known = m_runs;
    known.insert(known.end(), m_removed.begin(), m_removed.end());
    run.id = freeRunId(known);
    run.color = freeColor(m_runs);
    std::string name = run.name;
    for (int i = 2; std::any_of(m_runs.begin(), m_runs.end(), [&](const auto& r) { return r.name == name; });
         ++i)
        name = run.name + " " + std::to_string(i);
    run.name = name;
    m_runs.push_back(run);
    ++m_runsRevision;
    touch();
    emit runsChanged();
    emit fileChanged();
    return run.id;
}

void Document::editRun(const std::string& id, const std::function<void(engine::Run&)>& change)
{
    engine::Run* run = findRun(id);
    if (!run)
        return;
    change(*run);
    ++m_runsRevision;
    touch();
    emit runsChanged();
    emit fileChanged();
}

void Document::growRun(const std::string& id, const std::vector<engine::BatchPoint>& batches,
                       const std::vector<engine::EpochResult>& epochs)
{
    constexpr std::size_t most = 200'000; // beyond, every second point goes: the file stays small
    engine::Run* run = findRun(id);
    if (!run)
        return;
    run->batches.insert(run->batches.end(), batches.begin(), batches.end());
    run->epochs.insert(run->epochs.end(), epochs.begin(), epochs.end());
    if (run->batches.size() > most) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < run->batches.size(); i += 2)
            run->batches[kept++] = run->batches[i];
        run->batches.resize(kept);
    }
    ++m_runsRevision;
    ++m_revision;
}

void Document::removeRun(const std::string& id)
{
    const auto it = std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) { return run.id == id; });
    if (it == m_runs.end())
        return;
    m_removed.push_back(std::move(*it));
    m_runs.erase(it);
    ++m_runsRevision;
    touch();
    emit runsChanged();
    emit fileChanged();
}

void Document::restoreRun()
{
    if (m_removed.empty())
        return;
    m_runs.push_back(std::move(m_removed.back()));
    m_removed.pop_back();
    std::stable_sort(m_runs.begin(), m_runs.end(),
                     [](const auto& a, const auto& b) { return a.started < b.started; });
    ++m_runsRevision;
    touch();
    emit runsChanged();
    emit fileChanged();
}

QByteArray Document::panelState(const QString& panel) const
{
    const QJsonObject all = QJsonDocument::fromJson(QByteArray::fromStdString(m_rest.panels)).object();
    return QJsonDocument(all[panel].toObject()).toJson(QJsonDocument::Compact);
}

void Document::setPanelState(const QString& panel, const QByteArray& json)
{
    QJsonObject all = QJsonDocument::fromJson(QByteArray::fromStdString(m_rest.panels)).object();
    all[panel] = QJsonDocument::fromJson(json).object();
    m_rest.panels = QJsonDocument(all).toJson(QJsonDocument::Compact).toStdString();
}

engine::ProjectFile Document::file() const
{
    engine::ProjectFile file = m_rest;
    file.project = *m_project;
    file.runs = m_runs;
    return file;
}

void Document::open(engine::ProjectFile file, const QString& path)
{
    m_undoStack.clear();
    m_runs = std::move(file.runs);
    m_removed.clear();
    auto project = std::make_shared<engine::Project>(std::move(file.project));
    m_rest = std::move(file);
    m_rest.runs.clear();
    m_path = path;
    m_savedAt = path.isEmpty() ? QDateTime() : QFileInfo(path).lastModified();
    m_savedRunsRevision = m_runsRevision;
    replace(std::move(project));
    m_savedRevision = m_revision;
    emit runsChanged();
    emit opened();
    emit fileChanged();
}

void Document::saved(const QString& path, quint64 revision)
{
    m_path = path;
    m_savedAt = QDateTime::currentDateTime();
    m_rest.fromNewerVersion = false;
    if (revision == m_revision) { // otherwise something changed while the file was written
        m_savedRevision = revision;
        m_savedRunsRevision = m_runsRevision;
        m_undoStack.setClean();
    }
    emit fileChanged();
}

void Document::markSaved()
{
    m_undoStack.setClean();
    m_savedRunsRevision = m_runsRevision;
    emit fileChanged();
}

void Document::markModified()
{
    ++m_runsRevision;
    touch();
    emit fileChanged();
}

QString Document::title() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).completeBaseName();
    return m_project->title.empty() ? tr("Untitled") : translateEngine(m_project->title);
}

bool Document::isModified() const
{
    return !m_undoStack.isClean() || m_runsRevision != m_savedRunsRevision;
}

} // namespace app
