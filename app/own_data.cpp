#include "app/own_data.h"

#include "app/form_fields.h"
#include "app/text.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace app {

namespace {

std::optional<engine::Choice> firstWith(bool (*fits)(const engine::Field&), const QString& place)
{
    for (const engine::DatasetType& type : engine::datasetTypes())
        if (std::ranges::any_of(type.fields, fits))
            return placed({type.id}, place);
    return std::nullopt;
}

} // namespace

const engine::Field* placeField(const engine::DatasetType& type)
{
    const auto found = std::ranges::find_if(
        type.fields, [](const engine::Field& field) { return isOwnFolder(field) || isOwnFile(field); });
    return found == type.fields.end() ? nullptr : &*found;
}

QString askForPlace(QWidget* parent, const engine::Field& field, const QString& now)
{
    if (isOwnFolder(field))
        return QFileDialog::getExistingDirectory(
            parent,
            QCoreApplication::translate("app::OwnData",
                                        "A folder that holds one folder of pictures for each class"),
            now);
    return QFileDialog::getOpenFileName(
        parent, QCoreApplication::translate("app::OwnData", "A table"), now,
        QCoreApplication::translate("app::OwnData", "Tables (*.csv *.tsv *.txt);;All files (*)"));
}

engine::Choice placed(engine::Choice choice, const QString& place)
{
    if (const engine::DatasetType* type = engine::findDatasetType(choice.id))
        if (const engine::Field* field = placeField(*type))
            setAttribute(choice.attributes, *field, utf8(place));
    return choice;
}

std::optional<engine::Choice> ownData(const QString& place)
{
    const QFileInfo info(place);
    if (info.isDir())
        return firstWith(&isOwnFolder, info.absoluteFilePath());
    const QString ending = info.suffix().toLower();
    if (ending == QLatin1String("csv") || ending == QLatin1String("tsv"))
        return firstWith(&isOwnFile, info.absoluteFilePath());
    return std::nullopt;
}

} // namespace app
