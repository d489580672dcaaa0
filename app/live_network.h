#pragma once

#include "engine/project/project.h"

#include <QCoreApplication>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

namespace app {

class Document;
class Selection;
class Session;

// The network of the run that panels speak of, with its newest weights, on a thread of its own: the last
// checkpoint, or what the training under way has now. Answers within a few milliseconds while a training
// keeps all cores busy. All panels share it.
class LiveNetwork : public QObject {
    Q_OBJECT
public:
    // What the network is made of; never changed, so that work may take it along.
    struct Plan {
        std::string run;
        engine::Graph graph;
        engine::Choice dataset;
        std::vector<engine::ColumnDescription> columns;
        engine::Analysis analysis;
    };

    LiveNetwork(const Document& document, Session& session, const Selection& selection,
                QObject* parent = nullptr);
    ~LiveNetwork() override; // waits for the work under way

    std::shared_ptr<const Plan> plan() const { return m_plan; } // null without a run
    bool hasWeights() const { return m_weights != nullptr; } // else nothing was trained yet
    double epoch() const; // how many epochs have gone into the weights: 1.5 in the middle of the second
    const std::optional<engine::Problem>& problem() const { return m_problem; } // why it cannot be built

    // Runs work(engine::Network&) on the thread of the network, then done(its result) on this one, unless the
    // owner is gone or the run is another by then. Of one owner's waiting questions the newest replaces the
    // others; without weights they wait for the first ones. The network's outputs are work's to change, its
    // weights are not, and long work is for background(): meanwhile nobody else gets an answer.
    // While the run trains, whoever asks again after weightsChanged() keeps newer weights coming.
    template <class Work, class Done>
    void ask(QObject* owner, Work work, Done done);

signals:
    void changed(); // another plan, or a problem
    void weightsChanged(); // ask again

private:
    using Weights = std::shared_ptr<const engine::NamedTensors>;
    using Question = std::function<void(engine::Network&)>;
    class Worker;

    void update();
    void takeSnapshot(const engine::Snapshot& snapshot);
    bool trains(const engine::Run& run) const;
    Weights newestWeights(const engine::Run& run) const;
    void wantFirstWeights();
    void post(const QObject* owner, Question question);
    void setProblem(const engine::Problem& problem);

    const Document& m_document;
    Session& m_session;
    const Selection& m_selection;
    std::shared_ptr<const Plan> m_plan;
    Weights m_weights; // handed to the worker
    Weights m_live; // of the newest snapshot that had some
    std::int64_t m_liveStep = 0;
    bool m_waiting = false; // a question came before there were weights
    double m_liveEpoch = 0;
    std::optional<engine::Problem> m_problem;
    std::unique_ptr<Worker> m_worker; // last: it ends before the rest
};

template <class Work, class Done>
void LiveNetwork::ask(QObject* owner, Work work, Done done)
{
    using Value = std::invoke_result_t<Work&, engine::Network&>;
    post(owner,
         [asker = QPointer<QObject>(owner), self = QPointer<LiveNetwork>(this), plan = m_plan,
          work = std::move(work), done = std::move(done)](engine::Network& network) mutable {
             auto value = std::make_shared<Value>(work(network));
             QCoreApplication* application = QCoreApplication::instance();
             if (!application) // the program ended meanwhile
                 return;
             QMetaObject::invokeMethod(
                 application,
                 [asker, self, plan, value, done = std::move(done)]() mutable {
                     if (asker && self && self->m_plan == plan)
                         done(std::move(*value));
                 },
                 Qt::QueuedConnection);
         });
}

} // namespace app
