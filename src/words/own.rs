//! The moderator's own page.

use super::{clock, count, minutes};
use crate::{
    library::{Exposure, FolderWarning, Question},
    session::{Mirror, MirrorActs, text::visible},
};

/// A sample has no file, and no page of anybody's own.
pub const SAMPLE: &str = "A sample has no page of your own; an evening that you seal has one.";

/// Whose eyes it is for.
pub const FOR_YOU: &str =
    "For your eyes alone: it lies in a file of your own (0600; that is not encryption), and is never exported.";

/// The question of the look back.
#[must_use]
pub const fn question(question: Question) -> &'static str {
    match question {
        Question::Trying => "What were we trying to do?",
        Question::Happened => "What happened?",
        Question::Learned => "What did we learn?",
        Question::Differently => "What would we do differently?",
        Question::Next => "What comes next?",
    }
}

/// The page could not be read or written.
#[must_use]
pub fn not_read(why: &str) -> String {
    format!("Your own page: {why}.")
}

/// The mirror as it stands on the page: a line about the moderator, and one for each party.
#[must_use]
pub fn mirror(mirror: &Mirror<'_>, with_names: bool) -> Vec<String> {
    let named = mirror.moderator.filter(|_| with_names).map(|person| person.name.as_str());
    let turns = count(mirror.turns, "turn", "turns");
    let (chair, spoke) = (minutes(mirror.in_chair), clock(mirror.airtime));
    let first = format!("{}: {chair}; spoke {spoke} in {turns}", named.unwrap_or("In the chair"));
    let acts = mirror.acts.iter().filter(|acts| says_something(acts));
    std::iter::once(first).chain(acts.map(|acts| acts_for(acts, with_names))).collect()
}

fn says_something(acts: &MirrorActs<'_>) -> bool {
    acts.extensions + acts.out_of_order > 0 || acts.taken.millis() > 0
}

fn acts_for(acts: &MirrorActs<'_>, with_names: bool) -> String {
    let party = acts.party.map_or("without a party", |party| if with_names { party } else { "for one side" });
    let extensions = count(acts.extensions, "extension", "extensions");
    let (given, taken, called) = (clock(acts.given), clock(acts.taken), acts.out_of_order);
    format!("{party}: {extensions} ({given}), {taken} taken, {called} called out of order")
}

/// Who else can see into a folder.
#[must_use]
pub fn exposed(warning: &FolderWarning) -> String {
    let folder = visible(&warning.folder.display().to_string());
    match &warning.why {
        Exposure::Synced { service, .. } => {
            format!("{service} copies {folder} to other computers: what is kept here leaves this one.")
        }
        Exposure::Git { root } => {
            let root = visible(&root.display().to_string());
            format!("{folder} lies in the git checkout {root}, which is pushed elsewhere.")
        }
        Exposure::ReadableByOthers => {
            format!("Other users of this computer may look into {folder}; `chmod 700` keeps it to you.")
        }
    }
}
