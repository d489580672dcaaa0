#include "app/main_window.h"

#include "app/arrangement.h"
#include "app/canvas_pane.h"
#include "app/hardware.h"
#include "app/inspector.h"
#include "app/own_data.h"
#include "app/text.h"

#include "widgets/theme.h"

#include "engine/datasets/stand_in.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace app {

namespace {

// What a data set is called in the menu: with what is missing, or that the user will be asked where it lies.
QString entryText(const engine::DatasetType& type, bool here)
{
    const QString title = translateEngine(type.title);
    if (placeField(type))
        return MainWindow::tr("%1 ...").arg(title);
    if (here)
        return title;
    return MainWindow::tr("%1 (files missing)").arg(title);
}

// What it is, and what of it could not be used where it is loaded.
QString entryTip(const engine::DatasetType& type, const engine::Dataset* loaded)
{
    QStringList lines{translateEngine(type.summary)};
    if (loaded)
        for (const engine::Problem& remark : loaded->remarks)
            lines << sentence(remark);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

void MainWindow::fillDataMenu(QMenu* menu)
{
    menu->clear();
    const engine::Choice& chosen = m_document.project().dataset;
    for (const engine::DatasetType& type : engine::datasetTypes()) {
        const engine::Choice choice = type.id == chosen.id ? chosen : engine::Choice{type.id};
        const bool here = bool(DataStore::present(choice));
        QAction* action =
            menu->addAction(entryText(type, here), this, [this, id = type.id] { chooseData(id); });
        action->setToolTip(entryTip(type, m_session.data().loaded(choice)));
        const bool wanted = type.id == chosen.id || !placeField(type);
        if (!here && wanted)
            action->setIcon(widgets::icon(QStringLiteral("warning"), &widgets::Tokens::warning));
        else if (type.id == chosen.id)
            action->setIcon(widgets::icon(QStringLiteral("check"), &widgets::Tokens::accent));
    }
    menu->setToolTipsVisible(true);
    menu->addSeparator();
    menu->addAction(tr("Choose the data folder ..."), this, &MainWindow::chooseDataFolder);
    menu->addAction(tr("Data settings"), this, [this] {
        m_docks->show(Arrangement::Design);
        m_inspector->showTraining(QStringLiteral("dataset"));
    });
}

void MainWindow::chooseData(const std::string& id)
{
    const engine::DatasetType* type = engine::findDatasetType(id);
    if (type && placeField(*type))
        return chooseOwnData(*type);
    if (m_document.project().dataset.id != id)
        m_document.edit(tr("Choose data"), [&](engine::Project& p) { p.dataset = {id}; });
    m_pane->clearNotice();
    if (const auto present = DataStore::present(m_document.project().dataset); !present)
        explainMissingData(sentence(present.problem()));
}

// Asks where the user's own data lie, also when they are in use already: that is how one takes others.
void MainWindow::chooseOwnData(const engine::DatasetType& type)
{
    const engine::Choice& now = m_document.project().dataset;
    const engine::Choice choice = now.id == type.id ? now : engine::Choice{type.id};
    const QString old = text(engine::toText(engine::valueOf(*placeField(type), choice.attributes)));
    if (const QString place = askForPlace(this, type, old); !place.isEmpty())
        useData(placed(choice, place));
}

// A file that can be read in several ways is read as the data before it, else the user says how.
void MainWindow::useDropped(const QString& place)
{
    const std::vector<engine::Choice> choices = ownData(place);
    const engine::Choice& now = m_document.project().dataset;
    for (const engine::Choice& choice : choices)
        if (choices.size() == 1 || choice.id == now.id)
            return useData(choice.id == now.id ? placed(now, QFileInfo(place).absoluteFilePath()) : choice);
    if (choices.empty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addSection(tr("Read “%1” as").arg(QFileInfo(place).fileName()));
    for (const engine::Choice& choice : choices) {
        const engine::DatasetType& type = *engine::findDatasetType(choice.id);
        menu->addAction(translateEngine(type.title), this, [this, choice] { useData(choice); })
            ->setToolTip(translateEngine(type.summary));
    }
    menu->popup(QCursor::pos());
}

// One edit, unless there is something wrong with what was chosen.
void MainWindow::useData(const engine::Choice& choice)
{
    if (const auto present = DataStore::present(choice); !present) {
        const engine::DatasetType* type = engine::findDatasetType(choice.id);
        return m_pane->showNotice(sentence(present.problem()), tr("Choose another ..."), [this, type] {
            if (type)
                chooseOwnData(*type);
        });
    }
    m_pane->clearNotice();
    if (!(m_document.project().dataset == choice))
        m_document.edit(tr("Choose data"), [&](engine::Project& p) { p.dataset = choice; });
}

void MainWindow::explainMissingData(const QString& what)
{
    const engine::DatasetType* type = engine::findDatasetType(m_document.project().dataset.id);
    const engine::DatasetType* standIn = type ? engine::findDatasetType(type->standIn) : nullptr;
    if (type && placeField(*type))
        return m_pane->showNotice(what, tr("Choose another ..."), [this, type] { chooseOwnData(*type); });
    if (m_document.dataProblem()) // nothing is missing: the Inputs say what is wrong
        return;
    const auto folder = [this] { chooseDataFolder(); };
    if (!standIn)
        return m_pane->showNotice(what, tr("Choose the folder ..."), folder);
    m_pane->showNotice(
        what, tr("Use “%1” instead").arg(translateEngine(standIn->title)),
        [this, standIn] {
            useData({standIn->id, engine::knownTo(*standIn, m_document.project().dataset.attributes)});
        },
        tr("Choose the folder ..."), folder);
}

void MainWindow::chooseDataFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("The folder that holds your data sets"),
                                                             text(engine::dataFolder().string()));
    if (folder.isEmpty())
        return;
    QSettings().setValue(QStringLiteral("data/folder"), folder);
    qputenv("LAYERLOOM_DATA", folder.toUtf8());
    m_session.data().forget();
    m_pane->clearNotice();
    if (const auto present = DataStore::present(m_document.project().dataset); !present)
        explainMissingData(sentence(present.problem()));
}

void MainWindow::fillDeviceMenu(QMenu* menu)
{
    menu->clear();
    for (const auto& field : engine::trainingFields()) {
        if (field.key != "device")
            continue;
        const std::string now = std::get<std::string>(field.load(m_document.project().training));
        for (std::size_t i = 0; i < field.limits.choices.size(); ++i) {
            const std::string& choice = field.limits.choices[i];
            QAction* action =
                menu->addAction(translateEngine(field.limits.choiceTitles[i]), this, [this, choice] {
                    m_document.edit(tr("Choose the device"),
                                    [&](engine::Project& p) { p.training.device = choice; });
                });
            action->setCheckable(true);
            action->setChecked(choice == now);
        }
    }
    menu->addSeparator();
    engine::TrainingSettings onCard = m_document.project().training;
    onCard.device = "cuda";
    if (!usesCard(onCard) && !hardwareExplanation(onCard).isEmpty())
        menu->addAction(hardwareExplanation(onCard))->setEnabled(false);
    menu->addAction(tr("Threads and more"), this, [this] {
        m_docks->show(Arrangement::Design);
        m_inspector->showTraining(QStringLiteral("training/threads"));
    });
}

} // namespace app
