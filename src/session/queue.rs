//! The speaking queue: who waits, in which order, and why. A suggestion explains itself; the moderator decides.

use super::{
    event::Why,
    ids::{AskId, PersonId, TurnId, Who},
    lanes::Lane,
    plan::OrderRule,
    refusal::Refusal,
    roster::{Member, Role},
    round::{circle, circle_ahead, had_no_turn_this_round},
    state::{Hand, State},
    time::{At, Span},
    turn::Turn,
};

/// What comes next on the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Somebody is heard ahead of the queue.
    Lane(AskId),
    /// The speaker who stood for a question or a point of process goes on.
    GoesOn(TurnId),
    /// Whoever the order rule suggests.
    Queue(Suggestion),
}

/// One line of those who wait, the next one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Who waits.
    pub person: PersonId,
    /// Since when the hand is up; `None` in a go-round for those who did not ask but are next in the circle.
    pub since: Option<At>,
    /// Why they stand at this place.
    pub why: Why,
}

/// Who should be next, and why, in pieces that can be read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Who.
    pub person: PersonId,
    /// The reason as a category, which the log keeps.
    pub why: Why,
    /// The reason as it is shown, most telling first; never empty.
    pub reasons: Vec<Reason>,
}

/// A piece of the reason for a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Has not had a turn in this session.
    NoTurnYet,
    /// Has spoken the least of those who ask.
    SpokenLeast(Span),
    /// Has had the fewest turns of those who ask.
    FewestTurns(usize),
    /// Their party was heard longest ago.
    PartysTurn,
    /// Their party was passed over when it was due.
    JumpsIn,
    /// The party that was heard longest ago does not ask.
    DueSideSilent,
    /// Asked this long ago.
    AskedAgo(Span),
    /// Theirs is the earliest hand.
    EarliestHand,
    /// Nobody else asks.
    OnlyHand,
    /// Opens the round; another one than last time.
    OpensRound,
    /// Sits next in the circle.
    NextSeat,
    /// Passed for now, and is asked again.
    PassedBefore,
    /// Asks from outside for the empty chair.
    EmptyChair,
    /// Next of those who were named to tell.
    NextTeller,
    /// Hands went up at once; of those, heard least.
    HandsTogether,
    /// Somebody who stood before them let them go first.
    LetBefore,
    /// The moderator put them first.
    PutFirst,
    /// Has the last word.
    LastWord,
}

/// What comes next: the lanes from the highest down, a speaker who stood for them, and then the queue, unless it is held.
///
/// # Errors
/// A refusal that says why there is nobody.
pub fn next(state: &State, now: At) -> Result<Next, Refusal> {
    let line = state.lane_line();
    let first = |lane: Lane| line.iter().find(|ask| ask.lane == lane).map(|ask| Next::Lane(ask.id));
    let host = state.current().and_then(|turn| turn.within).and_then(|host| state.turn(host));
    let goes_on = host.map(|host| Next::GoesOn(host.id));
    let question_stands = host.is_some_and(|host| host.within.is_some());
    // What answers a question is put into the turn that it was asked in; any other reply waits for that turn's end.
    let is_put_in = |ask: &&super::Ask| state.place_of(ask).is_ok_and(|(_, within)| within.is_some());
    let answer = || line.iter().filter(|ask| ask.lane == Lane::Reply).find(is_put_in).map(|ask| Next::Lane(ask.id));
    let ahead = first(Lane::PointOfProcess)
        .or_else(|| goes_on.clone().filter(|_| question_stands))
        .or_else(|| first(Lane::Question))
        .or_else(answer)
        .or(goes_on)
        .or_else(|| first(Lane::Reply));
    match (ahead, state.staying) {
        (Some(ahead), _) => Ok(ahead),
        (None, Some(turn)) => Err(Refusal::StaysWith(turn)),
        (None, None) => suggest(state, now).map(Next::Queue),
    }
}

/// Those who would be called, in that order, under the order rule of the phase in front.
#[must_use]
pub fn waiting(state: &State, now: At) -> Vec<Waiting> {
    let mut line = by_order(state, now);
    if !state.order().goes_by_hands() {
        return line;
    }
    let before = line.first().map(|one| one.person);
    if !matches!(state.order(), OrderRule::Alternating | OrderRule::AlternatingStrict) {
        line = after_those_let_go_first(state, line);
        if let Some(first) = line.first_mut().filter(|first| Some(first.person) != before) {
            first.why = Why::LetBefore;
        }
    }
    let put_first = |one: &Waiting| state.hand(one.person).and_then(|hand| hand.first);
    for one in line.iter_mut().filter(|one| put_first(one).is_some()) {
        one.why = Why::PutFirst;
    }
    line.sort_by_key(|one| std::cmp::Reverse(put_first(one)));
    if let Some(last) = state.last_word.filter(|person| state.may_ask(*person).is_ok()) {
        line.retain(|one| one.person != last);
        let since = state.hand(last).map(|hand| hand.since);
        line.push(Waiting { person: last, since, why: Why::LastWord });
    }
    line
}

