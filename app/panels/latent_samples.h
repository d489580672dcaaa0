#pragma once

#include "app/panels/latent_page.h"

class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;

namespace widgets {
class ImageGrid;
}

namespace app::panels {

// Pictures of codes that nobody has seen: drawn from the prior, or from what the codes look like.
class LatentSamples final : public LatentPage {
    Q_OBJECT
public:
    explicit LatentSamples(QWidget* parent = nullptr);

    void setContext(const LatentContext& context) override;
    std::vector<Code> codes() const override;
    void setPictures(const QList<QImage>& pictures) override;
    void retranslate() override;
    QWidget* picture() override;

private:
    void showSection();
    float temperature() const;

    LatentContext m_context;
    QList<QImage> m_pictures;
    widgets::ImageGrid* m_grid;
    QLabel *m_temperatureLabel, *m_temperatureValue, *m_seedLabel;
    QSlider* m_temperature;
    QSpinBox* m_seed;
    QPushButton* m_again;
};

} // namespace app::panels
