#include "widgets/chart_card.h"

#include "widgets/chart_data.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace widgets {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("widgets::LiveChart", text);
}

const CurveBin* nearest(const CurveStore& curve, double x, double within)
{
    const std::vector<CurveBin>& bins = curve.bins();
    if (bins.empty())
        return nullptr;
    std::size_t i = curve.firstAtOrAfter(x);
    if (i == bins.size() || (i > 0 && x - bins[i - 1].x < bins[i].x - x))
        --i;
    return std::abs(bins[i].x - x) <= within ? &bins[i] : nullptr;
}

// The value at the very place; whether there is one.
bool readPlace(ChartReading& reading)
{
    const double x = reading.x;
    const CurveBin* bin = nearest(reading.track->raw, x, 0.5);
    if (!bin)
        bin = nearest(reading.track->validation, x, 0.5);
    if (!bin)
        return false;
    reading.x = bin->x;
    reading.smooth = static_cast<double>(bin->smooth);
    return true;
}

QList<double> valuesOf(const ChartData& data, const ChartReading& reading)
{
    return data.places ? QList<double>{reading.smooth}
                       : QList<double>{reading.smooth, reading.raw, reading.validation};
}

} // namespace

QList<ChartReading> chartReadings(const ChartData& data, double x)
{
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    QList<ChartReading> readings;
    for (const ChartTrack& track : data.tracks) {
        if (!track.look.visible || track.empty())
            continue;
        ChartReading reading{&track, x, nothing, nothing, nothing};
        if (data.places) {
            if (readPlace(reading))
                readings.append(reading);
            continue;
        }
        const std::vector<CurveBin>& bins = track.raw.bins();
        if (!bins.empty() && x <= bins.back().x + 0.02 * std::max(1.0, bins.back().x))
            if (const CurveBin* bin = nearest(track.raw, x, std::numeric_limits<double>::infinity())) {
                reading.x = bin->x;
                reading.smooth = static_cast<double>(bin->smooth);
                reading.raw = static_cast<double>(bin->mean);
            }
        if (const CurveBin* bin = nearest(track.validation, x, 0.5))
            reading.validation = static_cast<double>(bin->smooth);
        if (std::isfinite(reading.smooth) || std::isfinite(reading.validation))
            readings.append(reading);
    }
    return readings;
}

QString chartPlaceText(const ChartData& data, double x)
{
    if (data.places)
        return data.places->text(x);
    if (data.batchesPerEpoch <= 0)
        return tr("Epoch %1").arg(QLocale().toString(x, 'f', 2));
    const double epoch = std::max(1.0, std::ceil(x - 1e-6));
    const auto batch = qBound(qint64{1}, qRound64((x - epoch + 1) * data.batchesPerEpoch),
                              static_cast<qint64>(data.batchesPerEpoch));
    return tr("Epoch %1, batch %2").arg(QLocale().toString(qRound64(epoch)), QLocale().toString(batch));
}

void drawChartCard(QPainter& painter, const QRectF& plot, qreal crossX, const ChartData& data, double x,
                   const QList<ChartReading>& readings)
{
    if (readings.isEmpty())
        return;
    const Tokens& t = tokens();
    const QFont caption = textFont(TextSize::Caption);
    const QFontMetricsF metrics(caption);
    const QStringList heads =
        data.places ? QStringList{data.unit} : QStringList{tr("smooth"), tr("raw"), tr("validation")};
    qreal names = 0, column = 0;
    for (const QString& head : heads)
        column = std::max(column, metrics.horizontalAdvance(head));
    for (const ChartReading& reading : readings) {
        names = std::max(names, metrics.horizontalAdvance(reading.track->look.name));
        for (const double value : valuesOf(data, reading))
            column = std::max(column, numberWidth(caption, valueText(value)));
    }
    names = std::min(names, 150.0);
    column += 14;
    const qreal row = metrics.height() + 4;
    const QSizeF size(12 + 18 + names + static_cast<qreal>(heads.size()) * column + 12,
                      34 + row * static_cast<qreal>(readings.size() + 1));
    const bool left = crossX > plot.center().x();
    const qreal cardX = left ? crossX - 14 - size.width() : crossX + 14;
    const QRectF card(
        QPointF(std::max(plot.left(), std::min(cardX, plot.right() - size.width())), plot.top() + 16), size);

    painter.setPen(QPen(t.line2, 1));
    painter.setBrush(t.popup);
    painter.drawRoundedRect(card, 8, 8);
    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    drawNumber(painter, {card.left() + 12, card.top() + 22}, chartPlaceText(data, x));
    painter.setFont(caption);
    const qreal firstColumn = card.left() + 30 + names + column;
    qreal baseline = card.top() + 28 + metrics.ascent() + 2;
    painter.setPen(t.text2);
    for (qsizetype i = 0; i < heads.size(); ++i) {
        const QRectF place(firstColumn + static_cast<qreal>(i - 1) * column, baseline - metrics.ascent(),
                           column, row);
        painter.drawText(place, Qt::AlignRight | Qt::AlignTop, heads[i]);
    }
    for (const ChartReading& reading : readings) {
        baseline += row;
        painter.setPen(Qt::NoPen);
        painter.setBrush(reading.track->look.color);
        painter.drawRoundedRect(QRectF(card.left() + 12, baseline - 9, 9, 9), 2, 2);
        painter.setPen(t.text);
        painter.drawText(QPointF(card.left() + 28, baseline),
                         metrics.elidedText(reading.track->look.name, Qt::ElideRight, names + 1));
        qreal right = firstColumn;
        for (const double value : valuesOf(data, reading)) {
            drawNumber(painter, {right, baseline}, valueText(value), true);
            right += column;
        }
    }
}

} // namespace widgets
