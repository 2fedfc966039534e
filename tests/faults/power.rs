//! Faults 6 and 7: the power fails under ext4 and xfs on loop devices. They need root.

use std::{path::Path, time::Duration};

use super::{Outcome, checked, driver::Driver, has, is_full, sh, skip};

#[test]
fn fault_06_power_cut_on_ext4() {
    cut("06", "ext4", "-q -F");
}

#[test]
fn fault_07_power_cut_on_xfs() {
    cut("07", "xfs", "-q -f");
}

fn cut(fault: &str, kind: &str, options: &str) {
    if !has("xfs_io") || !has(&format!("mkfs.{kind}")) {
        return skip(fault, "xfs_io or mkfs is not installed (.ci/install-test-tools)");
    }
    let folder = tempfile::tempdir().unwrap();
    let (image, disk) = (folder.path().join("image"), folder.path().join("disk"));
    std::fs::create_dir(&disk).unwrap();
    let (image, at) = (image.display(), disk.display());
    let make = format!("truncate -s 320M {image} && mkfs.{kind} {options} {image} && mount -o loop {image} {at}");
    let runs = if is_full() { 100 } else { 8 };
    let mut rng = fastrand::Rng::with_seed(7);
    let (mut acknowledged, mut sealed) = (0, 0);
    for run in 0..runs {
        if !sh(&format!("rm -f {image}; {make}")) {
            sh(&format!("umount {at}"));
            return skip(fault, "no loop device can be mounted here");
        }
        let acts = if run % 2 == 0 { 400 } else { 20 };
        let driver = Driver::start("", &disk.join("parlor"), acts, 0);
        driver.hear("ACK", Duration::from_secs(10));
        std::thread::sleep(Duration::from_micros(rng.u64(0..150_000)));
        // What is said from here on may be said after the cut.
        let before = driver.so_far();
        assert!(sh(&format!("xfs_io -x -c shutdown {at}")), "the power does not fail");
        driver.kill();
        assert!(sh(&format!("umount {at} && mount -o loop {image} {at}")), "the disk does not come back");
        acknowledged += before.acknowledged();
        sealed += usize::from(outcome(&disk, acts, before.acknowledged(), before.has("SEALED")) == Outcome::Sealed);
        assert!(sh(&format!("umount {at}")));
    }
    println!(
        "fault {fault}: {runs} power cuts on {kind}, {acknowledged} acts acknowledged, 0 lost; {sealed} sealed before"
    );
}

fn outcome(disk: &Path, acts: u32, acknowledged: usize, was_sealed: bool) -> Outcome {
    let outcome = checked(&disk.join("parlor"), acts, acknowledged);
    assert!(!was_sealed || outcome == Outcome::Sealed, "what was called sealed is not");
    outcome
}
