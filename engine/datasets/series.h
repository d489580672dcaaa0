#pragma once

#include "engine/datasets/dataset_type.h"
#include "engine/datasets/series_settings.h"

namespace engine {

// One quantity of a series, and how networks see it: scaled = (original - offset) / range.
struct SeriesVariable {
    std::string name;
    std::string unit = {}; // "°C"; empty where nobody knows
    double offset = 0, range = 1;

    double scaled(double original) const { return (original - offset) / range; }
    double original(double scaled) const { return scaled * range + offset; }
};

// Rows from begin up to, but not including, end.
struct SeriesRange {
    std::int64_t begin = 0, end = 0;
    std::int64_t size() const { return end - begin; }
};

// What a sample sees of the series and what it is to say. Sample r begins at row r.
struct SeriesWindow {
    std::int64_t past = 1, future = 1; // rows
    std::vector<int> inputs, targets; // variables
    bool eachStep = false; // the target is the window moved on by one
    std::int64_t step = 1; // rows from one sample to the next

    std::int64_t targetBegin() const { return eachStep ? 1 : past; } // behind the first row of the window
    std::int64_t targetSteps() const { return eachStep ? past : future; }
    std::int64_t length() const { return targetBegin() + targetSteps(); }
};

// How the rows of a series are divided and read.
struct SeriesPlan {
    SeriesWindow window;
    SeriesRange train, validation, test;

    const SeriesRange& range(Dataset::Part part) const;
};

// Values over time as they were measured, and all that is needed to understand what a network says of them.
struct Series {
    std::vector<SeriesVariable> variables;
    std::vector<std::string> times; // of every row
    std::vector<double> values; // row after row, one number for each variable
    SeriesPlan plan;

    std::int64_t rows() const { return static_cast<std::int64_t>(times.size()); }
    double value(std::int64_t row, int variable) const
    {
        return values[static_cast<std::size_t>(row) * variables.size() + static_cast<std::size_t>(variable)];
    }
};

// What is known of a series before its values are looked at.
struct SeriesFacts {
    std::string source; // what sentences call it: the file, else the title
    std::vector<std::string> names; // of its variables
    std::vector<std::string> words = {}; // columns that cannot be variables: they hold no numbers
    std::int64_t rows = 0;
};

// Which variables are read and predicted, and where the parts lie. The problem is what does not fit: names
// that are not there, or windows longer than a part.
Result<SeriesPlan> planSeries(const SeriesFacts& facts, const SeriesSettings& settings);

std::vector<ColumnDescription> seriesColumns(const SeriesPlan& plan, const SeriesSettings& settings);

// Scales the series and cuts it into windows, none of which crosses from one part into the next.
Dataset makeSeriesDataset(std::string id, Series series, const SeriesSettings& settings);

// A series that the program knows by heart or makes itself.
struct BundledSeries {
    std::string id, title, summary, source;
    std::vector<std::string> names;
    std::vector<Field> fields = {}; // of its own, beside those of every series
    std::function<std::int64_t(const Attributes&)> rows;
    std::function<Series(const Attributes&)> make; // variables, times and values
};
DatasetType bundledSeries(const BundledSeries& set);

} // namespace engine
