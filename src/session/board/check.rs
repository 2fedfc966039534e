//! What the board refuses, and what a statement still lacks.

use super::{
    Board, Bracketed, Confirmed, Formulated, Standing, StandingKind, Statement, StatementId, TestOutcome, TestTaken,
    Vouch,
    events::{FollowUpPut, Held, InText, Merged, Restated, Reworded, Split, TestOpened, Vouched, Way, WholeConfirmed},
    facts::BoardFact,
    test::{SMALLEST, Tally},
};
use crate::session::{
    check::{Checked, member, needs_text, present, refuse_if, speaker},
    ids::{PersonId, Who},
    plan::PhaseOption,
    refusal::Refusal,
    roster::{Role, Roster},
    state::State,
};

/// Where a confirmed wording goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Toward {
    /// Common ground.
    CommonGround,
    /// What everybody can live with.
    CanLiveWith,
}

/// Something that a wording lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// This phase asks for a test of agreement, and none was taken of this wording.
    Test,
    /// The test that was opened has not been taken.
    Answers,
    /// The threshold was not met in this party; its name, if it has one here.
    Threshold(Option<String>),
    /// Not everybody of this party can live with it.
    Objection(Option<String>),
    /// So many of this party were not asked, and it depends on them; by name where that is known.
    NotAsked(Option<String>, u32, Vec<PersonId>),
    /// The wording was not read back: nobody has confirmed it aloud.
    ReadBack,
    /// Nobody of this party has confirmed this very wording.
    Voice(String),
}

impl Statement {
    /// What this wording lacks to go there, with these voices that confirm it. Nothing is missing of one that is there.
    #[must_use]
    pub fn missing(&self, state: &State, voices: &[Who], toward: Toward) -> Vec<Missing> {
        let mut missing = self.missing_in_test(state, toward);
        missing.extend(missing_voices(state, voices));
        missing
    }

    /// What the test of this wording lacks; a test is asked for only where the phase does.
    #[must_use]
    pub fn missing_in_test(&self, state: &State, toward: Toward) -> Vec<Missing> {
        let Some(test) = self.test() else {
            let is_asked = state.phase_has(PhaseOption::TestFirst);
            return if is_asked { vec![Missing::Test] } else { Vec::new() };
        };
        let Some(taken) = &test.taken else { return vec![Missing::Answers] };
        let lacks = |tally: &super::PartyTally| {
            let outcome = match toward {
                Toward::CommonGround => tally.outcome(&test.scale, test.threshold),
                Toward::CanLiveWith => tally.can_live(&test.scale),
            };
            match (outcome, toward) {
                (TestOutcome::Met, _) => None,
                (TestOutcome::NotMet, Toward::CommonGround) => Some(Missing::Threshold(tally.party.clone())),
                (TestOutcome::NotMet, Toward::CanLiveWith) => Some(Missing::Objection(tally.party.clone())),
                (TestOutcome::Open, _) => {
                    let of_party =
                        |who: &PersonId| state.roster.person(*who).is_some_and(|person| person.party == tally.party);
                    let people = taken.not_asked.iter().filter_map(|who| who.person()).filter(of_party).collect();
                    Some(Missing::NotAsked(tally.party.clone(), tally.not_asked, people))
                }
            }
        };
        let nobody_bars = taken.parties.iter().all(|tally| !tally.bars);
        taken.parties.iter().filter(|tally| nobody_bars || tally.bars).filter_map(lacks).collect()
    }

    /// The formulations that nobody of their own side found fair, and those that another side has not understood: by
    /// their place, counted from nought.
    #[must_use]
    pub fn unvouched(&self) -> Vec<(usize, Vouch)> {
        let lacking = |(place, formulation): (usize, &super::Formulation)| {
            let fair = formulation.fair.is_empty().then_some((place, Vouch::Fair));
            let understood = formulation.understood.is_empty().then_some((place, Vouch::Understood));
            [fair, understood].into_iter().flatten()
        };
        self.formulations.iter().enumerate().flat_map(lacking).collect()
    }
}

