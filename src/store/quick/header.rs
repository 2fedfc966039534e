//! What stands above the log.

use super::lines::{Lines, name, spaces};
use crate::session::{PersonId, RecordRule, Span, Wall};

/// As much of the header as a search needs.
pub(super) struct Header {
    pub title: String,
    pub series: Option<String>,
    pub opened: Wall,
    pub rule: RecordRule,
    pub phases: Vec<String>,
    /// For each phase whether the group thinks together in it: then ideas have no owner.
    pub is_joint: Vec<bool>,
    pub people: Vec<Person>,
    pub length: Span,
}

pub(super) struct Person {
    pub id: PersonId,
    pub name: String,
    pub party: Option<String>,
}

/// Reads it; `None` if something in it is not in our hand, or not there.
pub(super) fn read(text: &str) -> Option<Header> {
    let (mut title, mut series, mut opened, mut rule, mut length) = (None, None, None, None, None);
    let ((mut phases, mut is_joint), mut people) = ((Vec::new(), Vec::new()), Vec::new());
    let mut lines = Lines::of(text);
    while let Some(line) = lines.next() {
        let (key, raw) = line.split_once(':')?;
        let raw = raw.strip_prefix(' ').unwrap_or(raw);
        match key {
            "title" => title = Some(name(lines.text(raw, 0)?)?),
            "series" => series = name(lines.text(raw, 0)?),
            "opened" => opened = Some(lines.text(raw, 0)?.parse().ok()?),
            "record_rule" => rule = RecordRule::ALL.into_iter().find(|rule| rule.key() == raw),
            "phases" if raw.is_empty() => (phases, is_joint) = titles(&mut lines)?,
            "people" if raw.is_empty() => people = listed(&mut lines)?,
            "outcome" if raw.is_empty() => length = Some(length_of(&mut lines)?),
            _ => lines.skip_deeper(1),
        }
    }
    Some(Header { title: title?, series, opened: opened?, rule: rule?, phases, is_joint, people, length: length? })
}

fn titles(lines: &mut Lines<'_>) -> Option<(Vec<String>, Vec<bool>)> {
    let (mut titles, mut is_joint) = (Vec::new(), Vec::new());
    while let Some(line) = lines.peek().filter(|line| line.starts_with(' ')) {
        lines.skip(line);
        if let Some(raw) = line.strip_prefix("  - title: ") {
            titles.push(name(lines.text(raw, 4)?)?);
            is_joint.push(false);
        } else if line == "      - joint_thinking" {
            *is_joint.last_mut()? = true;
        } else if line.ends_with("joint_thinking") || line.ends_with(']') {
            return None;
        }
    }
    Some((titles, is_joint))
}

fn listed(lines: &mut Lines<'_>) -> Option<Vec<Person>> {
    let mut people: Vec<Person> = Vec::new();
    while let Some(line) = lines.peek().filter(|line| line.starts_with(' ')) {
        lines.skip(line);
        if let Some(raw) = line.strip_prefix("  - id: ") {
            people.push(Person { id: raw.parse().ok()?, name: String::new(), party: None });
        } else if let Some(raw) = line.strip_prefix("    name: ") {
            people.last_mut()?.name = name(lines.text(raw, 4)?)?;
        } else if let Some(raw) = line.strip_prefix("    party: ") {
            people.last_mut()?.party = name(lines.text(raw, 4)?);
        } else if spaces(line) != 4 {
            return None;
        }
    }
    people.iter().all(|person| !person.name.is_empty()).then_some(people)
}

fn length_of(lines: &mut Lines<'_>) -> Option<Span> {
    let length = lines.next()?.strip_prefix("  length: ")?.parse().ok()?;
    lines.skip_deeper(1);
    Some(length)
}
