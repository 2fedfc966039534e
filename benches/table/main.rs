//! The whole table: `cargo bench --bench table`. In short, to see that nothing is broken: `cargo test --bench table`.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, plants files and waits for processes")]

mod evening;
mod figures;
mod how;
mod inside;
mod process;
mod terminal;
mod whole;

use std::{path::Path, time::Instant};

use figures::{Table, time_text};
use how::How;

fn main() {
    let start = Instant::now();
    let how = How::asked();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder beside what is built");
    let machine = process::machine(folder.path());
    let mut tables = inside::tables(&how, folder.path());
    let parts: [fn(&How, &Path) -> Table; 7] =
        [whole::keys, whole::starts, whole::recovery, whole::append, whole::seal, whole::sleep, whole::build];
    let whole: Vec<Table> = parts.iter().map(|part| part(&how, folder.path())).collect();
    tables.splice(0..0, whole);
    let when = chrono::Local::now().format("%Y-%m-%d");
    println!("\n## Measured on {when}\n\n{machine}; it took {}.", time_text(start.elapsed()));
    for table in tables {
        print!("{}", table.text());
    }
}
