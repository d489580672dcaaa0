#include "app/own_data.h"

#include "app/form_fields.h"
#include "app/text.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace app {

namespace {

// "Own table (*.csv *.tsv);;All files (*)".
QString filterOf(const engine::DatasetType& type)
{
    QStringList patterns;
    for (const std::string& ending : type.endings)
        patterns << QStringLiteral("*.") + text(ending);
    return QStringLiteral("%1 (%2);;%3")
        .arg(translateEngine(type.title), patterns.join(QLatin1Char(' ')),
             QCoreApplication::translate("app::OwnData", "All files (*)"));
}

} // namespace

const engine::Field* placeField(const engine::DatasetType& type)
{
    const auto found = std::ranges::find_if(
        type.fields, [](const engine::Field& field) { return isOwnFolder(field) || isOwnFile(field); });
    return found == type.fields.end() ? nullptr : &*found;
}

QString askForPlace(QWidget* parent, const engine::DatasetType& type, const QString& now)
{
    if (isOwnFolder(*placeField(type)))
        return QFileDialog::getExistingDirectory(
            parent,
            QCoreApplication::translate("app::OwnData",
                                        "A folder that holds one folder of pictures for each class"),
            now);
    return QFileDialog::getOpenFileName(parent, translateEngine(type.title), now, filterOf(type));
}

engine::Choice placed(engine::Choice choice, const QString& place)
{
    if (const engine::DatasetType* type = engine::findDatasetType(choice.id))
        if (const engine::Field* field = placeField(*type))
            setAttribute(choice.attributes, *field, utf8(place));
    return choice;
}

std::vector<engine::Choice> ownData(const QString& place)
{
    const QFileInfo info(place);
    const std::string ending = utf8(info.suffix().toLower());
    std::vector<engine::Choice> choices;
    for (const engine::DatasetType& type : engine::datasetTypes()) {
        const engine::Field* field = placeField(type);
        if (field && (info.isDir() ? isOwnFolder(*field) : std::ranges::count(type.endings, ending) > 0))
            choices.push_back(placed({type.id}, info.absoluteFilePath()));
    }
    return choices;
}

} // namespace app
