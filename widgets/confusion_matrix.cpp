#include "widgets/confusion_matrix.h"

#include "widgets/color_scale.h"
#include "widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace widgets {

namespace {

constexpr int smallestCell = 28, largestCell = 40;
constexpr int gap = 1;
constexpr int lyingHeader = 26; // names side by side
constexpr int longestName = 120;
constexpr int edgeRight = 56, edgeBelow = 48; // recall; precision and the title

QString percent(double share)
{
    return ConfusionMatrix::tr("%1 %").arg(QLocale().toString(100 * share, 'f', share >= 0.9995 ? 0 : 1));
}

} // namespace

ConfusionMatrix::ConfusionMatrix(QWidget* parent)
    : QWidget(parent), m_truthTitle(tr("true class")), m_predictionTitle(tr("predicted class"))
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    measureNames();
}

void ConfusionMatrix::setCounts(const ConfusionCounts& counts)
{
    Q_ASSERT(counts.counts.size() == counts.classes.size() * counts.classes.size());
    if (counts == m_counts)
        return;
    const bool otherNames = counts.classes != m_counts.classes;
    m_counts = counts;
    if (m_truth >= size() || m_prediction >= size())
        m_truth = m_prediction = -1;
    setAccessibleName(tr("Confusion matrix: %1").arg(title()));
    if (otherNames) {
        measureNames();
        updateGeometry();
    }
    update();
}

void ConfusionMatrix::setShow(Show what)
{
    m_show = what;
    update();
}

void ConfusionMatrix::setAxisTitles(const QString& truth, const QString& prediction)
{
    m_truthTitle = truth;
    m_predictionTitle = prediction;
    update();
}

void ConfusionMatrix::select(int truth, int prediction)
{
    const bool inside = truth >= 0 && truth < size() && prediction >= 0 && prediction < size();
    m_truth = inside ? truth : -1;
    m_prediction = inside ? prediction : -1;
    setAccessibleDescription(inside ? sentence(truth, prediction) : QString());
    update();
}

void ConfusionMatrix::choose(int truth, int prediction)
{
    const bool none = truth == -1 && prediction == -1;
    if (none ? m_truth < 0 : truth < 0 || truth >= size() || prediction < 0 || prediction >= size())
        return;
    select(truth, prediction);
    emit cellSelected(truth, prediction);
}

QString ConfusionMatrix::title() const
{
    const qint64 all = m_counts.total();
    if (all == 0)
        return tr("nothing was tested yet");
    const QLocale locale;
    const double accuracy = 100.0 * static_cast<double>(m_counts.correct()) / static_cast<double>(all);
    return tr("accuracy %1 %, %2 wrong of %3")
        .arg(locale.toString(accuracy, 'f', 2), locale.toString(all - m_counts.correct()),
             locale.toString(all));
}

void ConfusionMatrix::measureNames()
{
    const QFontMetrics metrics(textFont(TextSize::Caption));
    m_widestName = 12;
    for (const QString& name : m_counts.classes)
        m_widestName = qMax(m_widestName, metrics.horizontalAdvance(name));
    m_widestName = qMin(m_widestName, longestName);
    const QFontMetrics small(textFont(TextSize::Small));
    m_cornerLeft = 22 + qMax(m_widestName, small.horizontalAdvance(tr("precision")) - 14) + 8;
}

int ConfusionMatrix::headerOver(int cell) const
{
    return m_widestName > cell ? m_widestName + 12 : lyingHeader;
}

// Names and titles at the left and above; recall at the right, precision below.
QPoint ConfusionMatrix::origin() const
{
    return {m_cornerLeft, headerOver(cellBelow(lyingHeader))};
}

int ConfusionMatrix::cellBelow(int header) const
{
    if (size() == 0)
        return smallestCell;
    const int wide = (width() - m_cornerLeft - edgeRight) / size() - gap;
    return qBound(14, qMin(wide, cellIn(height(), header)), largestCell);
}

int ConfusionMatrix::cellIn(int height, int header) const
{
    return (height - header - edgeBelow) / qMax(1, size()) - gap;
}

int ConfusionMatrix::widthFor(int height) const
{
    const int header = headerOver(cellIn(height, lyingHeader));
    const int cell = qBound(14, cellIn(height, header), largestCell);
    return m_cornerLeft + size() * (cell + gap) + edgeRight;
}

