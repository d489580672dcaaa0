// Draw: a pad to draw a digit or another picture on; the network answers while one draws.
#include "app/panels/draw_answers.h"
#include "app/panels/drawn_picture.h"
#include "app/panels/panel_frame.h"
#include "app/panels/rebuild.h"
#include "app/text.h"

#include "widgets/drawing_pad.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QResizeEvent>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace app::panels {

namespace {

using Part = engine::Dataset::Part;

// Pad and answers, side by side or, where it is narrow, one above the other.
class Desk final : public QWidget {
public:
    Desk(QWidget* pad, QWidget* answers) : m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this)), m_pad(pad)
    {
        m_layout->setContentsMargins(12, 4, 12, 12);
        m_layout->setSpacing(24);
        pad->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        m_layout->addWidget(pad, 4); // as large as it may be
        m_layout->addWidget(answers, 1);
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        const QSize room = contentsRect().marginsRemoved(m_layout->contentsMargins()).size();
        const bool tall = room.height() > room.width();
        m_layout->setDirection(tall ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        const int side =
            tall ? std::min(room.width(), room.height() / 2) : std::min(room.height(), room.width() * 2 / 5);
        m_pad->setMaximumSize(QSize(side, side).expandedTo(m_pad->minimumSizeHint()));
        QWidget::resizeEvent(event);
    }

private:
    QBoxLayout* m_layout;
    QWidget* m_pad;
};

