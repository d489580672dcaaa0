#pragma once

#include <QImage>
#include <QWidget>

namespace widgets {

// One picture as large as there is room, at the top of it, its pixels as squares.
class LargePicture : public QWidget {
    Q_OBJECT
public:
    explicit LargePicture(QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }

    QSize sizeHint() const override { return {280, 280}; }
    QSize minimumSizeHint() const override { return {96, 96}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_picture;
};

} // namespace widgets
