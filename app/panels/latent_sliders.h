#pragma once

#include "app/panels/latent_page.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace widgets {
class LargePicture;
class SliderList;
} // namespace widgets

namespace app::panels {

// A slider for each of the most active dimensions, and the picture that they make.
class LatentSliders final : public LatentPage {
    Q_OBJECT
public:
    explicit LatentSliders(QWidget* parent = nullptr);

    void setContext(const LatentContext& context) override;
    std::vector<Code> codes() const override;
    void setPictures(const QList<QImage>& pictures) override;
    void retranslate() override;
    QWidget* picture() override;

    void setOrigin(const QString& sentence); // whose code the sliders hold; empty: nobody's

signals:
    void moved(const Code& position); // in standard deviations
    void sampleWished();

private:
    void showPage(); // of the sliders
    void move(int row, double value);
    QString note(int dimension) const;

    LatentContext m_context;
    std::vector<int> m_order; // dimensions as they are listed
    int m_first = 0; // of those in view
    widgets::LargePicture* m_picture;
    widgets::SliderList* m_sliders;
    QLabel *m_origin, *m_range;
    QPushButton *m_sample, *m_reset;
    QToolButton *m_before, *m_after;
};

} // namespace app::panels
