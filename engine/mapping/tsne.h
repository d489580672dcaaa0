#pragma once

#include "engine/base/fields.h"
#include "engine/mapping/affinities.h"

namespace engine {

// How a map is made. The initialisers are the only place of the defaults; tsneFields() describes them to
// panel and command line.
struct TsneSettings {
    int dimensions = 2; // 2 or 3
    std::string method = "auto"; // auto, exact, barnes-hut, fft
    double perplexity = 30; // lowered to a third of the other points where there are too few
    int iterations = 1000;
    double exaggeration = 12;
    int exaggerationIterations = 250;
    double learningRate = 0; // 0: n / exaggeration, at least 200; counts without the gradient's factor 4
    double momentum = 0.5, finalMomentum = 0.8; // while exaggerated, afterwards
    double theta = 0.5; // Barnes-Hut: how large a cell may look from where it counts as one point
    std::string start = "pca"; // pca, random
    int components = 50; // neighbours are looked for among so many principal components; 0: among all values
    bool normalise = false; // every point's values to length 1 at first
    std::int64_t seed = 1;

    bool operator==(const TsneSettings&) const = default;
};

const std::vector<BoundField<TsneSettings>>& tsneFields();

// Whether a map of these points [n, d] can be made: at least four, numbers only, not all the same.
Result<void> checkPoints(const Tensor& points);

double usedPerplexity(const TsneSettings& settings, std::int64_t points);
double usedLearningRate(const TsneSettings& settings, std::int64_t points);
// What "auto" stands for; any other method is itself. A problem when there is not enough memory for it.
Result<std::string> usedMethod(const TsneSettings& settings, std::int64_t points);

// A map on its way: van der Maaten, Hinton 2008 with the schedule of Belkina et al. 2019. The same numbers on
// any number of threads. A graphics card sums what pushes points apart over all pairs, whatever the method.
class Tsne {
public:
    // The method is a chosen one, not "auto"; start [n, dimensions].
    Tsne(Affinities affinities, const Tensor& start, const TsneSettings& settings,
         Device device = Device::Cpu);
    Tsne(Tsne&&) noexcept;
    ~Tsne();

    void step();
    int iteration() const; // done
    const Tensor& positions() const; // [n, dimensions] on the device; later steps write into it

    double divergence(); // exactDivergence() at these positions, approximated as the method does
    Tensor gradient(); // of divergence() by the positions, approximated as the method does; on the host

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// KL(P || Q) of a map [n, dimensions], with the forces between all its pairs; both on one device.
double exactDivergence(const Affinities& affinities, const Tensor& positions);

// Where the points begin, [n, dimensions]: the first component has a deviation of 1e-4, equal points part a
// little. Scores are the principal components [n, k].
Tensor startPositions(const Tensor& scores, const TsneSettings& settings);

} // namespace engine
