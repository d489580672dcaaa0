#pragma once

#include "engine/base/device_code.h"
#include "engine/base/random.h"
#include "engine/ops/op.h"

#include <vector>

// Classes drawn at random, each with its own chance.
namespace engine::ops {

// For Walker's alias method: a draw falls into one of as many cells as there are classes.
struct ClassTable {
    Tensor chances; // [classes, 2] ids: the bytes of doubles
    Tensor limits; // [classes] ids, to be read as unsigned: below it a draw of the cell stands for itself ...
    Tensor others; // [classes] ids: ... and from it on for this class

    int classes() const { return others.rows(); }
    ClassTable to(Device device) const { return {chances.to(device), limits.to(device), others.to(device)}; }
};

LOOM_DEVICE inline std::int32_t drawnClass(const std::int32_t* limits, const std::int32_t* others,
                                           std::uint64_t classes, std::uint64_t bits)
{
    const std::uint64_t cell = (bits >> 32) * classes >> 32;
    return std::uint32_t(bits) < std::uint32_t(limits[cell]) ? std::int32_t(cell) : others[cell];
}

// `count` different classes, and how many draws they took. There are at least as many with a chance. Host
// memory only.
struct DistinctClasses {
    std::vector<std::int32_t> ids;
    std::int64_t draws = 0;
};
DistinctClasses drawDistinct(const ClassTable& table, int count, RandomKey key);

struct DrawnClasses {
    Tensor ids; // [count], all different, or [batch, count], each drawn by itself
    Tensor draws; // scalar id: how many it took to find different ones
};
// Fills both, from a key that the targets have a part in: other samples have other classes.
extern const Op<void(const Tensor& targets, const ClassTable& table, RandomKey key, DrawnClasses& drawn)>
    drawClasses;

// The logarithm of how often each class is expected among those that a sample is compared with: of
// independent draws count * chance, of different ones 1 - (1 - chance)^draws.
extern const Op<void(const Tensor& ids, const ClassTable& table, const DrawnClasses& drawn, Tensor& shift)>
    classShift;

} // namespace engine::ops
