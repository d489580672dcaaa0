#pragma once

#include "engine/tensor/tensor.h"

#include <memory>
#include <vector>

namespace engine {

struct Download;

// While it lives, what this thread gives a device to do belongs to one step, which the device gets as a whole
// in finish(): steps that do the same again cost little to start. Other threads wait with theirs. On the
// processor it does nothing.
class DeviceStep {
public:
    explicit DeviceStep(Device device);
    ~DeviceStep(); // without finish(): nothing of it runs
    DeviceStep(const DeviceStep&) = delete;
    DeviceStep& operator=(const DeviceStep&) = delete;
    void finish();

private:
    bool m_open = false;
};

// Scalars as they are now, on their way from their device: asking for them later waits for nothing that was
// queued after them. On the processor they are there at once.
class ScalarFetch {
public:
    ScalarFetch() = default;
    explicit ScalarFetch(const std::vector<Tensor>& scalars); // all on one device

    bool isHere() const;
    const std::vector<float>& values(); // waits until they are here

private:
    struct Release {
        void operator()(Download* download) const;
    };
    std::vector<float> m_values;
    std::vector<std::unique_ptr<Download, Release>> m_downloads; // of maxDownload values each
};

} // namespace engine
