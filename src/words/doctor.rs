//! What `parlor doctor` says: a sentence on each thing that it looked at, and what to do where something is to be done.

use std::path::Path;

use super::{count, day, time_of_day};
use crate::{
    library::{Colours, Exposure, Finding, FolderKind, FolderState, FolderWarning},
    session::text::visible,
};

/// The smallest window in which everything is there.
const COMFORTABLE: (u16, u16) = (80, 24);
/// Less than this is soon used up.
const LITTLE: u64 = 100 << 20;

/// A sentence, and what to do about it if something is to be done.
pub type Advice = (String, Option<String>);

/// Before a sentence on what is well.
pub const FINE: &str = "fine";
/// Before a sentence on what wants attention.
pub const LOOK: &str = "look";

/// How it came out.
#[must_use]
pub fn diagnosis(to_do: usize) -> String {
    match to_do {
        0 => "All is well.".into(),
        some => format!("{} to look at; everything else is well.", count(some, "thing", "things")),
    }
}

/// What is to be said of one thing.
#[must_use]
pub fn finding(finding: &Finding) -> Advice {
    match finding {
        Finding::Terminal(None) => {
            fine("This does not go to a terminal, so its size was not looked at; evenings need a terminal.")
        }
        Finding::Terminal(Some(size)) => terminal(*size),
        Finding::Colours(Colours::Unwanted) => {
            fine("No colours are wanted (NO_COLOR is set); weight and signs say the same.")
        }
        Finding::Colours(Colours::Few) => fine("The terminal has 16 colours; every meaning has a sign besides."),
        Finding::Colours(Colours::Enough) => fine("The terminal has all the colours that Parlor uses."),
        Finding::Letters(true) => fine(
            "Letters of every language come through (UTF-8). If Hebrew or Arabic stands backwards, set `bidi: app` or \
             `bidi: terminal` in config.yaml.",
        ),
        Finding::Letters(false) => look(
            "The system says that it writes no UTF-8, so letters and frames may come out wrong.",
            "Set LANG to a name that ends in .UTF-8, for example C.UTF-8.",
        ),
        Finding::Bell(None) => {
            fine("The bell is silent; `bell: terminal` in config.yaml, or PARLOR_BELL, lets it ring.")
        }
        Finding::Bell(Some(bell)) if bell == "terminal" => fine("The bell is the terminal's own."),
        Finding::Bell(Some(bell)) => fine(&format!("The bell is the command `{}`.", visible(bell))),
        Finding::NoCoreDumps(true) => {
            fine("The system writes no copy of the program's memory to the disk after a fault.")
        }
        Finding::NoCoreDumps(false) => look(
            "The system may write a copy of the program's memory to the disk after a fault.",
            "Run `ulimit -c 0` before Parlor.",
        ),
        Finding::Folder(kind, path, state) => folder(*kind, path, state),
        Finding::OpenFile(path) => {
            look(&format!("Others on this computer may read {}.", shown(path)), &format!("chmod 600 '{}'", shown(path)))
        }
        Finding::Exposed(warning) => exposed(warning),
        Finding::Locks(Ok(())) => fine("A second Parlor notices that an evening is open already."),
        Finding::Locks(Err(why)) => look(
            &format!("Where running evenings are kept files can't be locked ({why})."),
            "Set PARLOR_STATE to a folder on a disk of this computer, and open an evening in one window only until then.",
        ),
        Finding::Free(bytes) if *bytes < LITTLE => look(
            &format!("Only {} MB are free where running evenings are kept.", bytes >> 20),
            "Make room; an evening needs about one MB.",
        ),
        Finding::Free(bytes) => fine(&format!("{} MB are free where running evenings are kept.", bytes >> 20)),
        Finding::Events(Ok(())) => fine("The room display is told of every change."),
        Finding::Events(Err(why)) => {
            fine(&format!("The room display can't be told of changes ({why}); it looks once a second instead."))
        }
        Finding::Unfinished { in_use: true, .. } => fine("An evening runs in another Parlor."),
        Finding::Unfinished { opened, in_use: false } => look(
            &format!(
                "The evening of {}, {}, is not sealed; its journal has every name.",
                day(*opened),
                time_of_day(*opened)
            ),
            "Run `parlor`: Enter continues it, then `q` and `s` seal it, or `x` throws it away.",
        ),
        Finding::Unreadable(path) => look(
            &format!("{} is a journal of which nothing can be read.", shown(path)),
            "Keep it if something is missing; remove it if not.",
        ),
        Finding::Damaged(path) => look(
            &format!("{} is a copy of a damaged journal, with every name.", shown(path)),
            "Remove it once nothing is missing from that evening.",
        ),
        Finding::Fault(path) => look(
            &format!("The program had a fault; {} has the place and nothing of the evening.", shown(path)),
            "Send it to whoever looks after Parlor for you, and remove it.",
        ),
        Finding::Settings(Ok(path)) => fine(&format!("The settings are in order ({}).", shown(path))),
        Finding::Settings(Err(what)) => look(what, "Put it right; until then Parlor does not start."),
        Finding::Format(what) => look(what, "Put it right, or move the file away; the other formats work."),
    }
}

