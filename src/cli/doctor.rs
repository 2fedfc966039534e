//! `parlor doctor`: what works here, and what to do where something does not.

use std::{
    fmt::Write as _,
    io::{self, IsTerminal},
    process::ExitCode,
};

use super::{REFUSED, config, print};
use crate::{
    library::{Colours, Finding},
    runtime,
    store::{self, Paths},
    words,
};

/// Looks at everything and says what it saw; changes nothing.
pub(super) fn run(paths: &Paths) -> io::Result<ExitCode> {
    let mut findings = vec![terminal(), Finding::Colours(colours()), Finding::Letters(is_utf8())];
    let (settings, bell) = settings(paths);
    findings.extend([Finding::Bell(bell), Finding::NoCoreDumps(runtime::leaves_no_core_dump()), settings]);
    let formats = store::load_formats(paths);
    findings.extend(formats.troubles.iter().map(|trouble| Finding::Format(words::load_error(trouble))));
    findings.extend(store::checkup(paths));
    let (mut text, mut to_do) = (String::new(), 0);
    for finding in &findings {
        let (what, advice) = words::finding(finding);
        let (sign, advice) = match advice {
            Some(advice) => {
                to_do += 1;
                (words::LOOK, format!(" {advice}"))
            }
            None => (words::FINE, String::new()),
        };
        // A string takes whatever is written to it.
        let _ = writeln!(text, "{sign}  {what}{advice}");
    }
    let _ = writeln!(text, "{}", words::diagnosis(to_do));
    let printed = print::out(&text)?;
    Ok(if to_do > 0 { ExitCode::from(REFUSED) } else { printed })
}

fn terminal() -> Finding {
    let size = io::stdout().is_terminal().then(|| crossterm::terminal::size().ok()).flatten();
    Finding::Terminal(size)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn colours() -> Colours {
    let many = |value: &str| value.contains("256") || value.contains("truecolor") || value.contains("24bit");
    if variable("NO_COLOR").is_some() {
        Colours::Unwanted
    } else if ["COLORTERM", "TERM"].iter().filter_map(|name| variable(name)).any(|value| many(&value)) {
        Colours::Enough
    } else {
        Colours::Few
    }
}

/// The first of these that is set says it.
fn is_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    let says = |locale: String| locale.to_lowercase().replace('-', "").contains("utf8");
    cfg!(windows) || cfg!(target_vendor = "apple") || locale.is_some_and(says)
}

/// The settings, and how the bell rings by them.
fn settings(paths: &Paths) -> (Finding, Option<String>) {
    let bell = variable("PARLOR_BELL").filter(|bell| bell != "silent");
    let loaded = store::load_settings(paths);
    match config::taken(paths) {
        Ok((settings, _)) => (Finding::Settings(Ok(loaded.path)), bell.or(settings.bell)),
        Err(what) => (Finding::Settings(Err(what)), bell),
    }
}
