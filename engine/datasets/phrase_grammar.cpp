#include "engine/datasets/phrase_grammar.h"

#include "engine/base/text.h"
#include "engine/datasets/dice.h"

#include <algorithm>

namespace engine {

namespace {

// In the order of phraseClasses().
enum Kind {
    Person,
    Animal,
    Name,
    Food,
    Thing,
    Place,
    Size,
    Colour,
    Mood,
    Taste,
    GoVerb,
    EatVerb,
    SeeVerb,
    HoldVerb,
    RestVerb,
    Manner,
    Season,
    Day,
    Hour,
    Where
};

class Speaker {
public:
    explicit Speaker(RandomKey key) : m_dice(key) {}

    void sentence()
    {
        const bool timeFirst = m_dice.chance(0.2f);
        if (timeFirst)
            time();
        clause();
        if (!timeFirst && m_dice.chance(0.2f))
            time();
        if (m_dice.chance(0.15f))
            addClause();
        say(".");
    }
    std::vector<std::string_view> words() && { return std::move(m_words); }

private:
    void say(std::string_view word) { m_words.push_back(word); }
    // The earlier of two draws: the first words of a class are the frequent ones.
    void say(Kind kind)
    {
        const auto& words = phraseClasses()[kind].words;
        const int count = static_cast<int>(words.size());
        const int first = m_dice.below(count), second = m_dice.below(count);
        say(words[static_cast<std::size_t>(std::min(first, second))]);
    }
    // "a" or "an" before what say() adds next.
    template <class Rest>
    void sayWithArticle(Rest rest)
    {
        const std::size_t at = m_words.size();
        say("a");
        rest();
        if (std::string_view("aeiou").find(m_words[at + 1].front()) != std::string_view::npos)
            m_words[at] = "an";
    }

    void one(Kind adjective, float adjectiveShare, Kind noun)
    {
        const auto rest = [&] {
            if (m_dice.chance(adjectiveShare))
                say(adjective);
            say(noun);
        };
        if (m_dice.chance(0.35f))
            return sayWithArticle(rest);
        say("the");
        rest();
    }

    void person()
    {
        if (m_dice.chance(0.4f))
            return say(Name);
        one(Size, 0.35f, Person);
    }
    void being() { m_dice.chance(0.6f) ? person() : one(Size, 0.5f, Animal); }
    void somewhere()
    {
        say(Where);
        say("the");
        say(Place);
    }
    void time()
    {
        const float choice = m_dice.uniform(0, 1);
        say(choice < 0.35f ? "in" : choice < 0.7f ? "on" : "at");
        if (choice < 0.35f)
            say("the");
        say(choice < 0.35f ? Season : choice < 0.7f ? Day : Hour);
    }

    void clause()
    {
        switch (m_dice.below(6)) {
        case 0:
            return goes();
        case 1:
            return eats();
        case 2:
            return sees();
        case 3:
            return holds();
        case 4:
            return rests();
        default:
            return feels();
        }
    }
    void goes()
    {
        being();
        say(GoVerb);
        if (m_dice.chance(0.3f))
            say(Manner);
        say("to");
        say("the");
        say(Place);
        if (m_dice.chance(0.15f)) {
            say("with");
            say(Name);
        }
    }
    void eats()
    {
        person();
        say(EatVerb);
        say(m_dice.chance(0.5f) ? "the" : "some");
        if (m_dice.chance(0.3f))
            say(Taste);
        say(Food);
    }
    void sees()
    {
        being();
        say(SeeVerb);
        m_dice.chance(0.3f) ? say(Name) : one(Size, 0.4f, m_dice.chance(0.7f) ? Animal : Person);
        if (m_dice.chance(0.3f))
            somewhere();
    }
    void holds()
    {
        person();
        say(HoldVerb);
        one(Colour, 0.6f, Thing);
        if (m_dice.chance(0.3f))
            somewhere();
    }
    void rests()
    {
        being();
        say(RestVerb);
        if (m_dice.chance(0.4f))
            say(Manner);
        if (m_dice.chance(0.6f))
            somewhere();
    }
    void feels()
    {
        if (m_dice.chance(0.3f)) {
            say("the");
            say(Food);
            say("is");
            return say(Taste);
        }
        being();
        say("is");
        say(Mood);
    }
    void addClause()
    {
        const int choice = m_dice.below(3);
        if (choice == 0)
            say(",");
        say(choice == 0 ? "but" : choice == 1 ? "and" : "because");
        clause();
    }

