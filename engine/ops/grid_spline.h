#pragma once

#include "engine/ops/map_vector.h"

#include <cstdint>
#include <cstring>

// Quintic B-splines on a grid of spacing 1: what a point gives to the six nodes around it along each axis,
// and what it reads from them. Eight values hold the six and two zeros, so rows have room for two more.
namespace engine::ops {

constexpr int splineNodes = 6;

// At t in [0, 1) behind the third of the six nodes.
inline void splineValues(float t, Eight& to)
{
    const float s = 1 - t;
    const float t2 = t * t, t4 = t2 * t2;
    const float s2 = s * s, s4 = s2 * s2;
    constexpr float share = 1.0f / 120;
    to = Eight{s4 * s,
               1 + 5 * s + 10 * s2 + 10 * s2 * s + 5 * s4 - 5 * s4 * s,
               66 - 60 * t2 + 30 * t4 - 10 * t4 * t,
               66 - 60 * s2 + 30 * s4 - 10 * s4 * s,
               1 + 5 * t + 10 * t2 + 10 * t2 * t + 5 * t4 - 5 * t4 * t,
               t4 * t,
               0,
               0} *
        share;
}

inline void splineSlopes(float t, Eight& to)
{
    const float s = 1 - t;
    const float t2 = t * t, t4 = t2 * t2;
    const float s2 = s * s, s4 = s2 * s2;
    constexpr float share = 1.0f / 24;
    to = Eight{-s4,
               -1 - 4 * s - 6 * s2 - 4 * s2 * s + 5 * s4,
               -24 * t + 24 * t2 * t - 10 * t4,
               24 * s - 24 * s2 * s + 10 * s4,
               1 + 4 * t + 6 * t2 + 4 * t2 * t - 5 * t4,
               t4,
               0,
               0} *
        share;
}

// Where a point lies: the first of its nodes along each axis and how far behind the third it is.
template <int dimensions>
struct GridPlace {
    std::int64_t node[dimensions];
    float t[dimensions];

    // low: the corner of the box around all points, which has two nodes before it.
    GridPlace(const float* y, const float* low, float perSpacing)
    {
        for (int c = 0; c < dimensions; ++c) {
            const float u = (y[c] - low[c]) * perSpacing;
            node[c] = std::int64_t(u);
            t[c] = u - float(node[c]);
        }
    }
};

template <int dimensions>
struct GridReading {
    float value;
    float slope[dimensions];
};

inline void addRow(float* to, float share, const Eight& values)
{
    Eight sum;
    std::memcpy(&sum, to, sizeof sum);
    sum += share * values;
    std::memcpy(to, &sum, sizeof sum);
}

// Adds the weights of one point to nodes [.., columns] (2 axes) or [.., rows, columns] (3).
inline void spreadPoint(const GridPlace<2>& place, float* nodes, const int* sizes)
{
    Eight a, b;
    splineValues(place.t[0], a);
    splineValues(place.t[1], b);
    float* to = nodes + place.node[0] * sizes[1] + place.node[1];
    for (int i = 0; i < splineNodes; ++i, to += sizes[1])
        addRow(to, a[i], b);
}

inline void spreadPoint(const GridPlace<3>& place, float* nodes, const int* sizes)
{
    Eight a, b, c;
    splineValues(place.t[0], a);
    splineValues(place.t[1], b);
    splineValues(place.t[2], c);
    for (int i = 0; i < splineNodes; ++i) {
        float* to = nodes + ((place.node[0] + i) * sizes[1] + place.node[1]) * sizes[2] + place.node[2];
        for (int j = 0; j < splineNodes; ++j, to += sizes[2])
            addRow(to, a[i] * b[j], c);
    }
}

inline float sumOfProducts(const Eight& a, const Eight& b)
{
    const Eight products = a * b;
    return sumOf(products);
}

inline GridReading<2> readPoint(const GridPlace<2>& place, const float* nodes, const int* sizes)
{
    Eight a, aSlope, b, bSlope, row;
    splineValues(place.t[0], a);
    splineSlopes(place.t[0], aSlope);
    Eight value{}, slope{};
    const float* from = nodes + place.node[0] * sizes[1] + place.node[1];
    for (int i = 0; i < splineNodes; ++i, from += sizes[1]) {
        std::memcpy(&row, from, sizeof row);
        value += a[i] * row;
        slope += aSlope[i] * row;
    }
    splineValues(place.t[1], b);
    splineSlopes(place.t[1], bSlope);
    return {sumOfProducts(value, b), {sumOfProducts(slope, b), sumOfProducts(value, bSlope)}};
}

inline GridReading<3> readPoint(const GridPlace<3>& place, const float* nodes, const int* sizes)
{
    Eight a, aSlope, b, bSlope, c, cSlope, row;
    splineValues(place.t[0], a);
    splineSlopes(place.t[0], aSlope);
    splineValues(place.t[1], b);
    splineSlopes(place.t[1], bSlope);
    Eight value{}, slopeA{}, slopeB{};
    for (int i = 0; i < splineNodes; ++i) {
        const float* from =
            nodes + ((place.node[0] + i) * sizes[1] + place.node[1]) * sizes[2] + place.node[2];
        Eight plane{}, planeSlope{};
        for (int j = 0; j < splineNodes; ++j, from += sizes[2]) {
            std::memcpy(&row, from, sizeof row);
            plane += b[j] * row;
            planeSlope += bSlope[j] * row;
        }
        value += a[i] * plane;
        slopeA += aSlope[i] * plane;
        slopeB += a[i] * planeSlope;
    }
    splineValues(place.t[2], c);
    splineSlopes(place.t[2], cSlope);
    return {sumOfProducts(value, c),
            {sumOfProducts(slopeA, c), sumOfProducts(slopeB, c), sumOfProducts(value, cSlope)}};
}

} // namespace engine::ops
