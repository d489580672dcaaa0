#include "app/panels/lesson_tools.h"

#include "widgets/flow_row.h"
#include "widgets/segmented_switch.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>

namespace app::panels {

namespace {

constexpr int largestWindow = 64;

void setItems(QComboBox* box, const QStringList& texts)
{
    const QSignalBlocker quiet(box);
    const int index = std::max(0, box->currentIndex());
    box->clear();
    box->addItems(texts);
    box->setCurrentIndex(index);
}

void setRange(QSpinBox* box, int count, int value)
{
    const QSignalBlocker quiet(box);
    box->setRange(1, std::max(1, count));
    box->setValue(value + 1);
}

void setOffered(QComboBox* box, int index, bool offered)
{
    auto* model = qobject_cast<QStandardItemModel*>(box->model());
    model->item(index)->setEnabled(offered);
}

} // namespace

LessonTools::LessonTools(QWidget* parent)
    : QWidget(parent), m_kind(new QComboBox), m_picture(new QComboBox), m_kernel(new QComboBox),
      m_padding(new widgets::SegmentedSwitch({QString(), QString()})), m_sample(makeNumber()),
      m_channel(makeNumber()), m_filter(makeNumber())
{
    for (QComboBox* box : {m_kind, m_picture, m_kernel})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_size = makePair(&WindowSettings::Side::size);
    m_stride = makePair(&WindowSettings::Side::stride);
    m_dilation = makePair(&WindowSettings::Side::dilation);
    auto* row = new widgets::FlowRow(8, this);
    row->setContentsMargins(12, 8, 12, 4);
    row->addWidget(m_kind);
    for (const Pair& pair : {m_size, m_stride, m_dilation})
        row->addWidget(pair.whole);
    row->addWidget(labelled(m_paddingLabel, m_padding));
    row->addWidget(labelled(m_pictureLabel, m_picture));
    row->addWidget(labelled(m_sampleLabel, m_sample));
    row->addWidget(labelled(m_channelLabel, m_channel));
    row->addWidget(labelled(m_kernelLabel, m_kernel));
    row->addWidget(labelled(m_filterLabel, m_filter));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);

    const auto choose = [this](QComboBox* box, auto LessonChoice::*part) {
        connect(box, &QComboBox::activated, this, [this, part](int index) {
            LessonChoice choice = m_choice;
            choice.*part = static_cast<std::remove_reference_t<decltype(choice.*part)>>(index);
            wish(choice);
        });
    };
    choose(m_picture, &LessonChoice::picture);
    choose(m_kernel, &LessonChoice::kernel);
    connect(m_kind, &QComboBox::activated, this, [this](int index) {
        LessonChoice choice = m_choice;
        choice.window.kind = static_cast<widgets::WindowScene::Kind>(index);
        if (choice.window.kind != widgets::WindowScene::Kind::Convolution)
            choice.window.rows.dilation = choice.window.columns.dilation = 1;
        wish(choice);
    });
    connect(m_padding, &widgets::SegmentedSwitch::chosen, this, [this](int index) {
        LessonChoice choice = m_choice;
        choice.window.same = index == 1;
        wish(choice);
    });
    const auto count = [this](QSpinBox* box, int LessonChoice::*part) {
        connect(box, &QSpinBox::valueChanged, this, [this, part](int value) {
            LessonChoice choice = m_choice;
            choice.*part = value - 1;
            wish(choice);
        });
    };
    count(m_sample, &LessonChoice::sample);
    count(m_channel, &LessonChoice::channel);
    count(m_filter, &LessonChoice::filter);
    retranslate();
}

QWidget* LessonTools::labelled(QLabel*& label, QWidget* field)
{
    auto* whole = new QWidget;
    auto* layout = new QHBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    label = new QLabel;
    label->setProperty("role", "second");
    label->setBuddy(field);
    layout->addWidget(label);
    layout->addWidget(field);
    return whole;
}

QSpinBox* LessonTools::makeNumber()
{
    auto* box = new QSpinBox;
    box->setKeyboardTracking(true);
    box->setMinimumWidth(56);
    return box;
}

