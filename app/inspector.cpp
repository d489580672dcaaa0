#include "app/inspector.h"

#include "app/inspector_fields.h"
#include "app/layer_texts.h"
#include "app/own_data.h"
#include "app/text.h"

#include "widgets/field_form.h"
#include "widgets/problem_label.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace app {

namespace {

QString severityFirst(const Document& document, int node, const engine::Diagnostic** found)
{
    for (const engine::Diagnostic& diagnostic : document.analysis().diagnostics)
        if (diagnostic.node == node) {
            *found = &diagnostic;
            return sentence(diagnostic.problem);
        }
    return {};
}

} // namespace

Inspector::Inspector(const Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_icon(new QLabel), m_name(new QLineEdit), m_kind(new QLabel),
      m_problem(new widgets::ProblemLabel), m_scroll(new QScrollArea), m_form(new widgets::FieldForm),
      m_body(new QWidget)
{
    m_icon->setFixedSize(40, 40);
    m_icon->setAlignment(Qt::AlignCenter);
    m_name->setFont(widgets::textFont(widgets::TextSize::Title, true));
    m_name->setFrame(false);
    m_name->setStyleSheet(
        QStringLiteral("QLineEdit:!focus:!hover { border: 0; padding: 0; background: transparent; }"));
    m_kind->setProperty("role", "second");
    m_kind->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_kind);
    auto* header = new QHBoxLayout;
    header->setContentsMargins(12, 12, 12, 4);
    header->setSpacing(12);
    header->addWidget(m_icon, 0, Qt::AlignTop);
    header->addLayout(words, 1);

    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_form);
    layout->addStretch();
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_scroll, 1);
    auto* problem = new QHBoxLayout; // below, so that the fields stay where they are when it comes and goes
    problem->setContentsMargins(12, 4, 12, 8);
    problem->addWidget(m_problem);
    outer->addLayout(problem);

    connect(&workbench.document, &Document::changed, this, &Inspector::scheduleRefresh);
    connect(&workbench.selection, &Selection::nodesChanged, this, &Inspector::scheduleRefresh);
    connect(m_form, &widgets::FieldForm::valueWished, this, &Inspector::wish);
    connect(m_form, &widgets::FieldForm::browseWished, this, &Inspector::browse);
    connect(m_name, &QLineEdit::editingFinished, this, &Inspector::renameNode);
    connect(m_problem, &widgets::ProblemLabel::fixPressed, this, [this] {
        const engine::Diagnostic* found = nullptr;
        severityFirst(m_workbench.document, m_shown, &found);
        if (!found || found->fixes.empty())
            return;
        const engine::Fix fix = found->fixes.front();
        m_workbench.document.edit(sentence(fix.label),
                                  [&](engine::Project& p) { p.graph = fix.apply(p.graph); });
    });
    retranslate();
    refresh();
}

const engine::Node* Inspector::node() const
{
    const QList<int>& nodes = m_workbench.selection.nodes();
    return nodes.isEmpty() ? nullptr : m_workbench.document.graph().node(nodes.last());
}

// A gesture changes document and selection in one go: one refresh answers both.
void Inspector::scheduleRefresh()
{
    if (std::exchange(m_dirty, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_dirty = false;
        refresh();
    });
}

void Inspector::refresh()
{
    const engine::Node* shown = node();
    m_shown = shown ? shown->id : 0;
    showHeader(shown);
    showProblem(shown);
    m_form->setFields(shown ? InspectorFields::ofNode(m_workbench.document, *shown)
                            : InspectorFields::ofTraining(m_workbench.document));
}

void Inspector::showHeader(const engine::Node* shown)
{
    const engine::LayerType* type = shown ? engine::findLayerType(shown->type) : nullptr;
    const QIcon icon = type ? widgets::icon(text(type->icon), LayerTexts::category(type->category))
                            : widgets::icon(QStringLiteral("run"), &widgets::Tokens::text2);
    m_icon->setPixmap(icon.pixmap(QSize(24, 24), devicePixelRatioF()));
    m_name->setReadOnly(!shown);
    if (!m_name->hasFocus() || !shown)
        m_name->setText(shown ? text(shown->name) : tr("Training"));
    m_name->setFocusPolicy(shown ? Qt::StrongFocus : Qt::NoFocus);
    if (!shown)
        m_kind->setText(tr("How this network learns"));
    else if (type)
        m_kind->setText(translateEngine(type->summary));
    else
        m_kind->setText(
            tr("This version does not know the layer “%1”; its settings are kept.").arg(text(shown->type)));
}

void Inspector::showProblem(const engine::Node* shown)
{
    const engine::Diagnostic* found = nullptr;
    const QString what = severityFirst(m_workbench.document, shown ? shown->id : 0, &found);
    if (!found)
        return m_problem->clear();
    using Severity = widgets::ProblemLabel::Severity;
    const bool error = found->severity == engine::Diagnostic::Severity::Error;
    m_problem->setProblem(error ? Severity::Error : Severity::Warning, what,
                          found->fixes.empty() ? QString() : sentence(found->fixes.front().label));
}

void Inspector::wish(const QString& key, const QVariant& value)
{
    if (m_shown)
        InspectorFields::editNode(m_workbench.document, m_shown, key, value);
    else
        InspectorFields::editTraining(m_workbench.document, key, value);
}

void Inspector::browse(const QString& key)
{
    const auto* type = engine::findDatasetType(m_workbench.document.project().dataset.id);
    const engine::Field* field = type ? placeField(*type) : nullptr;
    if (m_shown || !field)
        return;
    const engine::Value& now = engine::valueOf(*field, m_workbench.document.project().dataset.attributes);
    if (const QString place = askForPlace(this, *type, text(engine::toText(now))); !place.isEmpty())
        wish(key, place);
}

void Inspector::renameNode()
{
    const QString wanted = m_name->text().simplified();
    const engine::Node* shown = m_workbench.document.graph().node(m_shown);
    if (!shown || wanted.isEmpty() || wanted == text(shown->name))
        return;
    m_workbench.document.edit(tr("Rename"), [&](engine::Project& p) {
        p.graph.node(m_shown)->name = p.graph.freeName(utf8(wanted), m_shown);
    });
}

void Inspector::showTraining(const QString& focusKey)
{
    m_workbench.selection.setNodes({});
    refresh();
    if (!focusKey.isEmpty())
        m_form->focusField(focusKey);
}

void Inspector::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        scheduleRefresh();
    QWidget::changeEvent(event);
}

void Inspector::retranslate()
{
    m_name->setAccessibleName(tr("Name of the layer"));
}

} // namespace app
