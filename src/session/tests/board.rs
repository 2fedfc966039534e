//! The common-ground board.

use super::*;
use OrderRule::Balanced;

fn missing(parties: &[&str]) -> Refusal {
    Refusal::NotConfirmedBy(parties.iter().map(|&party| party.to_owned()).collect())
}

#[test]
fn a_statement_keeps_all_its_wordings() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam");
    let id = e.propose("Children first.");
    e.wait(9).reword(id, "The children first.");
    let statement = e.statement(id);
    assert_eq!(statement.wording(), "The children first.");
    let wordings: Vec<_> = statement.wordings.iter().map(|w| (w.text.as_str(), w.at.millis())).collect();
    assert_eq!(wordings, [("Children first.", 0), ("The children first.", 9000)]);
    assert_eq!(statement.proposed_by, Some(Who::Named(e.id("Miriam"))));
    let same = Fact::Reworded(Reworded { statement: id, wording: "The children first.".into() });
    assert_eq!(e.refused(same), Refusal::SameWording);
    let empty = Fact::Reworded(Reworded { statement: id, wording: "  ".into() });
    assert_eq!(e.refused(empty), Refusal::TextMissing);
}

#[test]
fn common_ground_needs_a_voice_of_every_party_present() {
    let mut e = Evening::with(Balanced);
    let id = e.propose("Children first.");
    assert_eq!(e.refused(e.confirming(id, &[])), missing(&["Jewish", "Palestinian"]));
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Eitan", "Tamar"])), missing(&["Palestinian"]));
    e.confirm(id, &["Eitan", "Hanan"]);
    assert_eq!(e.statement(id).kind(), StandingKind::CommonGround);
    assert_eq!(e.refused(e.confirming(id, &["Eitan", "Hanan"])), Refusal::AlreadyThere);
}

#[test]
fn a_party_that_has_left_is_asked_later_and_one_who_has_left_does_not_confirm() {
    let mut e = Evening::with(Balanced);
    let id = e.propose("Children first.");
    e.leave("Hanan");
    let hanan = e.id("Hanan");
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), Refusal::NotPresent(hanan));
    e.leave("Yousef").confirm(id, &["Miriam"]);
    let voices = [Who::Named(e.id("Miriam"))];
    assert_eq!(absent_parties(&e.state().roster, &voices), ["Palestinian"]);
}

#[test]
fn an_observer_neither_bars_nor_confirms() {
    let people = "Jewish: Miriam\nPalestinian: Yousef (observer)\nDruze: Amal (moderator)";
    let mut e = Evening::of(people, [phase("board", Balanced, None)]);
    let id = e.propose("Children first.");
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Yousef"])), missing(&["Druze"]));
    e.confirm(id, &["Miriam", "Amal"]);
}

#[test]
fn without_parties_the_room_confirms() {
    let mut e = Evening::of("Miriam\nYousef", [phase("board", Balanced, None)]);
    let id = e.propose("Children first.");
    e.confirm(id, &[]);
    assert_eq!(e.statement(id).standing, Standing::CommonGround { confirmed_by: Vec::new() });
}

#[test]
fn another_wording_has_to_be_confirmed_again() {
    let mut e = Evening::with(Balanced);
    let id = e.propose("Children first.");
    e.confirm(id, &["Eitan", "Hanan"]).wait(5).reword(id, "Our children first.");
    assert_eq!((e.statement(id).kind(), e.statement(id).since), (StandingKind::Proposed, At::from_millis(5000)));
    assert_eq!(e.refused(e.confirming(id, &["Eitan"])), missing(&["Palestinian"]));
    e.undo();
    assert_eq!((e.statement(id).kind(), e.statement(id).wording()), (StandingKind::CommonGround, "Children first."));
}

#[test]
fn a_difference_is_held_with_both_formulations() {
    let mut e = Evening::with(Balanced);
    let id = e.propose("The return.");
    for one_sided in [&[][..], &[("Jewish", "a")], &[("Jewish", "a"), ("Palestinian", " ")]] {
        assert_eq!(e.refused(evening::holding(id, one_sided)), Refusal::OneSided);
    }
    e.hold(id, &[("Jewish", "a home for us too"), ("Palestinian", "the home we left")]);
    let Standing::Held { formulations } = &e.statement(id).standing else { panic!("not held") };
    assert_eq!(formulations[1], Formulation { party: Some("Palestinian".into()), text: "the home we left".into() });
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), Refusal::NotOnTheTable(id));
    e.reword(id, "A return.");
    assert_eq!(e.statement(id).kind(), StandingKind::Proposed);
}

#[test]
fn what_is_parked_or_withdrawn_is_reopened_before_it_is_confirmed() {
    let mut e = Evening::with(Balanced);
    let id = e.propose("Water.");
    assert_eq!(e.refused(Fact::Reopened(id)), Refusal::AlreadyThere);
    e.park(id, "the engineer is away");
    assert_eq!(e.statement(id).standing, Standing::Parked { reason: "the engineer is away".into() });
    let again = Fact::Parked(Parked { statement: id, reason: String::new() });
    assert_eq!(e.refused(again), Refusal::AlreadyThere);
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), Refusal::NotOnTheTable(id));
    e.act(Fact::Reopened(id)).act(Fact::Withdrawn(id));
    assert_eq!(e.refused(Fact::Withdrawn(id)), Refusal::AlreadyThere);
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), Refusal::NotOnTheTable(id));
    e.act(Fact::Reopened(id)).confirm(id, &["Miriam", "Hanan"]);
}

#[test]
fn nothing_is_done_to_a_statement_that_is_not_there() {
    let mut e = Evening::with(Balanced);
    let statement = StatementId(7);
    let nowhere = Refusal::NoSuchStatement(statement);
    assert_eq!(e.refused(Fact::Withdrawn(statement)), nowhere);
    assert_eq!(e.refused(Fact::Reopened(statement)), nowhere);
    assert_eq!(e.refused(Fact::Parked(Parked { statement, reason: String::new() })), nowhere);
    assert_eq!(e.refused(Fact::Reworded(Reworded { statement, wording: "a".into() })), nowhere);
    assert_eq!(e.refused(evening::holding(statement, &[("a", "b"), ("c", "d")])), nowhere);
    assert_eq!(e.refused(e.confirming(statement, &[])), nowhere);
    let blank = Proposed { statement: StatementId(1), who: Speaker::Nobody, wording: " ".into() };
    assert_eq!(e.refused(Fact::Proposed(blank)), Refusal::TextMissing);
}

#[test]
fn the_board_is_shown_common_ground_first() {
    let mut e = Evening::with(Balanced);
    let ids: Vec<_> = ["a", "b", "c", "d", "e"].map(|wording| e.propose(wording)).into();
    e.act(Fact::Withdrawn(ids[0])).park(ids[1], "").hold(ids[2], &[("x", "1"), ("y", "2")]);
    e.confirm(ids[4], &["Miriam", "Yousef"]);
    let order: Vec<&str> = e.state().board.in_order().iter().map(|statement| statement.wording()).collect();
    assert_eq!(order, ["e", "d", "c", "b", "a"]);
}
