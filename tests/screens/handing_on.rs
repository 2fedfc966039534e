//! What leaves the moderator's hands, and what never does: looking through names before sealing, exports from a past session,
//! the moderator's own page, and the warnings about folders.

use std::fs;

use parlor::{app::Screen, store::SAMPLES};

use crate::stage::{PEOPLE, Stage};

macro_rules! picture {
    ($name:expr, $stage:expr) => {
        insta::assert_snapshot!($name, $stage.screen())
    };
}

/// A living-room evening under the Chatham House Rule in which a name and a party were noted, with its clocks stopped.
fn chatham(seconds: u64) -> Stage {
    let mut stage = Stage::open()
        .press("n BackTab BackTab BackTab BackTab Right Tab Tab Tab Tab")
        .write(PEOPLE[0])
        .press("Enter")
        .write(PEOPLE[1])
        .press("Enter Enter");
    stage = stage.press("1 Enter").wait(seconds);
    stage = stage.press("n").write("#story Hanan's aunt and the Jews of the street").press("Enter");
    stage.press("n").write("her grandmother kept the key").press("Enter q Enter")
}

fn sealing(stage: &Stage) -> &parlor::app::Sealing {
    let Screen::Sealing(sealing) = &stage.app.screen else { panic!("{:?}", stage.app.screen) };
    sealing
}

/// The sealed file.
fn sealed(stage: &Stage) -> String {
    let files = fs::read_dir(stage.folder.path().join("sessions")).unwrap();
    let path = files.map(|file| file.unwrap().path()).find(|path| path.extension().is_some_and(|end| end == "yaml"));
    fs::read_to_string(path.unwrap()).unwrap()
}

#[test]
fn by_day_every_name_is_looked_through_before_sealing() {
    let mut stage = chatham(60);
    assert!(sealing(&stage).looking && sealing(&stage).leaks.leaks.len() == 1);
    picture!("sealing_names_120", {
        stage = stage.size(120, 34);
        &mut stage
    });
    picture!("sealing_names_80", {
        stage = stage.size(80, 24);
        &mut stage
    });
    stage = stage.press("k Enter");
    let preview = stage.screen();
    assert!(!sealing(&stage).looking && preview.contains("1 place, kept in 1"), "{preview}");
    stage = stage.press("n x Enter s");
    let file = sealed(&stage);
    assert!(file.contains("[struck]") && !file.contains("Hanan"), "{file}");
}

#[test]
fn what_is_not_looked_at_is_replaced() {
    let stage = chatham(60).press("Enter s");
    let file = sealed(&stage);
    assert!(file.contains("[name]'s aunt and the [name] of the street") && file.contains("kept the key"), "{file}");
}

#[test]
fn late_in_the_evening_everything_is_withheld_and_tomorrow_is_offered() {
    let mut stage = chatham(2 * 3600 + 600);
    assert!(!sealing(&stage).looking && sealing(&stage).late);
    picture!("sealing_late_120", {
        stage = stage.size(120, 34);
        &mut stage
    });
    let stage = stage.press("l");
    assert!(stage.has_left(), "everything stays in the journal");
    // The next morning, from the list.
    let (folder, _) = stage.crash();
    let stage = Stage::open_after_reboot(folder, 15 * 3600).press("Enter");
    assert!(sealing(&stage).looking && !sealing(&stage).late);
}

#[test]
fn an_attributed_evening_has_nothing_to_look_through() {
    let stage = Stage::evening().press("n").write("Hanan's aunt").press("Enter q Enter");
    assert!(!sealing(&stage).looking && sealing(&stage).leaks.leaks.is_empty());
}

/// A past session in the library: the sample at this place, on its overview.
fn past(sample: usize) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("sessions")).unwrap();
    let id = ["2026-03-14-1905-k7f3", "2026-02-07-1830-q9wd"][sample];
    fs::write(folder.path().join("sessions").join(format!("{id}.yaml")), SAMPLES[sample]).unwrap();
    Stage::open_in(folder, 0).press("Enter")
}

