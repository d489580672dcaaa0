#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

// Words that can stand in each other's place in the sentences below.
struct WordClass {
    std::string name; // TR("animal")
    std::vector<std::string_view> words; // the frequent ones first
};
const std::vector<WordClass>& phraseClasses();

// Short sentences about people, animals and their day, made from a grammar: the words in order, each full
// stop and comma as a word of its own.
std::vector<std::string_view> phraseWords(std::int64_t sentences, std::int64_t seed);

} // namespace engine
