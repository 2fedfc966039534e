//! What is typed for the board, and what becomes of it.

use super::{Asking, Live, Page};
use crate::{
    app::{live::Front, msg::Now},
    library::Purpose,
    session::{
        BoardFact, Criticised, FollowUpId, FollowUpPut, Formulated, Held, InText, MemorandumScope, Merged, Parked,
        Part, PersonId, Proposed, Refusal, Reworded, Speaker, Split, StatementId, Who, parse_note, read_day,
        read_until, text,
    },
};

impl Live {
    /// What stands in a line for the board when it opens.
    pub(in crate::app::live) fn board_line(&self, purpose: &Purpose) -> String {
        let board = &self.state().board;
        let wording = |id: &StatementId| board.statement(*id).map_or(String::new(), |s| s.wording().to_owned());
        match purpose {
            Purpose::Reword(id) | Purpose::Split(id) => wording(id),
            Purpose::Merge(from) => from.iter().map(wording).collect::<Vec<_>>().join(" "),
            Purpose::Formulation { statement, side, .. } => {
                let place = usize::from(*side).saturating_sub(1);
                let said = board.statement(*statement).and_then(|found| found.formulations.get(place));
                said.map_or(String::new(), |said| said.text.clone())
            }
            Purpose::FollowUp(Some(id)) => self.follow_up_line(*id),
            Purpose::Audience => match board.memorandum.as_ref().map(|decided| &decided.scope) {
                Some(MemorandumScope::Recipients(names)) => names.join(", "),
                Some(MemorandumScope::Public) => "public".into(),
                Some(MemorandumScope::Group) | None => "group".into(),
            },
            _ => String::new(),
        }
    }

    fn follow_up_line(&self, id: FollowUpId) -> String {
        let state = self.state();
        let Some(known) = state.board.follow_up(id) else { return String::new() };
        let person = known.who.and_then(Who::person).and_then(|id| state.roster.person(id));
        let who = person.map_or(String::new(), |person| format!("@{} ", person.key));
        let by = known.by.map_or(String::new(), |day| format!(" by {day}"));
        format!("{who}{}{by}", known.what)
    }

    /// Whether Enter in this line means something although nothing was typed.
    pub(in crate::app::live) const fn may_be_empty(purpose: &Purpose) -> bool {
        matches!(
            purpose,
            Purpose::Park(_)
                | Purpose::ParkUntil { .. }
                | Purpose::RewordWhy { .. }
                | Purpose::WhyItMatters(_)
                | Purpose::Bracket { .. }
                | Purpose::Interest { .. }
        )
    }

    /// Keeps a line for the board; the next one opens where another belongs to it.
    ///
    /// # Errors
    /// What the core refuses; the line stays open then.
    pub(in crate::app::live) fn keep_board_line(
        &mut self,
        now: &Now,
        purpose: &Purpose,
        typed: String,
    ) -> Result<(), Refusal> {
        match purpose.clone() {
            Purpose::Statement => self.keep_statement(now, &typed)?,
            Purpose::Reword(statement) => {
                let reworded = Reworded { statement, wording: typed.clone(), reason: String::new() };
                self.would_take(now, BoardFact::Reworded(reworded))?;
                self.next_line(Purpose::RewordWhy { statement, wording: typed });
                return Ok(());
            }
            Purpose::RewordWhy { statement, wording } => {
                self.record(now, BoardFact::Reworded(Reworded { statement, wording, reason: typed }))?;
            }
            Purpose::Formulation { statement, side, party } => {
                self.record(now, BoardFact::Formulated(Formulated { statement, side, party, text: typed }))?;
                let side = usize::from(side).saturating_sub(1);
                self.ask(Asking::Difference { statement, side });
                return Ok(());
            }
            Purpose::WhyItMatters(statement) => {
                self.record(now, BoardFact::HeldDifference(Held { statement, why: typed }))?;
            }
            Purpose::Park(statement) => {
                let parked = Parked { statement, reason: typed.clone(), until: crate::session::Until::Close };
                self.would_take(now, BoardFact::Parked(parked))?;
                self.next_line(Purpose::ParkUntil { statement, reason: typed });
                return Ok(());
            }
            Purpose::ParkUntil { statement, reason } => {
                let today = now.wall.date_naive();
                let until = read_until(&typed, today, self.state().opening.phases.len());
                let until = until.ok_or_else(|| Refusal::NotADay(typed.clone()))?;
                self.record(now, BoardFact::Parked(Parked { statement, reason, until }))?;
            }
            Purpose::Split(statement) => self.keep_split(now, statement, &typed)?,
            Purpose::Merge(from) => {
                let into = self.session.next_statement();
                self.record(now, BoardFact::Merged(Merged { from, into, wording: typed }))?;
                self.mark(into);
            }
            Purpose::Bracket { statement, kind } => {
                self.ask(Asking::Supporters { statement, kind, text: typed, supporters: Vec::new() });
                return Ok(());
            }
            Purpose::Criticism(statement) => {
                self.next_line(Purpose::Interest { statement, text: typed });
                return Ok(());
            }
            Purpose::Interest { statement, text } => {
                let criticism = self.session.next_criticism();
                let said = Criticised { criticism, statement, text, interest: typed };
                self.record(now, BoardFact::Criticised(said))?;
            }
            Purpose::FollowUp(known) => self.keep_follow_up(now, known, &typed)?,
            Purpose::Audience => self.record(now, BoardFact::MemorandumFor(audience(&typed)))?,
            Purpose::Note | Purpose::EditNote(_) | Purpose::Person | Purpose::Correct(_) | Purpose::Elsewhere => {}
        }
        self.front = Front::Keys;
        Ok(())
    }

