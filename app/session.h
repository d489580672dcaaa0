#pragma once

#include "app/data_store.h"
#include "app/document.h"
#include "app/log.h"

#include "engine/training/trainer.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>

namespace app {

// Where the active run is; unknown figures are left at their initial value.
struct Progress {
    int epoch = 0, epochs = 0; // from 1; the epoch under way
    qint64 batch = 0, batches = 0; // within the epoch
    double samplesPerSecond = 0;
    double secondsLeft = -1;
    double fraction = 0; // of the whole run
};

// One training run at a time, as the GUI sees it: polls the trainer 30 times a second, turns its news into
// signals and keeps its results in the document's Run.
class Session : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Loading, Running, Paused };

    Session(Document& document, Log& log, QObject* parent = nullptr);
    ~Session() override;

    State state() const { return m_state; }
    bool isActive() const { return m_state != State::Idle; }
    // The active run, or the last one; empty before the first. While Loading there is none yet.
    const std::string& runId() const { return m_runId; }
    Progress progress() const;
    bool canvasChangedSince() const; // the document's network differs from the active run's

    void train(); // a new run of the document's network
    void continueRun(const std::string& id); // goes on from its last checkpoint, bit for bit
    void step(); // one batch of the paused run, or of a new one
    void pause();
    void resume();
    void stop(); // within one batch; while Loading it cancels that
    void setLearningRate(double rate);
    bool keepsState() const; // the active run has stateful layers
    void resetState(); // they go on from zeros
    void finish(); // stops and waits until the results are in the document: before closing

    // What panels want to see live. A panel asks in its own name and may ask again; gone with the owner.
    void setProbes(const QObject* owner, const std::vector<engine::Probe>& probes);
    void setWatched(const QObject* owner, const std::vector<engine::NodeId>& nodes);
    void wantWeights(); // the next snapshot carries them
    const engine::Snapshot* snapshot() const
    {
        return m_snapshot ? &*m_snapshot : nullptr;
    } // of the active run

    DataStore& data() { return m_data; }

signals:
    void stateChanged();
    void runStarted(const std::string& run);
    void batchesArrived(const std::string& run, const std::vector<engine::BatchPoint>& batches);
    void epochsArrived(const std::string& run, const std::vector<engine::EpochResult>& epochs);
    void snapshotArrived(const engine::Snapshot& snapshot);
    void runEnded(const std::string& run); // finished, stopped or failed; its results are in the document
    void refused(const QString& sentence); // why training cannot start

private:
    enum class Start { Running, OneStep };
    void begin(engine::Run run, Start start, std::shared_ptr<const engine::Checkpoint> resume);
    void startTrainer(const engine::Dataset& data);
    void poll();
    void keepCheckpoints();
    void end();
    void setState(State state);
    void sendWishes();

    struct Pending;
    Document& m_document;
    Log& m_log;
    DataStore m_data;
    State m_state = State::Idle;
    std::string m_runId;
    std::unique_ptr<Pending> m_pending; // while Loading
    std::unique_ptr<engine::Trainer> m_trainer;
    std::optional<engine::Snapshot> m_snapshot;
    QHash<const QObject*, std::vector<engine::Probe>> m_probes;
    QHash<const QObject*, std::vector<engine::NodeId>> m_watched;
    QTimer m_timer;
    engine::BatchPoint m_lastPoint;
    int m_epochs = 0;
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_keptStep = -1; // whose checkpoint the document has
    int m_batchSize = 1;
    double m_speed = 0;
    QElapsedTimer m_clock;
    qint64 m_clockStep = 0;
};

// Which of the snapshot's probes is this one; -1: none (it was asked for too late).
int probeIndex(const engine::Snapshot& snapshot, const engine::Probe& probe);

} // namespace app
