#include "widgets/chance_card.h"

#include "widgets/theme.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {

namespace {

constexpr int cardWidth = 300, gap = 6;
constexpr double radius = 10;

} // namespace

ChanceCard::ChanceCard(QWidget* parent)
    : QWidget(parent), m_title(new QLabel), m_bars(new ClassBars(ClassBars::Order::LikeliestFirst))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    m_title->setFont(textFont(TextSize::Body, true));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 10);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_bars);
    hide();
}

void ChanceCard::setChances(const QString& title, const QList<ClassBar>& bars)
{
    m_title->setText(title);
    m_bars->setBars(bars);
    const int row = QFontMetrics(textFont(TextSize::Body)).height() + 4;
    m_bars->setFixedHeight(row * static_cast<int>(std::max<qsizetype>(1, bars.size())));
}

QString ChanceCard::title() const
{
    return m_title->text();
}

void ChanceCard::showBeside(const QRect& place)
{
    const QSize room = parentWidget()->size();
    const int wide = std::min(cardWidth, room.width());
    resize(wide, layout()->hasHeightForWidth() ? layout()->heightForWidth(wide) : sizeHint().height());
    const bool below = place.bottom() + gap + height() <= room.height() || place.top() < height() + gap;
    const int y = below ? place.bottom() + gap : place.top() - gap - height();
    move(std::clamp(place.left(), 0, std::max(0, room.width() - width())),
         std::clamp(y, 0, std::max(0, room.height() - height())));
    raise();
    show();
}

void ChanceCard::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.line2);
    painter.setBrush(t.popup);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace widgets
