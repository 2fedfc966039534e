//! The page on which a group's file is edited: who is invited, the ground rules, the stage, what is open and promised.

use chrono::NaiveDate;
use ratatui::crossterm::event::KeyEvent;

use super::{editor::Editor, setup::people_of};
use crate::{
    library::{Formats, Group, Stage},
    session::{
        Carried, CarriedFollowUp, CarriedStatement, FollowUpId, StatementId, read_day, read_people,
        text::{clean_line, clean_name},
        write_people,
    },
};

/// The fields of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupField {
    /// Who is invited, in seat order.
    People,
    /// The ground rules, a line each.
    Agreements,
    /// What is open and goes over to the next evening.
    Statements,
    /// What was promised and is not done.
    FollowUps,
    /// How far people have come with each other; ←/→ changes it.
    Stage,
    /// The format used last; ←/→ changes it.
    Format,
    /// With whom the next go-round starts; ←/→ changes it.
    Starter,
}

impl GroupField {
    /// In the order of Tab.
    pub const ALL: [Self; 7] =
        [Self::People, Self::Agreements, Self::Statements, Self::FollowUps, Self::Stage, Self::Format, Self::Starter];
}

/// A group's file while it is edited.
#[derive(Clone, Debug)]
pub struct GroupEdit {
    /// What the file said when the page was opened.
    pub before: Group,
    /// The field in front.
    pub field: GroupField,
    /// The boxes, in the order of the fields.
    pub boxes: [Editor; 4],
    /// The stage.
    pub stage: Option<Stage>,
    /// The format.
    pub format: Option<String>,
    /// How many go-rounds were held: it says who starts the next.
    pub rounds_held: u32,
    /// Whether Escape was pressed on what is not saved.
    pub warned: bool,
}

impl GroupEdit {
    /// The page with what the file says.
    #[must_use]
    pub fn new(group: &Group) -> Self {
        let statements = group.carried.statements.iter().map(|one| format!("{}: {}", one.id, one.wording));
        let follow_ups = group.carried.follow_ups.iter().map(follow_up_line);
        let lines = |lines: Vec<String>| Editor::new(&lines.join("\n"));
        Self {
            before: group.clone(),
            field: GroupField::People,
            boxes: [
                Editor::new(&write_people(people_of(&group.people).iter())),
                lines(group.agreements.clone()),
                lines(statements.collect()),
                lines(follow_ups.collect()),
            ],
            stage: group.stage,
            format: group.format.clone(),
            rounds_held: group.rounds_held,
            warned: false,
        }
    }

    /// The box in front, if the field is one.
    #[must_use]
    pub fn editor(&self) -> Option<&Editor> {
        self.boxes.get(self.field as usize)
    }

    /// Moves between the fields.
    pub fn turn(&mut self, forward: bool) {
        let count = GroupField::ALL.len();
        self.field = GroupField::ALL[(self.field as usize + if forward { 1 } else { count - 1 }) % count];
        self.warned = false;
    }

    /// A key in the box in front.
    pub fn press(&mut self, key: &KeyEvent) {
        self.warned = false;
        if let Some(editor) = self.boxes.get_mut(self.field as usize) {
            editor.press(key);
        }
    }

    /// A line break in the box in front.
    pub fn new_line(&mut self) {
        self.warned = false;
        if let Some(editor) = self.boxes.get_mut(self.field as usize) {
            editor.new_line();
        }
    }

    /// Puts pasted text into the box in front. Says whether it fitted.
    pub fn paste(&mut self, text: &str) -> bool {
        self.boxes.get_mut(self.field as usize).is_none_or(|editor| editor.insert(text))
    }

    /// ←/→: another stage, format or starter. Says whether the field has some.
    pub fn choose(&mut self, forward: bool, formats: &Formats) -> bool {
        match self.field {
            GroupField::Stage => self.stage = Stage::step(self.stage, forward),
            GroupField::Format => {
                let names: Vec<&String> = formats.formats.iter().map(|format| &format.name).collect();
                let place = names.iter().position(|name| Some(*name) == self.format.as_ref());
                let count = names.len().max(1);
                let next = place.map_or(0, |place| (place + if forward { 1 } else { count - 1 }) % count);
                self.format = names.get(next).map(|name| (*name).clone());
            }
            GroupField::Starter if forward => self.rounds_held += 1,
            GroupField::Starter => self.rounds_held = self.rounds_held.saturating_sub(1),
            GroupField::People | GroupField::Agreements | GroupField::Statements | GroupField::FollowUps => {
                return false;
            }
        }
        self.warned = false;
        true
    }