/// Everybody stands behind those whom they let go first, as long as these wait.
fn after_those_let_go_first(state: &State, mut left: Vec<Waiting>) -> Vec<Waiting> {
    let mut line = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits_for = |one: &Waiting| {
            let behind = state.hand(one.person).map_or(&[][..], |hand| &hand.behind);
            left.iter().any(|other| behind.contains(&other.person))
        };
        // Two who let each other go first stand as they did.
        let place = left.iter().position(|one| !waits_for(one)).unwrap_or(0);
        line.push(left.remove(place));
    }
    line
}

fn by_order(state: &State, now: At) -> Vec<Waiting> {
    match state.order() {
        OrderRule::FirstCome => by_hand(state, Why::AskedFirst),
        OrderRule::Balanced => {
            let begun = state.begun(now);
            sorted(state, Why::LeastHeard, |person| begun.of(Who::Named(person)).0)
        }
        OrderRule::BalancedTurns => {
            let begun = state.begun(now);
            sorted(state, Why::FewestTurns, |person| begun.of(Who::Named(person)).1)
        }
        OrderRule::Alternating | OrderRule::AlternatingStrict => alternating(state),
        OrderRule::GoRound => circle_ahead(state),
        OrderRule::TalkingPiece | OrderRule::Open => Vec::new(),
        OrderRule::Fishbowl => fishbowl(state),
        OrderRule::NamedTellers => tellers(state),
    }
}

fn by_hand(state: &State, why: Why) -> Vec<Waiting> {
    // A raised hand stays up when its owner turns out to be an observer, but leads nowhere.
    let observes = |person| state.roster.person(person).is_some_and(|person| person.role == Role::Observer);
    let hands = state.hands.iter().filter(|hand| !observes(hand.person));
    hands.map(|hand| Waiting { person: hand.person, since: Some(hand.since), why }).collect()
}

/// The hands with the smallest share first; of equal shares the earliest hand.
fn sorted<T: Ord>(state: &State, why: Why, share: impl Fn(PersonId) -> T) -> Vec<Waiting> {
    let mut waiting = by_hand(state, why);
    waiting.sort_by_cached_key(|one| (share(one.person), one.since));
    waiting
}

fn party_of(state: &State, person: PersonId) -> Option<&str> {
    state.roster.person(person).and_then(|person| person.party.as_deref())
}

/// How many turns have begun since somebody of this side was last called; the larger, the longer ago.
fn heard_ago(state: &State, party: Option<&str>) -> usize {
    let of_party = |who: Who| who.person().is_some_and(|person| party_of(state, person) == party);
    state.turns.iter().rev().filter(|turn| turn.is_own()).position(|turn| of_party(turn.who)).unwrap_or(usize::MAX)
}

