//! The README's tables are the program's.

use std::{fmt::Write, sync::Mutex};

use parlor::app::keymap::{Context, merged};

use crate::pictures::busy;

#[test]
fn the_key_table_is_the_bindings() {
    let mut table = String::new();
    for context in Context::ALL {
        writeln!(table, "\n**{}**\n\n| key | does |\n| --- | --- |", context.title()).unwrap();
        if context == Context::Floor {
            writeln!(table, "| `1`…`9` `0` `A`…`Z` | {} |", parlor::words::acts::HAND.long).unwrap();
        }
        for (keys, _, words) in merged(context) {
            let keys: Vec<String> = keys.split(' ').map(|key| format!("`{key}`")).collect();
            writeln!(table, "| {} | {} |", keys.join(" "), words.long).unwrap();
        }
    }
    holds("keys", &format!("\n{}\n", table.trim()));
}

#[test]
fn the_picture_is_the_live_screen() {
    let picture = busy().size(112, 31).screen();
    holds("picture", &format!("\n```text\n{}\n```\n", picture.trim_matches('\n')));
}

/// Compares what stands between two marks of the README; `PARLOR_WRITE_README=1` writes it there.
fn holds(mark: &str, expected: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    // One test at a time: both marks stand in one file.
    let _one = ONE.lock().unwrap();
    let readme = std::fs::read_to_string(path).unwrap();
    let (begin, end) = (format!("<!-- {mark} -->\n"), format!("\n<!-- end of {mark} -->"));
    let start = readme.find(&begin).expect("the README marks where it begins") + begin.len();
    let stop = start + readme[start..].find(&end).expect("the README marks where it ends");
    let is_there = readme[start..stop].trim() == expected.trim();
    if !is_there && std::env::var_os("PARLOR_WRITE_README").is_some() {
        std::fs::write(path, format!("{}{expected}{}", &readme[..start], &readme[stop..])).unwrap();
        return;
    }
    assert!(is_there, "PARLOR_WRITE_README=1 puts this into the README between the marks of the {mark}:\n{expected}");
}

static ONE: Mutex<()> = Mutex::new(());
