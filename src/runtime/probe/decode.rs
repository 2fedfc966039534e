//! From the bytes of a terminal to keys, pastes and answers; as crossterm reads them, where it reads the same.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// What the terminal said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// The user did something.
    Event(Event),
    /// Whether the ground is light.
    Ground(bool),
    /// Whether it orders text by itself, as DECRQM says it.
    Orders(u8),
    /// What every terminal answers, and so the last.
    Last,
    /// Something that means nothing here.
    Nothing,
}

const ESC: u8 = 0x1b;
pub(super) const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// What the bytes begin with, and how many of them say it. `None` if there is more to come; `is_all` says that there is not.
pub(super) fn decode(bytes: &[u8], is_all: bool) -> Option<(usize, Heard)> {
    let (&first, rest) = bytes.split_first()?;
    if first != ESC {
        let (taken, code) = plain(bytes, is_all)?;
        return Some((taken, key(code)));
    }
    match rest.first() {
        None => is_all.then_some((1, key((KeyCode::Esc, KeyModifiers::NONE)))),
        Some(b'[') => match csi(&rest[1..]) {
            Some((taken, heard)) => Some((taken + 2, heard)),
            None if rest.len() == 1 => is_all.then(|| (2, alt('['))),
            // What was begun and never ended is no text.
            None => is_all.then_some((bytes.len(), Heard::Nothing)),
        },
        Some(b'O') => match rest.get(1) {
            Some(letter) => Some((3, function(*letter).map_or(Heard::Nothing, |code| key((code, KeyModifiers::NONE))))),
            None => is_all.then(|| (2, alt('O'))),
        },
        Some(b']') => match ground(&rest[1..]) {
            Answer::Whole(taken, heard) => Some((taken + 2, heard)),
            Answer::Cut if !is_all => None,
            Answer::Cut if rest.len() > 1 => Some((bytes.len(), Heard::Nothing)),
            Answer::Cut | Answer::Other => Some((2, alt(']'))),
        },
        Some(&ESC) => Some((1, key((KeyCode::Esc, KeyModifiers::NONE)))),
        Some(_) => {
            let (taken, (code, modifiers)) = plain(rest, is_all)?;
            Some((taken + 1, key((code, modifiers | KeyModifiers::ALT))))
        }
    }
}

fn key((code, modifiers): (KeyCode, KeyModifiers)) -> Heard {
    Heard::Event(Event::Key(KeyEvent::new(code, modifiers)))
}

fn alt(letter: char) -> Heard {
    key((KeyCode::Char(letter), KeyModifiers::ALT))
}

/// A control character, or a letter in UTF-8.
fn plain(bytes: &[u8], is_all: bool) -> Option<(usize, (KeyCode, KeyModifiers))> {
    let first = *bytes.first()?;
    let control = |letter: u8| (KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL);
    let code = match first {
        b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
        0 => control(b' '),
        1..=0x1a => control(first - 1 + b'a'),
        0x1c..=0x1f => control(first - 0x1c + b'4'),
        _ => return letter(bytes, is_all),
    };
    Some((1, code))
}

fn letter(bytes: &[u8], is_all: bool) -> Option<(usize, (KeyCode, KeyModifiers))> {
    let length = match bytes[0] {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    if bytes.len() < length && !is_all {
        return None;
    }
    let text = std::str::from_utf8(&bytes[..length.min(bytes.len())]).ok();
    let Some(c) = text.and_then(|text| text.chars().next()) else {
        return Some((1, (KeyCode::Null, KeyModifiers::NONE)));
    };
    let modifiers = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    Some((length, (KeyCode::Char(c), modifiers)))
}

/// The keys whose sequence ends with a letter.
const fn function(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        b'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

/// The keys whose sequence ends with `~`.
const fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// What follows `ESC [`.
fn csi(bytes: &[u8]) -> Option<(usize, Heard)> {
    let end = bytes.iter().position(|byte| !matches!(byte, 0x20..=0x3f))?;
    let (said, last) = (std::str::from_utf8(&bytes[..end]).unwrap_or_default(), bytes[end]);
    let taken = end + 1;
    if said.starts_with('?') {
        return Some((taken, if last == b'c' { Heard::Last } else { Heard::Nothing }));
    }
    let numbers: Vec<u8> = said.trim_end_matches('$').split(';').map(|number| number.parse().unwrap_or(0)).collect();
    let modifiers = modifiers(numbers.get(1).copied().unwrap_or(1));
    match last {
        b'y' if numbers.first() == Some(&8) => Some((taken, Heard::Orders(numbers.get(1).copied().unwrap_or(0)))),
        b'~' if numbers.first() == Some(&200) => paste(&bytes[taken..]).map(|(length, heard)| (taken + length, heard)),
        b'~' => Some((taken, numbered(numbers[0]).map_or(Heard::Nothing, |code| key((code, modifiers))))),
        letter => Some((taken, function(letter).map_or(Heard::Nothing, |code| key((code, modifiers))))),
    }
}

/// `2` is Shift, `3` Alt, `5` Control, and so on.
fn modifiers(number: u8) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let [shift, alt, control] = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)]
        .map(|(bit, modifier)| if bits & bit == 0 { KeyModifiers::NONE } else { modifier });
    shift | alt | control
}

fn paste(bytes: &[u8]) -> Option<(usize, Heard)> {
    let end = bytes.windows(PASTE_ENDS.len()).position(|window| window == PASTE_ENDS)?;
    let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
    Some((end + PASTE_ENDS.len(), Heard::Event(Event::Paste(text))))
}

enum Answer {
    Whole(usize, Heard),
    Cut,
    Other,
}

