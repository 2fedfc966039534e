//! What is said of the board: where a statement stands, why, and what it lacks.

use super::events::person_name;
use crate::session::{
    BoardFact, BracketKind, Count, Heard, MemorandumScope, Missing, NoMemorandum, PartyShare, PartyTally, PersonId,
    Progress, Scale, Standing, StandingKind, State, Statement, Tally, Test, TestOutcome, Threshold, Toward, Until,
    Vouch, Way, Who,
};

/// What a standing is called: the heading of a group on the board.
#[must_use]
pub const fn standing(kind: StandingKind) -> &'static str {
    match kind {
        StandingKind::CommonGround => "Common ground",
        StandingKind::CanLiveWith => "Can live with",
        StandingKind::Testing => "Being tested",
        StandingKind::Proposed => "Proposed",
        StandingKind::Bracketed => "In brackets",
        StandingKind::Held => "Held as a difference",
        StandingKind::Parked => "Parked",
        StandingKind::Withdrawn => "Withdrawn",
    }
}

/// Why a wording is in brackets.
#[must_use]
pub const fn bracket(kind: BracketKind) -> &'static str {
    match kind {
        BracketKind::Alternative => "alternative",
        BracketKind::Contentious => "contentious",
        BracketKind::Waiting => "waiting",
        BracketKind::Unclear => "unclear",
    }
}

/// How answers are collected.
#[must_use]
pub const fn way(way: Way) -> &'static str {
    match way {
        Way::Totals => "fingers, typed party by party",
        Way::Keys => "fingers, a key a person",
        Way::HandedRound => "the keyboard is handed round",
    }
}

/// How much of each party has to be for it.
#[must_use]
pub const fn share(share: PartyShare) -> &'static str {
    match share {
        PartyShare::Everybody => "everybody",
        PartyShare::TwoThirds => "two thirds",
        PartyShare::MoreThanHalf => "more than half",
    }
}

/// An answer of a scale: `3 can live with it`.
#[must_use]
pub fn point(scale: &Scale, key: char) -> String {
    let label = scale.place(key).map_or("", |place| scale.points[place].label.as_str());
    format!("{key} {label}")
}

/// What has to be met: `3 can live with it or better: everybody in every party`.
#[must_use]
pub fn threshold(scale: &Scale, threshold: Threshold) -> String {
    format!("{} or better: {} in every party", point(scale, threshold.from), share(threshold.share))
}

/// What came of it.
#[must_use]
pub const fn outcome(outcome: TestOutcome) -> &'static str {
    match outcome {
        TestOutcome::Met => "met",
        TestOutcome::NotMet => "not met",
        TestOutcome::Open => "open",
    }
}

/// The name of those who were asked together.
#[must_use]
pub fn party(tally: &PartyTally) -> &str {
    match (&tally.party, tally.bars) {
        (Some(party), _) => party,
        (None, false) => "no side",
        (None, true) => "the room",
    }
}

/// How a party answered, each kind apart: `3/4 · 1 objection · 1 not asked`.
#[must_use]
pub fn tally(test: &Test, tally: &PartyTally) -> String {
    let mut pieces = Vec::new();
    match (&tally.tally, tally.count(&test.scale, test.threshold)) {
        (Tally::Small { met, .. }, _) => pieces.push(outcome(*met).to_owned()),
        (Tally::Counted(_), None) => {}
        (Tally::Counted(_), Some(count)) => {
            let Count { yes, objections, reservations, abstentions, .. } = count;
            pieces.push(format!("{yes}/{}", count.all()));
            pieces.extend(number(objections, "objection", "objections"));
            pieces.extend(number(reservations, "reservation", "reservations"));
            pieces.extend(number(abstentions, "abstention", "abstentions"));
        }
    }
    if tally.not_asked > 0 {
        pieces.push(format!("{} not asked", tally.not_asked));
    }
    pieces.join(" · ")
}

fn number(number: u64, one: &str, many: &str) -> Option<String> {
    (number > 0).then(|| format!("{number} {}", if number == 1 { one } else { many }))
}

/// When something parked comes back.
#[must_use]
pub fn until(until: Until, state: &State) -> String {
    match until {
        Until::Close => "back at the close".into(),
        Until::Phase(phase) => {
            let title = state.opening.phases.get(phase.0).map_or("a later phase", |phase| &phase.title);
            format!("back in {title}")
        }
        Until::Day(day) => format!("back on {}", day.format("%-d %B %Y")),
    }
}

/// What somebody said of a formulation.
#[must_use]
pub const fn vouch(vouch: Vouch) -> &'static str {
    match vouch {
        Vouch::Fair => "fair to its own side",
        Vouch::Understood => "understood by the other",
    }
}

