//! `parlor search` and `parlor due`.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use chrono::Utc;
use serde_json::json;

use super::{REFUSED, UNUSABLE, print};
use crate::{
    export,
    library::{FILTERS, FoundIn, Passage, Query, promises},
    runtime,
    session::text::visible,
    store::{self, Paths},
    words,
};

/// Prints every passage that is found, one a line; as JSON, one object a line.
pub(super) fn search(paths: &Paths, asked: &[String], as_json: bool) -> io::Result<ExitCode> {
    let asked: Vec<String> = asked.iter().map(|argument| as_typed(argument)).collect();
    let query = Query::read(&asked.join(" "));
    if let Some(misread) = words::misread(&query) {
        print::complaint(&misread);
        return Ok(ExitCode::from(UNUSABLE));
    }
    if query.is_empty() {
        print::complaint(words::NOTHING_ASKED);
        return Ok(ExitCode::from(UNUSABLE));
    }
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    let mut passages = 0;
    let unreadable = store::scan(paths, &query, |found| {
        passages += found.passages.len();
        found.passages.iter().try_for_each(|passage| {
            let line = if as_json { as_object(&found, passage) } else { as_line(&found, passage) };
            writeln!(stdout, "{line}")
        })
    })?;
    stdout.flush()?;
    if unreadable > 0 {
        print::complaint(&words::not_searched(unreadable));
    }
    Ok(if passages > 0 { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
}

/// The shell took the quotation marks away that hold words together.
fn as_typed(argument: &str) -> String {
    let filter = FILTERS.into_iter().find(|filter| argument.starts_with(filter)).unwrap_or_default();
    let value = &argument[filter.len()..];
    let is_line = value.contains('"') || FILTERS.iter().any(|filter| value.contains(filter));
    if value.contains(char::is_whitespace) && !is_line { format!("{filter}\"{value}\"") } else { argument.to_owned() }
}

fn as_line(found: &FoundIn, passage: &Passage) -> String {
    let mut line = format!("{}:", visible(&found.path.display().to_string()));
    // A string takes whatever is written to it.
    let _ = match passage.when {
        Some(when) => write!(line, " {}", when.format("%Y-%m-%d %H:%M")),
        None => write!(line, " {}", found.summary.opened.format("%Y-%m-%d")),
    };
    let _ = write!(line, " {}", words::passage_kind(&passage.kind));
    let stand = words::stand(passage.standing);
    if !stand.is_empty() {
        let _ = write!(line, " ({stand})");
    }
    let who: Vec<&str> = [&passage.speaker, &passage.party].into_iter().flatten().map(String::as_str).collect();
    if !who.is_empty() {
        let _ = write!(line, ", {}", who.join(", "));
    }
    let _ = write!(line, ": {}", passage.text.replace('\n', " "));
    line
}

fn as_object(found: &FoundIn, passage: &Passage) -> String {
    let summary = &found.summary;
    let phase = passage.phase.and_then(|phase| found.phases.get(phase.0));
    let stand = Some(passage.standing.key()).filter(|key| !key.is_empty());
    json!({
        "file": found.path.display().to_string(),
        "title": summary.title,
        "group": summary.series,
        "opened": summary.opened.to_rfc3339(),
        "kind": passage.kind.key(),
        "when": passage.when.map(|when| when.to_rfc3339()),
        "phase": phase,
        "speaker": passage.speaker,
        "party": passage.party,
        "state": stand,
        "text": passage.text,
    })
    .to_string()
}

/// Prints what is promised in all groups, by its day; or writes it as a calendar.
pub(super) fn due(paths: &Paths, ics: Option<&Path>) -> io::Result<ExitCode> {
    let now = runtime::wall();
    let open: Vec<_> =
        promises(&store::load_groups(paths)).into_iter().filter(|promise| promise.done.is_none()).collect();
    let Some(file) = ics else {
        let mut text = String::new();
        for promise in &open {
            let day = promise.by.map_or("          ".into(), |by| by.format("%Y-%m-%d").to_string());
            let due = words::when_due(promise, now.date_naive());
            let said = words::promise(promise).replace('\n', " ");
            let _ = writeln!(text, "{day}  {due:<13}  {}  {said}", promise.group);
        }
        return print::out(&text);
    };
    let calendar = export::calendar(&open, now.with_timezone(&Utc));
    let left_out = open.iter().filter(|promise| promise.by.is_none()).count();
    if left_out > 0 {
        print::complaint(&words::left_out_of_calendar(left_out));
    }
    if file == Path::new("-") {
        return print::out(&calendar);
    }
    store::write_calendar(&absolute(file)?, &calendar)?;
    Ok(ExitCode::SUCCESS)
}

fn absolute(file: &Path) -> io::Result<PathBuf> {
    std::path::absolute(file)
}
