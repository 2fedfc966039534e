//! Where a statement may go from where it stands, and what a test of agreement says and never says.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use OrderRule::Balanced;
use RecordRule::{Attributed, ChathamHouse};
use StandingKind::{
    Bracketed as InBrackets, CanLiveWith, CommonGround, Held as IsHeld, Parked as IsParked, Proposed as OnTable,
    Testing, Withdrawn,
};

/// Three and three; everybody counts.
const CIRCLE: &str = "Jewish: Miriam, Eitan, Noa\nPalestinian: Yousef, Hanan, Layla";

fn circle() -> Evening {
    Evening::of(CIRCLE, [phase("board", Balanced, None), phase("closing", Balanced, None)])
}

const ALL_IN: [(&str, char); 6] =
    [("Miriam", '5'), ("Eitan", '4'), ("Noa", '3'), ("Yousef", '5'), ("Hanan", '3'), ("Layla", '4')];

fn bracketing(e: &Evening, statement: StatementId) -> BoardFact<PersonId> {
    let supporters = vec![e.id("Miriam"), e.id("Hanan")];
    BoardFact::Bracketed(Bracketed { statement, kind: BracketKind::Contentious, text: String::new(), supporters })
}

/// A statement that stands there, with both sides of it heard, and what a step needs besides: only where it stands bars it.
fn standing(kind: StandingKind) -> (Evening, StatementId) {
    let mut e = circle();
    let id = e.propose("Both losses are real.");
    if kind != IsHeld {
        e.hold(id, &[("Jewish", "ours"), ("Palestinian", "ours too")]).act(BoardFact::Reopened(id));
    }
    match kind {
        OnTable => {}
        Testing => drop(e.test(id, &ALL_IN)),
        CommonGround => drop(e.confirm(id, &["Miriam", "Hanan"])),
        CanLiveWith => drop(e.act(e.living_with(id, &["Miriam", "Hanan"]))),
        IsHeld => drop(e.hold(id, &[("Jewish", "ours"), ("Palestinian", "ours too")])),
        InBrackets => drop(e.act(bracketing(&e, id))),
        IsParked => drop(e.park(id, "later")),
        Withdrawn => drop(e.act(BoardFact::Withdrawn(id))),
    }
    assert_eq!(e.statement(id).kind(), kind);
    (e, id)
}

/// The act that takes a statement there.
fn step_to(e: &Evening, kind: StandingKind, id: StatementId) -> Event {
    match kind {
        OnTable => BoardFact::Reopened(id).into(),
        Testing => evening::opening_test(id, Way::Keys).into(),
        CommonGround => e.confirming(id, &["Miriam", "Hanan"]),
        CanLiveWith => e.living_with(id, &["Miriam", "Hanan"]),
        IsHeld => evening::holding(id).into(),
        InBrackets => bracketing(e, id).into(),
        IsParked => evening::parking(id, "later").into(),
        Withdrawn => BoardFact::Withdrawn(id).into(),
    }
}

/// The whole machine: a row is where a statement stands, a column where it is to go. `+` goes, `=` is there, `t` is not on
/// the table, `[` has brackets to lose first.
const MACHINE: [(StandingKind, &str); 8] = [
    // to:        CG CL Te Pr Br He Pa Wi
    (CommonGround, "=  t  t  +  t  t  t  t"),
    (CanLiveWith, "+  =  +  +  t  t  t  t"),
    (Testing, "+  +  +  +  +  +  +  +"),
    (OnTable, "+  +  +  =  +  +  +  +"),
    (InBrackets, "[  [  [  +  =  +  +  +"),
    (IsHeld, "t  t  t  +  t  =  +  +"),
    (IsParked, "t  t  t  +  t  t  =  +"),
    (Withdrawn, "t  t  t  +  t  t  t  ="),
];

#[test]
fn every_step_from_one_standing_to_another_is_allowed_or_says_why_not() {
    let rows: BTreeMap<StandingKind, Vec<&str>> =
        MACHINE.iter().map(|(from, row)| (*from, row.split_whitespace().collect())).collect();
    for from in StandingKind::ALL {
        for (column, to) in StandingKind::ALL.into_iter().enumerate() {
            let (mut e, id) = standing(from);
            let event = step_to(&e, to, id);
            match rows[&from][column] {
                "+" => {
                    e.act(event);
                    assert_eq!(e.statement(id).kind(), to, "{from:?} to {to:?}");
                    e.undo();
                    assert_eq!(e.statement(id).kind(), from, "{from:?} to {to:?} and back");
                }
                "=" => assert_eq!(e.refused(event), Refusal::AlreadyThere, "{from:?} to {to:?}"),
                "t" => assert_eq!(e.refused(event), Refusal::NotOnTheTable(id), "{from:?} to {to:?}"),
                "[" => assert_eq!(e.refused(event), Refusal::StillBracketed(id), "{from:?} to {to:?}"),
                other => panic!("{other}"),
            }
        }
    }
}

