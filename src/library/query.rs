//! What is looked for: words, and filters such as `kind:need by:Hanan after:2024`.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    Summary,
    fold::{find, fold},
    passage::{FIELD, Passage, folded_group},
};

/// What is looked for. A passage is found if it holds every word, in whatever order, and passes every filter; of several
/// filters of one sort it has to pass one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded; what stood in quotation marks is one word.
    words: Vec<String>,
    kinds: Vec<String>,
    by: Vec<String>,
    parties: Vec<String>,
    groups: Vec<String>,
    states: Vec<String>,
    after: Option<NaiveDate>,
    before: Option<NaiveDate>,
    /// What stands behind `after:` or `before:` and is no day.
    pub not_a_day: Option<String>,
}

/// The filters, as they are typed.
pub const FILTERS: [&str; 7] = ["kind:", "by:", "party:", "group:", "after:", "before:", "state:"];

impl Query {
    /// What a line asks for. A filter of which nothing is typed yet asks for nothing.
    #[must_use]
    pub fn read(line: &str) -> Self {
        let mut query = Self::default();
        for (filter, value) in terms(line) {
            let folded = fold(&value).trim().to_owned();
            if folded.is_empty() {
                continue;
            }
            match filter {
                None => query.words.push(folded),
                Some("kind:") => query.kinds.push(folded.trim_start_matches('#').to_owned()),
                Some("by:") => query.by.push(folded.trim_start_matches('@').to_owned()),
                Some("party:") => query.parties.push(folded),
                Some("group:") => query.groups.push(folded),
                Some("state:") => query.states.push(folded.replace(' ', "-")),
                Some(other) => match first_day(&folded) {
                    Some(day) if other == "after:" => query.after = Some(query.after.map_or(day, |old| old.max(day))),
                    Some(day) => query.before = Some(query.before.map_or(day, |old| old.min(day))),
                    None => query.not_a_day = Some(value),
                },
            }
        }
        // The longest word is in the fewest passages.
        query.words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        query.words.dedup();
        query
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Self { not_a_day: None, ..self.clone() } == Self::default()
    }

    /// The word that is looked for first; the others are looked for where it is.
    #[must_use]
    pub fn first_word(&self) -> Option<&str> {
        self.words.first().map(String::as_str)
    }

    /// Whether a session may have what is looked for, by its group and its day.
    #[must_use]
    pub fn takes_session(&self, group: &str, day: NaiveDate) -> bool {
        (self.groups.is_empty() || self.groups.iter().any(|wanted| begins_a_word(group, wanted)))
            && self.after.is_none_or(|after| day >= after)
            && self.before.is_none_or(|before| day < before)
    }

    /// The same of a session in a line.
    #[must_use]
    pub fn takes_summary(&self, summary: &Summary) -> bool {
        self.takes_session(&folded_group(summary), summary.opened.date_naive())
    }

    /// Whether a folded passage, without its line end, is what is looked for.
    #[must_use]
    pub fn takes_line(&self, line: &str) -> bool {
        let mut fields = line.splitn(5, FIELD);
        let mut next = || fields.next().unwrap_or_default();
        let (kind, speaker, party, state, text) = (next(), next(), next(), next(), next());
        self.words.iter().all(|word| text.contains(word.as_str()))
            && (self.kinds.is_empty() || self.kinds.iter().any(|wanted| kind.starts_with(wanted.as_str())))
            && (self.by.is_empty() || self.by.iter().any(|wanted| begins_a_word(speaker, wanted)))
            && (self.parties.is_empty() || self.parties.iter().any(|wanted| begins_a_word(party, wanted)))
            && (self.states.is_empty() || self.states.iter().any(|wanted| begins_a_word(state, wanted)))
    }

    /// Whether a passage is what is looked for.
    #[must_use]
    pub fn takes(&self, passage: &Passage) -> bool {
        self.takes_with(passage, &mut String::new())
    }

    /// The same, with room to fold it in: for one who looks at many.
    #[must_use]
    pub fn takes_with(&self, passage: &Passage, line: &mut String) -> bool {
        line.clear();
        passage.fold_into(line);
        self.takes_line(line.trim_end_matches('\n'))
    }

