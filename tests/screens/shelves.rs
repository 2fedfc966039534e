//! The list of many sessions, the search in them, and what was promised.

use std::fs;

use parlor::{
    app::Screen,
    store::{Paths, SAMPLES},
};
use tempfile::TempDir;

use crate::stage::Stage;

macro_rules! picture {
    ($name:expr, $stage:expr) => {
        insta::assert_snapshot!($name, $stage.screen())
    };
}

/// A library of the samples, a file that was cut, and two groups with something promised.
fn library() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    fs::create_dir_all(&paths.sessions).unwrap();
    fs::create_dir_all(&paths.groups).unwrap();
    for text in SAMPLES {
        let id = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
        fs::write(paths.sessions.join(format!("{id}.yaml")), text).unwrap();
    }
    fs::write(paths.sessions.join("2025-11-02-1900-cut2.yaml"), &SAMPLES[0][..4000]).unwrap();
    let group = |name: &str, promised: &str| {
        format!(
            "parlor_group: 1\nname: {name}\nevenings: 14\nboard:\n  follow_ups:\n{promised}people:\n  - name: Hanan\nend: true\n"
        )
    };
    let olive = group(
        "Olive Tree Circle",
        "    - id: f1\n      who: Hanan\n      what: asks her mother whether we may come\n      by: 2026-04-11\n    - id: f2\n      what: somebody finds a room without stairs\n",
    );
    let table = group(
        "Wednesday Table",
        "    - id: f4\n      who: سامر\n      what: يسأل والدته عن المفتاح\n      by: 2026-03-20\n    - id: f5\n      who: Ruth\n      what: brings the photographs\n      by: 2026-02-28\n",
    );
    fs::write(paths.groups.join(parlor_group("Olive Tree Circle")), olive).unwrap();
    fs::write(paths.groups.join(parlor_group("Wednesday Table")), table).unwrap();
    folder
}

/// The name of a group's file, as the program gives it.
fn parlor_group(name: &str) -> String {
    let folded = name.to_lowercase();
    format!("{:08x}{:04x}.yaml", crc32fast::hash(folded.as_bytes()), folded.len())
}

fn open() -> Stage {
    Stage::open_in(library(), 0)
}

#[test]
fn the_list_by_group_and_date_with_a_look_at_the_marked_one() {
    picture!("library_80", open());
    picture!("library_120", open().size(120, 34));
    picture!("library_broken_120", open().size(120, 34).press("Down Down Down Down Down Down"));
}

#[test]
fn the_list_is_narrowed_as_one_types() {
    let mut stage = open().size(120, 34).press("f").write("OLIVE mirí");
    let screen = stage.screen();
    assert!(screen.contains("Olive Tree Circle") && !screen.contains("Wednesday Table"), "{screen}");
    assert!(screen.contains("1 of 5"), "{screen}");
    // What was typed narrows the list also after a session was looked at.
    stage = stage.press("Enter").press("Esc");
    assert!(stage.screen().contains("only › OLIVE mir"), "{}", stage.screen());
    let mut stage = stage.press("Esc");
    assert!(stage.screen().contains("Wednesday Table"));
    assert!(open().press("f").write("zzzz").screen().contains("No session has all of that in its line"));
}

#[test]
fn a_search_from_the_list() {
    picture!("search_empty_80", open().press("/"));
    picture!("search_120", open().size(120, 34).press("/").write("key"));
    picture!("search_80", open().press("/").write("home"));
    picture!("search_filter_120", open().size(120, 34).press("/").write("kind:need by:hanan"));
    picture!("search_arabic_80", open().press("/").write("ينادي"));
    let screen = open().press("/").write("after:soon").screen();
    assert!(screen.contains("“soon” is no year"), "{screen}");
    assert!(open().press("/").write("zzzz").screen().contains("nothing found"));
}

#[test]
fn enter_jumps_to_the_passage_and_back() {
    let mut stage = open().size(120, 34).press("/").write("lemon kind:story").press("Down Enter");
    let Screen::Review(review) = &stage.app.screen else { panic!("{}", stage.screen()) };
    let note = review.marked.and_then(|id| review.state.note(id)).expect("a note is marked");
    assert!(note.text.to_lowercase().contains("lemon"), "{}", note.text);
    let text = note.text[..20].to_owned();
    assert!(stage.screen().contains(&text), "the page of the notes is in front: {}", stage.screen());
    stage = stage.press("Esc");
    let screen = stage.screen();
    assert!(screen.contains("› lemon kind:story") && screen.contains("▸"), "{screen}");
    assert!(stage.press("Esc").is_home());
}

#[test]
fn a_search_from_a_session_goes_back_to_it() {
    let stage = open().press("Enter Tab /").write("home");
    let Screen::Search(search) = &stage.app.screen else { panic!("searches") };
    assert!(search.behind.is_some() && search.found.passages > 0);
    let stage = stage.press("Esc");
    assert!(matches!(stage.app.screen, Screen::Review(_)));
}

#[test]
fn what_was_promised_is_marked_as_done_in_the_file_of_its_group() {
    picture!("due_80", open().press("d"));
    picture!("due_120", open().size(120, 34).press("d"));
    let file = |stage: &Stage| {
        let path = Paths::below(stage.folder.path()).groups.join(parlor_group("Wednesday Table"));
        fs::read_to_string(path).unwrap()
    };
    let mut stage = open().press("d d");
    let screen = stage.screen();
    assert!(screen.contains("3 open") && screen.contains("done 14 Mar 2026"), "{screen}");
    assert!(file(&stage).contains("done:") && file(&stage).contains("2026-03-14"), "{}", file(&stage));
    let mut stage = stage.press("PageDown o");
    assert!(stage.screen().contains("4 open 1 late"), "{}", stage.screen());
    assert!(!file(&stage).contains("done:"), "{}", file(&stage));
}

#[test]
fn the_pages_can_be_drawn_at_every_size() {
    let stages: [fn() -> Stage; 5] = [
        open,
        || open().press("f").write("o"),
        || open().press("/"),
        || open().press("/").write("key"),
        || open().press("d"),
    ];
    for open in stages {
        let mut stage = open();
        for (columns, rows) in [(0, 0), (1, 1), (2, 40), (200, 3), (13, 7), (40, 10), (101, 5), (120, 34), (200, 60)] {
            stage = stage.size(columns, rows);
            stage.screen();
        }
    }
}
