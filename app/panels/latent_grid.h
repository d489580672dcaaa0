#pragma once

#include "app/panels/latent_page.h"

class QComboBox;
class QLabel;
class QSpinBox;

namespace widgets {
class PicturePlane;
}

namespace app::panels {

// A plane through the space, picture by picture: along two dimensions or the first two principal components.
class LatentGrid final : public LatentPage {
    Q_OBJECT
public:
    explicit LatentGrid(QWidget* parent = nullptr);

    void setContext(const LatentContext& context) override;
    std::vector<Code> codes() const override;
    void setPictures(const QList<QImage>& pictures) override;
    void retranslate() override;
    QWidget* picture() override;

private:
    enum Axes { Dimensions, Components };
    void fillDimensions();
    LatentPlane plane() const;
    int dimension(const QComboBox* box) const;

    LatentContext m_context;
    widgets::PicturePlane* m_plane;
    QComboBox *m_axes, *m_x, *m_y;
    QLabel* m_sideLabel;
    QSpinBox* m_side;
    bool m_chosen = false; // the user chose the dimensions; else they follow what is most active
};

} // namespace app::panels
