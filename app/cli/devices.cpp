#include "app/cli/command.h"

#include "engine/base/parallel.h"
#include "engine/base/text.h"
#include "engine/devices/agreement.h"
#include "engine/devices/cuda_device.h"
#include "engine/ops/op.h"
#include "engine/tensor/device_memory.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <dlfcn.h>
#include <fstream>
#include <iostream>
#include <set>

namespace cli {

using namespace engine;

namespace {

struct Options {
    bool json = false;
    bool quick = false;
};

std::string processorName()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name"))
            return line.substr(std::min(line.size(), line.find(':') + 2));
    return "unknown processor";
}

// The dynamic linker chose among the builds of the compute library; its path says which.
std::string computeLevel()
{
    Dl_info info{};
    if (!dladdr(reinterpret_cast<void*>(&engine::threads), &info) || !info.dli_fname)
        return "unknown";
    const std::string path = info.dli_fname;
    for (const char* level : {"x86-64-v4", "x86-64-v3", "x86-64-v2"})
        if (path.find(std::string("glibc-hwcaps/") + level) != std::string::npos)
            return level;
    return "baseline";
}

std::set<std::string> operations(bool cudaOnly)
{
    std::set<std::string> names;
    for (const OpEntry* op = OpEntry::first(); op; op = op->next)
        if (!cudaOnly || op->cuda)
            names.insert(op->name);
    return names;
}

std::string scientific(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), value == 0 ? "%.0f" : "%.1e", value);
    return text.data();
}

void listProcessor(bool json)
{
    const auto all = operations(false);
    if (json)
        printLine({{"device", "cpu"},
                   {"available", true},
                   {"name", processorName()},
                   {"threads", threads()},
                   {"compute_level", computeLevel()},
                   {"operations", all}});
    else
        std::cout << "cpu: " << processorName() << ", " << threads() << " threads, compute level "
                  << computeLevel() << ", " << all.size() << " operations" << std::endl;
}

void listCard(bool json)
{
    const Result<CudaCard>& card = cudaCard();
    const auto all = operations(true);
    if (json && card)
        printLine({{"device", "cuda"},
                   {"available", true},
                   {"name", card->name},
                   {"architecture", card->architecture},
                   {"memory", card->memory},
                   {"libraries", card->libraries},
                   {"operations", all}});
    else if (json)
        printLine({{"device", "cuda"},
                   {"available", false},
                   {"reason", card.problem().sentence()},
                   {"operations", all}});
    else if (card)
        std::cout << "cuda: " << card->name << ", " << grouped(card->memory >> 20)
                  << " MB, compute capability " << card->architecture << ", " << card->libraries << ", "
                  << all.size() << " operations" << std::endl;
    else
        std::cout << "cuda: " << card.problem().sentence() << std::endl;
}

// JSON knows no infinity.
Json differenceJson(double difference)
{
    return std::isfinite(difference) ? Json(difference) : Json("infinite");
}

void printAgreement(const Agreement& agreement)
{
    printLine({{"operation", agreement.operation},
               {"on_cuda", agreement.onCuda},
               {"cases", agreement.cases},
               {"largest_difference", differenceJson(agreement.difference)},
               {"worst_case", agreement.worstCase},
               {"agrees", agreement.holds()}});
}

// How an operation fared, in a word or a number.
std::string verdict(const Agreement& agreement)
{
    if (!agreement.onCuda)
        return "missing";
    return agreement.cases == 0 ? "not checked" : scientific(agreement.difference);
}

void printAll(const std::vector<Agreement>& all)
{
    std::vector<std::vector<std::string>> rows{{"operation", "cases", "largest relative difference"}};
    for (const Agreement& agreement : all)
        rows.push_back({agreement.operation, number(agreement.cases), verdict(agreement)});
    std::cout << '\n';
    printTable(rows, 1);
}

void conclude(const std::vector<Agreement>& all, bool json)
{
    const auto worst = std::ranges::max_element(all, {}, &Agreement::difference);
    const auto agreeing = std::ranges::count_if(all, &Agreement::holds);
    if (json) {
        printLine({{"operations", all.size()},
                   {"agreeing", agreeing},
                   {"largest_difference", differenceJson(worst->difference)},
                   {"limit", agreementLimit}});
        return;
    }
    std::cout << "\nThe largest relative difference is " << scientific(worst->difference) << ", of "
              << worst->operation << " (" << worst->worstCase << "); " << agreeing << " of " << all.size()
              << " operations agree within " << scientific(agreementLimit) << "." << std::endl;
}

int check(bool json)
{
    const std::vector<Agreement> all = json ? compareDevices(printAgreement) : compareDevices();
    if (!json)
        printAll(all);
    conclude(all, json);
    return std::ranges::all_of(all, &Agreement::holds) ? 0 : 1;
}

int run(const Options& options)
{
    listProcessor(options.json);
    listCard(options.json);
    if (options.quick || !cudaCard())
        return 0;
    try {
        return check(options.json);
    } catch (const DeviceFailure& failure) {
        return fail(failure.problem());
    }
}

void bind(CLI::App& command, Options& options)
{
    command.add_flag("--json", options.json, "One JSON object per device and operation");
    command.add_flag("--quick", options.quick, "Only list the devices");
}

} // namespace

void addDevices(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "devices",
               "Lists the processor and the graphics card and checks that every operation agrees on both",
               run, bind);
}

} // namespace cli
