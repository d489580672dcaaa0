#include "engine/ops/recurrent_plain.h"

#include "engine/ops/elementwise.h"
#include "engine/ops/loops.h"
#include "engine/ops/matmul.h"

namespace engine::ops {

namespace {

// Matrix i of [count, batch, units].
Tensor matrixAt(const Tensor& matrices, int i)
{
    const Shape& shape = matrices.shape();
    return matrices.slice(i, 1).reshaped({shape[1], shape[2]});
}

// Every sample as one row.
Tensor sampleRows(const Tensor& x)
{
    return x.reshaped({x.rows(), int(x.size() / x.rows())});
}

// x times the factors of its sample, the same in every step.
Tensor scaled(const Tensor& x, const Tensor& factors)
{
    if (factors.empty())
        return x;
    const int features = x.columns();
    Tensor result = Tensor::like(x);
    for (std::int64_t row = 0; row < rowCount(x); ++row)
        for (std::int64_t i = 0; i < features; ++i)
            result.data()[row * features + i] =
                x.data()[row * features + i] * factors.data()[row / x.shape()[1] * features + i];
    return result;
}

class PlainPass {
public:
    PlainPass(const Recurrence& given, RecurrentMemory& memory)
        : m_given(given), m_memory(memory), m_gates(gateCount(given.cell)), m_states(stateCount(given.cell))
    {
        for (int gate = 0; gate < m_gates; ++gate) {
            m_kernels.emplace_back(Shape{given.units(), given.units()});
            copyColumns(given.recurrentKernel, gate * given.units(), given.units(), 0, m_kernels.back(), 0);
        }
    }

    void forward(RecurrentOutput& output);
    void backward(const RecurrentOutput& arriving, RecurrentGradients& gradients);

private:
    Tensor matrix() const { return Tensor({m_given.batch(), m_given.units()}); }
    Tensor zeros() const { return Tensor::zeros({m_given.batch(), m_given.units()}); }
    Tensor stateAt(int step, int part) const { return matrixAt(m_memory.states, step * m_states + part); }
    int timeOf(int step) const { return m_given.backwards ? m_given.steps() - 1 - step : step; }
    int outputOf(int step) const { return m_given.keepsOrder ? timeOf(step) : step; }
    bool present(int sample, int step) const
    {
        const Tensor& mask = m_given.mask;
        return mask.empty() || mask.data()[sample * mask.columns() + timeOf(step)] != 0.0f;
    }
    // Rows of `from` whose sample has this step, or lacks it.
    void copyRows(const Tensor& from, int step, bool presence, Tensor& to) const;

    void takeMemory();
    Tensor inputProducts() const;
    void readGates(const Tensor& products, PlainStep& step, int i) const;
    PlainStep stepAt(int i) const;

    void stepBack(int i, const RecurrentOutput& arriving, Tensor& gates);
    void writeGradients(const Tensor& gates, RecurrentGradients& gradients) const;

