#include "engine/base/utf8.h"

namespace engine {

namespace {

constexpr std::size_t lengthAfter(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
}

// No second byte that would make a character longer than needed, half a surrogate pair or beyond the last.
constexpr bool mayFollow(unsigned char lead, unsigned char second)
{
    return !(lead == 0xe0 && second < 0xa0) && !(lead == 0xed && second > 0x9f) &&
        !(lead == 0xf0 && second < 0x90) && !(lead == 0xf4 && second > 0x8f);
}

bool isWhole(std::string_view character)
{
    for (std::size_t k = 1; k < character.size(); ++k)
        if ((static_cast<unsigned char>(character[k]) & 0xc0) != 0x80)
            return false;
    return character.size() == 1 ||
        mayFollow(static_cast<unsigned char>(character[0]), static_cast<unsigned char>(character[1]));
}

} // namespace

std::size_t utf8Prefix(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = lengthAfter(static_cast<unsigned char>(text[at]));
        if (length == 0 || at + length > text.size() || !isWhole(text.substr(at, length)))
            break;
        at += length;
    }
    return at;
}

bool validUtf8(std::string_view text)
{
    return utf8Prefix(text) == text.size();
}

std::size_t utf8Length(std::string_view text)
{
    return lengthAfter(static_cast<unsigned char>(text.front()));
}

} // namespace engine
