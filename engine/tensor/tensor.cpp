#include "engine/tensor/tensor.h"

#include "engine/tensor/block.h"
#include "engine/tensor/device_memory.h"

#include <cassert>
#include <cstring>

namespace engine {

namespace {

constexpr std::int64_t elementBytes = 4; // of both element types

std::size_t bytesOf(const Tensor& tensor)
{
    return std::size_t(tensor.size() * elementBytes);
}

void copyBytes(void* target, Device targetDevice, const void* source, Device sourceDevice, std::size_t bytes)
{
    if (bytes == 0)
        return;
    if (targetDevice == Device::Cpu && sourceDevice == Device::Cpu)
        std::memmove(target, source, bytes); // slices of one tensor may overlap
    else
        cudaMemory().copy(target, source, bytes);
}

} // namespace

Tensor::Tensor(const Shape& shape, ElementType type, Device device)
    : m_shape(shape), m_type(type), m_device(device),
      m_block(takeBlock(device, shape.elements() * elementBytes)), m_data(m_block->memory)
{
}

Tensor Tensor::zeros(const Shape& shape, ElementType type, Device device)
{
    Tensor result(shape, type, device);
    if (device == Device::Cpu)
        std::memset(result.m_data, 0, bytesOf(result));
    else
        cudaMemory().zero(result.m_data, bytesOf(result));
    return result;
}

Tensor Tensor::of(const Shape& shape, std::span<const float> values)
{
    assert(shape.elements() == std::int64_t(values.size()));
    Tensor result(shape);
    std::copy(values.begin(), values.end(), result.data());
    return result;
}

Tensor Tensor::ofIds(const Shape& shape, std::span<const std::int32_t> values)
{
    assert(shape.elements() == std::int64_t(values.size()));
    Tensor result(shape, ElementType::Int32);
    std::copy(values.begin(), values.end(), result.ids());
    return result;
}

Tensor Tensor::scalar(float value)
{
    return of(Shape(), std::span(&value, 1));
}

void Tensor::addReference(Block* block) noexcept
{
    block->references.fetch_add(1, std::memory_order_relaxed);
}

void Tensor::dropReference(Block* block) noexcept
{
    if (block->references.fetch_sub(1, std::memory_order_acq_rel) == 1)
        returnBlock(block);
}

Tensor Tensor::clone() const
{
    if (empty())
        return {};
    Tensor copy = like(*this);
    copyBytes(copy.m_data, m_device, m_data, m_device, bytesOf(*this));
    return copy;
}

Tensor Tensor::to(Device device) const
{
    if (empty() || device == m_device)
        return *this;
    Tensor copy(m_shape, m_type, device);
    copyBytes(copy.m_data, device, m_data, m_device, bytesOf(*this));
    return copy;
}

Tensor Tensor::reshaped(const Shape& shape) const
{
    assert(shape.elements() == m_shape.elements());
    Tensor view = *this;
    view.m_shape = shape;
    return view;
}

Tensor Tensor::matrix() const
{
    std::int64_t leading = 1;
    for (int axis = 0; axis + 1 < m_shape.rank(); ++axis)
        leading *= m_shape[axis];
    return reshaped({int(leading), columns()});
}

Tensor Tensor::slice(int first, int count) const
{
    assert(m_shape.rank() > 0 && first >= 0 && count >= 0 && first + count <= m_shape[0]);
    Tensor view = *this;
    const std::int64_t row = m_shape.withoutBatch().elements();
    view.m_shape[0] = count;
    view.m_data = static_cast<char*>(m_data) + first * row * elementBytes;
    return view;
}

void Tensor::copyFrom(const Tensor& other)
{
    assert(size() == other.size() && m_type == other.m_type);
    copyBytes(m_data, m_device, other.m_data, other.m_device, bytesOf(*this));
}

std::span<float> Tensor::values()
{
    assert(m_device == Device::Cpu && m_type == ElementType::Float32);
    return {data(), std::size_t(size())};
}

std::span<const float> Tensor::values() const
{
    assert(m_device == Device::Cpu && m_type == ElementType::Float32);
    return {data(), std::size_t(size())};
}

std::span<const std::int32_t> Tensor::idValues() const
{
    assert(m_device == Device::Cpu && m_type == ElementType::Int32);
    return {ids(), std::size_t(size())};
}

float Tensor::item() const
{
    assert(size() == 1 && m_type == ElementType::Float32);
    float value = 0;
    copyBytes(&value, Device::Cpu, m_data, m_device, sizeof value);
    return value;
}

} // namespace engine