int ConfusionMatrix::cellSize() const
{
    return cellBelow(origin().y());
}

QRect ConfusionMatrix::cellRect(int truth, int prediction) const
{
    const int cell = cellSize() + gap;
    return {origin().x() + prediction * cell, origin().y() + truth * cell, cell - gap, cell - gap};
}

QSize ConfusionMatrix::sizeHint() const
{
    const int cell = smallestCell + 4, side = qMax(2, size()) * (cell + gap);
    return {m_cornerLeft + side + edgeRight, headerOver(cell) + side + edgeBelow};
}

QSize ConfusionMatrix::minimumSizeHint() const
{
    const int cell = 18, side = qMax(2, qMin(size(), 12)) * (cell + gap);
    return {m_cornerLeft + side + edgeRight, headerOver(cell) + side + edgeBelow};
}

QString ConfusionMatrix::cellText(int truth, int prediction) const
{
    const qint64 count = m_counts.at(truth, prediction);
    if (count == 0)
        return {};
    if (m_show == Show::Counts)
        return QString::number(count);
    const double share = 100.0 * static_cast<double>(count) / static_cast<double>(m_counts.rowSum(truth));
    return QLocale().toString(share, 'f', share < 9.95 ? 1 : 0);
}

void ConfusionMatrix::paintEvent(QPaintEvent*)
{
    if (size() == 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCells(painter);
    paintEdges(painter);
    if (m_truth >= 0) {
        painter.setPen(QPen(tokens().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(cellRect(m_truth, m_prediction)).adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3);
    }
    if (hasFocus() && m_truth < 0) {
        painter.setPen(QPen(tokens().focus, 2));
        const int side = size() * (cellSize() + gap) - gap;
        painter.drawRoundedRect(QRectF(QRect(origin(), QSize(side, side))).adjusted(-2, -2, 2, 2), 4, 4);
    }
}

void ConfusionMatrix::paintCells(QPainter& painter) const
{
    const Tokens& t = tokens();
    const QColor worst = t.dark ? t.error : QColor(0x8e, 0x1b, 0x12);
    const double largest = static_cast<double>(qMax(qint64{1}, m_counts.largestMistake()));
    QFont font = textFont(TextSize::Small);
    const int cell = cellSize();
    painter.setFont(font);
    for (int i = 0; i < size(); ++i)
        for (int j = 0; j < size(); ++j) {
            const qint64 count = m_counts.at(i, j);
            if (count == 0)
                continue;
            const double share =
                0.2 + 0.8 * static_cast<double>(count) / largest; // the smallest is still seen
            const QColor fill = i == j ? t.successTint : mixed(t.panel, worst, share);
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            const QRect rect = cellRect(i, j);
            painter.drawRoundedRect(rect, 3, 3);
            const QString text = cellText(i, j);
            const qreal wanted = numberWidth(font, text);
            if (wanted > 1.6 * (cell - 3))
                continue; // the tooltip has it
            QFont fitting = font;
            if (wanted > cell - 3)
                fitting.setPointSizeF(font.pointSizeF() * (cell - 3) / wanted);
            painter.setFont(fitting);
            painter.setPen(readableOn(fill));
            painter.drawText(rect, Qt::AlignCenter, text);
        }
}

void ConfusionMatrix::paintNames(QPainter& painter) const
{
    const Tokens& t = tokens();
    const int cell = cellSize();
    const QPoint corner = origin();
    const bool lying = corner.y() == lyingHeader;
    painter.setFont(textFont(TextSize::Caption));
    const auto fitting = [metrics = painter.fontMetrics()](const QString& name, int room) {
        return metrics.elidedText(name, Qt::ElideRight, room);
    };
    for (int i = 0; i < size(); ++i) {
        const QString name = m_counts.classes[i];
        const QRect row = cellRect(i, 0), column = cellRect(0, i);
        painter.setPen(i == m_truth ? t.text : t.text2);
        painter.drawText(QRect(20, row.top(), corner.x() - 28, cell), Qt::AlignRight | Qt::AlignVCenter,
                         fitting(name, corner.x() - 28));
        painter.setPen(i == m_prediction ? t.text : t.text2);
        if (lying) {
            painter.drawText(QRect(column.left() - 2, corner.y() - 22, cell + 4, 20), Qt::AlignCenter,
                             fitting(name, cell + 4));
            continue;
        }
        painter.save();
        painter.translate(column.left(), corner.y() - 6);
        painter.rotate(-90);
        painter.drawText(QRect(0, 0, corner.y() - 6, cell), Qt::AlignLeft | Qt::AlignVCenter,
                         fitting(name, corner.y() - 8));
        painter.restore();
    }
}

void ConfusionMatrix::paintEdges(QPainter& painter) const
{
    const Tokens& t = tokens();
    const int cell = cellSize(), side = size() * (cell + gap) - gap;
    const QPoint corner = origin();
    paintNames(painter);
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(t.text2);
    painter.drawText(QRect(corner.x() + side + 6, corner.y() - 22, 60, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("recall"));
    painter.drawText(QRect(corner.x() - 68, corner.y() + side + 3, 60, 16), Qt::AlignRight | Qt::AlignVCenter,
                     tr("precision"));
    for (int i = 0; i < size(); ++i) {
        const qint64 truths = m_counts.rowSum(i), answers = m_counts.columnSum(i);
        const QRect row = cellRect(i, 0), column = cellRect(0, i);
        const double hits = static_cast<double>(m_counts.at(i, i));
        if (truths > 0)
            painter.drawText(QRect(corner.x() + side + 6, row.top(), 50, cell),
                             Qt::AlignLeft | Qt::AlignVCenter, percent(hits / static_cast<double>(truths)));
        if (answers > 0 && cell >= 26)
            painter.drawText(QRect(column.left() - 2, corner.y() + side + 3, cell + 4, 16), Qt::AlignCenter,
                             QLocale().toString(100 * hits / static_cast<double>(answers), 'f', 1));
    }
    painter.setFont(textFont(TextSize::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    painter.drawText(QRect(corner.x(), corner.y() + side + 22, side, 20), Qt::AlignCenter,
                     metrics.elidedText(m_predictionTitle, Qt::ElideRight, side));
    painter.save();
    painter.translate(0, corner.y() + side);
    painter.rotate(-90);
    painter.drawText(QRect(0, 0, side, 20), Qt::AlignCenter,
                     metrics.elidedText(m_truthTitle, Qt::ElideRight, side));
    painter.restore();
}

QString ConfusionMatrix::sentence(int truth, int prediction) const
{
    const QLocale locale;
    const QString count = locale.toString(m_counts.at(truth, prediction));
    const QString all = locale.toString(m_counts.rowSum(truth));
    if (truth == prediction)
        return tr("%1 of %2 of class %3 were recognised.").arg(count, all, m_counts.classes[truth]);
    return tr("%1 of %2 of class %3 were taken for %4.")
        .arg(count, all, m_counts.classes[truth], m_counts.classes[prediction]);
}

void ConfusionMatrix::mousePressEvent(QMouseEvent* event)
{
    for (int i = 0; i < size(); ++i)
        for (int j = 0; j < size(); ++j)
            if (cellRect(i, j).contains(event->position().toPoint()))
                return choose(i, j);
    choose(-1, -1);
}

void ConfusionMatrix::keyPressEvent(QKeyEvent* event)
{
    const bool started = m_truth >= 0;
    switch (event->key()) {
    case Qt::Key_Left:
        choose(started ? m_truth : 0, started ? m_prediction - 1 : 0);
        break;
    case Qt::Key_Right:
        choose(started ? m_truth : 0, started ? m_prediction + 1 : 0);
        break;
    case Qt::Key_Up:
        choose(started ? m_truth - 1 : 0, started ? m_prediction : 0);
        break;
    case Qt::Key_Down:
        choose(started ? m_truth + 1 : 0, started ? m_prediction : 0);
        break;
    case Qt::Key_Escape:
        choose(-1, -1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool ConfusionMatrix::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (int i = 0; i < size(); ++i)
            for (int j = 0; j < size(); ++j)
                if (cellRect(i, j).contains(help->pos())) {
                    QToolTip::showText(help->globalPos(), sentence(i, j), this, cellRect(i, j));
                    return true;
                }
        QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) {
        measureNames();
        updateGeometry();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
    return QWidget::event(event);
}

} // namespace widgets
