#include "app/panels/sample_side.h"

#include "app/panels/rebuild.h"
#include "app/panels/receptive_field.h"
#include "app/panels/sample_chooser.h"
#include "app/text.h"

#include "widgets/class_bars.h"
#include "widgets/picture_view.h"

#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int pictureSide = 160;
constexpr int margin = 12;
constexpr int roomForRest = 200; // chooser, hint and a few bars

} // namespace

SampleSide::SampleSide(Selection& selection, QWidget* parent)
    : QWidget(parent), m_sample(new SampleChooser(selection)),
      m_pictures(new QBoxLayout(QBoxLayout::TopToBottom)), m_input(new widgets::PictureView(pictureSide)),
      m_map(new widgets::PictureView(pictureSide)),
      m_prediction(new widgets::ClassBars(widgets::ClassBars::Order::LikeliestFirst)), m_hint(new QLabel)
{
    m_map->hide();
    m_hint->setWordWrap(true);
    // Room for three lines always, so that nothing jumps while the pointer moves.
    m_hint->setFixedHeight(3 * m_hint->fontMetrics().lineSpacing());
    m_hint->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_hint->setMinimumWidth(pictureSide);
    m_pictures->setSpacing(margin);
    m_pictures->addWidget(m_input, 0, Qt::AlignTop | Qt::AlignLeading);
    m_pictures->addWidget(m_map, 0, Qt::AlignTop | Qt::AlignLeading);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, 4, margin, margin);
    layout->setSpacing(8);
    layout->addWidget(m_sample);
    layout->addLayout(m_pictures);
    layout->addWidget(m_hint);
    layout->addWidget(m_prediction, 1);
    layout->addStretch();
    connect(m_sample, &SampleChooser::sampleChanged, this, &SampleSide::sampleChanged);
    connect(m_map, &widgets::PictureView::pixelHovered, this, &SampleSide::enlargedHovered);
    connect(m_input, &widgets::PictureView::pixelHovered, this, &SampleSide::pointAtInput);
}

void SampleSide::setPlan(const std::shared_ptr<const LiveNetwork::Plan>& plan)
{
    m_plan = plan;
    m_picture = plan ? pictureInput(*plan) : std::nullopt;
    m_classes = plan ? classOutput(*plan) : std::nullopt;
}

void SampleSide::setData(const engine::Dataset& data)
{
    m_data = data;
    m_sample->setData(data);
}

SampleRef SampleSide::sample() const
{
    return m_sample->sample();
}

void SampleSide::setOutputs(const SampleOutputs& outputs)
{
    m_values = outputs.input;
    m_shares = outputs.shares;
    m_label = outputs.label;
    showInput();
}

void SampleSide::retranslate()
{
    showInput();
}

void SampleSide::showInput()
{
    m_input->setVisible(m_picture.has_value());
    m_prediction->setVisible(!m_shares.empty());
    if (m_picture && static_cast<std::int64_t>(m_values.size()) == m_picture->shape.elements())
        m_input->setPicture(picture(m_values, m_picture->shape));
    m_input->setTitle(m_classes && m_label >= 0 ? className(m_data, m_classes->column, m_label)
                                                : tr("Picture"));
    m_input->setCaption(m_sample->title());
    fill(*m_prediction, m_shares);
}

void SampleSide::fill(widgets::ClassBars& bars, std::span<const float> shares) const
{
    const std::string column = m_classes ? m_classes->column : std::string();
    QList<widgets::ClassBar> list;
    for (std::size_t i = 0; i < shares.size(); ++i)
        list.append({className(m_data, column, static_cast<int>(i)), static_cast<double>(shares[i])});
    bars.setBars(list);
}

void SampleSide::enlarge(const LayerMaps* layer, int map, bool alike)
{
    m_map->setVisible(layer && !layer->isList());
    m_enlarged = layer ? std::pair(layer->node, map) : std::pair(0, -1);
    if (!layer)
        return;
    m_map->setPicture(layer->picture(map, alike));
    m_map->setTitle(tr("%1, map %2").arg(layer->name, grouped(map)));
    m_map->setCaption(rangeText(layer->ranges[static_cast<std::size_t>(map)]));
}

void SampleSide::point(const LayerMaps* layer, int map, const QPoint& pixel)
{
    const std::optional<float> value = layer ? layer->valueAt(map, pixel) : std::nullopt;
    if (!value) {
        m_input->setMark({});
        m_map->setMark({});
        return m_hint->clear();
    }
    const bool enlarged = m_enlarged == std::pair(layer->node, map);
    m_map->setMark(enlarged ? QRect(pixel, QSize(1, 1)) : QRect());
    QString hint = tr("%1, %2: %3").arg(layer->name, layer->placeText(map, pixel), measured(*value, 3));
    const auto field = m_plan && m_picture && !layer->isList()
        ? receptiveField(m_plan->graph, m_plan->analysis, layer->node, pixel, m_picture->node)
        : std::nullopt;
    m_input->setMark(field.value_or(QRect()));
    if (field)
        hint += '\n' + tr("It sees %1 × %2 pixels.").arg(grouped(field->height()), grouped(field->width()));
    m_hint->setText(hint);
}

void SampleSide::pointAtInput(const QPoint& pixel)
{
    if (!m_picture || pixel.x() < 0)
        return m_hint->clear();
    const auto channels = static_cast<std::size_t>(m_picture->shape[2]);
    const std::size_t first =
        static_cast<std::size_t>(pixel.y() * m_picture->shape[1] + pixel.x()) * channels;
    QStringList values;
    for (std::size_t i = first; i < std::min(first + channels, m_values.size()); ++i)
        values << measured(m_values[i], 3);
    m_hint->setText(tr("Picture, row %1, column %2: %3")
                        .arg(grouped(pixel.y()), grouped(pixel.x()), values.join(QStringLiteral("; "))));
}

// The pictures stand below each other where that leaves room for the rest, else side by side.
void SampleSide::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool high = event->size().height() > 2 * m_input->sizeHint().height() + roomForRest;
    m_pictures->setDirection(high ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace app::panels
