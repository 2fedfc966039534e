//! Random evenings keep the invariants.

mod holds;
mod on_the_board;
mod on_the_wall;
mod records;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{record::everything, *};
use RecordRule::{Attributed, ChathamHouse};
use holds::{board_holds, order_holds};
use on_the_board::on_the_board;
use on_the_wall::room_holds;

/// Words that are nothing else than names, parties or the place; none is an inflection of another.
const NAMES: [&str; 9] = ["Ubulu", "Kvesta", "Drompo", "Xylofi", "Wintaru", "Jorgelm", "Fezzik", "Obrana", "Quillot"];
const PARTIES: [&str; 3] = ["Nordovia", "Sudrania", "Estvalia"];
const PLACE: &str = "Plimbert";

/// The place, and every name and party that was ever written down, in small letters.
fn markers(session: &Session) -> BTreeSet<String> {
    let written = session.log().iter().filter_map(|entry| match &entry.event {
        Event::Joined(person) | Event::PersonCorrected(person) => Some(person),
        _ => None,
    });
    let words = written.flat_map(|person| [Some(person.name.as_str()), person.party.as_deref()]).flatten();
    words.chain([PLACE]).map(str::to_lowercase).collect()
}

/// One random act: what, about whom, how, and how long after the one before.
type Roll = (u8, u16, u16, u16);

#[derive(Clone, Debug)]
struct Plan {
    rule: RecordRule,
    phases: Vec<(OrderRule, Option<RecordRule>)>,
    people: usize,
    rolls: Vec<Roll>,
}

fn plans(rules: &'static [RecordRule]) -> impl Strategy<Value = Plan> {
    let rule = prop::sample::select(rules);
    let order = prop::sample::select(&OrderRule::ALL[..]);
    let phases = prop::collection::vec((order, prop::option::of(rule.clone())), 1..4);
    let roll = (any::<u8>(), any::<u16>(), any::<u16>(), 0..4000u16);
    (rule, phases, 0..7usize, prop::collection::vec(roll, 0..90)).prop_map(|(rule, phases, people, rolls)| Plan {
        rule,
        phases,
        people,
        rolls,
    })
}

fn pick(from: &[&str], n: u16) -> String {
    from[usize::from(n) % from.len()].to_owned()
}

/// The number of one of these, or of one that is not there.
pub(super) fn one_of(there_are: usize, n: u16) -> u32 {
    u32::from(n) % (u32::try_from(there_are).unwrap() + 2)
}

fn person(id: u32, n: u16) -> Person {
    let party = (!n.is_multiple_of(4)).then(|| pick(&PARTIES, n / 3));
    let role = [Role::Participant, Role::Participant, Role::Moderator, Role::Observer][usize::from(n / 7) % 4];
    Person {
        id: PersonId(id),
        name: pick(&NAMES, n),
        party,
        role,
        interpreted: n.is_multiple_of(5),
        key: char::from_digit(id % 10, 10).unwrap(),
    }
}

fn text(n: u16) -> String {
    let (name, party) = (pick(&NAMES, n), pick(&PARTIES, n / 5));
    match n % 5 {
        0 => format!("{name}'s house:{party}"),
        1 => format!("as {name}, a {party}n, said in {PLACE}"),
        2 => format!("{}_{party} ({name}).", name.to_uppercase()),
        3 => "water and bread".to_owned(),
        _ => format!("{party}-{PLACE}-{name}s"),
    }
}

/// The same, with a word that stands nowhere else.
fn marked(session: &Session, n: u16) -> String {
    format!("{} w{}q", text(n), session.log().len())
}

