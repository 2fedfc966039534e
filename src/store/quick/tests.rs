use super::extract;
use crate::{
    library::{Extract, SessionId},
    session::{
        At, BoardFact, BracketKind, Bracketed, Brought, Confirmed, Criticised, CriticismId, Fact, FollowUpId,
        FollowUpPut, FollowUpStands, Formulated, Held, KINDS, Merged, NoteId, NoteKind, Noted, Parked, PersonId,
        PhaseIndex, Progress, Proposed, Record, Reworded, SavedEntry, SavedEvent, Speaker, StatementId, Until, Who,
    },
    store::{SAMPLES, parse, render, sample},
};

/// Texts that a careless reader takes for something else.
const SAID: [&str; 34] = [
    "to be believed",
    "she said: \"we kept the key\"",
    "it's 'hers'",
    "a # no comment",
    "#need is a kind",
    "two\nlines",
    "two\n\nparagraphs\n  - at: 1m00.000s\n    phase: 9",
    "- a list",
    "? a question",
    "yes",
    "null",
    "~",
    "1948",
    "0x10",
    "1e3",
    "2026-03-14",
    "key: value",
    "ends with a colon:",
    "*alias &anchor !tag",
    "[brackets] {braces}",
    "% @ `",
    "| pipe",
    "> more",
    "back\\slash",
    "end: true",
    "log:",
    "סַבָּתָא שָׁמְרָה אֶת הַמַּפְתֵּחַ",
    "قالت جدتي: لا",
    "漢字、👩‍👧 and a\u{a0}space",
    "…",
    "\u{200f}right\u{200e}",
    "x",
    "a  b   c",
    "'",
];

fn read_whole(text: &str) -> Extract {
    Extract::of(&parse(text).expect("a session"))
}

#[test]
fn the_samples_say_the_same_either_way() {
    for text in SAMPLES {
        assert_eq!(extract(text).expect("it is in our hand"), read_whole(text));
    }
}

/// A fact at random, about things of which there are few.
fn fact(chance: &mut fastrand::Rng, last: &mut u32) -> SavedEvent {
    let text = |chance: &mut fastrand::Rng| SAID[chance.usize(..SAID.len())].to_owned();
    let statement = StatementId(chance.u32(0..=*last));
    let mut new = || {
        *last += 1;
        StatementId(*last)
    };
    let who = *chance.choice(&[Who::Named(PersonId(1)), Who::Named(PersonId(5)), Who::Withheld]).expect("some");
    let speaker = if chance.bool() { Speaker::Nobody } else { Speaker::Person(who) };
    let board = match chance.u8(0..20) {
        0 => return Fact::PhaseBegan(PhaseIndex(chance.usize(..3))),
        1 => return Fact::HandRaised(Who::Named(PersonId(2))),
        2 => return Fact::GapUntil("2026-03-14T23:30:00+02:00".parse().expect("a time")),
        3..=6 => {
            let kind = NoteKind::new(KINDS[chance.usize(..KINDS.len())]).expect("a kind");
            return Fact::Noted(Noted { note: NoteId(chance.u32(..)), kind, speaker, text: text(chance) });
        }
        7 => BoardFact::Proposed(Proposed { statement: new(), who: speaker, wording: text(chance) }),
        8 => BoardFact::Reworded(Reworded { statement, wording: text(chance), reason: text(chance) }),
        9 => BoardFact::CommonGround(Confirmed { statement, confirmed_by: vec![who], provisional: false }),
        10 => {
            let party = chance.bool().then(|| "Jewish: two".to_owned());
            BoardFact::Formulated(Formulated { statement, side: 1, party, text: text(chance) })
        }
        11 => BoardFact::HeldDifference(Held { statement, why: text(chance) }),
        12 => BoardFact::Bracketed(Bracketed {
            statement,
            kind: BracketKind::Waiting,
            text: text(chance),
            supporters: vec![who],
        }),
        13 => BoardFact::Parked(Parked { statement, reason: text(chance), until: Until::Phase(PhaseIndex(1)) }),
        14 => BoardFact::Criticised(Criticised {
            criticism: CriticismId(chance.u32(..)),
            statement,
            text: text(chance),
            interest: text(chance),
        }),
        15 => BoardFact::FollowUp(FollowUpPut {
            follow_up: FollowUpId(chance.u32(1..4)),
            who: chance.bool().then_some(who),
            what: text(chance),
            by: None,
            brought: chance.bool(),
        }),
        16 => {
            let progress = *chance.choice(&[Progress::Open, Progress::Done, Progress::Dropped]).expect("some");
            BoardFact::FollowUpStands(FollowUpStands { follow_up: FollowUpId(chance.u32(1..4)), progress })
        }
        17 => {
            let from = vec![statement, StatementId(1)];
            BoardFact::Merged(Merged { from, into: new(), wording: text(chance) })
        }
        18 if chance.bool() => BoardFact::Withdrawn(statement),
        18 => BoardFact::Reopened(statement),
        _ => {
            let until = chance.bool().then_some(Until::Close);
            BoardFact::Brought(Brought {
                statement: new(),
                wording: text(chance),
                reason: text(chance),
                until,
                earlier: vec![],
            })
        }
    };
    Fact::Board(board)
}

