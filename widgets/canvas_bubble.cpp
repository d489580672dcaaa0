#include "widgets/canvas_bubble.h"

#include "widgets/canvas_geometry.h"

#include <QFontMetricsF>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

#include <algorithm>

namespace widgets {

namespace {

constexpr int bubbleWidth = 312;
constexpr int textLeft = 38;
constexpr int textWidth = bubbleWidth - textLeft - 14;
constexpr qreal beakSize = 6;
constexpr qreal distance = 16;

} // namespace

CanvasBubble::CanvasBubble(QWidget* parent) : CanvasSurface(parent, 8, Shadow::Popup), m_key(new QLabel(this))
{
    m_key->setFont(textFont(TextSize::Caption));
    m_key->setForegroundRole(QPalette::PlaceholderText);
    m_key->setText(QKeySequence(Qt::CTRL | Qt::Key_Period).toString(QKeySequence::NativeText));
    setAccessibleName(tr("Problem"));
}

void CanvasBubble::showProblems(int node, const QList<CanvasProblem>& problems)
{
    if (m_node == node && m_problems == problems)
        return;
    m_node = node;
    m_problems = problems;
    rebuild();
}

int CanvasBubble::firstFix() const
{
    const auto fixable = [](const CanvasProblem& p) { return !p.fix.isEmpty(); };
    const auto found = std::find_if(m_problems.begin(), m_problems.end(), fixable);
    return found == m_problems.end() ? -1 : int(found - m_problems.begin());
}

void CanvasBubble::rebuild()
{
    for (QPushButton* button : m_buttons) {
        if (button)
            button->deleteLater(); // perhaps it is the one being clicked
    }
    m_buttons.clear();
    QStringList sentences;
    for (qsizetype i = 0; i < m_problems.size(); ++i) {
        sentences << m_problems[i].text;
        if (m_problems[i].fix.isEmpty()) {
            m_buttons << nullptr;
            continue;
        }
        auto* button = new QPushButton(m_problems[i].fix, this);
        button->setProperty("primary", int(i) == firstFix());
        button->setFocusPolicy(Qt::NoFocus); // the keyboard has Ctrl+.
        button->setCursor(Qt::ArrowCursor);
        connect(button, &QPushButton::clicked, this, [this, i] { emit fixWished(m_node, int(i)); });
        button->show();
        m_buttons << button;
    }
    setAccessibleDescription(sentences.join(' '));
    layOut();
}

void CanvasBubble::layOut()
{
    const QFontMetricsF metrics(font());
    const int x = shadowWidth();
    qreal y = 10;
    m_rows.clear();
    m_key->setVisible(firstFix() >= 0);
    for (qsizetype i = 0; i < m_problems.size(); ++i) {
        const QRectF text =
            metrics.boundingRect(QRectF(0, 0, textWidth, 1000), Qt::TextWordWrap, m_problems[i].text);
        m_rows << Row{QRectF(x + 12, x + y + 1, 16, 16),
                      QRectF(x + textLeft, x + y, textWidth, text.height())};
        y += text.height() + 8;
        if (QPushButton* button = m_buttons[i]) {
            button->ensurePolished();
            const int w = std::min(textWidth, button->sizeHint().width() + 16);
            button->setGeometry(x + textLeft, x + int(y), w, 28);
            if (int(i) == firstFix())
                m_key->setGeometry(x + textLeft + w + 12, x + int(y), textWidth - w - 12, 28);
            y += 28 + 12;
        }
    }
    m_height = int(y) + (m_buttons.isEmpty() || m_buttons.last() ? 0 : 2);
    update();
}

void CanvasBubble::standBeside(const QRectF& card, const QRectF& view, const QList<QRectF>& others)
{
    const QRectF place = besideCard(card, QSizeF(bubbleWidth, m_height), view, distance, others);
    m_isBeside = place.left() >= card.right() || place.right() <= card.left();
    m_onTheLeft = place.left() < card.left();
    m_beak = std::clamp(card.center().y() - place.top() - 4, 16.0, std::max(16.0, m_height - 16.0));
    setFaceGeometry(place.toRect());
    show();
}

QPainterPath CanvasBubble::outline(const QRectF& face) const
{
    QPainterPath path = CanvasSurface::outline(face);
    if (!m_isBeside)
        return path;
    const qreal x = m_onTheLeft ? face.right() : face.left();
    const qreal out = m_onTheLeft ? beakSize : -beakSize;
    QPainterPath beak;
    beak.moveTo(x - out * 0.5, face.top() + m_beak - beakSize);
    beak.lineTo(x, face.top() + m_beak - beakSize);
    beak.lineTo(x + out, face.top() + m_beak);
    beak.lineTo(x, face.top() + m_beak + beakSize);
    beak.lineTo(x - out * 0.5, face.top() + m_beak + beakSize);
    beak.closeSubpath();
    return path.united(beak);
}

QColor CanvasBubble::border() const
{
    const bool error = std::any_of(m_problems.begin(), m_problems.end(), [](const CanvasProblem& p) {
        return p.severity == CanvasProblem::Severity::Error;
    });
    return error ? tokens().error : tokens().warning;
}

void CanvasBubble::paintEvent(QPaintEvent* event)
{
    CanvasSurface::paintEvent(event);
    QPainter painter(this);
    const Tokens& t = tokens();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const bool error = m_problems[i].severity == CanvasProblem::Severity::Error;
        drawIcon(painter, m_rows[i].icon, error ? QStringLiteral("error") : QStringLiteral("warning"),
                 error ? t.error : t.warning);
        painter.setPen(t.text);
        painter.drawText(m_rows[i].text, Qt::TextWordWrap, m_problems[i].text);
    }
}

} // namespace widgets
