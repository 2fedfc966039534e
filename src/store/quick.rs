//! A quick look at a session file: what it says in words, without reading it as YAML.
//!
//! Ten thousand evenings are looked through in the time that it takes to read some hundred of them whole. That works because
//! files of Parlor are written by one hand: every fact of the log begins with `  - at: `, every field of it stands in a line of
//! its own. What is written otherwise, by another hand or in a way that is not known here, is read whole instead; and so is
//! a file in which something was put right, or in which more follows from a fact than its words. `tests` compare the two ways.

mod header;
mod lines;
mod log;
#[cfg(test)]
mod tests;

use memchr::memmem;

use crate::library::Extract;

/// What a text says in words; `None` if it has to be read whole.
#[must_use]
pub fn extract(text: &str) -> Option<Extract> {
    let body = text.strip_prefix("parlor: 1\n")?.strip_suffix("end: true\n")?;
    let start = memmem::find(body.as_bytes(), b"\nlog:\n")? + 1;
    let (head, log) = (&body[..start], &body[start + "log:\n".len()..]);
    // A list behind the log is of what was put right; a carriage return or a tab is another hand's.
    if memmem::find(log.as_bytes(), b"\namendments:").is_some()
        || memchr::memchr2(b'\r', b'\t', body.as_bytes()).is_some()
    {
        return None;
    }
    let header = header::read(head)?;
    log::read(log, header)
}
