//! What holds of the board and of the order in any evening.

use super::*;

/// What is settled is settled in this wording, by every party, and no small party shows a split.
pub(super) fn board_holds(state: &State) {
    for statement in &state.board.statements {
        let wording = statement.wordings.last().expect("a wording");
        let outcome =
            statement.test().filter(|test| test.taken.is_some()).map(|test| (test.outcome(), test.can_live()));
        match statement.kind() {
            StandingKind::CommonGround => {
                assert!(statement.since >= wording.at, "an edited wording is never common ground");
                assert!(outcome.is_none_or(|(met, _)| met == TestOutcome::Met), "met in every party: {statement:?}");
            }
            StandingKind::CanLiveWith => {
                assert!(statement.since >= wording.at);
                assert!(outcome.is_none_or(|(_, can_live)| can_live == TestOutcome::Met), "{statement:?}");
            }
            _ => {}
        }
        for tally in statement.tests.iter().filter_map(|test| test.taken.as_ref()).flat_map(|taken| &taken.parties) {
            if let Tally::Counted(answers) = &tally.tally {
                assert!(answers.iter().sum::<u32>() >= SMALLEST, "{tally:?}");
            }
        }
    }
}

/// What each order rule promises of the one it suggests.
pub(super) fn order_holds(state: &State, line: &[Waiting], now: At) {
    // Whoever let others go first, was put first or has the last word stands where they stand for that reason.
    let moved = |one: &&Waiting| state.hand(one.person).is_some_and(|hand| !hand.behind.is_empty());
    let by_rule = |one: &&Waiting| !matches!(one.why, Why::PutFirst | Why::LetBefore | Why::LastWord) && !moved(one);
    let line: Vec<Waiting> = line.iter().filter(by_rule).copied().collect();
    let Some(first) = line.first() else { return };
    let party = |person: PersonId| state.roster.person(person).unwrap().party.as_deref();
    let turns = |person: PersonId| {
        state.turns.iter().filter(|t| t.who == Who::Named(person) && t.started.is_some() && t.is_own()).count()
    };
    match state.order() {
        OrderRule::FirstCome => assert!(line.iter().all(|one| first.since <= one.since)),
        OrderRule::Balanced => {
            let least = line.iter().map(|one| state.airtime(one.person, now)).min();
            assert_eq!(Some(state.airtime(first.person, now)), least, "nobody who waits has spoken less");
        }
        OrderRule::BalancedTurns => assert!(line.iter().all(|one| turns(first.person) <= turns(one.person))),
        OrderRule::Alternating => {
            let last = state.turns.iter().rev().find(|turn| turn.is_own()).and_then(|turn| turn.who.person());
            let others_wait = |last: PersonId| line.iter().any(|one| party(one.person) != party(last));
            assert!(
                last.is_none_or(|last| !others_wait(last) || party(first.person) != party(last)),
                "the same side twice while another waits"
            );
        }
        OrderRule::Fishbowl => {
            let inside = |person: PersonId| state.chosen.contains(&person);
            assert!(inside(first.person) || line.iter().all(|one| !inside(one.person)));
        }
        OrderRule::NamedTellers => assert!(line.iter().all(|one| state.chosen.contains(&one.person))),
        OrderRule::TalkingPiece | OrderRule::Open => panic!("nobody queues"),
        OrderRule::AlternatingStrict | OrderRule::GoRound => {}
    }
}
