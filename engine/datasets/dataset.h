#pragma once

#include "engine/base/result.h"
#include "engine/datasets/rows.h"
#include "engine/layers/layer_type.h"

#include <map>
#include <memory>
#include <span>
#include <variant>

namespace engine {

// Values that never change once made; copies share them.
template <class T>
class Shared {
public:
    Shared() : Shared(std::vector<T>()) {}
    Shared(std::vector<T> values) : m_values(std::make_shared<const std::vector<T>>(std::move(values))) {}

    std::span<const T> values() const { return *m_values; }

private:
    std::shared_ptr<const std::vector<T>> m_values;
};

// Ids that are worked out when they are asked for, because they are too many to keep.
class MadeIds {
public:
    virtual ~MadeIds() = default;
    virtual std::int64_t rows() const = 0;
    // Those of the rows asked for, one row after the other.
    virtual void fill(std::span<const std::int32_t> rows, std::int32_t* to) const = 0;
};

// One named column: row after row of samples. Bytes stand for pixels and are read as value / 255; ids whose
// signal is numbers become numbers when they are gathered.
struct Column {
    std::string name;
    Signal signal; // of one sample, as networks see it
    std::variant<Shared<std::uint8_t>, Shared<float>, Shared<std::int32_t>, std::shared_ptr<const MadeIds>>
        data;
    std::vector<std::string> classes = {}; // names of ids, where they have some

    // Rows may overlap, as windows over one long sequence do: row r begins at the value first + r * stride.
    std::int64_t first = 0;
    std::int64_t stride = 0; // 0: rows lie one after the other
    int oneHot = 0; // each id is spread to so many numbers, of which its own is 1 and the others 0

    std::int64_t rows() const;
    std::int64_t rowSize() const; // values that a row takes of the data
    const MadeIds* made() const; // null where the values are kept
    // The values as they are kept; empty where the column holds another kind.
    std::span<const std::uint8_t> bytes() const;
    std::span<const float> floats() const;
    std::span<const std::int32_t> ids() const;
};

// The same values in another shape, under another name, without a copy.
Column reshaped(const Column& column, std::string name, const Shape& shape);

struct Series;
struct TextWindows;

// Train, validation and test samples: the same columns, and for each part the rows that belong to it, in
// their natural order. Immutable once loaded; copies share the data.
struct Dataset {
    enum class Part { Train, Validation, Test };

    std::string id;
    std::shared_ptr<const std::vector<Column>> columns;
    Rows train, validation, test;
    std::shared_ptr<const TextWindows> text; // what the rows are windows of, where that is a text
    std::shared_ptr<const Series> series; // the same, where that is a series
    std::vector<Problem> remarks = {}; // what of the files could not be used, though loading went on

    const Column* column(const std::string& name) const;
    const Rows& rows(Part part) const;
    std::int64_t size(Part part) const { return static_cast<std::int64_t>(rows(part).size()); }
};
const char* partName(Dataset::Part part); // "train", "validation", "test"

// A data set whose rows are the training samples, then those for validation, then those for testing.
struct PartSizes {
    std::int64_t train = 0, validation = 0, test = 0;
};
Dataset makeDataset(std::string id, std::vector<Column> columns, PartSizes sizes);

// At most `count` samples of every part (0: all); for quick tries.
Dataset limited(const Dataset& data, std::int64_t count);

// One batch: a tensor for every column asked for, [count, ...sample shape].
using Batch = std::map<std::string, Tensor>;

// The samples `rows` of the columns; bytes are scaled to [0, 1].
Batch gather(const Dataset& data, std::span<const std::string> columns, std::span<const std::int32_t> rows);

// The rows of a part in the order of one epoch: natural, or shuffled by the key alone.
Rows epochOrder(const Dataset& data, Dataset::Part part, bool shuffled, RandomKey key);

class ResidentColumns;

// Prepares the next batch on a thread of its own while the current one is used, where that pays. Columns that
// are resident on a device are gathered there, when the batch is asked for.
class BatchLoader {
public:
    BatchLoader(const Dataset& data, std::vector<std::string> columns, Rows order, int batchSize,
                std::int64_t firstBatch = 0, const ResidentColumns* resident = nullptr);
    ~BatchLoader();
    std::int64_t batches() const; // in the whole order; the last one may be smaller
    bool hasNext() const;
    const Batch* next(); // null at the end; valid until the next call

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace engine
