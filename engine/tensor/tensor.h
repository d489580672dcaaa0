#pragma once

#include "engine/tensor/shape.h"

#include <cstdint>
#include <span>
#include <utility>

namespace engine {

enum class Device : std::uint8_t { Cpu, Cuda };
enum class ElementType : std::uint8_t { Float32, Int32 }; // values; word ids, labels

// A block of pooled memory with its own reference count. Freed blocks wait in the pool of their device for
// the next tensor of that size class, so that a training step allocates nothing once it has run.
struct Block;

// A dense row-major array on one device. Copies share memory; clone() does not. New tensors are not
// initialised. Memory is aligned to 64 bytes.
class Tensor {
public:
    Tensor() = default;
    explicit Tensor(const Shape& shape, ElementType type = ElementType::Float32, Device device = Device::Cpu);
    static Tensor zeros(const Shape& shape, ElementType type = ElementType::Float32,
                        Device device = Device::Cpu);
    static Tensor of(const Shape& shape, std::span<const float> values);
    static Tensor ofIds(const Shape& shape, std::span<const std::int32_t> values);
    static Tensor scalar(float value);
    // Same type and device as other.
    static Tensor like(const Tensor& other) { return Tensor(other.shape(), other.type(), other.device()); }
    static Tensor like(const Tensor& other, const Shape& shape)
    {
        return Tensor(shape, other.type(), other.device());
    }

    Tensor(const Tensor& other) noexcept { takeOver(other), share(); }
    Tensor(Tensor&& other) noexcept { takeOver(other), other.forget(); }
    Tensor& operator=(const Tensor& other) noexcept
    {
        other.share(); // first: it may be this one
        release();
        takeOver(other);
        return *this;
    }
    Tensor& operator=(Tensor&& other) noexcept
    {
        if (this != &other) {
            release();
            takeOver(other);
            other.forget();
        }
        return *this;
    }
    ~Tensor() { release(); }

    bool empty() const { return m_block == nullptr; } // holds no memory; a default-made tensor is empty
    const Shape& shape() const { return m_shape; }
    ElementType type() const { return m_type; }
    Device device() const { return m_device; }
    std::int64_t size() const { return empty() ? 0 : m_shape.elements(); }
    int rows() const { return m_shape.empty() ? 1 : m_shape[0]; } // first axis
    int columns() const { return m_shape.empty() ? 1 : m_shape.back(); } // last axis
    bool sharesMemory(const Tensor& other) const { return m_block && m_block == other.m_block; }

    Tensor clone() const;
    Tensor to(Device device) const; // itself when it is there already
    Tensor reshaped(const Shape& shape) const; // same memory, same number of elements
    Tensor matrix() const; // same memory as [all leading axes, last axis]
    Tensor slice(int first, int count) const; // same memory: rows of the first axis
    void copyFrom(const Tensor& other); // same size; any devices

    // Device memory; only operations look inside.
    float* data() { return static_cast<float*>(m_data); }
    const float* data() const { return static_cast<const float*>(m_data); }
    std::int32_t* ids() { return static_cast<std::int32_t*>(m_data); }
    const std::int32_t* ids() const { return static_cast<const std::int32_t*>(m_data); }

    // Host memory only.
    std::span<float> values();
    std::span<const float> values() const;
    std::span<const std::int32_t> idValues() const;
    float item() const; // the value of a scalar, from any device

private:
    void takeOver(const Tensor& other) noexcept
    {
        m_shape = other.m_shape;
        m_type = other.m_type;
        m_device = other.m_device;
        m_block = other.m_block;
        m_data = other.m_data;
    }
    void forget() noexcept
    {
        m_shape = Shape();
        m_block = nullptr;
        m_data = nullptr;
    }
    void share() const noexcept
    {
        if (m_block)
            addReference(m_block);
    }
    void release() noexcept
    {
        if (m_block)
            dropReference(m_block);
    }
    static void addReference(Block* block) noexcept;
    static void dropReference(Block* block) noexcept;

    Shape m_shape;
    ElementType m_type = ElementType::Float32;
    Device m_device = Device::Cpu;
    Block* m_block = nullptr;
    void* m_data = nullptr;
};

// Memory that tensors of the device use now, and what the pool keeps for the next ones, in bytes.
struct MemoryUse {
    std::int64_t used = 0;
    std::int64_t pooled = 0;
};
MemoryUse memoryUse(Device device);
void releasePooledMemory();

} // namespace engine
