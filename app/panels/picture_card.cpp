#include "app/panels/picture_card.h"

#include "app/panels/picture_answer.h"

#include "engine/training/class_choice.h"

#include "widgets/class_bars.h"
#include "widgets/picture_view.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace app::panels {

namespace {

constexpr int side = 128;

void setRole(QLabel* label, const char* role)
{
    label->setProperty("role", role);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

} // namespace

PictureCard::PictureCard(QWidget* parent)
    : QWidget(parent), m_class(new QLabel), m_icon(new QLabel), m_verdict(new QLabel),
      m_picture(new widgets::PictureView(side)),
      m_bars(new widgets::ClassBars(widgets::ClassBars::Order::LikeliestFirst))
{
    m_class->setFont(widgets::textFont(widgets::TextSize::Body, true));
    auto* verdict = new QHBoxLayout;
    verdict->setSpacing(4);
    verdict->addWidget(m_class);
    verdict->addStretch();
    verdict->addWidget(m_icon);
    verdict->addWidget(m_verdict);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_picture);
    layout->addLayout(verdict);
    layout->addWidget(m_bars, 1);
}

void PictureCard::setPicture(const QImage& picture, const QString& place, int truth,
                             const std::vector<std::string>& classes)
{
    m_picture->setPicture(picture);
    m_picture->setCaption(place);
    m_truth = truth;
    m_classes = classes;
    showVerdict();
}

void PictureCard::setChances(std::span<const float> chances)
{
    m_chances.assign(chances.begin(), chances.end());
    QList<widgets::ClassBar> bars;
    for (std::size_t i = 0; i < m_chances.size(); ++i)
        bars.append({className(m_classes, static_cast<int>(i)), static_cast<double>(m_chances[i])});
    m_bars->setBars(bars);
    showVerdict();
}

void PictureCard::showVerdict()
{
    m_picture->setTitle(tr("Selected"));
    m_class->setText(tr("Class %1").arg(className(m_classes, m_truth)));
    m_icon->setVisible(!m_chances.empty());
    m_verdict->setVisible(!m_chances.empty());
    if (m_chances.empty())
        return;
    const int predicted = engine::likeliestClass(m_chances);
    const bool right = predicted == m_truth;
    setRole(m_verdict, right ? "success" : "error");
    m_verdict->setText(right ? tr("recognised") : tr("taken for %1").arg(className(m_classes, predicted)));
    const QIcon icon = right ? widgets::icon("success", &widgets::Tokens::success)
                             : widgets::icon("error", &widgets::Tokens::error);
    m_icon->setPixmap(icon.pixmap(QSize(16, 16), devicePixelRatioF()));
}

void PictureCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        showVerdict();
    QWidget::changeEvent(event);
}

} // namespace app::panels
