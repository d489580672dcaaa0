#pragma once

#include "engine/datasets/column_layout.h"

namespace engine {

// Columns of a data set that lie in the memory of a device, so that batches are gathered there and only the
// numbers of their rows travel. The others travel batch by batch.
class ResidentColumns {
public:
    // Of the columns asked for those that are kept and fit in so many bytes, in their order.
    ResidentColumns(const Dataset& data, std::span<const std::string> columns, Device device,
                    std::int64_t room);

    bool holds(const std::string& column) const { return m_columns.contains(column); }
    // Adds its columns to a batch of the others and sends these.
    void complete(Batch& batch, std::span<const std::int32_t> rows) const;

private:
    struct Resident {
        Tensor values; // columns may be views of the same ones
        ops::ColumnLayout layout;
        Signal signal;
    };
    std::map<std::string, Resident> m_columns;
    Device m_device;
};

} // namespace engine
