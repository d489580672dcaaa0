#pragma once

#include "engine/devices/cuda_device.h"

#include <QtTest>

// For the first lines of a test of the card: on the one of this machine, or, where LAYERLOOM_CUDA_MODULE
// names the module of tests/cuda_on_cpu, on the processor. That one is always there; without a card the test
// is skipped, with the reason.
#define NEEDS_CARD()                                                                                         \
    do {                                                                                                     \
        if (const engine::Result<engine::CudaCard>& card = engine::cudaCard(); !card) {                      \
            const std::string reason = card.problem().sentence();                                            \
            if (qEnvironmentVariableIsSet("LAYERLOOM_CUDA_MODULE"))                                          \
                QFAIL(reason.c_str());                                                                       \
            QSKIP(reason.c_str());                                                                           \
        }                                                                                                    \
    } while (false)