/// Refuses what makes no sense on this board.
pub(in crate::session) fn check_board(state: &State, fact: &BoardFact<PersonId>) -> Checked {
    let board = &state.board;
    match fact {
        BoardFact::Proposed(proposed) => {
            needs_text(&proposed.wording)?;
            speaker(state, proposed.who)
        }
        BoardFact::Brought(brought) => needs_text(&brought.wording),
        // Only a sealed file says this.
        BoardFact::Told(_) => Err(Refusal::AlreadyThere),
        BoardFact::Reworded(reworded) => check_reworded(board, reworded),
        BoardFact::Merged(merged) => check_merged(board, merged),
        BoardFact::Split(split) => check_split(board, split),
        BoardFact::Moved(moved) => {
            statement(board, moved.before)?;
            refuse_if(statement(board, moved.statement)?.id == moved.before, Refusal::AlreadyThere)
        }
        BoardFact::TestOpened(opened) => check_opened(state, opened),
        BoardFact::TestTaken(taken) => check_taken(state, taken),
        BoardFact::CommonGround(confirmed) => check_confirmed(state, confirmed, Toward::CommonGround),
        BoardFact::CanLiveWith(confirmed) => check_confirmed(state, confirmed, Toward::CanLiveWith),
        BoardFact::Formulated(formulated) => check_formulated(board, formulated),
        BoardFact::Vouched(vouched) => check_vouched(state, *vouched),
        BoardFact::HeldDifference(held) => check_held(state, held),
        BoardFact::Bracketed(bracketed) => check_bracketed(state, bracketed),
        BoardFact::Parked(parked) => match statement(board, parked.statement)?.kind() {
            StandingKind::Parked => Err(Refusal::AlreadyThere),
            kind => refuse_if(is_settled(kind) || kind == StandingKind::Withdrawn, off_the_table(parked.statement)),
        },
        BoardFact::Withdrawn(id) => match statement(board, *id)?.kind() {
            StandingKind::Withdrawn => Err(Refusal::AlreadyThere),
            kind => refuse_if(is_settled(kind), off_the_table(*id)),
        },
        BoardFact::Reopened(id) => {
            refuse_if(statement(board, *id)?.kind() == StandingKind::Proposed, Refusal::AlreadyThere)
        }
        BoardFact::InText(change) => check_in_text(board, *change),
        BoardFact::DraftIssued(number) => {
            refuse_if(board.paragraphs().next().is_none(), Refusal::NoParagraphs)?;
            refuse_if(board.text.on_the_table().is_some(), Refusal::DraftOnTheTable)?;
            refuse_if(usize::try_from(*number) != Ok(board.text.drafts.len() + 1), Refusal::NotTheNextId)
        }
        BoardFact::DraftTakenUp(taken) => {
            if let Some(by) = taken.by {
                member(state, by)?;
            }
            refuse_if(board.text.on_the_table().map(|draft| draft.number) != Some(taken.draft), Refusal::NoDraft)
        }
        BoardFact::Criticised(criticised) => {
            needs_text(&criticised.text)?;
            let kind = statement(board, criticised.statement)?.kind();
            refuse_if(kind == StandingKind::Withdrawn, off_the_table(criticised.statement))
        }
        BoardFact::WholeConfirmed(whole) => check_whole(state, whole),
        BoardFact::AllOrNothing(flag) => refuse_if(board.all_or_nothing == *flag, Refusal::AlreadyThere),
        BoardFact::Restated(restated) => check_restated(state, *restated),
        BoardFact::FollowUp(put) => check_follow_up(state, put),
        BoardFact::FollowUpStands(change) => {
            let known = board.follow_up(change.follow_up).ok_or(Refusal::NoSuchFollowUp(change.follow_up))?;
            refuse_if(known.progress == change.progress, Refusal::AlreadyThere)
        }
        BoardFact::MemorandumFor(scope) => match scope {
            super::MemorandumScope::Recipients(names) => {
                refuse_if(names.is_empty() || names.iter().any(|name| name.trim().is_empty()), Refusal::TextMissing)
            }
            super::MemorandumScope::Group | super::MemorandumScope::Public => Ok(()),
        },
    }
}

fn statement(board: &Board, id: StatementId) -> Result<&Statement, Refusal> {
    board.statement(id).ok_or(Refusal::NoSuchStatement(id))
}

const fn off_the_table(id: StatementId) -> Refusal {
    Refusal::NotOnTheTable(id)
}

/// Whether it was confirmed: such a wording leaves its place by being reworded or put back on the table, never in passing.
const fn is_settled(kind: StandingKind) -> bool {
    matches!(kind, StandingKind::CommonGround | StandingKind::CanLiveWith)
}

/// While a draft is on the table only the drafter edits, who takes it up first.
fn may_edit(board: &Board, statement: &Statement) -> Checked {
    match board.text.on_the_table().filter(|_| statement.in_text) {
        Some(draft) => Err(Refusal::OnlyTheDrafterEdits(draft.number)),
        None => Ok(()),
    }
}

fn objections_wait(state: &State) -> Checked {
    refuse_if(state.thinks_jointly(), Refusal::ObjectionsWait)
}

