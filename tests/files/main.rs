//! Session files as a whole: whatever an evening holds comes back, another reader sees the same, and what is no session is
//! refused quickly and by name.
#![expect(clippy::disallowed_methods, reason = "a test that lays out hostile files")]
#![expect(clippy::unwrap_used, reason = "a failing step fails the test")]

mod exports;
mod readers;

use std::{fs, path::Path, time::Duration};

use parlor::{
    library::{Sealed, SessionId, Trouble},
    session::{
        BoardFact, Called, Confirmed, Criticised, Event, Fact, FollowUpPut, Formulated, MemorandumScope, NoteKind,
        Noted, Opening, Parked, Part, Person, PersonId, PhaseIndex, Proposed, Record, RecordRule, Reworded, Role,
        Session, Span, Speaker, Split, StatementId, TestOpened, TurnBy, Until, Way, Why, redact, shipped_scales, text,
    },
    store::{self, SAMPLES},
};
use proptest::prelude::*;
use yaml_serde::Value;

fn id() -> SessionId {
    SessionId::parse("2026-03-14-1805-k7f3").unwrap()
}

/// Something that a person did: which act, by or about whom, when, and in which words.
#[derive(Clone, Debug)]
struct Act {
    kind: u8,
    whom: u32,
    after: u64,
    words: String,
}

/// Words as people type and paste them, and as nobody would.
fn words() -> impl Strategy<Value = String> {
    let awkward = proptest::sample::select(vec![
        "no",
        "~",
        "null",
        "0:42:17",
        "1e3",
        "- x",
        "# y",
        "a: b",
        "claim #2 stands",
        "'",
        "\"",
        "|",
        ">",
        "%",
        "@x",
        "שלום\nمرحبا",
        "a\n\n  b",
        "end: true",
        "\nend: true",
        "---",
        "...",
        "\u{200f}כן\u{200e}",
        "🫒",
        "\u{85}",
        "{}",
        "[a, b]",
        "&x",
        "*x",
        "!tag",
        "? q",
        "\\n",
        "trailing ",
        "\ttab",
        "\u{1b}[2J",
        "0123",
        "true",
        "e\u{301}",
    ]);
    prop_oneof![awkward.prop_map(str::to_owned), ".{0,60}", "(?s).{0,200}"]
}

fn act() -> impl Strategy<Value = Act> {
    (0..29u8, 1..6u32, 0..400_000u64, words()).prop_map(|(kind, whom, after, words)| Act { kind, whom, after, words })
}

fn opening(rule: RecordRule, title: &str) -> Opening {
    let mut phases = store::shipped_formats().swap_remove(1).phases;
    phases[3].record_rule = Some(RecordRule::ChathamHouse);
    Opening {
        title: text::clean_name(title),
        series: Some("Circle".into()),
        opened: "2026-03-14T18:05:22.123+02:00".parse().unwrap(),
        place: Some("Haifa".into()),
        rule,
        agreements: vec!["Listen.".into()],
        phases,
        rounds_before: 3,
        statements_before: 0,
        follow_ups_before: 0,
    }
}

fn event(act: &Act, session: &Session) -> Event {
    let (who, words) = (PersonId(act.whom), text::clean(&act.words));
    let (statement, phase) = (StatementId(act.whom), PhaseIndex(act.whom as usize));
    let turn = session.state().current().map_or_else(|| session.next_turn(), |turn| turn.id);
    let by = TurnBy { turn, by: Span::from_secs(30) };
    let name = text::clean_name(&act.words);
    let person =
        Person { id: who, name, party: Some("North".into()), role: Role::Participant, interpreted: false, key: '1' };
    match act.kind {
        0 | 1 => Event::Joined(person),
        2 => Event::PersonCorrected(person),
        3 => Fact::PhaseBegan(phase).into(),
        4 => Fact::RoundBegan(act.whom).into(),
        5 => Fact::HandRaised(who).into(),
        6 => Fact::HandLowered(who).into(),
        7 => Fact::Passed(who).into(),
        8 | 9 => Fact::Called(Called {
            turn: session.next_turn(),
            who,
            why: Why::Moderator,
            length: Span::from_millis(act.after),
            started: act.after.is_multiple_of(2),
        })
        .into(),
        10 => Fact::Started(turn).into(),
        11 => Fact::StartPutBack(by).into(),
        12 => Fact::Paused(turn).into(),
        13 => Fact::Resumed(turn).into(),
        14 => Fact::Extended(by).into(),
        15 => Fact::TurnEnded(turn).into(),
        16 | 17 => {
            let kind = NoteKind::new(&act.words).unwrap_or_default();
            Fact::Noted(Noted { note: session.next_note(), kind, speaker: Speaker::Floor, text: words }).into()
        }
        18 => {
            let statement = session.next_statement();
            BoardFact::Proposed(Proposed { statement, who: Speaker::Person(who), wording: words }).into()
        }
        19 => BoardFact::Reworded(Reworded { statement, wording: words.clone(), reason: words }).into(),
        20 => BoardFact::CommonGround(Confirmed { statement, confirmed_by: vec![who], provisional: false }).into(),
        21 => {
            let side = u8::try_from(act.after % 2 + 1).unwrap();
            BoardFact::Formulated(Formulated { statement, side, party: Some("North".into()), text: words }).into()
        }
        22 => BoardFact::Parked(Parked { statement, reason: words, until: Until::Phase(phase) }).into(),
        24 => {
            let criticism = session.next_criticism();
            BoardFact::Criticised(Criticised { criticism, statement, text: words.clone(), interest: words }).into()
        }
        25 => {
            let (follow_up, by) = (session.next_follow_up(), "2026-04-11".parse().ok());
            BoardFact::FollowUp(FollowUpPut { follow_up, who: Some(who), what: words, by, brought: false }).into()
        }
        26 => {
            let part = |statement, wording: &str| Part { statement, wording: wording.to_owned() };
            let next = session.next_statement();
            let into = vec![part(next, &words), part(StatementId(next.0 + 1), "the other half")];
            BoardFact::Split(Split { statement, into }).into()
        }
        27 => {
            let scale = shipped_scales().swap_remove(act.whom as usize % 4);
            let threshold = scale.threshold;
            BoardFact::TestOpened(TestOpened { statement, scale, threshold, way: Way::Totals }).into()
        }
        28 => BoardFact::MemorandumFor(MemorandumScope::Recipients(vec![text::clean_name(&words)])).into(),
        _ => Fact::Left(who).into(),
    }
}