#[test]
fn any_edit_puts_a_statement_back_to_proposed_wherever_it_stands() {
    for from in StandingKind::ALL {
        let (mut e, id) = standing(from);
        e.reword(id, "Both losses are real, and both are remembered.");
        assert_eq!(e.statement(id).kind(), OnTable, "{from:?}");
        assert!(e.statement(id).test().is_none(), "a test is one of a wording");
    }
}

#[test]
fn a_refusal_says_everything_that_is_missing() {
    let mut e = circle();
    let id = e.propose("Both losses are real.");
    e.test(id, &ALL_IN[..5]);
    let layla = e.id("Layla");
    let lacking = vec![Missing::NotAsked(Some("Palestinian".into()), 1, vec![layla]), Missing::ReadBack];
    assert_eq!(e.refused(e.confirming(id, &[])), Refusal::NotYet(Toward::CommonGround, lacking));
    let lacking =
        vec![Missing::NotAsked(Some("Palestinian".into()), 1, vec![layla]), Missing::Voice("Palestinian".into())];
    assert_eq!(e.refused(e.confirming(id, &["Miriam"])), Refusal::NotYet(Toward::CommonGround, lacking));
}

#[test]
fn a_test_that_was_opened_has_to_be_taken_and_another_wording_does_not_inherit_it() {
    let mut e = circle();
    let id = e.propose("Both losses are real.");
    e.act(evening::opening_test(id, Way::Keys));
    let lacking = Refusal::NotYet(Toward::CommonGround, vec![Missing::Answers]);
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), lacking);
    e.answer(id, &[("Miriam", '0'), ("Eitan", '5'), ("Noa", '5'), ("Yousef", '5'), ("Hanan", '5'), ("Layla", '5')]);
    let lacking = Refusal::NotYet(Toward::CommonGround, vec![Missing::Threshold(Some("Jewish".into()))]);
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), lacking);
    e.reword(id, "Both losses hurt.").confirm(id, &["Miriam", "Hanan"]);
    assert_eq!(e.statement(id).tests.len(), 1, "the history stays");
}

#[test]
fn a_phase_may_ask_for_a_test_first() {
    let first = Phase { options: vec![PhaseOption::TestFirst], ..phase("board", Balanced, None) };
    let mut e = Evening::of(CIRCLE, [first]);
    let id = e.propose("Both losses are real.");
    let lacking = Refusal::NotYet(Toward::CommonGround, vec![Missing::Test]);
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), lacking);
    e.test(id, &ALL_IN).confirm(id, &["Miriam", "Hanan"]);
}

#[test]
fn what_not_everybody_is_for_may_be_what_everybody_can_live_with() {
    let mut e = circle();
    let id = e.propose("Both losses are real.");
    let scale = shipped_scales().into_iter().find(|scale| scale.name == "can-live-with").unwrap();
    let threshold = scale.threshold;
    e.act(BoardFact::TestOpened(TestOpened { statement: id, scale, threshold, way: Way::Keys }));
    e.answer(
        id,
        &["Miriam", "Eitan", "Noa", "Yousef", "Hanan", "Layla"]
            .map(|name| (name, if name == "Eitan" { 'r' } else { 'a' })),
    );
    let lacking = vec![Missing::Threshold(Some("Jewish".into()))];
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), Refusal::NotYet(Toward::CommonGround, lacking));
    e.act(e.living_with(id, &["Miriam", "Hanan"]));
    assert_eq!(e.statement(id).kind(), CanLiveWith);
}

#[test]
fn a_party_of_two_is_met_or_not_met_and_nothing_else() {
    let mut e =
        Evening::of("Jewish: Miriam, Eitan\nPalestinian: Yousef, Hanan, Layla", [phase("board", Balanced, None)]);
    let id = e.propose("Both losses are real.");
    e.test(id, &[("Miriam", '5'), ("Eitan", '1'), ("Yousef", '5'), ("Hanan", '4'), ("Layla", '3')]);
    let taken = e.statement(id).tests[0].taken.clone().unwrap();
    assert_eq!(taken.parties[0].tally, Tally::Small { met: TestOutcome::NotMet, can_live: TestOutcome::NotMet });
    assert_eq!(taken.parties[1].tally, Tally::Counted(vec![1, 1, 1, 0, 0, 0]));
    assert!(taken.answers.iter().all(|answer| answer.who != Who::Named(e.id("Miriam"))));
    let split = PartyTally { tally: Tally::Counted(vec![1, 0, 0, 0, 1, 0]), ..taken.parties[0].clone() };
    e.act(evening::opening_test(id, Way::Totals));
    let taken = TestTaken { statement: id, parties: vec![split], answers: Vec::new(), not_asked: Vec::new() };
    assert_eq!(e.refused(BoardFact::TestTaken(taken)), Refusal::SmallPartySplit);
}

