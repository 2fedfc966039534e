//! The common-ground board.

use super::*;
use OrderRule::Balanced;

fn missing(parties: &[&str]) -> Refusal {
    let voices = parties.iter().map(|&party| Missing::Voice(party.to_owned()));
    Refusal::NotYet(Toward::CommonGround, voices.collect())
}

fn not_read_back() -> Refusal {
    Refusal::NotYet(Toward::CommonGround, vec![Missing::ReadBack])
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
    assert_eq!(e.refused(evening::rewording(id, "The children first.")), Refusal::SameWording);
    assert_eq!(e.refused(evening::rewording(id, "  ")), Refusal::TextMissing);
}

#[test]
fn common_ground_needs_a_voice_of_every_party_present() {
    let mut e = Evening::with(Balanced);
    let id = e.propose("Children first.");
    assert_eq!(e.refused(e.confirming(id, &[])), not_read_back());
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
    assert_eq!(absent_parties(&e.state().roster), ["Palestinian"]);
    assert!(e.statement(id).is_provisional());
    let full = Confirmed { statement: id, confirmed_by: vec![e.id("Miriam")], provisional: false };
    assert_eq!(e.refused(BoardFact::CommonGround(full)), Refusal::OnlyProvisional(vec!["Palestinian".into()]));
    e.come_back("Yousef").confirm(id, &["Miriam", "Yousef"]);
    assert!(!e.statement(id).is_provisional(), "asked later");
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
    assert_eq!(e.statement(id).standing, Standing::CommonGround { confirmed_by: Vec::new(), provisional: false });
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
fn a_difference_is_held_once_both_sides_found_their_words_fair_and_understood_the_others() {
    let mut e = Evening::with(Balanced);
    let statement = e.propose("The return.");
    assert_eq!(e.refused(evening::holding(statement)), Refusal::OneSided);
    e.act(evening::formulating(statement, 0, "Jewish", "a home for us too"));
    assert_eq!(e.refused(evening::holding(statement)), Refusal::OneSided);
    assert_eq!(e.refused(evening::formulating(statement, 1, "Palestinian", " ")), Refusal::TextMissing);
    e.act(evening::formulating(statement, 1, "Palestinian", "the home we left"));
    let vouched = |side, vouch, who| BoardFact::Vouched(Vouched { statement, side, vouch, who });
    let (miriam, hanan) = (e.id("Miriam"), e.id("Hanan"));
    assert_eq!(e.refused(vouched(1, Vouch::Fair, hanan)), Refusal::NotTheirs(hanan));
    assert_eq!(e.refused(vouched(3, Vouch::Fair, hanan)), Refusal::NoSuchSide);
    e.act(vouched(1, Vouch::Fair, miriam)).act(vouched(1, Vouch::Understood, hanan));
    e.act(vouched(2, Vouch::Fair, hanan));
    let lacking = vec![(Some("Palestinian".to_owned()), Vouch::Understood)];
    assert_eq!(e.refused(evening::holding(statement)), Refusal::NotVouched(lacking));
    e.act(vouched(2, Vouch::Understood, miriam)).act(evening::holding(statement));
    assert_eq!(e.statement(statement).kind(), StandingKind::Held);
    assert_eq!(e.statement(statement).formulations[1].text, "the home we left");
    assert_eq!(e.refused(e.confirming(statement, &["Miriam", "Hanan"])), Refusal::NotOnTheTable(statement));
    e.act(evening::formulating(statement, 1, "Palestinian", "the house we left"));
    assert_eq!(e.statement(statement).kind(), StandingKind::Proposed, "other words have to be found fair again");
    assert_eq!(e.statement(statement).unvouched().len(), 2);
}

#[test]
fn what_is_parked_or_withdrawn_is_reopened_before_it_is_confirmed() {
    let mut e = Evening::with(Balanced);
    let id = e.propose("Water.");
    assert_eq!(e.refused(BoardFact::Reopened(id)), Refusal::AlreadyThere);
    e.park(id, "the engineer is away");
    let reason = "the engineer is away".to_owned();
    assert_eq!(e.statement(id).standing, Standing::Parked { reason, until: Until::Close });
    assert_eq!(e.refused(evening::parking(id, "")), Refusal::AlreadyThere);
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), Refusal::NotOnTheTable(id));
    e.act(BoardFact::Reopened(id)).act(BoardFact::Withdrawn(id));
    assert_eq!(e.refused(BoardFact::Withdrawn(id)), Refusal::AlreadyThere);
    assert_eq!(e.refused(e.confirming(id, &["Miriam", "Hanan"])), Refusal::NotOnTheTable(id));
    e.act(BoardFact::Reopened(id)).confirm(id, &["Miriam", "Hanan"]);
}

#[test]
fn nothing_is_done_to_a_statement_that_is_not_there() {
    let mut e = Evening::with(Balanced);
    let statement = StatementId(7);
    let nowhere = Refusal::NoSuchStatement(statement);
    for fact in [
        BoardFact::Withdrawn(statement),
        BoardFact::Reopened(statement),
        evening::parking(statement, ""),
        evening::rewording(statement, "a"),
        evening::formulating(statement, 0, "a", "b"),
        evening::holding(statement),
        evening::opening_test(statement, Way::Totals),
    ] {
        assert_eq!(e.refused(fact), nowhere);
    }
    assert_eq!(e.refused(e.confirming(statement, &[])), nowhere);
    let blank = Proposed { statement: StatementId(1), who: Speaker::Nobody, wording: " ".into() };
    assert_eq!(e.refused(BoardFact::Proposed(blank)), Refusal::TextMissing);
}

#[test]
fn the_board_is_shown_common_ground_first() {
    let mut e = Evening::with(Balanced);
    let ids: Vec<_> = ["a", "b", "c", "d", "e"].map(|wording| e.propose(wording)).into();
    e.act(BoardFact::Withdrawn(ids[0])).park(ids[1], "").hold(ids[2], &[("Jewish", "1"), ("Palestinian", "2")]);
    e.confirm(ids[4], &["Miriam", "Yousef"]);
    let order: Vec<&str> = e.state().board.in_order().iter().map(|statement| statement.wording()).collect();
    assert_eq!(order, ["e", "d", "c", "b", "a"]);
}
