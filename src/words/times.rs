//! Times as people read them.

use crate::session::{Left, Span, Wall};

/// `1:35`, and from an hour on `1:02:35`.
#[must_use]
pub fn clock(span: Span) -> String {
    let (hours, mins, secs) = (span.secs() / 3600, span.mins() % 60, span.secs() % 60);
    if hours > 0 { format!("{hours}:{mins:02}:{secs:02}") } else { format!("{mins}:{secs:02}") }
}

/// What is left of a turn, counting down to nought and then up: `1:35`, `+0:12`. A second that has begun still counts.
#[must_use]
pub fn left(left: Left) -> String {
    match left {
        Left::Remaining(span) => clock(Span::from_secs(span.millis().div_ceil(1000))),
        Left::Over(span) => format!("+{}", clock(span)),
    }
}

/// `12 min`, and below a minute `40 s`.
#[must_use]
pub fn minutes(span: Span) -> String {
    if span.mins() == 0 { format!("{} s", span.secs()) } else { format!("{} min", span.mins()) }
}

/// `12 min`; less than one is `<1 min`, nothing is nothing.
#[must_use]
pub fn whole_minutes(span: Span) -> String {
    match (span, span.mins()) {
        (Span::ZERO, _) => "–".into(),
        (_, 0) => "<1 min".into(),
        (_, mins) => format!("{mins} min"),
    }
}

/// How long ago, in minutes: `3 min`, `now`.
#[must_use]
pub fn ago(span: Span) -> String {
    if span.mins() == 0 { "now".into() } else { format!("{} min", span.mins()) }
}

/// `19:42`.
#[must_use]
pub fn time_of_day(wall: Wall) -> String {
    wall.format("%H:%M").to_string()
}

/// `Saturday, 14 March 2026`.
#[must_use]
pub fn date(wall: Wall) -> String {
    wall.format("%A, %-d %B %Y").to_string()
}

/// `14 March 2026`.
#[must_use]
pub fn day(wall: Wall) -> String {
    wall.format("%-d %B %Y").to_string()
}

/// `2026-03-14`.
#[must_use]
pub fn short_date(wall: Wall) -> String {
    wall.format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_counts_down_to_nought_and_then_up() {
        let two = Span::from_mins(2);
        let shown = |ms| left(two.left_after(Span::from_millis(ms)));
        assert_eq!([shown(0), shown(1), shown(999), shown(1000)], ["2:00", "2:00", "2:00", "1:59"]);
        assert_eq!(
            [shown(119_001), shown(120_000), shown(120_500), shown(121_000)],
            ["0:01", "0:00", "+0:00", "+0:01"]
        );
        assert_eq!(clock(Span::from_secs(3755)), "1:02:35");
    }
}
