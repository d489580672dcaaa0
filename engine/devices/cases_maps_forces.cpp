#include "engine/base/text.h"
#include "engine/devices/cases_maps.h"
#include "engine/ops/map_forces.h"
#include "engine/ops/repulsion_grid.h"
#include "engine/ops/repulsion_tree.h"

#include <vector>

namespace engine {

namespace {

using ops::SparseRows;

// How the points of a map lie.
struct Place {
    int points, dimensions;
    float span = 20;

    Tensor positions(Device device) const
    {
        return uniformValues({points, dimensions}, 1, -span, span).to(device);
    }
    std::string text() const
    {
        return number(points) + " x " + number(dimensions) + " within " + number(span);
    }
};

struct Forces {
    Tensor push, weights; // [n, dimensions], [n]
    Forces(const Place& place, Device device)
        : push({place.points, place.dimensions}, ElementType::Float32, device),
          weights({place.points}, ElementType::Float32, device)
    {
    }
};

// Rows of 0 to `longest` entries in whole steps, the last of each with value 0 in its own column.
SparseRows sparseRows(int n, int longest, Device device)
{
    std::vector<std::int32_t> starts{0};
    for (int i = 0; i < n; ++i)
        starts.push_back(starts.back() + i * 5 % (longest / ops::sparseRowStep + 1) * ops::sparseRowStep);
    Tensor columns = uniformIds({starts.back()}, 2, n), values = uniformValues({starts.back()}, 3, 0, 0.01f);
    for (int i = 0; i < n; ++i)
        if (const int end = starts[std::size_t(i) + 1]; end > starts[std::size_t(i)]) {
            columns.ids()[end - 1] = i;
            values.data()[end - 1] = 0;
        }
    return {Tensor::ofIds({n + 1}, starts).to(device), columns.to(device), values.to(device)};
}

void addSparse(std::vector<OpCase>& cases, const Place& place, int longest)
{
    const std::string what = place.text() + ", rows up to " + number(longest);
    cases.push_back({"attract", what, [=](Device device) {
                         Forces out(place, device);
                         ops::attract(place.positions(device), sparseRows(place.points, longest, device),
                                      out.push);
                         return std::vector{out.push};
                     }});
    cases.push_back({"attractionLogarithms", what, [=](Device device) {
                         Forces out(place, device);
                         ops::attractionLogarithms(place.positions(device),
                                                   sparseRows(place.points, longest, device), out.weights);
                         return std::vector{out.weights};
                     }});
}

Tensor dense(const Place& place, Device device)
{
    return uniformValues({place.points, place.points}, 4, 0, 0.01f).to(device);
}

void addDense(std::vector<OpCase>& cases, const Place& place)
{
    cases.push_back({"attractAll", place.text(), [=](Device device) {
                         Forces out(place, device);
                         ops::attractAll(place.positions(device), dense(place, device), out.push);
                         return std::vector{out.push};
                     }});
    cases.push_back({"attractionLogarithmsOfAll", place.text(), [=](Device device) {
                         Forces out(place, device);
                         ops::attractionLogarithmsOfAll(place.positions(device), dense(place, device),
                                                        out.weights);
                         return std::vector{out.weights};
                     }});
}

OpCase repelCase(const Place& place)
{
    return {"repelExactly", place.text(), [=](Device device) {
                Forces out(place, device);
                ops::repelExactly(place.positions(device), out.push, out.weights);
                return std::vector{out.push, out.weights};
            }};
}

// On the processor these sums are approximate; what all devices are held to are the exact ones.
OpCase approximateCase(const std::string& operation, const Place& place)
{
    return {operation, place.text(), [=](Device device) {
                Forces out(place, device);
                const Tensor positions = place.positions(device);
                ops::RepulsionGrid grid(place.dimensions);
                ops::RepulsionTree tree;
                if (device == Device::Cpu)
                    ops::repelExactly(positions, out.push, out.weights);
                else if (operation == ops::repelByGrid.name)
                    ops::repelByGrid(positions, grid, out.push, out.weights);
                else
                    ops::repelByTree(positions, 0.5f, tree, out.push, out.weights);
                return std::vector{out.push, out.weights};
            }};
}

OpCase moveCase(const Place& place, const ops::MapStep& step)
{
    const auto run = [=](Device device) {
        const Shape shape{place.points, place.dimensions};
        Tensor gains = uniformValues(shape, 5, 0, 1).to(device);
        Tensor velocity = uniformValues(shape, 6).to(device), positions = place.positions(device);
        for (const std::uint64_t seed : {7, 9})
            ops::moveMap(uniformValues(shape, seed, -0.01f, 0.01f).to(device),
                         uniformValues(shape, seed + 1).to(device), step, gains, velocity, positions);
        return std::vector{gains, velocity, positions};
    };
    return {"moveMap", place.text() + ", rate " + number(step.rate), run};
}

} // namespace

void addForceCases(std::vector<OpCase>& cases)
{
    for (const int dimensions : {2, 3}) {
        addSparse(cases, {9, dimensions}, 8);
        addSparse(cases, {300, dimensions}, 200);
        addSparse(cases, {50, dimensions, 1e-4f}, 40);
        for (const Place& place : {Place{1, dimensions}, {33, dimensions}, {517, dimensions}})
            addDense(cases, place);
        for (const Place& place : {Place{2, dimensions},
                                   {129, dimensions},
                                   {700, dimensions, 40},
                                   {300, dimensions, 1e-4f},
                                   {6000, dimensions, 50}})
            cases.push_back(repelCase(place));
        cases.push_back(approximateCase("repelByGrid", {400, dimensions}));
        cases.push_back(approximateCase("repelByTree", {400, dimensions}));
        cases.push_back(moveCase({1, dimensions}, {12, 300, 50, 0.5f}));
        cases.push_back(moveCase({333, dimensions}, {1, 250, 200, 0.8f}));
    }
}

} // namespace engine
