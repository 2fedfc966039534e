//! The session file, format version 1: one YAML document a session, readable as it is.
//!
//! The header says what was planned and who was there, `outcome` what came of it (derived, for a reader without the
//! program), `log` what happened. The last key is `end: true`, so that a file that was cut anywhere is seen to be cut.

use std::{
    io,
    path::{Path, PathBuf},
};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    cleaning::cleaned,
    disk,
    log_check::{self, Misplaced},
    storage::Storage,
    yaml::{self, Spanned, YamlError},
};
use crate::{
    library::{LoadError, Place, Sealed, SessionId, Trouble},
    session::{
        Amendment, At, FlatEntry, Listed, Opening, Outcome, Person, PersonId, Phase, PhaseBalance, Record, RecordRule,
        Role, Wall, or_default,
    },
};

/// The version of the format that is written.
pub const VERSION: u32 = 1;

/// The ending of the names of session files.
pub const ENDING: &str = ".yaml";

/// The last line of a whole file.
const END: &str = "end: true";

/// A session of Parlor: the planned evening, its people as far as the record rule keeps them, its outcome and its log.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Parlor session", deny_unknown_fields)]
pub(super) struct Document {
    /// Format version.
    parlor: u32,
    /// The name of the session for life.
    id: String,
    /// What the evening was called.
    title: String,
    /// The group that met, if it has a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    /// Wall time of the opening, with its zone.
    opened: Wall,
    /// Where it was held, if the record rule keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// What may be kept and told, unless a phase says otherwise.
    record_rule: RecordRule,
    /// The ground rules that the group was asked to accept.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    agreements: Vec<String>,
    /// The plan.
    phases: Vec<Phase>,
    /// How many go-rounds the group had held in earlier sessions.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_nought")]
    rounds_before: u32,
    /// The highest number that a statement of the group had before.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_nought")]
    statements_before: u32,
    /// The highest number that a follow-up of the group had before.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_nought")]
    follow_ups_before: u32,
    /// The parties of the people below. Derived.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    parties: Vec<String>,
    /// The people whom the record rule keeps, in seat order.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    people: Vec<PersonLine>,
    /// What came of it. Derived: where it and the log differ, the log is right.
    #[serde(default, deserialize_with = "or_default")]
    outcome: Outcome,
    /// How each phase was shared, where the log withholds who spoke.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    balance: Vec<PhaseBalance>,
    /// What happened, in order.
    #[serde(deserialize_with = "or_default")]
    #[schemars(with = "Vec<FlatEntry>")]
    log: Vec<Spanned<FlatEntry>>,
    /// What was put right after sealing. The text above stays as it was.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    amendments: Vec<Amendment>,
    /// Always true, always last: the file is whole.
    end: bool,
}

