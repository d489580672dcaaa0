#pragma once

#include "engine/training/network_step.h"

namespace engine {

struct Network::Private {
    Graph graph;
    Analysis analysis;
    Device device = Device::Cpu;
    std::vector<NetworkStep> steps;
    std::vector<Weight> weights;
    std::vector<Parameter*> penalized; // trained, with a price on their size
    std::map<NodeId, std::size_t> places;
    std::vector<bool> needed; // in this pass, step by step
    std::map<NodeId, Tensor> activated; // predictions made from logits, on request
    std::vector<Tensor> penalties; // one for each of them
    std::vector<Tensor> lossTerms; // of the last startLoss(): of every Output, then all that is added

    std::vector<std::string> columnsOf(NetworkStep::Kind kind) const;
    const NetworkStep& step(NodeId node) const { return steps[places.at(node)]; }
    const Tensor& valueAt(const NetworkSource& source) const
    {
        return steps[source.step].outputs[source.port];
    }

    void prepare(const Options& options);
    void listWeights(NetworkStep& step);
    std::size_t placeOf(NodeId node) const; // muted nodes stand for their source
    void choosePart(const Run& run);
    void run(NetworkStep& step, const Batch& batch, const Run& run);
    void compute(NetworkStep& step, const Run& run);
    const Tensor& maskBefore(const NetworkStep& step) const;
    bool isPooled(const NetworkStep& step) const;
    void outputLosses(const Batch& batch, bool gradients);
    static void computeLoss(const Tensor& prediction, const Tensor& target, float weight, NetworkStep& step,
                            Tensor* gradient);
    void computeMaskedLoss(NetworkStep& step, const Tensor& target, float weight, Tensor* gradient);
    static void computeFilledLoss(NetworkStep& step, const Tensor& target, float weight, Tensor* gradient);
    void ownLosses();
    void addPenalties();
    void backward();
    void backward(NetworkStep& step);
    void pass(const NetworkSource& to, Tensor gradient);
    void addPenaltyGradients();
    template <class Visit>
    void visitStates(Visit visit); // visit(step, kept)
};

} // namespace engine