/// The event of a roll: mostly one that fits the state, now and then one with an id out of the air.
fn event(session: &Session, (what, a, b, _): Roll) -> Option<Event> {
    let state = session.state();
    let who = PersonId(one_of(state.roster.members.len(), a));
    let turn = match state.current() {
        Some(turn) if !b.is_multiple_of(13) => turn.id,
        _ => TurnId(u32::from(b) % 9),
    };
    let by = TurnBy { turn, by: Span::from_millis(u64::from(a) * 3) };
    let note = NoteId(one_of(state.notes.len(), a));
    let statement = StatementId(one_of(state.board.statements.len(), a));
    let speaker = [Speaker::Floor, Speaker::Person(who), Speaker::Nobody][usize::from(b) % 3];
    let kind = NoteKind::new(&pick(&[NAMES[0], "need", "story", PARTIES[1]], b)).unwrap();
    let wall = state.wall(session.last()) + chrono::TimeDelta::seconds(i64::from(a) - 100);
    let called = |who, why, started| {
        let turn = if b.is_multiple_of(31) { turn } else { session.next_turn() };
        Fact::Called(Called { turn, who, why, length: Span::from_secs(u64::from(b % 200)), started })
    };
    Some(match what % 128 {
        0 => Event::Joined(person(state.roster.next_id().0, b)),
        1 => Event::Joined(person(who.0, b)),
        2 => Event::PersonCorrected(person(who.0, b)),
        3..=6 => Fact::HandRaised(who).into(),
        7 => Fact::HandLowered(who).into(),
        8..=11 => {
            let next = suggest(state, session.last()).ok()?;
            called(next.person, next.why, !b.is_multiple_of(4)).into()
        }
        12 | 13 => called(who, Why::Moderator, !b.is_multiple_of(4)).into(),
        14 | 15 => Fact::Started(turn).into(),
        16 => Fact::Paused(turn).into(),
        17 => Fact::Resumed(turn).into(),
        18 => Fact::Extended(by).into(),
        19 => Fact::Shortened(by).into(),
        20 | 21 => Fact::StartPutBack(by).into(),
        22 | 23 => Fact::TurnEnded(turn).into(),
        24..=26 => {
            let note = if b.is_multiple_of(17) { note } else { session.next_note() };
            Fact::Noted(Noted { note, kind, speaker, text: marked(session, a) }).into()
        }
        27 => Event::NoteEdited { note, text: marked(session, b) },
        28 => Event::NoteRekinded { note, kind },
        29 => Event::NoteDeleted(note),
        30 | 31 => {
            let statement = if b.is_multiple_of(17) { statement } else { session.next_statement() };
            BoardFact::Proposed(Proposed { statement, who: speaker, wording: marked(session, a) }).into()
        }
        32..=38 | 101..=117 => on_the_board(session, (what, a, b))?.into(),
        39 => Fact::Left(who).into(),
        40 => Fact::Returned(who).into(),
        41 | 42 | 52..=54 => Fact::PhaseBegan(PhaseIndex(usize::from(a) % (state.opening.phases.len() + 1))).into(),
        43 => Fact::RoundBegan(state.round.number + 1).into(),
        44 => Fact::Passed(who).into(),
        45 => Fact::PassedForNow(who).into(),
        46 => Fact::GapUntil(wall).into(),
        50 if b.is_multiple_of(3) => Fact::ClockSet(wall).into(),
        50 | 51 => match state.current().and_then(Turn::away) {
            Some(away) if !b.is_multiple_of(5) => Fact::AwayCounted(TurnBy { turn, by: away }).into(),
            Some(_) => Fact::AwayCounted(by).into(),
            None => Fact::GapUntil(wall).into(),
        },
        47 if a.is_multiple_of(4) => Fact::Ended(wall).into(),
        47 => Fact::Continued(wall).into(),
        48 => Event::Redone(session.redo_target().unwrap_or(Seq(u32::from(a) % 50))),
        49 if a.is_multiple_of(9) => Fact::AgreementsAccepted(Accepted::Accepted).into(),
        55 | 56 => Fact::OrderChanged(OrderRule::ALL[usize::from(a) % OrderRule::ALL.len()]).into(),
        57 | 58 => {
            let some = state.roster.people().map(|person| person.id).filter(|p| b >> (p.0 % 16) & 1 == 0);
            Fact::Chosen(some.chain(a.is_multiple_of(9).then_some(who)).collect()).into()
        }
        59..=73 => return pace::event(session, (what % 128, a, b), who),
        74..=98 => return lanes::event(session, (what % 128 - 15, a, b), who),
        118..=127 => return records::event(session, (what % 128, a, b)),
        _ => Event::Undone(session.undo_target().unwrap_or(Seq(u32::from(a) % 50))),
    })
}