    /// The group as the page says it. What stands in no field stays as it was.
    #[must_use]
    pub fn group(&self, today: NaiveDate) -> Group {
        let lines = |place: usize| {
            let lines: Vec<String> = self.boxes[place].lines().iter().map(|line| clean_line(line)).collect();
            lines.into_iter().filter(|line| !line.is_empty())
        };
        let before = &self.before.carried;
        let mut carried = Carried { statements: Vec::new(), follow_ups: Vec::new(), ..before.clone() };
        for line in lines(2) {
            let statement = statement(&line, before, &mut carried.last_statement);
            carried.statements.push(statement);
        }
        for line in lines(3) {
            let follow_up = follow_up(&line, before, &mut carried.last_follow_up, today);
            carried.follow_ups.push(follow_up);
        }
        Group {
            people: read_people(&self.boxes[0].text(), &[]),
            agreements: lines(1).collect(),
            stage: self.stage,
            format: self.format.clone(),
            rounds_held: self.rounds_held,
            carried,
            ..self.before.clone()
        }
    }

    /// Whether anything would be saved.
    #[must_use]
    pub fn is_changed(&self, today: NaiveDate) -> bool {
        self.group(today) != self.before
    }
}

/// `s3: Each people needs a home.`: the same statement in these words; without an id that is known, a new one.
fn statement(line: &str, before: &Carried, last: &mut u32) -> CarriedStatement {
    let named = line.split_once(": ").and_then(|(id, wording)| Some((id.parse::<StatementId>().ok()?, wording)));
    let known = named.and_then(|(id, wording)| {
        let known = before.statements.iter().find(|one| one.id == id)?;
        Some(CarriedStatement { wording: wording.to_owned(), ..known.clone() })
    });
    known.unwrap_or_else(|| {
        *last += 1;
        let (id, wording) = (StatementId(*last), line.to_owned());
        CarriedStatement { id, wording, reason: String::new(), until: None, earlier: Vec::new() }
    })
}

fn follow_up_line(one: &CarriedFollowUp) -> String {
    let who = one.who.as_ref().map_or(String::new(), |who| format!("@{who}: "));
    let by = one.by.map_or(String::new(), |by| format!(" by {by}"));
    format!("{}: {who}{}{by}", one.id, one.what)
}

/// `f2: @Hanan: asks her mother by 11 April`.
fn follow_up(line: &str, before: &Carried, last: &mut u32, today: NaiveDate) -> CarriedFollowUp {
    let named = line.split_once(": ").and_then(|(id, rest)| Some((id.parse::<FollowUpId>().ok()?, rest)));
    let known = named.filter(|(id, _)| before.follow_ups.iter().any(|one| one.id == *id));
    let (id, rest) = known.unwrap_or_else(|| {
        *last += 1;
        (FollowUpId(*last), line)
    });
    let (who, rest) = match rest.strip_prefix('@').and_then(|rest| rest.split_once(": ")) {
        Some((who, rest)) => (Some(clean_name(who)).filter(|who| !who.is_empty()), rest),
        None => (None, rest),
    };
    let dated = rest.rsplit_once(" by ").and_then(|(what, day)| Some((what, read_day(day, today)?)));
    let (what, by) = dated.map_or((rest, None), |(what, day)| (what, Some(day)));
    CarriedFollowUp { id, who, what: what.trim().to_owned(), by }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Until;

    fn group() -> Group {
        Group {
            name: "Circle".into(),
            people: read_people("Jewish: Miriam, Tamar (moderator)\nPalestinian: Hanan", &[]),
            format: None,
            evenings: 3,
            rounds_held: 4,
            stage: None,
            agreements: vec!["Listen before you answer.".into()],
            carried: Carried {
                last_statement: 7,
                last_follow_up: 2,
                done: Vec::new(),
                statements: vec![CarriedStatement {
                    id: StatementId(5),
                    wording: "Each people needs a home.".into(),
                    reason: "until Hanan is back".into(),
                    until: Some(Until::Close),
                    earlier: Vec::new(),
                }],
                follow_ups: vec![CarriedFollowUp {
                    id: FollowUpId(2),
                    who: Some("Hanan".into()),
                    what: "asks her mother".into(),
                    by: "2026-04-11".parse().ok(),
                }],
            },
        }
    }

    #[test]
    fn a_page_that_is_only_looked_at_changes_nothing() {
        let today = "2026-03-20".parse().unwrap();
        assert_eq!(GroupEdit::new(&group()).group(today), group());
    }

    #[test]
    fn what_is_known_keeps_its_id_and_what_is_new_has_the_next() {
        let mut edit = GroupEdit::new(&group());
        edit.boxes[2] = Editor::new("s5: Each people needs a home of its own.\nBoth losses are real.");
        edit.boxes[3] = Editor::new("@Miriam: brings the letters by 2 May");
        let after = edit.group("2026-03-20".parse().unwrap()).carried;
        let told: Vec<(u32, &str, Option<Until>)> =
            after.statements.iter().map(|one| (one.id.0, one.wording.as_str(), one.until)).collect();
        assert_eq!(
            told,
            [(5, "Each people needs a home of its own.", Some(Until::Close)), (8, "Both losses are real.", None)]
        );
        let promised = &after.follow_ups[0];
        assert_eq!(
            (promised.id.0, promised.who.as_deref(), promised.what.as_str()),
            (3, Some("Miriam"), "brings the letters")
        );
        assert_eq!(promised.by, "2026-05-02".parse().ok());
        assert_eq!((after.last_statement, after.last_follow_up), (8, 3));
    }
}
