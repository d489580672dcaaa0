#pragma once

#include "engine/project/project_file.h"

#include <cmath>
#include <limits>

// A project file with one of everything.
namespace sample {

inline engine::Tensor ramp(const engine::Shape& shape, float start)
{
    engine::Tensor tensor(shape);
    for (float& value : tensor.values())
        value = start += 0.1f;
    return tensor;
}

inline std::shared_ptr<engine::Checkpoint> checkpoint(std::int64_t step, float start)
{
    auto checkpoint = std::make_shared<engine::Checkpoint>();
    checkpoint->weights["Dense/kernel"] = ramp({4, 3}, start);
    checkpoint->weights["Dense/bias"] = ramp({3}, -start);
    checkpoint->optimizer["Dense/kernel/m"] = ramp({4, 3}, start / 7);
    checkpoint->state["LSTM/state"] = ramp({5, 2, 3}, start / 3);
    checkpoint->step = step;
    checkpoint->epoch = int(step / 10);
    checkpoint->batchInEpoch = step % 10;
    checkpoint->sums = {
        {"loss", 0.1 + 0.2}, {"best", std::numeric_limits<double>::infinity()}, {"zero", -0.0}};
    return checkpoint;
}

inline engine::Run run(const std::string& id)
{
    engine::Run run;
    run.id = id;
    run.name = "First try";
    run.started = "2026-01-02T03:04:05Z";
    run.hardware = "CPU, 2 threads";
    run.state = "stopped";
    run.color = 3;
    run.visible = false;
    for (int i = 1; i <= 25; ++i)
        run.batches.push_back({i, i / 10.0, 1.f / float(i)});
    run.batches.push_back({26, 2.6, std::nanf("")});
    run.epochs.push_back({1, {{"loss", 0.3}}, {{"loss", 0.4}, {"accuracy", 0.5}}, 1.5, 1000.25, 0.001, true});
    run.epochs.push_back({2, {{"loss", std::nan("")}}, {}, 1.25, 2000, 0.0005, false});
    run.last = checkpoint(25, 1);
    run.best = checkpoint(10, 2);
    return run;
}

inline engine::ProjectFile file()
{
    engine::ProjectFile file;
    engine::Project& project = file.project;
    project.title = "Äpfel \"und\" 梨";
    project.description = "One line.\nAnother.";
    project.dataset = {"mnist", {{"validation", std::int64_t{4000}}}};
    project.training.epochs = 3;
    project.training.learningRate = 0.1;
    const engine::NodeId input = project.graph.add("input", {0, 0});
    const engine::NodeId dense = project.graph.add("dense", {0, 96});
    const engine::NodeId alien = project.graph.add("layer_of_tomorrow", {0.5, 192});
    project.graph.node(dense)->attributes["units"] = std::int64_t{3};
    project.graph.node(alien)->attributes["depth"] = 2.5;
    project.graph.connect({input, 0, dense, 0});
    project.graph.connect({dense, 0, alien, 0});
    file.runs = {run("run-1"), run("run-2")};
    file.runs[0].graph = project.graph;
    file.runs[1].best = file.runs[1].last;
    file.panels = R"({"curves":{"log":true}})";
    file.preview = {0x89, 'P', 'N', 'G'};
    file.otherMembers["notes/today.txt"] = {'h', 'i'};
    return file;
}

} // namespace sample
