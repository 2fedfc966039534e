//! The README's tables are the program's.

use std::fmt::Write;

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
    assert!(readme().contains(table.trim()), "the README's key table should be:\n{table}");
}

#[test]
fn the_picture_is_the_live_screen() {
    let picture = busy().size(112, 31).screen();
    assert!(readme().contains(picture.trim_matches('\n')), "the README's picture should be:\n{picture}");
}

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap()
}
