#include "app/program.h"

#include "app/appearance.h"
#include "app/main_window.h"
#include "app/samples.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTimer>

namespace app {

namespace {

// A folder the user chose once counts unless the environment names another.
void useDataFolder()
{
    const QString folder = QSettings().value(QStringLiteral("data/folder")).toString();
    if (!qEnvironmentVariableIsSet("LAYERLOOM_DATA") && !folder.isEmpty())
        qputenv("LAYERLOOM_DATA", folder.toUtf8());
}

// For the README and for bug reports: trains for a while, writes a picture of the window, ends.
void takePicture(MainWindow& window, const QString& path, double seconds)
{
    window.resize(1600, 1000);
    QObject::connect(&window.document(), &Document::opened, &window.workbench().wishes, &Wishes::train,
                     Qt::QueuedConnection);
    QTimer::singleShot(static_cast<int>(seconds * 1000), &window, [&window, path] {
        if (!window.grab().save(path))
            qWarning("%s could not be written; choose another folder.", qPrintable(path));
        window.session().finish();
        QCoreApplication::exit(0);
    });
}

void openArguments(MainWindow& window, const QStringList& arguments)
{
    if (arguments.isEmpty())
        return;
    if (sampleIds().contains(arguments.first()))
        window.openSample(arguments.first());
    else
        window.openFile(arguments.first());
}

} // namespace

int runProgram(QApplication& application)
{
    QCoreApplication::setApplicationName(QStringLiteral("layerloom"));
    QCoreApplication::setOrganizationName(QStringLiteral("layerloom"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LAYERLOOM_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Layerloom"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Compose, train and explore neural networks."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({QStringLiteral("light"), QStringLiteral("Use the light theme this time.")});
    parser.addOption({QStringLiteral("dark"), QStringLiteral("Use the dark theme this time.")});
    parser.addOption({QStringLiteral("language"), QStringLiteral("Use this language this time: en or zh_CN."),
                      QStringLiteral("code")});
    parser.addOption({QStringLiteral("picture"),
                      QStringLiteral("Train, write a picture of the window to this PNG file, and end."),
                      QStringLiteral("file")});
    parser.addOption({QStringLiteral("seconds"), QStringLiteral("How long to train before the picture."),
                      QStringLiteral("seconds"), QStringLiteral("20")});
    parser.addPositionalArgument(QStringLiteral("project"),
                                 QStringLiteral("A .loom file, or the name of a sample."),
                                 QStringLiteral("[project]"));
    parser.process(application);

    application.setWindowIcon(widgets::icon(QStringLiteral("layerloom"), &widgets::Tokens::accent));
    useDataFolder();
    useLanguage(parser.isSet("language") ? parser.value("language") : language());
    useTheme(parser.isSet("light")      ? ThemeChoice::Light
                 : parser.isSet("dark") ? ThemeChoice::Dark
                                        : themeChoice());
    auto* window = new MainWindow;
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
    if (parser.isSet("picture"))
        takePicture(*window, parser.value("picture"), parser.value("seconds").toDouble());
    openArguments(*window, parser.positionalArguments());
    return application.exec();
}

} // namespace app
