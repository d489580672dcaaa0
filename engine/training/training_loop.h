#pragma once

#include "engine/datasets/resident_columns.h"
#include "engine/schedules/schedule_type.h"
#include "engine/training/best_watch.h"
#include "engine/training/probe_pictures.h"
#include "engine/training/updater.h"

#include <deque>

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
    Result<void> prepareSchedule();
    Result<void> checkData() const;
    Result<void> checkOrder() const;
    Result<void> restore(const Checkpoint& checkpoint);
    void train();

    Next trainEpoch();
    Next trainBatch(BatchLoader& loader);
    Next take(std::size_t mostOnTheirWay);
    Next finishEpoch();
    Next fail(Problem problem);
    Problem notANumber(std::int64_t step, double rate) const;
    void finish();

    bool obey(bool takesStep); // false: stop
    void follow(TrainerChannel::Orders& orders);
    void pauseUntilWished(bool takesStep, TrainerChannel::Orders& orders);
    void show();
    double epochPosition() const;
    void tick(); // adds what has passed to the epoch's time

    std::shared_ptr<const Checkpoint> makeCheckpoint() const;
    void keepBest(bool best);

    // A step that a device has been given and whose figures are on their way.
    struct Pending {
        std::int64_t step;
        double epoch, rate;
        MetricSum::Share share;
    };
    Next take(Pending pending);

    TrainingJob m_job;
    TrainerChannel& m_channel;
    TrainingSettings m_settings;
    Dataset m_data;
    Device m_device = Device::Cpu;
    std::optional<ResidentColumns> m_resident; // of the data, on a device other than the processor
    std::unique_ptr<Network> m_network;
    std::deque<Pending> m_pending;
    std::optional<Updater> m_updater;
    std::unique_ptr<Schedule> m_schedule;
    std::optional<ProbePictures> m_pictures;
    std::optional<MetricSum> m_sums;
    BestWatch m_watch;
    std::shared_ptr<const Checkpoint> m_best;

    bool m_failed = false;
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
