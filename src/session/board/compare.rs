//! The difference between two wordings, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// What became of a stretch of a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// It stands in both.
    Kept,
    /// It stood in the earlier one.
    Removed,
    /// It stands in the later one.
    Added,
}

/// A word, and the same with the space behind it.
type Word<'a> = (&'a str, &'a str);

/// What became of the words of `earlier` on the way to `later`. What is not removed reads as `later`, letter by letter.
#[must_use]
pub fn compare(earlier: &str, later: &str) -> Vec<(Change, String)> {
    let (old, new) = (words(earlier), words(later));
    let plain = |words: &[Word<'_>]| -> Vec<String> { words.iter().map(|(word, _)| (*word).to_owned()).collect() };
    let said = |words: &[Word<'_>]| words.iter().map(|(_, full)| *full).collect::<String>();
    let mut pieces: Vec<(Change, String)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &plain(&old), &plain(&new)) {
        let found = match op {
            DiffOp::Equal { new_index, len, .. } => {
                [None, Some((Change::Kept, said(&new[new_index..new_index + len])))]
            }
            DiffOp::Delete { old_index, old_len, .. } => [Some(said(&old[old_index..old_index + old_len])), None]
                .map(|text: Option<String>| text.map(|text| (Change::Removed, text))),
            DiffOp::Insert { new_index, new_len, .. } => {
                [None, Some((Change::Added, said(&new[new_index..new_index + new_len])))]
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => [
                Some((Change::Removed, said(&old[old_index..old_index + old_len]))),
                Some((Change::Added, said(&new[new_index..new_index + new_len]))),
            ],
        };
        pieces.extend(found.into_iter().flatten());
    }
    pieces
}

/// Words and signs, each with the space that follows it.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<(usize, usize, usize)> = Vec::new();
    for (start, piece) in text.split_word_bound_indices() {
        let end = start + piece.len();
        match words.last_mut() {
            Some(last) if piece.trim().is_empty() => last.2 = end,
            _ => words.push((start, end, end)),
        }
    }
    words.into_iter().map(|(start, word, full)| (&text[start..word], &text[start..full])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(earlier: &str, later: &str) -> String {
        let piece = |(change, text): (Change, String)| match change {
            Change::Kept => text,
            Change::Removed => format!("-[{text}]"),
            Change::Added => format!("+[{text}]"),
        };
        compare(earlier, later).into_iter().map(piece).collect()
    }

    #[test]
    fn words_are_compared_and_not_letters() {
        assert_eq!(shown("Both losses count.", "Both losses are real."), "Both losses -[count]+[are real].");
        assert_eq!(shown("Our children", "All our children"), "-[Our ]+[All our ]children");
        assert_eq!(shown("שני האובדנים", "שני האובדנים אמיתיים"), "שני האובדנים +[אמיתיים]");
        assert_eq!(shown("the same", "the same"), "the same");
        assert_eq!(shown("", "new"), "+[new]");
    }

    proptest! {
        #[test]
        fn what_is_kept_and_added_is_the_later_wording(earlier in "[ab .,]{0,30}", later in "[ab .,]{0,30}") {
            let pieces = compare(&earlier, &later);
            let read = |without: Change| -> String {
                pieces.iter().filter(|(change, _)| *change != without).map(|(_, text)| text.as_str()).collect()
            };
            prop_assert_eq!(read(Change::Removed), later);
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeezed(&read(Change::Added)), squeezed(&earlier));
        }
    }
}
