//! A whole evening, typed.

use crate::{
    sealed::Sealed,
    terminal::{ALT_ENTER, DOWN, ENTER, ESC, F2, F3, F4, Folders, RIGHT, TAB, Terminal, UP, alt, ctrl},
};

const PEOPLE: [&str; 2] = ["Jewish: Miriam, Tamar (moderator), Eitan", "Palestinian: Yousef (moderator), Layla, Hanan"];

/// From the list to an open evening with six people of two parties.
fn open(t: &mut Terminal) {
    t.wait("There is nothing here yet.").act("n", "An evening");
    for line in PEOPLE {
        t.act(line, line).press(ENTER);
    }
    t.wait("6 people: Jewish 3, Palestinian 3").wait("Enter opens the evening").act(ENTER, "● saved");
}

/// Keys on the floor, until the line that says what undo would take back names the act.
fn act(t: &mut Terminal, keys: &str, done: &str) {
    t.act(keys, &format!("u undo: {done}"));
}

#[test]
fn a_whole_evening() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 180, 50);
    open(&mut t);
    welcome(&mut t);
    dialogue(&mut t);
    board(&mut t);
    t.wait("● saved").kill();

    let mut t = Terminal::spawn(&folders, 180, 50);
    t.wait("To be continued").wait("continue").act(ENTER, "is back").wait("The turn that was running stands.");
    act(&mut t, " ", "resumed");
    people_and_notes(&mut t);
    closing(&mut t);
    t.act("q", "End the evening?").act(ENTER, "What will remain").wait("parlor: 1");
    t.act("s", "Sealed:").wait("7 turns · 4 notes");
    t.act(TAB, "│ quiet").act(TAB, "the second line, put right").act(TAB, "Held as a difference");
    t.press(DOWN).press(DOWN).wait("We are asked to prove our dead.");
    t.act("q", "Sessions 1").press("q");
    assert_eq!(t.exit().exit_code(), 0);

    let file = Sealed::read(&folders);
    assert_eq!(file.log(), ACTS);
    assert_eq!(file.under(&["people", "*", "name"]), ["Miriam", "Tamar", "Eitan", "Yousef", "Layla", "Hanan", "Sami"]);
    assert_eq!(file.under(&["people", "*", "role"]), ["moderator", "moderator"]);
    assert_eq!(file.under(&["parties", "*"]), ["Jewish", "Palestinian"]);
    assert_eq!(file.under(&["outcome", "turns"]), ["7"]);
    assert_eq!(file.under(&["outcome", "notes"]), ["4"]);
    assert_eq!(file.under(&["outcome", "common_ground", "*"]), ["Our children should be safe."]);
    assert_eq!(file.under(&["outcome", "spoke", "*", "turns"]), ["2", "0", "1", "1", "0", "2", "1"]);
    assert_eq!(Folders::files(&folders.journals()), [""; 0].map(std::path::PathBuf::from), "the journal is gone");
    folders.assert_private();
}

/// What the sealed file says of the evening below, act by act: `u` and Ctrl-R leave no trace, hands and walks do.
const ACTS: &[&str] = &[
    "phase 1",
    "agreements accepted",
    "hand_raised p6",
    "hand_raised p1",
    "hand_raised p3",
    "hand_lowered p3",
    "called t1 p6 asked_first 1m true",
    "paused t1",
    "resumed t1",
    "extended t1 30s",
    "shortened t1 30s",
    "start_put_back t1 5s",
    "noted n1 need p6 to be believed, and to be safe",
    "noted n2 need p6 my grandmother’s key",
    "noted n3 question p5 what comes next?",
    "noted n4 note p6 the first line\nthe second line, put right",
    "called t2 p4 moderator 1m true",
    "turn_ended t2",
    "called t3 p1 asked_first 1m false",
    "started t3",
    "hand_raised p5",
    "hand_raised p2",
    "phase 2",
    "proposed s1 nobody We want our children safe.",
    "proposed s2 p5 Grief needs no explanation.",
    "proposed s3 nobody The key stays in the family.",
    "proposed s4 nobody Land is memory.",
    "proposed s5 nobody Somebody else will fix this.",
    "reworded s1 Our children should be safe. they said so",
    "common_ground s1 p1 p4",
    "formulated s2 1 Jewish We grieve, and are asked why.",
    "formulated s2 2 Palestinian We are asked to prove our dead.",
    "vouched s2 2 fair p4",
    "vouched s2 2 understood p1",
    "vouched s2 1 fair p1",
    "vouched s2 1 understood p4",
    "held_difference s2",
    "withdrawn s5",
    "reopened s5",
    "withdrawn s5",
    "parked s4 for the autumn close",
    "gap_until …",
    "resumed t3",
    "left p3",
    "hand_raised p7",
    "phase 3",
    "phase 4",
    "passed p5",
    "passed_for_now p6",
    "called t5 p7 next_in_round 20s true",
    "returned p3",
    "called t6 p1 next_in_round 20s true",
    "called t7 p3 next_in_round 20s true",
    "called t8 p6 came_back 20s true",
    "extended t8 30s",
    "paused t8",
    "round 2",
    "turn_ended t8",
    "ended …",
];

