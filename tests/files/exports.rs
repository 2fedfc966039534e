//! What is made of sealed sessions for others: the four samples as they were looked at once (`PARLOR_WRITE_EXPORTS=1 cargo
//! test --test files exports` writes them anew), tables in the hands of another reader, and the page in a browser.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use parlor::{
    export,
    library::{Evening, ExportKind},
    session::{BoardFact, Fact, LeakCheck, Record, RecordRule},
    store::{SAMPLES, parse},
};

const NAMES: [&str; 4] = ["olive-tree-circle", "chatham-house", "three-languages", "six-sentences"];

fn evening(sample: usize, rule: RecordRule) -> Evening {
    let sealed = parse(SAMPLES[sample]).unwrap();
    let record = LeakCheck::default().restrict(&sealed.record, rule).record;
    Evening { id: sealed.id, record }
}

fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/exports").join(name);
    if std::env::var_os("PARLOR_WRITE_EXPORTS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == text,
        "{name} is another than it was: PARLOR_WRITE_EXPORTS=1 writes it anew; then read the difference"
    );
}

#[test]
fn the_samples_are_told_as_they_were() {
    for (sample, name) in NAMES.into_iter().enumerate() {
        for kind in ExportKind::ALL.into_iter().filter(|kind| *kind != ExportKind::Session) {
            match export::text(kind, &[evening(sample, RecordRule::Attributed)], false) {
                Ok(text) => golden(&format!("{name}{}", kind.ending()), &text),
                Err(_) => assert_eq!(kind, ExportKind::Memorandum),
            }
        }
    }
    let airtime = export::text(ExportKind::Html, &[evening(0, RecordRule::Attributed)], true).unwrap();
    golden("olive-tree-circle-with-airtime.html", &airtime);
    let strict = evening(0, RecordRule::ChathamHouse);
    golden(
        "olive-tree-circle-chatham-house-summary.md",
        &export::text(ExportKind::Summary, std::slice::from_ref(&strict), true).unwrap(),
    );
    golden("olive-tree-circle-chatham-house.yaml", &parlor::store::render(&strict.id, &strict.record));
}

/// Every name, party and place that an attributed sample holds.
fn markers(record: &Record) -> Vec<String> {
    let people = record.people.iter().map(|listed| &listed.person);
    let said = people.flat_map(|person| [Some(&person.name), person.party.as_ref()]).flatten();
    let words = said.chain(&record.opening.place).flat_map(|name| name.split([' ', '\'', ',']));
    words.filter(|word| !word.starts_with(char::is_lowercase)).map(str::to_lowercase).collect()
}

#[test]
fn under_a_stricter_rule_no_export_names_anybody() {
    for sample in 0..SAMPLES.len() {
        let words = markers(&parse(SAMPLES[sample]).unwrap().record);
        let strict = evening(sample, RecordRule::ChathamHouse);
        for kind in ExportKind::ALL {
            let text = match kind {
                ExportKind::Session => parlor::store::render(&strict.id, &strict.record),
                kind => export::text(kind, std::slice::from_ref(&strict), true).unwrap_or_default(),
            };
            let said: Vec<String> =
                text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
            for word in words.iter().filter(|word| word.chars().count() > 2) {
                assert!(!said.contains(word), "{word} in {} of {}:\n{text}", kind.key(), NAMES[sample]);
            }
            assert!(kind == ExportKind::Session || !text.contains("Time spoken"), "airtime in {}", kind.key());
        }
    }
}

#[test]
fn airtime_is_told_only_where_it_was_asked_for() {
    let attributed = evening(0, RecordRule::Attributed);
    for kind in [ExportKind::Summary, ExportKind::Html, ExportKind::TurnsCsv] {
        let [without, with] =
            [false, true].map(|airtime| export::text(kind, std::slice::from_ref(&attributed), airtime).unwrap());
        assert_ne!(without, with, "{}", kind.key());
        assert!(!without.contains("Time spoken"));
    }
    let turns = export::text(ExportKind::TurnsCsv, std::slice::from_ref(&attributed), false).unwrap();
    for person in &attributed.record.people {
        assert!(!turns.contains(&person.person.name), "who spoke when adds up to airtime");
    }
}

