//! Setting up: one box for the people, and everything else by default from the format.

use ratatui::crossterm::event::KeyEvent;

use super::{action::Action, editor::Editor, msg::Now};
use crate::{
    library::{Formats, Group, SessionId},
    session::{
        At, Event, Fact, Format, Opening, Person, PhaseIndex, Refusal, Role, Roster, Session, Written, read_people,
        text, write_people,
    },
};

/// The fields of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Which format; ←/→ changes it.
    Format,
    /// What the evening is called; empty means its date.
    Title,
    /// The group that meets; ←/→ goes through those that are known.
    Group,
    /// Where it is held.
    Place,
    /// The box for the people.
    People,
}

impl Field {
    /// In the order of Tab.
    pub const ALL: [Self; 5] = [Self::Format, Self::Title, Self::Group, Self::Place, Self::People];
}

/// A session that is being set up.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Which format of those on offer.
    pub format: usize,
    /// The field in front.
    pub field: Field,
    /// What the evening is called.
    pub title: Editor,
    /// The group that meets.
    pub group: Editor,
    /// Where it is held.
    pub place: Editor,
    /// The box for the people.
    pub people: Editor,
    /// What a group filled in, so that it can be told from what was typed.
    filled: String,
    /// Where it is usually held: nobody typed that.
    pub(super) usual_place: Option<String>,
    /// Who usually does what, by name.
    pub(super) roles: Vec<(String, Role)>,
}

impl Setup {
    /// An empty page with this format chosen, the caret in the box for the people.
    #[must_use]
    pub fn new(format: usize) -> Self {
        Self {
            format,
            field: Field::People,
            title: Editor::default(),
            group: Editor::default(),
            place: Editor::default(),
            people: Editor::default(),
            filled: String::new(),
            usual_place: None,
            roles: Vec::new(),
        }
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        let place = self.place.text();
        [&self.title, &self.group].iter().all(|editor| editor.is_blank())
            && (self.place.is_blank() || Some(&place) == self.usual_place.as_ref())
            && self.people.text() == self.filled
    }

    /// The people as they stand in the box.
    #[must_use]
    pub fn written(&self) -> Vec<Written> {
        let mut people = read_people(&self.people.text(), &[]);
        for person in people.iter_mut().filter(|person| person.role == Role::Participant) {
            let usual = self.roles.iter().find(|(name, _)| text::fold(name) == text::fold(&person.name));
            person.role = usual.map_or(person.role, |(_, role)| *role);
        }
        people
    }

    /// The text field in front; the format is not one.
    #[must_use]
    pub const fn editor(&self, field: Field) -> Option<&Editor> {
        match field {
            Field::Format => None,
            Field::Title => Some(&self.title),
            Field::Group => Some(&self.group),
            Field::Place => Some(&self.place),
            Field::People => Some(&self.people),
        }
    }

    fn editor_mut(&mut self) -> Option<&mut Editor> {
        match self.field {
            Field::Format => None,
            Field::Title => Some(&mut self.title),
            Field::Group => Some(&mut self.group),
            Field::Place => Some(&mut self.place),
            Field::People => Some(&mut self.people),
        }
    }

    /// Puts pasted text into the field in front; a field of one line takes it as one line.
    pub fn paste(&mut self, pasted: &str) {
        let is_box = self.field == Field::People;
        if let Some(editor) = self.editor_mut() {
            editor.insert(&if is_box { pasted.to_owned() } else { text::clean_line(pasted) });
        }
    }

    /// Takes a key that edits the field in front.
    pub fn press(&mut self, key: &KeyEvent) {
        if let Some(editor) = self.editor_mut() {
            editor.press(key);
        }
    }

    /// Moves between the fields.
    pub fn turn(&mut self, action: Action) {
        let place = Field::ALL.iter().position(|field| *field == self.field).unwrap_or(0);
        let step = if action == Action::NextField { 1 } else { Field::ALL.len() - 1 };
        self.field = Field::ALL[(place + step) % Field::ALL.len()];
    }

    /// Enter: the next field; in the box the next line, and on an empty line the evening. Says whether the evening opens.
    pub fn enter(&mut self) -> bool {
        match self.field {
            Field::People => {
                let caret = self.people.caret();
                let on_empty_line = self.people.lines()[caret.line].trim().is_empty();
                if on_empty_line {
                    return true;
                }
                self.people.new_line();
            }
            Field::Format | Field::Title | Field::Group | Field::Place => self.turn(Action::NextField),
        }
        false
    }

