#pragma once

#include "engine/base/fields.h"
#include "widgets/field_form.h"

namespace app {

// Between the engine's fields and the form that edits them.
QVariant toVariant(const engine::Value& value);
engine::Value toValue(const QVariant& value, const engine::Value& like);

// Settings of this key say where the user's own pictures or table lie.
bool isOwnFolder(const engine::Field& field);
bool isOwnFile(const engine::Field& field);

// One line of the form; keys get the prefix, so that one form can hold several sets of fields.
widgets::FormField formField(const engine::Field& field, const engine::Value& value,
                             const QString& prefix = {});
QList<widgets::FormField> formFields(const std::vector<engine::Field>& fields,
                                     const engine::Attributes& attributes, const QString& prefix = {});

// Keeps only what differs from the initial value.
void setAttribute(engine::Attributes& attributes, const engine::Field& field, const engine::Value& value);
const engine::Field* findField(const std::vector<engine::Field>& fields, const QString& key);

} // namespace app
