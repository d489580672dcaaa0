#include "engine/ops/convolution.h"

#include "engine/ops/convolution_gradient.h"
#include "engine/ops/convolution_sparse.h"
#include "engine/ops/convolution_transposed.h"
#include "engine/ops/loops.h"
#include "engine/ops/max_pool.h"

#include <mutex>
#include <optional>

namespace engine::ops {

namespace {

// Where fewer of a picture's gradients are not zero, they are taken one by one. A dense pass does about so
// much more work in the same time.
constexpr double sparseShare = 0.35;

// The kernel's gradient is added up in slots, the pictures of a slot by one thread. So many values in all are
// worth it.
constexpr std::int64_t slotValues = std::int64_t{1} << 22;
constexpr std::int64_t leastSlots = 4, mostSlots = 16;

double shareOfNonzeros(const float* values, std::int64_t count)
{
    std::int32_t nonzeros = 0;
    for (std::int64_t i = 0; i < count; ++i)
        nonzeros += values[i] != 0.0f;
    return double(nonzeros) / double(count);
}

// Filters filled up to whole vectors, which dense sums are made of.
std::int64_t paddedFilters(std::int64_t filters)
{
    return divideUp(filters, vectorLanes) * vectorLanes;
}

// The sums of some of the pictures. Each kind has memory once it is needed.
struct Slot {
    Tensor dense; // [values of a window][padded filters]
    Tensor turned; // [filters][sparse depth]
    Tensor bias; // [padded filters]

    static float* started(Tensor& sums, std::int64_t size)
    {
        if (sums.empty())
            sums = Tensor::zeros({int(size)});
        return sums.data();
    }
};

// The pool that gradients come back through.
struct PoolStep {
    const Window& window;
    const Tensor& chosen;
};

class Backward {
public:
    Backward(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& y,
             const ActivationSpec& spec, const PoolStep* pool, Tensor& gradY, ConvolutionGradients& gradients)
        : m_x(x), m_kernel(kernel), m_window(window), m_y(y), m_spec(spec), m_pool(pool), m_gradY(gradY),
          m_gradients(gradients), m_pictures(x.rows()), m_filters(kernel.columns()),
          m_pixels(std::int64_t{window.rows.output} * window.columns.output), m_reader(window, x.columns()),
          m_read(m_reader.sweep(m_filters)), m_padding(paddingOf(window, x.columns())),
          m_sent(sweepOf(window, m_padding, m_filters)),
          m_slots(std::size_t(
              std::min(m_pictures, std::clamp(slotValues / kernel.size(), leastSlots, mostSlots))))
    {
    }

    void run()
    {
        const std::int64_t slots = std::int64_t(m_slots.size());
        parallel(slots, [&](std::int64_t i) {
            runSlot(m_slots[std::size_t(i)], i * m_pictures / slots, (i + 1) * m_pictures / slots);
        });
        if (!m_gradients.kernel.empty())
            addSlots();
        if (!m_gradients.bias.empty())
            addBiases();
    }

private:
    bool wantsWeights() const { return !m_gradients.kernel.empty() || !m_gradients.bias.empty(); }

    void runSlot(Slot& slot, std::int64_t first, std::int64_t last)
    {
        std::optional<SparseGradient> sparse;
        Tensor room({int(std::max(m_reader.size(), m_padding.size()) + vectorLanes)});
        Tensor maps =
            m_pool ? Tensor({1, m_window.rows.output, m_window.columns.output, m_filters}) : Tensor();
        const double worth = double(m_read.depth) / double(sparseDepth(m_read));
        for (std::int64_t b = first; b < last; ++b) {
            const Tensor gradient = gradientOf(b, maps);
            if (shareOfNonzeros(gradient.data(), gradient.size()) < sparseShare * worth) {
                if (!sparse)
                    sparse.emplace(m_pixels, m_filters);
                sparse->collect(gradient.data());
                runSparse(slot, *sparse, b, room.data());
            } else {
                runDense(slot, gradient.data(), b, room.data());
            }
        }
    }

    // What the picture's maps get; in `maps` where it comes through a pool.
    Tensor gradientOf(std::int64_t b, Tensor& maps)
    {
        Tensor gradient = m_gradY.slice(int(b), 1);
        if (m_spec.kind != Activation::Linear)
            activateBackward(m_y.slice(int(b), 1), gradient, m_spec, gradient);
        if (!m_pool)
            return gradient;
        maxPoolBackward(gradient, m_pool->chosen.slice(int(b), 1), m_pool->window, maps);
        return maps;
    }

    // The picture as the forward pass read it, with room for a vector behind it.
    const float* reread(std::int64_t b, float* room) const
    {
        const float* const picture = m_x.data() + b * (m_x.size() / m_pictures);
        const float* const read = m_reader.read(picture, room);
        if (read == room)
            return read;
        std::copy_n(picture, m_reader.size(), room);
        return room;
    }

    void runSparse(Slot& slot, SparseGradient& sparse, std::int64_t b, float* room)
    {
        if (!m_gradients.bias.empty())
            sparse.addBias(Slot::started(slot.bias, paddedFilters(m_filters)));
        if (!m_gradients.kernel.empty())
            sparse.addKernelGradient(m_read, reread(b, room),
                                     Slot::started(slot.turned, m_filters * sparseDepth(m_read)));
        if (m_gradients.x.empty())
            return;
        std::call_once(m_turnedOnce, [&] {
            m_turned = Tensor({int(m_filters * sparseDepth(m_sent))});
            turnKernel(m_sent, m_kernel.data(), m_filters, m_turned.data());
        });
        std::fill_n(room, m_padding.size() + vectorLanes, 0.0f);
        sparse.scatter(m_sent, m_turned.data(), room);
        crop(room, m_gradients.x.data() + b * (m_x.size() / m_pictures));
    }

