#pragma once

#include "engine/training/network.h"

namespace engine {

// Points to be mapped, and what is known of each: vectors of words, what a layer says of samples, rows of a
// table. Labels, classes and numbers are empty where there are none.
struct PointSet {
    std::string name; // of the layer, or of the file
    Tensor values; // [points, dimensions]
    std::vector<std::string> labels;
    std::vector<std::int32_t> classes; // -1: none
    std::vector<std::string> classNames;
    std::vector<float> numbers;
    std::string numbersName; // with its unit
    std::vector<std::int32_t> rows; // of the data set, where the points are samples
    std::int64_t available = 0; // how many there were before a limit

    int count() const { return values.empty() ? 0 : values.rows(); }
    int dimensions() const { return values.empty() ? 0 : values.columns(); }
};

// Where the points of a network come from: a matrix of vectors, of which every id has its own, or what a
// layer gives for samples.
struct PointSource {
    NodeId node = 0;
    std::string name; // of the node
    std::string matrix = {}; // name of the weight, "Embedding/embeddings"; empty: outputs
    Shape shape = {}; // of the matrix, or of the outputs of one sample

    bool isMatrix() const { return !matrix.empty(); }
    bool isSequence() const { return !isMatrix() && shape.rank() == 2; } // [steps, features]
    bool operator==(const PointSource&) const = default;
};

// All there are, the most telling first: matrices, the code of a network that rebuilds what it reads, then
// its layers from the last hidden one to the first, then what it predicts. Layers that change no
// values outside training (Dropout, Flatten) are left out.
std::vector<PointSource> pointSources(const Graph& graph, const Analysis& analysis);

// How far the work is (0 to 1); returns false to cancel, and the result is then a problem that says so.
using PointProgress = std::function<bool(double)>;

// The first `limit` vectors (0: all), which are those of the most frequent words where the ids are words of
// the data's text. Rows beyond the vocabulary are no words and left out. `weights` are those of a network.
Result<PointSet> matrixPoints(const Graph& graph, const PointSource& source, const NamedTensors& weights,
                              const Dataset& data, std::int64_t limit);

struct OutputPoints {
    Dataset::Part part = Dataset::Part::Test;
    std::int64_t limit = 0; // samples, spread evenly over the part; 0: all
    bool lastStep = true; // of sequences; else all steps in a row
    int batchSize = 100;
};
// What the layer gives for samples of the data, flattened. Classes are those of the target, else of another
// column that has some; numbers are a target of one value.
Result<PointSet> outputPoints(Network& network, const PointSource& source, const Dataset& data,
                              const OutputPoints& wish, const PointProgress& keepOn = {});

// The first `limit` rows of a table (0: all): a file of numpy [points, ...], or CSV or TSV. Columns of
// numbers are dimensions; of the others, one with few distinct values gives the classes and one with many the
// labels. A column called "label" or "class" is no dimension even if it holds numbers. What TensorBoard's
// Projector wrote has no header, and its labels lie beside it: those of vectors.tsv in metadata.tsv, of
// words_vectors.tsv in words_metadata.tsv. Problems name file and line.
Result<PointSet> tablePoints(const std::filesystem::path& file, std::int64_t limit,
                             const PointProgress& keepOn = {});

// The problem of work that was cancelled.
Problem pointsCancelled();

} // namespace engine
