//! Random acts on the board.

use super::{super::*, one_of, text};

/// An act on the board: mostly one that fits it.
pub(super) fn on_the_board(session: &Session, (what, a, b): (u8, u16, u16)) -> Option<BoardFact<PersonId>> {
    let state = session.state();
    let who = PersonId(one_of(state.roster.members.len(), a));
    let some = || state.roster.present().map(|person| person.id).filter(|p| b >> (p.0 % 16) & 1 == 0);
    let place = usize::from(a) % (state.board.statements.len() + 1);
    let statement = state.board.statements.get(place).map_or(StatementId(99), |statement| statement.id);
    let (next, provisional) = (session.next_statement(), !absent_parties(&state.roster).is_empty());
    let confirmed_by = if b.is_multiple_of(7) { Vec::new() } else { some().collect() };
    let side = u8::try_from(b % 3 + 1).unwrap();
    Some(match what % 128 {
        32 => BoardFact::Reworded(Reworded { statement, wording: text(b), reason: text(a) }),
        33 => BoardFact::CommonGround(Confirmed { statement, confirmed_by, provisional }),
        34 => BoardFact::CanLiveWith(Confirmed { statement, confirmed_by, provisional }),
        35 => BoardFact::HeldDifference(Held { statement, why: text(b) }),
        36 => BoardFact::Parked(Parked { statement, reason: text(b), until: Until::Close }),
        37 => BoardFact::Withdrawn(statement),
        38 => BoardFact::Reopened(statement),
        101 => {
            let other = state.board.statements.get(usize::from(b) % (state.board.statements.len() + 1))?.id;
            BoardFact::Merged(Merged { from: vec![statement, other], into: next, wording: text(a) })
        }
        102 => {
            let part = |n: u32, text: String| Part { statement: StatementId(next.0 + n), wording: text };
            BoardFact::Split(Split { statement, into: vec![part(0, text(a)), part(1, text(b))] })
        }
        103 => BoardFact::Moved(Moved { statement, before: state.board.statements.first()?.id }),
        104 | 105 => {
            let mut scale = shipped_scales().swap_remove(usize::from(b) % 4);
            scale.title = text(a);
            scale.points[0].label = text(b);
            let share = PartyShare::ALL[usize::from(b / 3) % 3];
            let threshold = Threshold { share, ..scale.threshold };
            BoardFact::TestOpened(TestOpened { statement, scale, threshold, way: Way::ALL[usize::from(a) % 3] })
        }
        106 | 107 => {
            let open = state.board.statements.iter().find(|s| s.test().is_some_and(|test| test.taken.is_none()))?;
            let test = open.test()?;
            let point = |p: PersonId| {
                test.scale.points[(usize::from(b) + p.0 as usize * usize::from(a % 5)) % test.scale.points.len()].key
            };
            let given: Vec<_> = some().map(|p| (p, point(p))).collect();
            BoardFact::TestTaken(taken_by_person(&state.roster, (open.id, test), &given, test.way == Way::Keys))
        }
        108 | 109 => {
            let party = state.roster.person(who).and_then(|person| person.party.clone());
            BoardFact::Formulated(Formulated { statement, side, party, text: text(b) })
        }
        110 => {
            let vouch = if a.is_multiple_of(2) { Vouch::Fair } else { Vouch::Understood };
            BoardFact::Vouched(Vouched { statement, side, vouch, who })
        }
        111 => {
            let kind = BracketKind::ALL[usize::from(a) % 4];
            BoardFact::Bracketed(Bracketed { statement, kind, text: text(b), supporters: some().collect() })
        }
        112 => BoardFact::InText(InText { statement, in_text: !b.is_multiple_of(4) }),
        113 if state.board.text.on_the_table().is_some() && b.is_multiple_of(2) => {
            let draft = u32::try_from(state.board.text.drafts.len()).unwrap();
            BoardFact::WholeConfirmed(WholeConfirmed { draft, confirmed_by, provisional })
        }
        113 => match state.board.text.on_the_table() {
            Some(draft) => {
                BoardFact::DraftTakenUp(TakenUp { draft: draft.number, by: a.is_multiple_of(2).then_some(who) })
            }
            None => BoardFact::DraftIssued(u32::try_from(state.board.text.drafts.len() + 1).unwrap()),
        },
        114 => {
            let criticism = session.next_criticism();
            BoardFact::Criticised(Criticised { criticism, statement, text: text(a), interest: text(b) })
        }
        115 => {
            let turn = TurnId(one_of(state.turns.len(), b));
            let heard = [Heard::Yes, Heard::NotQuite, Heard::Waived][usize::from(b) % 3];
            BoardFact::Restated(Restated { turn, heard, who: a.is_multiple_of(3).then_some(who) })
        }
        116 if b.is_multiple_of(3) => {
            let follow_up = FollowUpId(one_of(state.board.follow_ups.len(), a));
            BoardFact::FollowUpStands(FollowUpStands {
                follow_up,
                progress: [Progress::Done, Progress::Open][usize::from(a) % 2],
            })
        }
        116 => {
            let known = FollowUpId(one_of(state.board.follow_ups.len(), b));
            let follow_up = if b.is_multiple_of(5) { known } else { session.next_follow_up() };
            let who = (!a.is_multiple_of(3)).then_some(who);
            BoardFact::FollowUp(FollowUpPut { follow_up, who, what: text(a), by: None, brought: false })
        }
        _ if b.is_multiple_of(2) => BoardFact::AllOrNothing(a.is_multiple_of(2)),
        _ => BoardFact::MemorandumFor(MemorandumScope::Recipients(vec![text(a), text(b)])),
    })
}
