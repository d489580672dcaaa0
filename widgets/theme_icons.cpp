#include "widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <functional>

namespace widgets {

namespace {

const QByteArray& sourceOf(const QString& name)
{
    static QHash<QString, QByteArray> known;
    auto it = known.find(name);
    if (it == known.end()) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        it = known.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return *it;
}

// The stroke stays 1.5 on the screen whatever the size of the icon.
QByteArray tinted(const QString& name, const QColor& color, qreal size)
{
    QByteArray svg = sourceOf(name);
    const qreal grid = svg.contains("viewBox=\"0 0 12 12\"") ? 12 : 24;
    svg.replace("stroke-width=\"1.5\"",
                "stroke-width=\"" + QByteArray::number(1.5 * grid / size, 'f', 3) + '"');
    return svg.replace("currentColor", color.name().toLatin1());
}

// size is in logical pixels, scale says how many device pixels make one.
QPixmap rendered(const QString& name, const QColor& color, qreal size, qreal scale)
{
    const int pixels = qBound(1, qRound(size * scale), 2048);
    const QString key = QStringLiteral("icon/%1/%2/%3/%4")
                            .arg(name, color.name(QColor::HexArgb))
                            .arg(pixels)
                            .arg(qRound(size * 4));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(tinted(name, color, size));
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(color.alphaF());
    if (renderer.isValid())
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

// Asks for its colour when it paints, so a change of theme needs no new icons.
class TintedEngine : public QIconEngine {
public:
    TintedEngine(QString name, std::function<QColor()> color)
        : m_name(std::move(name)), m_color(std::move(color))
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        drawIcon(*painter, rect, m_name, colorIn(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int side = std::min(size.width(), size.height());
        return rendered(m_name, colorIn(mode), side / scale, scale);
    }
    QIconEngine* clone() const override { return new TintedEngine(m_name, m_color); }
    QString iconName() override { return m_name; }
    bool isNull() override { return sourceOf(m_name).isEmpty(); }

private:
    QColor colorIn(QIcon::Mode mode) const { return mode == QIcon::Disabled ? tokens().text3 : m_color(); }

    QString m_name;
    std::function<QColor()> m_color;
};

} // namespace

void drawIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color)
{
    const QTransform transform = painter.deviceTransform();
    const qreal zoom = std::hypot(transform.m11(), transform.m12());
    const qreal size = std::min(rect.width(), rect.height());
    if (size <= 0 || zoom <= 0)
        return;
    QRectF target(0, 0, size, size);
    target.moveCenter(rect.center());
    const QPixmap pixmap = rendered(name, color, size, zoom);
    painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()));
}

QIcon icon(const QString& name)
{
    return icon(name, &Tokens::text);
}

QIcon icon(const QString& name, QColor Tokens::*role)
{
    return QIcon(new TintedEngine(name, [role] { return tokens().*role; }));
}

QIcon icon(const QString& name, Category category)
{
    return QIcon(new TintedEngine(name, [category] { return tokens().of(category); }));
}

} // namespace widgets