class Draw final : public PanelFrame {
    Q_OBJECT
public:
    Draw(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void connectTools();
    void explain(); // why there is no answer, in place of it
    void think(); // brings the drawing into the data's form and asks the network
    QImage seen() const;
    bool isDigits() const;
    void chooseColor();
    void setColor(const QColor& color);
    void takeSample();
    QString sampleName() const;

    widgets::DrawingPad* m_pad;
    DrawAnswers* m_answers;
    widgets::EmptyState* m_waiting; // where the answers will be
    QStackedLayout* m_stack; // waiting, answers
    QPushButton *m_sample, *m_color, *m_undo, *m_clear;
    QToolButton* m_eraser;
    QLabel* m_thicknessLabel;
    QSlider* m_thickness;
    QCheckBox* m_centre;

    std::optional<PictureReader> m_reader;
    std::shared_ptr<const LiveNetwork::Plan> m_plan; // whose reader it is
    bool m_wantsSample = false; // once the data are there
    int m_sampleNumber = 0; // of the part, from 1
    QString m_sampleClass;
};

Draw::Draw(const Workbench& workbench, QWidget* parent) : PanelFrame(workbench, parent)
{
    m_pad = new widgets::DrawingPad;
    m_answers = new DrawAnswers;
    m_waiting = new widgets::EmptyState;
    auto* right = new QWidget;
    m_stack = new QStackedLayout(right);
    m_stack->addWidget(m_waiting);
    m_stack->addWidget(m_answers);
    buildTools();
    setContent(new Desk(m_pad, right));
    connectTools();
    connect(&workbench.network, &LiveNetwork::changed, this, &Draw::refresh);
    connect(&workbench.network, &LiveNetwork::weightsChanged, this, [this] {
        explain();
        think();
    });
    connect(&workbench.document, &Document::changed, this, [this] {
        if (!m_workbench.network.plan())
            refresh();
    });
    connect(&workbench.session.data(), &DataStore::arrived, this, [this] {
        if (m_wantsSample)
            takeSample();
    });
    connect(&workbench.session.data(), &DataStore::failed, this,
            [this](const engine::Choice&, const engine::Problem& problem) {
                if (std::exchange(m_wantsSample, false))
                    m_workbench.log.add(sentence(problem), LogEntry::Severity::Error);
            });
    retranslate();
    refresh();
}

void Draw::buildTools()
{
    m_sample = new QPushButton(widgets::icon("image"), {});
    m_centre = new QCheckBox;
    m_centre->setChecked(true);
    m_color = new QPushButton;
    m_thicknessLabel = new QLabel;
    m_thickness = new QSlider(Qt::Horizontal);
    m_thickness->setRange(20, 200); // thousandths of the pad
    m_thickness->setValue(static_cast<int>(std::lround(m_pad->thickness() * 1000)));
    m_thickness->setMinimumWidth(48);
    m_thickness->setMaximumWidth(96);
    m_thicknessLabel->setBuddy(m_thickness);
    m_eraser = new QToolButton;
    m_eraser->setIcon(widgets::icon("eraser"));
    m_eraser->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_eraser->setCheckable(true);
    m_undo = new QPushButton(widgets::icon("undo"), {});
    m_clear = new QPushButton(widgets::icon("delete"), {});
    for (QWidget* tool : std::initializer_list<QWidget*>{m_sample, m_centre})
        tools()->addWidget(tool);
    tools()->addStretch();
    for (QWidget* tool :
         std::initializer_list<QWidget*>{m_color, m_thicknessLabel, m_thickness, m_eraser, m_undo, m_clear})
        tools()->addWidget(tool);
}

void Draw::connectTools()
{
    connect(m_sample, &QPushButton::clicked, this, &Draw::takeSample);
    connect(m_centre, &QCheckBox::toggled, this, &Draw::think);
    connect(m_color, &QPushButton::clicked, this, &Draw::chooseColor);
    connect(m_thickness, &QSlider::valueChanged, this,
            [this](int value) { m_pad->setThickness(value / 1000.0); });
    connect(m_eraser, &QToolButton::toggled, m_pad, &widgets::DrawingPad::setErases);
    connect(m_undo, &QPushButton::clicked, m_pad, &widgets::DrawingPad::undo);
    connect(m_clear, &QPushButton::clicked, m_pad, &widgets::DrawingPad::clear);
    connect(m_pad, &widgets::DrawingPad::changed, this, &Draw::think);
}

void Draw::retranslate()
{
    m_sample->setText(tr("From test part"));
    m_sample->setToolTip(tr("Puts a random picture of the test part onto the pad, to be changed by hand"));
    m_centre->setText(tr("Centre"));
    m_color->setText(tr("Colour"));
    m_thicknessLabel->setText(tr("Thickness"));
    m_thickness->setToolTip(tr("Thickness"));
    m_eraser->setText(tr("Eraser"));
    m_eraser->setToolTip(tr("Eraser; the right mouse button erases, too"));
    m_undo->setAccessibleName(tr("Undo"));
    m_undo->setToolTip(tr("Takes the last stroke back: Ctrl+Z on the pad"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Starts with blank paper: Del on the pad"));
    explain();
    think();
}

// Where it is narrow, the least important words go.
void Draw::resizeEvent(QResizeEvent* event)
{
    const bool roomy = width() >= 660;
    m_thicknessLabel->setVisible(roomy);
    m_eraser->setToolButtonStyle(roomy ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    PanelFrame::resizeEvent(event);
}

bool Draw::isDigits() const
{
    const auto& columns = m_plan ? m_plan->columns : m_workbench.document.columns();
    return std::ranges::any_of(columns, [](const engine::ColumnDescription& column) {
        return column.classes.size() == 10 && column.classes[0] == "0";
    });
}

void Draw::refresh()
{
    const auto plan = m_workbench.network.plan();
    const Document& document = m_workbench.document;
    if (plan && plan == m_plan && m_reader) { // answers are shown already
        explain();
        return think();
    }
    m_reader = plan ? pictureReader(plan->graph, plan->analysis, plan->columns)
                    : pictureReader(document.graph(), document.analysis(), document.columns());
    m_plan = plan;
    if (!m_reader) {
        emptyState().setContent("image", tr("This network reads no pictures, or says nothing about them."));
        return showEmpty();
    }
    showContent();
    m_pad->setPictureSize({m_reader->picture[1], m_reader->picture[0]});
    m_color->setVisible(m_reader->picture[2] == 3);
    m_centre->setVisible(m_reader->picture[2] == 1);
    setColor(m_reader->picture[2] == 1 ? QColor(Qt::white) : m_pad->color());
    m_answers->setReader(*m_reader);
    explain();
    think();
}

void Draw::explain()
{
    m_pad->setHint(isDigits() ? tr("Draw a digit") : tr("Draw a picture"));
    if (const auto& problem = m_workbench.network.problem())
        m_waiting->setContent("error", sentence(*problem));
    else if (isDigits())
        m_waiting->setContent("pen", tr("Draw a digit; the network answers as soon as it trains."));
    else
        m_waiting->setContent("pen", tr("Draw a picture; the network answers as soon as it trains."));
    const bool answers = m_workbench.network.hasWeights() && !m_workbench.network.problem();
    m_stack->setCurrentIndex(answers ? 1 : 0);
}

QImage Draw::seen() const
{
    const bool centres = m_centre->isChecked() && m_reader->picture[2] == 1 && !m_pad->showsPicture();
    return centres ? centred(m_pad->drawing(), m_pad->pictureSize())
                   : shrunk(m_pad->drawing(), m_pad->pictureSize());
}

void Draw::think()
{
    if (!m_reader || !isVisible())
        return;
    m_undo->setEnabled(m_pad->canUndo());
    m_clear->setEnabled(!m_pad->isBlank());
    m_centre->setEnabled(!m_pad->showsPicture());
    m_centre->setToolTip(
        m_pad->showsPicture()
            ? tr("A picture from the data is taken as it is")
            : tr("Brings the drawing to the middle and to the size of the digits in the data"));
    const QImage picture = seen();
    m_answers->setSeen(picture, m_pad->showsPicture() ? sampleName() : QString());
    if (m_pad->isBlank())
        return m_answers->setSaid({});
    m_workbench.network.ask(
        this,
        [reader = *m_reader, values = pictureValues(picture, m_reader->picture)](engine::Network& network) {
            return answer(network, reader, values);
        },
        [this](const std::vector<Said>& said) {
            if (m_reader && !m_pad->isBlank())
                m_answers->setSaid(said);
        });
}

QString Draw::sampleName() const
{
    const QString number = grouped(m_sampleNumber);
    return m_sampleClass.isEmpty() ? tr("Picture %1").arg(number)
                                   : tr("Picture %1: %2").arg(number, m_sampleClass);
}

void Draw::chooseColor()
{
    auto* dialog = new QColorDialog(m_pad->color(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this, &Draw::setColor);
    dialog->open();
}

void Draw::setColor(const QColor& color)
{
    m_pad->setColor(color);
    QPixmap swatch(QSize(16, 16) * devicePixelRatioF());
    swatch.setDevicePixelRatio(devicePixelRatioF());
    swatch.fill(color);
    m_color->setIcon(swatch);
}

void Draw::takeSample()
{
    if (!m_reader)
        return;
    const engine::Choice choice = m_plan ? m_plan->dataset : m_workbench.document.project().dataset;
    const engine::Dataset* data = m_workbench.session.data().loaded(choice);
    m_wantsSample = !data;
    if (!data)
        return m_workbench.session.data().want(choice);
    const Part part = data->size(Part::Test) > 0 ? Part::Test : Part::Train;
    const engine::Rows& rows = data->rows(part);
    const std::string& column = m_reader->inputs.front().name;
    if (rows.empty() || !data->column(column))
        return;
    const auto place = QRandomGenerator::global()->bounded(static_cast<int>(rows.size()));
    const std::vector<std::int32_t> row{rows[static_cast<std::size_t>(place)]};
    const std::vector<std::string> columns{column};
    const QImage sample = picture(engine::gather(*data, columns, row).at(column), 0, m_reader->picture);
    const engine::Column* label = data->column("label");
    m_sampleNumber = place + 1;
    m_sampleClass = label && !label->ids().empty()
        ? className(label->classes, label->ids()[static_cast<std::size_t>(row[0])])
        : QString();
    m_pad->setPicture(sample);
}

} // namespace

Panel draw()
{
    return {.id = "draw",
            .title = [] { return Draw::tr("Draw"); },
            .place = Panel::Place::Lower,
            .order = 40,
            .shortcut = QKeySequence("Alt+4"),
            .create = [](const Workbench& w, QWidget* parent) { return new Draw(w, parent); },
            .suits =
                [](const engine::Project& project, const engine::Analysis& analysis) {
                    return pictureReader(project.graph, analysis, engine::columnsOf(project)).has_value();
                }};
}

} // namespace app::panels

#include "draw.moc"
