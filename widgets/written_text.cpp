#include "widgets/written_text.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int margin = 12, underHeading = 2, betweenPieces = 12;
constexpr int comfortableWidth = 480;

// Line ends stay within one text layout.
QString asLines(QString text)
{
    return text.replace(QLatin1Char('\n'), QChar::LineSeparator);
}

} // namespace

struct WrittenText::Laid {
    int top = 0; // of the heading
    QPointF origin; // of the text
    std::unique_ptr<QTextLayout> text;
    std::vector<int> begins; // where each token begins in the text, and where the last ends
};

WrittenText::WrittenText(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Written text"));
}

WrittenText::~WrittenText() = default;

void WrittenText::setPieces(const QList<WrittenPiece>& pieces)
{
    if (pieces == m_pieces)
        return;
    // Whoever walks through a piece by keys stays there when another comes before it.
    const qsizetype stays =
        m_pointed.piece >= 0 && hasFocus() ? pieces.indexOf(m_pieces[m_pointed.piece]) : -1;
    m_pieces = pieces;
    m_laidWidth = -1;
    point(stays < 0 ? Place() : Place{static_cast<int>(stays), m_pointed.token});
    setAccessibleDescription(pieces.isEmpty() ? QString() : pieces.first().text());
    updateGeometry();
    update();
}

void WrittenText::layOut(int width) const
{
    if (width == m_laidWidth)
        return;
    m_laidWidth = width;
    m_laid.clear();
    const int heading = QFontMetrics(textFont(TextSize::Caption)).height();
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto); // the text's own
    int y = margin;
    for (const WrittenPiece& piece : m_pieces) {
        Laid laid{y, QPointF(margin, y + heading + underHeading), nullptr, {}};
        int at = 0;
        for (const QString& token : piece.tokens) {
            laid.begins.push_back(at);
            at += static_cast<int>(token.size());
        }
        laid.begins.push_back(at);
        laid.text = std::make_unique<QTextLayout>(asLines(piece.text()), textFont(TextSize::Body));
        laid.text->setTextOption(option);
        laid.text->setCacheEnabled(true);
        laid.text->beginLayout();
        qreal height = 0;
        for (QTextLine line = laid.text->createLine(); line.isValid(); line = laid.text->createLine()) {
            line.setLineWidth(std::max(1, width - 2 * margin));
            line.setPosition({0, height});
            height += std::ceil(line.height() * 1.15);
        }
        laid.text->endLayout();
        y = static_cast<int>(laid.origin.y() + height) + betweenPieces;
        m_laid.push_back(std::move(laid));
    }
    m_height = y;
}

int WrittenText::heightForWidth(int width) const
{
    layOut(width);
    return m_height;
}

QSize WrittenText::sizeHint() const
{
    return {comfortableWidth, heightForWidth(comfortableWidth)};
}

QRect WrittenText::rectOf(Place place) const
{
    layOut(width());
    if (place.piece < 0 || place.piece >= m_pieces.size() || place.token < 0 ||
        place.token >= m_pieces[place.piece].tokens.size())
        return {};
    const Laid& laid = m_laid[static_cast<std::size_t>(place.piece)];
    const QString& token = m_pieces[place.piece].tokens[place.token];
    const bool spaced = token.size() > 1 && token.front() == QLatin1Char(' ');
    const int begin = laid.begins[static_cast<std::size_t>(place.token)] + spaced;
    const QTextLine line = laid.text->lineForTextPosition(begin);
    if (!line.isValid())
        return {};
    const int end = std::min(laid.begins[static_cast<std::size_t>(place.token) + 1],
                             line.textStart() + line.textLength());
    const qreal from = line.cursorToX(begin), to = line.cursorToX(end);
    return QRectF(laid.origin + QPointF(std::min(from, to), line.y()),
                  QSizeF(std::abs(to - from), line.height()))
        .toAlignedRect();
}

