#include "widgets/image_grid.h"

#include "widgets/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

namespace widgets {

namespace {

constexpr int gap = 12; // between columns
constexpr int rowGap = 8; // between the rows of one column
constexpr int margin = 16;
constexpr int titleHeight = 36;
constexpr int textHeight = 20;
constexpr int lineGap = 16; // between wrapped lines
constexpr int sectionGap = 12;

int columnsOf(const ImageSection& section)
{
    qsizetype count = 0;
    for (const ImageRow& row : section.rows)
        count = qMax(count, row.images.size());
    return static_cast<int>(count);
}

} // namespace

ImageGrid::ImageGrid(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Pictures"));
}

void ImageGrid::setSections(const QList<ImageSection>& sections)
{
    m_sections = sections;
    if (contentRect(m_current).isNull())
        m_current = {};
    layOut();
    viewport()->update();
}

void ImageGrid::setTileSize(int pixels)
{
    m_tile = qMax(16, pixels);
    layOut();
    viewport()->update();
}

QSize ImageGrid::sizeHint() const
{
    return {640, 280};
}

QSize ImageGrid::minimumSizeHint() const
{
    return {200, 140};
}

// Places in content coordinates; the scroll bar moves them.
void ImageGrid::layOut()
{
    m_places.clear();
    const QFontMetrics metrics(textFont(TextSize::Body));
    int top = 0;
    for (const ImageSection& section : std::as_const(m_sections)) {
        Place place;
        int names = metrics.horizontalAdvance(section.errorName);
        for (const ImageRow& row : section.rows)
            names = qMax(names, metrics.horizontalAdvance(row.name));
        place.left = margin + (names > 0 ? names + gap : 0);
        place.columns = columnsOf(section);
        place.perLine = qMax(1, (viewport()->width() - place.left - margin + gap) / (m_tile + gap));
        const int rows = static_cast<int>(section.rows.size());
        place.lineHeight = (section.labels.isEmpty() ? 0 : textHeight) + rows * (m_tile + rowGap) - rowGap +
            (section.errors.isEmpty() ? 0 : textHeight + 2);
        const int lines = (place.columns + place.perLine - 1) / place.perLine;
        place.top = top;
        place.height = (section.title.isEmpty() ? 8 : titleHeight) + lines * (place.lineHeight + lineGap);
        top += place.height + sectionGap;
        m_places.append(place);
    }
    verticalScrollBar()->setRange(0, qMax(0, top - sectionGap - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_tile / 2);
}

QRect ImageGrid::contentRect(const Tile& tile) const
{
    if (tile.section < 0 || tile.section >= m_places.size() || tile.section >= m_sections.size())
        return {};
    const ImageSection& section = m_sections[tile.section];
    if (tile.row < 0 || tile.row >= section.rows.size() || tile.column < 0 ||
        tile.column >= section.rows[tile.row].images.size())
        return {};
    const Place& place = m_places[tile.section];
    const int line = tile.column / place.perLine;
    const int left = place.left + tile.column % place.perLine * (m_tile + gap);
    const int top = place.top + (section.title.isEmpty() ? 8 : titleHeight) +
        line * (place.lineHeight + lineGap) + (section.labels.isEmpty() ? 0 : textHeight) +
        tile.row * (m_tile + rowGap);
    return {left, top, m_tile, m_tile};
}

QRect ImageGrid::tileRect(int section, int row, int column) const
{
    const QRect rect = contentRect({section, row, column});
    if (rect.isNull())
        return rect;
    return QStyle::visualRect(layoutDirection(), viewport()->rect(),
                              rect.translated(0, -verticalScrollBar()->value()));
}

ImageGrid::Tile ImageGrid::tileAt(const QPoint& point) const
{
    for (int s = 0; s < m_sections.size(); ++s)
        for (int r = 0; r < m_sections[s].rows.size(); ++r)
            for (int c = 0; c < m_sections[s].rows[r].images.size(); ++c)
                if (tileRect(s, r, c).contains(point))
                    return {s, r, c};
    return {};
}

void ImageGrid::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens().panel);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(layoutDirection());
    for (int i = 0; i < m_sections.size(); ++i) {
        const int top = m_places[i].top - verticalScrollBar()->value();
        if (top < viewport()->height() && top + m_places[i].height > 0)
            paintSection(painter, i);
    }
}

