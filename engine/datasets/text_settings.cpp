#include "engine/datasets/text_settings.h"

namespace engine {

namespace {

using Fields = std::vector<BoundField<TextSettings>>;

Fields readingFields()
{
    Limits units, samples;
    units.choices = {"words", "characters"};
    units.choiceTitles = {TR("Words"), TR("Characters")};
    samples.choices = {"windows", "skip_gram", "cbow", "labelled_pairs"};
    samples.choiceTitles = {TR("Windows"), TR("Skip-gram pairs"), TR("CBOW: neighbours and word"),
                            TR("True and random pairs")};
    return {field("unit", &TextSettings::unit, TR("Made of"), units, {},
                  TR("What a network reads and writes one by one.")),
            field("samples", &TextSettings::samples, TR("Samples"), samples, {},
                  TR("Windows to say the next word from, or pairs of neighbours that word vectors are "
                     "learned from.")),
            field("window", &TextSettings::window, TR("Window"), {1, 1000, 1}, {},
                  TR("As many words or characters are read to say the next; of pairs, as many on each side "
                     "are neighbours.")),
            field("tokens", &TextSettings::tokens, TR("First"), {0, 1e9, 1000}, {},
                  TR("As many words or characters from the beginning are used; 0 for all.")),
            field("vocabulary", &TextSettings::vocabulary, TR("Vocabulary"), {0, 1e6, 100}, {},
                  TR("As many of the most frequent words are kept, the others become <unk>; 0 for all.")),
            shownWhen(field("step", &TextSettings::step, TR("Window step"), {1, 1000, 1}, {},
                            TR("How far it is from the beginning of one window to that of the next.")),
                      "samples", {"windows"})};
}

Fields pairFields()
{
    const std::vector<std::string> pairs{"skip_gram", "cbow", "labelled_pairs"}, labelled{"labelled_pairs"};
    return {shownWhen(field("thinning", &TextSettings::thinning, TR("Thinning"), {0, 1, 0.0001}, {},
                            TR("Words are dropped the more often, the further their share of the text is "
                               "above this: 0.0001 is usual; 0 keeps all.")),
                      "samples", pairs),
            shownWhen(field("negatives", &TextSettings::negatives, TR("Random pairs"), {0, 100, 1}, {},
                            TR("As many pairs with a word drawn evenly follow each true pair.")),
                      "samples", labelled),
            shownWhen(field("chance", &TextSettings::chance, TR("Seed of chance"), {0, 1e9, 1}, {},
                            TR("Decides which words are dropped and drawn.")),
                      "samples", pairs)};
}

} // namespace

Fields textFields(bool hasParts)
{
    Fields fields = joined<TextSettings>({readingFields(), pairFields()});
    if (!hasParts) {
        fields.push_back(
            field("validation", &TextSettings::validation, TR("Validation share"), {0, 0.4, 0.05}));
        fields.push_back(field("test", &TextSettings::test, TR("Test share"), {0, 0.4, 0.05}));
    }
    return fields;
}

} // namespace engine