WrittenText::Place WrittenText::placeAt(const QPoint& position) const
{
    layOut(width());
    for (std::size_t i = 0; i < m_laid.size(); ++i) {
        const Laid& laid = m_laid[i];
        for (int n = 0; n < laid.text->lineCount(); ++n) {
            const QTextLine line = laid.text->lineAt(n);
            if (!line.naturalTextRect().translated(laid.origin).contains(position))
                continue;
            const int at = line.xToCursor(position.x() - laid.origin.x(), QTextLine::CursorOnCharacter);
            const auto next = std::ranges::upper_bound(laid.begins, at);
            const auto token = static_cast<int>(next - laid.begins.begin()) - 1;
            return {static_cast<int>(i), std::min(token, static_cast<int>(laid.begins.size()) - 2)};
        }
    }
    return {};
}

void WrittenText::point(Place place)
{
    if (place == m_pointed)
        return;
    m_pointed = place;
    update();
    emit pointedAt(place);
}

void WrittenText::paintEvent(QPaintEvent* event)
{
    layOut(width());
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const QRect mark = rectOf(m_pointed); !mark.isEmpty()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.select);
        painter.drawRoundedRect(mark.adjusted(-2, 0, 2, 0), 3, 3);
    }
    const QFont heading = textFont(TextSize::Caption);
    for (std::size_t i = 0; i < m_laid.size(); ++i) {
        const Laid& laid = m_laid[i];
        if (laid.top > event->rect().bottom())
            break;
        painter.setFont(heading);
        painter.setPen(t.text2);
        painter.drawText(QRect(margin, laid.top, width() - 2 * margin, QFontMetrics(heading).height()),
                         Qt::AlignLeading | Qt::AlignVCenter, m_pieces[static_cast<qsizetype>(i)].heading);
        QTextLayout::FormatRange given;
        given.start = 0;
        given.length = laid.begins[static_cast<std::size_t>(m_pieces[static_cast<qsizetype>(i)].given)];
        given.format.setForeground(t.text2);
        painter.setPen(t.text);
        laid.text->draw(&painter, laid.origin, {given});
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.focus, 2));
        painter.drawRoundedRect(visibleRegion().boundingRect().adjusted(1, 1, -1, -1), 6, 6);
    }
}

void WrittenText::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    point({});
}

void WrittenText::changeEvent(QEvent* event)
{
    m_laidWidth = -1;
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Written text"));
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    update();
    QWidget::changeEvent(event);
}

void WrittenText::mouseMoveEvent(QMouseEvent* event)
{
    point(placeAt(event->position().toPoint()));
}

void WrittenText::leaveEvent(QEvent* event)
{
    point({});
    QWidget::leaveEvent(event);
}

WrittenText::Place WrittenText::moved(int key) const
{
    const auto tokensIn = [this](int piece) { return static_cast<int>(m_pieces[piece].tokens.size()); };
    if (m_pointed.piece < 0) // begins at what was written last
        return {0, std::min(m_pieces[0].given, tokensIn(0) - 1)};
    Place to = m_pointed;
    const int reading = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (key) {
    case Qt::Key_Left:
        to.token -= reading;
        break;
    case Qt::Key_Right:
        to.token += reading;
        break;
    case Qt::Key_Home:
        to.token = 0;
        break;
    case Qt::Key_End:
        to.token = tokensIn(to.piece) - 1;
        break;
    default:
        to.piece =
            std::clamp(to.piece + (key == Qt::Key_Up ? -1 : 1), 0, static_cast<int>(m_pieces.size()) - 1);
    }
    to.token = std::clamp(to.token, 0, std::max(0, tokensIn(to.piece) - 1));
    return to;
}

void WrittenText::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Escape && m_pointed.piece >= 0)
        return point({});
    const bool moves = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up ||
        key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End;
    if (!moves || m_pieces.isEmpty())
        return QWidget::keyPressEvent(event);
    point(moved(key));
}

void WrittenText::focusOutEvent(QFocusEvent* event)
{
    point({});
    update();
    QWidget::focusOutEvent(event);
}

} // namespace widgets
