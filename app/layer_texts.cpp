#include "app/layer_texts.h"

#include "app/text.h"

namespace app {

QString LayerTexts::categoryTitle(engine::Category category)
{
    using C = engine::Category;
    switch (category) {
    case C::Input:
        return tr("Input");
    case C::Core:
        return tr("Core");
    case C::Convolution:
        return tr("Convolution");
    case C::Recurrent:
        return tr("Recurrent");
    case C::Embedding:
        return tr("Embedding");
    case C::Activation:
        return tr("Activation");
    case C::Normalization:
        return tr("Normalisation");
    case C::Regularization:
        return tr("Regularisation");
    case C::Shape:
        return tr("Shape");
    case C::Merge:
        return tr("Merge");
    case C::Output:
        return tr("Output");
    }
    return {};
}

widgets::Category LayerTexts::category(engine::Category category)
{
    static_assert(int(engine::Category::Output) == int(widgets::Category::Output) &&
                  int(engine::Category::Merge) == int(widgets::Category::Merge) &&
                  int(engine::Category::Activation) == int(widgets::Category::Activation));
    return static_cast<widgets::Category>(static_cast<int>(category));
}

widgets::PaletteEntry LayerTexts::entry(const engine::LayerType& type)
{
    widgets::PaletteEntry entry;
    entry.type = text(type.id);
    entry.title = translateEngine(type.title);
    entry.summary = translateEngine(type.summary);
    entry.icon = text(type.icon);
    entry.group = categoryTitle(type.category);
    entry.category = category(type.category);
    entry.keywords = {text(type.id), text(type.title)}; // found by their Keras names in every language
    return entry;
}

QList<widgets::PaletteEntry> LayerTexts::entries()
{
    QList<widgets::PaletteEntry> entries;
    for (const engine::LayerType& type : engine::layerTypes())
        entries << entry(type);
    return entries;
}

QString LayerTexts::explanation(const engine::LayerType& type)
{
    QString html =
        QStringLiteral("<b>%1</b><p>%2</p>")
            .arg(translateEngine(type.title).toHtmlEscaped(), translateEngine(type.summary).toHtmlEscaped());
    for (const engine::Field& field : type.fields)
        if (!field.help.empty())
            html += QStringLiteral("<p><b>%1</b> %2</p>")
                        .arg(translateEngine(field.label).toHtmlEscaped(),
                             translateEngine(field.help).toHtmlEscaped());
    return html;
}

} // namespace app
