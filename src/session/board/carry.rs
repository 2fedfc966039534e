//! What goes over from one evening of a group to the next: what is open, what is parked, and what was promised.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BoardFact, Brought, EarlierWording, FollowUpPut, Progress, Standing, Statement, Until};
use crate::session::{
    Choice, LeakCheck, LeakKey, Session,
    ids::{FollowUpId, PersonId, StatementId, Who},
    lenient::or_default,
    pieces::Piece,
    redact::project_for_group,
    roster::Roster,
    state::State,
    text::{clean, clean_name},
};

/// What the next evening of a group starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The highest number that a statement of this group has had: ids are for life.
    #[serde(default, deserialize_with = "or_default")]
    pub last_statement: u32,
    /// The highest number that a follow-up of this group has had.
    #[serde(default, deserialize_with = "or_default")]
    pub last_follow_up: u32,
    /// What was left open, in the order of the board.
    #[serde(default, deserialize_with = "or_default")]
    pub statements: Vec<CarriedStatement>,
    /// What was promised and is not done.
    #[serde(default, deserialize_with = "or_default")]
    pub follow_ups: Vec<CarriedFollowUp>,
    /// What was promised, and done between two evenings.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<DoneFollowUp>,
}

/// Something that was promised and done between two evenings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneFollowUp {
    /// What it was.
    pub promised: CarriedFollowUp,
    /// When it was marked as done.
    pub on: NaiveDate,
}

/// A statement that was left open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedStatement {
    /// Its id for life.
    pub id: StatementId,
    /// The wording it had.
    pub wording: String,
    /// Why it is open.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Until when it is parked; on the table if that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// Every wording it has had, the oldest first.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierWording>,
}

/// Something that was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedFollowUp {
    /// Its id for life.
    pub id: FollowUpId,
    /// Who does it, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
}

impl Carried {
    /// What an evening hands on. The wordings have no more names in them than its rule allows, and they are there also
    /// where the group has not released them: it goes on with them. Who promised what is known to the group and stays in its own file.
    #[must_use]
    pub fn of(session: &Session, before: Option<&Self>) -> Self {
        Self::of_checked(session, before, &LeakCheck::default())
    }

    /// The same, with what was chosen when the evening was looked through: what was struck does not go over.
    #[must_use]
    pub fn of_checked(session: &Session, before: Option<&Self>, check: &LeakCheck) -> Self {
        let state = session.state();
        let kept = project_for_group(state, check);
        let day = state.opening.opened.date_naive();
        let open = kept.board.statements.iter().filter_map(|statement| carried(statement, day));
        let promised = state.board.follow_ups.iter().filter(|follow_up| follow_up.progress == Progress::Open);
        let name = |who: Who| who.person().and_then(|id| state.roster.person(id)).map(|person| person.name.clone());
        let done = before.map(|before| before.done.clone()).unwrap_or_default();
        // What was done while the evening ran is not promised anew.
        let struck = |what: &str| check.choice(&LeakKey::Text(what.to_owned())) == Choice::Strike;
        let promised = promised.filter(|follow_up| !struck(&follow_up.what));
        let promised = promised.filter(|follow_up| done.iter().all(|done| done.promised.id != follow_up.id));
        let follow_ups = promised.map(|follow_up| CarriedFollowUp {
            id: follow_up.id,
            who: follow_up.who.and_then(name),
            what: follow_up.what.clone(),
            by: follow_up.by,
        });
        let last = |next: u32, before: u32| next.saturating_sub(1).max(before);
        Self {
            last_statement: last(session.next_statement().0, before.map_or(0, |before| before.last_statement)),
            last_follow_up: last(session.next_follow_up().0, before.map_or(0, |before| before.last_follow_up)),
            statements: open.collect(),
            follow_ups: follow_ups.collect(),
            done,
        }
    }

    /// Takes a piece out; says whether it was there.
    pub fn strike(&mut self, piece: Piece) -> bool {
        let before = (self.statements.len(), self.follow_ups.len(), self.done.len());
        self.statements.retain(|statement| piece != Piece::Statement(statement.id));
        self.follow_ups.retain(|put| piece != Piece::FollowUp(put.id));
        self.done.retain(|done| piece != Piece::FollowUp(done.promised.id));
        before != (self.statements.len(), self.follow_ups.len(), self.done.len())
    }