/// The same in one word, behind a sign that says whether it is so.
#[must_use]
pub const fn vouch_sign(vouch: Vouch) -> &'static str {
    match vouch {
        Vouch::Fair => "fair",
        Vouch::Understood => "understood",
    }
}

/// How far something promised is.
#[must_use]
pub const fn progress(progress: Progress) -> &'static str {
    match progress {
        Progress::Open => "open",
        Progress::Done => "done",
        Progress::Dropped => "dropped",
    }
}

/// What the speaker said of what was heard.
#[must_use]
pub const fn heard(heard: Heard) -> &'static str {
    match heard {
        Heard::Yes => "yes, that is what was said",
        Heard::NotQuite => "not quite",
        Heard::Waived => "waived",
    }
}

/// For whom the memorandum is.
#[must_use]
pub fn scope(scope: &MemorandumScope) -> String {
    match scope {
        MemorandumScope::Group => "for the group only".into(),
        MemorandumScope::Recipients(names) => format!("for {} only", names.join(", ")),
        MemorandumScope::Public => "public".into(),
    }
}

/// Why there is no memorandum.
#[must_use]
pub const fn no_memorandum(why: NoMemorandum) -> &'static str {
    match why {
        NoMemorandum::Undecided => {
            "the group has not decided for whom the memorandum is; on the board, `a` writes down what it decides"
        }
        NoMemorandum::NothingConfirmed => "nothing was confirmed that evening, so there is no memorandum",
    }
}

/// The beginning of an evening of a group that left something open.
#[must_use]
pub fn from_last_time(statements: usize, follow_ups: usize) -> String {
    let statements = number(statements as u64, "statement", "statements").map(|text| format!("{text} (b)"));
    let follow_ups = number(follow_ups as u64, "follow-up", "follow-ups").map(|text| format!("{text} (f)"));
    let both: Vec<String> = statements.into_iter().chain(follow_ups).collect();
    format!("From last time: {}.", both.join(" and "))
}

/// What a wording lacks, in one piece: `Palestinian: Hanan not asked`.
#[must_use]
pub fn missing(missing: &Missing, state: &State) -> String {
    let of = |party: &Option<String>, what: &str| match party {
        Some(party) => format!("{party}: {what}"),
        None => what.to_owned(),
    };
    match missing {
        Missing::Test => "a test of agreement is asked for here".into(),
        Missing::Answers => "the test is not finished".into(),
        Missing::Threshold(party) => of(party, "threshold not met"),
        Missing::Objection(party) => of(party, "not everybody can live with it"),
        Missing::NotAsked(party, number, people) => {
            let names: Vec<&str> = people.iter().map(|person| person_name(state, *person)).collect();
            let who = if names.is_empty() { number.to_string() } else { names.join(", ") };
            of(party, &format!("{who} not asked"))
        }
        Missing::ReadBack => "not read back".into(),
        Missing::Voice(party) => format!("{party}: nobody has confirmed it"),
    }
}

/// Why something is not confirmed: every piece that is lacking.
pub(super) fn not_yet(toward: Toward, lacking: &[Missing], state: &State) -> String {
    let pieces: Vec<String> = lacking.iter().map(|piece| missing(piece, state)).collect();
    let what = match toward {
        Toward::CommonGround => "Not common ground yet",
        Toward::CanLiveWith => "Not yet what all can live with",
    };
    format!("{what}: {}.", pieces.join("; "))
}

/// What the formulations of a difference lack.
pub(super) fn not_vouched(lacking: &[(Option<String>, Vouch)]) -> String {
    let piece = |(party, lacks): &(Option<String>, Vouch)| {
        let whose = party.as_deref().map_or_else(|| "one side's words".to_owned(), |party| format!("{party}'s words"));
        format!("{whose} not yet {}", vouch(*lacks))
    };
    let pieces: Vec<String> = lacking.iter().map(piece).collect();
    format!("Not held yet: {}.", pieces.join("; "))
}

/// Why a statement is or is not common ground, in words.
#[must_use]
pub fn verdict(state: &State, statement: &Statement) -> String {
    let reasoned = |what: &str, reason: &str| {
        if reason.is_empty() { what.to_owned() } else { format!("{what}: {reason}") }
    };
    let said = match &statement.standing {
        Standing::Proposed | Standing::Testing => on_the_table(state, statement),
        Standing::CommonGround { confirmed_by, provisional } => confirmed(state, confirmed_by, *provisional),
        Standing::CanLiveWith { confirmed_by, provisional } => {
            format!("all can live with it; {}", confirmed(state, confirmed_by, *provisional))
        }
        Standing::Held { why } => reasoned("held as a difference", why),
        Standing::Bracketed { kind, text, .. } => reasoned(&format!("in brackets, {}", bracket(*kind)), text),
        Standing::Parked { reason, until: when } => format!("{}; {}", reasoned("parked", reason), until(*when, state)),
        Standing::Withdrawn { became } if became.is_empty() => "withdrawn".into(),
        Standing::Withdrawn { became } => {
            let ids: Vec<String> = became.iter().map(ToString::to_string).collect();
            format!("went into {}", ids.join(" and "))
        }
    };
    let holds = matches!(statement.kind(), StandingKind::CommonGround | StandingKind::CanLiveWith);
    if holds && state.board.all_or_nothing { format!("{said}; provisional until everything is settled") } else { said }
}

