#include "app/panels/latent_path.h"

#include "app/text.h"

#include "widgets/image_grid.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int inView = 10; // test pictures to choose from: one line of them

} // namespace

LatentPath::LatentPath(QWidget* parent)
    : LatentPage(parent), m_grid(new widgets::ImageGrid), m_way(new QComboBox), m_countLabel(new QLabel),
      m_count(new QSpinBox), m_others(new QPushButton)
{
    m_count->setRange(3, 30);
    m_count->setValue(10);
    m_countLabel->setBuddy(m_count);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(12, 0, 12, 0);
    tools->setSpacing(8);
    tools->addWidget(m_others);
    tools->addStretch();
    tools->addWidget(m_way);
    tools->addWidget(m_countLabel);
    tools->addWidget(m_count);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(tools);
    layout->addWidget(m_grid, 1);

    connect(m_way, &QComboBox::activated, this, &LatentPage::codesChanged);
    connect(m_count, &QSpinBox::valueChanged, this, &LatentPage::codesChanged);
    connect(m_others, &QPushButton::clicked, this, [this] {
        m_first += inView;
        showOthers();
        showSections();
    });
    connect(m_grid, &widgets::ImageGrid::tileClicked, this, [this](int section, int, int column) {
        if (section == 0)
            choose(column);
        else if (const auto codes = this->codes(); column < std::ssize(codes))
            emit codeChosen(codes[static_cast<std::size_t>(column)]);
    });
    retranslate();
}

void LatentPath::retranslate()
{
    const int way = std::max(0, m_way->currentIndex());
    m_way->clear();
    m_way->addItems({tr("Straight line"), tr("Arc around the origin")});
    m_way->setCurrentIndex(way);
    m_way->setAccessibleName(tr("Kind of path"));
    m_way->setToolTip(tr("An arc stays as far from the origin as the codes that N(0, 1) draws"));
    m_countLabel->setText(tr("Pictures"));
    m_others->setText(tr("Other pictures"));
    if (m_context.space)
        showSections();
}

void LatentPath::setContext(const LatentContext& context)
{
    const bool otherData = !m_context.space || context.data.columns != m_context.data.columns ||
        context.nodes.column != m_context.nodes.column || context.rows != m_context.rows;
    m_context = context;
    m_way->setVisible(context.latent.isDrawn());
    if (otherData) {
        m_first = 0;
        m_from = 0;
        m_to = std::min(1, context.space->samples - 1);
        showOthers();
    }
}

int LatentPath::sampleAt(int column) const
{
    return (m_first + column) % m_context.space->samples;
}

void LatentPath::showOthers()
{
    const int count = std::min(inView, m_context.space->samples);
    std::vector<std::int32_t> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back(m_context.rows[static_cast<std::size_t>(sampleAt(i))]);
    std::vector<std::string> columns{m_context.nodes.column};
    const engine::Batch batch = engine::gather(m_context.data, columns, rows);
    m_originals.clear();
    for (int i = 0; i < count; ++i)
        m_originals.append(
            app::panels::picture(batch.at(m_context.nodes.column), i, m_context.nodes.picture));
}

QString LatentPath::className(int sample) const
{
    const engine::Column* label = m_context.data.column("label");
    const auto row = static_cast<std::size_t>(m_context.rows[static_cast<std::size_t>(sample)]);
    if (!label || row >= label->ids().size())
        return {};
    const auto id = static_cast<std::size_t>(label->ids()[row]);
    return id < label->classes.size() ? text(label->classes[id]) : QString::number(id);
}

void LatentPath::choose(int column)
{
    (m_toIsNext ? m_to : m_from) = sampleAt(column);
    m_toIsNext = !m_toIsNext;
    showSections();
    emit codesChanged();
}

std::vector<Code> LatentPath::codes() const
{
    if (!m_context.space)
        return {};
    const bool arc = m_context.latent.isDrawn() && m_way->currentIndex() == 1;
    return path(m_context.space->code(m_from), m_context.space->code(m_to), m_count->value(),
                arc ? Way::Arc : Way::Straight);
}

void LatentPath::setPictures(const QList<QImage>& pictures)
{
    m_path = pictures;
    showSections();
}

void LatentPath::showSections()
{
    widgets::ImageSection strip;
    strip.title =
        m_context.part == engine::Dataset::Part::Test ? tr("Test pictures") : tr("Training pictures");
    strip.caption = m_toIsNext ? tr("Click the picture that the path shall lead to.")
                               : tr("Click the picture that the path shall start from.");
    strip.rows.append({{}, m_originals});
    for (int i = 0; i < m_originals.size(); ++i) {
        const int sample = sampleAt(i);
        strip.labels << className(sample);
        strip.errors << (sample == m_from ? tr("From") : sample == m_to ? tr("To") : QString());
    }
    widgets::ImageSection way;
    const QString from = className(m_from), to = className(m_to);
    way.title = from.isEmpty() ? tr("Path") : tr("Path from %1 to %2").arg(from, to);
    way.caption = tr("Click a picture to take it into the sliders.");
    way.rows.append({{}, m_path});
    m_grid->setSections({strip, way});
}

QWidget* LatentPath::picture()
{
    return m_grid->viewport();
}

} // namespace app::panels
