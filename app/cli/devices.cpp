#include "app/cli/command.h"

#include "engine/base/parallel.h"
#include "engine/ops/op.h"

#include <dlfcn.h>
#include <fstream>
#include <iostream>
#include <set>

namespace cli {

using namespace engine;

namespace {

struct Options {
    bool json = false;
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

int run(const Options& options)
{
    const auto all = operations(false), cuda = operations(true);
    if (options.json) {
        printLine({{"device", "cpu"},
                   {"available", true},
                   {"name", processorName()},
                   {"threads", threads()},
                   {"compute_level", computeLevel()},
                   {"operations", all}});
        printLine({{"device", "cuda"},
                   {"available", false},
                   {"reason", "This build has no CUDA module; everything runs on the processor."},
                   {"operations", cuda}});
        return 0;
    }
    std::cout << "cpu: " << processorName() << ", " << threads() << " threads, compute level "
              << computeLevel() << ", " << all.size() << " operations\n"
              << "cuda: not available; this build has no CUDA module, everything runs on the processor"
              << std::endl;
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_flag("--json", options.json, "One JSON object per device");
}

} // namespace

void addDevices(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "devices", "Lists processors and graphics cards and what they can compute",
               run, bind);
}

} // namespace cli
