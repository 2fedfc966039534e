//! From sealed sessions to the text of an export: put under the rule that was asked for, looked through, written down.

use std::path::{Path, PathBuf};

use crate::{
    export,
    library::{Evening, ExportKind, NoExport, Sealed},
    session::{Leak, LeakCheck, RecordRule},
    store, words,
};

/// A sealed session as it may be told under this rule and its own, and what in it would tell more. A wording that was
/// confirmed is told as it was read out in the room, also where a typing mistake was put right afterwards.
///
/// # Errors
/// A file of a newer Parlor may hold rules that this one does not know.
pub fn told(sealed: &Sealed, rule: RecordRule, check: &LeakCheck) -> Result<(Evening, Vec<Leak>), NoExport> {
    if let Some(version) = sealed.newer {
        return Err(NoExport::Newer(version));
    }
    let checked = check.restrict(&sealed.record.as_confirmed(&sealed.replaced), rule);
    Ok((Evening { id: sealed.id.clone(), record: checked.record }, checked.leaks))
}

/// The text of an export.
///
/// # Errors
/// Why there is none.
pub fn text(kind: ExportKind, evenings: &[Evening], with_airtime: bool) -> Result<String, NoExport> {
    match (kind, evenings) {
        (ExportKind::Session, [one]) => Ok(store::render(&one.id, &one.record)),
        (ExportKind::Session, _) => Err(NoExport::OneSession),
        (kind, evenings) => export::text(kind, evenings, with_airtime),
    }
}

/// Makes an export and writes it where it was typed: a path, or one below the home folder.
///
/// # Errors
/// Why it was not, in words.
pub fn written(kind: ExportKind, evening: &Evening, with_airtime: bool, output: &str) -> Result<PathBuf, String> {
    let text = text(kind, std::slice::from_ref(evening), with_airtime).map_err(words::exports::no_export)?;
    let output = store::below_home(Path::new(output));
    let name = format!("{}{}", evening.id, kind.ending());
    store::hand_out(&output, &name, &text).map_err(|why| words::exports::not_written_there(&why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Change, NoteId, StandingKind};

    #[test]
    fn a_confirmed_wording_is_told_as_it_was_read_out() {
        let mut sealed = store::sample(0).unwrap();
        let state = sealed.record.fold();
        let confirmed = state.board.standing(StandingKind::CommonGround).next().unwrap().clone();
        let open = state.board.standing(StandingKind::Proposed).next().unwrap().clone();
        for change in [
            Change::Statement { id: confirmed.id, wording: "Once".into() },
            Change::Statement { id: confirmed.id, wording: "Twice".into() },
            Change::Statement { id: open.id, wording: "Open".into() },
            Change::Note { id: NoteId(1), kind: None, text: Some("A note".into()) },
        ] {
            sealed.replaced.push(sealed.record.before_amending(&change));
            assert!(sealed.record.amend(&change));
        }
        let (evening, _) = told(&sealed, RecordRule::Attributed, &LeakCheck::default()).unwrap();
        let after = evening.record.fold();
        let wording = |id| after.board.statement(id).unwrap().wording().to_owned();
        assert_eq!((wording(confirmed.id), wording(open.id)), (confirmed.wording().to_owned(), "Open".to_owned()));
        assert_eq!(after.note(NoteId(1)).unwrap().text, "A note");
    }
}
