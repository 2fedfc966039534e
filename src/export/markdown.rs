//! Text that Markdown takes as it stands.

/// A text of several lines as one item of a list.
pub(super) fn indented(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n   ")
}

/// A text of one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let list = text.len() - numbered.len();
    for (nth, c) in text.chars().enumerate() {
        let acts = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&');
        let begins = nth == 0 && matches!(c, '#' | '+' | '-' | '=');
        let counts = nth == list && list > 0 && matches!(c, '.' | ')');
        if acts || begins || counts {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_said_acts_on_the_page() {
        assert_eq!(escaped("# *not* a [title] <b>"), "\\# \\*not\\* a \\[title\\] \\<b\\>");
        assert_eq!(escaped("1948. And 3) so"), "1948\\. And 3) so");
        assert_eq!(indented("one\n- two"), "one\n   \\- two");
    }
}