#[test]
fn moderators_and_observers_are_not_asked_and_those_without_a_side_bar_nothing() {
    let people = "Jewish: Miriam, Eitan, Noa, Tamar (moderator)\nPalestinian: Yousef, Hanan, Layla\nother: Claire, Anne (observer)";
    let mut e = Evening::of(people, [phase("board", Balanced, None)]);
    let id = e.propose("Both losses are real.");
    let groups = asked(&e.state().roster);
    let sizes: Vec<_> = groups.iter().map(|group| (group.party.as_deref(), group.people.len(), group.bars)).collect();
    assert_eq!(sizes, [(Some("Jewish"), 3, true), (Some("Palestinian"), 3, true), (None, 1, false)]);
    let answers: Vec<_> = ALL_IN.into_iter().chain([("Claire", '0')]).collect();
    e.test(id, &answers);
    assert_eq!(e.statement(id).test().unwrap().outcome(), TestOutcome::Met);
    e.confirm(id, &["Miriam", "Hanan"]);
}

#[test]
fn where_no_names_are_kept_there_is_no_key_a_person_and_the_room_confirms() {
    let mut e = Evening::under(ChathamHouse, CIRCLE, [phase("board", Balanced, None)]);
    let id = e.propose("Both losses are real.");
    assert_eq!(e.refused(evening::opening_test(id, Way::Keys)), Refusal::NamesNotKept);
    e.act(evening::opening_test(id, Way::HandedRound)).answer(id, &ALL_IN);
    e.act(e.confirming(id, &[]));
    let kept = redact(&e.session).fold();
    let test = &kept.board.statements[0].tests[0];
    let taken = test.taken.as_ref().unwrap();
    assert!(taken.parties.iter().all(|tally| tally.party.is_none()) && taken.answers.is_empty());
    assert_eq!((test.outcome(), kept.board.statements[0].kind()), (TestOutcome::Met, CommonGround));
}

#[test]
fn a_bracket_takes_two_and_goes_with_the_next_wording() {
    let mut e = circle();
    let statement = e.propose("The land between.");
    let by = |people: &[&str]| {
        let supporters = people.iter().map(|name| e.id(name)).collect();
        BoardFact::Bracketed(Bracketed { statement, kind: BracketKind::Waiting, text: "the map".into(), supporters })
    };
    let (alone, twice, both) = (by(&["Miriam"]), by(&["Miriam", "Miriam"]), by(&["Miriam", "Eitan"]));
    assert_eq!(e.refused(alone), Refusal::SecondMissing);
    assert_eq!(e.refused(twice), Refusal::SecondMissing);
    e.act(both).reword(statement, "The land between the two wells.");
    assert_eq!(e.statement(statement).kind(), OnTable);
}

/// A threshold, the answers of some parties, and how many of each were not asked.
fn tests() -> impl Strategy<Value = (Scale, Threshold, Vec<(Vec<u32>, u32)>)> {
    let scale = prop::sample::select(shipped_scales());
    (scale, 0..9usize, 0..3usize, prop::collection::vec((prop::collection::vec(0..4u32, 9), 0..3u32), 1..4)).prop_map(
        |(scale, from, share, mut parties)| {
            let from = scale.points[from % scale.points.len()].key;
            let threshold = Threshold { from, share: PartyShare::ALL[share] };
            for (answers, _) in &mut parties {
                answers.truncate(scale.points.len());
            }
            (scale, threshold, parties)
        },
    )
}

