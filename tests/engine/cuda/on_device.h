#pragma once

#include <cuda_runtime.h>

#include <array>
#include <tuple>
#include <vector>

// For tests of CUDA on the processor.

// A vector on the device.
template <class T>
class OnDevice {
public:
    explicit OnDevice(const std::vector<T>& values) : m_count(values.size())
    {
        cudaMalloc(&m_memory, m_count * sizeof(T));
        cudaMemcpy(m_memory, values.data(), m_count * sizeof(T), cudaMemcpyHostToDevice);
    }
    explicit OnDevice(std::size_t count) : OnDevice(std::vector<T>(count)) {}
    ~OnDevice() { cudaFree(m_memory); }
    OnDevice(const OnDevice&) = delete;
    OnDevice& operator=(const OnDevice&) = delete;

    T* data() const { return m_memory; }
    std::vector<T> values() const
    {
        std::vector<T> values(m_count);
        cudaMemcpy(values.data(), m_memory, m_count * sizeof(T), cudaMemcpyDeviceToHost);
        return values;
    }

private:
    T* m_memory = nullptr;
    std::size_t m_count;
};

template <class... Parameters, class... Arguments>
cudaError_t start(void (*kernel)(Parameters...), dim3 grid, dim3 block, cudaStream_t stream,
                  std::size_t sharedBytes, Arguments... arguments)
{
    std::tuple<Parameters...> values(arguments...);
    std::array<void*, sizeof...(Parameters)> pointers = std::apply(
        [](auto&... value) { return std::array<void*, sizeof...(Parameters)>{&value...}; }, values);
    return cudaLaunchKernel(kernel, grid, block, pointers.data(), sharedBytes, stream);
}
