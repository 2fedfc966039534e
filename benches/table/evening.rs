//! Evenings of any length, always the same: twelve people from two parties, a turn every two minutes, an act every twelve
//! seconds, a note every forty. An hour is 300 acts.

use parlor::{
    app::open_session,
    library::SessionId,
    session::{
        At, BoardFact, Called, Confirmed, Event, Fact, KINDS, NoteKind, Noted, Opening, OrderRule, Parked, PersonId,
        Phase, Proposed, RecordRule, Refusal, Reworded, Session, Span, Speaker, TurnBy, Until, Wall, read_people,
        suggest,
    },
    store,
};

/// Acts of an evening of this many hours.
pub const HOUR: usize = 300;

/// Time between two acts.
const STEP: Span = Span::from_secs(12);

const PEOPLE: &str = "\
Jewish: Miriam, Tamar (moderator), Eitan, Noa, Avi, Dina
Palestinian: Yousef, Layla, Hanan, Samir, Rania, Khalil";
const DOZEN: usize = 12;
const SAID: [&str; 6] = [
    "My grandmother kept the key of a house that is not there any more.",
    "I was afraid to come tonight, and afraid of not coming.",
    "What I need is that somebody says it was wrong, and then we go on.",
    "The checkpoint took four hours and the funeral did not wait for us.",
    "When the siren starts my daughter counts; she counts in both languages by now.",
    "I heard Hanan say water, and I thought of our well: who owns rain?",
];

/// The moment at which the clock on the wall stands when an evening of this length is over.
pub fn wall(at: At) -> Wall {
    let opened: Wall = "2026-03-14T19:00:00+02:00".parse().expect("a time");
    opened + chrono::TimeDelta::milliseconds(i64::try_from(at.millis()).expect("an evening"))
}

/// The name of every evening here.
pub fn id() -> SessionId {
    SessionId::parse("2026-03-14-1900-bnch").expect("an id")
}

/// A session with exactly this many entries.
///
/// # Panics
/// For fewer entries than there are people.
pub fn session(entries: usize) -> Session {
    under(RecordRule::Attributed, entries)
}

/// The same under any record rule.
///
/// # Panics
/// For fewer entries than there are people.
pub fn under(rule: RecordRule, entries: usize) -> Session {
    let mut session = open_session(opening(rule), &read_people(PEOPLE, &[])).expect("an evening begins");
    assert!(session.log().len() <= entries, "an evening has people");
    for nth in 0.. {
        let left = entries - session.log().len();
        if left == 0 {
            break;
        }
        let at = session.last().plus(STEP);
        if act(&mut session, nth, at).is_err() {
            note(&mut session, nth, at).expect("a note is always taken");
        }
    }
    session
}

fn opening(rule: RecordRule) -> Opening {
    let mut phases = store::shipped_formats().into_iter().flat_map(|format| format.phases);
    let talk = phases.find(|phase| phase.order == OrderRule::Balanced).expect("open talk");
    let phase = Phase { record_rule: None, ..talk };
    Opening {
        title: "Wednesday table".into(),
        series: Some("Wednesday Table".into()),
        opened: wall(At::OPENING),
        place: Some("Haifa".into()),
        rule,
        agreements: vec!["Listen before you answer.".into()],
        phases: vec![phase],
        rounds_before: 0,
        statements_before: 0,
        follow_ups_before: 0,
    }
}

/// The acts of a turn, ten of them; what makes no sense at the moment is refused.
fn act(session: &mut Session, nth: usize, at: At) -> Result<(), Refusal> {
    let whose = |place: usize| PersonId(u32::try_from(place % DOZEN + 1).expect("a dozen"));
    let current = session.state().current().map(|turn| turn.id);
    let turn = current.ok_or(Refusal::FloorEmpty);
    let event: Event = match nth % 10 {
        0 => Fact::HandRaised(whose(nth / 10 * 5)).into(),
        1 => Fact::HandRaised(whose(nth / 10 * 7 + 3)).into(),
        2 => {
            let next = suggest(session.state(), at)?;
            let called = Called {
                turn: session.next_turn(),
                who: next.person,
                why: next.why,
                length: Span::from_mins(2),
                started: true,
            };
            Fact::Called(called).into()
        }
        4 => Fact::Paused(turn?).into(),
        5 => Fact::Resumed(turn?).into(),
        7 if nth % 500 == 497 => Event::Undone(session.undo_target()?),
        7 => Fact::Extended(TurnBy { turn: turn?, by: Span::from_secs(30) }).into(),
        8 => return board(session, nth / 10, at),
        _ => return note(session, nth, at),
    };
    session.record(at, event).map(|_| ())
}

/// A statement every sixth turn; it is reworded, tested, and the next one comes.
fn board(session: &mut Session, turn: usize, at: At) -> Result<(), Refusal> {
    let last = session.state().board.statements.last().map(|statement| statement.id);
    let fact = match (turn % 6, last) {
        (0, _) | (_, None) => BoardFact::Proposed(Proposed {
            statement: session.next_statement(),
            who: Speaker::Nobody,
            wording: format!("Water is shared by those who live beside it, put for the {turn}th time."),
        }),
        (1, Some(statement)) => {
            let wording = format!("Water is shared by all who live from it, as it was put in turn {turn}.");
            BoardFact::Reworded(Reworded { statement, wording, reason: String::new() })
        }
        (2, Some(statement)) => {
            let confirmed_by = vec![PersonId(1), PersonId(7)];
            BoardFact::CommonGround(Confirmed { statement, confirmed_by, provisional: false })
        }
        (3, Some(statement)) if turn.is_multiple_of(4) => {
            let reason = "until the map is here".into();
            BoardFact::Parked(Parked { statement, reason, until: Until::Close })
        }
        _ => return note(session, turn, at),
    };
    session.record(at, fact).map(|_| ())
}

fn note(session: &mut Session, nth: usize, at: At) -> Result<(), Refusal> {
    let noted = Noted {
        note: session.next_note(),
        kind: NoteKind::new(KINDS[nth % KINDS.len()]).expect("a kind"),
        speaker: Speaker::Floor,
        text: SAID[nth % SAID.len()].to_owned(),
    };
    session.record(at, Fact::Noted(noted)).map(|_| ())
}
