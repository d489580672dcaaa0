#include "app/panels/draw_answers.h"

#include "app/text.h"

#include "widgets/class_bars.h"
#include "widgets/picture_view.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int besideBars = 128, besidePictures = 160; // the picture that the network sees

} // namespace

DrawAnswers::DrawAnswers(QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(24);
}

void DrawAnswers::setReader(const PictureReader& reader)
{
    qDeleteAll(m_columns);
    m_columns.clear();
    while (QLayoutItem* rest = m_layout->takeAt(0)) // the stretch
        delete rest;
    m_answers.clear();
    m_reader = reader;
    const bool pictures = std::ranges::any_of(
        reader.outputs, [](const PictureReader::Output& output) { return !output.picture.empty(); });
    m_seen = addPicture(pictures ? besidePictures : besideBars);
    for (const PictureReader::Output& output : reader.outputs) {
        Answer& answer = m_answers.emplace_back();
        if (output.picture.empty())
            addBars(answer);
        else
            answer.picture = addPicture(besidePictures);
    }
    if (std::ranges::none_of(m_answers, [](const Answer& answer) { return answer.bars; }))
        m_layout->addStretch(1);
    retranslate();
    setSaid({});
}

widgets::PictureView* DrawAnswers::addPicture(int side)
{
    auto* view = new widgets::PictureView(side);
    m_columns.push_back(view);
    m_layout->addWidget(view, 0, Qt::AlignLeading | Qt::AlignTop);
    return view;
}

void DrawAnswers::addBars(Answer& answer)
{
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(answer.title = new QLabel);
    layout->addWidget(answer.bars = new widgets::ClassBars, 1);
    answer.title->setFont(widgets::textFont(widgets::TextSize::Body, true));
    m_columns.push_back(column);
    m_layout->addWidget(column, 1);
}

void DrawAnswers::setSeen(const QImage& picture, const QString& caption)
{
    if (!m_seen)
        return;
    m_seen->setPicture(picture);
    m_seen->setCaption(caption);
}

void DrawAnswers::setSaid(const std::vector<Said>& said)
{
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        const Said one = i < said.size() ? said[i] : Said();
        if (m_answers[i].picture) {
            m_answers[i].picture->setPicture(one.picture);
            continue;
        }
        const std::vector<std::string>& names = m_reader.outputs[i].classes;
        QList<widgets::ClassBar> bars;
        for (std::size_t k = 0; k < std::max(names.size(), one.chances.size()); ++k)
            bars.append({className(names, static_cast<int>(k)),
                         k < one.chances.size() ? static_cast<double>(one.chances[k]) : 0});
        m_answers[i].bars->setBars(bars);
    }
}

void DrawAnswers::retranslate()
{
    if (m_seen)
        m_seen->setTitle(tr("The network sees"));
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        const Answer& answer = m_answers[i];
        QString title = answer.bars ? tr("It takes this for") : tr("It rebuilds");
        if (m_answers.size() > 1)
            title = tr("%1: %2").arg(title, text(m_reader.outputs[i].name));
        if (answer.bars)
            answer.title->setText(title);
        else
            answer.picture->setTitle(title);
    }
}

void DrawAnswers::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app::panels
