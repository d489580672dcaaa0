#pragma once

#include "engine/ops/activation_rows.h"
#include "engine/ops/recurrent_cell.h"

// Cells whose new state mixes the old one and a candidate: h' = z h + (1 - z) g.
namespace engine::ops {

inline void mixRow(const float* z, const float* h, const float* g, float* newH, std::int64_t count)
{
#pragma GCC ivdep
    for (std::int64_t k = 0; k < count; ++k)
        newH[k] = g[k] + z[k] * (h[k] - g[k]);
}

struct MixedRow {
    const float *z, *h, *g;
};

// The gradients of z and g, and gradH from that of the new state to that of h.
inline void mixRowBackward(const MixedRow& row, float* gradH, float* gradZ, float* gradG, std::int64_t count)
{
    const float *const z = row.z, *const h = row.h, *const g = row.g;
#pragma GCC ivdep
    for (std::int64_t k = 0; k < count; ++k) {
        const float grad = gradH[k];
        gradZ[k] = grad * (h[k] - g[k]);
        gradG[k] = grad - grad * z[k];
        gradH[k] = grad * z[k];
    }
}

} // namespace engine::ops
