//! The record rule by its keys: read aloud, changed, off the record, released, struck; and the curtain.

use parlor::{
    app::{Front, Screen},
    session::{At, Fact, Piece, RecordRule, Span},
};

use crate::stage::Stage;

/// Another rule for the phase in front: so many rows down from the first of the list.
fn under(stage: Stage, keys: &str) -> Stage {
    // The rule of the opening is read aloud first, so that the list is in front.
    stage.press(". Enter").press(&format!(". {keys} Enter"))
}

fn journal(stage: &Stage) -> String {
    let folder = parlor::store::Paths::below(stage.folder.path()).live;
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|path| std::fs::read_to_string(path).unwrap_or_default()).collect()
}

#[test]
fn the_text_is_shown_and_until_one_key_says_that_it_was_read_notes_are_held_in_memory() {
    let mut stage = under(Stage::evening(), "Down");
    assert!(stage.screen().contains("Read this aloud:"), "{}", stage.screen());
    assert_eq!(stage.state().rule(), RecordRule::ChathamHouse, "a stricter rule holds at once");
    stage = stage.press("Esc 4 Enter n").write("the well of Lifta").press("Enter");
    assert!(stage.screen().contains("1 note is held in memory only"), "{}", stage.screen());
    assert!(stage.state().notes.is_empty() && !journal(&stage).contains("Lifta"));
    let mut stage = stage.press("c").write("Water for both.").press("Enter");
    assert!(stage.screen().contains("has not been read aloud yet"), "{}", stage.screen());
    assert!(!journal(&stage).contains("Water"), "what is typed stays in memory too");
    let stage = stage.press("Esc . Enter");
    assert_eq!(stage.state().notes[0].text, "the well of Lifta");
    assert_eq!(stage.state().unread(), None);
    assert!(journal(&stage).contains("Lifta"));
}

#[test]
fn a_change_says_first_that_it_cannot_be_undone() {
    let mut stage = Stage::evening().size(120, 34).press(". Enter . Down Tab");
    insta::assert_snapshot!("rules_choose_120", stage.screen());
    let mut stage = stage.press("Enter");
    insta::assert_snapshot!("rules_read_120", stage.screen());
    assert_eq!(stage.state().rule_of(parlor::session::PhaseIndex(2)), RecordRule::ChathamHouse);
    let mut stage = stage.press("Enter u");
    assert!(stage.screen().contains("are not taken back"), "{}", stage.screen());
}

#[test]
fn one_key_covers_what_was_kept_since_the_phase_began() {
    let stage = Stage::evening().press("4 Enter n").write("before").press("Enter");
    let stage = under(stage, "Down").press("b Enter");
    assert!(stage.state().notes.iter().all(|note| note.rule == RecordRule::ChathamHouse));
}

#[test]
fn off_the_record_nothing_is_kept_and_the_queue_is_as_it_was() {
    let stage = Stage::evening().size(120, 34).press("1 2 Enter").wait(20);
    let before = journal(&stage);
    let mut stage = stage.press("* 5 6 Enter").wait(61);
    insta::assert_snapshot!("rules_off_120", stage.screen());
    let mut small = stage.press("n").size(40, 10);
    assert!(small.screen().contains("OFF THE RECORD"), "{}", small.screen());
    assert!(!matches!(small.app.live().unwrap().front, Front::Line(_)), "there is no note line");
    let after = journal(&small);
    let new = &after[before.len()..];
    let told: Vec<&str> = new.lines().filter(|line| !line.contains("\"alive\"")).collect();
    assert!(told.len() == 1 && told[0].contains("off_record"), "the journal is told nothing else: {new}");
    let stage = small.size(120, 34).press("*");
    assert_eq!(stage.state().hands.len(), 1, "Tamar still waits, Layla and Hanan never did");
    assert_eq!(stage.state().off_records[0].lasted(At::OPENING), Span::from_secs(61));
    let turn = stage.state().current().unwrap();
    assert!(turn.is_paused() && turn.spoken(stage.session().last()) == Span::from_secs(20));
    let stage = stage.press("u");
    assert_eq!(stage.state().off_records.len(), 1, "undo does not cross it");
}

