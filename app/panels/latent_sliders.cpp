#include "app/panels/latent_sliders.h"

#include "app/text.h"

#include "widgets/large_picture.h"
#include "widgets/slider_list.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int atATime = 10;
constexpr float reach = 3; // standard deviations

QToolButton* arrow(Qt::ArrowType type)
{
    auto* button = new QToolButton;
    button->setArrowType(type);
    button->setAutoRaise(true);
    return button;
}

} // namespace

LatentSliders::LatentSliders(QWidget* parent)
    : LatentPage(parent), m_picture(new widgets::LargePicture), m_sliders(new widgets::SliderList),
      m_origin(new QLabel), m_range(new QLabel), m_sample(new QPushButton(widgets::icon("image"), {})),
      m_reset(new QPushButton(widgets::icon("undo"), {})), m_before(arrow(Qt::LeftArrow)),
      m_after(arrow(Qt::RightArrow))
{
    m_origin->setProperty("role", "second");
    m_range->setProperty("role", "second");
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_sample, m_reset})
        buttons->addWidget(widget);
    buttons->addStretch();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_before, m_range, m_after})
        buttons->addWidget(widget);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* list = new QVBoxLayout(content);
    list->setContentsMargins(0, 0, 8, 0);
    list->addWidget(m_sliders);
    list->addStretch();
    scroll->setWidget(content);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addLayout(buttons);
    right->addWidget(scroll, 1);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    m_origin->setMinimumHeight(m_reset->sizeHint().height()); // the picture begins where the sliders do
    left->addWidget(m_origin, 0, Qt::AlignHCenter);
    left->addWidget(m_picture, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->setSpacing(16);
    layout->addLayout(left, 2);
    layout->addLayout(right, 3);

    connect(m_sliders, &widgets::SliderList::moved, this, &LatentSliders::move);
    connect(m_sample, &QPushButton::clicked, this, &LatentSliders::sampleWished);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        setOrigin({});
        emit moved(Code(m_context.position.size()));
    });
    connect(m_before, &QToolButton::clicked, this, [this] {
        m_first -= atATime;
        showPage();
    });
    connect(m_after, &QToolButton::clicked, this, [this] {
        m_first += atATime;
        showPage();
    });
    retranslate();
}

void LatentSliders::retranslate()
{
    m_sample->setText(tr("Test picture"));
    m_sample->setToolTip(tr("Takes the code of the picture chosen in another panel, else of a random one"));
    m_reset->setText(tr("Reset"));
    m_reset->setToolTip(tr("Puts every slider to the mean of the data; a double click does it for one"));
    m_before->setToolTip(tr("More active dimensions"));
    m_before->setAccessibleName(m_before->toolTip());
    m_after->setToolTip(tr("Less active dimensions"));
    m_after->setAccessibleName(m_after->toolTip());
    m_picture->setAccessibleName(tr("Decoded picture"));
    showPage();
}

// The order follows the network as it learns, but never under the user's hand.
void LatentSliders::setContext(const LatentContext& context)
{
    const bool other = !m_context.space || m_order.size() != context.space->byActivity.size();
    m_context = context;
    if (other)
        m_first = 0;
    if (other || std::ranges::all_of(context.position, [](float p) { return p == 0; }))
        m_order = context.space->byActivity;
    showPage();
}

std::vector<Code> LatentSliders::codes() const
{
    if (!m_context.space)
        return {};
    return {fromDeviations(*m_context.space, m_context.position)};
}

void LatentSliders::setPictures(const QList<QImage>& pictures)
{
    m_picture->setPicture(pictures.value(0));
}

QWidget* LatentSliders::picture()
{
    return m_picture;
}

void LatentSliders::setOrigin(const QString& sentence)
{
    m_origin->setText(sentence);
}

QString LatentSliders::note(int dimension) const
{
    const auto d = static_cast<std::size_t>(dimension);
    if (m_context.space->divergence.empty())
        return QStringLiteral("σ ") + QString::number(m_context.space->deviation[d], 'f', 2);
    return QStringLiteral("KL ") + QString::number(m_context.space->divergence[d], 'f', 2);
}

void LatentSliders::showPage()
{
    if (!m_context.space)
        return;
    const int count = static_cast<int>(m_order.size());
    m_first = std::clamp(m_first, 0, std::max(0, (count - 1) / atATime * atATime));
    const int last = std::min(count, m_first + atATime);
    QList<widgets::SliderRow> rows;
    QList<double> values;
    const Code code = fromDeviations(*m_context.space, m_context.position);
    for (int i = m_first; i < last; ++i) {
        const int dimension = m_order[static_cast<std::size_t>(i)];
        const auto d = static_cast<std::size_t>(dimension);
        const double mean = m_context.space->mean[d], far = reach * m_context.space->deviation[d];
        rows.append({QStringLiteral("z %1").arg(dimension), note(dimension),
                     tr("Mean %1, standard deviation %2").arg(measured(mean, 3), measured(far / reach, 3)),
                     mean - far, mean + far, mean});
        values.append(code[d]);
    }
    m_sliders->setRows(rows);
    m_sliders->setValues(values);
    m_range->setText(tr("%1–%2 of %3").arg(grouped(m_first + 1), grouped(last), grouped(count)));
    m_before->setEnabled(m_first > 0);
    m_after->setEnabled(last < count);
}

void LatentSliders::move(int row, double value)
{
    const auto d = static_cast<std::size_t>(m_order[static_cast<std::size_t>(m_first + row)]);
    const double mean = m_context.space->mean[d], deviation = m_context.space->deviation[d];
    m_context.position[d] = deviation > 0 ? static_cast<float>((value - mean) / deviation) : 0.0f;
    setOrigin({});
    emit moved(m_context.position);
}

} // namespace app::panels
