#include "widgets/field_row.h"

#include "widgets/number_box.h"
#include "widgets/reset_dot.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

#include <cmath>
#include <utility>

namespace widgets {

namespace {

constexpr int rowHeight = 28;

// Numbers compare as numbers, whatever type carried them here.
bool sameValue(const QVariant& a, const QVariant& b)
{
    if (a.typeId() == QMetaType::QVariantList || b.typeId() == QMetaType::QVariantList) {
        const QVariantList left = a.toList(), right = b.toList();
        return std::equal(left.begin(), left.end(), right.begin(), right.end(), sameValue);
    }
    bool leftIsNumber = false, rightIsNumber = false;
    const double left = a.toDouble(&leftIsNumber), right = b.toDouble(&rightIsNumber);
    if (leftIsNumber && rightIsNumber)
        return left == right;
    return a.toString() == b.toString();
}

QStringList textsOf(const FormField& field)
{
    switch (field.kind) {
    case FormField::Integer:
        return {QString::number(field.value.toLongLong())};
    case FormField::Number:
        return {numberText(field.value.toDouble())};
    case FormField::Integers: {
        QStringList texts;
        for (const QVariant& part : field.value.toList())
            texts << QString::number(part.toLongLong());
        return texts;
    }
    default:
        return {field.value.toString()};
    }
}

double stepOf(const FormField& field, double value)
{
    if (field.step > 0)
        return field.step;
    if (field.kind != FormField::Number)
        return 1;
    if (value == 0)
        return 0.01;
    return std::pow(10.0, std::floor(std::log10(std::abs(value)) + 1e-9) - 1);
}

bool isNumber(const FormField& field)
{
    return field.kind == FormField::Integer || field.kind == FormField::Number ||
        (field.kind == FormField::Integers && field.count > 0);
}

bool isPlace(const FormField& field)
{
    return field.kind == FormField::Folder || field.kind == FormField::File;
}

void setProblemLook(QWidget* editor, bool problem)
{
    if (!editor || editor->property("problem").toBool() == problem)
        return;
    editor->setProperty("problem", problem);
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
}

} // namespace

FieldRow::FieldRow(const FormField& field, int labelWidth, QWidget* parent)
    : QWidget(parent), m_field(field), m_label(new QLabel), m_caption(new QLabel), m_dot(new ResetDot)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    m_label->setProperty("role", "second");
    m_label->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_label->setWordWrap(true);
    m_label->setMinimumHeight(field.kind == FormField::Label ? 20 : rowHeight);
    m_caption->setFont(textFont(TextSize::Caption));
    m_caption->setWordWrap(true);
    m_caption->hide();
    buildEditor();
    grid->addWidget(m_label, 0, 0, Qt::AlignTop);
    grid->addWidget(m_dot, 0, 2, Qt::AlignTop);
    m_dot->setFixedSize(24, field.kind == FormField::Label ? 20 : rowHeight);
    grid->addWidget(m_caption, 1, 1);
    setLabelWidth(labelWidth);
    connect(m_dot, &ResetDot::clicked, this, [this] {
        m_edited = false;
        m_typedProblem.clear();
        wish(m_field.initial);
        showValue(true);
    });
    showField(field);
}

void FieldRow::buildEditor()
{
    QWidget* editor = nullptr;
    if (m_field.kind == FormField::Bool) {
        editor = m_check = new QCheckBox;
        connect(m_check, &QCheckBox::clicked, this, [this](bool on) { wish(on); });
    } else if (m_field.kind == FormField::Choice) {
        editor = m_combo = new QComboBox;
        m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_combo->setMinimumContentsLength(6);
        connect(m_combo, &QComboBox::activated, this,
                [this](int index) { wish(m_combo->itemData(index).toString()); });
    } else if (m_field.kind == FormField::Label) {
        editor = m_plain = new QLabel;
        m_plain->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_plain->setWordWrap(true);
        m_plain->setMinimumHeight(20);
    } else if (isNumber(m_field)) {
        editor = buildBoxes();
    } else {
        editor = buildLine();
    }
    static_cast<QGridLayout*>(layout())->addWidget(editor, 0, 1, Qt::AlignTop);
    for (QWidget* widget : QList<QWidget*>{m_check, m_combo, m_line})
        if (widget)
            watch(widget);
    if (m_boxes.isEmpty())
        m_label->setBuddy(m_line ? m_line : editor);
}

