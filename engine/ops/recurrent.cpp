#include "engine/ops/recurrent_pass.h"

namespace engine::ops {

int gateCount(Cell cell)
{
    switch (cell) {
    case Cell::SimpleRnn:
        return 1;
    case Cell::Lstm:
        return 4;
    case Cell::Gru:
    case Cell::GruResetAfter:
        return 3;
    case Cell::Ugrnn:
        return 2;
    }
    return 0;
}

int stateCount(Cell cell)
{
    return cell == Cell::Lstm ? 2 : 1;
}

Shape Recurrence::stateShape() const
{
    return cell == Cell::Lstm ? Shape{batch(), 2, units()} : Shape{batch(), units()};
}

namespace {

void recurOnCpu(const Recurrence& given, RecurrentOutput& output, RecurrentMemory* memory)
{
    RecurrentMemory own;
    ForwardPass(given, memory ? *memory : own).run(output);
}

void recurBackwardOnCpu(const Recurrence& given, RecurrentMemory& memory, const RecurrentOutput& arriving,
                        RecurrentGradients& gradients)
{
    BackwardPass(given, memory, arriving, gradients).run();
}

} // namespace

const Op<void(const Recurrence&, RecurrentOutput&, RecurrentMemory*)> recur{"recur", recurOnCpu};
const Op<void(const Recurrence&, RecurrentMemory&, const RecurrentOutput&, RecurrentGradients&)>
    recurBackward{"recurBackward", recurBackwardOnCpu};

} // namespace engine::ops
