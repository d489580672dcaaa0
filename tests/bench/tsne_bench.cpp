// tsne_bench [--n 2000,10000] [--dims 50] [--method fft,barnes-hut,exact] [--iter 1000] [--dimensions 2]
//            [--threads 2] [--data mnist|clusters] [--seed 1] [--perplexity 30] [--rate 0] [--save FILE.npy]
//            [--device cpu|cuda|cpu,cuda]
// The method "neighbours" compares the two searches for neighbours instead, or that of the devices. A device
// that is not there is skipped; both together are compared.
// One JSON line for each: seconds (all included, without reading the data), the time to the first iteration,
// KL divergence and how often the nearest point in the map has the same label. Data as in the peers' scripts:
// MNIST's first training images from LAYERLOOM_DATA, at least 10,000 reduced to --dims components, or ten
// clusters.
#include "engine/base/json.h"
#include "engine/base/parallel.h"
#include "engine/base/random.h"
#include "engine/datasets/idx.h"
#include "engine/datasets/npy.h"
#include "engine/devices/cuda_device.h"
#include "engine/mapping/map_run.h"
#include "engine/mapping/pca.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

using namespace engine;

namespace {

using Options = std::map<std::string, std::string>;

struct Labelled {
    Tensor points;
    std::vector<std::uint8_t> labels;
    std::string name;
};

Labelled mnist(int n, int dims)
{
    const char* folder = std::getenv("LAYERLOOM_DATA");
    const std::filesystem::path path = std::filesystem::path(folder ? folder : ".") / "mnist";
    const Result<IdxArray> images = readIdx(findIdx(path, "train-images", 3), 3);
    const Result<IdxArray> labels = readIdx(findIdx(path, "train-labels", 1), 1);
    if (!images || !labels) {
        std::cerr << "MNIST is not in " << path << "\n";
        std::exit(1);
    }
    const int rows = std::max(n, 10000);
    Tensor pixels({rows, 784});
    for (std::int64_t i = 0; i < pixels.size(); ++i)
        pixels.data()[i] = float(images->values[std::size_t(i)]) / 255;
    const Tensor scores = principalComponents(pixels, dims).scores;
    return {scores.slice(0, n).clone(), {labels->values.begin(), labels->values.begin() + n}, "mnist"};
}

float normal(RandomKey key, std::uint64_t i)
{
    return std::sqrt(-2 * std::log(1 - key.uniform(2 * i))) * std::cos(6.2831853f * key.uniform(2 * i + 1));
}

Labelled clusters(int n, int dims)
{
    Labelled data{Tensor({n, dims}), std::vector<std::uint8_t>(std::size_t(n)), "clusters"};
    for (int i = 0; i < n; ++i) {
        const auto label = std::uint8_t(RandomKey{1}.below(10, std::uint64_t(i)));
        data.labels[std::size_t(i)] = label;
        for (int k = 0; k < dims; ++k)
            data.points.data()[i * dims + k] =
                3 * normal({2}, std::uint64_t(label) * 1000 + std::uint64_t(k)) +
                normal({3}, std::uint64_t(i) * 1000 + std::uint64_t(k));
    }
    return data;
}

double labelAgreement(const MapState& state, const std::vector<std::uint8_t>& labels)
{
    const int n = int(labels.size());
    const NeighbourTable table = nearest(Tensor::of({n, state.dimensions}, *state.positions), 1);
    int same = 0;
    for (int i = 0; i < n; ++i)
        same += labels[std::size_t(i)] == labels[std::size_t(table.indices.ids()[i])];
    return double(same) / n;
}

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// What else the computer had to do.
double load()
{
    double now = 0;
    std::ifstream("/proc/loadavg") >> now;
    return now;
}

std::string nameOf(Device device)
{
    return device == Device::Cpu ? "cpu" : "cuda";
}

struct Measured {
    Device device;
    double seconds, kl, agreement;
};

Measured measure(const Labelled& data, const TsneSettings& settings, const Options& options, Device device)
{
    const auto begin = std::chrono::steady_clock::now();
    MapRun run(data.points, settings, {}, device);
    double before = 0; // until the points began to move
    while (!run.newest()->isOver()) {
        if (run.newest()->phase == MapState::Phase::Moving && before == 0)
            before = secondsSince(begin);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    const double seconds = secondsSince(begin);
    const auto state = run.newest();
    if (state->phase == MapState::Phase::Failed) {
        std::cerr << state->problem.sentence() << "\n";
        std::exit(1);
    }
    if (options.contains("save"))
        (void)writeNpy(options.at("save"), {{data.points.rows(), state->dimensions}, *state->positions});
    const double agreement = labelAgreement(*state, data.labels);
    std::cout << Json{{"engine", "layerloom"},
                      {"device", nameOf(device)},
                      {"method", state->method},
                      {"n", data.points.rows()},
                      {"dims", data.points.columns()},
                      {"dimensions", state->dimensions},
                      {"iter", state->iteration},
                      {"data", data.name},
                      {"seconds", std::round(seconds * 100) / 100},
                      {"seconds_before", std::round(before * 100) / 100},
                      {"kl", std::round(state->kl * 1e4) / 1e4},
                      {"label_agreement", std::round(agreement * 1e4) / 1e4},
                      {"threads", threads()},
                      {"load1", load()}}
                     .dump()
              << std::endl;
    return {device, seconds, state->kl, agreement};
}

void compareDevices(const Measured& slow, const Measured& quick)
{
    std::cout << Json{{"compared", nameOf(slow.device) + "/" + nameOf(quick.device)},
                      {"times_as_fast", std::round(100 * slow.seconds / quick.seconds) / 100},
                      {"kl_difference", quick.kl - slow.kl},
                      {"label_agreement_difference", quick.agreement - slow.agreement}}
                     .dump()
              << std::endl;
}

double recall(const NeighbourTable& table, const NeighbourTable& exact)
{
    const int k = exact.indices.columns();
    std::int64_t hits = 0;
    for (std::int64_t i = 0; i < exact.indices.size(); ++i) {
        const std::int32_t* const row = table.indices.ids() + i / k * k;
        hits += std::find(row, row + k, exact.indices.ids()[i]) != row + k;
    }
    return double(hits) / double(exact.indices.size());
}

// The exact search on the processor with the approximate one, or with that of the card.
void compareSearches(const Labelled& data, int k, Device device)
{
    const bool card = device == Device::Cuda;
    const auto begin = std::chrono::steady_clock::now();
    const NeighbourTable exact = nearest(data.points, k);
    const double exactSeconds = secondsSince(begin);
    const auto middle = std::chrono::steady_clock::now();
    NeighbourTable near = nearest(data.points, k, {.approximate = !card, .device = device});
    near.indices = near.indices.to(Device::Cpu);
    const double seconds = secondsSince(middle);
    std::cout << Json{{"engine", "layerloom"},
                      {"method", "neighbours"},
                      {"n", data.points.rows()},
                      {"dims", data.points.columns()},
                      {"k", k},
                      {"data", data.name},
                      {"exact_seconds", exactSeconds},
                      {card ? "cuda_seconds" : "approximate_seconds", seconds},
                      {"recall", recall(near, exact)},
                      {"threads", threads()},
                      {"load1", load()}}
                     .dump()
              << std::endl;
}

std::vector<std::string> parts(const std::string& list)
{
    std::vector<std::string> found;
    std::istringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');)
        found.push_back(part);
    return found;
}

// Those asked for that are there.
std::vector<Device> devicesOf(const std::string& list)
{
    std::vector<Device> devices;
    for (const std::string& name : parts(list))
        if (const Result<Device> device = deviceNamed(name))
            devices.push_back(*device);
        else
            std::cerr << device.problem().sentence() << "\n";
    return devices;
}

TsneSettings settingsOf(const std::string& method, const Options& options)
{
    TsneSettings settings;
    settings.method = method;
    settings.components = 0; // the data is reduced already
    settings.iterations = std::stoi(options.at("iter"));
    settings.dimensions = std::stoi(options.at("dimensions"));
    settings.seed = std::stoll(options.at("seed"));
    settings.perplexity = std::stod(options.at("perplexity"));
    settings.learningRate = std::stod(options.at("rate"));
    return settings;
}

void measureOn(const std::vector<Device>& devices, const Labelled& data, const std::string& method,
               const Options& options)
{
    std::vector<Measured> measured;
    for (const Device device : devices)
        if (method == "neighbours")
            compareSearches(data, int(3 * std::stod(options.at("perplexity"))), device);
        else
            measured.push_back(measure(data, settingsOf(method, options), options, device));
    if (measured.size() == 2)
        compareDevices(measured[0], measured[1]);
}

} // namespace

int main(int argc, char** argv)
{
    Options options{{"n", "2000,10000"}, {"dims", "50"},       {"method", "fft"}, {"iter", "1000"},
                    {"dimensions", "2"}, {"threads", "0"},     {"data", "mnist"}, {"seed", "1"},
                    {"rate", "0"},       {"perplexity", "30"}, {"device", "cpu"}};
    for (int i = 1; i + 1 < argc; i += 2)
        options[std::string(argv[i]).substr(2)] = argv[i + 1];
    setThreads(std::stoi(options.at("threads")));
    const std::vector<Device> devices = devicesOf(options.at("device"));
    for (const std::string& n : parts(options.at("n"))) {
        const int dims = std::stoi(options.at("dims"));
        const Labelled data =
            options.at("data") == "mnist" ? mnist(std::stoi(n), dims) : clusters(std::stoi(n), dims);
        for (const std::string& method : parts(options.at("method")))
            measureOn(devices, data, method, options);
    }
}