void ImageGrid::paintSection(QPainter& painter, int index) const
{
    const Tokens& t = tokens();
    const ImageSection& section = m_sections[index];
    const Place& place = m_places[index];
    const int top = place.top - verticalScrollBar()->value();
    const auto placed = [this](const QRect& rect) {
        return QStyle::visualRect(layoutDirection(), viewport()->rect(), rect);
    };
    if (index > 0)
        painter.fillRect(QRect(0, top - sectionGap / 2, viewport()->width(), 1), t.line);
    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    const int titleWidth = painter.fontMetrics().horizontalAdvance(section.title);
    painter.drawText(placed({margin, top, titleWidth + 4, titleHeight}), Qt::AlignLeading | Qt::AlignVCenter,
                     section.title);
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text2);
    const int room = viewport()->width() - margin - titleWidth - 12 - margin;
    painter.drawText(placed({margin + titleWidth + 12, top, room, titleHeight}),
                     Qt::AlignLeading | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(section.caption, Qt::ElideRight, room));

    const auto name = [&](int y, int height, const QString& text) {
        painter.drawText(placed({margin, y, place.left - margin - gap, height}),
                         Qt::AlignTrailing | Qt::AlignVCenter, text);
    };
    for (int column = 0; column < place.columns; ++column) {
        paintColumn(painter, index, column);
        if (column % place.perLine != 0)
            continue;
        painter.setFont(textFont(TextSize::Body));
        painter.setPen(t.text2);
        int bottom = 0;
        for (int row = 0; row < section.rows.size(); ++row) {
            const QRect tile = tileRect(index, row, column);
            if (tile.isNull())
                continue;
            name(tile.top(), m_tile, section.rows[row].name);
            bottom = tile.bottom() + 1;
        }
        if (!section.errors.isEmpty())
            name(bottom + 2, textHeight, section.errorName);
    }
}

void ImageGrid::paintColumn(QPainter& painter, int index, int column) const
{
    const Tokens& t = tokens();
    const ImageSection& section = m_sections[index];
    QRect first, last;
    for (int row = 0; row < section.rows.size(); ++row) {
        const QRect tile = tileRect(index, row, column);
        if (tile.isNull())
            continue;
        if (first.isNull())
            first = tile;
        last = tile;
        const QImage& image = section.rows[row].images[column];
        if (image.isNull()) {
            painter.fillRect(tile, t.sunken);
        } else {
            // Whole pixels of the picture stay squares; its proportions stay too.
            const QSizeF size = QSizeF(image.size()).scaled(tile.size(), Qt::KeepAspectRatio);
            QRectF target(QPointF(0, 0), size);
            target.moveCenter(QRectF(tile).center());
            painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
            painter.drawImage(target, image);
        }
        const Tile here{index, row, column};
        if (here == m_current && hasFocus())
            painter.setPen(QPen(t.focus, 2));
        else if (here == m_hovered)
            painter.setPen(QPen(t.accent, 2));
        else
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(tile).adjusted(-2, -2, 2, 2), 3, 3);
    }
    if (first.isNull())
        return;
    const QRect wide = first.adjusted(-gap / 2, 0, gap / 2, 0);
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text);
    painter.drawText(
        QRect(wide.left(), first.top() - textHeight, wide.width(), textHeight - 2), Qt::AlignCenter,
        painter.fontMetrics().elidedText(section.labels.value(column), Qt::ElideRight, wide.width()));
    painter.setPen(t.text2);
    painter.drawText(QRect(wide.left(), last.bottom() + 3, wide.width(), textHeight), Qt::AlignCenter,
                     section.errors.value(column));
}

void ImageGrid::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void ImageGrid::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        layOut();
        viewport()->update();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace widgets