/// Side after side, each time the one that was heard longest ago; within a side the earliest hand.
///
/// A side that does not ask keeps its place: it stays the one that was heard longest ago, so that its next hand jumps in.
fn alternating(state: &State) -> Vec<Waiting> {
    let mut left = after_those_let_go_first(state, by_hand(state, Why::PartysTurn));
    let mut sides: Vec<Option<&str>> = Vec::new();
    for one in &left {
        let side = party_of(state, one.person);
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    if state.order() == OrderRule::AlternatingStrict {
        // Of sides never heard, the one that sits first is due, and not the one that asks first.
        let seats = state.roster.parties();
        sides.sort_by_key(|side| seats.iter().position(|party| Some(*party) == *side));
    }
    sides.sort_by_key(|side| std::cmp::Reverse(heard_ago(state, *side)));
    let mut line = Vec::with_capacity(left.len());
    while !left.is_empty() {
        for side in &sides {
            if let Some(place) = left.iter().position(|one| party_of(state, one.person) == *side) {
                line.push(left.remove(place));
            }
        }
    }
    line
}

/// The side that was heard longest ago of those who are in the room; a side never heard yet comes in seat order.
fn due(state: &State) -> Option<&str> {
    let parties = state.roster.parties_present().into_iter();
    parties.rev().max_by_key(|party| heard_ago(state, Some(party)))
}

/// The inner circle by hand, and after them those who ask from outside, for the empty chair.
fn fishbowl(state: &State) -> Vec<Waiting> {
    let (inside, outside): (Vec<_>, Vec<_>) =
        by_hand(state, Why::AskedFirst).into_iter().partition(|one| state.chosen.contains(&one.person));
    let outside = outside.into_iter().map(|one| Waiting { why: Why::EmptyChair, ..one });
    inside.into_iter().chain(outside).collect()
}

/// Those who were named and have not told in this phase.
fn tellers(state: &State) -> Vec<Waiting> {
    let since = state.visits.last().map_or(At::OPENING, |visit| visit.from);
    let has_told =
        |person: &PersonId| state.turns.iter().any(|t| t.is_own() && t.called >= since && t.who == Who::Named(*person));
    let speaks = |person: &PersonId| state.has_floor(*person);
    let may = |member: &Member| member.is_present() && member.person.role != Role::Observer;
    let here = |person: &PersonId| state.roster.member(*person).is_some_and(may);
    let ahead = state.chosen.iter().filter(|person| here(person) && !has_told(person) && !speaks(person));
    ahead.map(|person| Waiting { person: *person, since: None, why: Why::NextTeller }).collect()
}

/// Who is next, and why.
///
/// # Errors
/// A refusal that says why there is nobody to suggest.
pub fn suggest(state: &State, now: At) -> Result<Suggestion, Refusal> {
    if state.phase().is_some_and(|phase| !phase.kind.has_turns()) {
        return Err(Refusal::NoTurnsHere);
    }
    let line = waiting(state, now);
    let first = *line.first().ok_or_else(|| nobody(state))?;
    if state.order() == OrderRule::AlternatingStrict
        && first.why == Why::PartysTurn
        && let Some(due) = due(state).filter(|due| party_of(state, first.person).is_some_and(|party| party != *due))
    {
        return Err(Refusal::PartyDoesNotAsk(due.to_owned()));
    }
    let reasons = reasons(state, first, line.len() == 1, now);
    Ok(Suggestion { person: first.person, why: first.why, reasons })
}

/// Why there is nobody to suggest.
pub(super) fn nobody(state: &State) -> Refusal {
    match state.order() {
        OrderRule::GoRound if circle(state).is_empty() => Refusal::CircleEmpty,
        OrderRule::GoRound => Refusal::RoundComplete,
        OrderRule::TalkingPiece => Refusal::HolderNames,
        OrderRule::Open => Refusal::NobodyQueues,
        OrderRule::Fishbowl | OrderRule::NamedTellers if state.chosen.is_empty() => Refusal::NobodyChosen,
        OrderRule::NamedTellers => Refusal::TellersDone,
        OrderRule::FirstCome
        | OrderRule::Balanced
        | OrderRule::BalancedTurns
        | OrderRule::Alternating
        | OrderRule::AlternatingStrict
        | OrderRule::Fishbowl => Refusal::NobodyWaits,
    }
}

fn reasons(state: &State, first: Waiting, alone: bool, now: At) -> Vec<Reason> {
    // Where nobody asks, the place in the order is the whole reason.
    match first.why {
        Why::CameBack => return vec![Reason::PassedBefore],
        Why::NextInRound if had_no_turn_this_round(state) => return vec![Reason::OpensRound],
        Why::NextInRound => return vec![Reason::NextSeat],
        Why::NextTeller => return vec![Reason::NextTeller],
        Why::PutFirst => return vec![Reason::PutFirst],
        Why::LastWord => return vec![Reason::LastWord],
        _ => {}
    }
    let has_spoken = state.has_spoken(first.person);
    let mut reasons = if has_spoken { Vec::new() } else { vec![Reason::NoTurnYet] };
    match first.why {
        Why::EmptyChair => reasons.push(Reason::EmptyChair),
        Why::LetBefore => reasons.push(Reason::LetBefore),
        _ if alone => reasons.push(Reason::OnlyHand),
        Why::LeastHeard if has_spoken => reasons.push(Reason::SpokenLeast(state.airtime(first.person, now))),
        Why::FewestTurns if has_spoken => {
            let of_person = |turn: &&Turn| turn.is_own() && turn.who == Who::Named(first.person);
            let turns = state.turns.iter().filter(of_person).count();
            reasons.push(Reason::FewestTurns(turns));
        }
        Why::PartysTurn => reasons.push(partys_reason(state, first.person)),
        Why::AskedFirst if is_tied(state, first) => reasons.push(Reason::HandsTogether),
        Why::AskedFirst => reasons.push(Reason::EarliestHand),
        _ => {}
    }
    reasons.extend(first.since.map(|since| Reason::AskedAgo(now.since(since))));
    reasons
}

/// Whether another hand went up at once with this one.
fn is_tied(state: &State, first: Waiting) -> bool {
    let same = |hand: &&Hand| hand.together && Some(hand.since) == first.since;
    state.hands.iter().filter(same).count() > 1
}

/// Whether the side is due, or jumps in after it was passed over (two turns and more have gone by without it), or comes
/// because the side that is due does not ask.
fn partys_reason(state: &State, person: PersonId) -> Reason {
    let party = party_of(state, person);
    if party.is_some() && due(state) != party {
        return Reason::DueSideSilent;
    }
    let nameless = state.roster.present().any(|person| person.party.is_none() && person.role != Role::Observer);
    let sides = state.roster.parties_present().len() + usize::from(nameless);
    let ago = heard_ago(state, party);
    if ago != usize::MAX && ago >= sides { Reason::JumpsIn } else { Reason::PartysTurn }
}