#[test]
fn a_past_session_is_handed_on() {
    let mut stage = past(0).press("h");
    picture!("handing_on_80", stage);
    stage = stage.press("Down Enter");
    picture!("handing_on_where_80", stage);
    let out = stage.folder.path().join("told.html");
    stage = stage.press("Ctrl-u").write(&out.display().to_string()).press("Enter");
    assert!(stage.screen().contains("Written:"), "{}", stage.screen());
    let page = fs::read_to_string(&out).unwrap();
    assert!(page.contains("Tamar") && !page.contains("Time spoken"));
    // The same file is not written over, and airtime is told only when it is asked for.
    stage = stage.press("h Down a Enter Ctrl-u").write(&out.display().to_string()).press("Enter");
    assert!(stage.screen().contains("a file of that name already"), "{}", stage.screen());
    let again = stage.folder.path().join("again.html");
    stage = stage.press("Enter Ctrl-u").write(&again.display().to_string()).press("Enter");
    assert!(fs::read_to_string(&again).unwrap().contains("Time spoken"), "{}", stage.screen());
}

#[test]
fn under_a_stricter_rule_names_are_looked_through_first() {
    let mut stage = past(0).size(120, 34).press("h Right Enter");
    picture!("handing_on_names_120", stage);
    let out = stage.folder.path().join("strict.md");
    stage = stage.press("x Enter Ctrl-u").write(&out.display().to_string()).press("Enter");
    let text = fs::read_to_string(&out).unwrap_or_else(|_| panic!("{}", stage.screen()));
    assert!(text.contains("\\[struck\\]") && text.contains("\\[name\\]"), "{text}");
    for name in ["Tamar", "Hanan", "Jewish", "Haifa"] {
        assert!(!text.contains(name), "{name} in {text}");
    }
}

#[test]
fn the_moderators_own_page_is_theirs_alone() {
    let mut stage = past(1).size(120, 34).press("m");
    stage = stage.press("Down Enter").write("Samir spoke first, and the room waited.").press("Enter");
    stage = stage.press("n").write("Claire paced up and down twice.").press("Enter");
    picture!("own_page_120", stage);
    stage = stage.press("Up Up Up Up Up Enter").write("To hear one story whole.").press("Enter");
    picture!("own_page_80", {
        stage = stage.size(80, 24);
        &mut stage
    });
    let own = stage.folder.path().join("own/2026-02-07-1830-q9wd.yaml");
    let text = fs::read_to_string(&own).unwrap();
    assert!(text.contains("question: happened") && text.contains("paced up and down"), "{text}");
    // It is in no export and in no search.
    let out = stage.folder.path().join("told.md");
    stage = stage.press("Esc h Enter Ctrl-u").write(&out.display().to_string()).press("Enter");
    let told = fs::read_to_string(&out).unwrap_or_else(|_| panic!("{}", stage.screen()));
    assert!(!told.contains("the room waited") && !told.contains("paced"), "{told}");
    // It comes back, and an emptied answer is gone.
    let _stage = stage.press("m Down Enter Ctrl-u Enter");
    let text = fs::read_to_string(&own).unwrap();
    assert!(!text.contains("happened") && text.contains("question: trying"), "{text}");
}

#[test]
fn a_sample_has_no_own_page() {
    let mut stage = Stage::open().press("Enter m");
    assert!(matches!(stage.app.screen, Screen::Review(_)) && stage.screen().contains("A sample has no page"));
}

#[test]
fn sealing_keeps_the_mirror_for_the_moderator() {
    let stage = Stage::evening().press("1 Enter").wait(20).press("+ e q Enter s");
    let own = fs::read_dir(stage.folder.path().join("own")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(own).unwrap();
    assert!(text.contains("mirror:") && text.contains("Jewish: 1 extension (0:30)"), "{text}");
    let stage = chatham(60).press("Enter s");
    let own = fs::read_dir(stage.folder.path().join("own")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(own).unwrap();
    assert!(!text.contains("Tamar") && !text.contains("Jewish") && text.contains("In the chair"), "{text}");
}

#[test]
fn home_and_set_up_say_who_else_can_see_into_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".stfolder")).unwrap();
    let mut stage = Stage::open_in(folder, 0);
    let screen = stage.screen();
    assert!(screen.contains("! Syncthing copies ") && screen.contains("to other computers"), "{screen}");
    let screen = stage.press("n").screen();
    assert!(screen.contains("! Syncthing copies "), "{screen}");
    let screen = Stage::open().screen();
    assert!(!screen.contains("copies"), "{screen}");
}
