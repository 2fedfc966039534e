//! The record rule in words: what is read aloud, what is kept, what can't be undone.

use crate::session::{Confided, ConfidedAs, Piece, RecordRule, Span, State};

/// What the moderator reads aloud when a record rule is invoked.
#[must_use]
pub const fn read_aloud(rule: RecordRule) -> &'static str {
    match rule {
        RecordRule::Attributed => {
            "What is said from here on is written down with the name of the person who says it, and it may be told with that \
             name. If you want something not to be told, say so before you say it. Does anybody object?"
        }
        RecordRule::ChathamHouse => {
            "What is said from here on may be used, and told to others. Who said it may not be told, nor from which side \
             it came, nor who was here, nor where we met. That holds for every one of us. Does anybody object?"
        }
        RecordRule::Confidential => {
            "What is said from here on stays in this room. Only what all of us release, item by item, leaves it, and then \
             without names. That holds for every one of us. Does anybody object?"
        }
        RecordRule::OffTheRecord => "From here on nothing is written down. Please put pens and telephones away.",
    }
}

/// Above the list of rules.
pub const RULE_CHANGE: &str = "A change of the record rule can't be undone. A stricter rule holds from now on; a looser one \
                               holds from when it was read aloud, and never for what was said before.";
/// A change holds here.
pub const FOR_PHASE: &str = "for this phase";
/// A change holds for the evening.
pub const FOR_EVENING: &str = "for the evening, from here on";
/// The frame of minutes of which nothing is kept.
pub const OFF_RECORD: &str = "OFF THE RECORD";
/// In the frame, and where it says otherwise whether everything is saved.
pub const NOTHING_KEPT: &str = "nothing is kept";
/// Something was released.
pub const RELEASED: &str = "Released: it will stand in the sealed file, without names. u takes that back.";
/// Something was struck, and the disk says so.
pub const STRUCK: &str =
    "Struck: from memory, the journal, drafts, damaged copies and the own file. Only the time of it stays.";
/// Something was struck in a sealed file.
pub const STRUCK_SEALED: &str = "Struck: from this file, its copies and the own file. Only the time of it stays.";
/// Beside the note line while the rule has not been read aloud.
pub const MEMORY_ONLY: &str = "in memory only until the rule is read aloud ";
/// A line was asked for while nothing is kept.
pub const NO_LINE: &str = "Off the record: there is no line to write on. * comes back on the record.";
/// Striking, live and from review.
pub const STRIKE: super::Question = (
    "Strike this for good?",
    "It goes from memory, from the disk and from everything that Parlor keeps; only a line with the time stays. \
     This can't be undone.",
    "strikes it",
);
/// Ending with notes that nobody was told of.
pub const END_WITH_HELD: super::Question = (
    "End the evening?",
    "Notes are held in memory, because the record rule was not read aloud: Esc, then . and Enter, keeps them. \
     Otherwise they are gone.",
    "ends without them",
);
/// The head of what goes to the moderator's own file.
pub const OWN_FILE: &str = "# Only in your own file, beside the sessions and never exported:";

/// Notes wait for their rule.
#[must_use]
pub fn held(number: usize) -> String {
    let notes = super::count(number, "note is", "notes are");
    format!("{notes} held in memory only until the record rule is read aloud: .")
}

/// The rule that is to be read aloud.
#[must_use]
pub fn to_be_read(rule: RecordRule) -> String {
    format!("{} has not been read aloud yet", super::rule(rule))
}

/// The phase is covered.
#[must_use]
pub fn covered(rule: RecordRule) -> String {
    format!("Everything since this phase began is {} now.", super::rule(rule))
}

/// The minutes off the record are over.
#[must_use]
pub fn back_on_record(lasted: Span) -> String {
    format!("Back on the record. Nothing is left of it but “off the record, {}”.", super::minutes(lasted))
}

/// `off the record, 12 min`
#[must_use]
pub fn off_record(lasted: Span) -> String {
    format!("off the record, {}", super::minutes(lasted))
}

/// Something could not be struck on the disk.
#[must_use]
pub fn not_struck(why: &str) -> String {
    format!("Gone from memory, but not yet from the disk: {why}. It is tried again.")
}

/// Something could not be struck in a sealed file.
#[must_use]
pub fn not_struck_in_file(why: &str) -> String {
    format!("Not struck: {why}. The file was left as it is.")
}

/// What of an evening goes to the moderator's own file, in lines.
#[must_use]
pub fn confided(all: &[Confided]) -> Vec<String> {
    let line = |said: &Confided| {
        let what = match said.what {
            ConfidedAs::Note => format!("#{}", said.kind.word()),
            ConfidedAs::Wording => "statement".into(),
            ConfidedAs::Formulation => "one side".into(),
            ConfidedAs::Criticism => "criticism".into(),
            ConfidedAs::FollowUp => "follow-up".into(),
        };
        format!("#   {} {what} {}", said.piece, said.text.replace('\n', " / "))
    };
    all.iter().map(line).collect()
}

/// What stands beside a piece that was said in confidence and released.
#[must_use]
pub fn confidence(state: &State, piece: Piece) -> Option<&'static str> {
    (state.is_kept_back(piece) && state.is_released(piece)).then_some("released")
}