fn check_reworded(board: &Board, reworded: &Reworded) -> Checked {
    needs_text(&reworded.wording)?;
    let statement = statement(board, reworded.statement)?;
    may_edit(board, statement)?;
    refuse_if(statement.wording() == reworded.wording, Refusal::SameWording)
}

/// What is merged or split is on the table.
fn check_source(board: &Board, id: StatementId) -> Checked {
    let source = statement(board, id)?;
    may_edit(board, source)?;
    match source.standing {
        Standing::Proposed | Standing::Testing | Standing::Bracketed { .. } => Ok(()),
        Standing::CommonGround { .. }
        | Standing::CanLiveWith { .. }
        | Standing::Held { .. }
        | Standing::Parked { .. }
        | Standing::Withdrawn { .. } => Err(off_the_table(id)),
    }
}

fn check_merged(board: &Board, merged: &Merged) -> Checked {
    needs_text(&merged.wording)?;
    merged.from.iter().try_for_each(|id| check_source(board, *id))?;
    let twice = (1..merged.from.len()).any(|place| merged.from[..place].contains(&merged.from[place]));
    refuse_if(merged.from.len() < 2 || twice, Refusal::TwoNeeded)
}

fn check_split(board: &Board, split: &Split) -> Checked {
    check_source(board, split.statement)?;
    refuse_if(split.into.len() < 2, Refusal::TwoNeeded)?;
    split.into.iter().try_for_each(|part| needs_text(&part.wording))
}

fn check_opened(state: &State, opened: &TestOpened) -> Checked {
    objections_wait(state)?;
    refuse_if(!opened.scale.is_sound() || opened.scale.place(opened.threshold.from).is_none(), Refusal::ScaleUnsound)?;
    refuse_if(opened.way == Way::Keys && !state.rule().keeps_names(), Refusal::NamesNotKept)?;
    match statement(&state.board, opened.statement)?.standing {
        Standing::Proposed | Standing::Testing | Standing::CanLiveWith { .. } => Ok(()),
        Standing::Bracketed { .. } => Err(Refusal::StillBracketed(opened.statement)),
        Standing::CommonGround { .. }
        | Standing::Held { .. }
        | Standing::Parked { .. }
        | Standing::Withdrawn { .. } => Err(off_the_table(opened.statement)),
    }
}

fn check_taken(state: &State, taken: &TestTaken<PersonId>) -> Checked {
    let statement = statement(&state.board, taken.statement)?;
    let open = statement.test().filter(|test| test.taken.is_none() && statement.standing == Standing::Testing);
    let test = open.ok_or(Refusal::NoTestOpen)?;
    let mut answered = false;
    for tally in &taken.parties {
        match &tally.tally {
            Tally::Counted(answers) => {
                refuse_if(answers.len() != test.scale.points.len(), Refusal::ScaleUnsound)?;
                let all = answers.iter().try_fold(0u32, |sum, number| sum.checked_add(*number));
                let all = all.ok_or(Refusal::ScaleUnsound)?;
                refuse_if(all < SMALLEST, Refusal::SmallPartySplit)?;
                answered = true;
            }
            Tally::Small { met, can_live } => {
                answered |= *met != TestOutcome::NotMet || *can_live != TestOutcome::NotMet || tally.not_asked == 0;
            }
        }
    }
    refuse_if(!answered, Refusal::NobodyAnswered)?;
    let names = test.way == Way::Keys && state.rule().keeps_names();
    refuse_if(!taken.answers.is_empty() && !names, Refusal::NamesNotKept)?;
    for answer in &taken.answers {
        let party = &member(state, answer.who)?.person.party;
        let counted = |tally: &&super::PartyTally| tally.party == *party && matches!(tally.tally, Tally::Counted(_));
        refuse_if(!taken.parties.iter().any(|tally| counted(&tally)), Refusal::SmallPartySplit)?;
        refuse_if(test.scale.place(answer.answer).is_none(), Refusal::ScaleUnsound)?;
    }
    taken.not_asked.iter().try_for_each(|who| member(state, *who).map(|_| ()))
}