    /// Whether Enter would open the evening.
    #[must_use]
    pub fn enter_opens(&self) -> bool {
        self.field == Field::People && self.people.lines()[self.people.caret().line].trim().is_empty()
    }

    /// ←/→ in the field in front: another format, or another group. Says whether it meant that.
    pub fn choose(&mut self, forward: bool, formats: &Formats, groups: &[Group]) -> bool {
        let step = |place: usize, count: usize| (place + if forward { 1 } else { count - 1 }) % count;
        match self.field {
            Field::Format if !formats.formats.is_empty() => self.format = step(self.format, formats.formats.len()),
            Field::Group if !groups.is_empty() && (self.group.is_blank() || self.known(groups).is_some()) => {
                let place =
                    self.known(groups).map_or(if forward { 0 } else { groups.len() - 1 }, |p| step(p, groups.len()));
                self.fill_from(&groups[place], formats);
            }
            _ => return false,
        }
        true
    }

    fn known(&self, groups: &[Group]) -> Option<usize> {
        let name = text::fold(&self.group.text());
        groups.iter().position(|group| text::fold(&group.name) == name)
    }

    /// The group that is named here, if it has met before.
    #[must_use]
    pub fn group_of<'a>(&self, groups: &'a [Group]) -> Option<&'a Group> {
        self.known(groups).map(|place| &groups[place])
    }

    /// Choosing a group fills in its people and its format; what was typed by hand stays.
    pub fn fill_from(&mut self, group: &Group, formats: &Formats) {
        self.group = Editor::new(&group.name);
        if self.people.is_blank() || self.people.text() == self.filled {
            self.filled = write_people(people_of(&group.people).iter());
            self.people = Editor::new(&self.filled);
        }
        if let Some(place) = formats.formats.iter().position(|format| Some(&format.name) == group.format.as_ref()) {
            self.format = place;
        }
    }

    /// Opens the evening: the session with its opening, its people and its first phase.
    ///
    /// # Errors
    /// What the core refuses of it.
    pub fn open(&self, format: &Format, groups: &[Group], now: &Now) -> Result<(SessionId, Session), Refusal> {
        let group = self.group_of(groups);
        let name = |editor: &Editor| Some(text::clean_name(&editor.text())).filter(|name| !name.is_empty());
        let opening = Opening {
            title: name(&self.title).unwrap_or_else(|| now.wall.format("%A, %-d %B %Y").to_string()),
            series: self.group_of(groups).map(|group| group.name.clone()).or_else(|| name(&self.group)),
            opened: now.wall,
            place: name(&self.place),
            rule: format.record_rule,
            agreements: group
                .map(|group| &group.agreements)
                .filter(|agreements| !agreements.is_empty())
                .unwrap_or(&format.agreements)
                .clone(),
            phases: format.phases.clone(),
            rounds_before: group.map_or(0, |group| group.rounds_held),
            statements_before: group.map_or(0, |group| group.carried.last_statement),
            follow_ups_before: group.map_or(0, |group| group.carried.last_follow_up),
        };
        let id = SessionId::new(now.wall, now.chance);
        let mut session = open_session(opening, &self.written())?;
        let carried = group.map_or(Vec::new(), |group| group.carried.facts(&session.state().roster));
        for fact in carried {
            session.record(At::OPENING, fact)?;
        }
        Ok((id, session))
    }
}

/// A new session with these people and the first phase begun.
///
/// # Errors
/// What the core refuses of it.
pub fn open_session(opening: Opening, written: &[Written]) -> Result<Session, Refusal> {
    let mut session = Session::open(opening);
    for person in people_of(written) {
        session.record(At::OPENING, Event::Joined(person))?;
    }
    session.record(At::OPENING, Fact::PhaseBegan(PhaseIndex(0)))?;
    Ok(session)
}

/// People with their ids, seats and call keys, in the order in which they were written down.
pub(super) fn people_of(written: &[Written]) -> Vec<Person> {
    let mut roster = Roster::default();
    for one in written {
        let person = seat(one, &roster);
        roster.members.push(crate::session::Member { person, joined: At::OPENING, left: None });
    }
    roster.members.into_iter().map(|member| member.person).collect()
}

/// The next person of a roster: the next id, the next seat, the next free call key.
#[must_use]
pub fn seat(written: &Written, roster: &Roster) -> Person {
    let Written { name, party, role, interpreted } = written.clone();
    Person { id: roster.next_id(), name, party, role, interpreted, key: roster.free_key() }
}