    void crop(const float* padded, float* picture) const
    {
        const std::int64_t row = std::int64_t{m_padding.columns} * m_padding.channels;
        for (int y = 0; y < m_padding.rows; ++y)
            std::copy_n(padded + (m_padding.top + y) * m_padding.rowSize() +
                            std::int64_t{m_padding.left} * m_padding.channels,
                        row, picture + y * row);
    }

    void runDense(Slot& slot, const float* gradient, std::int64_t b, float* room)
    {
        if (wantsWeights()) {
            const std::int64_t step = paddedFilters(m_filters);
            Tensor widened = step == m_filters ? Tensor() : Tensor({int(m_pixels * step)});
            const float* const wide = widened.empty() ? gradient : widen(gradient, widened.data(), step);
            if (!m_gradients.bias.empty())
                addRows(wide, step, Slot::started(slot.bias, step));
            if (!m_gradients.kernel.empty())
                addKernelGradient(m_read, m_reader.read(m_x.data() + b * (m_x.size() / m_pictures), room),
                                  wide, step, Slot::started(slot.dense, m_read.depth * step));
        }
        if (m_gradients.x.empty())
            return;
        std::call_once(m_transposedOnce, [&] { m_transposed.emplace(m_kernel, m_window); });
        Tensor around({int(m_transposed->room())});
        m_transposed->run(gradient, around.data(), m_gradients.x.data() + b * (m_x.size() / m_pictures));
    }

    const float* widen(const float* gradient, float* wide, std::int64_t step) const
    {
        for (std::int64_t pixel = 0; pixel < m_pixels; ++pixel) {
            float* const end = std::copy_n(gradient + pixel * m_filters, m_filters, wide + pixel * step);
            std::fill(end, wide + (pixel + 1) * step, 0.0f);
        }
        return wide;
    }

    void addRows(const float* rows, std::int64_t step, float* sums) const
    {
        for (std::int64_t pixel = 0; pixel < m_pixels; ++pixel)
            for (std::int64_t filter = 0; filter < step; ++filter)
                sums[filter] += rows[pixel * step + filter];
    }

    // Rows of the kernel's gradient [values of a window][filters]; slots are added in order.
    void addSlots()
    {
        const std::int64_t step = paddedFilters(m_filters);
        float* const to = m_gradients.kernel.data();
        forRows(m_read.depth, m_filters, [&](std::int64_t value) {
            float* const row = to + value * m_filters;
            std::fill_n(row, m_filters, 0.0f);
            for (const Slot& slot : m_slots)
                if (!slot.dense.empty())
                    for (std::int64_t filter = 0; filter < m_filters; ++filter)
                        row[filter] += slot.dense.data()[value * step + filter];
        });
        Tensor turned;
        for (const Slot& slot : m_slots)
            if (!slot.turned.empty()) {
                if (turned.empty())
                    turned = slot.turned;
                else
                    accumulateTurned(slot.turned, turned);
            }
        if (!turned.empty())
            addTurnedBack(m_read, turned.data(), m_filters, to);
    }

    static void accumulateTurned(const Tensor& from, Tensor& to)
    {
        forElements(to.size(), [a = from.data(), b = to.data()](std::int64_t i) { b[i] += a[i]; });
    }

    void addBiases()
    {
        float* const to = m_gradients.bias.data();
        std::fill_n(to, m_filters, 0.0f);
        for (const Slot& slot : m_slots)
            if (!slot.bias.empty())
                for (std::int64_t filter = 0; filter < m_filters; ++filter)
                    to[filter] += slot.bias.data()[filter];
    }

    const Tensor &m_x, &m_kernel;
    const Window& m_window;
    const Tensor& m_y;
    const ActivationSpec& m_spec;
    const PoolStep* m_pool; // null: none
    Tensor& m_gradY;
    ConvolutionGradients& m_gradients;
    std::int64_t m_pictures;
    int m_filters;
    std::int64_t m_pixels;
    WindowReader m_reader;
    Sweep m_read; // windows in pictures as they are read
    Padding m_padding;
    Sweep m_sent; // windows in padded pictures
    std::vector<Slot> m_slots;

    std::once_flag m_turnedOnce, m_transposedOnce; // made when the first picture asks for it
    Tensor m_turned;
    std::optional<TransposedConvolution> m_transposed;
};

void convolveBackwardOnCpu(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& y,
                           const ActivationSpec& spec, Tensor& gradY, ConvolutionGradients& gradients)
{
    Backward(x, kernel, window, y, spec, nullptr, gradY, gradients).run();
}

void convolveAndPoolBackwardOnCpu(const Tensor& x, const Tensor& kernel, const Window& window,
                                  const Tensor& y, const ActivationSpec& spec, const Window& pool,
                                  const Tensor& chosen, Tensor& gradY, ConvolutionGradients& gradients)
{
    const PoolStep step{pool, chosen};
    Backward(x, kernel, window, y, spec, &step, gradY, gradients).run();
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Window&, const Tensor&, const ActivationSpec&, Tensor&,
              ConvolutionGradients&)>
    convolveBackward{"convolveBackward", convolveBackwardOnCpu};
const Op<void(const Tensor&, const Tensor&, const Window&, const Tensor&, const ActivationSpec&,
              const Window&, const Tensor&, Tensor&, ConvolutionGradients&)>
    convolveAndPoolBackward{"convolveAndPoolBackward", convolveAndPoolBackwardOnCpu};

} // namespace engine::ops