/// Practice: a statement counts when the threshold was met inside every party, if a test was taken of this wording, and
/// a named person of each party, or the room where no names are kept, confirmed this very wording.
fn check_confirmed(state: &State, confirmed: &Confirmed<PersonId>, toward: Toward) -> Checked {
    let statement = statement(&state.board, confirmed.statement)?;
    match (&statement.standing, toward) {
        (Standing::Proposed | Standing::Testing, _) | (Standing::CanLiveWith { .. }, Toward::CommonGround) => {}
        (Standing::CommonGround { provisional, .. }, Toward::CommonGround)
        | (Standing::CanLiveWith { provisional, .. }, Toward::CanLiveWith) => {
            refuse_if(!provisional, Refusal::AlreadyThere)?;
        }
        (Standing::Bracketed { .. }, _) => return Err(Refusal::StillBracketed(statement.id)),
        (Standing::CommonGround { .. }, Toward::CanLiveWith)
        | (Standing::Held { .. } | Standing::Parked { .. } | Standing::Withdrawn { .. }, _) => {
            return Err(off_the_table(statement.id));
        }
    }
    let voices = voices(state, &confirmed.confirmed_by)?;
    let missing = statement.missing(state, &voices, toward);
    refuse_if(!missing.is_empty(), Refusal::NotYet(toward, missing))?;
    only_provisional(state, confirmed.provisional)
}

fn voices(state: &State, people: &[PersonId]) -> Result<Vec<Who>, Refusal> {
    for person in people {
        present(state, *person)?;
    }
    Ok(people.iter().map(|person| Who::Named(*person)).collect())
}

/// A party of which nobody is there is asked later: until then it is provisional.
fn only_provisional(state: &State, provisional: bool) -> Checked {
    let absent: Vec<String> = absent_parties(&state.roster).into_iter().map(str::to_owned).collect();
    refuse_if(!absent.is_empty() && !provisional, Refusal::OnlyProvisional(absent))
}

fn check_formulated(board: &Board, formulated: &Formulated) -> Checked {
    needs_text(&formulated.text)?;
    let statement = statement(board, formulated.statement)?;
    let kind = statement.kind();
    refuse_if(is_settled(kind) || kind == StandingKind::Withdrawn, off_the_table(statement.id))?;
    let next = statement.formulations.len() + 1;
    refuse_if(!(1..=next).contains(&usize::from(formulated.side)), Refusal::NoSuchSide)
}

fn check_vouched(state: &State, vouched: Vouched<PersonId>) -> Checked {
    let statement = statement(&state.board, vouched.statement)?;
    let place = usize::from(vouched.side).checked_sub(1);
    let formulation = place.and_then(|place| statement.formulations.get(place)).ok_or(Refusal::NoSuchSide)?;
    let person = &present(state, vouched.who)?.person;
    refuse_if(person.role == Role::Observer, Refusal::ObserverListens(person.id))?;
    let is_own = formulation.party.is_none() || person.party == formulation.party;
    let is_other = formulation.party.is_none() || person.party != formulation.party;
    let (fits, voices) = match vouched.vouch {
        Vouch::Fair => (is_own, &formulation.fair),
        Vouch::Understood => (is_other, &formulation.understood),
    };
    refuse_if(!fits, Refusal::NotTheirs(person.id))?;
    refuse_if(voices.iter().any(|(_, who)| *who == Who::Named(person.id)), Refusal::AlreadyThere)
}

fn check_held(state: &State, held: &Held) -> Checked {
    objections_wait(state)?;
    let statement = statement(&state.board, held.statement)?;
    match statement.standing {
        Standing::Proposed | Standing::Testing | Standing::Bracketed { .. } => {}
        Standing::Held { .. } => return Err(Refusal::AlreadyThere),
        Standing::CommonGround { .. }
        | Standing::CanLiveWith { .. }
        | Standing::Parked { .. }
        | Standing::Withdrawn { .. } => return Err(off_the_table(statement.id)),
    }
    refuse_if(statement.formulations.len() < 2, Refusal::OneSided)?;
    let side = |place: usize| statement.formulations[place].party.clone();
    let lacking: Vec<_> = statement.unvouched().into_iter().map(|(place, vouch)| (side(place), vouch)).collect();
    refuse_if(!lacking.is_empty(), Refusal::NotVouched(lacking))
}

fn check_bracketed(state: &State, bracketed: &Bracketed<PersonId>) -> Checked {
    objections_wait(state)?;
    match statement(&state.board, bracketed.statement)?.standing {
        Standing::Proposed | Standing::Testing => {}
        Standing::Bracketed { .. } => return Err(Refusal::AlreadyThere),
        Standing::CommonGround { .. }
        | Standing::CanLiveWith { .. }
        | Standing::Held { .. }
        | Standing::Parked { .. }
        | Standing::Withdrawn { .. } => return Err(off_the_table(bracketed.statement)),
    }
    let [first, others @ ..] = &bracketed.supporters[..] else { return Err(Refusal::SecondMissing) };
    present(state, *first)?;
    others.iter().try_for_each(|person| present(state, *person).map(|_| ()))?;
    refuse_if(!others.iter().any(|person| person != first), Refusal::SecondMissing)
}

