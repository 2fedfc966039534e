//! Random changes of record rule, minutes off the record, releases and strikes.

use super::{super::*, Roll, one_of};

/// One of the rules that this evening was planned with.
fn rule(session: &Session, n: u16) -> RecordRule {
    let opening = &session.state().opening;
    let phases = opening.phases.iter().filter_map(|phase| phase.record_rule);
    let rules: Vec<RecordRule> = std::iter::once(opening.rule).chain(phases).collect();
    rules[usize::from(n) % rules.len()]
}

fn piece(state: &State, (a, b): (u16, u16)) -> Piece {
    match b % 3 {
        0 => Piece::Note(NoteId(one_of(state.notes.len(), a))),
        1 => Piece::Statement(StatementId(one_of(state.board.statements.len(), a))),
        _ => Piece::FollowUp(FollowUpId(one_of(state.board.follow_ups.len(), a))),
    }
}

pub(super) fn event(session: &Session, (what, a, b): (u8, u16, u16)) -> Option<Event> {
    let state = session.state();
    Some(match what {
        118 => {
            let phase = (!b.is_multiple_of(3)).then(|| PhaseIndex(usize::from(a) % (state.opening.phases.len() + 1)));
            Fact::RuleChanged(RuleChanged { phase, to: rule(session, b / 3) }).into()
        }
        119 | 120 => Fact::RuleRead(state.unread().unwrap_or_else(|| rule(session, a))).into(),
        121 => Fact::OffRecord(None).into(),
        122 | 123 => Event::BackOnRecord,
        124 => Event::Covered { from: session.can_cover()?, rule: state.rule() },
        _ => {
            let open = state.to_release();
            let some = open.get(usize::from(a) % (open.len() + 1)).copied();
            Fact::Released(some.unwrap_or_else(|| piece(state, (a, b)))).into()
        }
    })
}

/// Strikes something now and then; says whether it did.
pub(super) fn strikes(session: &mut Session, now: At, (what, a, b, _): Roll) -> bool {
    let piece = piece(session.state(), (a, b));
    let before = session.log().len();
    what % 128 == 127
        && a.is_multiple_of(3)
        && session.strike(now, piece).is_ok_and(|()| {
            assert_eq!(session.log().len(), before + 1);
            assert!(session.log().windows(2).all(|pair| pair[0].at <= pair[1].at));
            true
        })
}

/// The words that may not stand in a record: what was deleted, struck, undone, and what the group did not release.
pub(super) fn forbidden(session: &Session) -> Vec<String> {
    let state = session.state();
    let ever = session.log().iter().filter_map(|entry| match &entry.event {
        Event::Fact(Fact::Noted(noted)) => Some(noted.text.clone()),
        Event::NoteEdited { text, .. } => Some(text.clone()),
        Event::Fact(Fact::Board(BoardFact::Proposed(proposed))) => Some(proposed.wording.clone()),
        _ => None,
    });
    let notes = state.notes.iter().filter(|note| note.rule.keeps_words() || note.released).map(|note| &note.text);
    let mut kept: Vec<&String> = notes.collect();
    for statement in &state.board.statements {
        match state.is_kept_back(Piece::Statement(statement.id)) {
            false => kept.extend(statement.wordings.iter().map(|wording| &wording.text)),
            true if statement.released.is_some() => kept.extend(statement.wordings.last().map(|w| &w.text)),
            true => {}
        }
    }
    let mark = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_owned();
    let kept: Vec<String> = kept.into_iter().map(|text| mark(text)).collect();
    let words = ever.map(|text| mark(&text)).filter(|word| word.starts_with('w') && word.ends_with('q'));
    words.filter(|word| !kept.contains(word)).collect()
}
