//! What would tell is found, and what was chosen about it is done.

use super::{record::everything, *};
use OrderRule::Balanced;
use RecordRule::{Attributed, ChathamHouse};

fn evening() -> (Evening, NoteId, StatementId) {
    let mut opening = evening::opening(ChathamHouse, [phase("talk", Balanced, None)]);
    opening.title = "An evening in Haifa".into();
    let mut e = Evening::opened(opening, evening::ROOM);
    e.wait(5).turn("Miriam", 20);
    let note = e.note("Hanan's house, and the Jews of the street");
    e.note("her grandmother kept the key");
    let statement = e.propose("The roses of Rose Street are ours.");
    (e, note, statement)
}

fn words(leaks: &[Leak]) -> Vec<(LeakPlace, Vec<&str>)> {
    let told = leaks.iter().map(|leak| match &leak.tells {
        Tells::Names(words) => (leak.place, words.iter().map(String::as_str).collect()),
        Tells::Unanimous => (leak.place, vec!["unanimous"]),
        Tells::SmallParty => (leak.place, vec!["small"]),
    });
    told.collect()
}

#[test]
fn every_leak_is_found_in_its_place() {
    let (e, note, statement) = evening();
    let check = LeakCheck { names: vec!["Rose Levi".into()], parties: vec!["Druze".into()], ..LeakCheck::default() };
    let leaks = check.seal(&e.session).leaks;
    assert_eq!(
        words(&leaks),
        [
            (LeakPlace::Evening, vec!["Haifa"]),
            (LeakPlace::Note(note), vec!["Hanan", "Jews"]),
            (LeakPlace::Statement(statement), vec!["roses", "Rose"])
        ]
    );
    assert_eq!(leaks[1].at, Some(At::from_millis(25_000)));
}

#[test]
fn what_was_chosen_is_done() {
    let (e, _, _) = evening();
    let names = vec!["Rose Levi".to_owned()];
    let rose = "The roses of Rose Street are ours.";
    let said = |check: &LeakCheck| {
        let state = check.seal(&e.session).record.fold();
        (state.opening.title, state.notes[0].text.clone(), state.board.statements[0].wording().to_owned())
    };
    let replaced = LeakCheck { names: names.clone(), ..LeakCheck::default() };
    assert_eq!(said(&replaced).1, "[name]'s house, and the [name] of the street");
    assert_eq!(said(&replaced).2, "The [name] of [name] Street are ours.");
    let mut chosen = replaced.clone();
    chosen.choices.insert(LeakKey::Text(rose.into()), Choice::Keep);
    chosen.choices.insert(LeakKey::Text("Hanan's house, and the Jews of the street".into()), Choice::Strike);
    assert_eq!(said(&chosen), ("An evening in [name]".into(), STRUCK.into(), rose.into()));
    assert_eq!(chosen.seal(&e.session).leaks, replaced.seal(&e.session).leaks, "what is kept is still found");
    let looked_at = LeakCheck { not_names: ["rose".into(), "roses".into()].into(), ..replaced };
    assert_eq!(said(&looked_at).2, rose);
}

#[test]
fn a_tally_that_tells_every_vote_is_found() {
    let people = "Jewish: Miriam, Eitan, Noa\nPalestinian: Yousef, Hanan, Sami";
    let mut e = Evening::under(ChathamHouse, people, [phase("talk", Balanced, None)]);
    let id = e.propose("Both losses are real.");
    e.act(evening::opening_test(id, Way::Totals));
    let test = e.statement(id).tests[0].clone();
    let totals = [vec![3, 0, 0, 0, 0, 0], vec![0, 2, 1, 0, 0, 0]];
    let taken = taken_by_totals(&e.state().roster, (id, &test), &totals);
    e.act(BoardFact::TestTaken(taken));
    let check = LeakCheck::default();
    let found = check.seal(&e.session);
    assert_eq!(words(&found.leaks), [(LeakPlace::Statement(id), vec!["unanimous"])]);
    let tallies = |record: &Record| {
        let state = record.fold();
        let taken = state.board.statements[0].tests[0].taken.clone().unwrap();
        taken.parties.into_iter().filter(|tally| matches!(tally.tally, Tally::Counted(_))).count()
    };
    assert_eq!(tallies(&found.record), 1, "of the party that answered as one it is said what came of it");
    let keep = LeakCheck { choices: [(LeakKey::Answers(id), Choice::Keep)].into(), ..check };
    assert_eq!(tallies(&keep.seal(&e.session).record), 2);
}

#[test]
fn an_attributed_evening_can_be_told_under_a_stricter_rule() {
    let mut e = Evening::with(Balanced);
    e.raise("Eitan").raise("Hanan").wait(3).turn("Miriam", 20).leave("Eitan").call("Hanan").wait(9);
    e.note("as Yousef said in Haifa");
    let id = e.propose("Haifa is home.");
    e.confirm(id, &["Miriam", "Hanan"]).stop();
    let record = redact(&e.session);
    let check = LeakCheck::default();
    assert_eq!(check.restrict(&record, Attributed), Checked { record: record.clone(), leaks: Vec::new() });
    let strict = check.restrict(&record, ChathamHouse);
    let all = everything(&strict.record);
    for name in ["miriam", "eitan", "yousef", "hanan", "haifa", "jewish", "p1"] {
        assert!(!all.contains(name), "{name} in {all}");
    }
    assert_eq!(strict.leaks.len(), 2);
    let state = strict.record.fold();
    assert_eq!((state.turns.len(), state.opening.rule, strict.record.people.len()), (2, ChathamHouse, 0));
    assert_eq!(state.turns[1].ended, e.state().turns[1].ended);
    assert_eq!(strict.record.balance, e.state().phase_balances(e.session.last()));
}

#[test]
fn a_turn_that_had_not_begun_takes_no_figure_away() {
    let phases = [RecordRule::ChathamHouse, RecordRule::Confidential].map(|rule| phase("talk", Balanced, Some(rule)));
    let mut e = Evening::of(evening::ROOM, phases);
    e.turn("Miriam", 30).call_only("Hanan").phase(2);
    let record = redact(&e.session);
    assert_eq!(record.balance.len(), 1);
    assert_eq!(LeakCheck::default().restrict(&record, RecordRule::Attributed).record, record);
}
