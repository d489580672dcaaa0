#pragma once

#include "app/panels/latent_page.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace widgets {
class ImageGrid;
}

namespace app::panels {

// The way from one test picture to another: both chosen by a click in a row of them.
class LatentPath final : public LatentPage {
    Q_OBJECT
public:
    explicit LatentPath(QWidget* parent = nullptr);

    void setContext(const LatentContext& context) override;
    std::vector<Code> codes() const override;
    void setPictures(const QList<QImage>& pictures) override;
    void retranslate() override;
    QWidget* picture() override;

private:
    void showSections();
    void showOthers();
    void choose(int column);
    QString className(int sample) const;
    int sampleAt(int column) const; // of the context's rows

    LatentContext m_context;
    QList<QImage> m_originals; // in view
    QList<QImage> m_path;
    int m_first = 0; // of the samples in view
    int m_from = 0, m_to = 1; // samples
    bool m_toIsNext = false; // which end the next click moves
    widgets::ImageGrid* m_grid;
    QComboBox* m_way;
    QLabel* m_countLabel;
    QSpinBox* m_count;
    QPushButton* m_others;
};

} // namespace app::panels
