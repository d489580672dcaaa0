#include "engine/tensor/device_step.h"

#include "engine/tensor/block.h"
#include "engine/tensor/device_memory.h"

namespace engine {

DeviceStep::DeviceStep(Device device) : m_open(device == Device::Cuda)
{
    if (!m_open)
        return;
    deviceOrder().lock();
    cudaMemory().beginStep();
}

DeviceStep::~DeviceStep()
{
    if (!m_open)
        return;
    cudaMemory().abandonStep();
    deviceOrder().unlock();
}

void DeviceStep::finish()
{
    if (!m_open)
        return;
    cudaMemory().endStep();
    m_open = false;
    deviceOrder().unlock();
}

ScalarFetch::ScalarFetch(const std::vector<Tensor>& scalars) : m_values(scalars.size())
{
    assert(scalars.size() <= maxDownload);
    if (scalars.empty())
        return;
    if (scalars.front().device() == Device::Cpu) {
        for (std::size_t i = 0; i < scalars.size(); ++i)
            m_values[i] = scalars[i].data()[0];
        return;
    }
    std::array<const float*, maxDownload> places{};
    for (std::size_t i = 0; i < scalars.size(); ++i)
        places[i] = scalars[i].data();
    m_download = cudaMemory().startDownload(places.data(), static_cast<int>(scalars.size()));
}

ScalarFetch::ScalarFetch(ScalarFetch&& other) noexcept
    : m_values(std::move(other.m_values)), m_download(std::exchange(other.m_download, nullptr))
{
}

ScalarFetch& ScalarFetch::operator=(ScalarFetch&& other) noexcept
{
    std::swap(m_values, other.m_values);
    std::swap(m_download, other.m_download);
    return *this;
}

ScalarFetch::~ScalarFetch()
{
    if (m_download)
        cudaMemory().releaseDownload(m_download);
}

bool ScalarFetch::isHere() const
{
    return !m_download || cudaMemory().isDownloaded(m_download);
}

const std::vector<float>& ScalarFetch::values()
{
    if (m_download) {
        const float* const values = cudaMemory().finishDownload(m_download);
        std::copy_n(values, m_values.size(), m_values.begin());
        cudaMemory().releaseDownload(std::exchange(m_download, nullptr));
    }
    return m_values;
}

} // namespace engine
