#include "app/panels/text_controls.h"

#include "widgets/flow_row.h"
#include "widgets/theme.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace app::panels {

namespace {

constexpr int wordsLong = 40, charactersLong = 200; // a few lines of either
constexpr int longest = 2000, mostEpochs = 1000, largestSeed = 999999, mostWords = 100000;

} // namespace

TextControls::TextControls(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 4);
    layout->setSpacing(8);
    buildPrompt();
    buildSettings();
    setValues({});
    retranslate();
}

void TextControls::buildPrompt()
{
    m_promptLabel = new QLabel;
    m_prompt = new QLineEdit;
    m_first = new QPushButton;
    m_random = new QPushButton;
    m_write = new QPushButton(widgets::icon("text", &widgets::Tokens::onAccent), {});
    m_write->setProperty("primary", true);
    m_promptLabel->setBuddy(m_prompt);
    m_prompt->setMinimumWidth(120);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_promptLabel);
    row->addWidget(m_prompt, 1);
    row->addWidget(m_write);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_first, &QPushButton::clicked, this, &TextControls::firstWished);
    connect(m_random, &QPushButton::clicked, this, &TextControls::randomWished);
    connect(m_write, &QPushButton::clicked, this, &TextControls::writeWished);
    connect(m_prompt, &QLineEdit::returnPressed, this, &TextControls::writeWished);
    connect(m_prompt, &QLineEdit::textEdited, this, [this] {
        emit promptEdited();
        emit edited();
    });
}

QWidget* TextControls::labelled(QLabel*& label, QWidget* field)
{
    label = new QLabel;
    label->setProperty("role", "second");
    label->setBuddy(field);
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(label);
    row->addWidget(field);
    return both;
}

void TextControls::buildSettings()
{
    const auto whole = [this](int least, int most) {
        auto* box = new QSpinBox;
        box->setRange(least, most);
        connect(box, &QSpinBox::valueChanged, this, &TextControls::edited);
        return box;
    };
    const auto broken = [this](double most, double step) {
        auto* box = new QDoubleSpinBox;
        box->setRange(0, most);
        box->setSingleStep(step);
        connect(box, &QDoubleSpinBox::valueChanged, this, &TextControls::edited);
        return box;
    };
    m_length = whole(1, longest);
    m_temperature = broken(10, 0.1);
    m_topK = whole(0, mostWords);
    m_topP = broken(1, 0.05);
    m_seed = whole(0, largestSeed);
    m_every = whole(1, mostEpochs);
    m_copy = new QPushButton(widgets::icon("copy"), {});
    auto* row = new widgets::FlowRow;
    row->addWidget(m_first);
    row->addWidget(m_random);
    row->addWidget(labelled(m_lengthLabel, m_length));
    row->addWidget(labelled(m_temperatureLabel, m_temperature));
    row->addWidget(labelled(m_topKLabel, m_topK));
    row->addWidget(labelled(m_topPLabel, m_topP));
    row->addWidget(labelled(m_seedLabel, m_seed));
    row->addWidget(labelled(m_everyLabel, m_every));
    row->addWidget(m_copy);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_copy, &QPushButton::clicked, this, &TextControls::copyWished);
}

TextControls::Values TextControls::values() const
{
    return {m_prompt->text(), m_length->value(), m_temperature->value(), m_topK->value(),
            m_topP->value(),  m_seed->value(),   m_every->value()};
}

void TextControls::setValues(const Values& values)
{
    const bool told = blockSignals(true);
    m_prompt->setText(values.prompt);
    m_prompt->setCursorPosition(0);
    m_length->setValue(values.length);
    m_temperature->setValue(values.temperature);
    m_topK->setValue(values.topK);
    m_topP->setValue(values.topP);
    m_seed->setValue(values.seed);
    m_every->setValue(values.every);
    blockSignals(told);
}

void TextControls::setPrompt(const QString& prompt)
{
    m_prompt->setText(prompt);
    m_prompt->setCursorPosition(0);
}

void TextControls::setUnit(engine::TextUnit unit)
{
    if (std::exchange(m_unit, unit) == unit)
        return;
    const bool words = unit == engine::TextUnit::Words;
    if (m_length->value() == (words ? charactersLong : wordsLong)) // as it was, not as somebody chose it
        m_length->setValue(words ? wordsLong : charactersLong);
    retranslate();
}

void TextControls::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TextControls::retranslate()
{
    const bool words = m_unit == engine::TextUnit::Words;
    m_promptLabel->setText(tr("Prompt"));
    m_prompt->setToolTip(
        tr("What the network goes on from. Where it is shorter than the window that the network "
           "reads, words of the text stand before it."));
    m_first->setText(words ? tr("First words") : tr("First characters"));
    m_first->setToolTip(tr("Begin as the text does"));
    m_random->setText(words ? tr("Random words") : tr("Random characters"));
    m_random->setToolTip(tr("Begin as the text goes on anywhere"));
    m_write->setText(tr("Generate"));
    m_lengthLabel->setText(tr("Length"));
    m_length->setSuffix(words ? tr(" words") : tr(" characters"));
    m_temperatureLabel->setText(tr("Temperature"));
    m_temperature->setToolTip(
        tr("How daring: 0 always takes the likeliest, 1 draws with the network's own probabilities"));
    m_topKLabel->setText(tr("Top k"));
    m_topK->setSpecialValueText(tr("all"));
    m_topK->setToolTip(tr("Draws among so many of the likeliest only"));
    m_topPLabel->setText(tr("Top p"));
    m_topP->setToolTip(tr("Draws among the likeliest only, until their probabilities make up this share"));
    m_seedLabel->setText(tr("Seed"));
    m_seed->setToolTip(tr("The same seed writes the same text"));
    m_everyLabel->setText(tr("Epochs apart"));
    m_every->setToolTip(tr("How many epochs go by until the network writes anew while it trains"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy what was written last, or the piece pointed at"));
}

} // namespace app::panels