/// The sample with something in every text that would act on a page, a table or a Markdown reader.
fn hostile() -> Evening {
    let mut evening = evening(0, RecordRule::Attributed);
    let bad = "=<script>alert(1)</script>\"'&<img src=http://x.example/>";
    let opening = &mut evening.record.opening;
    (opening.title, opening.series, opening.place) = (bad.into(), Some(bad.into()), Some(bad.into()));
    for phase in &mut opening.phases {
        (phase.title, phase.question) = (bad.into(), Some(bad.into()));
    }
    for listed in &mut evening.record.people {
        (listed.person.name, listed.person.party) = (bad.into(), Some(bad.into()));
    }
    for entry in &mut evening.record.log {
        match &mut entry.event {
            Fact::Noted(noted) => noted.text = bad.into(),
            Fact::Board(BoardFact::Proposed(put)) => put.wording = bad.into(),
            Fact::Board(BoardFact::Reworded(put)) => (put.wording, put.reason) = (bad.into(), bad.into()),
            Fact::Board(BoardFact::Formulated(put)) => (put.text, put.party) = (bad.into(), Some(bad.into())),
            Fact::Board(BoardFact::HeldDifference(held)) => held.why = bad.into(),
            Fact::Board(BoardFact::Parked(parked)) => parked.reason = bad.into(),
            Fact::Board(BoardFact::FollowUp(put)) => put.what = bad.into(),
            _ => {}
        }
    }
    evening
}

#[test]
fn the_page_names_no_address_and_nothing_that_was_said_acts_on_it() {
    let pages = (0..SAMPLES.len()).map(|sample| evening(sample, RecordRule::Attributed)).chain([hostile()]);
    for evening in pages {
        let page = export::text(ExportKind::Html, &[evening], true).unwrap();
        for tag in ["<script", "<img", "<iframe", "<object", "<embed", "<base", "<form", "<a ", "@import", "url("] {
            assert!(!page.contains(tag), "{tag}");
        }
        // What was said may hold an address; it stands there as text. Attributes hold none.
        for attribute in [" src=", " href=", " xlink:href=", " action=", " srcset="] {
            let values = page.match_indices(attribute).map(|(at, _)| &page[at + attribute.len()..]);
            let inside = values.filter(|value| value.starts_with('"'));
            assert!(inside.clone().all(|value| value.starts_with("\"data:,\"")), "{attribute}");
        }
        assert!(page.contains("default-src 'none'"));
        let opened =
            ["article", "section", "ul", "ol", "li", "p", "div", "table", "tbody", "tr", "td", "svg", "g", "bdi"];
        for tag in opened {
            let begins = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(begins, page.matches(&format!("</{tag}>")).count(), "every <{tag}> is closed");
        }
    }
    let markdown = export::text(ExportKind::Summary, &[hostile()], true).unwrap();
    assert!(!markdown.contains("<script") || markdown.contains("\\<script"), "{markdown}");
    assert!(!markdown.replace("\\<", "").contains('<'), "{markdown}");
}

#[test]
fn right_to_left_paragraphs_are_marked() {
    let page = export::text(ExportKind::Html, &[evening(2, RecordRule::Attributed)], false).unwrap();
    assert!(page.contains("dir=\"rtl\""), "{page}");
    for line in page.lines().filter(|line| line.starts_with("<p>")) {
        assert!(!parlor::session::text::is_right_to_left(line.trim_start_matches("<p>")), "{line}");
    }
}

/// Reads tables with Python's `csv`, and says them as JSON: a list of rows, each a map.
const READER: &str = "import csv, json, sys
sys.stdout.reconfigure(encoding='utf-8')
with open(sys.argv[1], newline='', encoding='utf-8-sig') as file:
    print(json.dumps(list(csv.DictReader(file, strict=True))))";

fn read_by_python(path: &Path) -> Option<Vec<serde_json::Map<String, serde_json::Value>>> {
    let read = Command::new("python3").args(["-c", READER]).arg(path).output().ok()?;
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    Some(serde_json::from_slice(&read.stdout).unwrap())
}