#[test]
fn a_crash_off_the_record_comes_back_off_the_record_with_the_queue_as_it_was() {
    let stage = Stage::evening().press("1 * 5 6 Enter").wait(30);
    let (folder, mono) = stage.crash();
    let mut stage = Stage::open_in(folder, mono + 60_000).press("Enter");
    assert!(stage.screen().contains("OFF THE RECORD"), "{}", stage.screen());
    let stage = stage.press("*");
    assert_eq!((stage.state().hands.len(), stage.state().turns.len()), (1, 0));
    assert!(stage.state().off_records[0].to.is_some());
}

#[test]
fn in_confidence_what_was_released_is_sealed_and_the_rest_is_in_the_own_file() {
    let stage = under(Stage::evening(), "Down Down").press("Enter 4 Enter n").write("the deed of the house");
    let stage = stage.press("Enter n").write("a promise to nobody").press("Enter");
    let mut stage = stage.press("l Up p").size(120, 40).press("Esc q Enter");
    let shown = stage.screen();
    let mut stage = stage.press("PageDown PageDown PageDown PageDown PageDown PageDown");
    assert!(stage.screen().contains("Only in your own file"), "{shown}\n{}", stage.screen());
    let stage = stage.press("s");
    assert!(matches!(stage.app.screen, Screen::Review(_)));
    let sealed = std::fs::read_to_string(stage.sealed()).unwrap();
    assert!(sealed.contains("the deed of the house") && !sealed.contains("promise"), "{sealed}");
    let own = parlor::store::Paths::below(stage.folder.path()).own;
    let own = std::fs::read_dir(own).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&own).unwrap();
    assert!(text.contains("a promise to nobody") && !text.contains("Yousef") && !text.contains("deed"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&own).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_is_struck_is_gone_from_memory_and_disk() {
    let stage = Stage::evening().press("4 Enter n").write("the password is olive").press("Enter n").write("stays");
    let mut stage = stage.press("Enter l Up -");
    assert!(stage.screen().contains("It goes from memory"), "{}", stage.screen());
    let mut stage = stage.press("Enter");
    assert!(stage.screen().contains("Struck:") && stage.screen().contains("● saved"), "{}", stage.screen());
    let journal = journal(&stage);
    assert!(!journal.contains("olive") && journal.contains("stays") && journal.contains("struck"), "{journal}");
    assert!(!format!("{:?}", stage.session()).contains("olive"));
    let stage = stage.press("n").write("later").press("Enter");
    let (folder, mono) = stage.crash();
    let stage = Stage::open_in(folder, mono + 1000).press("Enter");
    let texts: Vec<&str> = stage.state().notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["stays", "later"]);
    let stage = stage.press("q Enter s");
    let sealed = std::fs::read_to_string(stage.sealed()).unwrap();
    assert!(sealed.contains("struck:\n      note: n1"), "{sealed}");
}

#[test]
fn a_sealed_file_is_written_anew_without_what_is_struck() {
    let stage = Stage::evening().press("4 Enter n").write("the password is olive").press("Enter n").write("stays");
    let stage = stage.press("Enter c").write("We share a well.").press("Enter q Enter s Tab Tab");
    let mut stage = stage.press("- Enter");
    assert!(stage.screen().contains("Struck:") && !stage.screen().contains("olive"), "{}", stage.screen());
    let sealed = std::fs::read_to_string(stage.sealed()).unwrap();
    assert!(!sealed.contains("olive") && sealed.contains("stays") && sealed.contains("struck:"), "{sealed}");
    let record = parlor::store::parse(&sealed).unwrap().record;
    assert!(record.fold().notes.len() == 1);
    let stage = stage.press("Tab - Enter");
    assert!(!std::fs::read_to_string(stage.sealed()).unwrap().contains("well"));
    assert!(std::fs::read_dir(stage.sealed().parent().unwrap()).unwrap().count() == 1, "no copy is left");
}

