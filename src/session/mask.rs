//! Names in free text, where the record rule keeps no names.
//!
//! A note under Chatham House may still say "Hanan told of her house". By default such words are withheld: the people's
//! names, the parties and the place of this session, inflected (`Hanan's`) and with Hebrew and Arabic prefixes.

use std::collections::BTreeSet;

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

/// The words that a text may not hold under a rule that keeps no names.
#[derive(Clone, Debug, Default)]
pub(super) struct Mask {
    /// Each name as its folded words.
    names: Vec<Vec<String>>,
}

impl Mask {
    /// The names, parties and place of a session.
    pub(super) fn new(roster: &Roster, place: Option<&str>) -> Self {
        Self::of(roster.ever_named().chain(place))
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
        Self { names }
    }

    /// The text as it may stand under `rule`.
    pub(super) fn apply(&self, rule: RecordRule, text: &str) -> String {
        if rule.keeps_names() || self.names.is_empty() {
            return text.to_owned();
        }
        let pieces = pieces(text);
        let folded: Vec<String> = pieces.iter().map(|piece| fold(piece)).collect();
        let mut out = String::with_capacity(text.len());
        let mut place = 0;
        while place < pieces.len() {
            // What is withheld already is not withheld again, even where somebody is called Name.
            let is_done = pieces[place..].starts_with(&["[", "name", "]"]);
            let hit = self.names.iter().find_map(|name| matches(&folded[place..], name)).filter(|_| !is_done);
            let (said, taken) = match (is_done, hit) {
                (true, _) => (NAME, 3),
                (false, Some(taken)) => (NAME, taken),
                (false, None) => (pieces[place], 1),
            };
            out.push_str(said);
            place += taken;
        }
        out
    }
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
    if word.strip_prefix(name).is_some_and(ends) {
        return true;
    }
    let mut rest = word;
    for _ in 0..LONGEST_PREFIX {
        let Some(letter) = rest.chars().next().filter(|letter| prefixed && PREFIXES.contains(*letter)) else {
            return false;
        };
        rest = &rest[letter.len_utf8()..];
        if rest.strip_prefix(name).is_some_and(ends) {
            return true;
        }
    }
    false
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
