#pragma once

#include "engine/ops/op.h"

namespace engine::cuda {

// A kernel of the module waiting to be attached to its operation.
struct Attachment {
    const OpEntry* operation;
    void (*kernel)();
    Attachment* next;

    Attachment(const OpEntry& operation, void (*kernel)());
};

// `static const OnCuda attachAdd(ops::add, addCuda);` beside the kernel of every operation.
template <class Signature>
struct OnCuda : Attachment {
    OnCuda(const Op<Signature>& operation, typename Op<Signature>::Kernel kernel)
        : Attachment(operation, reinterpret_cast<void (*)()>(kernel))
    {
    }
};

// Gives every operation its kernel, once a device has been opened.
void attachAll();

} // namespace engine::cuda
