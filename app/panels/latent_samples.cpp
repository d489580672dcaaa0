#include "app/panels/latent_samples.h"

#include "app/text.h"

#include "widgets/image_grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

namespace app::panels {

namespace {

constexpr int count = 60;
constexpr int stepsOfOne = 50; // of the temperature slider

} // namespace

LatentSamples::LatentSamples(QWidget* parent)
    : LatentPage(parent), m_grid(new widgets::ImageGrid), m_temperatureLabel(new QLabel),
      m_temperatureValue(new QLabel), m_seedLabel(new QLabel), m_temperature(new QSlider(Qt::Horizontal)),
      m_seed(new QSpinBox), m_again(new QPushButton)
{
    m_temperature->setRange(0, 2 * stepsOfOne);
    m_temperature->setValue(stepsOfOne);
    m_temperature->setMinimumWidth(48);
    m_temperature->setMaximumWidth(120);
    m_temperatureLabel->setBuddy(m_temperature);
    m_temperatureValue->setMinimumWidth(m_temperatureValue->fontMetrics().horizontalAdvance("0.00"));
    m_temperatureValue->setText(QString::number(temperature(), 'f', 2));
    m_seed->setRange(0, 999999);
    m_seed->setValue(1);
    m_seedLabel->setBuddy(m_seed);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(12, 0, 12, 0);
    tools->setSpacing(8);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_temperatureLabel, m_temperature, m_temperatureValue})
        tools->addWidget(widget);
    tools->addStretch();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_seedLabel, m_seed, m_again})
        tools->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(tools);
    layout->addWidget(m_grid, 1);

    connect(m_temperature, &QSlider::valueChanged, this, [this] {
        m_temperatureValue->setText(QString::number(temperature(), 'f', 2));
        emit codesChanged();
    });
    connect(m_seed, &QSpinBox::valueChanged, this, &LatentPage::codesChanged);
    connect(m_again, &QPushButton::clicked, m_seed, &QSpinBox::stepUp);
    connect(m_grid, &widgets::ImageGrid::tileClicked, this, [this](int, int, int column) {
        if (const auto codes = this->codes(); column < std::ssize(codes))
            emit codeChosen(codes[static_cast<std::size_t>(column)]);
    });
    retranslate();
}

void LatentSamples::retranslate()
{
    m_temperatureLabel->setText(tr("Temperature"));
    m_temperature->setToolTip(
        tr("How widely the codes are drawn: below 1 more alike and cleaner, above 1 more varied"));
    m_seedLabel->setText(tr("Seed"));
    m_again->setText(tr("New samples"));
    showSection();
}

void LatentSamples::setContext(const LatentContext& context)
{
    m_context = context;
}

float LatentSamples::temperature() const
{
    return static_cast<float>(m_temperature->value()) / stepsOfOne;
}

std::vector<Code> LatentSamples::codes() const
{
    if (!m_context.space)
        return {};
    return drawn(*m_context.space, m_context.latent.isDrawn(), count, temperature(), m_seed->value());
}

void LatentSamples::setPictures(const QList<QImage>& pictures)
{
    m_pictures = pictures;
    showSection();
}

void LatentSamples::showSection()
{
    if (!m_context.space)
        return;
    widgets::ImageSection section;
    section.title = m_context.latent.isDrawn() ? tr("Samples from the prior") : tr("Samples");
    section.caption = m_context.latent.isDrawn()
        ? tr("Codes drawn from N(0, 1), as the network learnt to use them")
        : tr("Codes drawn from the normal distribution that fits those of %n test picture(s)", nullptr,
             m_context.space->samples);
    section.rows.append({{}, m_pictures});
    m_grid->setSections({section});
}

QWidget* LatentSamples::picture()
{
    return m_grid->viewport();
}

} // namespace app::panels
