//! Session time: awake milliseconds since the opening, and lengths of it.
//!
//! Both are kept in files as text (`42m17.250s`), because a bare `0:42:17` becomes a number in some YAML readers.

use std::{fmt, str::FromStr};

/// A moment of a session: awake milliseconds since its opening. Wall time is only a label beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At(u64);

/// A length of session time in milliseconds; never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);

/// What is left of an allotted length, or how far it has been overrun. Nobody is cut off: the second case counts up for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// This much of the length has not been used.
    Remaining(Span),
    /// The length was used up this long ago.
    Over(Span),
}

impl At {
    /// The opening itself.
    pub const OPENING: Self = Self(0);

    /// The moment `ms` awake milliseconds after the opening.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the opening.
    #[must_use]
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// How long before this moment `earlier` was; nothing if it was not earlier.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// The moment `span` later.
    #[must_use]
    pub const fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// The moment `span` earlier, but not before the opening.
    #[must_use]
    pub const fn minus(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A length of `ms` milliseconds.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }

    /// A length of whole seconds.
    #[must_use]
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1000))
    }

    /// A length of whole minutes.
    #[must_use]
    pub const fn from_mins(mins: u64) -> Self {
        Self(mins.saturating_mul(60_000))
    }

    /// Milliseconds.
    #[must_use]
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// Whole seconds, the rest dropped.
    #[must_use]
    pub const fn secs(self) -> u64 {
        self.0 / 1000
    }

    /// Whole minutes, the rest dropped.
    #[must_use]
    pub const fn mins(self) -> u64 {
        self.0 / 60_000
    }

    /// Both lengths together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// This length without `other`; nothing if `other` is longer.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This length `count` times.
    #[must_use]
    pub const fn times(self, count: u64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// What is left of this length once `used` of it has gone by.
    #[must_use]
    pub const fn left_after(self, used: Self) -> Left {
        if used.0 <= self.0 { Left::Remaining(Self(self.0 - used.0)) } else { Left::Over(Self(used.0 - self.0)) }
    }
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Self::plus)
    }
}

/// `42m17.250s`: minutes are not folded into hours, so that the text sorts and adds easily by eye.
impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}m{:02}.{:03}s", self.0 / 60_000, self.0 / 1000 % 60, self.0 % 1000)
    }
}

/// The shortest exact form: `2m`, `2m30s`, `20s`, `1m00.250s`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mins, secs, ms) = (self.0 / 60_000, self.0 / 1000 % 60, self.0 % 1000);
        match (mins, secs, ms) {
            (0, _, 0) => write!(f, "{secs}s"),
            (_, 0, 0) => write!(f, "{mins}m"),
            (_, _, 0) => write!(f, "{mins}m{secs:02}s"),
            (0, _, _) => write!(f, "{secs}.{ms:03}s"),
            _ => write!(f, "{mins}m{secs:02}.{ms:03}s"),
        }
    }
}

/// The text was not a time; holds what was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a time such as `2m`, `2m30s` or `42m17.250s`, found `{0}`")]
pub struct NotATime(String);

/// Reads `1h`, `2m30s`, `20s`, `42m17.250s`: each unit at most once, in this order.
fn parse_millis(text: &str) -> Option<u64> {
    let mut rest = text.trim();
    let mut total: u64 = 0;
    let mut seen = false;
    for (unit, size) in [('h', 3_600_000), ('m', 60_000)] {
        if let Some((number, tail)) = rest.split_once(unit) {
            total = total.checked_add(whole(number)?.checked_mul(size)?)?;
            rest = tail;
            seen = true;
        }
    }
    if let Some(number) = rest.strip_suffix('s') {
        let (secs, fraction) = number.split_once('.').unwrap_or((number, ""));
        if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let digits = fraction.bytes().fold(0, |digits, digit| digits * 10 + u64::from(digit - b'0'));
        let ms = digits * [1000, 100, 10, 1][fraction.len()];
        return total.checked_add(whole(secs)?.checked_mul(1000)?)?.checked_add(ms);
    }
    (seen && rest.is_empty()).then_some(total)
}

fn whole(digits: &str) -> Option<u64> {
    if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

macro_rules! time_as_text {
    ($name:ident, $shape:literal) => {
        impl FromStr for $name {
            type Err = NotATime;

            fn from_str(text: &str) -> Result<Self, NotATime> {
                parse_millis(text).map(Self).ok_or_else(|| NotATime(text.chars().take(40).collect()))
            }
        }

        super::as_text!($name);

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": $shape,
                    "pattern": r"^(\d+h)?(\d+m)?(\d+(\.\d{1,3})?s)?$"
                })
            }
        }
    };
}

time_as_text!(At, "a moment: awake time since the opening, as in 42m17.250s");
time_as_text!(Span, "a length of time, as in 2m, 2m30s or 20s");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_back_as_they_were_written() {
        for ms in [0, 1, 999, 1000, 20_000, 59_999, 60_000, 60_250, 150_000, 2_537_250, 36_000_000] {
            assert_eq!(At::from_millis(ms).to_string().parse(), Ok(At::from_millis(ms)));
            assert_eq!(Span::from_millis(ms).to_string().parse(), Ok(Span::from_millis(ms)));
        }
        assert_eq!(At::from_millis(2_537_250).to_string(), "42m17.250s");
        assert_eq!(Span::from_secs(150).to_string(), "2m30s");
        assert_eq!("1h5m".parse(), Ok(Span::from_mins(65)));
        assert_eq!("1.5s".parse(), Ok(Span::from_millis(1500)));
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for text in
            ["", "2", "0:42:17", "m", "s", "-2m", "2m-3s", "2m3", "1.2345s", "2s3m", "99999999999999h", "٣s", "2mm"]
        {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_left_turns_into_what_is_over() {
        let two = Span::from_mins(2);
        assert_eq!(two.left_after(Span::from_secs(120)), Left::Remaining(Span::ZERO));
        assert_eq!(two.left_after(Span::from_millis(120_001)), Left::Over(Span::from_millis(1)));
    }
}
