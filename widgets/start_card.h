#pragma once

#include "widgets/network_picture.h"

#include <QAbstractButton>

namespace widgets {

struct SampleInfo {
    QString id, group, title, dataSet, sentence, parameters, result;
    QList<PictureLayer> layers;
    bool operator==(const SampleInfo&) const = default;
};

// A sample on the start page: 278 x 252, picture above words. clicked() means "open".
class SampleCard : public QAbstractButton {
    Q_OBJECT
public:
    explicit SampleCard(const SampleInfo& sample, QWidget* parent = nullptr);
    const SampleInfo& sample() const { return m_sample; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintWords(QPainter& painter, const QRectF& area, bool active) const;

    SampleInfo m_sample;
};

struct RecentInfo {
    QString path, title, detail;
    QList<PictureLayer> layers;
    bool operator==(const RecentInfo&) const = default;
};

// A recent project: a small picture, name and one line. clicked() means "open".
class RecentRow : public QAbstractButton {
    Q_OBJECT
public:
    explicit RecentRow(const RecentInfo& recent, QWidget* parent = nullptr);
    const RecentInfo& recent() const { return m_recent; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    RecentInfo m_recent;
};

} // namespace widgets
