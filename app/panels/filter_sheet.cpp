#include "app/panels/filter_sheet.h"

#include "app/panels/layer_maps.h"
#include "app/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int mostFilters = 256, mostOfMatrix = 16, mostOfTable = 256;
constexpr int tableWidth = 768, largestCell = 12;

using Kind = Kernel::Kind;
using Layout = FilterSheet::Layout;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(app::panels::FilterSheet)
};

Layout layoutOf(const Kernel& kernel, int filter)
{
    if (kernel.kind == Kind::Table)
        return Layout::Table;
    if (kernel.isPicture())
        return Layout::Filters;
    return filter >= 0 ? Layout::OneFilter : Layout::Matrix;
}

int mostIn(Layout layout)
{
    return layout == Layout::Matrix ? mostOfMatrix : layout == Layout::Table ? mostOfTable : mostFilters;
}

bool isDense(const Kernel& kernel)
{
    return kernel.kind == Kind::Table || kernel.kind == Kind::Templates;
}

} // namespace

FilterSheet::FilterSheet(const Kernel& kernel, const QString& name, const Wish& wish)
    : m_kernel(kernel), m_name(name), m_layout(layoutOf(kernel, wish.filter)), m_norms(filterNorms(kernel)),
      m_order(filterOrder(m_norms, wish.largestFirst)), m_limit(largestWeight(kernel))
{
    if (m_layout == Layout::OneFilter)
        m_filter = std::min(wish.filter, kernel.filters - 1);
    const int most = mostIn(m_layout);
    m_order.resize(static_cast<std::size_t>(std::min(most, kernel.filters)));
    m_channels = m_layout == Layout::Filters ? 1 : std::min(most, kernel.channels);
}

QString FilterSheet::sizeText() const
{
    const QString filters = grouped(m_kernel.filters), channels = grouped(m_kernel.channels);
    if (m_kernel.kind == Kind::Table)
        return Texts::tr("%1 units over %2 inputs: a line for each unit, a column for each input")
            .arg(filters, channels);
    const QString window = shapeText({m_kernel.height, m_kernel.width, m_kernel.channels});
    if (m_kernel.kind == Kind::Templates)
        return Texts::tr("%1 units, each weighs a picture of %2").arg(filters, window);
    return Texts::tr("%1 filters of %2").arg(filters, window);
}

QString FilterSheet::caption() const
{
    QStringList parts{sizeText()};
    const int shown = static_cast<int>(m_order.size());
    if (m_layout == Layout::OneFilter)
        parts << Texts::tr("filter %1").arg(grouped(m_filter));
    else if (shown < m_kernel.filters)
        parts << (isDense(m_kernel) ? Texts::tr("showing %1 of %2 units")
                                    : Texts::tr("showing %1 of %2 filters"))
                     .arg(grouped(shown), grouped(m_kernel.filters));
    if (m_layout != Layout::Filters && m_channels < m_kernel.channels)
        parts << Texts::tr("showing %1 of %2 inputs").arg(grouped(m_channels), grouped(m_kernel.channels));
    return parts.join(", ");
}

widgets::ImageSection FilterSheet::section(const QSize& room) const
{
    widgets::ImageSection section;
    section.title = m_name;
    section.caption = caption();
    const QSize window(m_kernel.width, m_kernel.height);
    if (m_layout == Layout::Table) {
        const QImage table = tablePicture(m_kernel, m_order, m_channels, m_limit);
        section.tile = table.size() * std::clamp(tableWidth / table.width(), 1, largestCell);
        section.rows.append({QString(), {table}});
        return section;
    }
    const int tiles = m_layout == Layout::OneFilter ? m_channels : static_cast<int>(m_order.size());
    section.tile =
        m_layout == Layout::Matrix ? tileFor(window, {.least = 24}) : tileFor(window, {}, tiles, room);
    addTiles(section);
    if (m_layout == Layout::Matrix)
        section.gap = 6;
    return section;
}

void FilterSheet::addTiles(widgets::ImageSection& section) const
{
    if (m_layout == Layout::OneFilter) {
        section.rows.append(widgets::ImageRow());
        for (int channel = 0; channel < m_channels; ++channel) {
            section.rows[0].images.append(picture({m_filter, channel}));
            section.labels.append(QString::number(channel));
        }
        return;
    }
    for (int channel = 0; channel < m_channels; ++channel) {
        const bool matrix = m_layout == Layout::Matrix;
        widgets::ImageRow row{matrix ? Texts::tr("Input %1").arg(channel) : QString(), {}};
        for (const int filter : m_order)
            row.images.append(picture({filter, matrix ? channel : -1}));
        section.rows.append(row);
    }
    section.errorName = Texts::tr("Norm");
    for (const int filter : m_order) {
        section.labels.append(QString::number(filter));
        section.errors.append(measured(m_norms[static_cast<std::size_t>(filter)], 2));
    }
}

FilterSheet::Tile FilterSheet::tileAt(int row, int column, const QPoint& pixel) const
{
    const auto filterAt = [this](int place) {
        const auto at = static_cast<std::size_t>(place);
        return place >= 0 && at < m_order.size() ? m_order[at] : -1;
    };
    switch (m_layout) {
    case Layout::Filters:
        return {filterAt(column), -1};
    case Layout::Matrix:
        return {filterAt(column), row};
    case Layout::OneFilter:
        return {column < m_channels ? m_filter : -1, column};
    case Layout::Table:
        return {filterAt(pixel.y()), pixel.x()};
    }
    return {};
}

QImage FilterSheet::picture(const Tile& tile) const
{
    if (m_layout == Layout::Table || tile.filter < 0)
        return {};
    return tile.channel < 0 ? filterPicture(m_kernel, tile.filter, m_limit)
                            : channelPicture(m_kernel, tile.filter, tile.channel, m_limit);
}

QString FilterSheet::title(const Tile& tile) const
{
    const QString filter =
        (isDense(m_kernel) ? Texts::tr("Unit %1") : Texts::tr("Filter %1")).arg(grouped(tile.filter));
    return tile.channel < 0 ? filter : Texts::tr("%1, input %2").arg(filter, grouped(tile.channel));
}

QString FilterSheet::weightText(const Tile& tile, const QPoint& pixel) const
{
    if (m_layout == Layout::Table)
        return Texts::tr("%1: %2").arg(title(tile),
                                       measured(m_kernel.at(0, 0, tile.channel, tile.filter), 3));
    QStringList values;
    const int first = std::max(0, tile.channel), last = tile.channel < 0 ? m_kernel.channels - 1 : first;
    for (int channel = first; channel <= last; ++channel)
        values << measured(m_kernel.at(pixel.y(), pixel.x(), channel, tile.filter), 3);
    return Texts::tr("%1, row %2, column %3: %4")
        .arg(title(tile), grouped(pixel.y()), grouped(pixel.x()), values.join(QStringLiteral("; ")));
}

} // namespace app::panels
