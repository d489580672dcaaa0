#pragma once

#include "engine/schedules/schedule_type.h"
#include "engine/training/best_watch.h"
#include "engine/training/probe_pictures.h"
#include "engine/training/updater.h"

namespace engine {

// What the thread of a Trainer does, from the first batch to the last.
class TrainingLoop {
public:
    TrainingLoop(TrainingJob job, TrainerChannel& channel);
    void run();

private:
    using Clock = std::chrono::steady_clock;
    enum class Next { GoOn, Stop, Fail };

    Result<void> prepare();
    Result<void> checkData() const;
    Result<void> checkOrder() const;
    Result<void> restore(const Checkpoint& checkpoint);
    void train();

    Next trainEpoch();
    Next trainBatch(const Batch& batch);
    Next finishEpoch();
    Next fail(Problem problem);
    Problem notANumber() const;
    void finish();

    bool obey(bool takesStep); // false: stop
    void follow(TrainerChannel::Orders& orders);
    void pauseUntilWished(bool takesStep, TrainerChannel::Orders& orders);
    void show();
    double epochPosition() const;

    std::shared_ptr<const Checkpoint> makeCheckpoint() const;
    void keepBest(bool best);

    TrainingJob m_job;
    TrainerChannel& m_channel;
    TrainingSettings m_settings;
    Dataset m_data;
    std::unique_ptr<Network> m_network;
    std::optional<Updater> m_updater;
    std::unique_ptr<Schedule> m_schedule;
    std::optional<ProbePictures> m_pictures;
    std::optional<MetricSum> m_sums;
    BestWatch m_watch;
    std::shared_ptr<const Checkpoint> m_best;

    bool m_weightsWanted = false;
    double m_baseRate = 0; // before the schedule; may change while it runs
    double m_rate = 0; // of the last step
    std::int64_t m_stepsPerEpoch = 1;
    std::int64_t m_step = 0; // done
    int m_epoch = 0; // finished
    std::int64_t m_batch = 0; // done of the next epoch
    double m_seconds = 0; // of this epoch so far, pauses not counted
    Clock::time_point m_tick = {};
};

} // namespace engine