fn opened(plan: &Plan) -> Session {
    let phases = plan.phases.iter().zip(0u16..).map(|((order, rule), n)| Phase {
        question: Some(text(n + 40)),
        hints: vec![text(n + 50)],
        options: if n == 1 { vec![PhaseOption::JointThinking, PhaseOption::Restating] } else { Vec::new() },
        ..phase(&text(n), *order, *rule)
    });
    let mut opening = evening::opening(plan.rule, phases);
    opening.title = text(1);
    opening.series = Some(text(2));
    opening.place = Some(PLACE.to_owned());
    opening.agreements = vec![text(4)];
    opening.rounds_before = 3;
    let mut session = Session::open(opening);
    for n in 0..plan.people {
        let place = u16::try_from(n).unwrap();
        session.record(At::OPENING, Event::Joined(person(u32::from(place) + 1, place * 5 + 1))).unwrap();
    }
    session.record(At::OPENING, Fact::PhaseBegan(PhaseIndex(0))).unwrap();
    session
}

/// Plays the plan; after every act that was accepted, the state is looked at.
fn play(plan: &Plan, mut look: impl FnMut(&Session, At)) -> Session {
    let mut session = opened(plan);
    let mut now = At::OPENING;
    for roll in &plan.rolls {
        now = now.plus(Span::from_millis(u64::from(roll.3)));
        let Some(event) = event(&session, *roll) else { continue };
        if records::strikes(&mut session, now, *roll) {
            look(&session, now);
            continue;
        }
        let before = session.state().clone();
        let entries = session.log().len();
        if session.record(now, event).is_err() {
            assert_eq!((session.state(), session.log().len()), (&before, entries), "a refusal changes nothing");
        } else {
            assert_eq!(session.log().len(), entries + 1);
            look(&session, now);
        }
    }
    session
}

