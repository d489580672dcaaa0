#include "engine/ops/op.h"

namespace engine {

// Constant-initialised, so that it is ready before the first operation of any file enters itself.
static constinit OpEntry* firstEntry = nullptr;

OpEntry::OpEntry(const char* name) : name(name), next(firstEntry)
{
    firstEntry = this;
}

OpEntry* OpEntry::first()
{
    return firstEntry;
}

} // namespace engine
