//! Names in free text, where the record rule keeps no names.
//!
//! A note under Chatham House may still say "Hanan told of her house". By default such words are withheld: the people's
//! names, the parties and the place of this session, inflected (`Hanan's`) and with Hebrew and Arabic prefixes.

use std::{collections::BTreeSet, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use super::{roster::Roster, rule::RecordRule};

/// What stands instead of a name.
pub(super) const NAME: &str = "[name]";

/// At most this many letters may follow a name in one word for it to count as an inflection of it.
const LONGEST_ENDING: usize = 3;

/// Letters that Hebrew and Arabic write in front of a name without a space: and, the, in, to, from, as, that.
const PREFIXES: &str = "ובלמהכשوفبلكال";

/// At most this many of them.
const LONGEST_PREFIX: usize = 3;

/// What makes the word for a people or a land of its stem: Jew, Jews, Jewish; Palestine, Palestinian; in Hebrew and Arabic too.
const ENDINGS: &[&str] = &[
    "", "s", "e", "i", "is", "ish", "ian", "ians", "ese", "ים", "ות", "י", "ה", "ית", "יה", "יים", "יות", "ون", "ين",
    "ي", "ية", "يون", "يين", "يات",
];

/// The shortest stem that is taken for one; one before a single letter is longer.
const SHORTEST_STEM: [usize; 2] = [3, 5];

/// The words that a text may not hold under a rule that keeps no names.
#[derive(Clone, Debug, Default)]
pub(super) struct Mask {
    /// Each name as its folded words.
    names: Vec<Vec<String>>,
    /// What the names of the parties have in common with other words for the same people.
    stems: BTreeSet<String>,
    /// Folded words that somebody looked at, and that are no names.
    not_names: BTreeSet<String>,
}

impl Mask {
    /// The names, parties and place of a session.
    pub(super) fn new(roster: &Roster, place: Option<&str>) -> Self {
        Self::of(roster.ever_named().chain(place)).and_parties(roster.parties().into_iter())
    }

    /// Names known from elsewhere too.
    pub(super) fn and<'a>(mut self, said: impl Iterator<Item = &'a str>) -> Self {
        self.names.extend(Self::of(said).names);
        self.names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        self
    }

    /// Other words for the people of these parties too.
    pub(super) fn and_parties<'a>(mut self, parties: impl Iterator<Item = &'a str>) -> Self {
        self.stems.extend(parties.flat_map(words).map(fold).filter_map(|word| stem(&word)));
        self
    }

    /// Without these words.
    pub(super) fn without<'a>(mut self, not_names: impl Iterator<Item = &'a str>) -> Self {
        self.not_names.extend(not_names.map(fold));
        self
    }

    /// The words that stand for people and places known from elsewhere: a group's list, say.
    pub(super) fn of<'a>(said: impl Iterator<Item = &'a str>) -> Self {
        let mut names = BTreeSet::new();
        for name in said {
            let pieces = words(name);
            // One word of a longer name is enough to know somebody by; a single letter, a short title, "of" or "the" is not.
            let parts = pieces.iter().filter(|word| !is_common(word)).map(|word| vec![fold(word)]);
            names.extend(parts.filter(|part| is_telling(&part[0])));
            names.insert(pieces.into_iter().map(fold).collect::<Vec<_>>());
        }
        let mut names: Vec<Vec<String>> = names.into_iter().filter(|name| !name.is_empty()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self { names, ..Self::default() }
    }

    /// The text as it may stand under `rule`.
    pub(super) fn apply(&self, rule: RecordRule, text: &str) -> String {
        if rule.keeps_names() {
            return text.to_owned();
        }
        let (mut out, mut done) = (String::with_capacity(text.len()), 0);
        for Range { start, end } in self.places(text) {
            out.push_str(&text[done..start]);
            out.push_str(NAME);
            done = end;
        }
        out.push_str(&text[done..]);
        out
    }

    /// Where in a text names stand, in order. What is withheld already is none, even where somebody is called Name.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let pieces = pieces(text);
        let folded: Vec<String> = pieces.iter().map(|piece| fold(piece)).collect();
        let (mut found, mut place, mut start) = (Vec::new(), 0, 0);
        while place < pieces.len() {
            let is_done = pieces[place..].starts_with(&["[", "name", "]"]);
            let hit = self.hit(&folded[place..]).filter(|_| !is_done);
            let taken = if is_done { 3 } else { hit.unwrap_or(1) };
            let end = start + pieces[place..place + taken].iter().map(|piece| piece.len()).sum::<usize>();
            if hit.is_some() && !self.not_names.contains(&fold(&text[start..end])) {
                found.push(start..end);
            }
            (place, start) = (place + taken, end);
        }
        found
    }

    /// How many pieces a name takes up at the front of these, if one stands there.
    fn hit(&self, folded: &[String]) -> Option<usize> {
        let name = self.names.iter().find_map(|name| matches(folded, name));
        name.or_else(|| self.stems.iter().any(|stem| is_word_of(&folded[0], stem)).then_some(1))
    }
}