fn confirmed(state: &State, voices: &[Who], provisional: bool) -> String {
    let names: Vec<&str> = voices.iter().map(|who| super::who_name(state, *who)).collect();
    let by = if names.is_empty() { "the room".to_owned() } else { names.join(", ") };
    let later = crate::session::absent_parties(&state.roster).join(", ");
    match (provisional, later.is_empty()) {
        (false, _) => format!("confirmed by {by}"),
        (true, true) => format!("confirmed by {by}; provisional: a party was not there"),
        (true, false) => format!("confirmed by {by}; provisional: {later} not asked"),
    }
}

fn on_the_table(state: &State, statement: &Statement) -> String {
    let mut pieces = Vec::new();
    if let Some(test) = statement.test() {
        match test.outcome() {
            _ if test.taken.is_none() => {}
            TestOutcome::Met => pieces.push("met in every party".to_owned()),
            TestOutcome::NotMet if test.can_live() == TestOutcome::Met => {
                pieces.push("all can live with it".to_owned());
            }
            TestOutcome::NotMet | TestOutcome::Open => {}
        }
    }
    let lacking = statement.missing(state, &[], Toward::CommonGround);
    pieces.extend(lacking.iter().map(|piece| missing(piece, state)));
    if pieces.is_empty() { "not confirmed yet".into() } else { pieces.join("; ") }
}

/// What undo would take back.
pub(super) fn describe(fact: &BoardFact<PersonId>, state: &State) -> String {
    match fact {
        BoardFact::Proposed(_) => "new statement".into(),
        BoardFact::Brought(brought) => format!("brought {} over", brought.statement),
        BoardFact::Told(told) => format!("released {}", told.statement),
        BoardFact::Reworded(reworded) => format!("reworded {}", reworded.statement),
        BoardFact::Merged(merged) => format!("merged into {}", merged.into),
        BoardFact::Split(split) => format!("split {}", split.statement),
        BoardFact::Moved(moved) => format!("moved {}", moved.statement),
        BoardFact::TestOpened(opened) => format!("test of {}", opened.statement),
        BoardFact::TestTaken(taken) => format!("answers on {}", taken.statement),
        BoardFact::CommonGround(confirmed) => format!("{} common ground", confirmed.statement),
        BoardFact::CanLiveWith(confirmed) => format!("can live with {}", confirmed.statement),
        BoardFact::Formulated(put) => {
            format!("{} on {}", put.party.as_deref().unwrap_or("one side"), put.statement)
        }
        BoardFact::Vouched(vouched) => format!("{}: {}", person_name(state, vouched.who), vouch(vouched.vouch)),
        BoardFact::HeldDifference(held) => format!("held {} as a difference", held.statement),
        BoardFact::Bracketed(bracketed) => format!("{} in brackets", bracketed.statement),
        BoardFact::Parked(parked) => format!("parked {}", parked.statement),
        BoardFact::Withdrawn(id) => format!("withdrew {id}"),
        BoardFact::Reopened(id) => format!("put {id} back"),
        BoardFact::InText(change) if change.in_text => format!("{} into the text", change.statement),
        BoardFact::InText(change) => format!("{} out of the text", change.statement),
        BoardFact::DraftIssued(number) => format!("draft {number}"),
        BoardFact::DraftTakenUp(taken) => format!("draft {} taken up", taken.draft),
        BoardFact::Criticised(criticised) => format!("criticised {}", criticised.statement),
        BoardFact::WholeConfirmed(whole) => format!("draft {} as a whole", whole.draft),
        BoardFact::AllOrNothing(true) => "nothing until everything".into(),
        BoardFact::AllOrNothing(false) => "each for itself".into(),
        BoardFact::Restated(restated) => format!("restated: {}", heard(restated.heard)),
        BoardFact::FollowUp(put) => format!("follow-up {}", put.follow_up),
        BoardFact::FollowUpStands(change) => format!("{} {}", change.follow_up, progress(change.progress)),
        BoardFact::MemorandumFor(decided) => format!("memorandum {}", scope(decided)),
    }
}
