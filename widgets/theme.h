#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QString>

#include <array>

class QPainter;
class QRectF;

namespace widgets {

// What a layer is for; gives its card, palette row and picture their colour.
enum class Category {
    Input,
    Core,
    Convolution,
    Recurrent,
    Embedding,
    Activation,
    Normalization,
    Regularization,
    Shape,
    Merge,
    Output
};
inline constexpr int categoryCount = 11;

// Every colour of the program, by what it is for. The text pairs reach WCAG AA; a test recomputes that.
struct Tokens {
    QColor canvas, window, panel, card, sunken, popup, plot;
    QColor hover, pressed, select, grid, line, line2, field;
    QColor text, text2, text3;
    QColor accent, accentHover, onAccent, focus;
    QColor success, successTint, warning, warningTint, error, errorTint;
    QColor shadow, frameFill;
    std::array<QColor, categoryCount> category;
    std::array<QColor, 10> data; // classes, in this order
    std::array<QColor, 7> sequential; // magnitude
    std::array<QColor, 7> diverging; // signed, zero in the middle
    bool dark = false;

    const QColor& of(Category c) const { return category[static_cast<std::size_t>(c)]; }
    QColor run(int index) const; // orange, cyan, plum, green, blue ...: never like the accent
};

enum class Theme { Light, Dark };

const Tokens& tokensOf(Theme theme);

// The application's current colours, as QApplication::palette() is its current palette.
const Tokens& tokens();
// Sets palette, style sheet and tokens(); every widget gets its QEvent::PaletteChange and repaints.
void applyTheme(Theme theme);

// Type sizes relative to the system font.
enum class TextSize { Small, Caption, Body, Title, Heading, Display };
QFont textFont(TextSize size, bool bold = false);

// Digits in cells as wide as the widest, so that changing figures do not dance. Draws at the baseline
// point (right-aligned when alignRight) and returns the width used.
qreal drawNumber(QPainter& painter, QPointF baseline, const QString& text, bool alignRight = false);
qreal numberWidth(const QFont& font, const QString& text);

// A line icon of resources/icons/<name>.svg, tinted with the colour (default: text).
void drawIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color);
// These follow the theme and the disabled state.
QIcon icon(const QString& name);
QIcon icon(const QString& name, QColor Tokens::*role); // for example &Tokens::onAccent in a main button
QIcon icon(const QString& name, Category category);

// What the desktop asks for: the settings portal's wish, else the lightness of the palette at the start.
Theme systemTheme();

} // namespace widgets
