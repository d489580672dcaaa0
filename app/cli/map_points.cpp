#include "app/cli/map_points.h"

#include "app/cli/progress_bar.h"

#include "engine/exports/projector.h"

#include <algorithm>
#include <array>

namespace cli {

using namespace engine;

namespace {

bool isTable(const std::string& source)
{
    constexpr std::array endings{".tsv", ".csv", ".npy", ".txt"};
    return std::ranges::any_of(endings, [&](const char* ending) { return source.ends_with(ending); });
}

Result<PointSet> pointsOfTable(const PointChoice& choice)
{
    if (!choice.layer.empty() || !choice.embedding.empty())
        return Problem{"%1 is a table and has no layers; leave --layer and --embedding out.",
                       {choice.source}};
    ProgressBar bar;
    return tablePoints(choice.source, choice.limit, [&](double done) {
        bar.show(done, "reading " + choice.source);
        return true;
    });
}

Problem noSuchSource(const std::string& name, bool matrix, const std::vector<PointSource>& sources)
{
    std::string names;
    for (const PointSource& source : sources)
        if (source.isMatrix() == matrix)
            names += (names.empty() ? "" : ", ") + source.name;
    if (names.empty())
        return matrix ? Problem{"The network has no embedding; use --layer to map the outputs of a layer."}
                      : Problem{"The network has no layer whose outputs can be mapped."};
    return {matrix ? "There is no embedding \"%1\"; choose among: %2."
                   : "There is no layer \"%1\" to be mapped; choose among: %2.",
            {name, names}};
}

Result<PointSource> chosenSource(const PointChoice& choice, const Network& network)
{
    const std::vector<PointSource> sources = pointSources(network.graph(), network.analysis());
    const bool matrix = !choice.embedding.empty();
    const std::string& name = matrix ? choice.embedding : choice.layer;
    const auto found = std::ranges::find_if(sources, [&](const PointSource& source) {
        return name.empty() || (source.isMatrix() == matrix && source.name == name);
    });
    return found == sources.end() ? Result<PointSource>(noSuchSource(name, matrix, sources)) : *found;
}

Result<PointSet> pointsOf(Network& network, const PointSource& source, const Dataset& data,
                          const PointChoice& choice)
{
    if (source.isMatrix())
        return matrixPoints(network.graph(), source, network.copyWeights(), data, choice.limit);
    const Result<Dataset::Part> part = partNamed(choice.part);
    if (!part)
        return part.problem();
    ProgressBar bar;
    return outputPoints(network, source, data, {.part = *part, .limit = choice.limit}, [&](double done) {
        bar.show(done, "running " + source.name);
        return true;
    });
}

} // namespace

Result<ChosenPoints> readPoints(const PointChoice& choice, bool withPictures)
{
    if (isTable(choice.source)) {
        Result<PointSet> points = pointsOfTable(choice);
        return points ? Result<ChosenPoints>(ChosenPoints{*std::move(points), {}}) : points.problem();
    }
    const Result<ProjectFile> file = openProject(choice.source);
    if (!file)
        return file.problem();
    const Result<Trained> trained = trainedNetwork(*file, choice.run, choice.source);
    if (!trained)
        return trained.problem();
    const Result<PointSource> source = chosenSource(choice, *trained->network);
    if (!source)
        return source.problem();
    const Result<Dataset> data = loadDataset(trained->dataset);
    if (!data)
        return data.problem();
    Result<PointSet> points = pointsOf(*trained->network, *source, *data, choice);
    if (!points)
        return points.problem();
    ChosenPoints chosen{*std::move(points), {}};
    if (withPictures)
        chosen.pictures = samplePictures(*data, chosen.points.rows);
    return chosen;
}

} // namespace cli
