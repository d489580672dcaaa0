#include "tests/cuda_on_cpu/block_threads.h"

// What kernels call to meet each other.

namespace cudaOnCpu {

void syncBlock()
{
    theBlock().waitForBlock(false);
}

int syncBlockCount(int predicate)
{
    theBlock().waitForBlock(predicate != 0);
    return theBlock().countOfBlock();
}

void syncWarp(unsigned mask)
{
    theBlock().waitForWarp({.mask = mask});
}

std::uint64_t shuffle(unsigned mask, std::uint64_t given, unsigned source, int what)
{
    return theBlock().waitForWarp({.mask = mask, .what = what, .given = given, .source = source % lanes}).got;
}

Votes vote(unsigned mask, bool predicate, int what)
{
    return theBlock().waitForWarp({.mask = mask, .what = what, .given = predicate}).votes;
}

unsigned lane()
{
    return theBlock().lane();
}

void trap()
{
    theBlock().fail("__trap was called");
}

} // namespace cudaOnCpu