/// Hands, the floor, its clock, notes: in the first phase.
fn welcome(t: &mut Terminal) {
    t.act("a", "once the group has accepted them").press(ENTER).wait_gone("once the group has accepted them");
    act(t, "6", "Hanan raised a hand");
    act(t, "1", "Miriam raised a hand");
    act(t, "3", "Eitan raised a hand");
    act(t, "3", "Eitan lowered the hand");
    act(t, ENTER, "called Hanan");
    act(t, " ", "paused");
    act(t, " ", "resumed");
    act(t, "+", "+30");
    act(t, "-", "−30");
    act(t, "<", "start put back");
    note(t, "to be believed, and to be safe #need", "to be believed, and to be safe");
    t.act("n", "note #note");
    t.act(TAB, "note #story").press("my grandmother’s key").press(ENTER).wait_gone("╭─ note");
    note(t, "@Layla: what comes next? #question", "what comes next?");
    t.act("n", "note #note").act("the first line", "the first line").press(ALT_ENTER);
    t.act("the second line", "the second line").press(ENTER).wait_gone("╭─ note");
    note(t, "a note to be thrown away #rumour", "a note to be thrown away");
}

fn note(t: &mut Terminal, typed: &str, shown: &str) {
    t.act("n", "note #note").press(typed).press(ENTER).wait_gone("╭─ note").wait(shown);
}

/// Somebody else called, a call without a clock, a wrong *next*, undo and redo, the next phase.
fn dialogue(t: &mut Terminal) {
    t.act("g", "Who gets the floor?");
    act(t, "4", "called Yousef");
    act(t, "e", "ended the turn");
    act(t, "k", "called Miriam");
    t.wait("Space starts");
    act(t, " ", "started the clock");
    act(t, "5", "Layla raised a hand");
    act(t, ENTER, "called Layla");
    act(t, "u", "Layla raised a hand");
    act(t, "2", "Tamar raised a hand");
    act(t, "u", "Layla raised a hand");
    act(t, &ctrl('r'), "Tamar raised a hand");
    t.act("p", "goes there");
    act(t, ENTER, "moved to Open dialogue");
    t.wait("balanced");
}

/// Five statements, and every place where one can stand.
fn board(t: &mut Terminal) {
    for wording in [
        "We want our children safe.",
        "@Layla Grief needs no explanation.",
        "The key stays in the family.",
        "Land is memory.",
        "Somebody else will fix this.",
    ] {
        t.act("c", "╭─ statement")
            .press(wording)
            .press(ENTER)
            .wait_gone("╭─ statement")
            .wait(wording.trim_start_matches("@Layla "));
    }
    t.act("b", "╭─ Board");
    t.act("w", "╭─ reword").press(ctrl('u')).press("Our children should be safe.").press(ENTER).wait("╭─ why?");
    t.press("they said so").press(ENTER).wait_gone("╭─ why?").wait("they said so");
    t.act("g", "Still missing: not read back").act("1", "Still missing: Palestinian");
    t.act("4", "that is everybody").act(ENTER, "confirmed by Miriam, Yousef");
    t.press(DOWN).act("d", "fairly put").act(ENTER, "╭─ Jewish").press("We grieve, and are asked why.").press(ENTER);
    t.wait("· fair").act(ENTER, "╭─ Palestinian").press("We are asked to prove our dead.").press(ENTER);
    t.wait("We are asked to prove our dead.").press("4").press("1").press(TAB).press("1").act("4", "why it matters");
    t.act(ENTER, "╭─ why does it matter?").press(ENTER).wait("as a difference");
    t.press(UP);
    act(t, "x", "withdrew s");
    act(t, "o", "put s");
    act(t, "x", "withdrew s");
    t.press(UP).press(UP).act("k", "╭─ park").press("for the autumn").press(ENTER).wait("back when?").press(ENTER);
    act(t, "", "parked s");
    act(t, "u", "withdrew s");
    act(t, &ctrl('r'), "parked s");
    t.press(ESC).wait_gone("╭─ Board");
}

/// Somebody comes late, somebody goes and comes back, a name is put right; a note is edited, re-kinded, deleted.
fn people_and_notes(t: &mut Terminal) {
    t.act("s", "╭─ People ──").act("a", "╭─ who came?").press("Sami, Palestinian").press(ENTER).wait("came ");
    t.press(DOWN).press(DOWN).act("x", "left ");
    t.press(ESC).wait("not yet heard");
    act(t, &alt('7'), "Sami raised a hand");
    t.act("l", "╭─ Notes ──").act("x", "Delete this note?").press(ENTER).wait_gone("thrown away");
    t.act("e", "╭─ edit the note").press(", put right").press(ENTER).wait("put right");
    t.press(UP).press(UP).act(TAB, "#need");
    t.press(ESC).wait("not yet heard");
}

