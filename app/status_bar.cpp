#include "app/status_bar.h"

#include "app/hardware.h"
#include "app/text.h"

#include "engine/devices/cuda_device.h"
#include "engine/optimizers/optimizer_type.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace app {

namespace {

QString bold(const QString& words)
{
    return QStringLiteral("<span style=\"font-weight:600; color:%1\">%2</span>")
        .arg(widgets::tokens().text.name(), words);
}

} // namespace

qint64 trainingMemory(const engine::Project& project, const engine::Analysis& analysis)
{
    constexpr qint64 floatSize = 4;
    qint64 kept = 0;
    if (const auto* type = engine::findOptimizerType(project.training.optimizer.id);
        type && engine::check(type->fields, project.training.optimizer.attributes))
        kept = qint64(type->build(project.training.optimizer.attributes, engine::Tensor(engine::Shape{1}))
                          ->state()
                          .size());
    qint64 values = 0; // of one sample
    for (const auto& [id, facts] : analysis.nodes)
        for (const engine::Signal& signal : facts.outputs)
            values += signal.shape.elements();
    return floatSize *
        (analysis.parameters + analysis.trainable * (1 + kept) +
         2 * values * qint64(project.training.batchSize));
}

StatusBar::StatusBar(const Workbench& workbench, QWidget* parent)
    : QStatusBar(parent), m_workbench(workbench), m_problem(new QToolButton), m_network(new QLabel),
      m_selection(new QLabel), m_device(new QLabel), m_saved(new QLabel)
{
    setSizeGripEnabled(false);
    const QFont font = widgets::textFont(widgets::TextSize::Caption);
    m_problem->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problem->setIconSize({16, 16});
    for (QWidget* widget : {static_cast<QWidget*>(m_problem), static_cast<QWidget*>(m_network),
                            static_cast<QWidget*>(m_selection), static_cast<QWidget*>(m_device),
                            static_cast<QWidget*>(m_saved)})
        widget->setFont(font);
    auto* body = new QWidget;
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(8, 0, 12, 0);
    row->setSpacing(16);
    row->addWidget(m_problem);
    row->addWidget(m_network, 1);
    row->addWidget(m_selection);
    row->addWidget(m_device);
    row->addWidget(m_saved);
    addWidget(body, 1);
    connect(m_problem, &QToolButton::clicked, this, [this] { emit problemPressed(m_problemNode); });
    connect(&workbench.document, &Document::changed, this, &StatusBar::refresh);
    connect(&workbench.document, &Document::fileChanged, this, &StatusBar::refresh);
    connect(&workbench.selection, &Selection::nodesChanged, this, &StatusBar::refresh);
    constexpr int second = 1000; // ms
    m_memoryTimer.setInterval(second);
    connect(&m_memoryTimer, &QTimer::timeout, this, &StatusBar::refreshDevice);
    lookForCard(this, [this] { refreshDevice(); });
    refresh();
}

void StatusBar::setBusy(const QString& sentence)
{
    m_busy = sentence;
    refresh();
}

void StatusBar::refresh()
{
    refreshNetwork();
    refreshDevice();
    const int count = int(m_workbench.document.graph().nodes.size());
    const int selected = int(m_workbench.selection.nodes().size());
    m_selection->setText(selected == 0 ? QString()
                                       : tr("%1 of %n layer(s) selected", nullptr, count).arg(selected));
    const Document& document = m_workbench.document;
    if (!m_busy.isEmpty())
        m_saved->setText(m_busy);
    else if (document.savedAt().isValid())
        m_saved->setText((document.isModified() ? tr("Changed since %1") : tr("Saved %1"))
                             .arg(QLocale().toString(document.savedAt().time(), QLocale::ShortFormat)));
    else
        m_saved->setText(document.isModified() ? tr("Not saved yet") : QString());
}

void StatusBar::refreshNetwork()
{
    const engine::Analysis& analysis = m_workbench.document.analysis();
    using Severity = engine::Diagnostic::Severity;
    int errors = 0, warnings = 0;
    const engine::Diagnostic* first = nullptr;
    for (const engine::Diagnostic& diagnostic : analysis.diagnostics) {
        (diagnostic.severity == Severity::Error ? errors : warnings) += 1;
        if (!first || (first->severity == Severity::Warning && diagnostic.severity == Severity::Error))
            first = &diagnostic;
    }
    m_problem->setVisible(first != nullptr && !m_workbench.document.graph().nodes.empty());
    if (first) {
        const bool error = errors > 0;
        const widgets::Tokens& t = widgets::tokens();
        m_problem->setIcon(error ? widgets::icon(QStringLiteral("error"), &widgets::Tokens::error)
                                 : widgets::icon(QStringLiteral("warning"), &widgets::Tokens::warning));
        m_problem->setText(error ? tr("%n problem(s)", nullptr, errors)
                                 : tr("%n warning(s)", nullptr, warnings));
        m_problem->setStyleSheet(QStringLiteral("color: %1").arg((error ? t.error : t.warning).name()));
        m_problem->setToolTip(sentence(first->problem));
        m_problemNode = first->node;
    }
    QStringList parts;
    if (!m_workbench.document.graph().nodes.empty()) {
        parts << tr("%1 parameters").arg(bold(grouped(analysis.parameters)));
        parts << tr("%1 while training")
                     .arg(bold(bytes(trainingMemory(m_workbench.document.project(), analysis))));
        parts << tr("%1 multiply-adds per sample").arg(bold(grouped(analysis.multiplyAdds)));
        if (analysis.unknownNodes > 0)
            parts << tr("%n layer(s) not yet known", nullptr, analysis.unknownNodes);
    }
    m_network->setText(parts.join(QStringLiteral("&nbsp;&nbsp;&nbsp;&nbsp;")));
}

// The memory is that of this program's tensors, in use or kept for the next ones.
void StatusBar::refreshDevice()
{
    const engine::TrainingSettings& settings = m_workbench.document.project().training;
    const bool card = usesCard(settings);
    QString words = hardwareTitle(hardwareText(settings));
    if (card) {
        const engine::MemoryUse use = engine::memoryUse(engine::Device::Cuda);
        words = tr("%1, %2 of %3 in use")
                    .arg(words, bytes(use.used + use.pooled), bytes(engine::cudaCard()->memory));
    }
    m_device->setText(words);
    m_device->setToolTip(hardwareExplanation(settings));
    if (card != m_memoryTimer.isActive())
        card ? m_memoryTimer.start() : m_memoryTimer.stop();
}

void StatusBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    QStatusBar::changeEvent(event);
}

} // namespace app
