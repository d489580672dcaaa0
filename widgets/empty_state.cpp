#include "widgets/empty_state.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace widgets {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent), m_picture(new QLabel), m_sentence(new QLabel), m_button(new QPushButton),
      m_other(new QPushButton)
{
    m_picture->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setProperty("role", "second");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    layout->addStretch();
    layout->addWidget(m_picture);
    layout->addWidget(m_sentence);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addWidget(m_other, 0, Qt::AlignHCenter);
    layout->addStretch();
    m_button->hide();
    m_other->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::buttonPressed);
    connect(m_other, &QPushButton::clicked, this, &EmptyState::otherPressed);
}

void EmptyState::setContent(const QString& icon, const QString& sentence, const QString& button,
                            const QString& other)
{
    m_icon = icon;
    m_sentence->setText(sentence);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_other->setText(other);
    m_other->setVisible(!other.isEmpty());
    setAccessibleName(sentence);
    retint();
}

QString EmptyState::sentence() const
{
    return m_sentence->text();
}

void EmptyState::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        retint();
    QWidget::changeEvent(event);
}

void EmptyState::retint()
{
    m_picture->setVisible(!m_icon.isEmpty());
    if (!m_icon.isEmpty())
        m_picture->setPixmap(icon(m_icon, &Tokens::text3).pixmap(QSize(24, 24), devicePixelRatioF()));
}

} // namespace widgets
