//! From sealed sessions to the text of an export: put under the rule that was asked for, looked through, written down.

use std::path::{Path, PathBuf};

use crate::{
    export,
    library::{Evening, ExportKind, NoExport, Sealed},
    session::{Leak, LeakCheck, RecordRule},
    store, words,
};

/// A sealed session as it may be told under this rule and its own, and what in it would tell more.
///
/// # Errors
/// A file of a newer Parlor may hold rules that this one does not know.
pub fn told(sealed: &Sealed, rule: RecordRule, check: &LeakCheck) -> Result<(Evening, Vec<Leak>), NoExport> {
    if let Some(version) = sealed.newer {
        return Err(NoExport::Newer(version));
    }
    let checked = check.restrict(&sealed.record, rule);
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
