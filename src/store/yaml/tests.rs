use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize, PartialEq)]
struct Claim {
    text: String,
    #[serde(default)]
    times: Vec<Spanned<u32>>,
}

fn refused(text: &str) -> String {
    match read::<Claim>(text) {
        Ok(claim) => panic!("{text:?} was read as {claim:?}"),
        Err(YamlError { place, message }) => {
            place.map_or_else(|| message.clone(), |place| format!("{}:{}: {message}", place.line, place.column))
        }
    }
}

#[test]
fn what_changes_the_meaning_of_a_text_is_refused() {
    for (text, expected) in [
        ("text: a\ntext: b\n", "2:1: the key `text` stands here a second time"),
        ("text: &so claim\n", "1:"),
        ("text: *so\n", "1:"),
        ("text: !important claim\n", "1:"),
        ("text:\n", "1:"),
        ("text: a\n---\ntext: b\n", "2:1: a second document begins here; a file holds one"),
        ("text: a\ntimes: [x]\n", "2:9: "),
        ("other: 1\n", "1:1: the key `text` is missing"),
        ("text: [a\n", ""),
        ("text:\n\t- a\n", ""),
        ("<<: {text: a}\n", "1:"),
        ("text: \"a\u{7}\"\n", ""),
    ] {
        let found = refused(text);
        assert!(found.starts_with(expected), "{text:?}: {found}");
    }
}

#[test]
fn limits_are_said_in_words() {
    let deep = format!("text: {}", "[".repeat(200_000));
    assert!(check(&deep).unwrap_err().message.ends_with(TOO_DEEP));
    let huge = format!("text: {}", "x".repeat(17 << 20));
    assert_eq!(refused(&huge), "there is more in this file than in any session");
}

#[test]
fn errors_show_nothing_that_acts_on_a_terminal() {
    let found = refused("text: a\n\"te\\u200fxt\\e[2J\": b\ntimes: \"\\e[31m\"\n");
    assert!(!found.contains(['\u{1b}', '\u{200f}']), "{found}");
}

#[test]
fn what_reads_as_something_else_elsewhere_is_text_here() {
    for word in ["yes", "on", "123", "1e3", "true", "0123", "1_000", "12:30"] {
        assert_eq!(read::<Claim>(&format!("text: {word}")).unwrap().0.text, word);
    }
}

#[test]
fn unknown_keys_are_named_and_places_are_known() {
    let (claim, unknown) = read::<Claim>("text: a\nnick: {name: x}\ntimes:\n  - 1\n  - 2\n").unwrap();
    assert_eq!(unknown, ["nick"]);
    assert_eq!(claim.times.iter().map(|time| time.referenced.line()).collect::<Vec<_>>(), [4, 5]);
}

#[test]
fn bytes_become_text_or_a_place() {
    assert_eq!(decode("\u{feff}a".into()), Ok("a".to_owned()));
    assert_eq!(decode(b"a\nb\xff".to_vec()), Err(Place { line: 2, column: 2 }));
    assert_eq!(decode(b"a\0".to_vec()), Err(Place { line: 1, column: 2 }));
}

#[test]
fn texts_come_back_as_they_were() {
    for text in [
        "",
        " ",
        "a\n",
        "a\n\nb",
        "- x",
        "# no",
        "no",
        "~",
        "null",
        "0:42:17",
        "key: value",
        "שלום\nمرحبا",
        "\"",
        "'",
        "a #b",
        "%",
        "@x",
        "|",
        ">-",
    ] {
        let map = BTreeMap::from([("text".to_owned(), text.to_owned())]);
        let (back, _) = read::<BTreeMap<String, String>>(&write(&map)).unwrap();
        assert_eq!(back, map);
    }
    let long = "word ".repeat(200) + "end\nnext";
    let written = write(&BTreeMap::from([("text", &long)]));
    assert!(written.starts_with("text: |-\n"), "{written}");
}
