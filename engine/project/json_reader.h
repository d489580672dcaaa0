#pragma once

#include "engine/base/json.h"

#include <optional>

namespace engine {

// Reads the members of one JSON object into values that keep what they hold where a member is absent. The
// first member of the wrong kind is remembered as the problem. `where` names the file.
class JsonReader {
public:
    JsonReader(const Json& object, std::string where) : m_object(object), m_where(std::move(where)) {}

    void read(const char* key, std::string& value);
    void read(const char* key, bool& value);
    void read(const char* key, int& value);
    void read(const char* key, std::int64_t& value);
    void read(const char* key, double& value); // also "inf", "-inf" and "nan"
    const Json* object(const char* key); // null where absent
    const Json* array(const char* key);

    const std::optional<Problem>& problem() const { return m_problem; }
    void fail(Problem problem);

private:
    const Json* member(const char* key) const;
    void wrong(const char* key, const char* pattern);

    const Json& m_object;
    std::string m_where;
    std::optional<Problem> m_problem;
};

// Numbers that JSON cannot hold become texts, so that every double comes back with the same bits.
Json exactNumber(double value);
std::optional<double> exactNumber(const Json& json);

// As text for a file; never fails.
std::string jsonText(const Json& json, int indent = -1);

// What this version does not know survives a save: the members of `read` that `written` lacks, as the text of
// an object ("" for none), also inside objects down to a depth; and the way back.
std::string unknownMembers(const Json& read, const Json& written, int depth = 1);
void addUnknownMembers(Json& written, const std::string& unknown);

} // namespace engine
