#include "app/main_window.h"

#include <QMessageBox>

namespace app {

void MainWindow::showKeys()
{
    const QList<std::pair<QString, QString>> keys{
        {tr("Space or double-click"), tr("search for a layer and add it")},
        {tr("drag from port to port"), tr("link two layers")},
        {tr("drag a layer onto a link"), tr("insert it there")},
        {tr("Alt+click on a link"), tr("cut it")},
        {tr("Del"), tr("delete and reconnect the neighbours")},
        {QStringLiteral("Ctrl+D, Ctrl+C, Ctrl+X, Ctrl+V"), tr("duplicate, copy, cut, paste")},
        {QStringLiteral("Ctrl+Z, Ctrl+Shift+Z"), tr("undo, redo")},
        {QStringLiteral("F2, F1"), tr("rename, explain the layer")},
        {QStringLiteral("M, L"), tr("mute, freeze")},
        {tr("wheel, middle button, Home, F"), tr("zoom, pan, fit all, fit the selection")},
        {QStringLiteral("F5, F6, F7, Shift+F5"), tr("train, pause, step, stop")},
        {QStringLiteral("Ctrl+1, Ctrl+2, Ctrl+3"), tr("design, train, explore")},
    };
    QString table = QStringLiteral("<table cellspacing=\"6\">");
    for (const auto& [key, meaning] : keys)
        table += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>")
                     .arg(key.toHtmlEscaped(), meaning.toHtmlEscaped());
    table += QStringLiteral("</table>");
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Keys"), table, QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::showAbout()
{
    auto* box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Layerloom"),
                        tr("<b>Layerloom %1</b><p>Compose networks from layers, train them and look inside."
                           "</p>")
                            .arg(QStringLiteral(LAYERLOOM_VERSION)),
                        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::newWindow()
{
    auto* window = new MainWindow;
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->resize(size());
    window->move(pos() + QPoint(32, 32));
    window->show();
}

} // namespace app
