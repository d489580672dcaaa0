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
    if (!scalars.empty() && scalars.front().device() == Device::Cpu) {
        for (std::size_t i = 0; i < scalars.size(); ++i)
            m_values[i] = scalars[i].data()[0];
        return;
    }
    for (std::size_t first = 0; first < scalars.size(); first += maxDownload) {
        std::array<const float*, maxDownload> places{};
        const std::size_t count = std::min<std::size_t>(maxDownload, scalars.size() - first);
        for (std::size_t i = 0; i < count; ++i)
            places[i] = scalars[first + i].data();
        m_downloads.emplace_back(cudaMemory().startDownload(places.data(), int(count)));
    }
}

bool ScalarFetch::isHere() const
{
    return std::all_of(m_downloads.begin(), m_downloads.end(),
                       [](const auto& download) { return cudaMemory().isDownloaded(download.get()); });
}

const std::vector<float>& ScalarFetch::values()
{
    for (std::size_t i = 0; i < m_downloads.size(); ++i) {
        const std::size_t first = i * maxDownload;
        std::copy_n(cudaMemory().finishDownload(m_downloads[i].get()),
                    std::min<std::size_t>(maxDownload, m_values.size() - first),
                    m_values.begin() + std::ptrdiff_t(first));
    }
    m_downloads.clear();
    return m_values;
}

void ScalarFetch::Release::operator()(Download* download) const
{
    cudaMemory().releaseDownload(download);
}

} // namespace engine
