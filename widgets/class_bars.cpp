#include "widgets/class_bars.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace widgets {

namespace {

constexpr int tallestRow = 28;
constexpr int barHeight = 8;
constexpr int gap = 8;

QString percentText(double share)
{
    return ClassBars::tr("%1 %").arg(QLocale().toString(100 * share, 'f', 1));
}

} // namespace

ClassBars::ClassBars(Order order, QWidget* parent) : QWidget(parent), m_order(order)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(tr("Classes"));
}

void ClassBars::setBars(const QList<ClassBar>& bars)
{
    if (bars == m_bars)
        return;
    const bool otherCount = bars.size() != m_bars.size();
    m_bars = bars;
    if (otherCount)
        updateGeometry();
    if (const int best = likeliest(); best >= 0)
        setAccessibleDescription(tr("%1, %2").arg(m_bars[best].name, percentText(m_bars[best].share)));
    update();
}

int ClassBars::likeliest() const
{
    const auto best = std::ranges::max_element(m_bars, {}, &ClassBar::share);
    return best == m_bars.end() || best->share <= 0 ? -1 : static_cast<int>(best - m_bars.begin());
}

int ClassBars::rowHeight() const
{
    const int text = QFontMetrics(textFont(TextSize::Body)).height();
    if (m_order == Order::LikeliestFirst) // few of them matter
        return text + 4;
    const int count = std::max(1, static_cast<int>(m_bars.size()));
    return std::clamp(height() / count, text - 2, std::max(text, tallestRow));
}

QList<int> ClassBars::shown() const
{
    QList<int> classes(m_bars.size());
    std::iota(classes.begin(), classes.end(), 0);
    const qsizetype room = std::max(1, height() / rowHeight());
    if (m_order == Order::LikeliestFirst || classes.size() > room)
        std::ranges::stable_sort(classes, std::greater<>(), [this](int i) { return m_bars[i].share; });
    if (classes.size() > room) {
        classes.resize(room);
        if (m_order == Order::ByClass)
            std::ranges::sort(classes);
    }
    return classes;
}

int ClassBars::nameWidth() const
{
    const QFontMetrics metrics(textFont(TextSize::Body, true)); // as the likeliest is written
    int widest = 0;
    for (const ClassBar& bar : m_bars)
        widest = std::max(widest, metrics.horizontalAdvance(bar.name));
    return std::min(widest + 1, std::max(24, width() * 2 / 5));
}

QSize ClassBars::sizeHint() const
{
    return {260, static_cast<int>(std::min<qsizetype>(m_bars.size(), 10)) * 24};
}

QSize ClassBars::minimumSizeHint() const
{
    const int rows = static_cast<int>(std::min<qsizetype>(m_bars.size(), 3));
    return {150, rows * (QFontMetrics(textFont(TextSize::Body)).height() + 4)};
}

void ClassBars::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont plain = textFont(TextSize::Body), bold = textFont(TextSize::Body, true);
    const int names = nameWidth(), best = likeliest(), row = rowHeight();
    const int figures = static_cast<int>(std::ceil(numberWidth(bold, percentText(1))));
    const QRectF trough(names + gap, 0, std::max(8, width() - names - figures - 2 * gap), barHeight);
    int top = 0;
    for (const int i : shown()) {
        const ClassBar& bar = m_bars[i];
        const QRectF line(0, top, width(), row);
        painter.setFont(i == best ? bold : plain);
        painter.setPen(i == best ? t.text : t.text2);
        painter.drawText(QRectF(0, top, names, row), Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(bar.name, Qt::ElideRight, names));
        const qreal baseline =
            line.center().y() + (painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2.0;
        drawNumber(painter, {static_cast<qreal>(width()), baseline}, percentText(bar.share), true);
        QRectF whole = trough;
        whole.moveTop(line.center().y() - barHeight / 2.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.sunken);
        painter.drawRoundedRect(whole, barHeight / 2.0, barHeight / 2.0);
        QRectF part = whole;
        part.setWidth(whole.width() * std::clamp(bar.share, 0.0, 1.0));
        if (part.width() >= 0.5) {
            part.setWidth(std::max<qreal>(part.width(), barHeight / 2.0));
            painter.setBrush(i == best ? t.accent : t.field);
            painter.drawRoundedRect(part, barHeight / 2.0, barHeight / 2.0);
        }
        top += row;
    }
}

void ClassBars::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace widgets
