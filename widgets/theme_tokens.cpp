#include "widgets/theme.h"

namespace widgets {

namespace {

constexpr std::array<QRgb, 10> dataColors = {
    0xff1367dc, 0xffd77902, 0xff128252, 0xffe50d4e, 0xff9581ff, // blue, orange, green, red, violet
    0xff726603, 0xffa1478f, 0xffb28b83, 0xff0ea3b9, 0xff777777, // olive, plum, clay, cyan, grey
};

QColor alpha(QRgb rgb, double opacity)
{
    QColor color = QColor::fromRgb(rgb);
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

template <std::size_t count>
std::array<QColor, count> colors(const std::array<QRgb, count>& values)
{
    std::array<QColor, count> result;
    for (std::size_t i = 0; i < count; ++i)
        result[i] = QColor::fromRgb(values[i]);
    return result;
}

Tokens lightTokens()
{
    Tokens t;
    t.canvas = 0xffeceae4, t.window = 0xfff6f4f0, t.panel = 0xfffbfaf8, t.card = 0xffffffff;
    t.sunken = 0xffefede8, t.popup = 0xffffffff, t.plot = 0xffffffff;
    t.hover = 0xffeae7e0, t.pressed = 0xffdedad1, t.select = 0xffe2e6fa;
    t.grid = 0xffd3cfc6, t.line = 0xffddd9d0, t.line2 = 0xffc4bfb4, t.field = 0xff858075;
    t.text = 0xff20232a, t.text2 = 0xff565b66, t.text3 = 0xff7a7e87;
    t.accent = 0xff3346b8, t.accentHover = 0xff2a3a9e, t.onAccent = 0xffffffff, t.focus = 0xff3346b8;
    t.success = 0xff1b7340, t.successTint = 0xffe3f3e8;
    t.warning = 0xff8a5a00, t.warningTint = 0xfffbf0d9;
    t.error = 0xffb3261e, t.errorTint = 0xfffce9e6;
    t.shadow = alpha(0xff000000, 0.10), t.frameFill = alpha(0xffffffff, 0.38);
    t.category =
        colors<categoryCount>({0xff2a2d38, 0xffb17914, 0xff04625e, 0xff7939d3, 0xff149051, 0xffbc4c31,
                               0xff5a5104, 0xff6d4243, 0xff86837e, 0xff2a8dba, 0xff890772});
    t.sequential =
        colors<7>({0xffffffff, 0xffdce0f5, 0xffb3bdea, 0xff8496dd, 0xff586dcb, 0xff3346b8, 0xff1a2463});
    t.diverging =
        colors<7>({0xff00595c, 0xff2f8f8d, 0xff93cbc6, 0xfff6f4f0, 0xfff2be9c, 0xffd1743c, 0xff8a3708});
    t.data = colors(dataColors);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.dark = true;
    t.canvas = 0xff131417, t.window = 0xff1b1d21, t.panel = 0xff1f2125, t.card = 0xff2a2d33;
    t.sunken = 0xff16181b, t.popup = 0xff31353c, t.plot = 0xff17191d;
    t.hover = 0xff2c2f36, t.pressed = 0xff383c45, t.select = 0xff2b3358;
    t.grid = 0xff2a2d33, t.line = 0xff34373e, t.line2 = 0xff484d56, t.field = 0xff868c98;
    t.text = 0xffecedef, t.text2 = 0xffb0b5bf, t.text3 = 0xff858b96;
    t.accent = 0xff93a4ff, t.accentHover = 0xffaab7ff, t.onAccent = 0xff10142e, t.focus = 0xff93a4ff;
    t.success = 0xff6fcf97, t.successTint = 0xff1d3327;
    t.warning = 0xfff2b84b, t.warningTint = 0xff3a2e17;
    t.error = 0xffff8a80, t.errorTint = 0xff43211f;
    t.shadow = alpha(0xff000000, 0.45), t.frameFill = alpha(0xffffffff, 0.03);
    t.category =
        colors<categoryCount>({0xff94a1aa, 0xfff5c43b, 0xff50ceaf, 0xffc084fe, 0xffabee9c, 0xfff47f28,
                               0xffabb774, 0xffbf9490, 0xffe1d6d4, 0xff49aac7, 0xfffec5ec});
    t.sequential =
        colors<7>({0xff17191d, 0xff232c5e, 0xff364aa6, 0xff5a70d8, 0xff8c9ef5, 0xffbfc9ff, 0xfff3f5ff});
    t.diverging =
        colors<7>({0xff7fe6dc, 0xff2fa39c, 0xff1a5f5d, 0xff23262b, 0xff7c3f1d, 0xffcc6f35, 0xffffbb8c});
    t.data = colors(dataColors);
    return t;
}

} // namespace

const Tokens& tokensOf(Theme theme)
{
    static const Tokens light = lightTokens();
    static const Tokens dark = darkTokens();
    return theme == Theme::Dark ? dark : light;
}

} // namespace widgets
