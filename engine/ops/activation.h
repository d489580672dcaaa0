#pragma once

#include "engine/ops/op.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::ops {

enum class Activation : std::uint8_t { Linear, Relu, Sigmoid, Tanh, Softmax, Elu, LeakyRelu, Softplus };

// elu: alpha (e^x - 1) below zero; leaky relu: slope * x below zero. Both parameters must be >= 0.
// Softmax runs over the last axis.
struct ActivationSpec {
    Activation kind = Activation::Linear;
    float alpha = 1.0f;
    float slope = 0.3f;
};

// "linear", "relu", "sigmoid", "tanh", "softmax", "elu", "leaky_relu", "softplus"
const std::vector<std::string>& activationNames();
std::optional<Activation> activationNamed(std::string_view name);

// y = activation(x + bias), bias along the last axis; an empty bias adds nothing. y may be x.
extern const Op<void(const Tensor& x, const Tensor& bias, const ActivationSpec& spec, Tensor& y)> activate;

// gradX = gradY * activation'(y), from the output alone. gradX may be gradY.
extern const Op<void(const Tensor& y, const Tensor& gradY, const ActivationSpec& spec, Tensor& gradX)>
    activateBackward;

} // namespace engine::ops
