#include "widgets/image_grid.h"

#include "widgets/image_grid_measures.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QScrollBar>
#include <QStyle>

#include <utility>

// Where everything lies.
namespace widgets {

using namespace image_grid;

namespace {

int titleHeightOf(const ImageSection& section)
{
    return section.title.isEmpty() ? 8 : titleHeight;
}

// Of what stands above and below the tiles.
int widestText(const ImageSection& section)
{
    const QFontMetrics metrics(textFont(TextSize::Caption));
    int widest = 0;
    for (const QStringList& texts : {section.labels, section.errors})
        for (const QString& text : texts)
            widest = qMax(widest, metrics.horizontalAdvance(text));
    return qMin(widest, widestLabel);
}

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
    int top = 0;
    for (const ImageSection& section : std::as_const(m_sections)) {
        m_places.append(placeOf(section, top));
        top += m_places.last().height + sectionGap;
    }
    verticalScrollBar()->setRange(0, qMax(0, contentHeight() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_tile / 2);
}

int ImageGrid::contentHeight() const
{
    return m_places.isEmpty() ? 0 : m_places.last().top + m_places.last().height;
}

ImageGrid::Place ImageGrid::placeOf(const ImageSection& section, int top) const
{
    const QFontMetrics metrics(textFont(TextSize::Body));
    Place place;
    int names = metrics.horizontalAdvance(section.errorName);
    for (const ImageRow& row : section.rows)
        names = qMax(names, metrics.horizontalAdvance(row.name));
    place.top = top;
    place.left = margin + (names > 0 ? names + nameGap : 0);
    place.columns = columnsOf(section);
    const int room = qMax(m_tile, viewport()->width() - place.left - margin);
    place.tile = section.tile.isEmpty() ? QSize(m_tile, m_tile) : section.tile;
    if (place.tile.width() > room)
        place.tile.scale(room, place.tile.height(), Qt::KeepAspectRatio);
    place.pitch = qMax(place.tile.width(), widestText(section)) + section.gap;
    place.perLine = qMax(1, (room + section.gap) / place.pitch);
    const int all = place.columns + section.more;
    if (section.oneLine && all > place.perLine) {
        place.perLine = qMax(1, (room - metrics.horizontalAdvance(hiddenText(all))) / place.pitch);
        place.columns = qMin(place.columns, place.perLine);
        place.hidden = all - place.columns;
    }
    const int rows = static_cast<int>(section.rows.size());
    place.lineHeight = (section.labels.isEmpty() ? 0 : textHeight) + rows * (place.tile.height() + rowGap) -
        rowGap + (section.errors.isEmpty() ? 0 : textHeight + 2);
    const int lines = (place.columns + place.perLine - 1) / place.perLine;
    place.height = titleHeightOf(section) + lines * (place.lineHeight + lineGap);
    return place;
}

QString ImageGrid::hiddenText(int columns)
{
    return '+' + QLocale().toString(columns);
}

// A column of one section, its texts included.
QRect ImageGrid::contentColumn(int section, int column) const
{
    const Place& place = m_places[section];
    const int line = column / place.perLine;
    const int left = place.left + column % place.perLine * place.pitch +
        (place.pitch - m_sections[section].gap - place.tile.width()) / 2;
    const int top = place.top + titleHeightOf(m_sections[section]) + line * (place.lineHeight + lineGap);
    return {left, top, place.tile.width(), place.lineHeight};
}

QRect ImageGrid::contentRect(const Tile& tile) const
{
    if (tile.section < 0 || tile.section >= m_places.size() || tile.section >= m_sections.size())
        return {};
    const ImageSection& section = m_sections[tile.section];
    const Place& place = m_places[tile.section];
    if (tile.row < 0 || tile.row >= section.rows.size() || tile.column < 0 ||
        tile.column >= qMin<qsizetype>(section.rows[tile.row].images.size(), place.columns))
        return {};
    const QRect column = contentColumn(tile.section, tile.column);
    const int above = (section.labels.isEmpty() ? 0 : textHeight) + tile.row * (place.tile.height() + rowGap);
    return {column.topLeft() + QPoint(0, above), place.tile};
}

QRect ImageGrid::inViewport(const QRect& content) const
{
    return QStyle::visualRect(layoutDirection(), viewport()->rect(),
                              content.translated(0, -verticalScrollBar()->value()));
}

QRect ImageGrid::tileRect(int section, int row, int column) const
{
    const QRect rect = contentRect({section, row, column});
    return rect.isNull() ? rect : inViewport(rect);
}

// Whole pixels of the picture stay squares; its proportions stay too.
QRectF ImageGrid::imageRect(const Tile& tile) const
{
    const QRectF rect = tileRect(tile.section, tile.row, tile.column);
    const QSize pixels = m_sections[tile.section].rows[tile.row].images[tile.column].size();
    QRectF target(QPointF(0, 0), QSizeF(pixels).scaled(rect.size(), Qt::KeepAspectRatio));
    target.moveCenter(rect.center());
    return target;
}

ImageGrid::Tile ImageGrid::tileAt(const QPoint& point) const
{
    const int y = point.y() + verticalScrollBar()->value();
    for (int s = 0; s < m_sections.size(); ++s) {
        if (y < m_places[s].top || y >= m_places[s].top + m_places[s].height)
            continue;
        for (int r = 0; r < m_sections[s].rows.size(); ++r)
            for (int c = 0; c < m_sections[s].rows[r].images.size(); ++c)
                if (tileRect(s, r, c).contains(point))
                    return {s, r, c};
    }
    return {};
}

void ImageGrid::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    if (std::exchange(m_room, maximumViewportSize()) != maximumViewportSize())
        emit resized();
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
