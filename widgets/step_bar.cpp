#include "widgets/step_bar.h"

#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace widgets {

namespace {

constexpr std::array<int, 3> intervals{1200, 500, 120}; // milliseconds per step: slow, medium, fast
constexpr int medium = 1;

QToolButton* makeButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    return button;
}

} // namespace

StepBar::StepBar(QWidget* parent)
    : QWidget(parent), m_previous(makeButton(this)), m_play(makeButton(this)), m_next(makeButton(this)),
      m_speed(new QComboBox), m_place(new QLabel)
{
    m_speed->addItems({QString(), QString(), QString()});
    m_speed->setCurrentIndex(medium);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QWidget* part : {static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_play),
                          static_cast<QWidget*>(m_next), static_cast<QWidget*>(m_speed)})
        layout->addWidget(part);
    layout->addSpacing(8);
    layout->addWidget(m_place);
    connect(m_previous, &QToolButton::clicked, this, [this] { emit stepWished(m_step - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { emit stepWished(m_step + 1); });
    connect(m_play, &QToolButton::clicked, this, [this] { setPlaying(!m_playing); });
    connect(m_speed, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_timer.setInterval(intervals[std::size_t(std::max(0, index))]); });
    m_timer.setInterval(intervals[medium]);
    connect(&m_timer, &QTimer::timeout, this, &StepBar::tick);
    retranslate();
}

void StepBar::setSteps(int steps)
{
    if (steps == m_steps)
        return;
    m_steps = steps;
    m_step = 0;
    setPlaying(false);
}

void StepBar::setStep(int step)
{
    m_step = step;
    if (m_step + 1 >= m_steps)
        m_playing = false;
    showState();
}

void StepBar::setPlaying(bool playing)
{
    const bool motion = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    m_playing = playing && m_steps > 1 && motion;
    if (playing && m_steps > 1)
        emit stepWished(!motion ? m_steps - 1 : m_step + 1 >= m_steps ? 0 : m_step + 1);
    showState();
}

void StepBar::tick()
{
    emit stepWished(m_step + 1);
}

void StepBar::showState()
{
    m_previous->setEnabled(m_step > 0);
    m_next->setEnabled(m_step + 1 < m_steps);
    m_play->setEnabled(m_steps > 1);
    m_play->setIcon(icon(m_playing ? QStringLiteral("pause") : QStringLiteral("run")));
    m_play->setText(m_playing ? tr("Pause") : tr("Play"));
    const QLocale locale;
    m_place->setText(tr("Step %1 of %2").arg(locale.toString(m_step + 1), locale.toString(m_steps)));
    if (m_playing && isVisible())
        m_timer.start();
    else
        m_timer.stop();
}

void StepBar::retranslate()
{
    m_previous->setText(tr("Previous"));
    m_next->setText(tr("Next"));
    m_previous->setIcon(icon(QStringLiteral("step-back")));
    m_next->setIcon(icon(QStringLiteral("step")));
    m_previous->setToolTip(tr("One step back (Left)"));
    m_next->setToolTip(tr("One step on (Right)"));
    m_play->setToolTip(tr("Step by step to the end (Space)"));
    m_speed->setItemText(0, tr("Slow"));
    m_speed->setItemText(1, tr("Medium"));
    m_speed->setItemText(2, tr("Fast"));
    m_speed->setAccessibleName(tr("Speed"));
    showState();
}

void StepBar::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showState();
}

void StepBar::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void StepBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace widgets