// A line of text; where it says a place on the disk, with a button to look for one.
QWidget* FieldRow::buildLine()
{
    m_line = new QLineEdit;
    connect(m_line, &QLineEdit::textEdited, this, &FieldRow::typed);
    connect(m_line, &QLineEdit::editingFinished, this, &FieldRow::commit);
    if (!isPlace(m_field))
        return m_line;
    auto* frame = new QWidget;
    auto* line = new QHBoxLayout(frame);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    m_browse = new QToolButton;
    m_browse->setFixedSize(rowHeight, rowHeight);
    m_browse->setIconSize({18, 18});
    m_browse->setStyleSheet(QStringLiteral("QToolButton { padding: 4px; }"));
    m_browse->setFocusPolicy(Qt::StrongFocus);
    connect(m_browse, &QToolButton::clicked, this, [this] { emit browseWished(m_field.key); });
    line->addWidget(m_line, 1);
    line->addWidget(m_browse);
    return frame;
}

QWidget* FieldRow::buildBoxes()
{
    auto* frame = new QWidget;
    auto* line = new QHBoxLayout(frame);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    const int count = m_field.kind == FormField::Integers ? m_field.count : 1;
    for (int i = 0; i < count; ++i) {
        auto* box = new NumberBox;
        if (i > 0) {
            auto* times = new QLabel(QStringLiteral("×"));
            times->setProperty("role", "second");
            line->addWidget(times);
        }
        line->addWidget(box, 1);
        m_boxes << box;
        watch(box);
        connect(box->edit(), &QLineEdit::textEdited, this, &FieldRow::typed);
        connect(box, &NumberBox::editingFinished, this, &FieldRow::commit);
        connect(box, &NumberBox::stepped, this, [this, box](int steps) { step(box, steps); });
    }
    m_label->setBuddy(m_boxes.constFirst());
    return frame;
}

void FieldRow::watch(QWidget* editor)
{
    editor->setMinimumHeight(rowHeight);
    editor->installEventFilter(this);
    if (m_combo == editor)
        editor->setFocusPolicy(Qt::StrongFocus);
}

void FieldRow::showField(const FormField& field)
{
    QVariant meant;
    const bool typed = m_edited && field.live && problemWith(field, editorText(), meant).isEmpty() &&
        sameValue(meant, field.value); // its own wish came true: the text stays as it was typed
    const bool takenBack = !m_typedProblem.isEmpty() && sameValue(field.value, m_before);
    const bool changed = !sameValue(field.value, m_field.value) && !typed && !takenBack;
    m_field = field;
    const bool check = m_check != nullptr;
    m_label->setText(check ? QString() : field.label);
    if (check)
        m_check->setText(field.label);
    m_label->setToolTip(field.help);
    for (int i = 0; i < m_boxes.size(); ++i) {
        m_boxes[i]->setUnit(i + 1 == m_boxes.size() ? field.unit : QString());
        m_boxes[i]->setAccessibleName(m_boxes.size() == 1 ? field.label
                                                          : tr("%1, number %2").arg(field.label).arg(i + 1));
    }
    for (QWidget* editor : QList<QWidget*>{m_line, m_combo, m_check, m_plain})
        if (editor)
            editor->setAccessibleName(field.label);
    const auto editors = findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget* editor : editors)
        if (editor != m_label && editor != m_dot && editor != m_caption) {
            editor->setEnabled(field.enabled);
            editor->setToolTip(field.help);
        }
    if (m_browse) {
        const QString what = field.kind == FormField::Folder ? tr("Choose a folder") : tr("Choose a file");
        m_browse->setIcon(icon(QStringLiteral("folder"))); // here, as the theme may have changed
        m_browse->setToolTip(what);
        m_browse->setAccessibleName(what);
        m_line->setToolTip(field.value.toString().isEmpty() ? field.help : field.value.toString());
    }
    setVisible(field.visible);
    showChoices();
    showValue(changed);
    updateMark();
    updateCaption();
}

void FieldRow::showChoices()
{
    if (!m_combo)
        return;
    QStringList ids, titles;
    for (int i = 0; i < m_combo->count(); ++i) {
        ids << m_combo->itemData(i).toString();
        titles << m_combo->itemText(i);
    }
    QStringList wanted;
    for (qsizetype i = 0; i < m_field.choices.size(); ++i)
        wanted << m_field.choiceTitles.value(i, m_field.choices[i]);
    if (ids == m_field.choices && titles == wanted)
        return;
    m_combo->clear();
    for (qsizetype i = 0; i < wanted.size(); ++i)
        m_combo->addItem(wanted[i], m_field.choices[i]);
}

// What the user is typing stays unless the value itself changed meanwhile.
void FieldRow::showValue(bool force)
{
    m_showing = true;
    const bool keep = !force && (m_edited || !m_typedProblem.isEmpty());
    if (m_check)
        m_check->setChecked(m_field.value.toBool());
    if (m_combo)
        m_combo->setCurrentIndex(static_cast<int>(m_field.choices.indexOf(m_field.value.toString())));
    if (m_plain)
        m_plain->setText(m_field.value.toString());
    if (!keep) {
        m_edited = false;
        m_typedProblem.clear();
        const QStringList texts = textsOf(m_field);
        for (int i = 0; i < m_boxes.size(); ++i)
            if (m_boxes[i]->text() != texts.value(i))
                m_boxes[i]->setText(texts.value(i));
        const QString line = texts.join(QStringLiteral(", "));
        if (m_line && m_line->text() != line)
            m_line->setText(line);
    }
    m_showing = false;
}

