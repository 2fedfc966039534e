//! The board as a document, what a group thinks together, and what goes over to the next evening.

use super::*;
use OrderRule::Balanced;

const CIRCLE: &str = "Jewish: Miriam, Eitan, Noa\nPalestinian: Yousef, Hanan, Layla";

fn circle() -> Evening {
    Evening::of(CIRCLE, [phase("board", Balanced, None), phase("closing", Balanced, None)])
}

fn paragraph(e: &mut Evening, wording: &str) -> StatementId {
    let statement = e.propose(wording);
    e.act(BoardFact::InText(InText { statement, in_text: true }));
    statement
}

fn whole(e: &Evening, draft: u32, names: &[&str]) -> BoardFact<PersonId> {
    let confirmed_by = names.iter().map(|name| e.id(name)).collect();
    BoardFact::WholeConfirmed(WholeConfirmed { draft, confirmed_by, provisional: false })
}

#[test]
fn only_the_drafter_edits_a_draft_and_one_question_is_on_the_whole() {
    let mut e = circle();
    assert_eq!(e.refused(BoardFact::DraftIssued(1)), Refusal::NoParagraphs);
    let (first, second) = (paragraph(&mut e, "Two homes."), paragraph(&mut e, "One well."));
    e.reword(first, "Two homes, side by side.").act(BoardFact::DraftIssued(1));
    assert_eq!(e.refused(evening::rewording(first, "x")), Refusal::OnlyTheDrafterEdits(1));
    assert_eq!(e.refused(BoardFact::DraftIssued(2)), Refusal::DraftOnTheTable);
    let (criticism, interest) = (e.session.next_criticism(), "that nobody is asked for a paper".to_owned());
    e.act(BoardFact::Criticised(Criticised { criticism, statement: first, text: "whose side?".into(), interest }));
    let by = Some(e.id("Noa"));
    e.act(BoardFact::DraftTakenUp(TakenUp { draft: 1, by })).reword(first, "Two homes on one hill.");
    assert_eq!(e.refused(whole(&e, 1, &["Miriam", "Hanan"])), Refusal::NoDraft);
    e.act(BoardFact::DraftIssued(2));
    let drafts: Vec<_> =
        e.state().board.text.drafts.iter().map(|draft| (draft.number, draft.paragraphs.clone())).collect();
    assert_eq!(drafts, [(1, vec![(first, 1), (second, 0)]), (2, vec![(first, 2), (second, 0)])]);
    assert_eq!(e.state().board.criticisms[0].draft, 1);
    let lacking = Refusal::NotYet(Toward::CommonGround, vec![Missing::Voice("Palestinian".into())]);
    assert_eq!(e.refused(whole(&e, 2, &["Miriam"])), lacking);
    e.act(whole(&e, 2, &["Miriam", "Hanan"]));
    assert_eq!(e.state().board.standing(StandingKind::CommonGround).count(), 2);
}

#[test]
fn a_paragraph_in_brackets_keeps_the_whole_open() {
    let mut e = circle();
    let statement = paragraph(&mut e, "Two homes.");
    let supporters = vec![e.id("Miriam"), e.id("Hanan")];
    let (kind, text) = (BracketKind::Alternative, "one home".to_owned());
    e.act(BoardFact::Bracketed(Bracketed { statement, kind, text, supporters })).act(BoardFact::DraftIssued(1));
    assert_eq!(e.refused(whole(&e, 1, &["Miriam", "Hanan"])), Refusal::StillBracketed(statement));
}

