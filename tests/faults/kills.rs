//! Fault 1: a store that writes as fast as it can is killed. What is done to the program itself stands in `tests/pty`.

use std::time::Duration;

use super::{Outcome, checked, driver::Driver, is_full};

#[test]
fn fault_01_killed_at_a_random_moment() {
    let (runs, mut rng) = (if is_full() { 1000 } else { 30 }, fastrand::Rng::with_seed(1));
    let (mut acknowledged, mut outcomes) = (0, [0; 3]);
    for run in 0..runs {
        let folder = tempfile::tempdir().unwrap();
        // Some evenings are long, some are sealed within the time.
        let acts = if run % 3 == 0 { 12 } else { 300 };
        let driver = Driver::start("", folder.path(), acts, 0);
        driver.hear("ACK", Duration::from_secs(10));
        std::thread::sleep(Duration::from_micros(rng.u64(0..25_000)));
        let said = driver.kill();
        acknowledged += said.acknowledged();
        match checked(folder.path(), acts, said.acknowledged()) {
            Outcome::Sealed => outcomes[0] += 1,
            Outcome::Recovered(_) => outcomes[1] += 1,
            Outcome::Nothing => outcomes[2] += 1,
        }
    }
    let [sealed, recovered, nothing] = outcomes;
    println!(
        "fault 01: {runs} kills, {acknowledged} acts acknowledged, 0 lost; {sealed} sealed before, {recovered} recovered, \
         {nothing} before the first act"
    );
    assert!(recovered > runs / 4, "the kills came too late or too early");
}
