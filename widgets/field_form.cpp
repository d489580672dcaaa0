#include "widgets/field_form.h"

#include "widgets/field_row.h"
#include "widgets/fold_section.h"

#include <QVBoxLayout>

namespace widgets {

FieldForm::FieldForm(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addStretch();
}

FieldForm::~FieldForm() = default;

void FieldForm::setFields(const QList<FormField>& fields)
{
    m_fields = fields;
    const QHash<QString, FieldRow*> kept = keptRows(); // before their sections go
    placeSections();
    placeRows(kept);
}

// Sections stay the same widgets as long as their title is used; that keeps focus inside them.
void FieldForm::placeSections()
{
    QStringList wanted;
    for (const FormField& field : m_fields)
        if (!wanted.contains(field.section))
            wanted << field.section;
    for (auto it = m_sections.begin(); it != m_sections.end();) {
        if (wanted.contains(it.key())) {
            ++it;
            continue;
        }
        layout()->removeWidget(it.value());
        it.value()->hide();
        it.value()->deleteLater();
        it = m_sections.erase(it);
    }
    auto* column = static_cast<QVBoxLayout*>(layout());
    for (int i = 0; i < wanted.size(); ++i) {
        FoldSection* section = sectionOf(wanted[i]);
        section->header()->setLine(i > 0);
        if (column->indexOf(section) != i)
            column->insertWidget(i, section);
    }
}

FoldSection* FieldForm::sectionOf(const QString& title)
{
    if (FoldSection* known = m_sections.value(title))
        return known;
    auto* section = new FoldSection(title);
    section->header()->setVisible(!title.isEmpty());
    section->header()->setSummary(m_summaries.value(title));
    section->setFolded(m_folded.contains(title));
    if (title.isEmpty())
        section->body()->setContentsMargins(12, 8, 4, 8);
    else
        section->body()->setContentsMargins(12, 0, 4, 8);
    connect(section, &FoldSection::foldedChanged, this, [this, title](bool folded) {
        if (folded)
            m_folded.insert(title);
        else
            m_folded.remove(title);
        emit sectionFolded(title, folded);
    });
    m_sections.insert(title, section);
    return section;
}

// Rows whose description is of the same make stay; the rest goes before the new order is laid.
QHash<QString, FieldRow*> FieldForm::keptRows()
{
    QHash<QString, const FormField*> wanted;
    for (const FormField& field : std::as_const(m_fields))
        wanted.insert(field.key, &field);
    QHash<QString, FieldRow*> kept;
    for (FieldRow* row : std::as_const(m_rows)) {
        const FormField& old = row->field();
        const FormField* field = wanted.value(old.key);
        if (field && old.kind == field->kind && old.count == field->count && old.section == field->section) {
            kept.insert(old.key, row);
            continue;
        }
        row->hide();
        if (row->parentWidget()->layout())
            row->parentWidget()->layout()->removeWidget(row);
        row->deleteLater();
    }
    return kept;
}

void FieldForm::placeRows(const QHash<QString, FieldRow*>& kept)
{
    m_rows.clear();
    QHash<QString, int> places;
    for (const FormField& field : std::as_const(m_fields)) {
        FieldRow* row = kept.value(field.key);
        if (row) {
            row->showField(field);
        } else {
            row = new FieldRow(field, m_labelWidth, this);
            connect(row, &FieldRow::wished, this, &FieldForm::valueWished);
            connect(row, &FieldRow::browseWished, this, &FieldForm::browseWished);
        }
        m_rows << row;
        QVBoxLayout* body = sectionOf(field.section)->body();
        const int place = places[field.section]++;
        if (body->indexOf(row) != place)
            body->insertWidget(place, row);
        row->setVisible(field.visible);
    }
    hideEmptySections();
}

void FieldForm::hideEmptySections()
{
    QSet<QString> used;
    for (const FormField& field : std::as_const(m_fields))
        if (field.visible)
            used.insert(field.section);
    for (auto it = m_sections.cbegin(); it != m_sections.cend(); ++it)
        it.value()->setVisible(used.contains(it.key()));
}

void FieldForm::focusField(const QString& key)
{
    for (FieldRow* row : std::as_const(m_rows)) {
        if (row->field().key != key)
            continue;
        setSectionFolded(row->field().section, false);
        row->focusEditor();
    }
}

void FieldForm::setSectionSummary(const QString& section, const QString& summary)
{
    m_summaries.insert(section, summary);
    if (FoldSection* known = m_sections.value(section))
        known->header()->setSummary(summary);
}

void FieldForm::setSectionFolded(const QString& section, bool folded)
{
    if (folded)
        m_folded.insert(section);
    else
        m_folded.remove(section);
    if (FoldSection* known = m_sections.value(section))
        known->setFolded(folded);
}

void FieldForm::setLabelWidth(int pixels)
{
    m_labelWidth = pixels;
    for (FieldRow* row : std::as_const(m_rows))
        row->setLabelWidth(pixels);
}

} // namespace widgets
