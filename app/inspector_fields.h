#pragma once

#include "app/document.h"
#include "widgets/field_form.h"

#include <QCoreApplication>

namespace app {

// The lines of the inspector and the edits behind them, without a widget.
class InspectorFields {
    Q_DECLARE_TR_FUNCTIONS(app::InspectorFields)
public:
    static QList<widgets::FormField> ofNode(const Document& document, const engine::Node& node);
    static void editNode(Document& document, int node, const QString& key, const QVariant& value);

    static QList<widgets::FormField> ofTraining(const Document& document);
    static void editTraining(Document& document, const QString& key, const QVariant& value);

private:
    static QList<widgets::FormField> results(const Document& document, const engine::Node& node);
    static widgets::FormField choice(const QString& key, const QString& label, const QString& section);
};

} // namespace app