#[test]
fn two_become_one_and_one_becomes_two_under_ids_of_their_own() {
    let mut e = circle();
    let ids: Vec<StatementId> = ["a", "b", "c"].map(|wording| e.propose(wording)).into();
    let merged =
        |into, from: &[StatementId]| BoardFact::Merged(Merged { from: from.to_vec(), into, wording: "ab".into() });
    assert_eq!(e.refused(merged(StatementId(4), &ids[..1])), Refusal::TwoNeeded);
    assert_eq!(e.refused(merged(StatementId(2), &ids[..2])), Refusal::NotTheNextId);
    e.act(merged(StatementId(4), &ids[..2]));
    assert_eq!(e.statement(ids[0]).standing, Standing::Withdrawn { became: vec![StatementId(4)] });
    let part = |id, wording: &str| Part { statement: StatementId(id), wording: wording.to_owned() };
    let split = |into| BoardFact::Split(Split { statement: StatementId(4), into });
    assert_eq!(e.refused(split(vec![part(5, "a")])), Refusal::TwoNeeded);
    e.act(split(vec![part(5, "a"), part(6, "b")]));
    let order: Vec<&str> = e.state().board.standing(StandingKind::Proposed).map(Statement::wording).collect();
    assert_eq!(order, ["a", "b", "c"], "in the place of what they were");
    assert_eq!(e.statement(StatementId(5)).from, [StatementId(4)]);
    e.undo().undo();
    assert_eq!(
        (e.state().board.standing(StandingKind::Proposed).count(), e.session.next_statement()),
        (3, StatementId(7))
    );
}

#[test]
fn the_order_is_that_of_the_hand() {
    let mut e = circle();
    let ids: Vec<StatementId> = ["a", "b", "c"].map(|wording| e.propose(wording)).into();
    e.act(BoardFact::Moved(Moved { statement: ids[2], before: ids[0] }));
    let order: Vec<&str> = e.state().board.in_order().into_iter().map(Statement::wording).collect();
    assert_eq!(order, ["c", "a", "b"]);
}

#[test]
fn while_a_group_thinks_together_ideas_have_no_owner_and_objections_wait() {
    let joint = Phase { options: vec![PhaseOption::JointThinking], ..phase("ideas", Balanced, None) };
    let mut e = Evening::of(CIRCLE, [joint, phase("constraints", Balanced, None), phase("end", Balanced, None)]);
    e.call("Miriam");
    let statement = e.propose("A well with two lids.");
    let note = e.note("two lids");
    assert_eq!((e.statement(statement).proposed_by, e.state().note(note).unwrap().speaker), (None, None));
    assert_eq!(e.refused(evening::opening_test(statement, Way::Totals)), Refusal::ObjectionsWait);
    let criticism = e.session.next_criticism();
    e.act(BoardFact::Criticised(Criticised {
        criticism,
        statement,
        text: "who pays?".into(),
        interest: String::new(),
    }));
    assert_eq!(e.state().held_back(), []);
    e.phase(2);
    assert_eq!(e.state().held_back(), [statement], "it comes back in the phase after");
    assert!(redact(&e.session).log.iter().all(|entry| !format!("{:?}", entry.event).contains("who: Person")));
    e.phase(3);
    assert_eq!(e.state().held_back(), []);
}

#[test]
fn what_is_parked_or_provisional_is_due_at_the_close_and_what_has_a_day_or_a_phase_by_then() {
    let mut e = Evening::of(CIRCLE, ["a", "b", "c"].map(|title| phase(title, Balanced, None)));
    let [close, in_b, today, later] = ["w", "x", "y", "z"].map(|wording| e.propose(wording));
    let until = [
        Until::Close,
        Until::Phase(PhaseIndex(1)),
        Until::Day("2026-03-14".parse().unwrap()),
        Until::Day("2026-04-01".parse().unwrap()),
    ];
    for (statement, until) in [close, in_b, today, later].into_iter().zip(until) {
        e.act(BoardFact::Parked(Parked { statement, reason: "wait".into(), until }));
    }
    let provisional = e.propose("p");
    for name in ["Yousef", "Hanan", "Layla"] {
        e.leave(name);
    }
    e.confirm(provisional, &["Miriam"]);
    assert_eq!(e.state().due_statements(e.now), [today]);
    e.phase(2);
    assert_eq!(e.state().due_statements(e.now), [in_b, today]);
    e.phase(3);
    assert_eq!(e.state().due_statements(e.now), [close, in_b, today, later, provisional]);
}

