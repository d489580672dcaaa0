#include "widgets/problem_label.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace widgets {

ProblemLabel::ProblemLabel(QWidget* parent)
    : QWidget(parent), m_sentence(new QLabel), m_fix(new QPushButton), m_other(new QPushButton)
{
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_fix->setProperty("primary", true);
    for (QPushButton* button : {m_fix, m_other})
        button->setProperty("small", true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_fix);
    buttons->addWidget(m_other);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(38, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(m_sentence);
    layout->addLayout(buttons);
    connect(m_fix, &QPushButton::clicked, this, &ProblemLabel::fixPressed);
    connect(m_other, &QPushButton::clicked, this, &ProblemLabel::otherPressed);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    clear();
}

void ProblemLabel::setProblem(Severity severity, const QString& sentence, const QString& fix,
                              const QString& other)
{
    m_severity = severity;
    m_sentence->setText(sentence);
    m_fix->setText(fix);
    m_fix->setVisible(!fix.isEmpty());
    m_other->setText(other);
    m_other->setVisible(!other.isEmpty());
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
    update();
}

void ProblemLabel::clear()
{
    setProblem(m_severity, {});
}

QString ProblemLabel::sentence() const
{
    return m_sentence->text();
}

void ProblemLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

void ProblemLabel::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QColor color = t.text2, tint = t.card;
    QString picture = QStringLiteral("info");
    if (m_severity == Severity::Warning)
        color = t.warning, tint = t.warningTint, picture = QStringLiteral("warning");
    if (m_severity == Severity::Error)
        color = t.error, tint = t.errorTint, picture = QStringLiteral("error");
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_severity == Severity::Info ? t.line2 : color, 1));
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    drawIcon(painter, QStyle::visualRect(layoutDirection(), rect(), {12, 11, 16, 16}), picture, color);
}

} // namespace widgets
