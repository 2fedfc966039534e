//! The built program on the command line.
#![expect(clippy::disallowed_methods, reason = "a test that lays out files for the program")]
#![expect(clippy::unwrap_used, reason = "a failing step fails the test")]

use std::{
    fs,
    io::Read,
    path::Path,
    process::{Command, Output, Stdio},
};

use parlor::store::SAMPLES;

/// The program with folders of its own, so that nothing of the user's is read or written.
fn parlor(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parlor"));
    for name in ["PARLOR_DATA", "PARLOR_STATE", "PARLOR_CONFIG"] {
        command.env(name, home);
    }
    command.env_remove("PARLOR_SESSIONS").args(arguments).stdin(Stdio::null());
    command
}

fn run(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = parlor(home, arguments).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .map(|path| path.display().to_string())
        .collect()
}

#[test]
fn check_says_nothing_of_the_samples() {
    let home = home();
    let samples = samples();
    assert_eq!(samples.len(), 4);
    let arguments: Vec<&str> = ["check"].into_iter().chain(samples.iter().map(String::as_str)).collect();
    assert_eq!(run(home.path(), &arguments), (0, String::new(), String::new()));
}

#[test]
fn check_says_file_line_column_and_reason() {
    let home = home();
    let (bad, odd) = (home.path().join("bad.yaml"), home.path().join("odd.yaml"));
    fs::write(&bad, SAMPLES[0].replacen("minutes: 6", "minutes: six", 1)).unwrap();
    fs::write(&odd, SAMPLES[0].replacen("series:", "weather: rain\nseries:", 1)).unwrap();
    let (bad, odd) = (bad.display().to_string(), odd.display().to_string());
    let (code, out, said) = run(home.path(), &["check", &bad, &odd]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        said,
        format!("{bad}:18:14: `minutes`: expected a whole number\n{odd}: warning: the key `weather` is not known\n")
    );
    assert_eq!(run(home.path(), &["check", &odd]).0, 0);
}