#[test]
fn in_a_phase_with_restating_the_last_turn_is_restated_until_the_speaker_says_yes() {
    let restating = Phase { options: vec![PhaseOption::Restating], ..phase("needs", Balanced, None) };
    let mut e = Evening::of(CIRCLE, [restating, phase("open", Balanced, None)]);
    assert_eq!(e.state().to_restate(), None);
    e.call("Miriam").wait(20);
    let turn = e.on_floor();
    let said = |heard, who| BoardFact::Restated(Restated { turn, heard, who });
    let (miriam, hanan) = (e.id("Miriam"), e.id("Hanan"));
    assert_eq!(e.state().to_restate(), Some(turn));
    assert_eq!(e.refused(said(Heard::Yes, Some(miriam))), Refusal::SpeakerRestates(miriam));
    e.act(said(Heard::NotQuite, Some(hanan)));
    assert_eq!(e.state().to_restate(), Some(turn));
    e.act(said(Heard::Yes, Some(hanan)));
    assert_eq!(e.state().to_restate(), None);
    assert_eq!(e.refused(said(Heard::Waived, None)), Refusal::AlreadyThere);
}

#[test]
fn what_is_open_and_promised_goes_over_to_the_next_evening_under_the_ids_it_has() {
    let mut e = circle();
    let [open, parked, done] = ["a", "b", "c"].map(|wording| e.propose(wording));
    e.reword(open, "a, and more").park(parked, "the deed").confirm(done, &["Miriam", "Hanan"]);
    let put = |follow_up, who, what: &str| {
        let by = "2026-04-11".parse().ok();
        BoardFact::FollowUp(FollowUpPut { follow_up, who, what: what.into(), by, brought: false })
    };
    e.act(put(FollowUpId(1), Some(e.id("Hanan")), "brings the deed"));
    e.act(put(FollowUpId(2), Some(e.id("Eitan")), "writes the letter"));
    e.act(BoardFact::FollowUpStands(FollowUpStands { follow_up: FollowUpId(2), progress: Progress::Done }));
    let carried = Carried::of(&e.session, None);
    assert_eq!((carried.last_statement, carried.last_follow_up), (3, 2));

    let mut opening = evening::opening(RecordRule::Attributed, [phase("next", Balanced, None)]);
    (opening.statements_before, opening.follow_ups_before) = (carried.last_statement, carried.last_follow_up);
    let mut next = Evening::opened(opening, "Jewish: Miriam\nPalestinian: Yousef");
    for fact in carried.facts(&next.state().roster) {
        next.act(fact);
    }
    let statement = next.statement(open);
    assert_eq!((statement.wording(), statement.kind()), ("a, and more", StandingKind::Proposed));
    let earlier: Vec<&str> = statement.earlier.iter().map(|wording| wording.text.as_str()).collect();
    assert_eq!(earlier, ["a", "a, and more"]);
    assert!(matches!(&next.statement(parked).standing, Standing::Parked { reason, .. } if reason == "the deed"));
    assert!(next.state().board.statement(done).is_none());
    let promised: Vec<&str> = next.state().board.follow_ups.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(promised, ["Hanan: brings the deed"], "she is not here tonight");
    assert_eq!(next.propose("new"), StatementId(4), "ids are for life");
    assert_eq!(next.session.next_follow_up(), FollowUpId(3));
    let again = Carried::of(&next.session, Some(&carried));
    let third = again.statements.iter().find(|one| one.id == open).unwrap();
    assert_eq!(third.earlier.len(), 2, "what did not change is not written down again");
}

#[test]
fn what_came_over_is_not_taken_back_and_its_id_is_one_of_before() {
    let mut e = circle();
    let brought = |id| {
        let (wording, reason) = ("a".to_owned(), String::new());
        BoardFact::Brought(Brought { statement: StatementId(id), wording, reason, until: None, earlier: Vec::new() })
    };
    assert_eq!(e.refused(brought(1)), Refusal::NotTheNextId);
    let mut opening = evening::opening(RecordRule::Attributed, [phase("next", Balanced, None)]);
    opening.statements_before = 5;
    let mut e = Evening::opened(opening, CIRCLE);
    e.act(brought(3));
    assert_eq!(e.refused(brought(3)), Refusal::NotTheNextId);
    assert_eq!(e.session.undo_target(), Err(Refusal::NothingToUndo));
}
