#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>
#include <QVariant>
#include <QWidget>

#include <limits>
#include <memory>

namespace widgets {

// One line of a form, in plain values.
struct FormField {
    enum Kind {
        Bool, // bool
        Integer, // qlonglong
        Number, // double
        Choice, // QString: an id out of choices
        Text, // QString
        Folder, // QString: where one lies on the disk
        File, // the same of a file
        Integers, // QVariantList of qlonglong: count of them, or any number when count is 0
        Label, // a text that cannot be edited
    };
    QString key, label, section, help;
    QVariant value, initial;
    Kind kind = Text;
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    double step = 0; // 0: one for integers, a tenth of the figure for numbers
    QString unit;
    QStringList choices, choiceTitles;
    int count = 0;
    int least = 0, most = std::numeric_limits<int>::max(); // numbers, when count is 0
    bool visible = true;
    bool enabled = true;
    bool live = false; // wished while it is typed as well, as soon as the text is a value
    QString problem; // what the owner finds wrong with this value; shown at the field
    bool operator==(const FormField&) const = default;
};

class FieldRow;
class FoldSection;

// A form made from descriptions: the inspector, run settings, export options. It shows values and emits
// wishes; what comes back through setFields() is what counts.
class FieldForm : public QWidget {
    Q_OBJECT
public:
    explicit FieldForm(QWidget* parent = nullptr);
    ~FieldForm() override;

    // In place when the same fields come again: focus, caret and half-typed text stay.
    void setFields(const QList<FormField>& fields);
    const QList<FormField>& fields() const { return m_fields; }

    void focusField(const QString& key); // also unfolds its section
    void setSectionSummary(const QString& section, const QString& summary); // shown while folded
    void setSectionFolded(const QString& section, bool folded); // remembered by title
    void setLabelWidth(int pixels); // 112 unless told

signals:
    // Once per committed change; spin boxes also while they step, live fields with every key. A value out of
    // range is never sent.
    void valueWished(const QString& key, const QVariant& value);
    void browseWished(const QString& key); // the user wants to look for a folder or file
    void sectionFolded(const QString& section, bool folded); // by the user

private:
    void placeSections();
    QHash<QString, FieldRow*> keptRows();
    void placeRows(const QHash<QString, FieldRow*>& kept);
    void hideEmptySections();
    FoldSection* sectionOf(const QString& title);

    QList<FormField> m_fields;
    QList<FieldRow*> m_rows;
    QHash<QString, FoldSection*> m_sections;
    QHash<QString, QString> m_summaries;
    QSet<QString> m_folded;
    int m_labelWidth = 112;
};

// A typed number with the dot as decimal sign: "0.001", "1e-4", "65,536" is no number.
bool parseNumber(const QString& text, double& value);
// As short as it can be and still the same number: 0.001, 1e-05, 3.
QString numberText(double value);
// "1 to 65,536; default 32", "at least 0; default 0.001".
QString limitsText(const FormField& field);
// The sentence for a text that cannot be taken; empty when it can, and value then holds it.
QString problemWith(const FormField& field, const QString& text, QVariant& value);

} // namespace widgets