/// What holds at any moment of any evening.
fn holds(session: &Session, now: At) {
    let state = session.state();
    let open: Vec<&Turn> = state.turns.iter().filter(|turn| turn.ended.is_none()).collect();
    assert!(open.iter().filter(|turn| turn.is_running()).count() <= 1, "one speaker at most");
    assert!(
        open.windows(2).all(|pair| pair[1].within == Some(pair[0].id)),
        "what is open stands for what was put into it"
    );
    assert_eq!(state.current().map(|turn| turn.id), open.last().map(|turn| turn.id));
    assert!(state.turns.iter().all(|turn| turn.ended <= Some(now)));
    assert!(state.turns.windows(2).all(|pair| pair[0].id < pair[1].id));
    for (place, turn) in state.turns.iter().enumerate().rev().take(3) {
        let begins = turn.started.unwrap_or(turn.called);
        for before in &state.turns[..place] {
            let is_within = before.ended.is_none_or(|end| turn.ended.is_some_and(|ended| ended <= end));
            let apart = before.ended <= Some(begins) && before.ended.is_some();
            assert!(apart || (is_within && turn.within.is_some()), "turns overlap: {before:?} {turn:?}");
        }
    }
    for turn in &state.turns {
        let from = turn.started.unwrap_or(turn.called);
        let to = turn.ended.unwrap_or(now.max(from));
        assert!(from <= to && turn.spoken(now) <= to.since(from).plus(turn.counted), "{turn:?}");
    }
    let spoken: Span = state.turns.iter().map(|turn| turn.spoken(now)).sum();
    let counted: Span = state.turns.iter().map(|turn| turn.counted).sum();
    let together = spoken.plus(state.quiet_time(now));
    assert!(together <= state.length(now).plus(counted), "{together} of {}", state.length(now));
    let open = state.quiets.iter().rev().skip(1).all(|quiet| quiet.to.is_some_and(|to| quiet.from <= to));
    assert!(open, "one quiet at most");
    let speaks = state.current().is_some_and(Turn::is_running);
    assert!(state.quiet().is_none() || !speaks, "nobody speaks into the quiet");
    for visits in state.visits.windows(2) {
        assert!(visits[0].to.is_some_and(|to| to <= visits[1].from));
    }

    let hands: BTreeSet<PersonId> = state.hands.iter().map(|hand| hand.person).collect();
    assert_eq!(hands.len(), state.hands.len(), "nobody has two hands up");
    assert!(hands.iter().all(|person| !state.has_floor(*person)));
    let asks: BTreeSet<_> = state.asks.iter().filter_map(|ask| Some((ask.lane, ask.who?))).collect();
    assert_eq!(asks.len(), state.asks.iter().filter(|ask| ask.who.is_some()).count(), "nobody twice in one lane");
    assert!(hands.iter().all(|person| state.roster.member(*person).is_some_and(Member::is_present)));
    let line = waiting(state, now);
    let people: BTreeSet<PersonId> = line.iter().map(|one| one.person).collect();
    assert_eq!(people.len(), line.len(), "nobody waits twice");
    order_holds(state, &line, now);
    board_holds(state);
    room_holds(state, now);
    let stands = state.is_ended() || state.keeps_nothing();
    if let (Ok(next), false) = (suggest(state, now), stands) {
        assert!(!next.reasons.is_empty());
        let Suggestion { person: who, why, .. } = next;
        let called = Called { turn: session.next_turn(), who, why, length: Span::ZERO, started: true };
        assert_eq!(session.clone().record(now, Fact::Called(called)).err(), None, "who is suggested can be called");
    }
    if let (Ok(Next::Lane(id)), false) = (next(state, now), stands) {
        let ask = state.ask(id).unwrap();
        let ((to, within), turn) = (state.place_of(ask).unwrap(), session.next_turn());
        let called = LaneCalled { turn, lane: ask.lane, ask: Some(id), who: ask.who, length: Span::ZERO, to, within };
        let stood = state.main_turn().filter(|_| within.is_some());
        let mut other = session.clone();
        assert_eq!(other.record(now, Fact::LaneCalled(called)).err(), None, "who comes next is heard");
        let left = |session: &Session| stood.map(|turn| session.state().turn(turn.id).unwrap().left(now));
        other.record(now, Fact::TurnEnded(turn)).unwrap();
        assert_eq!(left(&other), left(session), "and whoever stood for it has the rest of the time");
        assert_eq!(other.state().main_turn().map(|turn| turn.id), stood.map(|turn| turn.id));
    }
    if !stands && let Ok(target) = session.undo_target() {
        let mut other = session.clone();
        other.record(now, Event::Undone(target)).unwrap();
        assert_eq!(other.redo_target(), Ok(target));
        other.record(now, Event::Redone(target)).unwrap();
        assert_eq!(other.state(), state, "undone and redone");
    }
}

/// The two equations, and that everything comes back from text.
fn equations(session: &Session) {
    let (state, record) = (session.state(), redact(session));
    let left = project(state);
    assert_eq!(record.fold(), left, "fold(redact(log)) == project(fold(log))");
    assert_eq!(project(&left), left, "project(project(s)) == project(s)");
    let check = LeakCheck::default();
    assert_eq!(check.restrict(&record, Attributed).record, record, "under its own rule it stays as it is");
    let again = Session::replay(session.log().to_vec()).unwrap();
    assert_eq!(again.state(), state);
    assert_eq!((again.undo_target(), again.redo_target()), (session.undo_target(), session.redo_target()));
    assert!(session.log().windows(2).all(|pair| pair[0].at <= pair[1].at));
    for entry in session.log() {
        let text = serde_json::to_string(entry).unwrap();
        assert_eq!(&serde_json::from_str::<Entry>(&text).unwrap(), entry, "{text}");
    }
    for entry in &record.log {
        let header = record.opening.rule;
        let text = serde_json::to_string(&FlatEntry::below(header, entry)).unwrap();
        assert_eq!(&serde_json::from_str::<FlatEntry>(&text).unwrap().resolve(header), entry, "{text}");
    }
}

