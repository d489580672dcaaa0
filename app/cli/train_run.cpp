#include "app/cli/train_run.h"

#include "app/cli/command.h"
#include "app/cli/progress_bar.h"
#include "engine/base/json.h"

#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>

namespace cli {

using namespace engine;

namespace {

volatile std::sig_atomic_t interrupted = 0;

// A second interrupt ends the program at once.
void interrupt(int signal)
{
    interrupted = 1;
    std::signal(signal, SIG_DFL);
}

std::string brief(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

Json epochJson(const EpochResult& epoch)
{
    Metrics metrics = epoch.training;
    metrics.erase("loss");
    const auto loss = epoch.training.find("loss");
    return {{"epoch", epoch.epoch},
            {"loss", loss == epoch.training.end() ? Json() : Json(loss->second)},
            {"metrics", metricsJson(metrics)},
            {"validation", metricsJson(epoch.validation)},
            {"seconds", epoch.seconds},
            {"samples_per_second", epoch.samplesPerSecond},
            {"learning_rate", epoch.learningRate},
            {"best", epoch.best}};
}

class Follower {
public:
    Follower(TrainingJob job, Run& run, const TrainReport& report)
        : m_report(report), m_epochs(job.settings.epochs), m_run(run),
          m_begin(job.resume ? job.resume->step : 0), m_trainer(std::move(job))
    {
    }

    Result<void> run()
    {
        while (m_trainer.state() == Trainer::State::Starting ||
               m_trainer.state() == Trainer::State::Running) {
            if (interrupted)
                m_trainer.stop();
            take();
            keep();
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        take();
        m_bar.clear();
        takeCheckpoints();
        const Result<void> outcome = m_trainer.outcome();
        m_run.state = !outcome                             ? "failed"
            : m_trainer.state() == Trainer::State::Stopped ? "stopped"
                                                           : "finished";
        m_run.problem = outcome ? "" : outcome.problem().sentence();
        return outcome;
    }

private:
    void take()
    {
        const std::vector<BatchPoint> batches = m_trainer.takeBatches();
        m_run.batches.insert(m_run.batches.end(), batches.begin(), batches.end());
        for (const EpochResult& epoch : m_trainer.takeEpochs()) {
            m_run.epochs.push_back(epoch);
            if (!m_report.epochs)
                continue;
            m_bar.clear();
            m_report.json ? printLine(epochJson(epoch)) : print(epoch);
        }
        if (!m_run.batches.empty() && m_trainer.stepsPerEpoch() > 0)
            draw(m_run.batches.back());
    }

    bool takeCheckpoints()
    {
        const auto last = m_trainer.lastCheckpoint(), best = m_trainer.bestCheckpoint();
        const bool isNew = last && last != m_run.last;
        m_run.last = last ? last : m_run.last;
        m_run.best = best ? best : m_run.best;
        return isNew;
    }

    // So that a long training survives the end of the program, too.
    void keep()
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_report.keep || now - m_kept < std::chrono::seconds(30))
            return;
        m_kept = now;
        if (takeCheckpoints())
            m_report.keep();
    }

    void print(const EpochResult& epoch) const
    {
        std::cout << "epoch " << epoch.epoch << "/" << m_epochs << "  " << metricsText(epoch.training)
                  << metricsText(epoch.validation, "validation ") << brief(epoch.seconds) << " s  "
                  << grouped(std::int64_t(epoch.samplesPerSecond)) << " samples/s" << std::endl;
    }

    void draw(const BatchPoint& point)
    {
        if (!m_bar.shown())
            return;
        const std::int64_t perEpoch = m_trainer.stepsPerEpoch(), all = perEpoch * m_epochs;
        const double done = double(point.step - m_begin) / double(std::max<std::int64_t>(1, all - m_begin));
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
        const double speed =
            double(point.step - m_begin) * double(m_report.samples) / double(perEpoch) / seconds;
        m_bar.show(double(point.step) / double(all),
                   "epoch " + number((point.step - 1) / perEpoch + 1) + "/" + number(m_epochs) + "  batch " +
                       number((point.step - 1) % perEpoch + 1) + "/" + number(perEpoch) + "  loss " +
                       brief(point.loss) + "  " + grouped(std::int64_t(speed)) + " samples/s  " +
                       m_bar.timeLeft(done));
    }

    const TrainReport& m_report;
    const int m_epochs;
    Run& m_run;
    const std::int64_t m_begin;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_kept = m_start;
    ProgressBar m_bar;
    Trainer m_trainer; // last: it must stop before what it writes to goes
};

} // namespace

Result<void> followTraining(TrainingJob job, Run& run, const TrainReport& report)
{
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    return Follower(std::move(job), run, report).run();
}

Json metricsJson(const Metrics& metrics)
{
    Json json = Json::object();
    for (const auto& [name, value] : metrics)
        json[name] = value;
    return json;
}

std::string metricsText(const Metrics& metrics, const std::string& prefix)
{
    std::string text;
    for (const auto& [name, value] : metrics)
        text += prefix + name + " " + brief(value) + "  ";
    return text;
}

} // namespace cli
