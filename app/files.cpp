#include "app/main_window.h"

#include "app/background.h"
#include "app/canvas_controller.h"
#include "app/canvas_pane.h"
#include "app/recent.h"
#include "app/samples.h"
#include "app/status_bar.h"
#include "app/text.h"

#include "widgets/node_canvas.h"

#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace app {

namespace {

QString suffixed(const QString& path)
{
    return path.endsWith(QLatin1String(".loom"), Qt::CaseInsensitive) ? path : path + QStringLiteral(".loom");
}

std::vector<std::uint8_t> previewOf(const Document& document)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    widgets::networkThumbnail(pictureOf(document.graph(), document.analysis()), {278, 140})
        .save(&buffer, "PNG");
    return {png.begin(), png.end()};
}

std::filesystem::path pathOf(const QString& path)
{
    return path.toStdU16String();
}

} // namespace

void MainWindow::newProject()
{
    engine::ProjectFile file;
    file.project.dataset = {"digits"};
    adopt(std::move(file), {});
}

void MainWindow::openSample(const QString& id)
{
    askBeforeLeaving([this, id] {
        auto file = loadSample(id);
        if (!file)
            return complain(sentence(file.problem()));
        adopt(std::move(*file), {});
    });
}

void MainWindow::openDialog()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a project"), QFileInfo(m_document.path()).path(),
                                     tr("Layerloom projects (*.loom);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::openFile(const QString& path)
{
    askBeforeLeaving([this, path] {
        m_status->setBusy(tr("Opening “%1” ...").arg(QFileInfo(path).fileName()));
        using Loaded = std::shared_ptr<engine::Result<engine::ProjectFile>>;
        background(
            this,
            [file = pathOf(path)] {
                return Loaded(new engine::Result<engine::ProjectFile>(engine::loadProject(file)));
            },
            [this, path](const Loaded& loaded) {
                m_status->setBusy({});
                if (!*loaded) {
                    m_log.add(sentence(loaded->problem()), LogEntry::Severity::Error);
                    auto* box = new QMessageBox(QMessageBox::Warning, tr("Layerloom"),
                                                sentence(loaded->problem()), QMessageBox::Ok, this);
                    box->setAttribute(Qt::WA_DeleteOnClose);
                    return box->open();
                }
                const bool newer = (*loaded)->fromNewerVersion;
                adopt(std::move(**loaded), QFileInfo(path).absoluteFilePath());
                addRecentProject(m_document);
                if (newer)
                    m_pane->showNotice(
                        tr("A newer version of Layerloom wrote this project; what this version does "
                           "not know is kept, and saving makes a copy."),
                        {}, {});
            });
    });
}

void MainWindow::adopt(engine::ProjectFile file, const QString& path)
{
    m_selection.setNodes({});
    m_selection.setRun({});
    for (engine::Run& run : file.runs)
        if (run.state == "running" || run.state == "paused")
            run.state = "stopped"; // the program ended while it trained; it can be continued
    m_document.open(std::move(file), path);
    showWorkspace();
    m_pane->canvas().fitAll(false);
    m_pane->canvas().setFocus();
    m_log.add(tr("“%1” was opened.").arg(m_document.title()));
}

void MainWindow::restore(const LostWork& work)
{
    askBeforeLeaving([this, work] {
        auto file = engine::loadProject(pathOf(work.file));
        if (!file)
            return complain(sentence(file.problem()));
        adopt(std::move(*file), work.path);
        m_document.markModified();
        m_recovery.writeNow(); // it stays protected, now by this window
        Recovery::discard(work);
    });
}

void MainWindow::save(const Then& then)
{
    if (m_document.path().isEmpty() || m_document.mustSaveAsCopy())
        return saveAs(then);
    saveTo(m_document.path(), then);
}

void MainWindow::saveAs(const Then& then)
{
    const QString folder =
        m_document.path().isEmpty() ? QDir::homePath() : QFileInfo(m_document.path()).path();
    const QString name =
        m_document.mustSaveAsCopy() ? tr("%1 copy").arg(m_document.title()) : m_document.title();
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save the project"), suffixed(folder + QLatin1Char('/') + name),
                                     tr("Layerloom projects (*.loom)"));
    if (!path.isEmpty())
        saveTo(suffixed(path), then);
}

void MainWindow::saveTo(const QString& path, const Then& then)
{
    m_status->setBusy(tr("Saving ..."));
    auto file = std::make_shared<engine::ProjectFile>(m_document.file());
    file->preview = previewOf(m_document);
    const quint64 revision = m_document.revision();
    using Saved = std::shared_ptr<engine::Result<void>>;
    background(
        this,
        [file, to = pathOf(path)] { return Saved(new engine::Result<void>(engine::saveProject(to, *file))); },
        [this, path, revision, then](const Saved& saved) {
            m_status->setBusy({});
            if (!*saved) {
                const QString why = sentence(saved->problem());
                m_log.add(why, LogEntry::Severity::Error);
                auto* box =
                    new QMessageBox(QMessageBox::Warning, tr("Layerloom"), why, QMessageBox::Ok, this);
                box->setAttribute(Qt::WA_DeleteOnClose);
                return box->open();
            }
            m_document.saved(path, revision);
            addRecentProject(m_document);
            if (then)
                then();
        });
}

bool MainWindow::mustAsk() const
{
    return m_hasProject && (m_session.isActive() || m_document.isModified());
}

void MainWindow::askBeforeLeaving(const Then& proceed)
{
    const bool training = m_session.isActive();
    if (m_asking)
        return;
    if (!mustAsk())
        return proceed();
    const Progress progress = m_session.progress();
    const QString question = training
        ? tr("“%1” is training, epoch %2 of %3. Saving keeps its last state, so that it can go on later.")
              .arg(m_document.title())
              .arg(progress.epoch)
              .arg(progress.epochs)
        : tr("“%1” has changes that are not saved.").arg(m_document.title());
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Layerloom"), question, QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* keep = box->addButton(training ? tr("Stop and save") : tr("Save"), QMessageBox::AcceptRole);
    QPushButton* drop =
        box->addButton(training ? tr("Stop and discard") : tr("Discard"), QMessageBox::DestructiveRole);
    box->setDefaultButton(keep);
    m_asking = true;
    connect(box, &QMessageBox::finished, this, [this, box, keep, drop, proceed] {
        m_asking = false;
        if (box->clickedButton() == keep) {
            m_session.finish();
            save(proceed);
        } else if (box->clickedButton() == drop) {
            m_session.finish();
            m_document.markSaved();
            proceed();
        }
    });
    box->open();
}

} // namespace app