QString FieldRow::editorText() const
{
    if (m_line)
        return m_line->text();
    QStringList texts;
    for (const NumberBox* box : m_boxes)
        texts << (box->text().trimmed().isEmpty() ? QStringLiteral("?") : box->text().trimmed());
    return texts.join(QStringLiteral(", "));
}

// Half a text is no mistake yet: what is wrong with it is said when it is committed.
void FieldRow::typed()
{
    if (!std::exchange(m_edited, true))
        m_before = m_field.value;
    QVariant value;
    if (m_field.live && problemWith(m_field, editorText(), value).isEmpty())
        emit wished(m_field.key, value);
}

void FieldRow::commit()
{
    if (m_showing || !m_edited)
        return;
    m_edited = false;
    QVariant value;
    m_typedProblem = problemWith(m_field, editorText(), value);
    updateCaption();
    if (m_typedProblem.isEmpty())
        wish(value);
    else if (!sameValue(m_before, m_field.value)) // a live field took the beginning of the text for a value
        emit wished(m_field.key, m_before);
}

void FieldRow::step(NumberBox* box, int steps)
{
    double number = 0;
    if (!parseNumber(box->text(), number))
        return;
    const double size = stepOf(m_field, number);
    // Ten figures: 0.1 + 0.2 is 0.3 here.
    double next = QString::number(std::round(number / size + steps) * size, 'g', 10).toDouble();
    next = qBound(m_field.minimum, next, m_field.maximum);
    if (next == number)
        return;
    box->setText(m_field.kind == FormField::Number ? numberText(next)
                                                   : QString::number(static_cast<qlonglong>(next)));
    m_before = m_field.value;
    m_edited = true;
    commit();
}

void FieldRow::wish(const QVariant& value)
{
    if (!sameValue(value, m_field.value)) {
        emit wished(m_field.key, value);
        return;
    }
    showValue(true); // "0.10" becomes "0.1"
    updateCaption();
}

bool FieldRow::hasFocusInside() const
{
    const QWidget* focused = QApplication::focusWidget();
    return focused && isAncestorOf(focused);
}

void FieldRow::updateCaption()
{
    const QString problem = m_typedProblem.isEmpty() ? m_field.problem : m_typedProblem;
    const bool wrong = !problem.isEmpty();
    const bool limits = hasFocusInside() && (!m_boxes.isEmpty() || m_line);
    const QString text = wrong ? problem : limits ? limitsText(m_field) : QString();
    m_caption->setText(text);
    m_caption->setVisible(!text.isEmpty());
    for (QLabel* label : {m_caption, m_label}) {
        label->setProperty("role", wrong ? "error" : "second");
        label->style()->unpolish(label);
        label->style()->polish(label);
    }
    for (QWidget* editor : QList<QWidget*>{m_line, m_combo})
        setProblemLook(editor, wrong);
    for (NumberBox* box : m_boxes) {
        setProblemLook(box, wrong);
        box->setAccessibleDescription(text);
    }
}

void FieldRow::updateMark()
{
    const bool changed = m_field.kind != FormField::Label && m_field.enabled && m_field.initial.isValid() &&
        !sameValue(m_field.value, m_field.initial);
    FormField initial = m_field;
    initial.value = m_field.initial;
    QString back = textsOf(initial).join(QStringLiteral(", "));
    if (m_check)
        back = m_field.initial.toBool() ? tr("on") : tr("off");
    if (m_combo)
        back = m_field.choiceTitles.value(m_field.choices.indexOf(back), back);
    m_dot->setChanged(changed, tr("Back to %1").arg(back));
    m_dot->setNear(underMouse() || hasFocusInside());
}

void FieldRow::setLabelWidth(int pixels)
{
    m_label->setFixedWidth(pixels);
}

void FieldRow::focusEditor()
{
    for (QWidget* editor : QList<QWidget*>{m_line, m_combo, m_check})
        if (editor)
            editor->setFocus(Qt::OtherFocusReason);
    if (!m_boxes.isEmpty())
        m_boxes.constFirst()->setFocus(Qt::OtherFocusReason);
}

bool FieldRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && watched == m_combo && !m_combo->hasFocus()) {
        event->ignore(); // scrolling the form must not change it
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        QTimer::singleShot(0, this, [this] { // when the focus has arrived where it goes
            updateCaption();
            updateMark();
        });
    return QWidget::eventFilter(watched, event);
}

void FieldRow::enterEvent(QEnterEvent* event)
{
    QWidget::enterEvent(event);
    m_dot->setNear(true);
}

void FieldRow::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_dot->setNear(hasFocusInside());
}

} // namespace widgets
