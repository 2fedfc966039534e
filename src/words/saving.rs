//! Whether the evening is on the disk, and what came back.

use std::path::Path;

use super::time_of_day;
use crate::{
    library::{Cause, SaveTrouble},
    session::{At, State, text::visible},
};

/// Why saving does not work, and what is being done.
#[must_use]
pub fn not_saved(trouble: &SaveTrouble) -> String {
    let cause = match trouble.cause {
        Cause::Full => "the disk is full".into(),
        Cause::Quota => "your share of the disk is full".into(),
        Cause::TooLarge => "the journal may grow no longer".into(),
        Cause::ReadOnly => "the disk is read-only".into(),
        Cause::NotAllowed => "writing there is not allowed".into(),
        Cause::Failing => "the disk reports an error".into(),
        Cause::Gone => "the journal's folder is gone".into(),
        Cause::InUse => "another Parlor has this session".into(),
        Cause::Other => visible(&trouble.said),
    };
    format!("NOT SAVED: {cause}. In memory; trying on. F9: elsewhere")
}

/// The journal goes on in another folder.
#[must_use]
pub fn moved(folder: &Path, remembered: bool) -> String {
    let folder = visible(&folder.display().to_string());
    if remembered {
        format!("Saved in {folder} from now on. The list of sessions finds it there.")
    } else {
        format!("Saved in {folder} from now on. Write this down: the list of sessions could not be told.")
    }
}

/// A session came back from its journal.
#[must_use]
pub fn recovered(state: &State, at: At, drafts: usize) -> String {
    let until = time_of_day(state.wall(at));
    let turn = if state.current().is_some() { " The turn that was running stands." } else { "" };
    let drafts = if drafts > 0 { " What was being typed is kept." } else { "" };
    format!("Everything up to {until} is back.{turn}{drafts}")
}

/// The same, where the journal was damaged: what is missing, and where the damaged file lies now.
#[must_use]
pub fn came_back(back: &str, aside: &Path, missing: usize) -> String {
    let what = match missing {
        0 => "The end of its journal was damaged, and nothing that was called saved is missing.".to_owned(),
        1 => "Its journal was damaged; one later act stands only in the damaged file.".to_owned(),
        missing => format!("Its journal was damaged; {missing} later acts stand only in the damaged file."),
    };
    format!("{back} {what} The damaged file was kept as it was found: {}", visible(&aside.display().to_string()))
}

/// The word that leaves without what is not on the disk.
pub const ABANDON: &str = "abandon";

/// On the way out, with so many acts not on the disk; and how to leave without them.
#[must_use]
pub fn leaving(unsaved: usize) -> [String; 2] {
    let what = match unsaved {
        0 => "What you typed last is on its way to the disk.".to_owned(),
        1 => "One act is not on the disk yet.".to_owned(),
        unsaved => format!("{unsaved} acts are not on the disk yet."),
    };
    [
        format!("{what} Parlor leaves by itself as soon as everything is there. Esc goes back to the evening."),
        format!("To leave without it, and lose it: type {ABANDON}, then Enter."),
    ]
}

/// What is said in the shell when the program is gone and acts are not on the disk.
#[must_use]
pub fn lost(unsaved: usize) -> String {
    match unsaved {
        1 => "one act could not be saved, and the screen never called it saved; the rest is in the journal".to_owned(),
        unsaved => format!(
            "{unsaved} acts could not be saved, and the screen never called them saved; the rest is in the journal"
        ),
    }
}

/// Something was put right in a sealed file, or beside it.
#[must_use]
pub fn amended(path: &Path, is_beside: bool) -> String {
    let path = visible(&path.display().to_string());
    if is_beside {
        format!("The file was changed meanwhile and left as it is; this stands in {path}")
    } else {
        "Put right. The text of the file stays; its end says what is meant.".into()
    }
}

/// Nothing was put right.
#[must_use]
pub fn not_amended(why: &str) -> String {
    format!("This could not be put right: {}. The file was left as it is.", visible(why))
}
