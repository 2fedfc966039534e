//! The border that every text from a keyboard, a paste or a file crosses before it is data.

/// The most that one note, wording or field may hold, in bytes: far more than anybody types, small enough to draw.
pub const LONGEST: usize = 64 * 1024;

/// The most that a name, a title or a tag may hold, in characters.
pub const LONGEST_NAME: usize = 120;

/// Characters that would act on a terminal or disguise a text instead of standing in it: control characters and the
/// bidirectional overrides and isolates.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// A text of one or more lines, without anything that acts on a terminal; tabs become spaces, line ends are spaces trimmed.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST));
    for c in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match c {
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            c if is_unsafe(c) => {}
            c => out.push(c),
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').trim().to_owned()
}

/// A text of one line: as [`clean`], with line breaks and runs of spaces become one space.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name or a title: as [`clean_line`], at most [`LONGEST_NAME`] characters.
#[must_use]
pub fn clean_name(text: &str) -> String {
    clean_line(text).chars().take(LONGEST_NAME).collect::<String>().trim_end().to_owned()
}

/// Whether a text is read from the right: its first letter that has a direction says so.
#[must_use]
pub fn is_right_to_left(text: &str) -> bool {
    matches!(unicode_bidi::get_base_direction(text), unicode_bidi::Direction::Rtl)
}

/// The text in a form that compares names as people do: lower case, spaces folded.
#[must_use]
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The text with everything that acts on a terminal, or that nobody sees, shown as `\u{..}`: for what a file or the
/// system says and that was never cleaned, such as a path or an unknown key.
#[must_use]
pub fn visible(text: &str) -> String {
    let hidden = |c| is_unsafe(c) || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{61C}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if hidden(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_on_a_terminal_gets_in() {
        assert_eq!(clean("a\u{1b}[31mred\u{7}\u{9b}2J\r\nb\tc\u{202e}d\u{2066}e"), "a[31mred2J\nb cde");
        assert_eq!(clean_line("  two\n lines\u{0} "), "two lines");
        assert_eq!(clean_name(&"x".repeat(500)).len(), LONGEST_NAME);
        assert_eq!(clean("שלום עליכם"), "שלום עליכם");
    }

    #[test]
    fn what_is_hidden_can_be_shown() {
        assert_eq!(visible("a\u{1b}[2J\u{200f}שלום"), "a\\u{1b}[2J\\u{200f}שלום");
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for text in [" a \n\n b\u{2028} ", "\r\r\n\tx \u{a0}", "\u{feff} y"] {
            assert_eq!(clean(&clean(text)), clean(text));
            assert_eq!(clean_name(&clean_name(text)), clean_name(text));
        }
    }

    #[test]
    fn a_text_is_never_longer_than_the_longest() {
        assert!(clean(&"é".repeat(LONGEST)).len() <= LONGEST + 1);
    }
}
