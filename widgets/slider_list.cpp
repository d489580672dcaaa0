#include "widgets/slider_list.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>

namespace widgets {

namespace {

constexpr int steps = 600; // of a slider
constexpr int rowHeight = 28;

} // namespace

SliderList::SliderList(QWidget* parent) : QWidget(parent), m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(8);
    m_layout->setVerticalSpacing(0);
    m_layout->setColumnStretch(1, 1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SliderList::addLine()
{
    const int row = static_cast<int>(m_lines.size());
    Line line{new QLabel, new QLabel, new QLabel, new QSlider(Qt::Horizontal)};
    line.slider->setRange(0, steps);
    line.slider->setPageStep(steps / 12);
    line.slider->setMinimumSize(64, rowHeight);
    line.slider->installEventFilter(this);
    line.name->setBuddy(line.slider);
    line.name->setProperty("role", "second");
    line.note->setProperty("role", "second");
    line.note->setFont(textFont(TextSize::Caption));
    line.value->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    line.value->setMinimumWidth(line.value->fontMetrics().horizontalAdvance(QStringLiteral("-00.00")));
    m_layout->addWidget(line.name, row, 0, Qt::AlignTrailing | Qt::AlignVCenter);
    m_layout->addWidget(line.slider, row, 1);
    m_layout->addWidget(line.value, row, 2);
    m_layout->addWidget(line.note, row, 3);
    connect(line.slider, &QSlider::valueChanged, this, [this, row](int place) {
        const SliderRow& r = m_rows[row];
        const double value = r.low + (r.high - r.low) * place / steps;
        m_lines[row].value->setText(QString::number(value, 'f', 2));
        emit moved(row, value);
    });
    m_lines.append(line);
}

void SliderList::removeLine()
{
    const Line line = m_lines.takeLast();
    for (QWidget* widget : std::initializer_list<QWidget*>{line.name, line.value, line.note, line.slider})
        delete widget;
}

void SliderList::setRows(const QList<SliderRow>& rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    while (m_lines.size() < rows.size())
        addLine();
    while (m_lines.size() > rows.size())
        removeLine();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const Line& line = m_lines[i];
        line.name->setText(rows[i].name);
        line.note->setText(rows[i].note);
        line.note->setVisible(!rows[i].note.isEmpty());
        line.slider->setToolTip(rows[i].toolTip);
        line.slider->setAccessibleName(rows[i].name);
        line.slider->setEnabled(rows[i].high > rows[i].low);
    }
}

void SliderList::setValues(const QList<double>& values)
{
    for (qsizetype i = 0; i < qMin(values.size(), m_rows.size()); ++i)
        place(static_cast<int>(i), values[i]);
}

// Moves the slider to the nearest step and shows the value as it is.
void SliderList::place(int row, double value)
{
    const SliderRow& r = m_rows[row];
    const double share = r.high > r.low ? (value - r.low) / (r.high - r.low) : 0.5;
    const QSignalBlocker blocker(m_lines[row].slider);
    m_lines[row].slider->setValue(static_cast<int>(std::lround(qBound(0.0, share, 1.0) * steps)));
    m_lines[row].value->setText(QString::number(value, 'f', 2));
}

void SliderList::setMiddle(int row)
{
    place(row, m_rows[row].middle);
    emit moved(row, m_rows[row].middle);
}

bool SliderList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonDblClick)
        for (qsizetype i = 0; i < m_lines.size(); ++i)
            if (m_lines[i].slider == watched) {
                setMiddle(static_cast<int>(i));
                return true;
            }
    return QWidget::eventFilter(watched, event);
}

} // namespace widgets
