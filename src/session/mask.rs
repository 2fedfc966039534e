//! Names in free text, where the record rule keeps no names.
//!
//! A note under Chatham House may still say "Hanan told of her house". By default such words are withheld: the people's
//! names, the parties and the place of this session, inflected (`Hanan's`) and with Hebrew and Arabic prefixes.

use unicode_segmentation::UnicodeSegmentation;

use super::{roster::Roster, rule::RecordRule};

/// What stands instead of a name.
const NAME: &str = "[name]";

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
        let people = roster.people().map(|person| person.name.as_str());
        let mut names: Vec<Vec<String>> =
            people.chain(roster.parties()).chain(place).map(words).filter(|words| !words.is_empty()).collect();
        // One word of a longer name is enough to know somebody by; a single letter or a short title is not.
        let parts: Vec<Vec<String>> = names
            .iter()
            .filter(|name| name.len() > 1)
            .flatten()
            .filter(|w| is_telling(w))
            .map(|w| vec![w.clone()])
            .collect();
        names.extend(parts);
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        Self { names }
    }

    /// The text as it may stand under `rule`.
    pub(super) fn apply(&self, rule: RecordRule, text: &str) -> String {
        if rule.keeps_names() || self.names.is_empty() {
            return text.to_owned();
        }
        let pieces: Vec<&str> = text.split_word_bounds().collect();
        let mut out = String::with_capacity(text.len());
        let mut place = 0;
        while place < pieces.len() {
            let hit = self.names.iter().find_map(|name| matches(&pieces[place..], name));
            out.push_str(if hit.is_some() { NAME } else { pieces[place] });
            place += hit.unwrap_or(1);
        }
        out
    }
}

fn is_telling(word: &str) -> bool {
    word.chars().count() >= if word.is_ascii() { 3 } else { 2 }
}

fn words(name: &str) -> Vec<String> {
    name.unicode_words().map(str::to_lowercase).collect()
}

/// How many pieces a name takes up at the front of these, if it stands there.
fn matches(pieces: &[&str], name: &[String]) -> Option<usize> {
    let mut place = 0;
    for (nth, wanted) in name.iter().enumerate() {
        let word = pieces.get(place)?.to_lowercase();
        let (is_first, is_last) = (nth == 0, nth + 1 == name.len());
        if !is_form_of(&word, wanted, is_first, is_last) {
            return None;
        }
        place += 1;
        if !is_last {
            // Between the words of a name: spaces, hyphens, full stops.
            place += pieces[place..].iter().take_while(|piece| !piece.chars().any(char::is_alphanumeric)).count();
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
        let names = names.iter().map(|name| words(name)).collect();
        Mask { names }.apply(RecordRule::ChathamHouse, text)
    }

    #[test]
    fn names_are_withheld_in_every_form() {
        assert_eq!(mask(&["Hanan"], "hanan's house, HANAN! and Hanan."), "[name] house, [name]! and [name].");
        assert_eq!(mask(&["Sr. Anne"], "as Sr. Anne said"), "as [name] said");
        assert_eq!(mask(&["חנן"], "אמרתי לחנן ושחנן"), "אמרתי [name] [name]");
        assert_eq!(mask(&["حنان"], "قالت وحنان"), "قالت [name]");
    }

    #[test]
    fn other_words_stay() {
        assert_eq!(mask(&["Ann", "Al"], "announcement of all, also Alfred"), "announcement of all, also Alfred");
        assert_eq!(mask(&[], "nobody"), "nobody");
    }

    #[test]
    fn an_attributed_text_is_left_alone() {
        let mask = Mask { names: vec![words("Hanan")] };
        assert_eq!(mask.apply(RecordRule::Attributed, "Hanan"), "Hanan");
    }
}
