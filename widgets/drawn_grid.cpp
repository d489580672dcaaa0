// What the grids of the explainer show at a step: from the numbers of a scene to cells.
#include "widgets/cell_grid.h"

#include <QRect>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

void setRange(DrawnGrid& drawn, const NumberGrid& numbers)
{
    drawn.decimals = decimalsFor(numbers);
    if (numbers.isEmpty())
        return;
    const auto [low, high] = std::ranges::minmax(numbers.values);
    drawn.low = std::min(0.0, low); // an even picture above zero is not black
    drawn.high = std::max(high, drawn.low + 1e-9);
}

QRect windowIn(const WindowScene& scene, Cell output, Cell origin)
{
    return {scene.horizontal.first(output.column) + origin.column,
            scene.vertical.first(output.row) + origin.row, scene.horizontal.extent(),
            scene.vertical.extent()};
}

} // namespace

DrawnGrid drawnInput(const WindowScene& scene, int step, Cell lit)
{
    DrawnGrid drawn;
    drawn.origin = {scene.vertical.before, scene.horizontal.before};
    drawn.rows = scene.input.rows + scene.vertical.before + scene.vertical.after;
    drawn.columns = scene.input.columns + scene.horizontal.before + scene.horizontal.after;
    setRange(drawn, scene.input);
    const bool zeros = scene.kind == WindowScene::Kind::Convolution;
    drawn.cells.resize(drawn.rows * drawn.columns);
    for (int i = 0; i < drawn.rows; ++i)
        for (int j = 0; j < drawn.columns; ++j) {
            DrawnCell& cell = drawn.cells[i * drawn.columns + j];
            const Cell at{i - drawn.origin.row, j - drawn.origin.column};
            const bool inside =
                at.row >= 0 && at.column >= 0 && at.row < scene.input.rows && at.column < scene.input.columns;
            cell.look = inside ? DrawnCell::Look::Shade : DrawnCell::Look::Padding;
            cell.value = inside ? scene.input.at(at.row, at.column) : 0;
            cell.numbered = inside || zeros;
            cell.lit = inside && at == lit;
        }
    for (const Tap& tap : tapsAt(scene, step)) {
        const int i = tap.input.row + drawn.origin.row, j = tap.input.column + drawn.origin.column;
        if (i < 0 || j < 0 || i >= drawn.rows || j >= drawn.columns)
            continue; // valid padding leaves no window hanging over, but a hand-made scene may
        DrawnCell& cell = drawn.cells[i * drawn.columns + j];
        cell.inWindow = true;
        cell.current = tap.chosen;
    }
    drawn.window = windowIn(scene, scene.outputAt(step), drawn.origin);
    return drawn;
}

DrawnGrid drawnOutput(const WindowScene& scene, int step, const QList<bool>& visited, const QList<int>& lit)
{
    DrawnGrid drawn{scene.output.rows, scene.output.columns};
    setRange(drawn, scene.output);
    for (int i = 0; i < scene.steps(); ++i) {
        DrawnCell cell;
        cell.value = scene.output.values[i];
        cell.look = visited.value(i) ? DrawnCell::Look::Shade : DrawnCell::Look::Empty;
        cell.numbered = visited.value(i);
        cell.current = i == step;
        cell.lit = lit.contains(i);
        drawn.cells.append(cell);
    }
    return drawn;
}

DrawnGrid drawnKernel(const WindowScene& scene, Cell lit)
{
    DrawnGrid drawn{scene.kernel.rows, scene.kernel.columns};
    drawn.decimals = decimalsFor(scene.kernel);
    double largest = 1e-9;
    for (const double weight : scene.kernel.values)
        largest = std::max(largest, std::abs(weight));
    drawn.low = -largest;
    drawn.high = largest;
    for (int i = 0; i < scene.kernel.values.size(); ++i) {
        DrawnCell cell;
        cell.look = DrawnCell::Look::Weight;
        cell.value = scene.kernel.values[i];
        cell.lit = Cell{i / drawn.columns, i % drawn.columns} == lit;
        drawn.cells.append(cell);
    }
    return drawn;
}

DrawnGrid drawnPatch(const WindowScene& scene, int step, Cell lit)
{
    DrawnGrid drawn{scene.vertical.window, scene.horizontal.window};
    setRange(drawn, scene.input);
    for (const Tap& tap : tapsAt(scene, step)) {
        DrawnCell cell;
        cell.look = tap.padding ? DrawnCell::Look::Padding : DrawnCell::Look::Shade;
        cell.value = tap.value;
        cell.numbered = !tap.padding || scene.kind == WindowScene::Kind::Convolution;
        cell.current = tap.chosen;
        cell.lit = tap.window == lit;
        drawn.cells.append(cell);
    }
    drawn.window = {0, 0, drawn.columns, drawn.rows};
    return drawn;
}

} // namespace widgets
