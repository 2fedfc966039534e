//! One line of a journal, and how it hangs on the line before it.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::{
    library::{Draft, SessionId},
    session::{At, Entry},
};

/// How a line begins: the format, by name.
const MARK: &str = "J1";

/// The least number of digits of the length, so that lines line up.
const LENGTH_DIGITS: usize = 6;

/// What a line says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Body {
    /// The first line of every file.
    Head {
        /// Version of the journal's format.
        journal: u32,
        /// Which Parlor wrote it.
        parlor: String,
    },
    /// An act.
    Entry(Entry),
    /// What is typed and not entered at this moment; it stands for what was said of drafts before.
    Drafts(Vec<Draft>),
    /// The program was alive at this moment of the session.
    Alive(At),
}

impl Body {
    pub(super) fn head() -> Self {
        Self::Head { journal: 1, parlor: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

#[derive(Serialize, Deserialize)]
struct Line {
    /// Its number in the file, counted from nought.
    n: u64,
    /// Whose it is.
    s: String,
    /// The checksum of the line before it.
    p: u32,
    #[serde(flatten)]
    body: Body,
}

/// Where the next line hangs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    lines: u64,
    checksum: u32,
}

impl Link {
    /// Puts a line behind the others.
    pub(super) fn put(&mut self, lines: &mut String, id: &SessionId, body: &Body) {
        let line = Line { n: self.lines, s: id.to_string(), p: self.checksum, body: body.clone() };
        let json = without_hidden(&serde_json::to_string(&line).expect("plain data can always be written"));
        self.checksum = crc32fast::hash(json.as_bytes());
        self.lines += 1;
        let written = writeln!(lines, "{MARK} {:08x} {:0LENGTH_DIGITS$} {json}", self.checksum, json.len());
        written.expect("a string takes what is written to it");
    }

    /// Whether a line hangs here; then the next one hangs on it.
    pub(super) fn take(&mut self, line: &Whole) -> bool {
        let hangs = (line.n, line.p) == (self.lines, self.checksum);
        if hangs {
            *self = Self { lines: line.n + 1, checksum: line.checksum };
        }
        hangs
    }

    /// The number of the next line.
    pub(super) const fn next(self) -> u64 {
        self.lines
    }
}

/// A line that is as it was written, wherever it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Whole {
    pub(super) n: u64,
    p: u32,
    checksum: u32,
    pub(super) body: Body,
}

impl Whole {
    /// Reads a line, without its line feed; nothing if it is not whole, or another session's.
    pub(super) fn read(line: &[u8], id: &SessionId) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?;
        let (checksum, rest) = line.strip_prefix(MARK)?.strip_prefix(' ')?.split_at_checked(8)?;
        let (length, json) = rest.strip_prefix(' ')?.split_once(' ')?;
        let sum = crc32fast::hash(json.as_bytes());
        // As strict as the writer: upper case or a missing nought is damage too.
        if checksum != format!("{sum:08x}") || length != format!("{:0LENGTH_DIGITS$}", json.len()) {
            return None;
        }
        let Line { n, s, p, body } = serde_json::from_str(json).ok()?;
        let begins = matches!(body, Body::Head { journal: 1, .. }) == (n == 0);
        (s == id.as_str() && begins).then_some(Self { n, p, checksum: sum, body })
    }
}

/// Writes characters as escapes that act on a terminal or turn a line around, so that a journal can be looked at. They
/// can only stand inside the texts of the JSON.
fn without_hidden(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7F}'..='\u{9F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
            }
            c => out.push(c),
        }
    }
    out
}
