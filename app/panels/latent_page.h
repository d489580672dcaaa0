#pragma once

#include "app/panels/latent_points.h"

#include <QWidget>

namespace app::panels {

// What the views of a latent space look at.
struct LatentContext {
    std::shared_ptr<const LatentSpace> space;
    LatentNode latent;
    RebuildNodes nodes;
    engine::Dataset data;
    engine::Dataset::Part part = engine::Dataset::Part::Test; // for training where there is none
    std::vector<std::int32_t> rows; // of it: the space was measured on these
    Code position; // of the sliders, in standard deviations
};

// One view: says which codes it wants to see unfolded, and gets their pictures.
class LatentPage : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual void setContext(const LatentContext& context) = 0; // again and again while the network learns
    virtual std::vector<Code> codes() const = 0; // none: nothing to see yet
    // May belong to an earlier answer of codes() of another length.
    virtual void setPictures(const QList<QImage>& pictures) = 0;
    virtual void retranslate() = 0;
    virtual QWidget* picture() = 0; // what is exported

signals:
    void codesChanged();
    void codeChosen(const Code& code); // to go on with in the sliders
};

} // namespace app::panels
