//! `parlor export`: what may be told of sealed sessions, in a file or on standard output.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;

use super::{REFUSED, UNUSABLE, print};
use crate::{
    library::{Evening, ExportKind, Sealed},
    runtime::exporting,
    session::{Leak, RecordRule, State, text::fold},
    store::{self, Paths},
    words,
};

/// What to export, as what, under which rule, and where to.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The session file
    #[arg(required_unless_present = "series", conflicts_with = "series")]
    file: Option<PathBuf>,
    /// All sealed evenings of a group
    #[arg(long, value_name = "NAME")]
    series: Option<String>,
    /// What to make of it
    #[arg(long = "as", value_name = "KIND", value_parser = kind_named)]
    kind: ExportKind,
    /// Tell it under a stricter rule than it was kept
    #[arg(long, value_name = "RULE", value_parser = rule_named)]
    rule: Option<RecordRule>,
    /// Where to write it; a file that is there is not overwritten. Standard output, if nothing is said
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Put [name] in place of the names that the record rule keeps to itself, instead of refusing
    #[arg(long)]
    withhold: bool,
    /// A word that looks like a name and is none here; may be said several times
    #[arg(long, value_name = "WORD")]
    keep: Vec<String>,
    /// Tell who spoke how long; only of an evening that was attributed from beginning to end
    #[arg(long)]
    with_airtime: bool,
}

fn kind_named(word: &str) -> Result<ExportKind, String> {
    let kinds = || ExportKind::ALL.map(ExportKind::key).join(", ");
    ExportKind::parse(word).ok_or_else(|| format!("there is {}", kinds()))
}

fn rule_named(word: &str) -> Result<RecordRule, String> {
    let on_offer = [RecordRule::Attributed, RecordRule::ChathamHouse, RecordRule::Confidential];
    let found = on_offer.into_iter().find(|rule| rule.key() == word.replace('-', "_"));
    found.ok_or_else(|| format!("there is {}", on_offer.map(RecordRule::key).join(", ")))
}

/// Runs the command.
pub(super) fn run(paths: &Paths, export: &Export) -> io::Result<ExitCode> {
    let sessions = match sessions(paths, export) {
        Ok(sessions) => sessions,
        Err(why) => return Ok(refused(&why)),
    };
    let rule = export.rule.unwrap_or_default();
    let (mut evenings, mut is_leaking) = (Vec::new(), false);
    for sealed in &sessions {
        let mut check = store::leak_check(paths, sealed.record.opening.series.as_deref());
        check.not_names.extend(export.keep.iter().cloned());
        let (evening, leaks) = match exporting::told(sealed, rule, &check) {
            Ok(told) => told,
            Err(why) => return Ok(refused(&format!("{}: {}", sealed.id, words::exports::no_export(why)))),
        };
        remarks(&evening, sealed, export);
        if !export.withhold && !leaks.is_empty() {
            print::complaint(&listed(&evening, &leaks));
            is_leaking = true;
        }
        evenings.push(evening);
    }
    if is_leaking {
        return Ok(refused(words::exports::NOTHING_EXPORTED));
    }
    match exporting::text(export.kind, &evenings, export.with_airtime) {
        Ok(text) => written(export, &evenings, &text),
        Err(why) => Ok(refused(&words::exports::no_export(why))),
    }
}

fn refused(why: &str) -> ExitCode {
    print::complaint(why);
    ExitCode::from(REFUSED)
}

/// The sessions that were asked for, oldest first.
fn sessions(paths: &Paths, export: &Export) -> Result<Vec<Sealed>, String> {
    if let Some(file) = &export.file {
        return store::load(file).map(|sealed| vec![sealed]).map_err(|error| words::load_error(&error));
    }
    let wanted = fold(export.series.as_deref().unwrap_or_default());
    let mut sessions = Vec::new();
    for path in store::list(paths).rows.into_iter().rev().map(|row| row.path) {
        match store::load(&path) {
            Ok(sealed) if sealed.record.opening.series.as_deref().map(fold).as_deref() == Some(&wanted) => {
                sessions.push(sealed);
            }
            Ok(_) => {}
            // It may be one of them.
            Err(error) => print::complaint(&words::load_error(&error)),
        }
    }
    if sessions.is_empty() {
        Err(words::exports::no_series(export.series.as_deref().unwrap_or_default()))
    } else {
        Ok(sessions)
    }
}

/// What was asked for and is not done.
fn remarks(evening: &Evening, sealed: &Sealed, export: &Export) {
    let own = sealed.record.opening.rule;
    if export.rule.is_some_and(|rule| rule < own) {
        print::complaint(&words::exports::stays_strict(own));
    }
    if export.with_airtime && !evening.record.fold().keeps_all_names() {
        print::complaint(words::exports::NO_AIRTIME);
    }
}

fn listed(evening: &Evening, leaks: &[Leak]) -> String {
    let state: State = evening.record.fold();
    let lines: Vec<String> = leaks.iter().map(|leak| format!("  {}", words::exports::leak(leak, &state))).collect();
    format!("{}\n{}", words::exports::would_tell(leaks.len(), evening.id.as_str()), lines.join("\n"))
}

fn written(export: &Export, evenings: &[Evening], text: &str) -> io::Result<ExitCode> {
    let Some(output) = export.output.as_deref().filter(|output| *output != Path::new("-")) else {
        return print::out(text);
    };
    let name = evenings.first().map(|evening| format!("{}{}", evening.id, export.kind.ending())).unwrap_or_default();
    match store::hand_out(output, &name, text) {
        Ok(path) => {
            print::complaint(&words::exports::written(&path));
            Ok(ExitCode::SUCCESS)
        }
        Err(why) => {
            print::complaint(&words::exports::not_written(output, &why.to_string()));
            Ok(ExitCode::from(UNUSABLE))
        }
    }
}