fn fine(what: &str) -> Advice {
    (what.to_owned(), None)
}

fn look(what: &str, advice: &str) -> Advice {
    (what.to_owned(), Some(advice.to_owned()))
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}

fn terminal((columns, rows): (u16, u16)) -> Advice {
    let size = format!("The terminal has {columns} columns and {rows} rows");
    if columns < COMFORTABLE.0 || rows < COMFORTABLE.1 {
        return look(
            &format!("{size}: the clock, the name and who is next fit, the rest not always."),
            "Make the window larger, or its letters smaller; 80 columns and 24 rows are comfortable.",
        );
    }
    fine(&format!("{size}; 80 and 24 are comfortable, 120 and 34 show everything at once."))
}

fn folder(kind: FolderKind, path: &Path, state: &FolderState) -> Advice {
    let (what, variable) = match kind {
        FolderKind::Sessions => ("Sealed sessions", "PARLOR_SESSIONS"),
        FolderKind::Live => ("Running evenings", "PARLOR_STATE"),
        FolderKind::Groups => ("Groups", "PARLOR_DATA"),
        FolderKind::Own => ("Your own files", "PARLOR_DATA"),
    };
    let path = shown(path);
    match state {
        FolderState::Missing => fine(&format!("{what} will lie in {path}; it is made when it is needed.")),
        FolderState::Private => fine(&format!("{what} lie in {path}, for your eyes only.")),
        FolderState::Open => look(
            &format!("{what} lie in {path}, and others on this computer may look into it."),
            &format!("chmod 700 '{path}'"),
        ),
        FolderState::NotAFolder => look(
            &format!("{what} should lie in {path}, and that is no folder."),
            &format!("Move it away, or name another folder in {variable}."),
        ),
        FolderState::ReadOnly(why) => look(
            &format!("{what} lie in {path}, and nothing can be written there: {why}."),
            &format!("Give yourself the right to write there, or name another folder in {variable}."),
        ),
    }
}

fn exposed(FolderWarning { folder, why }: &FolderWarning) -> Advice {
    let folder = shown(folder);
    match why {
        Exposure::Synced { service, root } => look(
            &format!("{folder} lies in {}, which {service} copies to other computers.", shown(root)),
            "Keep sessions outside of it, or turn the copying off for that folder.",
        ),
        Exposure::Git { root } => look(
            &format!("{folder} lies in {}, which git may send to another computer.", shown(root)),
            "Keep sessions outside of it.",
        ),
        Exposure::ReadableByOthers => {
            look(&format!("Others on this computer may look into {folder}."), &format!("chmod 700 '{folder}'"))
        }
    }
}
