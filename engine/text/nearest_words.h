#pragma once

#include "engine/tensor/tensor.h"

#include <span>
#include <vector>

namespace engine {

struct NearWord {
    std::int32_t id = 0;
    float cosine = 0;
    bool operator==(const NearWord&) const = default;
};

// Words whose vectors are added and taken away: "king - man + woman".
struct Analogy {
    std::vector<std::int32_t> plus, minus;
    bool operator==(const Analogy&) const = default;
};

// Word vectors divided by their lengths, among which the nearest by cosine are looked for, on all threads.
// Ties go to the more frequent word.
class NearestWords {
public:
    // Row after row the vector of a word; rows from `words` on stand for none.
    NearestWords(const Tensor& vectors, int words);

    int words() const { return m_words; }
    // The nearest other words of each, nearest first. Words without a vector have none.
    std::vector<std::vector<NearWord>> of(std::span<const std::int32_t> words, int count) const;
    // Those nearest to the sum of the vectors, none of the given among them (3CosAdd: Mikolov, Yih, Zweig
    // 2013, as Levy, Goldberg 2014 write it).
    std::vector<NearWord> of(const Analogy& analogy, int count) const;

private:
    bool has(std::int32_t word) const { return word >= 0 && word < m_words; }
    Tensor cosines(const Tensor& directions) const; // [directions, all rows]

    Tensor m_directions; // [rows, length], each of length 1
    int m_words;
};

} // namespace engine
