#include "app/live_network.h"

#include "app/live_network_worker.h"
#include "app/workbench.h"

namespace app {

LiveNetwork::LiveNetwork(const Document& document, Session& session, const Selection& selection,
                         QObject* parent)
    : QObject(parent), m_document(document), m_session(session), m_selection(selection)
{
    const auto tell = [self = QPointer<LiveNetwork>(this)](const std::shared_ptr<const Plan>& plan,
                                                           const engine::Problem& problem) {
        QCoreApplication* application = QCoreApplication::instance();
        if (!application)
            return;
        QMetaObject::invokeMethod(
            application,
            [self, plan, problem] {
                if (self && self->m_plan == plan)
                    self->setProblem(problem);
            },
            Qt::QueuedConnection);
    };
    m_worker = std::make_unique<Worker>(tell);
    connect(&document, &Document::opened, this, &LiveNetwork::update);
    connect(&document, &Document::runsChanged, this, &LiveNetwork::update);
    connect(&session, &Session::stateChanged, this, &LiveNetwork::update);
    connect(&session, &Session::snapshotArrived, this, &LiveNetwork::takeSnapshot);
    connect(&selection, &Selection::runChanged, this, &LiveNetwork::update);
    update();
}

LiveNetwork::~LiveNetwork() = default;

bool LiveNetwork::trains(const engine::Run& run) const
{
    return m_session.isActive() && m_session.runId() == run.id;
}

void LiveNetwork::update()
{
    const engine::Run* run = currentRun(m_document, m_session, m_selection);
    const bool same = run
        ? m_plan && m_plan->run == run->id && m_plan->dataset == run->dataset && m_plan->graph == run->graph
        : !m_plan;
    if (!run || !trains(*run))
        m_live.reset();
    if (!same) {
        m_plan.reset();
        m_live.reset();
        m_weights.reset();
        m_problem.reset();
        m_waiting = false;
        m_worker->forget();
        if (run) {
            std::vector<engine::ColumnDescription> columns = engine::columnsOf(run->dataset);
            engine::Analysis analysis = engine::analyse(run->graph, columns);
            m_plan = std::make_shared<const Plan>(
                Plan{run->id, run->graph, run->dataset, std::move(columns), std::move(analysis)});
        }
        emit changed();
    }
    const Weights newest = run ? newestWeights(*run) : nullptr;
    if (newest == m_weights)
        return wantFirstWeights();
    m_weights = newest;
    m_waiting = m_waiting && !m_weights;
    m_worker->use(m_plan, m_weights);
    emit weightsChanged();
}

// Who asked before the training had begun waits for weights that nobody has wished for.
void LiveNetwork::wantFirstWeights()
{
    if (m_waiting && m_session.state() == Session::State::Running && m_session.runId() == m_plan->run)
        m_session.wantWeights();
}

LiveNetwork::Weights LiveNetwork::newestWeights(const engine::Run& run) const
{
    if (trains(run) && m_live && (!run.last || m_liveStep > run.last->step))
        return m_live;
    return run.last ? Weights(run.last, &run.last->weights) : nullptr;
}

double LiveNetwork::epoch() const
{
    if (m_live && m_weights == m_live)
        return m_liveEpoch;
    const engine::Run* run = currentRun(m_document, m_session, m_selection);
    return run && run->last ? run->last->epoch : 0;
}

void LiveNetwork::takeSnapshot(const engine::Snapshot& snapshot)
{
    if (snapshot.weights.empty() || !m_plan || m_plan->run != m_session.runId())
        return;
    m_live = std::make_shared<const engine::NamedTensors>(snapshot.weights);
    m_liveStep = snapshot.step;
    m_liveEpoch = snapshot.epoch;
    update();
}

void LiveNetwork::post(const QObject* owner, Question question)
{
    if (!m_plan || m_problem)
        return;
    m_worker->ask(owner, std::move(question));
    m_waiting = m_waiting || !m_weights;
    // A paused run left a checkpoint; more of the same would only bring the same question again.
    if (m_session.state() == Session::State::Running && m_session.runId() == m_plan->run)
        m_session.wantWeights();
}

void LiveNetwork::setProblem(const engine::Problem& problem)
{
    m_problem = problem;
    emit changed();
}

} // namespace app
