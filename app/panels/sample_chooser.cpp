#include "app/panels/sample_chooser.h"

#include "app/text.h"

#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QRandomGenerator>
#include <QToolButton>

#include <algorithm>

namespace app::panels {

namespace {

using Part = engine::Dataset::Part;

QToolButton* button(const QString& icon)
{
    auto* result = new QToolButton;
    result->setIcon(widgets::icon(icon));
    result->setAutoRepeat(true);
    return result;
}

} // namespace

SampleChooser::SampleChooser(Selection& selection, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_part(new QComboBox), m_back(button("left")),
      m_forth(button("right")), m_any(button("shuffle"))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_part, 1);
    for (QToolButton* each : {m_back, m_forth, m_any})
        layout->addWidget(each);
    connect(m_part, &QComboBox::activated, this, [this](int part) { enterPart(static_cast<Part>(part)); });
    connect(m_back, &QToolButton::clicked, this, [this] { go(Way::Back); });
    connect(m_forth, &QToolButton::clicked, this, [this] { go(Way::Forth); });
    connect(m_any, &QToolButton::clicked, this, [this] { go(Way::Anywhere); });
    connect(&selection, &Selection::sampleChanged, this, &SampleChooser::follow);
    retranslate();
}

void SampleChooser::setData(const engine::Dataset& data)
{
    m_data = data;
    m_place = -1;
    follow();
    for (const Part part : {Part::Test, Part::Validation, Part::Train})
        if (m_place < 0 && data.size(part) > 0)
            enterPart(part);
}

SampleRef SampleChooser::sample() const
{
    if (m_place < 0)
        return {};
    return {m_shown, m_data.rows(m_shown)[static_cast<std::size_t>(m_place)]};
}

QString SampleChooser::title() const
{
    const QString place = grouped(m_place + 1), all = grouped(size());
    switch (m_shown) {
    case Part::Train:
        return tr("Training sample %1 of %2").arg(place, all);
    case Part::Validation:
        return tr("Validation sample %1 of %2").arg(place, all);
    case Part::Test:
        break;
    }
    return tr("Test sample %1 of %2").arg(place, all);
}

void SampleChooser::show(Part part, int place)
{
    m_shown = part;
    m_place = place;
    m_part->setCurrentIndex(static_cast<int>(part));
    emit sampleChanged();
}

void SampleChooser::enterPart(Part part)
{
    if (!m_data.columns || m_data.size(part) == 0)
        return m_part->setCurrentIndex(static_cast<int>(m_shown)); // nothing to see there
    show(part, 0);
    m_selection.setSample(sample());
}

void SampleChooser::go(Way way)
{
    const int all = static_cast<int>(size());
    if (all == 0)
        return;
    show(m_shown,
         way == Way::Anywhere ? QRandomGenerator::global()->bounded(all)
                              : (m_place + (way == Way::Back ? all - 1 : 1)) % all);
    m_selection.setSample(sample());
}

void SampleChooser::follow()
{
    const SampleRef wanted = m_selection.sample();
    if (!m_data.columns || wanted.row < 0 || wanted == sample())
        return;
    const engine::Rows& rows = m_data.rows(wanted.part);
    const auto found = std::ranges::find(rows, wanted.row);
    if (found != rows.end())
        show(wanted.part, static_cast<int>(found - rows.begin()));
}

void SampleChooser::retranslate()
{
    m_part->clear();
    m_part->addItems({tr("Training part"), tr("Validation part"), tr("Test part")});
    m_part->setCurrentIndex(static_cast<int>(m_shown));
    m_part->setAccessibleName(tr("Part of the data"));
    const auto name = [](QToolButton* each, const QString& text) {
        each->setToolTip(text);
        each->setAccessibleName(text);
    };
    name(m_back, tr("Previous sample"));
    name(m_forth, tr("Next sample"));
    name(m_any, tr("Any sample"));
}

void SampleChooser::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app::panels
