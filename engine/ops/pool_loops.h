#pragma once

#include "engine/ops/loops.h"
#include "engine/ops/span.h"
#include "engine/ops/vector.h"

// Shared by the CPU implementations of pooling: pictures [batch, height, width, channels], windows without
// gaps (dilation 1).
namespace engine::ops {

// body(channel, Value()) for every channel: as many as a vector holds at once with Value = Vector, the rest
// one by one with Value = float.
template <class Body>
void forChannels(int channels, const Body& body)
{
    int channel = 0;
    for (; channel + vectorLanes <= channels; channel += vectorLanes)
        body(channel, Vector());
    for (; channel < channels; ++channel)
        body(channel, 0.0f);
}

template <class Value>
inline Value read(const float* from)
{
    Value value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

template <class Value>
inline void write(float* to, Value value)
{
    std::memcpy(to, &value, sizeof value);
}

// body(sample, row) for rows of all samples' pictures; work: of one row, in elements it reads or writes.
template <class Body>
void forPictureRows(int samples, int rows, std::int64_t work, const Body& body)
{
    forRows(std::int64_t{samples} * rows, work,
            [&](std::int64_t i) { body(i / rows, static_cast<int>(i % rows)); });
}

} // namespace engine::ops
