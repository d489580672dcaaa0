#include "app/panels/map_run_bar.h"

#include "app/text.h"

#include "widgets/elided_label.h"
#include "widgets/progress_strip.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace app::panels {

namespace {

using Phase = engine::MapState::Phase;
constexpr int moreIterations = 250;

QString say(const char* words)
{
    return QCoreApplication::translate("app::panels::MapRunBar", words);
}

QString divergence(const engine::MapState& state)
{
    return std::isfinite(state.kl)
        ? say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", ", KL divergence %1")).arg(measured(state.kl, 4))
        : QString();
}

QString iterations(const engine::MapState& state)
{
    return say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", "iteration %1 of %2"))
               .arg(grouped(state.iteration), grouped(state.iterations)) +
        divergence(state);
}

QString ended(const engine::MapState& state, const QString& how)
{
    return how.arg(grouped(state.iteration), widgets::durationText(state.seconds)) + divergence(state);
}

QString statusOf(const engine::MapState& state)
{
    switch (state.phase) {
    case Phase::Pca:
        return say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", "Finding the principal components …"));
    case Phase::Neighbours:
        return say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", "Finding neighbours: %1"))
            .arg(percent(state.progress, 0));
    case Phase::Moving:
        return say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", "Moving: ")) + iterations(state) +
            (std::isfinite(state.secondsLeft) ? say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", ", %1 left"))
                                                    .arg(widgets::durationText(state.secondsLeft))
                                              : QString());
    case Phase::Paused:
        return say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", "Paused: ")) + iterations(state);
    case Phase::Finished:
        return ended(state,
                     say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", "Finished: %1 iterations in %2")));
    case Phase::Stopped:
        return ended(state, say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", "Stopped: %1 iterations in %2")));
    case Phase::Failed:
        break;
    }
    return {};
}

} // namespace

QString statusOf(const MapMaker& maker)
{
    if (maker.isReading())
        return say(QT_TRANSLATE_NOOP("app::panels::MapRunBar", "Reading the points: %1"))
            .arg(percent(maker.readingProgress(), 0));
    return maker.state() ? statusOf(*maker.state()) : QString();
}

MapRunBar::MapRunBar(QWidget* parent) : QWidget(parent)
{
    m_main = new QPushButton;
    m_main->setProperty("primary", true);
    m_stop = new QPushButton(widgets::icon("stop"), {});
    m_seed = new QPushButton(widgets::icon("shuffle"), {});
    m_more = new QPushButton(widgets::icon("step"), {});
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setFixedSize(96, 6);
    m_status = new widgets::ElidedLabel;
    m_note = new widgets::ElidedLabel;
    m_shown = new QLabel;
    m_status->setProperty("role", "second");
    m_shown->setProperty("role", "second");
    m_note->setProperty("role", "warning");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QPushButton* button : {m_main, m_stop, m_more, m_seed})
        row->addWidget(button);
    row->addWidget(m_progress);
    row->addWidget(m_status, 3);
    row->addWidget(m_note, 2);
    row->addWidget(m_shown);
    connect(m_main, &QPushButton::clicked, this, &MapRunBar::pressMain);
    connect(m_stop, &QPushButton::clicked, this, &MapRunBar::stopWished);
    connect(m_seed, &QPushButton::clicked, this, &MapRunBar::seedWished);
    connect(m_more, &QPushButton::clicked, this, [this] { emit moreWished(moreIterations); });
}

void MapRunBar::pressMain()
{
    if (m_role == Main::Pause)
        emit pauseWished();
    else if (m_role == Main::Resume)
        emit resumeWished();
    else
        emit runWished();
}

void MapRunBar::show(const MapMaker& maker)
{
    const auto& state = maker.state();
    const bool busy = maker.isReading() || maker.isMoving();
    m_role = !maker.isReading() && maker.isMoving()
        ? (state->phase == Phase::Paused ? Main::Resume : Main::Pause)
        : state ? Main::Again
                : Main::Run;
    m_main->setEnabled(!maker.isReading());
    m_stop->setVisible(busy);
    m_seed->setVisible(!busy && state);
    m_more->setVisible(!busy && state && state->phase == Phase::Finished);
    m_progress->setVisible(busy);
    m_progress->setValue(static_cast<int>(1000 *
                                          (maker.isReading() ? maker.readingProgress()
                                               : state       ? state->progress
                                                             : 0)));
    m_status->setText(statusOf(maker));
    name();
}

void MapRunBar::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void MapRunBar::setShown(const QString& text)
{
    m_shown->setText(text);
}

void MapRunBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    name();
}

void MapRunBar::name()
{
    static constexpr std::pair<const char*, const char*> roles[] = {
        {"run", QT_TR_NOOP("Make map")},
        {"run", QT_TR_NOOP("Run again")},
        {"pause", QT_TR_NOOP("Pause")},
        {"run", QT_TR_NOOP("Resume")},
    };
    const auto& [icon, words] = roles[static_cast<int>(m_role)];
    m_main->setIcon(widgets::icon(QLatin1String(icon), &widgets::Tokens::onAccent));
    m_main->setText(tr(words));
    m_stop->setText(m_narrow ? QString() : tr("Stop"));
    m_seed->setText(m_narrow ? QString() : tr("Re-seed"));
    m_more->setText(tr("%1 more").arg(grouped(moreIterations)));
    m_shown->setVisible(!m_narrow);
}

void MapRunBar::retranslate()
{
    m_stop->setToolTip(tr("Stop; the map so far stays"));
    m_stop->setAccessibleName(tr("Stop"));
    m_seed->setToolTip(tr("Make the map anew with another seed"));
    m_seed->setAccessibleName(tr("Re-seed"));
    m_more->setToolTip(tr("Go on with more iterations"));
    m_progress->setAccessibleName(tr("How far the map is"));
    name();
}

} // namespace app::panels
