#pragma once

#include "engine/tensor/tensor.h"

#include <cassert>

namespace engine {

// Every operation, linked by name, so that a module loaded at run time can add its kernels.
struct OpEntry {
    const char* name;
    OpEntry* next;
    mutable void (*cuda)() = nullptr; // set by the CUDA module; null: this operation runs on the CPU only

    explicit OpEntry(const char* name);
    static OpEntry* first();
};

template <class Signature>
struct Op;

// One operation and its implementation on each device. The device of the first argument decides.
template <class First, class... Rest>
struct Op<void(First, Rest...)> : OpEntry {
    using Kernel = void (*)(First, Rest...);
    Kernel cpu;

    Op(const char* name, Kernel cpu) : OpEntry(name), cpu(cpu) {}

    void operator()(First first, Rest... rest) const
    {
        if (first.device() == Device::Cpu) {
            cpu(first, rest...);
            return;
        }
        assert(cuda);
        reinterpret_cast<Kernel>(cuda)(first, rest...);
    }
};

} // namespace engine