/// The words that attributed turns, notes, wordings and standings say.
fn said_with_names(state: &State) -> String {
    let mut said = String::new();
    let mut says = |rule: RecordRule, words: String| said += if rule.keeps_names() { &words } else { "" };
    let who = |who: Option<Who>| format!("{:?}", who.and_then(Who::person).and_then(|id| state.roster.person(id)));
    for turn in &state.turns {
        says(turn.rule, who(Some(turn.who)));
    }
    for note in &state.notes {
        says(note.rule, format!("{} {} {}", note.text, note.kind.word(), who(note.speaker)));
    }
    for statement in &state.board.statements {
        says(statement.wordings[0].rule, who(statement.proposed_by));
        for wording in &statement.wordings {
            says(wording.rule, wording.text.clone());
        }
        for wording in &statement.wordings {
            says(wording.rule, wording.reason.clone());
        }
        says(statement.rule, format!("{:?}", statement.standing));
        if let Standing::CommonGround { confirmed_by: voices, .. }
        | Standing::CanLiveWith { confirmed_by: voices, .. }
        | Standing::Bracketed { supporters: voices, .. } = &statement.standing
        {
            for voice in voices {
                says(statement.rule, who(Some(*voice)));
            }
        }
        for side in &statement.formulations {
            says(side.rule, format!("{} {:?}", side.text, side.party));
            for (rule, voice) in side.fair.iter().chain(&side.understood) {
                says(*rule, who(Some(*voice)));
            }
        }
        for test in &statement.tests {
            says(test.rule, format!("{:?}", test.scale));
            if let Some(taken) = &test.taken {
                says(taken.rule, format!("{:?}", taken.parties));
                for voice in taken.answers.iter().map(|answer| answer.who).chain(taken.not_asked.iter().copied()) {
                    says(taken.rule, who(Some(voice)));
                }
            }
        }
    }
    for criticism in &state.board.criticisms {
        says(criticism.rule, format!("{} {}", criticism.text, criticism.interest));
    }
    for follow_up in &state.board.follow_ups {
        says(follow_up.rule, format!("{} {}", follow_up.what, who(follow_up.who)));
    }
    for restating in &state.board.restatings {
        says(restating.rule, who(restating.who));
    }
    if let Some((rule, drafter)) = state.board.text.drafter {
        says(rule, who(Some(drafter)));
    }
    if let Some(decided) = &state.board.memorandum {
        says(decided.rule, format!("{:?}", decided.scope));
    }
    said.to_lowercase()
}

/// What was said on the board and left again is in the log, not in the last state. It points at people by their ids.
fn said_in_standings(session: &Session) -> String {
    let attributed = session.effective().filter(|entry| entry.rule.keeps_names());
    let standing = |entry: &Entry| match &entry.event {
        Event::Fact(Fact::Board(fact)) => Some(format!("{fact:?}").to_lowercase()),
        _ => None,
    };
    attributed.filter_map(standing).collect()
}

