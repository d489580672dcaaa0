#include "app/session.h"

#include "app/hardware.h"
#include "app/text.h"

#include "engine/base/parallel.h"
#include "engine/graph/sequence_checks.h"

#include <algorithm>

namespace app {

// What waits for its data.
struct Session::Pending {
    engine::Run run;
    std::shared_ptr<const engine::Checkpoint> resume;
    Start start = Start::Running;
};

namespace {

constexpr int pollInterval = 33; // ms: 30 times a second

} // namespace

Session::Session(Document& document, Log& log, QObject* parent)
    : QObject(parent), m_document(document), m_log(log)
{
    m_timer.setInterval(pollInterval);
    connect(&m_timer, &QTimer::timeout, this, &Session::poll);
    connect(&m_data, &DataStore::arrived, this, [this](const engine::Choice& choice) {
        if (m_pending && m_pending->run.dataset == choice)
            startTrainer(*m_data.loaded(choice));
    });
    connect(&m_data, &DataStore::remarked, this, [this](const engine::Problem& remark) {
        m_log.add(sentence(remark), LogEntry::Severity::Warning);
    });
    connect(&m_data, &DataStore::failed, this,
            [this](const engine::Choice& choice, const engine::Problem& problem) {
                if (!m_pending || m_pending->run.dataset != choice)
                    return;
                m_pending.reset();
                setState(State::Idle);
                emit refused(sentence(problem));
            });
    connect(&m_data, &DataStore::cancelled, this, [this](const engine::Choice& choice) {
        if (!m_pending || m_pending->run.dataset != choice)
            return;
        m_pending.reset();
        setState(State::Idle);
    });
}

Session::~Session() = default;

void Session::train()
{
    if (m_state == State::Paused)
        return resume();
    if (isActive())
        return;
    const engine::Project& project = m_document.project();
    begin({.name = utf8(m_document.title()),
           .graph = project.graph,
           .dataset = project.dataset,
           .settings = project.training},
          Start::Running, nullptr);
}

void Session::step()
{
    if (m_state == State::Paused || m_state == State::Running) {
        m_trainer->stepOnce();
        return;
    }
    if (isActive())
        return;
    const engine::Project& project = m_document.project();
    begin({.name = utf8(m_document.title()),
           .graph = project.graph,
           .dataset = project.dataset,
           .settings = project.training},
          Start::OneStep, nullptr);
}

void Session::continueRun(const std::string& id)
{
    const engine::Run* run = m_document.run(id);
    if (isActive() || !run)
        return;
    if (!run->last) {
        emit refused(
            tr("“%1” kept no checkpoint, so it cannot go on; start a new run with F5.").arg(text(run->name)));
        return;
    }
    begin(*run, Start::Running, run->last);
}

void Session::begin(engine::Run run, Start start, std::shared_ptr<const engine::Checkpoint> resume)
{
    m_pending = std::make_unique<Pending>(Pending{std::move(run), std::move(resume), start});
    setState(State::Loading);
    const engine::Choice choice = m_pending->run.dataset;
    m_data.want(choice); // may answer at once
}

void Session::startTrainer(const engine::Dataset& data)
{
    const std::unique_ptr<Pending> pending = std::move(m_pending);
    engine::Run& run = pending->run;
    const engine::DatasetType* type = engine::findDatasetType(run.dataset.id);
    engine::TrainingJob job;
    job.graph = run.graph;
    job.columns = type ? type->columns(run.dataset.attributes) : std::vector<engine::ColumnDescription>();
    job.data = data;
    job.settings = run.settings;
    if (pending->resume)
        job.resume = engine::deepCopy(*pending->resume);
    job.startPaused = pending->start == Start::OneStep;
    m_epochs = run.settings.epochs;
    m_batchSize = run.settings.batchSize;
    m_lastPoint = run.batches.empty() ? engine::BatchPoint{} : run.batches.back();
    m_stepsPerEpoch = 0;
    m_keptStep = -1;
    m_speed = 0;
    m_clock.start();
    m_clockStep = m_lastPoint.step;
    m_snapshot.reset();
    run.state = "running";
    run.problem.clear();
    run.hardware = hardwareText(run.settings);
    if (run.started.empty())
        run.started = utf8(QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    if (run.id.empty()) {
        m_runId = m_document.addRun(run);
    } else {
        m_runId = run.id;
        m_document.editRun(run.id, [](engine::Run& r) {
            r.state = "running";
            r.problem.clear();
        });
    }
    m_trainer = std::make_unique<engine::Trainer>(std::move(job));
    sendWishes();
    if (pending->start == Start::OneStep)
        m_trainer->stepOnce();
    m_timer.start();
    setState(pending->start == Start::OneStep ? State::Paused : State::Running);
    m_log.add(tr("“%1” trains: %2.").arg(text(m_document.run(m_runId)->name), hardwareTitle(run.hardware)));
    emit runStarted(m_runId);
}

void Session::pause()
{
    if (m_state == State::Running)
        m_trainer->pause();
}

void Session::resume()
{
    if (m_state == State::Paused)
        m_trainer->resume();
}

void Session::stop()
{
    if (m_state == State::Loading)
        m_data.cancel();
    else if (m_trainer)
        m_trainer->stop();
}

void Session::setLearningRate(double rate)
{
    if (m_trainer)
        m_trainer->setLearningRate(rate);
}

bool Session::keepsState() const
{
    const engine::Run* run = m_trainer ? m_document.run(m_runId) : nullptr;
    return run && !engine::statefulNodes(run->graph).empty();
}

void Session::resetState()
{
    if (!keepsState())
        return;
    m_trainer->resetState();
    m_keptStep = -1; // a paused run has another checkpoint now
    m_log.add(tr("The state of “%1” was reset.").arg(text(m_document.run(m_runId)->name)));
}

void Session::finish()
{
    if (m_state == State::Loading) {
        m_pending.reset();
        m_data.cancel();
        setState(State::Idle);
    }
    if (!m_trainer)
        return;
    m_trainer->stop();
    m_trainer->wait();
    poll();
}

void Session::setProbes(const QObject* owner, const std::vector<engine::Probe>& probes)
{
    if (!m_probes.contains(owner))
        connect(owner, &QObject::destroyed, this, [this, owner] {
            m_probes.remove(owner);
            sendWishes();
        });
    m_probes[owner] = probes;
    sendWishes();
}

void Session::setWatched(const QObject* owner, const std::vector<engine::NodeId>& nodes)
{
    if (!m_watched.contains(owner))
        connect(owner, &QObject::destroyed, this, [this, owner] {
            m_watched.remove(owner);
            sendWishes();
        });
    m_watched[owner] = nodes;
    sendWishes();
}

void Session::wantWeights()
{
    if (m_trainer)
        m_trainer->wantWeights();
}

void Session::sendWishes()
{
    if (!m_trainer)
        return;
    std::vector<engine::Probe> probes;
    for (const auto& list : std::as_const(m_probes))
        probes.insert(probes.end(), list.begin(), list.end());
    std::vector<engine::NodeId> watched;
    for (const auto& list : std::as_const(m_watched))
        watched.insert(watched.end(), list.begin(), list.end());
    std::sort(watched.begin(), watched.end());
    watched.erase(std::unique(watched.begin(), watched.end()), watched.end());
    m_trainer->setProbes(std::move(probes), std::move(watched));
}

void Session::poll()
{
    // The state first: whatever it was then, its last news is in the queues by now.
    const engine::Trainer::State state = m_trainer->state();
    if (m_stepsPerEpoch == 0)
        m_stepsPerEpoch = m_trainer->stepsPerEpoch();
    const auto batches = m_trainer->takeBatches();
    const auto epochs = m_trainer->takeEpochs();
    if (!batches.empty()) {
        m_lastPoint = batches.back();
        if (const qint64 ms = m_clock.elapsed(); ms > 500) {
            const double now = double(m_lastPoint.step - m_clockStep) * m_batchSize * 1000.0 / double(ms);
            m_speed = m_speed == 0 ? now : 0.7 * m_speed + 0.3 * now;
            m_clock.restart();
            m_clockStep = m_lastPoint.step;
        }
    }
    m_document.growRun(m_runId, batches, epochs);
    if (!batches.empty())
        emit batchesArrived(m_runId, batches);
    if (!epochs.empty()) {
        keepCheckpoints();
        emit epochsArrived(m_runId, epochs);
    }
    if (engine::Snapshot* snapshot = m_trainer->latest()) {
        m_snapshot = std::move(*snapshot);
        emit snapshotArrived(*m_snapshot);
    }
    using Trainer = engine::Trainer;
    if (state == Trainer::State::Finished || state == Trainer::State::Stopped ||
        state == Trainer::State::Failed)
        end();
    else if (state == Trainer::State::Paused) {
        if (m_keptStep != m_lastPoint.step)
            keepCheckpoints();
        setState(State::Paused);
    } else if (state == Trainer::State::Running && m_state == State::Paused) {
        m_clock.restart();
        m_clockStep = m_lastPoint.step;
        setState(State::Running);
    }
}

void Session::keepCheckpoints()
{
    m_keptStep = m_lastPoint.step;
    m_document.editRun(m_runId, [this](engine::Run& run) {
        if (auto last = m_trainer->lastCheckpoint())
            run.last = last;
        if (auto best = m_trainer->bestCheckpoint())
            run.best = best;
    });
}

void Session::end()
{
    m_timer.stop();
    using Trainer = engine::Trainer;
    const Trainer::State state = m_trainer->state();
    keepCheckpoints();
    std::string problem;
    if (state == Trainer::State::Failed) {
        const QString what = sentence(m_trainer->outcome().problem());
        problem = utf8(what);
        m_log.add(what, LogEntry::Severity::Error);
    }
    m_document.editRun(m_runId, [&](engine::Run& run) {
        run.problem = problem;
        run.state = state == Trainer::State::Failed ? "failed"
            : state == Trainer::State::Stopped      ? "stopped"
                                                    : "finished";
    });
    const QString name = text(m_document.run(m_runId) ? m_document.run(m_runId)->name : std::string());
    if (state == Trainer::State::Finished)
        m_log.add(tr("“%1” has finished.").arg(name));
    else if (state == Trainer::State::Stopped)
        m_log.add(tr("“%1” was stopped.").arg(name));
    m_trainer.reset();
    setState(State::Idle);
    emit runEnded(m_runId);
    if (!problem.empty())
        emit refused(text(problem));
}

void Session::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

Progress Session::progress() const
{
    Progress progress;
    progress.epochs = m_epochs;
    progress.batches = m_stepsPerEpoch;
    progress.samplesPerSecond = m_speed;
    if (m_stepsPerEpoch <= 0)
        return progress;
    const qint64 steps = m_lastPoint.step;
    progress.epoch = int(std::min<qint64>(std::max<qint64>(steps - 1, 0) / m_stepsPerEpoch + 1, m_epochs));
    progress.batch = steps - qint64(progress.epoch - 1) * m_stepsPerEpoch;
    const double all = double(m_stepsPerEpoch) * m_epochs;
    progress.fraction = all > 0 ? std::min(1.0, double(steps) / all) : 0;
    if (m_speed > 0 && m_state == State::Running)
        progress.secondsLeft = (all - double(steps)) * m_batchSize / m_speed;
    return progress;
}

bool Session::canvasChangedSince() const
{
    const engine::Run* run = m_document.run(m_runId);
    return run && !engine::sameNetwork(run->graph, m_document.graph());
}

int probeIndex(const engine::Snapshot& snapshot, const engine::Probe& probe)
{
    for (std::size_t i = 0; i < snapshot.probes.size(); ++i)
        if (snapshot.probes[i].part == probe.part && snapshot.probes[i].rows == probe.rows)
            return int(i);
    return -1;
}

} // namespace app
