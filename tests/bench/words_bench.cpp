// How quickly pairs of words are loaded, and neighbours found. usage: words_bench [DATA SET] (ptb)
#include "engine/datasets/dataset_type.h"
#include "engine/text/nearest_words.h"

#include <chrono>
#include <cstdio>

using namespace engine;

namespace {

double secondsOf(const auto& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void measure(const DatasetType& type, const std::string& samples)
{
    Attributes attributes{{"samples", samples}, {"window", std::int64_t{2}}};
    const auto data = type.load(attributes, dataFolder(), {});
    if (!data)
        return void(std::printf("%s\n", data.problem().sentence().c_str()));
    std::vector<std::string> columns;
    for (const Column& column : *data->columns)
        columns.push_back(column.name);
    for (const bool shuffled : {false, true})
        for (const int batchSize : {128, 1024}) {
            std::int64_t pairs = 0;
            const double seconds = secondsOf([&] {
                BatchLoader loader(*data, columns, epochOrder(*data, Dataset::Part::Train, shuffled, {1}),
                                   batchSize);
                while (const Batch* batch = loader.next())
                    pairs += batch->begin()->second.rows();
            });
            std::printf("%-15s %-10s batch %4d: %6.1f million a second (%lld)\n", samples.c_str(),
                        shuffled ? "shuffled" : "in order", batchSize, double(pairs) / seconds / 1e6,
                        static_cast<long long>(pairs));
        }
}

void measureNeighbours()
{
    constexpr int words = 10000, length = 128, rounds = 50;
    Tensor vectors({words, length});
    for (std::int64_t i = 0; i < vectors.size(); ++i)
        vectors.data()[i] = RandomKey{1}.uniform(std::uint64_t(i)) - 0.5f;
    const std::vector<std::int32_t> chosen{0, 1, 10, 100, 500, 1000, 5000, 9999};
    std::size_t found = 0;
    const double seconds = secondsOf([&] {
        for (int round = 0; round < rounds; ++round)
            found += NearestWords(vectors, words).of(chosen, 5).size();
    });
    std::printf("neighbours of 8 among %d x %d: %.2f ms (%zu)\n", words, length, seconds / rounds * 1e3,
                found);
}

} // namespace

int main(int argc, char** argv)
{
    const DatasetType* type = findDatasetType(argc > 1 ? argv[1] : "ptb");
    if (!type)
        return std::puts("no such data set"), 2;
    for (const char* samples : {"skip_gram", "cbow", "labelled_pairs"})
        measure(*type, samples);
    measureNeighbours();
    return 0;
}
