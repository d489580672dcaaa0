#pragma once

#include "app/panels/kernel_pictures.h"

#include "widgets/image_grid.h"

namespace app::panels {

// What of a kernel is shown, and in which order. What is left out is said.
class FilterSheet {
public:
    enum class Layout {
        Filters, // a tile for each filter
        Matrix, // a column for each of the first filters, a row for each of the first channels
        OneFilter, // a tile for each channel of one filter
        Table // one picture: a line for each unit, a column for each input
    };
    struct Wish {
        bool largestFirst = false; // by norm
        int filter = -1; // of kernels with many channels: this one alone
    };
    FilterSheet() = default;
    FilterSheet(const Kernel& kernel, const QString& name, const Wish& wish);

    Layout layout() const { return m_layout; }
    const Kernel& kernel() const { return m_kernel; }
    float limit() const { return m_limit; } // the ends of the scale are +-limit
    widgets::ImageSection section(const QSize& room = {}) const; // with tiles as large as it allows

    // What a tile of the section shows; of a table, the line under the pixel. A channel of -1: all of them.
    struct Tile {
        int filter = -1, channel = -1; // a filter of -1: none
    };
    Tile tileAt(int row, int column, const QPoint& pixel) const;
    QImage picture(const Tile& tile) const; // null of a table
    QString title(const Tile& tile) const; // "Filter 12, input 3"
    // "Filter 12, input 3, row 0, column 2: -0.12"
    QString weightText(const Tile& tile, const QPoint& pixel) const;

private:
    QString caption() const;
    QString sizeText() const;
    void addTiles(widgets::ImageSection& section) const;

    Kernel m_kernel;
    QString m_name;
    Layout m_layout = Layout::Filters;
    std::vector<float> m_norms; // of all filters
    std::vector<int> m_order; // of those that are shown
    int m_filter = -1, m_channels = 1; // shown
    float m_limit = 0;
};

} // namespace app::panels
