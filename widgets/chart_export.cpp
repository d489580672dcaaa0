#include "widgets/chart_export.h"

#include "widgets/chart_data.h"
#include "widgets/chart_header.h"
#include "widgets/chart_view.h"
#include "widgets/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace widgets {

namespace {

constexpr int legendHeight = 36;

QString tr(const char* text)
{
    return QCoreApplication::translate("widgets::LiveChart", text);
}

bool write(const QString& path, const QByteArray& content, QString* error)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return true;
    if (error)
        *error = tr("%1 could not be written: %2. Choose another folder.").arg(path, file.errorString());
    return false;
}

void paint(QPainter& painter, const ChartData& data, ChartView& view, const QSize& size)
{
    painter.fillRect(QRect(QPoint(0, 0), size), tokens().plot);
    drawChartLegend(painter, QRectF(16, 4, size.width() - 32, legendHeight - 4), data);
    view.renderTo(painter, QRectF(0, legendHeight, view.width(), view.height()));
}

QSize sizeOf(const ChartView& view)
{
    return {view.width(), view.height() + legendHeight};
}

QString quoted(QString text)
{
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

bool exportChartPng(const QString& path, const ChartData& data, ChartView& view, qreal scale, QString* error)
{
    QImage image(sizeOf(view) * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paint(painter, data, view, sizeOf(view));
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return write(path, buffer.data(), error);
}

bool exportChartSvg(const QString& path, const ChartData& data, ChartView& view, QString* error)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(sizeOf(view));
    generator.setViewBox(QRect(QPoint(0, 0), sizeOf(view)));
    generator.setTitle(data.title);
    QPainter painter(&generator);
    paint(painter, data, view, sizeOf(view));
    painter.end();
    return write(path, buffer.data(), error);
}

bool exportChartCsv(const QString& path, const ChartData& data, QString* error)
{
    QByteArray text = "run,kind,epoch,value,lowest,highest,points,smoothed\n";
    const auto number = [](double value) { return QByteArray::number(value, 'g', 9); };
    const auto add = [&](const QString& run, const QByteArray& kind, const CurveStore& curve) {
        const QByteArray start = quoted(run).toUtf8() + ',' + kind + ',';
        for (const CurveBin& bin : curve.bins())
            text += start + number(bin.x) + ',' + number(double(bin.mean)) + ',' + number(double(bin.low)) +
                ',' + number(double(bin.high)) + ',' + QByteArray::number(bin.count) + ',' +
                number(double(bin.smooth)) + '\n';
    };
    for (const ChartTrack& track : data.tracks) {
        if (!track.look.visible)
            continue;
        add(track.look.name, "training", track.raw);
        add(track.look.name, "validation", track.validation);
    }
    return write(path, text, error);
}

} // namespace widgets