/// A person whom the record rule keeps.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Person", deny_unknown_fields)]
struct PersonLine {
    /// Stays true when the name is corrected.
    id: PersonId,
    /// As the person is called; not unique.
    name: String,
    /// The side the person names as theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    party: Option<String>,
    /// What the person was in the room for.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_participant")]
    role: Role,
    /// Whether what they said had to be interpreted: their turns are twice as long, and count with half of it.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_false")]
    interpreted: bool,
    /// The key that raised their hand.
    key: char,
    /// When they came, if not at the opening.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_opening")]
    joined: At,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
const fn is_nought(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
fn is_participant(role: &Role) -> bool {
    *role == Role::Participant
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
fn is_opening(at: &At) -> bool {
    *at == At::OPENING
}

/// The text of a session file.
#[must_use]
pub fn render(id: &SessionId, record: &Record) -> String {
    yaml::write(&Document::of(id, cleaned(record.clone())))
}

/// The text of a session file with what was put right in it.
#[must_use]
pub(super) fn render_amended(sealed: &Sealed) -> String {
    let document = Document::of(&sealed.id, cleaned(sealed.record.clone()));
    yaml::write(&Document { amendments: sealed.amendments.clone(), ..document })
}

/// The session that a text says.
///
/// # Errors
/// What the text is instead, or what in it is not as the format says.
pub fn parse(text: &str) -> Result<Sealed, LoadError> {
    let refused = |trouble, place| LoadError { path: None, trouble, place };
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(refused(Trouble::Empty, None));
    }
    if !is_whole(text) {
        return Err(unfinished(text));
    }
    let (document, unknown_keys) = yaml::read::<Document>(text).map_err(|error| classified(text, error))?;
    let newer = match document.parlor {
        VERSION => None,
        0 => return Err(refused(Trouble::Invalid("there is no format version 0".into()), None)),
        newer => Some(newer),
    };
    let mut amendments = document.amendments.clone();
    let (id, mut record) = document
        .into_record()
        .map_err(|Misplaced { place, what }| refused(newer.map_or(Trouble::Invalid(what), Trouble::Newer), place))?;
    // What stood there is told as it is shown.
    record = cleaned(record);
    let mut replaced = Vec::new();
    for (nth, amendment) in amendments.iter_mut().enumerate() {
        amendment.change = amendment.change.clone().cleaned();
        replaced.push(record.before_amending(&amendment.change));
        if !record.amend(&amendment.change) {
            let what = format!("amendment {} puts nothing right that is in this file", nth + 1);
            return Err(refused(Trouble::Invalid(what), None));
        }
    }
    let record = if amendments.is_empty() { record } else { cleaned(record) };
    Ok(Sealed { id, record, amendments, replaced, unknown_keys, newer })
}

/// Reads a session file. The file is not touched.
///
/// # Errors
/// What it is instead.
pub fn load(path: &Path) -> Result<Sealed, LoadError> {
    disk::read_text(path)
        .and_then(|text| parse(&text))
        .map_err(|error| LoadError { path: Some(path.to_owned()), ..error })
}

/// Writes a session file durably into a folder, after it was read back to the same record. No other file is overwritten;
/// a session that was written before is not written again.
///
/// # Errors
/// What the system says, or that it did not read back.
pub fn save(disk: &dyn Storage, folder: &Path, id: &SessionId, record: &Record) -> io::Result<PathBuf> {
    let wanted = cleaned(record.clone());
    let name = |nth| if nth == 1 { format!("{id}{ENDING}") } else { format!("{id}-conflict-{}{ENDING}", nth - 1) };
    disk::write_new(disk, folder, name, &render(id, record), |text| match parse(text) {
        Ok(sealed) if sealed.id == *id && sealed.record == wanted => Ok(()),
        Ok(_) | Err(_) => Err(io::Error::other("the written session did not read back as it is; the journal is kept")),
    })
}

impl Document {
    fn of(id: &SessionId, record: Record) -> Self {
        let state = record.fold();
        let outcome = Outcome::of(&state, record.last());
        let parties = state.roster.parties().into_iter().map(str::to_owned).collect();
        let rule = record.opening.rule;
        let Record { opening, people, balance, log } = record;
        let Opening { title, series, opened, place, rule: record_rule, agreements, phases, .. } = opening;
        Self {
            parlor: VERSION,
            id: id.to_string(),
            title,
            series,
            opened,
            place,
            record_rule,
            agreements,
            phases,
            rounds_before: opening.rounds_before,
            statements_before: opening.statements_before,
            follow_ups_before: opening.follow_ups_before,
            parties,
            people: people.into_iter().map(PersonLine::of).collect(),
            outcome,
            balance,
            log: log.iter().map(|entry| unplaced(FlatEntry::below(rule, entry))).collect(),
            amendments: Vec::new(),
            end: true,
        }
    }

    fn into_record(self) -> Result<(SessionId, Record), Misplaced> {
        let id = SessionId::parse(&self.id).ok_or_else(|| {
            Misplaced::somewhere("`id` is made of small letters, digits and hyphens, as in 2026-03-14-1805-k7f3")
        })?;
        if !self.end {
            return Err(Misplaced::somewhere("the last key is `end: true`"));
        }
        let people: Vec<Listed> = self.people.into_iter().map(PersonLine::listed).collect();
        log_check::check(self.phases.len(), &people, &self.log)?;
        let opening = Opening {
            title: self.title,
            series: self.series,
            opened: self.opened,
            place: self.place,
            rule: self.record_rule,
            agreements: self.agreements,
            phases: self.phases,
            rounds_before: self.rounds_before,
            statements_before: self.statements_before,
            follow_ups_before: self.follow_ups_before,
        };
        let log = self.log.into_iter().map(|entry| entry.value.resolve(opening.rule)).collect();
        Ok((id, Record { opening, people, balance: self.balance, log }))
    }
}

impl PersonLine {
    fn of(listed: Listed) -> Self {
        let Listed { person: Person { id, name, party, role, interpreted, key }, joined } = listed;
        Self { id, name, party, role, interpreted, key, joined }
    }

    fn listed(self) -> Listed {
        let Self { id, name, party, role, interpreted, key, joined } = self;
        Listed { person: Person { id, name, party, role, interpreted, key }, joined }
    }
}

const fn unplaced(value: FlatEntry) -> Spanned<FlatEntry> {
    Spanned { value, referenced: yaml::NOWHERE, defined: yaml::NOWHERE }
}

/// Where the last line of a whole text begins.
pub(super) fn end_of(text: &str) -> Option<usize> {
    is_whole(text).then(|| text.rfind(&format!("\n{END}")).map(|before| before + 1)).flatten()
}

/// Whether the last line that says anything is the last one of a whole file.
fn is_whole(text: &str) -> bool {
    let lines = text.lines().rev().map(|line| line.split_once(" #").map_or(line, |(said, _)| said).trim_end());
    lines.into_iter().find(|line| !line.is_empty() && !line.starts_with('#')) == Some(END)
}

/// What a text is that does not end as a session does.
fn unfinished(text: &str) -> LoadError {
    let refused = |trouble, place: Option<Place>| LoadError { path: None, trouble, place };
    match yaml::read::<Heading>(text).map(|(heading, _)| heading.parlor) {
        Ok(Some(Version(Some(newer)))) if newer > VERSION => refused(Trouble::Newer(newer), None),
        Ok(Some(Version(Some(_)))) => refused(Trouble::CutShort, None),
        Err(error) if text.lines().any(|line| line.starts_with("parlor:")) => refused(Trouble::CutShort, error.place),
        Ok(None | Some(Version(None))) => refused(Trouble::Foreign, None),
        Err(_) => match yaml::check(text) {
            Ok(()) => refused(Trouble::Foreign, None),
            Err(error) => refused(Trouble::NotYaml(error.message), error.place),
        },
    }
}

/// What a text is that ends as a session does, and did not read as one.
fn classified(text: &str, error: YamlError) -> LoadError {
    let refused = |trouble, place: Option<Place>| LoadError { path: None, trouble, place };
    if let Err(error) = yaml::check(text) {
        return refused(Trouble::NotYaml(error.message), error.place);
    }
    match yaml::read::<Heading>(text).map(|(heading, _)| heading.parlor) {
        Err(_) | Ok(None | Some(Version(None))) => refused(Trouble::Foreign, None),
        Ok(Some(Version(Some(newer)))) if newer > VERSION => refused(Trouble::Newer(newer), None),
        Ok(Some(_)) => refused(Trouble::Invalid(error.message), error.place),
    }
}

/// As much of a file as tells what it is.
#[derive(Deserialize)]
struct Heading {
    parlor: Option<Version>,
}

/// A format version; nothing if it is no number.
struct Version(Option<u32>);

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.parse().ok()))
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;
