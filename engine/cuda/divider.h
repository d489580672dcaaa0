#pragma once

#include "engine/base/device_code.h"

#include <cstdint>

namespace engine::cuda {

// Division by a number that stays the same, as a multiplication: n / d = n * ceil(2^p / d) / 2^p for 0 <= n <
// 2^31 and p = 31 + ceil(log2 d) (Granlund, Montgomery, Division by Invariant Integers, 1994).
class Divider {
public:
    LOOM_DEVICE explicit Divider(int divisor) : m_divisor(std::uint32_t(divisor))
    {
        while ((std::uint64_t{1} << (m_shift - 31)) < m_divisor)
            ++m_shift;
        m_factor = std::uint32_t(((std::uint64_t{1} << m_shift) + m_divisor - 1) / m_divisor);
    }

    struct Split {
        int quotient, rest;
    };
    LOOM_DEVICE Split operator()(int n) const
    {
        const auto quotient = std::uint32_t(std::uint64_t{std::uint32_t(n)} * m_factor >> m_shift);
        return {int(quotient), int(std::uint32_t(n) - quotient * m_divisor)};
    }

private:
    std::uint32_t m_divisor, m_factor, m_shift = 31;
};

} // namespace engine::cuda
