#include "widgets/theme.h"

#include "widgets/theme_style.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QStyle>
#include <QTemporaryDir>

namespace widgets {

namespace {

struct NamedToken {
    const char* name;
    QColor Tokens::*member;
};

// The names theme.qss uses, longest first where one begins with another.
constexpr NamedToken namedTokens[] = {
    {"canvas", &Tokens::canvas},   {"window", &Tokens::window},
    {"panel", &Tokens::panel},     {"card", &Tokens::card},
    {"sunken", &Tokens::sunken},   {"popup", &Tokens::popup},
    {"plot", &Tokens::plot},       {"hover", &Tokens::hover},
    {"pressed", &Tokens::pressed}, {"select", &Tokens::select},
    {"grid", &Tokens::grid},       {"line2", &Tokens::line2},
    {"line", &Tokens::line},       {"field", &Tokens::field},
    {"text2", &Tokens::text2},     {"text3", &Tokens::text3},
    {"text", &Tokens::text},       {"accentHover", &Tokens::accentHover},
    {"accent", &Tokens::accent},   {"onAccent", &Tokens::onAccent},
    {"focus", &Tokens::focus},     {"successTint", &Tokens::successTint},
    {"success", &Tokens::success}, {"warningTint", &Tokens::warningTint},
    {"warning", &Tokens::warning}, {"errorTint", &Tokens::errorTint},
    {"error", &Tokens::error},
};

// The order runs through the data colours, so that no curve looks like the accent.
constexpr int runOrder[] = {1, 8, 6, 2, 0, 7, 5, 3, 4, 9};

Theme& currentTheme()
{
    static Theme theme = Theme::Light;
    return theme;
}

QPalette paletteOf(const Tokens& t)
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor& color, const QColor& disabled) {
        p.setColor(QPalette::All, role, color);
        p.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, t.panel, t.panel); // bars and main windows get theirs from the sheet
    set(QPalette::Base, t.panel, t.panel);
    set(QPalette::AlternateBase, t.sunken, t.sunken);
    set(QPalette::Button, t.card, t.card);
    set(QPalette::ToolTipBase, t.popup, t.popup);
    set(QPalette::ToolTipText, t.text, t.text);
    set(QPalette::Highlight, t.accent, t.line2);
    set(QPalette::HighlightedText, t.onAccent, t.text3);
    set(QPalette::Link, t.accent, t.text3);
    set(QPalette::LinkVisited, t.accent, t.text3);
    set(QPalette::PlaceholderText, t.text2, t.text3);
    set(QPalette::Light, t.card, t.card);
    set(QPalette::Midlight, t.line, t.line);
    set(QPalette::Mid, t.line2, t.line2);
    set(QPalette::Dark, t.field, t.field);
    set(QPalette::Shadow, t.field, t.field);
    set(QPalette::BrightText, t.onAccent, t.text3);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        set(role, t.text, t.text3);
    return p;
}

QByteArray resource(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A style sheet takes pictures from files only, so its few small glyphs are tinted into a folder that is
// removed at the end of the program.
QString glyph(const QString& name, const QColor& color)
{
    static const QTemporaryDir folder;
    const QString path =
        folder.filePath(name + QLatin1Char('-') + color.name().mid(1) + QLatin1String(".svg"));
    if (!QFile::exists(path)) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(resource(QStringLiteral(":/icons/%1.svg").arg(name))
                           .replace("currentColor", color.name().toLatin1())
                           // drawn at 12 pixels at most, where a thin line fades
                           .replace("stroke-width=\"1.5\"",
                                    name == u"close" ? "stroke-width=\"2.5\"" : "stroke-width=\"1.5\""));
    }
    return path;
}

QString styleSheetOf(const Tokens& t)
{
    QString sheet = QString::fromUtf8(resource(QStringLiteral(":/theme.qss")));
    for (const char* name : {"up", "down", "right"})
        sheet.replace(QStringLiteral("@glyph-%1").arg(QLatin1String(name)),
                      glyph(QLatin1String(name), t.text2));
    sheet.replace(QStringLiteral("@glyph-check"), glyph(QStringLiteral("check"), t.onAccent));
    sheet.replace(QStringLiteral("@glyph-close"), glyph(QStringLiteral("close"), t.text2));
    sheet.replace(QStringLiteral("@fieldBg"), (t.dark ? t.sunken : t.card).name());
    for (const NamedToken& token : namedTokens)
        sheet.replace(QLatin1Char('@') + QLatin1String(token.name), (t.*token.member).name());
    return sheet;
}

} // namespace

QColor Tokens::run(int index) const
{
    const int count = static_cast<int>(std::size(runOrder));
    return data[static_cast<std::size_t>(runOrder[((index % count) + count) % count])];
}

const Tokens& tokens()
{
    return tokensOf(currentTheme());
}

void applyTheme(Theme theme)
{
    systemTheme(); // looks at the palette before it is ours
    currentTheme() = theme;
    const Tokens& t = tokensOf(theme);
    if (qApp->styleSheet().isEmpty())
        QApplication::setStyle(new ThemeStyle);
    QApplication::setPalette(paletteOf(t));
    qApp->setStyleSheet(styleSheetOf(t));
}

} // namespace widgets