#[test]
fn show_prints_an_evening_or_says_why_not() {
    let home = home();
    let chatham = samples().into_iter().find(|file| file.contains("chatham")).unwrap();
    let (code, out, said) = run(home.path(), &["show", &chatham]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(out.starts_with("Living-room evening on coming home\n") && out.contains("Common ground\n  • "), "{out}");
    for name in ["Ruth", "Samir", "Nazareth", "Claire", "Time spoken", "People"] {
        assert!(!out.contains(name), "{name} is not for telling");
    }
    let (code, out, said) = run(home.path(), &["show", "/nowhere.yaml"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(said.ends_with("The file was left as it is.\n"), "{said}");
}

#[test]
fn list_names_every_file_of_the_library() {
    let home = home();
    let library = home.path().join("sessions");
    assert_eq!(run(home.path(), &["list"]), (0, String::new(), String::new()));
    fs::create_dir(&library).unwrap();
    fs::write(library.join("a.yaml"), SAMPLES[0]).unwrap();
    fs::write(library.join("\u{1b}[2J.yaml"), "not: ours").unwrap();
    let (code, out, _) = run(home.path(), &["list"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((code, lines.len()), (0, 2));
    assert!(lines[0].starts_with("2026-03-14 19:05   94 min  2 common ground  What our children should know"), "{out}");
    assert!(lines[1].starts_with("cannot be opened:") && lines[1].ends_with("\\u{1b}[2J.yaml"), "{out}");
    let elsewhere = home.path().join("elsewhere");
    assert_eq!(run(home.path(), &["list", "--sessions", &elsewhere.display().to_string()]).1, "");
}

#[test]
fn formats_and_schema_are_printed() {
    let home = home();
    fs::create_dir(home.path().join("formats")).unwrap();
    fs::write(home.path().join("formats/mine.yaml"), "name: mine\nminute: 1\n").unwrap();
    let (code, out, said) = run(home.path(), &["formats"]);
    assert_eq!(code, 0);
    assert!(out.contains("plain-evening: ") && out.contains("listening-fishbowl: "), "{out}");
    assert!(said.contains("mine.yaml") && said.contains("is missing"), "{said}");
    let (code, out, _) = run(home.path(), &["schema"]);
    let schema: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, schema["title"].as_str()), (0, Some("Parlor session")));
}

#[test]
fn config_prints_what_holds_or_what_is_wrong() {
    let home = home();
    let file = home.path().join("config.yaml");
    let (code, out, said) = run(home.path(), &["config"]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(
        out.contains("which is not there yet") && out.contains("theme: auto") && out.contains("note_line: [\"n\"]"),
        "{out}"
    );
    // What is printed can be the file.
    fs::write(&file, out.replace("theme: auto", "theme: light")).unwrap();
    let (code, again, said) = run(home.path(), &["config"]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(again.contains("theme: light"), "{again}");
    for (text, says) in [
        ("them: dark\n", ":1:1: the key `them` is not known"),
        ("theme: pink\n", ":1:8: `theme`: `pink` is not known here; expected one of auto, dark"),
        (
            "keys:\n  live:\n    note_line: c\n",
            ":3:16: `keys.live.note_line`: `c` is the key of `statement_line` there",
        ),
        ("layouts: [klingon]\n", "expected one of hebrew, arabic"),
    ] {
        fs::write(&file, text).unwrap();
        let (code, out, said) = run(home.path(), &["config"]);
        assert_eq!((code, out.as_str()), (1, ""), "{text}");
        assert!(said.contains("config.yaml") && said.contains(says), "{text}: {said}");
    }
}

#[test]
fn the_screens_need_a_terminal() {
    let home = home();
    for arguments in [&[][..], &["new"], &["open", "x.yaml"]] {
        let (code, out, said) = run(home.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.contains("terminal"), "{said}");
    }
}

#[test]
fn what_cannot_be_run_says_so() {
    let home = home();
    let (code, _, said) = run(home.path(), &["new", "--format", "nonsense"]);
    assert_eq!(code, 2);
    assert!(said.contains("plain-evening, living-room"), "{said}");
    assert_eq!(run(home.path(), &["dance"]).0, 2);
    assert_eq!(run(home.path(), &["check"]).0, 2);
    let (code, out, _) = run(home.path(), &["--version"]);
    assert_eq!((code, out), (0, format!("parlor {}\n", env!("CARGO_PKG_VERSION"))));
    let (code, out, _) = run(home.path(), &["--help"]);
    assert!(code == 0 && out.contains("Examples:") && out.contains("Exit codes:"), "{out}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = home();
    let file = samples().swap_remove(0);
    for arguments in [&["schema"][..], &["show", &file], &["formats"], &["--help"]] {
        let mut child = parlor(home.path(), arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn a_memorandum_holds_what_was_confirmed_and_nothing_else() {
    let home = home();
    let sample = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions").join(name).display().to_string();
    let six = sample("six-sentences.yaml");
    let (code, text, complaint) = run(home.path(), &["export", &six, "--as", "memorandum"]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert!(text.contains("for the group only, as the group decided at"), "{text}");
    for confirmed in
        ["No child here should", "the office that decides", "Whoever dug the well", "it decides who may open"]
    {
        assert!(text.contains(confirmed), "{confirmed} in\n{text}");
    }
    for open in ["those who live above", "the names of those who decide", "uncle", "tested"] {
        assert!(!text.contains(open), "{open} in\n{text}");
    }
    assert!(!text.replace("the group decided", "").contains("agreed"), "{text}");
    let (code, text, complaint) = run(home.path(), &["export", &sample("chatham-house.yaml"), "--as", "memorandum"]);
    assert_eq!((code, text.as_str()), (1, ""));
    assert!(complaint.contains("has not decided for whom"), "{complaint}");
}

/// A home with the samples in its library.
fn with_samples() -> tempfile::TempDir {
    let home = home();
    let sessions = home.path().join("sessions");
    fs::create_dir_all(&sessions).unwrap();
    for text in SAMPLES {
        let id = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
        fs::write(sessions.join(format!("{id}.yaml")), text).unwrap();
    }
    home
}

#[test]
fn search_prints_a_passage_a_line_or_says_that_there_is_none() {
    let home = with_samples();
    let (code, out, said) = run(home.path(), &["search", "KEY", "kind:story"]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert_eq!(out.lines().count(), 1, "{out}");
    let line = "2026-03-14-1905-k7f3.yaml: 2026-03-14 19:26 #story, Hanan, Palestinian: We kept the key.";
    assert!(out.contains(line), "{out}");
    assert_eq!(run(home.path(), &["search", "zzzz"]), (1, String::new(), String::new()));
    assert_eq!(run(home.path(), &["search", "key", "by:Layla"]).0, 1);
    assert_eq!(
        run(home.path(), &["search", "key the"]).0,
        1,
        "an argument of several words is looked for in this order"
    );
    assert_eq!(run(home.path(), &["search", "the key", "group:olive tree"]).0, 0);
    let (code, out, said) = run(home.path(), &["search", "after:soon", "key"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(said.contains("“soon”"), "{said}");
    assert_eq!(run(home.path(), &["search", " "]).0, 2);
}

#[test]
fn search_prints_json_a_line_and_names_nobody_whose_name_was_withheld() {
    let home = with_samples();
    let (code, out, _) = run(home.path(), &["search", "--json", "group:wednesday", "home"]);
    assert_eq!(code, 0);
    for line in out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(object["group"], "Wednesday Table");
        assert!(object["speaker"].is_null() && object["party"].is_null(), "{line}");
        assert!(object["text"].as_str().unwrap().to_lowercase().contains("home"), "{line}");
    }
    assert!(out.lines().count() > 2, "{out}");
}

#[test]
fn search_says_what_could_not_be_read() {
    let home = with_samples();
    fs::write(home.path().join("sessions/2026-01-01-1900-cut2.yaml"), &SAMPLES[0][..5000]).unwrap();
    let (code, out, said) = run(home.path(), &["search", "key"]);
    assert_eq!((code, said.as_str()), (0, "parlor: 1 file could not be read; `parlor list` names them\n"));
    assert_eq!(out.lines().count(), 4, "{out}");
}

#[test]
fn due_prints_what_is_promised_and_writes_a_calendar() {
    let home = home();
    let groups = home.path().join("groups");
    fs::create_dir_all(&groups).unwrap();
    let promised = "    - id: f1\n      who: Hanan\n      what: asks her mother\n      by: 2036-04-11\n    - id: f2\n      what: a room\n";
    let group = format!(
        "parlor_group: 1\nname: Olive Tree Circle\nboard:\n  follow_ups:\n{promised}people:\n  - name: Hanan\nend: true\n"
    );
    fs::write(groups.join("0000.yaml"), group).unwrap();
    let (code, out, said) = run(home.path(), &["due"]);
    assert_eq!((code, said.as_str(), out.lines().count()), (0, "", 2));
    assert!(out.starts_with("2036-04-11  in ") && out.contains("Olive Tree Circle  Hanan: asks her mother\n"), "{out}");
    let file = home.path().join("due.ics");
    let (code, out, said) = run(home.path(), &["due", "--ics", file.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(said, "parlor: 1 follow-up without a day left out\n");
    let calendar = fs::read_to_string(&file).unwrap();
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.contains("\r\nDTSTART;VALUE=DATE:20360411\r\n"),
        "{calendar}"
    );
    assert_eq!(run(home.path(), &["due", "--ics", "-"]).1.lines().count(), calendar.lines().count());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

/// A Chatham House evening of which the group's file knows a name that stands in a note.
fn telling(home: &Path) -> String {
    fs::create_dir_all(home.join("groups")).unwrap();
    fs::write(
        home.join("groups/g.yaml"),
        "parlor_group: 1\nname: Circle\npeople:\n  - name: Zafira\n    party: Northern\nend: true\n",
    )
    .unwrap();
    let text = SAMPLES[1].replacen("Accepted, one voice", "Accepted, Zafira's voice first, then one voice", 1);
    let file = home.join("telling.yaml");
    fs::write(&file, text).unwrap();
    file.display().to_string()
}

#[test]
fn export_refuses_what_would_tell_and_says_where() {
    let home = home();
    let file = telling(home.path());
    for kind in ["summary", "html", "notes.csv", "turns.csv", "board.csv", "session"] {
        let (code, out, said) = run(home.path(), &["export", &file, "--as", kind]);
        assert_eq!((code, out.as_str()), (1, ""), "{kind}");
        assert!(said.contains("1 place tells") && said.contains("note n3 at 18:33: “Zafira”"), "{said}");
        assert!(said.contains("--withhold"), "{said}");
        let (code, out, said) = run(home.path(), &["export", &file, "--as", kind, "--withhold"]);
        assert_eq!((code, said.as_str()), (0, ""), "{kind}");
        assert!(!out.contains("Zafira"), "{out}");
    }
    let (code, out, _) = run(home.path(), &["export", &file, "--as", "notes.csv", "--keep", "zafira"]);
    assert!(code == 0 && out.contains("Zafira's voice first"), "{out}");
}

#[test]
fn export_writes_a_file_once_and_for_its_owner() {
    let home = home();
    let file = samples().into_iter().find(|file| file.contains("chatham")).unwrap();
    let (out, folder) = (home.path().join("told.html"), home.path().display().to_string());
    let at = out.display().to_string();
    let (code, printed, said) = run(home.path(), &["export", &file, "--as", "html", "-o", &at]);
    assert_eq!((code, printed.as_str(), said), (0, "", format!("parlor: Written: {at}\n")));
    let first = fs::read_to_string(&out).unwrap();
    assert!(first.starts_with("<!doctype html>"));
    let (code, _, said) = run(home.path(), &["export", &file, "--as", "summary", "-o", &at]);
    assert!(code == 2 && said.contains("a file of that name already"), "{said}");
    assert_eq!(fs::read_to_string(&out).unwrap(), first);
    assert_eq!(run(home.path(), &["export", &file, "--as", "summary", "-o", &folder]).0, 0);
    assert!(home.path().join("2026-02-07-1830-q9wd-summary.md").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn export_under_a_stricter_rule_is_a_session_without_names() {
    let home = home();
    let olive = samples().into_iter().find(|file| file.contains("olive")).unwrap();
    let out = home.path().join("strict.yaml").display().to_string();
    let strict = ["export", &olive, "--as", "session", "--rule", "chatham_house"];
    let (code, _, said) = run(home.path(), &strict);
    assert!(code == 1 && said.contains("“Tamar”") && said.contains("Hanan"), "{said}");
    assert_eq!(run(home.path(), &[&strict[..], &["--withhold", "-o", &out]].concat()).0, 0);
    assert_eq!(run(home.path(), &["check", &out]), (0, String::new(), String::new()));
    let text = fs::read_to_string(&out).unwrap();
    for name in ["Tamar", "Hanan", "Miriam", "Palestinian", "Haifa", "people:"] {
        assert!(!text.contains(name), "{name}");
    }
    // What was kept under a stricter rule stays under it, and that is said.
    let (code, loose, said) = run(home.path(), &["export", &out, "--as", "session", "--rule", "attributed"]);
    assert!(code == 0 && said.contains("stays under it") && loose.contains("record_rule: chatham_house"), "{said}");
    // A key that this Parlor does not know is private.
    let odd = home.path().join("odd.yaml").display().to_string();
    fs::write(&odd, SAMPLES[0].replacen("series:", "weather: rain over Haifa\nseries:", 1)).unwrap();
    let (code, text, _) = run(home.path(), &["export", &odd, "--as", "session"]);
    assert!(code == 0 && !text.contains("weather"), "{text}");
    let newer = SAMPLES[0].replacen("parlor: 1", "parlor: 2", 1);
    fs::write(&odd, newer).unwrap();
    let (code, text, said) = run(home.path(), &["export", &odd, "--as", "summary"]);
    assert!(code == 1 && text.is_empty() && said.contains("newer Parlor"), "{said}");
}

#[test]
fn export_takes_a_whole_series() {
    let home = home();
    let library = home.path().join("sessions");
    fs::create_dir(&library).unwrap();
    let later = SAMPLES[0].replacen("2026-03-14-1905-k7f3", "2026-04-11-1905-k7f3", 1);
    let later = later.replacen("opened: \"2026-03-14", "opened: \"2026-04-11", 1);
    fs::write(library.join("2026-03-14-1905-k7f3.yaml"), SAMPLES[0]).unwrap();
    fs::write(library.join("2026-04-11-1905-k7f3.yaml"), later).unwrap();
    fs::write(library.join("2026-02-07-1830-q9wd.yaml"), SAMPLES[1]).unwrap();
    let (code, text, said) = run(home.path(), &["export", "--series", "olive tree circle", "--as", "summary"]);
    assert_eq!((code, said.as_str()), (0, ""));
    let (march, april) = (text.find("14 March 2026").unwrap(), text.find("11 April 2026").unwrap());
    assert!(march < april && !text.contains("Chatham"), "{text}");
    let (code, table, _) = run(home.path(), &["export", "--series", "Olive Tree Circle", "--as", "board.csv"]);
    assert!(code == 0 && table.contains("2026-04-11-1905-k7f3,2026-04-11,statement,s1"), "{table}");
    let (code, _, said) = run(home.path(), &["export", "--series", "Olive Tree Circle", "--as", "session"]);
    assert!(code == 1 && said.contains("one by one"), "{said}");
    let (code, _, said) = run(home.path(), &["export", "--series", "Nobody", "--as", "summary"]);
    assert!(code == 1 && said.contains("called `Nobody`"), "{said}");
    assert_eq!(run(home.path(), &["export", "--as", "summary"]).0, 2);
    assert_eq!(run(home.path(), &["export", "x.yaml", "--as", "poem"]).0, 2);
}

#[test]
fn completions_and_the_manual_come_from_the_definitions() {
    let home = home();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, script, said) = run(home.path(), &["completions", shell]);
        assert_eq!((code, said.as_str()), (0, ""));
        assert!(script.contains("doctor") && script.contains("format"), "{shell}");
    }
    let (code, page, _) = run(home.path(), &["man"]);
    assert!(code == 0 && page.starts_with(".ie") && page.contains("Exit codes"), "{page}");
    let (code, page, _) = run(home.path(), &["man", "check"]);
    assert!(code == 0 && page.contains("parlor\\-check") && page.contains("Examples"), "{page}");
    let (code, page, said) = run(home.path(), &["man", "tea"]);
    assert_eq!((code, page.as_str()), (2, ""));
    assert!(said.contains("there is no command `tea`"), "{said}");
}

#[test]
fn the_test_of_hebrew_and_arabic_prints_them_in_two_orders() {
    let home = home();
    let (code, said, _) = run(home.path(), &["bidi-test"]);
    assert_eq!(code, 0);
    assert!(said.contains("  מרים (Miriam) אמרה:") && said.contains(":הרמא (Miriam) םירמ"), "{said}");
    assert!(said.contains("السلام") && said.contains("bidi: terminal"), "{said}");
    assert!(!said.contains('\x1b'), "a pipe gets text alone: {said}");
}

#[test]
fn help_has_examples() {
    let home = home();
    let (code, page, _) = run(home.path(), &["list", "--help"]);
    assert!(code == 0 && page.contains("Examples:\n  parlor list"), "{page}");
    let (_, page, _) = run(home.path(), &["--help"]);
    assert!(page.contains("Exit codes:") && page.contains("PARLOR_SESSIONS"), "{page}");
}

/// What `doctor` says, without what depends on the machine.
fn doctor(home: &Path) -> (i32, Vec<String>) {
    let mut command = parlor(home, &["doctor"]);
    command.env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("LC_CTYPE").env_remove("PARLOR_BELL");
    let Output { status, stdout, .. } = command.output().unwrap();
    let text = String::from_utf8(stdout).unwrap();
    assert!(!text.contains('\u{1b}'), "no colours in a pipe: {text}");
    (status.code().unwrap(), text.lines().map(str::to_owned).collect())
}

#[test]
#[cfg(unix)]
fn doctor_says_what_works_and_what_to_do_where_something_does_not() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let (code, lines) = doctor(home.path());
    assert_eq!((code, lines.last().map(String::as_str)), (0, Some("All is well.")), "{lines:?}");
    assert!(lines.iter().rev().skip(1).all(|line| line.starts_with("fine  ")), "{lines:?}");
    assert!(!home.path().join("sessions").exists(), "it makes nothing");

    let (sessions, live) = (home.path().join("sessions"), home.path().join("live"));
    for folder in [&sessions, &live] {
        fs::create_dir(folder).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    }
    fs::write(sessions.join("open.yaml"), SAMPLES[0]).unwrap();
    fs::set_permissions(sessions.join("open.yaml"), fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(&live, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(home.path().join("fault-1.txt"), "").unwrap();
    let (code, lines) = doctor(home.path());
    let to_do: Vec<&String> = lines.iter().filter(|line| line.starts_with("look  ")).collect();
    assert_eq!((code, to_do.len()), (1, 3), "{lines:?}");
    assert!(to_do[0].contains("live, and others on this computer may look into it. chmod 700"), "{to_do:?}");
    assert!(to_do[1].contains("open.yaml") && to_do[1].contains("chmod 600"), "{to_do:?}");
    assert!(to_do[2].contains("fault-1.txt"), "{to_do:?}");
    assert!(lines.iter().any(|line| line.contains("A second Parlor notices")), "{lines:?}");
    assert_eq!(fs::read_dir(&live).unwrap().count(), 0, "it leaves nothing");
}
