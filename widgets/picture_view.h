#pragma once

#include <QImage>
#include <QWidget>

namespace widgets {

// One picture, enlarged by a whole factor so that its pixels stay squares, with a title above and a caption
// below. Tells which pixel the pointer is on, and frames pixels of it.
class PictureView : public QWidget {
    Q_OBJECT
public:
    explicit PictureView(int side = 160, QWidget* parent = nullptr); // the picture fits into side x side

    void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }
    void setTitle(const QString& title);
    void setCaption(const QString& caption); // wraps
    QString title() const { return m_title; }
    QString caption() const { return m_caption; }
    void setMark(const QRect& pixels); // a null one: none
    QRect mark() const { return m_mark; }

    QRect pictureRect() const; // where it is drawn
    QRect rectOf(const QRect& pixels) const; // where these pixels are drawn

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void pixelHovered(const QPoint& pixel); // (-1, -1): the pointer has left

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int titleHeight() const;
    int captionHeight() const;

    QImage m_picture;
    QString m_title, m_caption;
    QRect m_mark;
    QPoint m_hovered{-1, -1};
    int m_side;
};

} // namespace widgets