/// What is left of the word for a people without its ending.
fn stem(word: &str) -> Option<String> {
    let stems = ENDINGS.iter().filter(|ending| !ending.is_empty()).filter_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let shortest = SHORTEST_STEM[usize::from(ending.chars().count() == 1)];
        (stem.chars().count() >= shortest).then_some(stem)
    });
    stems.min_by_key(|stem| stem.len()).map(str::to_owned)
}

/// Whether a word is this stem with one of the endings, Hebrew and Arabic prefixes apart.
fn is_word_of(word: &str, stem: &str) -> bool {
    without_prefixes(word).any(|rest| rest.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending)))
}

/// A word, and what is left of it without one, two, three letters that Hebrew and Arabic write in front.
fn without_prefixes(word: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(word), without_prefix).take(LONGEST_PREFIX + 1)
}

fn without_prefix<'a>(word: &&'a str) -> Option<&'a str> {
    let letter = word.chars().next().filter(|letter| PREFIXES.contains(*letter))?;
    Some(word.split_at(letter.len_utf8()).1)
}

fn is_telling(word: &str) -> bool {
    word.chars().count() >= if word.is_ascii() { 3 } else { 2 }
}

/// Whether a word of a longer name is an everyday word: one in small letters, or an article.
fn is_common(word: &str) -> bool {
    word.starts_with(char::is_lowercase) || matches!(word, "The" | "And" | "Der" | "Die" | "Das" | "Les")
}

/// The words of a name; of a name without letters, its signs.
fn words(name: &str) -> Vec<&str> {
    let (words, signs): (Vec<&str>, Vec<&str>) = pieces(name).into_iter().partition(|piece| is_word(piece));
    if words.is_empty() { signs.into_iter().filter(|sign| !sign.trim().is_empty()).collect() } else { words }
}

/// Words, and what stands between them. `Hanan:Yousef` and `hanan_levi` are one word to Unicode, but two names.
fn pieces(text: &str) -> Vec<&str> {
    let bounds = text.split_word_bounds();
    bounds.flat_map(|piece| piece.split_inclusive(is_divider).flat_map(split_last_divider)).collect()
}

/// A letter, a digit or a mark that belongs to one does not divide.
fn is_divider(c: char) -> bool {
    !c.is_alphanumeric() && !is_mark(c)
}

fn split_last_divider(piece: &str) -> impl Iterator<Item = &str> {
    let end = piece.char_indices().next_back().filter(|(_, last)| is_divider(*last)).map_or(piece.len(), |(at, _)| at);
    let (word, divider) = piece.split_at(end);
    [word, divider].into_iter().filter(|part| !part.is_empty())
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// Accents set apart, Hebrew points and Arabic vowel signs, the Arabic stretching line: written or left out at will.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}'
        | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain: String = word.to_lowercase().chars().filter(|c| !is_mark(*c)).collect();
    if plain.is_empty() { word.to_owned() } else { plain }
}

/// How many pieces a name takes up at the front of these, if it stands there.
fn matches(pieces: &[String], name: &[String]) -> Option<usize> {
    let mut place = 0;
    for (nth, wanted) in name.iter().enumerate() {
        let word = pieces.get(place)?;
        let (is_first, is_last) = (nth == 0, nth + 1 == name.len());
        if !is_form_of(word, wanted, is_first, is_last) {
            return None;
        }
        place += 1;
        if !is_last {
            // Between the words of a name: spaces, hyphens, full stops.
            place += pieces[place..].iter().take_while(|piece| !is_word(piece)).count();
        }
    }
    Some(place)
}

