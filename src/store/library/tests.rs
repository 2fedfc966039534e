use std::fs;

use super::*;
use crate::{library::Trouble, store::SAMPLES};

fn shelf(files: &[(&str, &str)]) -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    fs::create_dir_all(&paths.sessions).unwrap();
    for (name, text) in files {
        fs::write(paths.sessions.join(name), text).unwrap();
    }
    (folder, paths)
}

#[test]
fn the_newest_comes_first_and_what_cannot_be_read_stands_where_its_name_says() {
    let (_folder, paths) = shelf(&[
        ("a.yaml", SAMPLES[0]),
        ("b.yaml", SAMPLES[1]),
        ("2099-01-01-2000-aaaa.yaml", "parlor: 1\n"),
        ("notes.yaml", "shopping: [milk]\n"),
        ("notes.txt", "not ours"),
        (".parlor-x.tmp", "not ours"),
    ]);
    let shelves = list(&paths);
    let names: Vec<_> = shelves.rows.iter().map(|row| row.path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!((names.len(), names[0], names[3]), (4, "2099-01-01-2000-aaaa.yaml", "notes.yaml"));
    assert_eq!(shelves.rows[0].body.as_ref().unwrap_err().trouble, Trouble::CutShort);
    assert_eq!(shelves.rows[3].body.as_ref().unwrap_err().trouble, Trouble::Foreign);
    assert!(shelves.rows[1].body.as_ref().unwrap().opened >= shelves.rows[2].body.as_ref().unwrap().opened);
    assert_eq!(shelves.trouble, None);
}

#[test]
fn a_library_that_is_not_there_is_empty_and_one_that_is_no_folder_is_trouble() {
    let (folder, paths) = shelf(&[]);
    let nowhere = Paths { sessions: folder.path().join("nowhere"), ..paths.clone() };
    assert_eq!(list(&nowhere), Shelves::default());
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(list(&Paths { sessions: file, ..paths }).trouble.is_some());
}

#[test]
fn the_first_report_comes_early_and_the_last_is_whole() {
    let names: Vec<String> = (0..150).map(|n| format!("{n:03}.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x: 1")).collect();
    let (_folder, paths) = shelf(&files);
    let mut reports = Vec::new();
    list_with(&paths, |shelves, whole| reports.push((shelves.rows.len(), whole)));
    assert_eq!(reports, [(24, false), (124, false), (150, true)]);
}