/// The record of an evening on which people tried to do these things.
fn evening(rule: RecordRule, title: &str, acts: &[Act]) -> Record {
    let mut session = Session::open(opening(rule, title));
    session.record(session.last(), Fact::PhaseBegan(PhaseIndex(0))).unwrap();
    for act in acts {
        let at = session.last().plus(Span::from_millis(act.after));
        // What makes no sense is refused, and nothing has happened.
        let _ = session.record(at, event(act, &session));
    }
    redact(&session)
}

/// How many evenings are tried; the long gate asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn whatever_an_evening_holds_comes_back(
        chatham in any::<bool>(),
        title in "[a-zא-ת :#'\"-]{1,40}[a-z]",
        acts in proptest::collection::vec(act(), 0..60),
    ) {
        let rule = if chatham { RecordRule::ChathamHouse } else { RecordRule::Attributed };
        let record = evening(rule, &title, &acts);
        let written = store::render(&id(), &record);
        let sealed = store::parse(&written).map_err(|error| TestCaseError::fail(format!("{error:?}\n{written}")))?;
        prop_assert_eq!(&sealed, &Sealed { id: id(), record, amendments: Vec::new(), replaced: Vec::new(), unknown_keys: Vec::new(), newer: None });
        prop_assert_eq!(store::render(&sealed.id, &sealed.record), written.clone());
        agrees(&sealed, &written)?;
    }

    #[test]
    fn a_file_with_a_few_bytes_changed_is_read_or_refused(
        changes in proptest::collection::vec((0..SAMPLES[2].len(), any::<u8>()), 1..6),
    ) {
        let mut bytes = SAMPLES[2].as_bytes().to_vec();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        // Neither panics nor lets anything through that acts on a terminal.
        if let Ok(sealed) = store::parse(&String::from_utf8_lossy(&bytes)) {
            prop_assert!(!parlor::export::show(&sealed).replace('\n', "").contains(text::is_unsafe));
        }
    }
}

/// Another YAML reader, by another hand, sees the same title, times and notes.
fn agrees(sealed: &Sealed, written: &str) -> Result<(), TestCaseError> {
    let value: Value =
        yaml_serde::from_str(written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
    prop_assert_eq!(value["title"].as_str(), Some(sealed.record.opening.title.as_str()));
    prop_assert_eq!(value["parlor"].as_u64(), Some(1));
    prop_assert_eq!(value["end"].as_bool(), Some(true));
    let log = value["log"].as_sequence().cloned().unwrap_or_default();
    prop_assert_eq!(log.len(), sealed.record.log.len());
    for (line, entry) in log.iter().zip(&sealed.record.log) {
        let at = entry.at.to_string();
        prop_assert_eq!(line["at"].as_str(), Some(at.as_str()));
        if let Fact::Noted(noted) = &entry.event {
            prop_assert_eq!(line["noted"]["text"].as_str(), Some(noted.text.as_str()));
        }
    }
    Ok(())
}

#[test]
fn another_reader_sees_the_samples_as_they_are() {
    for text in SAMPLES {
        agrees(&store::parse(text).unwrap(), text).unwrap();
    }
}

#[test]
fn a_file_cut_at_any_byte_is_refused() {
    let mut sealed = store::parse(SAMPLES[2]).unwrap();
    sealed.record.opening.phases.truncate(1);
    sealed.record.log.truncate(12);
    let text = store::render(&sealed.id, &sealed.record);
    refused_when_cut(&text, (0..text.len() - 1).filter(|cut| text.is_char_boundary(*cut)));
}

#[test]
fn a_sample_cut_at_any_line_is_refused() {
    let text = SAMPLES[2];
    let lines = text.match_indices('\n').map(|(end, _)| end);
    refused_when_cut(text, lines.filter(|end| *end < text.len() - 1).flat_map(|end| [end, end + 1]));
}

/// Only the last line feed may be missing.
fn refused_when_cut(text: &str, cuts: impl Iterator<Item = usize>) {
    assert!(store::parse(&text[..text.len() - 1]).is_ok());
    for cut in cuts {
        let error = store::parse(&text[..cut]).expect_err("a cut file");
        let begun = cut > "parlor: 1\nid:".len();
        assert!(!begun || error.trouble == Trouble::CutShort, "cut at {cut}: {error:?}");
    }
}

#[test]
fn a_cut_in_the_middle_of_a_letter_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.yaml");
    let cut = (0..SAMPLES[2].len()).rfind(|cut| !SAMPLES[2].is_char_boundary(*cut)).unwrap();
    fs::write(&path, &SAMPLES[2].as_bytes()[..cut]).unwrap();
    assert_eq!(store::load(&path).unwrap_err().trouble, Trouble::NotText);
}

