//! What was promised, for a calendar program (RFC 5545).
//!
//! Each promise is an event that lasts its day and keeps nobody from other things (`TRANSP:TRANSPARENT`), not a to-do: the
//! calendars of Google and Outlook leave to-dos out when they import a file. What has no day is in no calendar.

use chrono::{DateTime, Days, Utc};

use crate::{library::Promise, words};

/// The longest line in bytes, without its end.
const LONGEST: usize = 75;

/// The promises that are open and have a day. Imported again, it changes what the calendar knows already.
#[must_use]
pub fn calendar(promises: &[Promise], stamp: DateTime<Utc>) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| put(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Parlor//Follow-ups//EN");
    line("CALSCALE", "GREGORIAN");
    for promise in promises.iter().filter(|promise| promise.done.is_none()) {
        let Some(by) = promise.by else { continue };
        line("BEGIN", "VEVENT");
        line("UID", &promise.uid());
        line("DTSTAMP", &stamp.format("%Y%m%dT%H%M%SZ").to_string());
        line("DTSTART;VALUE=DATE", &by.format("%Y%m%d").to_string());
        if let Some(next) = by.checked_add_days(Days::new(1)) {
            line("DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string());
        }
        line("SUMMARY", &escaped(&words::promise(promise)));
        line("DESCRIPTION", &escaped(&promise.group));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text
}

/// A text as a value: what would end it or part it is escaped.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line, folded where it is too long, never within a letter.
fn put(text: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::FollowUpId;

    fn promise(id: u32, who: &str, what: &str, by: Option<&str>) -> Promise {
        Promise {
            group: "Olive Tree; Circle".into(),
            id: FollowUpId(id),
            who: Some(who.into()),
            what: what.into(),
            by: by.map(|by| by.parse().unwrap()),
            done: None,
        }
    }

    fn stamp() -> DateTime<Utc> {
        "2026-03-14T17:05:22Z".parse().unwrap()
    }

    /// The lines as a calendar program reads them: folds undone.
    fn read(text: &str) -> Vec<String> {
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_promise_is_an_event_of_its_day() {
        let text = calendar(&[promise(1, "Hanan", "asks her mother, then us\\them", Some("2026-12-31"))], stamp());
        let lines = read(&text);
        assert_eq!(
            lines[4..],
            [
                "BEGIN:VEVENT",
                &format!("UID:{}", promise(1, "", "", None).uid()),
                "DTSTAMP:20260314T170522Z",
                "DTSTART;VALUE=DATE:20261231",
                "DTEND;VALUE=DATE:20270101",
                "SUMMARY:Hanan: asks her mother\\, then us\\\\them",
                "DESCRIPTION:Olive Tree\\; Circle",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let what = "يسأل والدته عن المفتاح والبيت والشجرة ".repeat(6) + "שלום 👩‍👧\nnext line";
        let lines = read(&calendar(&[promise(2, "سامر", what.trim(), Some("2026-04-11"))], stamp()));
        let summary = lines.iter().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        assert_eq!(summary, format!("سامر: {}", what.replace('\n', "\\n")));
    }

    #[test]
    fn what_has_no_day_or_is_done_is_in_no_calendar() {
        let done = Promise { done: "2026-01-01".parse().ok(), ..promise(3, "A", "b", Some("2026-04-11")) };
        assert_eq!(read(&calendar(&[promise(4, "A", "b", None), done], stamp())).len(), 5);
    }
}
