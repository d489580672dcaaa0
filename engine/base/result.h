#pragma once

#include "engine/base/text.h"

#include <optional>
#include <utility>
#include <variant>

namespace engine {

// Why something cannot be done, in a sentence a user can act on. The pattern is translatable; its %1, %2
// stand for the arguments.
struct Problem {
    std::string pattern;
    std::vector<std::string> arguments = {};

    std::string sentence() const { return fill(pattern, arguments); }
    bool operator==(const Problem&) const = default;
};

// Either a value or the problem that prevented it.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Problem problem) : m_state(std::in_place_index<1>, std::move(problem)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    const T& operator*() const& { return std::get<0>(m_state); }
    T& operator*() & { return std::get<0>(m_state); }
    T&& operator*() && { return std::get<0>(std::move(m_state)); }
    const T* operator->() const { return &std::get<0>(m_state); }
    T* operator->() { return &std::get<0>(m_state); }
    const Problem& problem() const { return std::get<1>(m_state); }

private:
    std::variant<T, Problem> m_state;
};

// Done, or the problem that prevented it.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Problem problem) : m_problem(std::move(problem)) {}

    explicit operator bool() const { return !m_problem; }
    const Problem& problem() const { return *m_problem; }

private:
    std::optional<Problem> m_problem;
};

} // namespace engine