fn is_form_of(word: &str, name: &str, prefixed: bool, inflected: bool) -> bool {
    let ends =
        |rest: &str| rest.is_empty() || (inflected && is_telling(name) && rest.chars().count() <= LONGEST_ENDING);
    let forms = if prefixed { LONGEST_PREFIX + 1 } else { 1 };
    without_prefixes(word).take(forms).any(|rest| rest.strip_prefix(name).is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(names: &[&str], text: &str) -> String {
        Mask::of(names.iter().copied()).apply(RecordRule::ChathamHouse, text)
    }

    #[test]
    fn names_are_withheld_in_every_form() {
        assert_eq!(mask(&["Hanan"], "hanan's house, HANAN! and Hanan."), "[name]'s house, [name]! and [name].");
        assert_eq!(mask(&["Sr. Anne"], "as Sr. Anne said"), "as [name] said");
        assert_eq!(mask(&["חנן"], "אמרתי לחנן ושחנן"), "אמרתי [name] [name]");
        assert_eq!(mask(&["حنان"], "قالت وحنان"), "قالت [name]");
    }

    #[test]
    fn names_are_withheld_however_they_are_joined_and_spelled() {
        assert_eq!(
            mask(&["Hanan", "Yousef"], "Hanan:Yousef hanan_yousef Hanan.Yousef"),
            "[name]:[name] [name]_[name] [name].[name]"
        );
        assert_eq!(mask(&["Jo"], "Jo's house, join"), "[name]'s house, join");
        assert_eq!(mask(&["Sr. Anne Cohen"], "Anne, and Mrs Cohen"), "[name], and Mrs [name]");

        assert_eq!(mask(&["حنان"], "حَنَان"), "[name]");
        assert_eq!(mask(&["★"], "★ said"), "[name] said");
        assert_eq!(
            mask(&["The House of Haifa"], "the houses of them all, and Haifa"),
            "the [name] of them all, and [name]"
        );
    }

    #[test]
    fn a_party_is_withheld_in_the_other_words_for_its_people() {
        let of = |party: &'static str, text: &str| {
            Mask::of([party].into_iter()).and_parties([party].into_iter()).apply(RecordRule::ChathamHouse, text)
        };
        assert_eq!(
            of("Jewish", "the Jews, a Jew, jewels of Jewish women"),
            "the [name], a [name], jewels of [name] women"
        );
        assert_eq!(of("Palestinian", "Palestine, palestinians"), "[name], [name]");
        assert_eq!(of("Israeli", "in Israel"), "in [name]");
        assert_eq!(of("יהודים", "אמר היהודי ליהודייה"), "אמר [name] ליהודייה");
        assert_eq!(of("فلسطينيون", "في فلسطين والفلسطينية"), "في [name] [name]");
        assert_eq!(of("Northern", "north of the lake"), "north of the lake");
    }

    #[test]
    fn a_word_that_was_looked_at_stays() {
        let mask = Mask::of(["Rose", "Hanan"].into_iter()).without(["rose"].into_iter());
        assert_eq!(mask.apply(RecordRule::ChathamHouse, "Rose, the rose of Hanan"), "Rose, the rose of [name]");
        assert_eq!(mask.places("of Hanan's").first(), Some(&(3..8)));
    }

    #[test]
    fn what_is_withheld_stays_as_it_is() {
        let once = mask(&["Name", "Hanan"], "Hanan, name");
        assert_eq!(once, "[name], [name]");
        assert_eq!(mask(&["Name"], &once), once);
    }

    #[test]
    fn other_words_stay() {
        assert_eq!(mask(&["Ann", "Al"], "announcement of all, also Alfred"), "announcement of all, also Alfred");
        assert_eq!(mask(&[], "nobody"), "nobody");
    }

    #[test]
    fn an_attributed_text_is_left_alone() {
        let mask = Mask::of(["Hanan"].into_iter());
        assert_eq!(mask.apply(RecordRule::Attributed, "Hanan"), "Hanan");
    }
}