    /// Whether the core would take this; nothing is recorded.
    fn would_take(&self, now: &Now, fact: BoardFact<PersonId>) -> Result<(), Refusal> {
        self.session.clone().record(self.at(now), fact).map(|_| ())
    }

    fn next_line(&mut self, purpose: Purpose) {
        self.front = Front::Keys;
        self.open_line(purpose);
    }

    fn keep_statement(&mut self, now: &Now, typed: &str) -> Result<(), Refusal> {
        let parsed = self.understood(typed)?;
        let statement = self.session.next_statement();
        let owned = !self.state().thinks_jointly();
        let who = parsed.speaker.filter(|_| owned).map_or(Speaker::Nobody, Speaker::Person);
        let wording = super::super::lines::typed_wording(typed, &parsed);
        self.record(now, BoardFact::Proposed(Proposed { statement, who, wording }))?;
        if matches!(self.page, Page::Text(_)) {
            self.record(now, BoardFact::InText(InText { statement, in_text: true }))?;
        }
        self.mark(statement);
        Ok(())
    }

    fn keep_split(&mut self, now: &Now, statement: StatementId, typed: &str) -> Result<(), Refusal> {
        let first = self.session.next_statement().0;
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let into: Vec<Part> = (first..)
            .map(StatementId)
            .zip(lines)
            .map(|(statement, line)| Part { statement, wording: line.to_owned() })
            .collect();
        self.record(now, BoardFact::Split(Split { statement, into }))?;
        self.mark(StatementId(first));
        Ok(())
    }

    /// `@Hanan brings the photographs by 11 April`.
    fn keep_follow_up(&mut self, now: &Now, known: Option<FollowUpId>, typed: &str) -> Result<(), Refusal> {
        let parsed = self.understood(typed)?;
        let line = text::clean_line(&parse_note(typed, &self.state().roster).text);
        let today = now.wall.date_naive();
        let dated = line.rsplit_once(" by ").and_then(|(what, day)| Some((what, read_day(day, today)?)));
        let (what, by) = dated.map_or((line.as_str(), None), |(what, day)| (what, Some(day)));
        let follow_up = known.unwrap_or_else(|| self.session.next_follow_up());
        let put = FollowUpPut { follow_up, who: parsed.speaker, what: what.to_owned(), by, brought: false };
        self.record(now, BoardFact::FollowUp(put))?;
        if let Page::FollowUps(marked) = &mut self.page {
            *marked = Some(follow_up);
        }
        Ok(())
    }

    /// Marks a statement where one is marked.
    fn mark(&mut self, statement: StatementId) {
        if let Page::Board(marked) | Page::Text(marked) = &mut self.page {
            *marked = Some(statement);
        }
    }
}

/// `group`, `public`, or names with commas between them.
fn audience(typed: &str) -> MemorandumScope {
    match text::fold(typed).as_str() {
        "group" | "the group" => MemorandumScope::Group,
        "public" | "everybody" => MemorandumScope::Public,
        _ => {
            let names = typed.split([',', ';', '،']).map(text::clean_name).filter(|name| !name.is_empty());
            MemorandumScope::Recipients(names.collect())
        }
    }
}