/// `11;rgb:1c1c/1c1c/1c1c` and what ends it. Anything else behind `ESC ]` was typed with Alt.
fn ground(bytes: &[u8]) -> Answer {
    const BEGINS: &[u8] = b"11;rgb";
    let known = bytes.len().min(BEGINS.len());
    if bytes[..known] != BEGINS[..known] {
        return Answer::Other;
    }
    let Some(end) = bytes.iter().position(|byte| matches!(*byte, 7 | ESC)) else { return Answer::Cut };
    let taken = match (bytes[end], bytes.get(end + 1)) {
        (7, _) => end + 1,
        (_, None) => return Answer::Cut,
        (_, Some(b'\\')) => end + 2,
        (_, Some(_)) => end,
    };
    let colour = std::str::from_utf8(&bytes[BEGINS.len()..end]).unwrap_or_default();
    Answer::Whole(taken, is_light(colour).map_or(Heard::Nothing, Heard::Ground))
}

/// Whether black is easier to read on it than white.
fn is_light(colour: &str) -> Option<bool> {
    let (_, colour) = colour.split_once(':')?;
    let mut channels = colour.split('/').take(3).map(|channel| {
        let most = 16_u32.checked_pow(u32::try_from(channel.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(u32::from_str_radix(channel, 16).ok()? * 1000 / most)
    });
    let mut next = || channels.next().flatten();
    let (red, green, blue) = (next()?, next()?, next()?);
    Some(red * 299 + green * 587 + blue * 114 > 500_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that some bytes say, as they would come at once.
    fn all(bytes: &[u8]) -> Vec<Heard> {
        let (mut rest, mut heard) = (bytes, Vec::new());
        while let Some((taken, one)) = decode(rest, false).or_else(|| decode(rest, true)) {
            heard.push(one);
            rest = &rest[taken..];
        }
        heard
    }

    fn typed(text: &str) -> Vec<Heard> {
        text.chars().map(|c| key((KeyCode::Char(c), KeyModifiers::NONE))).collect()
    }

    #[test]
    fn the_answers_of_terminals_are_heard() {
        let vte = b"\x1b]11;rgb:ffff/ffff/dddd\x1b\\\x1b[8;2$y\x1b[?65;1;9c";
        assert_eq!(all(vte), [Heard::Ground(true), Heard::Orders(2), Heard::Last]);
        let xterm = b"\x1b]11;rgb:1c1c/1c1c/1c1c\x07\x1b[8;0$y\x1b[?64;1;2c";
        assert_eq!(all(xterm), [Heard::Ground(false), Heard::Orders(0), Heard::Last]);
        assert_eq!(all(b"\x1b]11;rgba:ff/ff/ff/ff\x07"), [Heard::Ground(true)]);
    }

    #[test]
    fn answers_cut_anywhere_wait_for_their_rest() {
        let answers = b"\x1b]11;rgb:0/0/0\x1b\\\x1b[8;1$y\x1b[?6c";
        for cut in 1..answers.len() {
            let (mut bytes, mut heard) = (answers[..cut].to_vec(), Vec::new());
            for more in [&answers[cut..], b""] {
                while let Some((taken, one)) = decode(&bytes, false) {
                    bytes.drain(..taken);
                    heard.push(one);
                }
                bytes.extend_from_slice(more);
            }
            while let Some((taken, one)) = decode(&bytes, false) {
                bytes.drain(..taken);
                heard.push(one);
            }
            assert_eq!(heard, [Heard::Ground(false), Heard::Orders(1), Heard::Last], "cut at {cut}");
        }
    }

    #[test]
    fn keys_between_the_answers_are_keys() {
        let mut expected = typed("hש");
        expected.extend([Heard::Orders(0), key((KeyCode::Enter, KeyModifiers::NONE)), alt('3'), Heard::Last]);
        expected.push(key((KeyCode::F(2), KeyModifiers::NONE)));
        assert_eq!(all("hש\x1b[8;0$y\r\x1b3\x1b[?6c\x1bOQ".as_bytes()), expected);
        assert_eq!(all(b"\x1b]x"), [vec![alt(']')], typed("x")].concat(), "Alt with a bracket is no answer");
        assert_eq!(all(b"\x1b[200~a\r\x1b[b\x1b[201~c")[1..], typed("c"));
        assert_eq!(all(b"\x1b"), [key((KeyCode::Esc, KeyModifiers::NONE))]);
        assert_eq!(
            all(b"\x1b[1;3A\x1b[24~\x1b[Z\x03"),
            [
                key((KeyCode::Up, KeyModifiers::ALT)),
                key((KeyCode::F(12), KeyModifiers::NONE)),
                key((KeyCode::BackTab, KeyModifiers::NONE)),
                key((KeyCode::Char('c'), KeyModifiers::CONTROL)),
            ]
        );
    }

    #[test]
    fn any_bytes_come_to_an_end() {
        let mut random = fastrand::Rng::with_seed(8);
        let alphabet = b"\x1b[]O?;0123456789$ypc~M<\x07\\ABab\xd7\xa9\xff\x00\r";
        for _ in 0..20_000 {
            let bytes: Vec<u8> = (0..random.usize(0..24)).map(|_| alphabet[random.usize(0..alphabet.len())]).collect();
            let mut rest = &bytes[..];
            while !rest.is_empty() {
                let Some((taken, _)) = decode(rest, false).or_else(|| decode(rest, true)) else { break };
                assert!((1..=rest.len()).contains(&taken), "{bytes:?}");
                rest = &rest[taken..];
            }
            assert!(rest.is_empty() || rest.starts_with(b"\x1b"), "{bytes:?} leaves {rest:?}");
        }
    }
}
