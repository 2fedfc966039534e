//! Days as people type them.

use chrono::{Datelike, Days, NaiveDate};

use super::Until;
use crate::session::PhaseIndex;

const FORMATS: [&str; 4] = ["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d %Y"];

/// A day: `2026-04-11`, `11.4.2026`, `11 April`, `April 11`, `11.4.`, `in 2 weeks`. Without a year it is the next such day.
#[must_use]
pub fn read_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some(later) = read_later(text, today) {
        return Some(later);
    }
    let read = |text: &str| FORMATS.iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok());
    let in_year = |year: i32| {
        let dotted = format!("{}.{year}", text.trim_end_matches('.'));
        read(&format!("{text} {year}")).or_else(|| read(&dotted))
    };
    read(text).or_else(|| in_year(today.year()).filter(|day| *day >= today)).or_else(|| in_year(today.year() + 1))
}

/// `in 10 days`, `in 2 weeks`.
fn read_later(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let mut words = text.strip_prefix("in ")?.split_whitespace();
    let number: u64 = words.next()?.parse().ok().filter(|number| *number < 1000)?;
    let days = match words.next()? {
        "day" | "days" => number,
        "week" | "weeks" => number * 7,
        _ => return None,
    };
    words.next().is_none().then(|| today.checked_add_days(Days::new(days)))?
}

/// When something that is parked comes back: a day, `phase 5` or `5`, or nothing for the close. `None` if it says none of it.
#[must_use]
pub fn read_until(text: &str, today: NaiveDate, phases: usize) -> Option<Until> {
    let text = text.trim();
    if text.is_empty() || text == "close" {
        return Some(Until::Close);
    }
    let number = text.strip_prefix("phase").unwrap_or(text).trim().parse::<usize>().ok();
    match number {
        Some(number) => (1..=phases).contains(&number).then(|| Until::Phase(PhaseIndex(number - 1))),
        None => read_day(text, today).map(Until::Day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        read_day(text, NaiveDate::from_ymd_opt(2026, 3, 14).unwrap()).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in ["2026-04-11", "11.4.2026", "11.4.", "11.4", "11 April", "April 11", "in 4 weeks", "in 28 days"] {
            assert_eq!(day(text).as_deref(), Some("2026-04-11"), "{text}");
        }
        assert_eq!(day("1 March").as_deref(), Some("2027-03-01"), "the next one");
        for text in ["", "soon", "32 April", "2026-02-30", "in a while", "in 9999999 days"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_parked_comes_back_in_a_phase_on_a_day_or_at_the_close() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 14).unwrap();
        let until = |text| read_until(text, today, 4).map(|until| until.to_string());
        assert_eq!(until(""), Some("close".into()));
        assert_eq!((until("3"), until("phase 4")), (Some("phase 3".into()), Some("phase 4".into())));
        assert_eq!(until("11 April"), Some("2026-04-11".into()));
        assert_eq!((until("5"), until("0"), until("later")), (None, None, None));
        for text in ["close", "phase 3", "2026-04-11"] {
            assert_eq!(text.parse::<Until>().unwrap().to_string(), text);
        }
    }
}
