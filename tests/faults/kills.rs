//! Faults 1 and 2: the program is killed.

use std::time::Duration;

use super::{Outcome, checked, driver::Driver, has, is_full, skip};

#[test]
fn fault_01_killed_at_a_random_moment() {
    let (runs, mut rng) = (if is_full() { 1000 } else { 200 }, fastrand::Rng::with_seed(1));
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

#[test]
fn fault_02_killed_at_every_call_of_the_file_system() {
    if !has("strace") {
        return skip("02", "strace is not installed");
    }
    let mut kills = 0;
    for call in ["write", "fdatasync", "fsync", "mkdir", "renameat2", "rename", "unlink", "fallocate", "flock"] {
        // The first writes are those of the test program that holds the driver.
        let first = if call == "write" { 3 } else { 1 };
        for nth in first..100 {
            let folder = tempfile::tempdir().unwrap();
            let below =
                format!("strace -f -qq -o /dev/null -e trace={call} -e inject={call}:signal=SIGKILL:when={nth}");
            let said = Driver::start(&below, folder.path(), 6, 0).finish();
            if said.has("SEALED") {
                println!("  {call}: {} kills", nth - first);
                break;
            }
            kills += 1;
            checked(folder.path(), 6, said.acknowledged());
        }
    }
    println!("fault 02: {kills} calls, a kill at each, 0 acts lost");
    assert!(kills > 30, "only {kills} calls");
}
