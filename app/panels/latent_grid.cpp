#include "app/panels/latent_grid.h"

#include "widgets/picture_plane.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace app::panels {

namespace {

QString dimensionName(int dimension)
{
    return QStringLiteral("z %1").arg(dimension);
}

} // namespace

LatentGrid::LatentGrid(QWidget* parent)
    : LatentPage(parent), m_plane(new widgets::PicturePlane), m_axes(new QComboBox), m_x(new QComboBox),
      m_y(new QComboBox), m_sideLabel(new QLabel), m_side(new QSpinBox)
{
    m_side->setRange(3, 25);
    m_side->setValue(13);
    m_side->setSingleStep(2);
    m_sideLabel->setBuddy(m_side);
    // Beside the plane, which needs all the height there is.
    auto* tools = new QVBoxLayout;
    tools->setSpacing(8);
    tools->addWidget(m_axes);
    auto* dimensions = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_x, m_y})
        dimensions->addWidget(widget);
    tools->addLayout(dimensions);
    tools->addWidget(m_sideLabel);
    tools->addWidget(m_side, 0, Qt::AlignLeading);
    tools->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 0, 4);
    layout->setSpacing(8);
    layout->addLayout(tools);
    layout->addWidget(m_plane, 1);

    connect(m_axes, &QComboBox::activated, this, [this](int axes) {
        m_x->setVisible(axes == Dimensions);
        m_y->setVisible(axes == Dimensions);
        emit codesChanged();
    });
    for (QComboBox* box : {m_x, m_y})
        connect(box, &QComboBox::activated, this, [this] {
            m_chosen = true;
            emit codesChanged();
        });
    connect(m_side, &QSpinBox::valueChanged, this, &LatentPage::codesChanged);
    connect(m_plane, &widgets::PicturePlane::cellClicked, this, [this](int column, int row) {
        const int side = m_plane->pictures().side;
        const std::vector<Code> codes = plane().grid(side);
        emit codeChosen(codes[static_cast<std::size_t>((side - 1 - row) * side + column)]);
    });
    retranslate();
}

void LatentGrid::retranslate()
{
    const int axes = std::max(0, m_axes->currentIndex());
    m_axes->clear();
    m_axes->addItems({tr("Two dimensions"), tr("Principal components")});
    m_axes->setCurrentIndex(axes);
    m_axes->setAccessibleName(tr("Axes of the grid"));
    m_x->setAccessibleName(tr("Dimension to the right"));
    m_x->setToolTip(m_x->accessibleName());
    m_y->setAccessibleName(tr("Dimension upwards"));
    m_y->setToolTip(m_y->accessibleName());
    m_sideLabel->setText(tr("Pictures in a row"));
    m_plane->setAccessibleName(tr("Grid of decoded pictures"));
}

void LatentGrid::setContext(const LatentContext& context)
{
    m_context = context;
    if (!m_x->view()->isVisible() && !m_y->view()->isVisible())
        fillDimensions();
}

// The most active ones first; the choice stays, unless it was never made.
void LatentGrid::fillDimensions()
{
    const std::vector<int>& order = m_context.space->byActivity;
    m_chosen = m_chosen && m_x->count() == std::ssize(order);
    int place = 0;
    for (QComboBox* box : {m_x, m_y}) {
        const int before = dimension(box);
        box->clear();
        for (const int d : order)
            box->addItem(dimensionName(d), d);
        box->setCurrentIndex(m_chosen ? box->findData(before) : std::min(place, box->count() - 1));
        ++place;
    }
}

int LatentGrid::dimension(const QComboBox* box) const
{
    return box->currentData().toInt();
}

LatentPlane LatentGrid::plane() const
{
    const LatentSpace& space = *m_context.space;
    if (m_axes->currentIndex() == Components)
        return principalPlane(space);
    return planeOf(space, fromDeviations(space, m_context.position), dimension(m_x), dimension(m_y));
}

std::vector<Code> LatentGrid::codes() const
{
    return m_context.space ? plane().grid(m_side->value()) : std::vector<Code>();
}

void LatentGrid::setPictures(const QList<QImage>& pictures)
{
    const int side = m_side->value();
    if (pictures.size() != side * side || !m_context.space)
        return;
    const LatentPlane plane = this->plane();
    const bool components = m_axes->currentIndex() == Components;
    widgets::PlanePictures shown{.side = side, .images = pictures};
    shown.titleX = components ? tr("Component 1") : m_x->currentText();
    shown.titleY = components ? tr("Component 2") : m_y->currentText();
    for (int i = 0; i < side; ++i) {
        shown.valuesX << QString::number(plane.value(0, i, side), 'f', 1);
        shown.valuesY << QString::number(plane.value(1, i, side), 'f', 1);
    }
    m_plane->setPictures(shown);
}

QWidget* LatentGrid::picture()
{
    return m_plane;
}

} // namespace app::panels
