//! What the commands print. Nothing here panics when nobody reads any more.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::REFUSED;
use crate::{
    export,
    library::{LoadError, Place, Row},
    session::{Format, RecordRule, StandingKind, text::visible},
    store::{self, Paths},
    words,
};

/// Prints a text.
pub(super) fn out(text: &str) -> io::Result<ExitCode> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Says on the error stream what the user should know.
pub(super) fn complaint(what: &str) {
    // If nobody reads this, the exit code still says it.
    let _ = writeln!(io::stderr(), "parlor: {what}");
}

/// One line a session.
pub(super) fn list(paths: &Paths) -> io::Result<ExitCode> {
    let shelves = store::list(paths);
    let mut text = String::new();
    for row in &shelves.rows {
        line(&mut text, &listed(row));
    }
    for session in &shelves.unfinished {
        complaint(&format!("`{}` of {} is not sealed; `parlor` continues it", session.title, session.id));
    }
    if let Some(trouble) = &shelves.trouble {
        complaint(&visible(trouble));
        return out(&text).map(|_| ExitCode::from(super::UNUSABLE));
    }
    out(&text)
}

fn listed(row: &Row) -> String {
    let path = shown(&row.path);
    match &row.body {
        Ok(summary) => format!(
            "{}  {:>3} min  {} common ground  {}  {path}",
            summary.opened.format("%Y-%m-%d %H:%M"),
            summary.length.mins(),
            summary.standing(StandingKind::CommonGround),
            summary.title,
        ),
        Err(error) => format!("cannot be opened: {}  {path}", words::trouble(&error.trouble)),
    }
}

/// A session as plain text.
pub(super) fn show(file: &Path) -> io::Result<ExitCode> {
    match store::load(file) {
        Ok(sealed) => out(&export::show(&sealed)),
        Err(error) => {
            complaint(&words::load_error(&error));
            Ok(ExitCode::from(REFUSED))
        }
    }
}

/// Nothing, or what is wrong, one line a file: `FILE:line:col: reason`.
pub(super) fn check(files: &[PathBuf]) -> io::Result<ExitCode> {
    let mut stderr = io::stderr().lock();
    let mut code = ExitCode::SUCCESS;
    for file in files {
        match store::load(file) {
            Ok(sealed) => {
                if let Some(version) = sealed.newer {
                    writeln!(stderr, "{}: warning: {}", shown(file), words::newer(version))?;
                }
                for key in &sealed.unknown_keys {
                    writeln!(stderr, "{}: warning: the key `{key}` is not known", shown(file))?;
                }
            }
            Err(error) => {
                writeln!(stderr, "{}", reason(file, &error))?;
                code = ExitCode::from(REFUSED);
            }
        }
    }
    Ok(code)
}

fn reason(file: &Path, error: &LoadError) -> String {
    let Place { line, column } = error.place.unwrap_or(Place { line: 1, column: 1 });
    format!("{}:{line}:{column}: {}", shown(file), words::trouble(&error.trouble))
}

/// What each format is, and its phases.
pub(super) fn formats(paths: &Paths) -> io::Result<ExitCode> {
    let on_offer = store::load_formats(paths);
    let mut text = String::new();
    for format in &on_offer.formats {
        describe(&mut text, format);
    }
    for trouble in &on_offer.troubles {
        complaint(&words::load_error(trouble));
    }
    out(&text)
}

fn describe(text: &mut String, format: &Format) {
    let rule = match format.record_rule {
        RecordRule::Attributed => "attributed",
        RecordRule::ChathamHouse => "Chatham House Rule",
        RecordRule::Confidential | RecordRule::OffTheRecord => words::rule(format.record_rule),
    };
    line(text, &format!("{}: {}, {} min, {rule}", format.name, format.title, format.length().mins()));
    line(text, &format!("  {}", format.summary));
    for phase in &format.phases {
        line(text, &format!("  {:>4} min  {}", phase.minutes, phase.title));
    }
    text.push('\n');
}

fn line(text: &mut String, line: &str) {
    // A string takes whatever is written to it.
    let _ = writeln!(text, "{line}");
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}
