#include "engine/tensor/device_memory.h"

namespace engine {

DeviceMemory& cudaMemory()
{
    static constinit DeviceMemory memory;
    return memory;
}

DeviceFailure::DeviceFailure(Problem problem)
    : m_problem(std::move(problem)), m_sentence(m_problem.sentence())
{
}

DeviceFailure::~DeviceFailure() = default;

} // namespace engine