#[test]
fn whatever_is_said_is_read_the_same_either_way() {
    let mut chance = fastrand::Rng::with_seed(7);
    let sealed = sample(0).expect("a sample");
    let id = SessionId::parse("2026-03-14-1905-k7f3").expect("an id");
    let mut quickly = 0;
    for _ in 0..80 {
        let mut last = 0;
        let mut entry = |nth: u64, chance: &mut fastrand::Rng| {
            let rule = sealed.record.opening.rule;
            SavedEntry { at: At::from_millis(nth * 61_234), rule, event: fact(chance, &mut last) }
        };
        let mut opening = sealed.record.opening.clone();
        opening.title = SAID[chance.usize(..SAID.len())].to_owned();
        let log: Vec<SavedEntry> = (0..30).map(|nth| entry(nth, &mut chance)).collect();
        let text = render(&id, &Record { opening, log, ..sealed.record.clone() });
        if let Some(said) = extract(&text) {
            quickly += 1;
            let whole = read_whole(&text);
            for (quick, whole) in said.passages.iter().zip(&whole.passages) {
                assert_eq!(quick, whole);
            }
            assert_eq!(said, whole);
        }
    }
    assert!(quickly > 60, "most files of ours are read quickly: {quickly}");
}

#[test]
fn what_is_not_in_our_hand_is_read_whole() {
    let edited = |from: &str, to: &str| {
        assert!(SAMPLES[0].contains(from), "{from}");
        extract(&SAMPLES[0].replacen(from, to, 1))
    };
    for (from, to) in [
        ("\nend: true\n", "\n"),
        ("parlor: 1\n", "parlor: 2\n"),
        ("text: Tamar and Yousef", "text: >-\n        Tamar and Yousef"),
        ("text: Tamar and Yousef", "text: 'Tamar and Yousef"),
        ("text: Tamar and Yousef moderate", "text: Tamar and Yousef\n        moderate"),
        ("text: Tamar and Yousef moderate", "text: Tamar and Yousef # moderate"),
        ("speaker: p4", "speaker: floor"),
        ("      kind: process", "      kind: Process"),
        ("hand_raised: p8", "hand_risen: p8"),
        ("  - at: 0m32.758s\n    noted:\n", "  - noted:\n"),
        ("  length: ", "  long: "),
        ("\nend: true\n", "\namendments:\n  - made: 2026-03-15T10:00:00+02:00\nend: true\n"),
        ("    phase: 1\n", "    phase: 100\n"),
    ] {
        assert_eq!(edited(from, to), None, "{from} → {to}");
    }
}

#[test]
fn a_key_that_nobody_knows_changes_nothing() {
    let text = SAMPLES[0].replacen("series:", "weather:\n  - rain\n  - sun\nseries:", 1);
    assert_eq!(extract(&text).expect("it is read quickly"), read_whole(&text));
}