#[test]
fn files_from_other_editors_are_read() {
    let plain = store::parse(SAMPLES[0]).unwrap();
    for text in [
        format!("\u{feff}{}", SAMPLES[0]),
        SAMPLES[0].replace('\n', "\r\n"),
        format!("# evening fourteen\n{}\n# said again\n", SAMPLES[0]),
        SAMPLES[0].replacen("end: true", "end: true # whole", 1),
    ] {
        assert_eq!(store::parse(&text).unwrap(), plain);
    }
}

#[test]
fn hostile_files_are_refused_by_name() {
    let with = |from: &str, to: &str| {
        assert!(SAMPLES[0].contains(from), "{from}");
        SAMPLES[0].replacen(from, to, 1).into_bytes()
    };
    let utf16: Vec<u8> = "\u{feff}parlor: 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n".to_owned();
    let refused: Vec<(&str, Vec<u8>)> = vec![
        ("UTF-16", utf16.clone()),
        ("UTF-16 without its mark", utf16[2..].to_vec()),
        ("nought", with("title: What", "title: W\0at")),
        ("not UTF-8", b"parlor: 1\ntitle: \xff\n".to_vec()),
        ("bell", with("title: What", "title: W\u{7}at")),
        ("alias bomb", bomb.into_bytes()),
        ("anchor", with("title: What", "title: &what What")),
        ("alias", with("title: What our children should know", "title: *what")),
        ("tag", with("title: What", "title: !important What")),
        ("double key", with("title: What", "title: a\ntitle: What")),
        ("merge key", with("title: What", "<<: {series: x}\ntitle: What")),
        ("tab", with("  - Jewish", "\t- Jewish")),
        ("depth", format!("parlor: 1\ntitle: {}", "[".repeat(200_000)).into_bytes()),
        ("braces", "{".repeat(200_000).into_bytes()),
        ("two documents", format!("{}---\n{}", SAMPLES[0], SAMPLES[0]).into_bytes()),
        ("a key after the end", format!("{}more: 1\n", SAMPLES[0]).into_bytes()),
        ("a phase that is nought", with("phase: 2", "phase: 0")),
        ("a negative time", with("at: 1m12.516s", "at: -1m12.516s")),
        ("an id that is a path", with("id: 2026-03-14-1905-k7f3", "id: ../../etc/passwd")),
        ("a session without phases", b"parlor: 1\nend: true\n".to_vec()),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in refused {
        let path = folder.path().join("hostile.yaml");
        fs::write(&path, &bytes).unwrap();
        let error = store::load(&path).expect_err(name);
        let said = parlor::words::load_error(&error);
        println!("{name}: {said}");
        assert!(!said.contains(text::is_unsafe), "{name}: {said}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}: the file was touched");
    }
}

#[test]
fn a_huge_file_is_refused_without_reading_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.yaml");
    fs::File::create(&path).unwrap().set_len(100 << 20).unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(store::load(&path).unwrap_err().trouble, Trouble::TooLarge(100 << 20));
    assert!(begun.elapsed() < Duration::from_millis(200));
}

#[test]
fn the_example_in_the_documentation_is_a_session() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/README.md")).unwrap();
    let example = readme.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let sealed = store::parse(example).unwrap();
    assert_eq!(sealed.unknown_keys, [""; 0]);
    // It shows every key of a header, and what its comments say is derived is what would be derived.
    let again = store::render(&sealed.id, &sealed.record);
    let bare = |text: &str| -> Value { yaml_serde::from_str(text).unwrap() };
    assert_eq!(bare(example), bare(&again));
}
