#include "engine/cuda/attach.h"

namespace engine::cuda {

static constinit Attachment* firstAttachment = nullptr;

Attachment::Attachment(const OpEntry& operation, void (*kernel)())
    : operation(&operation), kernel(kernel), next(firstAttachment)
{
    firstAttachment = this;
}

void attachAll()
{
    for (const Attachment* attachment = firstAttachment; attachment; attachment = attachment->next)
        attachment->operation->cuda = attachment->kernel;
}

} // namespace engine::cuda
