#include "widgets/progress_strip.h"

#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace widgets {

namespace {

constexpr int barHeight = 6;

// A stretch of the line; what does not fit is left out from the least important upwards.
struct Piece {
    QString text;
    bool strong = false;
    bool second = false;
};

QFont fontOf(const Piece& piece)
{
    return textFont(TextSize::Body, piece.strong);
}

qreal widthOf(const Piece& piece)
{
    return numberWidth(fontOf(piece), piece.text);
}

} // namespace

QString durationText(double seconds)
{
    const auto tr = [](const char* text) { return ProgressStrip::tr(text); };
    if (!(seconds >= 1))
        return tr("less than 1 s");
    const auto whole = static_cast<qint64>(seconds + 0.5);
    if (whole < 60)
        return tr("%1 s").arg(whole);
    if (whole < 3600)
        return tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    if (whole < 48 * 3600)
        return tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
    return tr("%1 days").arg(QLocale().toString(static_cast<double>(whole) / 86400, 'f', 1));
}

ProgressStrip::ProgressStrip(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressStrip::setProgress(const RunProgress& progress)
{
    if (progress == m_progress)
        return;
    m_progress = progress;
    setAccessibleName(tr("Progress of %1").arg(progress.run));
    setAccessibleDescription(tr("Epoch %1 of %2").arg(progress.epoch).arg(progress.epochs));
    update();
}

QSize ProgressStrip::sizeHint() const
{
    return {560, QFontMetrics(textFont(TextSize::Body, true)).height() + 8 + barHeight};
}

QSize ProgressStrip::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

void ProgressStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (layoutDirection() == Qt::RightToLeft)
        painter.setLayoutDirection(Qt::RightToLeft);
    const Tokens& t = tokens();
    const RunProgress& p = m_progress;
    const QLocale locale;
    const QFontMetricsF metrics(textFont(TextSize::Body, true));
    const qreal baseline = (height() - barHeight - 6 - metrics.height()) / 2 + metrics.ascent();

    painter.setPen(Qt::NoPen);
    painter.setBrush(p.color);
    painter.drawRoundedRect(QRectF(0, baseline - 10, 10, 10), 2, 2);

    QList<Piece> pieces{{p.run, true}}; // in the order of importance and of reading
    if (p.epochs > 0)
        pieces.append({tr("Epoch %1 of %2").arg(locale.toString(p.epoch), locale.toString(p.epochs))});
    if (p.batches > 0)
        pieces.append(
            {tr("batch %1 of %2").arg(locale.toString(p.batch), locale.toString(p.batches)), false, true});
    if (p.samplesPerSecond > 0 && !p.paused)
        pieces.append({tr("%1 samples/s").arg(locale.toString(qRound64(p.samplesPerSecond))), false, true});
    Piece left;
    if (p.paused)
        left = {tr("Paused"), true};
    else if (p.secondsLeft >= 0)
        left = {tr("%1 left").arg(durationText(p.secondsLeft))};

    qreal x = 18;
    const qreal end = width() - (left.text.isEmpty() ? 0 : widthOf(left) + 16);
    for (const Piece& piece : pieces) {
        if (x + widthOf(piece) > end && x > 18)
            break;
        painter.setFont(fontOf(piece));
        painter.setPen(piece.second ? t.text2 : t.text);
        x += drawNumber(painter, {x, baseline}, piece.text) + 16;
    }
    if (!left.text.isEmpty() && x < width() - widthOf(left) + 16) {
        painter.setFont(fontOf(left));
        painter.setPen(p.paused ? t.warning : t.text);
        drawNumber(painter, {static_cast<qreal>(width()), baseline}, left.text, true);
    }

    const QRectF bar(0, height() - barHeight, width(), barHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.line);
    painter.drawRoundedRect(bar, 3, 3);
    QRectF done = bar;
    done.setWidth(bar.width() * qBound(0.0, p.fraction, 1.0));
    if (layoutDirection() == Qt::RightToLeft)
        done.moveRight(bar.right());
    painter.setBrush(p.paused ? t.field : t.accent);
    if (done.width() > 0)
        painter.drawRoundedRect(done, qMin(3.0, done.width() / 2), 3);
}

} // namespace widgets
