//! The whole table: `cargo bench --bench table`. In short, to see that nothing is broken: `cargo test --bench table`.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, plants files and waits for processes")]

mod evening;
mod figures;
mod how;
mod inside;
mod process;
mod shelves;
mod terminal;
mod whole;

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::ExitCode,
    time::Instant,
};

use figures::{Table, time_text};
use how::How;

type Part = fn(&How, &Path) -> Vec<Table>;

/// Everything that is measured, by the names that `PARLOR_BENCH=keys,starts` picks from.
const PARTS: [(&str, Part); 9] = [
    ("inside", inside::tables),
    ("keys", |how, folder| vec![whole::keys(how, folder)]),
    ("starts", |how, folder| vec![whole::starts(how, folder)]),
    ("recovery", |how, folder| vec![whole::recovery(how, folder)]),
    ("append", |how, folder| vec![whole::append(how, folder)]),
    ("seal", |how, folder| vec![whole::seal(how, folder)]),
    ("shelves", shelves::shelves),
    ("sleep", |how, folder| vec![whole::sleep(how, folder)]),
    ("build", |how, folder| vec![whole::build(how, folder)]),
];

fn main() -> ExitCode {
    let how = How::asked();
    if let Some(folder) = env::var_os(inside::CHILD) {
        inside::measure(&how, Path::new(&folder));
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder beside what is built");
    let machine = process::machine(folder.path());
    let picked = env::var("PARLOR_BENCH").unwrap_or_default();
    let is_picked = |name: &str| picked.is_empty() || picked.split(',').any(|one| one == name);
    let mut broken = Vec::new();
    let start = Instant::now();
    println!("\n## Measured on {}\n\n{machine}.", chrono::Local::now().format("%Y-%m-%d"));
    for (name, part) in PARTS.iter().filter(|(name, _)| is_picked(name)) {
        // Of a long run nothing is lost because one part is broken.
        match catch_unwind(AssertUnwindSafe(|| part(&how, folder.path()))) {
            Ok(tables) => tables.iter().for_each(|table| println!("{}", table.text())),
            Err(_) => broken.push(*name),
        }
    }
    println!("It took {}.", time_text(start.elapsed()));
    if broken.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("BROKEN: {}", broken.join(", "));
    ExitCode::FAILURE
}
