#include "widgets/chart_header.h"

#include "widgets/chart_data.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace widgets {

namespace {

constexpr int sliderSteps = 300;

// Equal ways on the slider are equal factors in memory: 0, 0.9, 0.99, 0.999.
double weightOf(int position)
{
    return position <= 0 ? 0 : std::min(0.999, 1 - std::pow(10.0, -3.0 * position / sliderSteps));
}

int positionOf(double weight)
{
    return qRound(-std::log10(1 - std::clamp(weight, 0.0, 0.999)) * sliderSteps / 3);
}

} // namespace

void drawChartLegend(QPainter& painter, const QRectF& area, const ChartData& data)
{
    const Tokens& t = tokens();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal middle = area.center().y();
    const QFontMetricsF metrics(textFont(TextSize::Caption));
    qreal x = area.left();
    const auto write = [&](const QString& text, const QColor& color) {
        const qreal room = area.right() - x;
        const QString shown =
            painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(room) + 1);
        painter.setPen(color);
        painter.drawText(QRectF(x, area.top(), room, area.height()), Qt::AlignLeft | Qt::AlignVCenter, shown);
        x += QFontMetricsF(painter.font()).horizontalAdvance(shown) + 16;
    };
    painter.setFont(textFont(TextSize::Body, true));
    if (!data.title.isEmpty())
        write(data.title, t.text);
    painter.setFont(textFont(TextSize::Caption));
    for (const ChartTrack& track : data.tracks) {
        if (!track.look.visible || x + 40 > area.right())
            continue;
        painter.setPen(QPen(track.look.color, 3, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(x + 2, middle), QPointF(x + 14, middle));
        x += 22;
        write(track.look.name, t.text);
    }
    if (data.anyValidation() && !data.places &&
        x + 22 + metrics.horizontalAdvance(ChartHeader::tr("validation")) < area.right()) {
        painter.setPen(QPen(t.text2, 2, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(x, middle), QPointF(x + 6, middle));
        painter.drawLine(QPointF(x + 9, middle), QPointF(x + 15, middle));
        x += 22;
        write(ChartHeader::tr("validation"), t.text2);
    }
    painter.restore();
}

ChartLegend::ChartLegend(const ChartData& data, QWidget* parent) : QWidget(parent), m_data(data)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChartLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawChartLegend(painter, rect(), m_data);
}

ChartHeader::ChartHeader(const ChartData& data, QWidget* parent)
    : QWidget(parent), m_legend(new ChartLegend(data)), m_log(new QToolButton),
      m_label(new QLabel(tr("Smoothing"))), m_slider(new QSlider(Qt::Horizontal)), m_value(new QLabel)
{
    m_log->setText(tr("Log"));
    m_log->setCheckable(true);
    m_log->setToolTip(tr("Logarithmic axis"));
    m_label->setProperty("role", "second");
    m_label->setBuddy(m_slider);
    m_slider->setRange(0, sliderSteps);
    m_slider->setFixedWidth(84);
    m_slider->setAccessibleName(tr("Smoothing"));
    m_value->setMinimumWidth(
        QFontMetrics(textFont(TextSize::Body)).horizontalAdvance(QStringLiteral("0.000")));
    m_value->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(16, 4, 12, 4);
    line->setSpacing(8);
    line->addWidget(m_legend, 1);
    for (QWidget* widget : QList<QWidget*>{m_log, m_label, m_slider, m_value})
        line->addWidget(widget);
    connect(m_log, &QToolButton::clicked, this, &ChartHeader::logChosen);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        setSmoothing(weightOf(position));
        emit smoothingChosen(weightOf(position));
    });
    setSmoothing(0.97);
}

void ChartHeader::refresh()
{
    m_legend->update();
}

void ChartHeader::hideControls()
{
    m_controls = false;
    for (QWidget* widget : QList<QWidget*>{m_log, m_label, m_slider, m_value})
        widget->hide();
}

void ChartHeader::setSmoothing(double weight)
{
    const QSignalBlocker quiet(m_slider);
    if (qAbs(weightOf(m_slider->value()) - weight) > 1e-9)
        m_slider->setValue(positionOf(weight));
    m_value->setText(QString::number(weight, 'f', weight > 0.99 ? 3 : 2));
}

void ChartHeader::setLog(bool log)
{
    m_log->setChecked(log);
}

void ChartHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The legend says what is seen; the words beside the slider go first.
    m_label->setVisible(m_controls && width() > 480);
    m_value->setVisible(m_controls && width() > 360);
    m_slider->setVisible(m_controls && width() > 300);
}

} // namespace widgets