/// How many evenings are tried; the long gate asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(192)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_evening_keeps_the_invariants(plan in plans(&RecordRule::ALL)) {
        play(&plan, holds);
    }

    #[test]
    fn any_evening_keeps_the_two_equations(plan in plans(&RecordRule::ALL)) {
        equations(&play(&plan, |_, _| ()));
    }

    #[test]
    fn an_attributed_evening_keeps_the_two_equations(plan in plans(&[Attributed])) {
        let session = play(&plan, |_, _| ());
        equations(&session);
        let record = redact(&session);
        prop_assert_eq!(record.people.len(), session.state().roster.members.len());
        let strict = LeakCheck::default().restrict(&record, ChathamHouse).record;
        let all = everything(&strict);
        // The file does not know what was once written down and put right.
        let listed = record.people.iter().flat_map(|one| [Some(&one.person.name), one.person.party.as_ref()]).flatten();
        for marker in listed.map(|word| word.to_lowercase()).chain([PLACE.to_lowercase()]) {
            prop_assert!(!all.contains(&marker), "{} in {}", marker, all);
        }
        prop_assert_eq!(LeakCheck::default().restrict(&strict, ChathamHouse).record, strict);
    }

    #[test]
    fn no_chatham_house_record_holds_a_name_a_party_or_the_place(plan in plans(&[ChathamHouse])) {
        let session = play(&plan, |_, _| ());
        equations(&session);
        let (record, all) = (redact(&session), everything(&redact(&session)));
        prop_assert!(record.people.is_empty());
        for marker in markers(&session) {
            prop_assert!(!all.contains(&marker), "{} in {}", marker, all);
        }
    }

    #[test]
    fn a_mixed_record_names_only_whom_an_attributed_item_names(plan in plans(&RecordRule::ALL)) {
        let session = play(&plan, |_, _| ());
        let state = session.state();
        if state.keeps_all_names() {
            return Ok(());
        }
        let record = redact(&session);
        let (all, said) = (everything(&record), said_with_names(state) + &said_in_standings(&session));
        for marker in markers(&session) {
            prop_assert!(!all.contains(&marker) || said.contains(&marker), "{} in {}", marker, all);
        }
        // Nothing that is named stands inside a nameless turn.
        let kept = record.fold();
        for turn in kept.turns.iter().filter(|turn| turn.who == Who::Withheld) {
            let within = |at: At| turn.called < at && turn.ended.is_none_or(|end| at < end);
            prop_assert!(kept.notes.iter().all(|n| n.turn != Some(turn.id) || n.speaker.is_none_or(|w| w == Who::Withheld)));
            let put = |s: &Statement| within(s.wordings[0].at) && s.proposed_by.is_some_and(|w| w != Who::Withheld);
            prop_assert!(!kept.board.statements.iter().any(put));
        }
        // Ids and keys say nothing of the seats: they are counted among the listed.
        let ids: Vec<u32> = record.people.iter().map(|listed| listed.person.id.0).collect();
        prop_assert_eq!(ids, (1..=u32::try_from(record.people.len()).unwrap()).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_that_an_items_rule_forbids_is_in_a_record(plan in plans(&RecordRule::ALL)) {
        let session = play(&plan, |_, _| ());
        let all = everything(&redact(&session));
        for word in records::forbidden(&session) {
            prop_assert!(!all.contains(&word), "{} in {}", word, all);
        }
    }

    #[test]
    fn the_fold_takes_anything(plan in plans(&[ChathamHouse, Attributed]), times in prop::collection::vec(any::<u64>(), 90)) {
        let mut session = opened(&plan);
        let mut state = session.state().clone();
        for (roll, at) in plan.rolls.iter().zip(times) {
            let Some(event) = event(&session, *roll) else { continue };
            let (at, rule) = (At::from_millis(at), if roll.1.is_multiple_of(2) { Attributed } else { ChathamHouse });
            let _ = session.record(At::from_millis(u64::from(roll.3)), event.clone());
            state.apply(at, rule, &event);
            state.apply(at, rule, &Event::Fact(Fact::PhaseBegan(PhaseIndex(usize::from(roll.2)))));
            state.apply(at, rule, &Event::Joined(person(u32::MAX - u32::from(roll.2 % 3), roll.1)));
            let far = At::from_millis(u64::MAX);
            let _ = (next(&state, far), state.lane_line(), state.two_alone(), state.queue_is_bypassed());
            let _ = (suggest(&state, at), suggest(&state, far), state.airtimes(far), state.wall(far), project(&state));
            let _ = (state.roster.next_id(), state.floor_empty_since(), state.earliest_start(), Outcome::of(&state, at));
        }
    }
}
