#pragma once

#include "widgets/field_form.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace widgets {

class NumberBox;
class ResetDot;

// One field of a form: label, editor, reset dot and the caption below. Keeps what is being typed.
class FieldRow : public QWidget {
    Q_OBJECT
public:
    FieldRow(const FormField& field, int labelWidth, QWidget* parent = nullptr);

    void showField(const FormField& field); // the value that counts now
    void setLabelWidth(int pixels);
    void focusEditor();
    const FormField& field() const { return m_field; }

signals:
    void wished(const QString& key, const QVariant& value);
    void browseWished(const QString& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void buildEditor();
    QWidget* buildBoxes();
    QWidget* buildLine();
    void watch(QWidget* editor);
    void showValue(bool force);
    void showChoices();
    QString editorText() const;
    void typed();
    void commit();
    void step(NumberBox* box, int steps);
    void wish(const QVariant& value);
    void updateCaption();
    void updateMark();
    bool hasFocusInside() const;

    FormField m_field;
    QString m_typedProblem; // about a text that was not sent
    bool m_edited = false; // typed since the last commit
    QVariant m_before; // the value when that typing began
    bool m_showing = false; // the program is writing, not the user
    QLabel* m_label;
    QLabel* m_caption;
    ResetDot* m_dot;
    QList<NumberBox*> m_boxes;
    QLineEdit* m_line = nullptr;
    QToolButton* m_browse = nullptr;
    QComboBox* m_combo = nullptr;
    QCheckBox* m_check = nullptr;
    QLabel* m_plain = nullptr;
};

} // namespace widgets
