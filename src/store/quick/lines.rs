//! The lines of a file of ours, and the ways in which a value stands in one.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

use crate::session::text::{LONGEST_NAME, clean, clean_name};

/// Lines that are taken one after the other.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Lines<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The next line, which stays.
    pub(super) fn peek(&self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        let end = memchr(b'\n', self.rest.as_bytes()).unwrap_or(self.rest.len());
        Some(&self.rest[..end])
    }

    /// Takes the line that was looked at.
    pub(super) fn skip(&mut self, line: &str) {
        self.rest = self.rest.get(line.len() + 1..).unwrap_or("");
    }

    pub(super) fn next(&mut self) -> Option<&'a str> {
        let line = self.peek()?;
        self.skip(line);
        Some(line)
    }

    /// What is left.
    pub(super) const fn rest(&self) -> &'a str {
        self.rest
    }

    /// Goes on so many bytes further.
    pub(super) fn skip_bytes(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }

    /// Takes the lines that are indented at least so far, and those between them with nothing in them.
    pub(super) fn skip_deeper(&mut self, indent: usize) {
        while let Some(line) = self.peek() {
            if !line.is_empty() && spaces(line) < indent {
                return;
            }
            self.skip(line);
        }
    }

    /// The text that stands behind a key, where its lines are indented so far; `None` if it is not in our hand.
    pub(super) fn text(&mut self, raw: &'a str, indent: usize) -> Option<Cow<'a, str>> {
        match raw.as_bytes().first()? {
            b'"' => unescaped(raw.strip_prefix('"')?.strip_suffix('"')?),
            b'|' if raw == "|-" => self.block(indent).map(Cow::Owned),
            b'|' | b'>' | b'\'' | b'[' | b']' | b'{' | b'}' | b'&' | b'*' | b'!' | b'?' | b'%' | b'@' | b'`' | b'#'
            | b'~' => None,
            b'-' if raw == "-" || raw.starts_with("- ") => None,
            // A line that is indented further would belong to it.
            _ if self.peek().is_some_and(|next| next.is_empty() || spaces(next) > indent) => None,
            _ if has_after(raw, b'#', b' ') || raw.ends_with([' ', ':']) || has_before(raw, b':', b' ') => None,
            _ if matches!(raw, "null" | "Null" | "NULL") => None,
            _ => Some(Cow::Borrowed(raw)),
        }
    }

    /// A text of several lines, two columns further in.
    fn block(&mut self, indent: usize) -> Option<String> {
        let indent = indent + 2;
        let mut text = String::new();
        while let Some(line) = self.peek() {
            if !line.is_empty() && spaces(line) < indent {
                break;
            }
            self.skip(line);
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line.get(indent..).unwrap_or(""));
            if text.is_empty() {
                return None;
            }
        }
        text.truncate(text.trim_end_matches('\n').len());
        (!text.is_empty()).then_some(text)
    }
}

/// Whether a sign stands somewhere behind another.
fn has_after(text: &str, sign: u8, other: u8) -> bool {
    let text = text.as_bytes();
    memchr_iter(sign, text).any(|at| at > 0 && text[at - 1] == other)
}

/// Whether a sign stands somewhere before another.
fn has_before(text: &str, sign: u8, other: u8) -> bool {
    let text = text.as_bytes();
    memchr_iter(sign, text).any(|at| text.get(at + 1) == Some(&other))
}

pub(super) fn spaces(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

/// A text in quotation marks as it is meant.
fn unescaped(raw: &str) -> Option<Cow<'_, str>> {
    if memchr(b'\\', raw.as_bytes()).is_none() {
        return memchr(b'"', raw.as_bytes()).is_none().then_some(Cow::Borrowed(raw));
    }
    let mut text = String::with_capacity(raw.len());
    let mut letters = raw.chars();
    while let Some(c) = letters.next() {
        match c {
            '"' => return None,
            '\\' => match letters.next()? {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                c @ ('"' | '\\' | '/') => text.push(c),
                'x' => text.push(by_number(&mut letters, 2)?),
                'u' => text.push(by_number(&mut letters, 4)?),
                'U' => text.push(by_number(&mut letters, 8)?),
                _ => return None,
            },
            c => text.push(c),
        }
    }
    Some(Cow::Owned(text))
}

fn by_number(letters: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let number: String = letters.take(digits).collect();
    char::from_u32(u32::from_str_radix(&number, 16).ok().filter(|_| number.len() == digits)?)
}

/// A text as it may be shown. Most are so already.
pub(super) fn said(text: Cow<'_, str>) -> String {
    if is_clean(&text) { text.into_owned() } else { clean(&text) }
}

/// A name as it may be shown; `None` if nothing is left of it.
pub(super) fn name(text: Cow<'_, str>) -> Option<String> {
    let name = if is_clean(&text) && text.len() <= LONGEST_NAME && !text.contains("  ") {
        text.into_owned()
    } else {
        clean_name(&text)
    };
    (!name.is_empty()).then_some(name)
}

fn is_clean(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) && !text.starts_with(' ') && !text.ends_with(' ')
}
