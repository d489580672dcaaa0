#pragma once

#include "engine/layers/layer_type.h"
#include "widgets/layer_palette.h"

#include <QCoreApplication>

namespace app {

// Layer types in the words and colours of the window.
class LayerTexts {
    Q_DECLARE_TR_FUNCTIONS(app::LayerTexts)
public:
    static QString categoryTitle(engine::Category category);
    static widgets::Category category(engine::Category category);
    static widgets::PaletteEntry entry(const engine::LayerType& type);
    static QList<widgets::PaletteEntry> entries();
    // What F1 says: title, summary and every setting with its limits, as rich text.
    static QString explanation(const engine::LayerType& type);
};

} // namespace app