    const Recurrence& m_given;
    RecurrentMemory& m_memory;
    int m_gates, m_states;
    std::vector<Tensor> m_kernels;
    // On the way back: gradients of the state, of the output that is carried over missing steps, and so on.
    Tensor m_h, m_c, m_carried, m_products;
    std::vector<Tensor> m_gradKernels;
};

void PlainPass::copyRows(const Tensor& from, int step, bool presence, Tensor& to) const
{
    const std::int64_t units = m_given.units();
    for (int b = 0; b < m_given.batch(); ++b)
        if (present(b, step) == presence)
            std::copy_n(from.data() + b * units, units, to.data() + b * units);
}

void PlainPass::takeMemory()
{
    const int batch = m_given.batch(), units = m_given.units(), steps = m_given.steps();
    m_memory.gates = Tensor({steps * m_gates, batch, units});
    m_memory.states = Tensor({(steps + 1) * m_states, batch, units});
    if (m_given.cell == Cell::GruResetAfter)
        m_memory.products = Tensor({steps, batch, units});
    for (int part = 0; part < m_states; ++part) {
        Tensor start = stateAt(0, part);
        if (m_given.state.empty())
            fill(start, 0);
        else
            copyColumns(sampleRows(m_given.state), part * units, units, 0, start, 0);
    }
}

// x W + b for all steps and gates; what b2 adds to z and r is in it.
Tensor PlainPass::inputProducts() const
{
    const Recurrence& given = m_given;
    Tensor products({given.batch(), given.steps(), given.kernel.columns()});
    matmul(scaled(given.x, given.inputFactors), false, given.kernel, false, 0, products);
    if (given.bias.empty())
        return products;
    Tensor bias = given.bias.clone();
    if (given.cell == Cell::GruResetAfter) {
        bias = bias.slice(0, 1);
        for (int i = 0; i < 2 * given.units(); ++i)
            bias.data()[i] += given.bias.data()[bias.columns() + i];
    }
    activate(products, bias, {}, products);
    return products;
}

void PlainPass::readGates(const Tensor& products, PlainStep& step, int i) const
{
    const int units = m_given.units();
    const Tensor rows = sampleRows(products);
    for (int gate = 0; gate < m_gates; ++gate)
        copyColumns(rows, (timeOf(i) * m_gates + gate) * units, units, 0, step.gates[std::size_t(gate)], 0);
    if (step.product.empty())
        return;
    fill(step.product, 0);
    if (!m_given.bias.empty()) {
        const Tensor second = m_given.bias.reshaped({2 * m_gates, units}).slice(5, 1);
        activate(step.product, second, {}, step.product);
    }
}

PlainStep PlainPass::stepAt(int i) const
{
    PlainStep step{m_given, m_kernels, {}, {}, {}, {}, {}, {}, {}};
    for (int gate = 0; gate < m_gates; ++gate)
        step.gates.push_back(matrixAt(m_memory.gates, i * m_gates + gate));
    step.h = stateAt(i, 0);
    step.newH = stateAt(i + 1, 0);
    if (m_states == 2) {
        step.c = stateAt(i, 1);
        step.newC = stateAt(i + 1, 1);
    }
    if (m_given.cell == Cell::GruResetAfter)
        step.product = matrixAt(m_memory.products, i);
    step.entering = step.h;
    if (!m_given.stateFactors.empty()) {
        step.entering = matrix();
        multiply(step.h, m_given.stateFactors, step.entering);
    }
    return step;
}

void PlainPass::forward(RecurrentOutput& output)
{
    takeMemory();
    const Tensor products = inputProducts();
    const int units = m_given.units();
    const bool sequence = output.y.shape().rank() == 3;
    Tensor last = zeros();
    for (int i = 0; i < m_given.steps(); ++i) {
        PlainStep step = stepAt(i);
        readGates(products, step, i);
        step.forward();
        copyRows(step.h, i, false, step.newH);
        if (m_states == 2)
            copyRows(step.c, i, false, step.newC);
        copyRows(step.newH, i, true, last);
        if (sequence) {
            Tensor rows = sampleRows(output.y);
            copyColumns(last, 0, units, 0, rows, outputOf(i) * units);
        }
    }
    if (!output.y.empty() && !sequence)
        output.y.copyFrom(last);
    if (Tensor rows = output.state.empty() ? Tensor() : sampleRows(output.state); !rows.empty())
        for (int part = 0; part < m_states; ++part)
            copyColumns(stateAt(m_given.steps(), part), 0, units, 0, rows, part * units);
}

void PlainPass::stepBack(int i, const RecurrentOutput& arriving, Tensor& gates)
{
    const int units = m_given.units();
    if (arriving.y.shape().rank() == 3)
        copyColumns(sampleRows(arriving.y), outputOf(i) * units, units, 1, m_carried, 0);
    Tensor newH = zeros(), newC = zeros(), onward = m_h.clone();
    add(m_h, m_carried, onward);
    copyRows(onward, i, true, newH);
    copyRows(m_c, i, true, newC);
    for (Tensor* rest : {&m_h, &m_c, &m_carried})
        copyRows(zeros(), i, true, *rest);

    const PlainStep step = stepAt(i);
    PlainStepBack back{step, newH, newC, m_h, m_c, zeros(), {}, {}, m_gradKernels};
    for (int gate = 0; gate < m_gates; ++gate)
        back.gates.push_back(matrix());
    if (m_given.cell == Cell::GruResetAfter)
        back.product = matrixAt(m_products, i);
    back.backward();
    if (m_given.stateFactors.empty())
        accumulate(back.entering, 1, m_h);
    else
        accumulateProduct(back.entering, m_given.stateFactors, m_h);
    Tensor rows = sampleRows(gates);
    for (int gate = 0; gate < m_gates; ++gate)
        copyColumns(back.gates[std::size_t(gate)], 0, units, 0, rows, (timeOf(i) * m_gates + gate) * units);
}

void PlainPass::backward(const RecurrentOutput& arriving, RecurrentGradients& gradients)
{
    const int units = m_given.units(), steps = m_given.steps();
    m_h = zeros(), m_c = zeros(), m_carried = zeros();
    m_products = Tensor::zeros({steps, m_given.batch(), units});
    if (arriving.y.shape().rank() == 2)
        m_carried.copyFrom(arriving.y);
    if (!arriving.state.empty()) {
        copyColumns(sampleRows(arriving.state), 0, units, 0, m_h, 0);
        if (m_states == 2)
            copyColumns(sampleRows(arriving.state), units, units, 0, m_c, 0);
    }
    for (int gate = 0; gate < m_gates; ++gate)
        m_gradKernels.push_back(Tensor::zeros({units, units}));
    Tensor gates({m_given.batch(), steps, m_gates * units});
    for (int i = steps - 1; i >= 0; --i)
        stepBack(i, arriving, gates);
    writeGradients(gates, gradients);
}

void PlainPass::writeGradients(const Tensor& gates, RecurrentGradients& gradients) const
{
    const int units = m_given.units();
    if (!gradients.kernel.empty())
        matmul(scaled(m_given.x, m_given.inputFactors), true, gates, false, 0, gradients.kernel);
    if (!gradients.recurrentKernel.empty())
        for (int gate = 0; gate < m_gates; ++gate)
            copyColumns(m_gradKernels[std::size_t(gate)], 0, units, 0, gradients.recurrentKernel,
                        gate * units);
    if (!gradients.bias.empty()) {
        const Tensor byGate = gradients.bias.reshaped({int(gradients.bias.size()) / units, units});
        Tensor first = byGate.slice(0, m_gates).reshaped({m_gates * units});
        sumRows(gates, 0, first);
        if (m_given.cell == Cell::GruResetAfter) {
            Tensor second = byGate.slice(m_gates, 2), last = byGate.slice(m_gates + 2, 1);
            second.copyFrom(byGate.slice(0, 2));
            sumRows(m_products, 0, last);
        }
    }
    if (!gradients.x.empty()) {
        matmul(gates, false, m_given.kernel, true, 0, gradients.x);
        if (!m_given.inputFactors.empty())
            gradients.x.copyFrom(scaled(gradients.x, m_given.inputFactors));
    }
    if (Tensor rows = gradients.state.empty() ? Tensor() : sampleRows(gradients.state); !rows.empty())
        for (int part = 0; part < m_states; ++part)
            copyColumns(part == 0 ? m_h : m_c, 0, units, 0, rows, part * units);
}

} // namespace

void recurPlain(const Recurrence& given, RecurrentOutput& output, RecurrentMemory* memory)
{
    RecurrentMemory own;
    PlainPass(given, memory ? *memory : own).forward(output);
}

void recurBackwardPlain(const Recurrence& given, RecurrentMemory& memory, const RecurrentOutput& arriving,
                        RecurrentGradients& gradients)
{
    PlainPass(given, memory).backward(arriving, gradients);
}

} // namespace engine::ops
