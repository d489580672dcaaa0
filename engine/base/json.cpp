#include "engine/base/json.h"

#include <array>

namespace engine {

namespace {

constexpr std::size_t maxDepth = 64;
// An ordered object looks its keys up one by one, so a hostile one with millions of them would take hours.
constexpr int maxMembers = 16384;

// Looks at brackets, colons and strings only; whether the text is JSON is for the parser to say.
std::optional<Problem> structureProblem(std::string_view text, const std::string& what)
{
    std::array<int, maxDepth + 1> members{};
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maxDepth)
                return Problem{
                    TR("%1 cannot be read: its contents are nested too deeply. Use an undamaged copy."),
                    {what}};
            members[depth] = 0;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        } else if (c == ':' && ++members[depth] > maxMembers) {
            return Problem{
                TR("%1 cannot be read: one of its objects has too many members. Use an undamaged copy."),
                {what}};
        }
    }
    return std::nullopt;
}

} // namespace

Result<Json> parseJson(std::string_view text, const std::string& what)
{
    if (const std::optional<Problem> problem = structureProblem(text, what))
        return *problem;
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        return Problem{TR("%1 cannot be read: it is not valid JSON at character %2. Use an undamaged copy."),
                       {what, number(std::int64_t(error.byte))}};
    } catch (const std::exception&) {
        return Problem{
            TR("%1 cannot be read: it holds a number that is out of range. Use an undamaged copy."), {what}};
    }
}

} // namespace engine