#[test]
fn tables_are_read_by_another_hand() {
    let folder = tempfile::tempdir().unwrap();
    let evenings: Vec<Evening> =
        (0..SAMPLES.len()).map(|sample| evening(sample, RecordRule::Attributed)).chain([hostile()]).collect();
    for kind in [ExportKind::TurnsCsv, ExportKind::NotesCsv, ExportKind::BoardCsv] {
        let path = folder.path().join(kind.key());
        fs::write(&path, export::text(kind, &evenings, true).unwrap()).unwrap();
        let Some(rows) = read_by_python(&path) else {
            eprintln!("SKIPPED: python3 is not here, so nobody else has read {}", kind.key());
            continue;
        };
        let wanted: usize = evenings.iter().map(|evening| expected(kind, &evening.record)).sum();
        assert_eq!(rows.len(), wanted, "{}", kind.key());
        for row in &rows {
            assert!(!row.contains_key("") && row.values().all(serde_json::Value::is_string), "{row:?}");
            for (key, cell) in row.iter().map(|(key, cell)| (key, cell.as_str().unwrap())) {
                let harmless =
                    !cell.starts_with(['=', '-', '@', '\t', '\r']) && (key == "zone" || !cell.starts_with('+'));
                assert!(harmless, "{key}: {cell}");
            }
        }
        if kind == ExportKind::NotesCsv {
            let state = evenings[0].record.fold();
            for (row, note) in rows.iter().zip(&state.notes) {
                assert_eq!(row["text"], *note.text);
                let seconds: f64 = row["start_seconds"].as_str().unwrap().parse().unwrap();
                assert!((seconds * 1000.0 - f64::from(u32::try_from(note.at.millis()).unwrap())).abs() < 1.0);
                assert_eq!(row["start_local"], state.wall(note.at).format("%Y-%m-%d %H:%M:%S").to_string());
                assert_eq!(row["zone"], "+02:00");
            }
        }
    }
}

/// How many lines a table has.
fn expected(kind: ExportKind, record: &Record) -> usize {
    let state = record.fold();
    match kind {
        ExportKind::TurnsCsv => state.turns.iter().filter(|turn| turn.started.is_some()).count(),
        ExportKind::NotesCsv => state.notes.len(),
        _ => {
            let formulations: usize = state.board.statements.iter().map(|one| one.formulations.len()).sum();
            state.board.statements.len() + formulations + state.board.follow_ups.len()
        }
    }
}

/// Chromium's own errands, which it runs whatever page is open.
const ITS_OWN: [&str; 4] = ["google.com", "gvt1.com", "googleapis.com", "gstatic.com"];

/// Opens a page in Chromium and says which addresses were asked for that are not its own; nothing where there is none.
fn opened_in_chromium(page: &Path, picture: &Path) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("net.json");
    let browsers = ["chromium", "chromium-browser", "google-chrome"];
    let ran = browsers.iter().find_map(|browser| {
        let flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--window-size=900,1800",
        ];
        let mut command = Command::new(browser);
        command.args(flags).arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
        command.arg(format!("--log-net-log={}", log.display())).arg(format!("--screenshot={}", picture.display()));
        command.arg(format!("file://{}", page.display())).output().ok()
    })?;
    assert!(picture.exists(), "no picture: {}", String::from_utf8_lossy(&ran.stderr));
    let text = fs::read_to_string(&log).unwrap();
    let asked = text.match_indices("\"url\":\"http").map(|(at, _)| &text[at + 7..]);
    let hosts = asked.filter_map(|url| url.split_once("://")?.1.split(['/', '"', '?', ':']).next());
    let others = hosts.filter(|host| !ITS_OWN.iter().any(|own| host.ends_with(own)));
    Some(others.map(str::to_owned).collect())
}

#[test]
fn the_page_opens_in_a_browser_and_asks_nobody_for_anything() {
    let folder: PathBuf =
        std::env::var_os("PARLOR_PICTURES").map_or_else(|| tempfile::tempdir().unwrap().keep(), PathBuf::from);
    let at = |name: &str| folder.join(name);
    fs::write(at("control.html"), "<!doctype html><img src=\"http://asked.example/x.png\">").unwrap();
    let Some(asked) = opened_in_chromium(&at("control.html"), &at("control.png")) else {
        eprintln!("SKIPPED: no Chromium is here, so no page was opened in a browser");
        return;
    };
    assert!(asked.contains(&"asked.example".to_owned()), "what a page asks for is seen: {asked:?}");
    for (name, evening) in NAMES.iter().enumerate().map(|(place, name)| (*name, evening(place, RecordRule::Attributed)))
    {
        let (page, picture) = (at(&format!("{name}.html")), at(&format!("{name}.png")));
        fs::write(&page, export::text(ExportKind::Html, &[evening], name == "olive-tree-circle").unwrap()).unwrap();
        assert_eq!(opened_in_chromium(&page, &picture).unwrap(), Vec::<String>::new(), "{name}");
    }
    if std::env::var_os("PARLOR_PICTURES").is_none() {
        fs::remove_dir_all(&folder).unwrap();
    }
}