#[test]
fn the_curtain_falls_at_once_and_nothing_is_behind_it() {
    let stage = Stage::evening().press("4 Enter n").write("half a sentence");
    let mut stage = stage.press("F8").wait(30);
    assert!(stage.screen().trim().is_empty(), "{}", stage.screen());
    let mut stage = stage.press("1 Enter Esc ? :").write("and more");
    assert!(stage.screen().trim().is_empty());
    let mut stage = stage.press("F8");
    assert!(stage.screen().contains("half a sentence") && !stage.screen().contains("and more"));
    let turn = stage.state().current().unwrap();
    assert_eq!(turn.spoken(stage.app.live().unwrap().at(&stage.now())), Span::from_secs(30), "the clocks went on");
}

#[test]
fn a_passphrase_brings_the_screen_back_where_one_is_set() {
    let mut stage = Stage::evening();
    stage.app.curtain_is_locked = true;
    let mut stage = stage.press("F8 F8").write("wrong").press("Enter");
    assert!(stage.screen().trim().is_empty());
    let mut stage = stage.write("olive").press("Enter");
    assert!(stage.screen().contains("Miriam"));
}

#[test]
fn a_phase_with_another_rule_shows_its_text_by_itself() {
    let mut stage = Stage::evening();
    let phase = parlor::session::PhaseIndex(1);
    let change = parlor::session::RuleChanged { phase: Some(phase), to: RecordRule::Confidential };
    let now = stage.now();
    if let Screen::Live(live) = &mut stage.app.screen {
        live.record(&now, Fact::RuleChanged(change)).unwrap();
    }
    let mut stage = stage.press("p Enter");
    assert!(
        stage.screen().contains("only what all of us release") || stage.screen().contains("it was read aloud"),
        "{}",
        stage.screen()
    );
    let stage = stage.press("Enter n").write("kept").press("Enter");
    assert_eq!(stage.state().to_release(), [Piece::Note(stage.state().notes[0].id)]);
}

/// What a terminal was sent.
#[derive(Clone, Default)]
struct Sent(std::rc::Rc<std::cell::RefCell<Vec<u8>>>);

impl std::io::Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn behind_the_curtain_the_terminal_is_sent_nothing_but_blanks() {
    use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};
    let sent = Sent::default();
    let viewport = Viewport::Fixed(Rect::new(0, 0, 80, 24));
    let mut terminal =
        Terminal::with_options(CrosstermBackend::new(sent.clone()), TerminalOptions { viewport }).unwrap();
    let mut draw = |stage: &Stage| {
        let now = stage.now();
        terminal.draw(|frame| parlor::view::draw(frame, &stage.app, &now, &parlor::view::Theme::COLOUR)).unwrap();
        String::from_utf8(std::mem::take(&mut *sent.0.borrow_mut())).unwrap()
    };
    let mut stage = Stage::evening().press("4 Enter n").write("half a sentence");
    assert!(draw(&stage).contains("Yousef"));
    stage = stage.press("F8");
    let mut blank = draw(&stage);
    for _ in 0..40 {
        stage = stage.wait(1).press("5");
        blank += &draw(&stage);
    }
    // Moves of the caret, colours that are taken back, and spaces: no letter, no figure, no title.
    let mut rest = blank.as_str();
    while let Some(place) = rest.find('\u{1b}') {
        assert!(rest[..place].trim().is_empty(), "{:?}", &rest[..place]);
        let escape = &rest[place..];
        assert!(escape.starts_with("\u{1b}["), "{escape:?}");
        let end = escape[2..].find(|c: char| c.is_ascii_alphabetic()).unwrap() + 3;
        rest = &escape[end..];
    }
    assert!(rest.trim().is_empty(), "{rest:?}");
}
