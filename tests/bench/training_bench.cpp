// training_bench speed PROJECT SECONDS THREADS: one JSON line with samples per second.
// training_bench train PROJECT EPOCHS THREADS: one JSON line per epoch, then the test part.
// training_bench share PROJECT EPOCHS THREADS: how much of the speed of bare steps a training reaches, with
// all that it does around them.
#include "engine/base/json.h"
#include "engine/project/project_file.h"
#include "engine/training/benchmark.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

using namespace engine;

namespace {

template <class T>
T orDie(Result<T> result)
{
    if (!result) {
        std::cerr << result.problem().sentence() << "\n";
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

TrainingJob jobOf(const char* path, int threads)
{
    const Project project = orDie(loadProject(path)).project;
    const DatasetType* type = findDatasetType(project.dataset.id);
    TrainingJob job{.graph = project.graph, .columns = columnsOf(project), .settings = project.training};
    job.data = orDie(type->load(project.dataset.attributes, dataFolder(), {}));
    job.settings.threads = threads;
    return job;
}

Json toJson(const Metrics& metrics)
{
    Json json = Json::object();
    for (const auto& [name, value] : metrics)
        json[name] = value;
    return json;
}

void measure(const TrainingJob& job, double seconds)
{
    const BenchmarkResult r = orDie(benchmark(job, seconds));
    const Json line{{"samples_per_s", r.samplesPerSecond},
                    {"p05_samples_per_s", r.p05SamplesPerSecond},
                    {"threads", job.settings.threads},
                    {"batch", r.batchSize},
                    {"steps", r.steps},
                    {"loss", r.loss}};
    std::cout << line.dump() << std::endl;
}

void train(TrainingJob job, int epochs)
{
    job.settings.epochs = epochs;
    Trainer trainer(job);
    const auto print = [&] {
        for (const EpochResult& e : trainer.takeEpochs())
            std::cout << Json{{"epoch", e.epoch},
                              {"training", toJson(e.training)},
                              {"validation", toJson(e.validation)},
                              {"seconds", e.seconds},
                              {"samples_per_s", e.samplesPerSecond}}
                             .dump()
                      << std::endl;
        trainer.takeBatches();
    };
    while (trainer.state() <= Trainer::State::Paused) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        print();
    }
    print();
    if (!trainer.outcome())
        std::cerr << trainer.outcome().problem().sentence() << "\n";
    auto network = orDie(Network::build(job.graph, job.columns, {}));
    if (const auto last = trainer.lastCheckpoint(); last && network->setWeights(last->weights))
        std::cout << Json{{"test", toJson(evaluate(*network, job.data, Dataset::Part::Test).metrics)}}.dump()
                  << "\n";
}

void share(TrainingJob job, int epochs)
{
    const double bare = orDie(benchmark(job, 2)).samplesPerSecond;
    job.settings.epochs = epochs;
    Trainer trainer(job);
    trainer.wait();
    orDie(trainer.outcome());
    std::vector<double> rates;
    for (const EpochResult& epoch : trainer.takeEpochs())
        rates.push_back(epoch.samplesPerSecond);
    std::ranges::sort(rates);
    const double trained = rates.empty() ? 0 : rates[rates.size() / 2];
    const Json line{{"bare_samples_per_s", bare}, {"samples_per_s", trained}, {"share", trained / bare}};
    std::cout << line.dump() << std::endl;
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 5)
        return 2;
    const TrainingJob job = jobOf(arguments[2], std::atoi(arguments[4]));
    const std::string what = arguments[1];
    if (what == "speed")
        measure(job, std::atof(arguments[3]));
    else if (what == "share")
        share(job, std::atoi(arguments[3]));
    else
        train(job, std::atoi(arguments[3]));
}
