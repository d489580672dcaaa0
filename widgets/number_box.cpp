#include "widgets/number_box.h"

#include <QLabel>
#include <QLineEdit>
#include <QWheelEvent>

namespace widgets {

NumberBox::NumberBox(QWidget* parent) : QAbstractSpinBox(parent), m_unit(new QLabel(lineEdit()))
{
    setFocusPolicy(Qt::StrongFocus);
    setKeyboardTracking(true);
    m_unit->setProperty("role", "second");
    m_unit->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_unit->hide();
}

QString NumberBox::text() const
{
    return lineEdit()->text();
}

void NumberBox::setText(const QString& text)
{
    lineEdit()->setText(text);
}

void NumberBox::setUnit(const QString& unit)
{
    m_unit->setText(unit);
    m_unit->setVisible(!unit.isEmpty());
    placeUnit();
}

QSize NumberBox::sizeHint() const
{
    return {100, QAbstractSpinBox::sizeHint().height()};
}

QSize NumberBox::minimumSizeHint() const
{
    return {56, QAbstractSpinBox::minimumSizeHint().height()};
}

void NumberBox::stepBy(int steps)
{
    emit stepped(steps);
}

QValidator::State NumberBox::validate(QString&, int&) const
{
    return QValidator::Acceptable;
}

void NumberBox::wheelEvent(QWheelEvent* event)
{
    // A form is scrolled over its fields all the time; only the one in use may turn.
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void NumberBox::resizeEvent(QResizeEvent* event)
{
    QAbstractSpinBox::resizeEvent(event);
    placeUnit();
}

void NumberBox::placeUnit()
{
    const int width = m_unit->text().isEmpty() ? 0 : m_unit->sizeHint().width() + 4;
    lineEdit()->setTextMargins(0, 0, width, 0);
    m_unit->setGeometry(isRightToLeft() ? 0 : lineEdit()->width() - width, 0, width, lineEdit()->height());
    m_unit->setAlignment(Qt::AlignVCenter | Qt::AlignTrailing);
}

} // namespace widgets