    /// As it may be shown: a group file may have been edited.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        for statement in &mut self.statements {
            (statement.wording, statement.reason) = (clean(&statement.wording), clean(&statement.reason));
            for earlier in &mut statement.earlier {
                (earlier.text, earlier.reason) = (clean(&earlier.text), clean(&earlier.reason));
            }
        }
        self.statements.retain(|statement| !statement.wording.is_empty());
        for follow_up in &mut self.follow_ups {
            follow_up.what = clean(&follow_up.what);
            follow_up.who = follow_up.who.as_deref().map(clean_name).filter(|name| !name.is_empty());
        }
        self.follow_ups.retain(|follow_up| !follow_up.what.is_empty());
        for DoneFollowUp { promised, .. } in &mut self.done {
            promised.what = clean(&promised.what);
            promised.who = promised.who.as_deref().map(clean_name).filter(|name| !name.is_empty());
        }
        self.done.retain(|done| !done.promised.what.is_empty());
        let statements = self.statements.iter().map(|statement| statement.id.0).max();
        let done = self.done.iter().map(|done| done.promised.id.0);
        let follow_ups = self.follow_ups.iter().map(|follow_up| follow_up.id.0).chain(done).max();
        self.last_statement = self.last_statement.max(statements.unwrap_or(0));
        self.last_follow_up = self.last_follow_up.max(follow_ups.unwrap_or(0));
        self
    }

    /// Marks a promise as done on a day, or as open after all. Says whether that changed anything.
    pub fn mark(&mut self, id: FollowUpId, done: Option<NaiveDate>) -> bool {
        if let Some(on) = done {
            let Some(place) = self.follow_ups.iter().position(|promised| promised.id == id) else { return false };
            self.done.push(DoneFollowUp { promised: self.follow_ups.remove(place), on });
        } else {
            let Some(place) = self.done.iter().position(|done| done.promised.id == id) else { return false };
            self.follow_ups.push(self.done.remove(place).promised);
            self.follow_ups.sort_by_key(|promised| promised.id);
        }
        true
    }

    /// The facts with which the next evening begins.
    #[must_use]
    pub fn facts(&self, roster: &Roster) -> Vec<BoardFact<PersonId>> {
        let statements = self.statements.iter().map(|carried| {
            BoardFact::Brought(Brought {
                statement: carried.id,
                wording: carried.wording.clone(),
                reason: carried.reason.clone(),
                until: carried.until,
                earlier: carried.earlier.clone(),
            })
        });
        let follow_ups = self.follow_ups.iter().map(|carried| {
            let who = carried.who.as_deref().and_then(|name| roster.by_name(name));
            // Somebody who is not here tonight stands in the text.
            let absent = carried.who.as_deref().filter(|_| who.is_none());
            let what = absent.map_or_else(|| carried.what.clone(), |name| format!("{name}: {}", carried.what));
            let (follow_up, by) = (carried.id, carried.by);
            BoardFact::FollowUp(FollowUpPut { follow_up, who: who.map(|person| person.id), what, by, brought: true })
        });
        statements.chain(follow_ups).collect()
    }
}

/// A statement as it goes on; nothing of one that is settled, held or withdrawn.
fn carried(statement: &Statement, day: NaiveDate) -> Option<CarriedStatement> {
    let (reason, until) = match &statement.standing {
        Standing::Parked { reason, until } => (reason.clone(), Some(open_end(*until))),
        Standing::Proposed | Standing::Testing | Standing::Bracketed { .. } => (String::new(), None),
        Standing::CommonGround { provisional, .. } | Standing::CanLiveWith { provisional, .. } if *provisional => {
            ("provisional: not every party was there".to_owned(), None)
        }
        Standing::CommonGround { .. }
        | Standing::CanLiveWith { .. }
        | Standing::Held { .. }
        | Standing::Withdrawn { .. } => return None,
    };
    let tonight = statement.wordings.iter().map(|wording| EarlierWording {
        on: day,
        text: wording.text.clone(),
        reason: wording.reason.clone(),
    });
    // What came over unchanged stands in its history already.
    let is_known =
        statement.earlier.last().map(|last| &last.text) == statement.wordings.first().map(|first| &first.text);
    let earlier = statement.earlier.iter().cloned().chain(tonight.skip(usize::from(is_known)));
    let (id, wording) = (statement.id, statement.wording().to_owned());
    Some(CarriedStatement { id, wording, reason, until, earlier: earlier.collect() })
}

/// A phase belongs to its evening: on the next one, the close.
const fn open_end(until: Until) -> Until {
    match until {
        Until::Close | Until::Phase(_) => Until::Close,
        Until::Day(day) => Until::Day(day),
    }
}

impl State {
    /// What comes back in the phase in front: what was parked until now, and at the close what is parked or provisional.
    #[must_use]
    pub fn due_statements(&self, now: crate::session::At) -> Vec<StatementId> {
        self.board.due(self.is_closing(), self.phase_index(), self.wall(now).date_naive())
    }
}
