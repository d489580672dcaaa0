#include "engine/text/pairs.h"

#include <algorithm>

namespace engine {

namespace {

// Divides numbers of 32 bits by one that is always the same, without dividing (Lemire, Kaser, Kurz 2019).
class Divider {
public:
    explicit Divider(std::int64_t by)
        : m_by(static_cast<std::uint32_t>(by)), m_inverse(~std::uint64_t{0} / m_by + 1)
    {
    }

    std::uint32_t quotient(std::uint32_t number) const
    {
        return m_by == 1
            ? number
            : static_cast<std::uint32_t>(static_cast<unsigned __int128>(m_inverse) * number >> 64);
    }
    std::uint32_t rest(std::uint32_t number) const { return number - quotient(number) * m_by; }

private:
    std::uint32_t m_by;
    std::uint64_t m_inverse;
};

std::uint32_t bits(std::int32_t number)
{
    return static_cast<std::uint32_t>(number);
}

} // namespace

void WordPairs::words(std::span<const std::int32_t> pairs, std::int32_t* to) const
{
    const Divider place(perPlace());
    std::ranges::transform(
        pairs, to, [=, from = tokens.data()](std::int32_t pair) { return from[place.quotient(bits(pair))]; });
}

void WordPairs::others(std::span<const std::int32_t> pairs, std::int32_t* to) const
{
    const Divider byPlace(perPlace()), byNeighbour(1 + negatives);
    const auto side = static_cast<std::uint32_t>(window);
    const auto ids = static_cast<std::uint64_t>(vocabulary);
    std::ranges::transform(pairs, to, [&, from = tokens.data()](std::int32_t pair) {
        const std::uint32_t place = byPlace.quotient(bits(pair));
        const std::uint32_t within = bits(pair) - place * static_cast<std::uint32_t>(perPlace());
        const std::uint32_t neighbour = byNeighbour.quotient(within);
        if (neighbour * static_cast<std::uint32_t>(1 + negatives) != within)
            return static_cast<std::int32_t>(key.below(ids, bits(pair)));
        return from[place + neighbour - side + (neighbour >= side)];
    });
}

void WordPairs::labels(std::span<const std::int32_t> pairs, std::int32_t* to) const
{
    const Divider neighbour(1 + negatives); // which perPlace() is a multiple of
    std::ranges::transform(pairs, to,
                           [=](std::int32_t pair) { return neighbour.rest(bits(pair)) == 0 ? 1 : 0; });
}

void WordPairs::neighbours(std::span<const std::int32_t> places, std::int32_t* to) const
{
    for (const std::int32_t place : places) {
        const auto middle = tokens.begin() + place;
        to = std::copy(middle - window, middle, to);
        to = std::copy(middle + 1, middle + 1 + window, to);
    }
}

} // namespace engine
