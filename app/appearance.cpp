#include "app/appearance.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

namespace app {

namespace {

const QString themeKey = QStringLiteral("appearance/theme");
const QString languageKey = QStringLiteral("appearance/language");
const QStringList themeNames{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};

QString& languageInUse()
{
    static QString name;
    return name;
}

// A free function that uses a class's tr() is filed by lupdate under its namespace: looked for there as well.
class Translator : public QTranslator {
public:
    using QTranslator::QTranslator;
    QString translate(const char* context, const char* source, const char* comment, int count) const override
    {
        QString text = QTranslator::translate(context, source, comment, count);
        const QByteArray full(context);
        if (const qsizetype end = full.lastIndexOf("::"); text.isEmpty() && end > 0)
            text = QTranslator::translate(full.left(end).constData(), source, comment, count);
        return text;
    }
};

// Owned by the application, found again by name.
void install(const QString& name, const QLocale& locale, const QString& file, const QString& folder)
{
    delete qApp->findChild<QTranslator*>(name);
    auto* translator = new Translator(qApp);
    translator->setObjectName(name);
    if (translator->load(locale, file, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
}

} // namespace

ThemeChoice themeChoice()
{
    const qsizetype index = themeNames.indexOf(QSettings().value(themeKey).toString());
    return index < 0 ? ThemeChoice::System : static_cast<ThemeChoice>(index);
}

void useTheme(ThemeChoice choice)
{
    widgets::applyTheme(choice == ThemeChoice::Light      ? widgets::Theme::Light
                            : choice == ThemeChoice::Dark ? widgets::Theme::Dark
                                                          : widgets::systemTheme());
}

void setThemeChoice(ThemeChoice choice)
{
    QSettings().setValue(themeKey, themeNames[static_cast<int>(choice)]);
    useTheme(choice);
}

QString language()
{
    if (!languageInUse().isEmpty())
        return languageInUse();
    const QString chosen = QSettings().value(languageKey).toString();
    if (!chosen.isEmpty())
        return chosen;
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void useLanguage(const QString& language)
{
    languageInUse() = language;
    const QLocale locale(language);
    QLocale::setDefault(locale);
    install(QStringLiteral("qtTranslator"), locale, QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("programTranslator"), locale, QStringLiteral("layerloom"),
            QStringLiteral(":/i18n"));
}

void setLanguage(const QString& language)
{
    QSettings().setValue(languageKey, language);
    useLanguage(language);
}

} // namespace app