LessonTools::Pair LessonTools::makePair(int WindowSettings::Side::*part)
{
    Pair pair;
    pair.height = makeNumber();
    pair.width = makeNumber();
    pair.times = new QLabel(QStringLiteral("×"));
    pair.whole = labelled(pair.label, pair.height);
    pair.whole->layout()->addWidget(pair.times);
    pair.whole->layout()->addWidget(pair.width);
    for (QSpinBox* box : {pair.height, pair.width})
        box->setRange(1, largestWindow);
    connect(pair.height, &QSpinBox::valueChanged, this, [this, part, width = pair.width](int value) {
        LessonChoice choice = m_choice;
        choice.window.rows.*part = value;
        if (width->isHidden())
            choice.window.columns.*part = value;
        wish(choice);
    });
    connect(pair.width, &QSpinBox::valueChanged, this, [this, part](int value) {
        LessonChoice choice = m_choice;
        choice.window.columns.*part = value;
        wish(choice);
    });
    return pair;
}

void LessonTools::showPair(const Pair& pair, int height, int width) const
{
    const QSignalBlocker quietHeight(pair.height), quietWidth(pair.width);
    pair.height->setValue(height);
    pair.width->setValue(width);
    // Once they differed they stay two, so that the box in use does not vanish below the hand.
    const bool apart = height != width || (!pair.width->isHidden() && pair.width->hasFocus());
    pair.width->setVisible(apart);
    pair.times->setVisible(apart);
}

void LessonTools::setChoice(const LessonChoice& choice, const LessonOffer& offer)
{
    m_choice = choice;
    const WindowSettings& window = choice.window;
    const bool convolves = window.kind == widgets::WindowScene::Kind::Convolution;
    const bool sample = choice.picture == LessonChoice::Picture::Sample;
    m_kind->setCurrentIndex(static_cast<int>(window.kind));
    showPair(m_size, window.rows.size, window.columns.size);
    showPair(m_stride, window.rows.stride, window.columns.stride);
    showPair(m_dilation, window.rows.dilation, window.columns.dilation);
    m_size.label->setText(convolves ? tr("Kernel size") : tr("Pool size"));
    m_dilation.whole->setVisible(convolves);
    m_padding->setCurrent(window.same ? 1 : 0);
    m_picture->setCurrentIndex(static_cast<int>(choice.picture));
    m_picture->setItemText(2, offer.layerPicture ? tr("Input of the layer") : tr("Sample of the data"));
    m_kernel->setCurrentIndex(static_cast<int>(choice.kernel));
    setOffered(m_kernel, static_cast<int>(LessonChoice::Kernel::Trained), offer.trained);
    setOffered(m_kernel, static_cast<int>(LessonChoice::Kernel::Own),
               choice.kernel == LessonChoice::Kernel::Own);
    m_kernel->parentWidget()->setVisible(convolves);
    m_sample->parentWidget()->setVisible(sample && offer.samples > 0);
    m_channel->parentWidget()->setVisible(sample && offer.channels > 1);
    m_filter->parentWidget()->setVisible(convolves && choice.kernel == LessonChoice::Kernel::Trained &&
                                         offer.filters > 1);
    setRange(m_sample, offer.samples, choice.sample);
    setRange(m_channel, offer.channels, choice.channel);
    setRange(m_filter, offer.filters, choice.filter);
}

void LessonTools::wish(const LessonChoice& choice)
{
    if (choice != m_choice)
        emit wished(choice);
}

void LessonTools::retranslate()
{
    setItems(m_kind, {tr("Convolution"), tr("Max pooling"), tr("Average pooling")});
    setItems(m_picture, {tr("1 to 9"), tr("A shape with edges"), tr("Sample of the data")});
    setItems(m_kernel,
             {tr("As trained"), tr("Anti-diagonal"), tr("Vertical edges"), tr("Horizontal edges"), tr("Blur"),
              tr("Sharpen"), tr("Own numbers")});
    m_kind->setAccessibleName(tr("Kind of window"));
    m_stride.label->setText(tr("Stride"));
    m_dilation.label->setText(tr("Dilation"));
    m_paddingLabel->setText(tr("Padding"));
    m_padding->setTitles({tr("Valid"), tr("Same")});
    m_pictureLabel->setText(tr("Picture"));
    m_sampleLabel->setText(tr("Sample"));
    m_channelLabel->setText(tr("Channel"));
    m_kernelLabel->setText(tr("Kernel"));
    m_filterLabel->setText(tr("Filter"));
}

} // namespace app::panels