/// Every way in which those who were not asked could have answered.
fn completions(scale: &Scale, answers: &[u32], not_asked: u32) -> Vec<Vec<u32>> {
    let mut all = vec![answers.to_vec()];
    for _ in 0..not_asked {
        let one_more = |answers: &Vec<u32>| {
            let answers = answers.clone();
            (0..scale.points.len()).map(move |place| {
                let mut more = answers.clone();
                more[place] += 1;
                more
            })
        };
        all = all.iter().flat_map(one_more).collect();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_was_not_asked_counts_neither_as_yes_nor_as_no((scale, threshold, parties) in tests()) {
        for (answers, not_asked) in parties {
            let outcome = scale.outcome(threshold, &answers, not_asked);
            let answered = |answers: &Vec<u32>| scale.outcome(threshold, answers, 0);
            let all: Vec<TestOutcome> = completions(&scale, &answers, not_asked).iter().map(answered).collect();
            match outcome {
                TestOutcome::Met => prop_assert!(all.iter().all(|one| *one == TestOutcome::Met), "{all:?}"),
                TestOutcome::NotMet => prop_assert!(all.iter().all(|one| *one == TestOutcome::NotMet), "{all:?}"),
                TestOutcome::Open => prop_assert!(not_asked > 0),
            }
        }
    }

    #[test]
    fn a_threshold_that_is_met_overall_and_not_in_one_party_makes_no_common_ground((scale, threshold, parties) in tests()) {
        let party = |(place, (answers, not_asked)): (usize, &(Vec<u32>, u32))| {
            let asked = (0..answers.iter().sum::<u32>() + not_asked).map(|n| format!("P{place}n{n}"));
            let all: Vec<String> = asked.chain([format!("Speaker{place} (moderator)")]).collect();
            format!("Party{place}: {}", all.join(", "))
        };
        let people: Vec<String> = parties.iter().enumerate().map(party).collect();
        let mut e = Evening::of(&people.join("\n"), [phase("board", Balanced, None)]);
        let id = e.propose("a");
        e.act(BoardFact::TestOpened(TestOpened { statement: id, scale: scale.clone(), threshold, way: Way::Totals }));
        let test = e.statement(id).tests[0].clone();
        let totals: Vec<Vec<u32>> = parties.iter().filter(|(answers, no)| answers.iter().sum::<u32>() + no > 0).map(|(answers, _)| answers.clone()).collect();
        let taken = taken_by_totals(&e.state().roster, (id, &test), &totals);
        let taken = e.session.record(e.now, BoardFact::TestTaken(taken));
        let voices: Vec<String> = (0..parties.len()).map(|place| format!("Speaker{place}")).collect();
        let voices: Vec<&str> = voices.iter().map(String::as_str).collect();
        let is_met = taken.is_ok() && parties.iter().filter(|(answers, no)| answers.iter().sum::<u32>() + no > 0)
            .all(|(answers, no)| scale.outcome(threshold, answers, *no) == TestOutcome::Met);
        let event = e.confirming(id, &voices);
        prop_assert_eq!(e.session.record(e.now, event).is_ok(), is_met);
    }

    #[test]
    fn no_party_below_three_is_kept_as_a_split(answers in prop::collection::vec((0..6usize, 0..3usize, any::<bool>()), 0..14), chatham in any::<bool>(), way in 0..3usize) {
        let party = |wanted: usize| -> Vec<String> {
            answers.iter().enumerate().filter(|(_, (_, party, _))| *party == wanted).map(|(n, _)| format!("P{n}")).collect()
        };
        let line = |n: usize| format!("Party{n}: {}", party(n).join(", "));
        let people = (0..3).filter(|n| !party(*n).is_empty()).map(line).collect::<Vec<_>>().join("\n");
        let mut e = Evening::under(if chatham { ChathamHouse } else { Attributed }, &people, [phase("board", Balanced, None)]);
        let id = e.propose("a");
        let Ok(_) = e.session.record(e.now, evening::opening_test(id, Way::ALL[way])) else { return Ok(()) };
        let test = e.statement(id).tests[0].clone();
        let key = |answer: usize| test.scale.points[answer].key;
        let given: Vec<_> = answers.iter().enumerate().filter(|(_, (.., asked))| *asked).map(|(n, (answer, ..))| (e.id(&format!("P{n}")), key(*answer))).collect();
        let taken = taken_by_person(&e.state().roster, (id, &test), &given, Way::ALL[way] == Way::Keys);
        let Ok(_) = e.session.record(e.now, BoardFact::TestTaken(taken)) else { return Ok(()) };
        for state in [e.state().clone(), redact(&e.session).fold()] {
            let taken = state.board.statements[0].tests[0].taken.as_ref().unwrap();
            for tally in &taken.parties {
                if let Tally::Counted(answers) = &tally.tally {
                    prop_assert!(answers.iter().sum::<u32>() >= SMALLEST);
                }
            }
            for answer in &taken.answers {
                let party = answer.who.person().and_then(|id| state.roster.person(id)).and_then(|person| person.party.clone());
                let answered = given.iter().filter(|(who, _)| e.state().roster.person(*who).unwrap().party == party).count();
                prop_assert!(answered >= SMALLEST as usize);
            }
        }
    }
}

#[test]
fn back_to_proposed_calls_off_a_test_that_nobody_has_answered() {
    let mut e = Evening::with(OrderRule::Open);
    let id = e.propose("Both losses are real.");
    e.act(evening::opening_test(id, Way::Totals));
    let missing = |e: &Evening| e.statement(id).missing_in_test(e.state(), Toward::CommonGround);
    assert_eq!(missing(&e), [Missing::Answers]);
    e.act(BoardFact::Reopened(id));
    assert_eq!((missing(&e), e.statement(id).tests.len()), (Vec::new(), 0));
    e.undo();
    assert_eq!(missing(&e), [Missing::Answers]);
}