/// Two phases on, and a go-round with passes.
fn closing(t: &mut Terminal) {
    t.act("p", "goes there");
    act(t, ENTER, "moved to Common ground");
    t.act("p", "goes there");
    // What is parked comes up by itself.
    act(t, ENTER, "moved to Closing");
    t.wait("back now").press(ESC).wait_gone("╭─ Board");
    act(t, "v", "Layla passed");
    act(t, "w", "Hanan passed for now");
    act(t, ENTER, "called Sami");
    t.act("s", "╭─ People ──")
        .wait("left ")
        .press(DOWN)
        .press(DOWN)
        .press("x")
        .wait_gone("left ")
        .press(ESC)
        .wait("not yet heard");
    act(t, ENTER, "called Miriam");
    act(t, ENTER, "called Eitan");
    act(t, F2, "called Hanan");
    act(t, F4, "+30");
    act(t, F3, "paused");
    act(t, "o", "began another round");
    act(t, "e", "ended the turn");
}

/// Names that stand in no other text, so that finding one anywhere means that it was told.
const MARKERS: [&str; 8] = ["Zafira", "Ximena", "Quorra", "Wolfram", "Qarthag", "Vulkan", "Jabberwock", "Xanadu"];

#[test]
fn nothing_of_who_was_there_remains_under_chatham_house() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 180, 50);
    t.wait("There is nothing here yet.").act("n", "An evening").press(TAB).act(RIGHT, "Living-room evening");
    t.press(TAB).act("An evening with Zafira", "An evening with Zafira");
    t.press(TAB).act("Thursday circle", "a new group").press(TAB).act("Xanadu Street", "Xanadu Street");
    t.press(TAB).press("Qarthaginian: Zafira, Wolfram (moderator)\rVulkanian: Ximena, Quorra\r");
    t.wait("4 people: Qarthaginian 2, Vulkanian 2").act(ENTER, "● saved").wait("Chatham House");
    act(&mut t, "1", "Zafira raised a hand");
    act(&mut t, ENTER, "called Zafira");
    note(&mut t, "@Ximena: Zafira's house, and Jabberwock's #Jabberwock", "Ximena");
    note(&mut t, "what Vulkanians and Wolfram say on Xanadu Street", "what Vulkanians");
    t.act("g", "Who gets the floor?");
    act(&mut t, "3", "called Ximena");
    t.act("s", "╭─ People ──").act("a", "╭─ who came?").press("Jabberwock, Vulkanian").press(ENTER).wait("came ");
    t.press(ESC).wait("not yet heard");
    t.act("c", "╭─ statement").press("Zafira and Quorra want the same.").press(ENTER).wait_gone("╭─ statement");
    t.act("b", "╭─ Board").act("g", "the room confirms").press("1").act("4", "that is everybody");
    t.act(ENTER, "confirmed by").act("c", "╭─ statement").press("Left open.").press(ENTER).wait("Left open.");
    t.act("d", "fairly put").act(ENTER, "╭─ Qarthaginian").press("As Wolfram puts it.").press(ENTER);
    t.wait("· fair").act(ENTER, "╭─ Vulkanian").press("As Quorra puts it.").press(ENTER);
    t.wait("As Quorra puts it.").press("4").press("1").press(TAB).press("1").act("4", "why it matters");
    t.act(ENTER, "╭─ why does it matter?").press(ENTER).wait("as a difference");
    t.press(ESC).wait("not yet heard");
    t.wait("● saved").kill();

    let mut t = Terminal::spawn(&folders, 180, 50);
    t.wait("To be continued").act(ENTER, "is back");
    act(&mut t, "e", "ended the turn");
    t.act("p", "goes there");
    act(&mut t, ENTER, "moved to Names");
    act(&mut t, "v", "Zafira passed");
    t.act("q", "End the evening?").act(ENTER, "What will remain").wait("parlor: 1");
    // The head of the page names the evening as the room does.
    let page = |screen: &str| screen.lines().skip(1).collect::<String>();
    t.wait_until("no name in what will remain", |screen| told(&page(screen)).is_empty());
    t.act("s", "Sealed:").wait("Overview").act("q", "Sessions 1");
    t.wait_until("no name in the list", |screen| told(screen).is_empty());
    t.press("q").exit();

    let file = Sealed::read(&folders);
    assert_eq!(file.under(&["record_rule"]), ["chatham_house"]);
    assert_eq!(file.under(&["series"]), ["Thursday circle"]);
    assert!(file.log().iter().any(|act| act.starts_with("common_ground")), "{:#?}", file.log());
    for folder in [folders.sessions(), folders.journals()] {
        for path in Folders::files(&folder) {
            let text = std::fs::read_to_string(&path).expect("text") + &path.to_string_lossy();
            assert_eq!(told(&text), [""; 0], "{}: {text}", path.display());
        }
    }
    assert!(Folders::files(&folders.journals()).is_empty(), "the journal is gone");
    assert_eq!(Folders::files(&folders.groups()).len(), 1, "the group knows whom to invite");
    folders.assert_private();
}

/// The markers that a text tells.
fn told(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    MARKERS.into_iter().filter(|marker| text.contains(&marker.to_lowercase())).collect()
}