    /// The stretches of a text that are looked for, by its bytes.
    #[must_use]
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        find(text, &self.words)
    }
}

/// Whether a text has a word that begins so.
fn begins_a_word(text: &str, wanted: &str) -> bool {
    text.match_indices(wanted).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// The terms of a line, each with the filter it stands behind. Quotation marks hold words together, also behind a filter.
fn terms(line: &str) -> Vec<(Option<&'static str>, String)> {
    let (mut terms, mut rest) = (Vec::new(), line);
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„');
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return terms;
        }
        let filter = FILTERS
            .into_iter()
            .find(|filter| rest.get(..filter.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(filter)));
        rest = &rest[filter.map_or(0, str::len)..];
        let value = if let Some(quoted) = rest.strip_prefix(is_quote) {
            let end = quoted.find(is_quote).unwrap_or(quoted.len());
            rest = quoted[end..].strip_prefix(is_quote).unwrap_or("");
            &quoted[..end]
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let value = &rest[..end];
            rest = &rest[end..];
            value
        };
        terms.push((filter, value.to_owned()));
    }
}

/// The first day of a year, a month or a day: `2024`, `2024-03`, `2024-03-14`.
fn first_day(text: &str) -> Option<NaiveDate> {
    let mut numbers = text.split('-').map(|part| part.parse::<u32>().ok());
    let year = i32::try_from(numbers.next()??).ok().filter(|year| (1000..=9999).contains(year))?;
    let (month, day) = (numbers.next().unwrap_or(Some(1))?, numbers.next().unwrap_or(Some(1))?);
    numbers.next().is_none().then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "need\u{1f}hanan\u{1f}palestinian\u{1f}\u{1f}to be believed, said the lemon tree";

    fn takes(query: &str) -> bool {
        Query::read(query).takes_line(LINE)
    }

    #[test]
    fn every_word_has_to_be_there_in_whatever_order() {
        assert!(takes("believed") && takes("TREE lemon") && takes("lem") && takes("\"lemon tree\""));
        assert!(!takes("lemon house") && !takes("\"tree lemon\""));
        assert!(!takes("hanan") && !takes("need"), "what is known of a passage is not what it says");
    }

    #[test]
    fn filters_narrow_it() {
        assert!(
            takes("kind:need") && takes("kind:#ne tree") && takes("by:Hanan") && takes("by:@han") && takes("party:Pal")
        );
        assert!(!takes("kind:story") && !takes("by:Layla") && !takes("by:anan") && !takes("party:Jewish"));
        assert!(takes("kind:story kind:need") && !takes("kind:need by:Layla") && !takes("state:common"));
        assert!(Query::read("state:common").takes_line("statement\u{1f}\u{1f}\u{1f}common-ground\u{1f}ours"));
        assert!(
            Query::read("state:\"common ground\"").takes_line("statement\u{1f}\u{1f}\u{1f}common-ground\u{1f}ours")
        );
        assert!(takes("note: tree") == takes("note: tree") && !takes("note:tree"), "what is no filter is a word");
    }

    #[test]
    fn sessions_are_taken_by_group_and_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let takes = |query: &str, on: &str| Query::read(query).takes_session("olive tree circle", day(on));
        assert!(takes("group:olive", "2024-01-01") && takes("group:\"Olive Tree\"", "2024-01-01"));
        assert!(!takes("group:wednesday", "2024-01-01") && takes("group:wednesday group:circle", "2024-01-01"));
        assert!(takes("after:2024", "2024-01-01") && !takes("after:2024", "2023-12-31"));
        assert!(takes("before:2024-03", "2024-02-29") && !takes("before:2024-03", "2024-03-01"));
        assert!(!takes("after:2024-03-14 before:2024-03-14", "2024-03-14"));
    }

    #[test]
    fn what_is_not_typed_yet_asks_for_nothing() {
        for line in ["", "  ", "kind:", "by: ", "\"", "after:20", "after:2024-13"] {
            assert!(Query::read(line).is_empty(), "{line}");
        }
        assert_eq!(Query::read("after:soon").not_a_day.as_deref(), Some("soon"));
        assert!(!Query::read("after:2024").is_empty());
    }
}