fn check_in_text(board: &Board, change: InText) -> Checked {
    let statement = statement(board, change.statement)?;
    refuse_if(statement.in_text == change.in_text, Refusal::AlreadyThere)?;
    let draft = board.text.on_the_table();
    refuse_if(draft.is_some(), Refusal::OnlyTheDrafterEdits(draft.map_or(0, |draft| draft.number)))?;
    let kind = statement.kind();
    refuse_if(change.in_text && kind == StandingKind::Withdrawn, off_the_table(statement.id))
}

/// At the end one question on the whole: no paragraph is in brackets, parked or an open difference then.
fn check_whole(state: &State, whole: &WholeConfirmed<PersonId>) -> Checked {
    let board = &state.board;
    let draft = board.text.on_the_table().ok_or(Refusal::NoDraft)?;
    refuse_if(draft.number != whole.draft, Refusal::NoDraft)?;
    for paragraph in board.paragraphs() {
        match paragraph.standing {
            Standing::Proposed | Standing::Testing | Standing::CommonGround { .. } | Standing::CanLiveWith { .. } => {}
            Standing::Bracketed { .. } => return Err(Refusal::StillBracketed(paragraph.id)),
            Standing::Held { .. } | Standing::Parked { .. } | Standing::Withdrawn { .. } => {
                return Err(off_the_table(paragraph.id));
            }
        }
        let missing = paragraph.missing_in_test(state, Toward::CommonGround);
        refuse_if(!missing.is_empty(), Refusal::NotYet(Toward::CommonGround, missing))?;
    }
    let voices = voices(state, &whole.confirmed_by)?;
    let missing = missing_voices(state, &voices);
    refuse_if(!missing.is_empty(), Refusal::NotYet(Toward::CommonGround, missing))?;
    only_provisional(state, whole.provisional)
}

/// Whose voices a wording lacks. Where no names are kept, nobody has to be named: the room confirms.
#[must_use]
pub fn missing_voices(state: &State, voices: &[Who]) -> Vec<Missing> {
    if voices.is_empty() && !state.rule().keeps_names() {
        return Vec::new();
    }
    let silent = unconfirmed_parties(&state.roster, voices);
    match (voices.is_empty(), silent.is_empty()) {
        (_, true) => Vec::new(),
        (true, false) => vec![Missing::ReadBack],
        (false, false) => silent.into_iter().map(|party| Missing::Voice(party.to_owned())).collect(),
    }
}

fn check_restated(state: &State, restated: Restated<PersonId>) -> Checked {
    let turn = state.turn(restated.turn).ok_or(Refusal::NothingToRestate)?;
    if let Some(who) = restated.who {
        present(state, who)?;
        refuse_if(turn.who == Who::Named(who), Refusal::SpeakerRestates(who))?;
    }
    let settled = |done: &&super::Restating| done.turn == restated.turn && done.heard != super::Heard::NotQuite;
    refuse_if(state.board.restatings.iter().any(|done| settled(&done)), Refusal::AlreadyThere)
}

fn check_follow_up(state: &State, put: &FollowUpPut<PersonId>) -> Checked {
    needs_text(&put.what)?;
    put.who.map_or(Ok(()), |who| member(state, who).map(|_| ()))
}

/// The parties present of which nobody is among `confirming`: what common ground still lacks.
///
/// A person without a party bars nothing; neither does one who only observes. With no parties at all the room confirms.
#[must_use]
pub fn unconfirmed_parties<'a>(roster: &'a Roster, confirming: &[Who]) -> Vec<&'a str> {
    let spoke_for = |party: &str| {
        let people = confirming.iter().filter_map(|who| who.person().and_then(|id| roster.person(id)));
        people.filter(|person| person.role != Role::Observer).any(|person| person.party.as_deref() == Some(party))
    };
    roster.parties_present().into_iter().filter(|party| !spoke_for(party)).collect()
}

/// The parties of which nobody is in the room: whatever is confirmed now is provisional until they have been asked.
#[must_use]
pub fn absent_parties(roster: &Roster) -> Vec<&str> {
    let here = roster.parties_present();
    let mut absent: Vec<&str> = Vec::new();
    for party in roster.people().filter(|person| person.role != Role::Observer).filter_map(|p| p.party.as_deref()) {
        if !here.contains(&party) && !absent.contains(&party) {
            absent.push(party);
        }
    }
    absent
}