    Dice m_dice;
    std::vector<std::string_view> m_words;
};

} // namespace

const std::vector<WordClass>& phraseClasses()
{
    static const std::vector<WordClass> classes{
        {TR("person"),
         {"man", "woman", "child", "girl", "boy", "farmer", "teacher", "baker", "doctor", "sailor", "king",
          "queen", "uncle", "hunter", "painter"}},
        {TR("animal"),
         {"dog", "cat", "horse", "bird", "cow", "fox", "mouse", "rabbit", "sheep", "goose", "bear", "owl",
          "goat", "donkey", "hedgehog"}},
        {TR("name"),
         {"anna", "ben", "clara", "david", "emma", "felix", "greta", "hugo", "ida", "jonas", "lena",
          "oscar"}},
        {TR("food"),
         {"bread", "soup", "cake", "cheese", "rice", "honey", "pie", "salad", "porridge", "butter"}},
        {TR("thing"),
         {"book", "ball", "hat", "cup", "letter", "lamp", "basket", "key", "umbrella", "coat", "rope",
          "blanket"}},
        {TR("place"),
         {"house", "garden", "river", "forest", "village", "market", "school", "kitchen", "barn", "bridge",
          "mill", "lake", "harbour"}},
        {TR("size or age"), {"old", "little", "big", "young", "small", "tall", "strong", "thin"}},
        {TR("colour"), {"red", "blue", "green", "white", "yellow", "black", "brown", "orange", "grey"}},
        {TR("mood"), {"happy", "tired", "hungry", "sad", "angry", "afraid", "proud", "quiet", "thirsty"}},
        {TR("taste"), {"warm", "fresh", "sweet", "cold", "good", "salty", "bitter"}},
        {TR("verb of moving"), {"goes", "walks", "runs", "comes", "hurries", "rides", "wanders"}},
        {TR("verb of eating"), {"eats", "cooks", "buys", "likes", "tastes", "shares", "brings", "sells"}},
        {TR("verb of noticing"), {"sees", "hears", "finds", "follows", "meets", "loves", "calls", "watches"}},
        {TR("verb of handling"), {"takes", "carries", "loses", "hides", "holds", "drops", "needs", "wants"}},
        {TR("verb of resting"), {"sleeps", "sits", "waits", "sings", "laughs", "rests", "dances", "dreams"}},
        {TR("manner"), {"slowly", "quickly", "often", "quietly", "always", "happily", "never", "alone"}},
        {TR("season or time of day"),
         {"morning", "evening", "winter", "summer", "afternoon", "spring", "autumn"}},
        {TR("day"), {"sunday", "monday", "saturday", "friday", "tuesday", "thursday", "wednesday"}},
        {TR("number"), {"seven", "six", "nine", "eight", "five", "ten", "four", "three", "two", "eleven"}},
        {TR("preposition of place"), {"near", "behind", "beside", "under", "before", "above"}},
        {TR("function word"), {"the", "a", "an", "some", "is", "to", "in", "on", "at", "with"}},
        {TR("conjunction"), {"and", "but", "because"}},
        {TR("punctuation"), {".", ","}},
    };
    return classes;
}

std::vector<std::string_view> phraseWords(std::int64_t sentences, std::int64_t seed)
{
    Speaker speaker({static_cast<std::uint64_t>(seed)});
    for (std::int64_t i = 0; i < sentences; ++i)
        speaker.sentence();
    return std::move(speaker).words();
}

} // namespace engine
