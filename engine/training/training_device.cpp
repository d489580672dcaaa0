#include "engine/training/training_device.h"

#include "engine/base/parallel.h"
#include "engine/devices/cuda_device.h"

namespace engine {

Result<Device> trainingDevice(const TrainingSettings& settings)
{
    const Result<Device> device = deviceNamed(settings.device);
    if (device && *device == Device::Cuda)
        setCudaPrecision(settings.precision == "tf32"           ? Precision::Tf32
                             : settings.precision == "bfloat16" ? Precision::Bfloat16
                                                                : Precision::Float32);
    return device;
}

std::string hardwareOf(const TrainingSettings& settings)
{
    if (const Result<Device> device = deviceNamed(settings.device); device && *device == Device::Cuda)
        return cudaCard()->name;
    const int count = settings.threads > 0 ? settings.threads : threads();
    return "CPU, " + number(count) + (count == 1 ? " thread" : " threads");
}

} // namespace engine
