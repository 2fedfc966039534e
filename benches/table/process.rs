//! What the kernel says of a running program.

use std::{fs, path::Path, time::Duration};

/// What a program has used up to a moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Used {
    /// How often one of its threads woke, or gave the processor up in the middle of something.
    pub switches: u64,
    /// How often its first thread, the screen's, woke.
    pub wakes: u64,
    /// Time on a processor, all threads together.
    pub cpu: Duration,
}

impl Used {
    /// # Panics
    /// If the program is gone.
    pub fn by(pid: u32) -> Self {
        let mut used = Self::default();
        let tasks = fs::read_dir(format!("/proc/{pid}/task")).expect("the program runs");
        for task in tasks.map(|task| task.expect("a thread").path()) {
            // A thread that is gone by now used next to nothing.
            let (Ok(status), Ok(times)) =
                (fs::read_to_string(task.join("status")), fs::read_to_string(task.join("schedstat")))
            else {
                continue;
            };
            let woken = field(&status, "voluntary_ctxt_switches:");
            used.switches += woken + field(&status, "nonvoluntary_ctxt_switches:");
            if task.ends_with(pid.to_string()) {
                used.wakes = woken;
            }
            let nanos = times.split(' ').next().and_then(|nanos| nanos.parse().ok());
            used.cpu += Duration::from_nanos(nanos.unwrap_or(0));
        }
        used
    }

    /// What was used after that; a thread that ended meanwhile has taken its own with it.
    pub fn since(self, before: Self) -> Self {
        Self {
            switches: self.switches.saturating_sub(before.switches),
            wakes: self.wakes.saturating_sub(before.wakes),
            cpu: self.cpu.saturating_sub(before.cpu),
        }
    }
}

/// Memory that is in use now, and the most that was, in bytes.
///
/// # Panics
/// If the program is gone.
pub fn memory(pid: u32) -> (u64, u64) {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("the program runs");
    (field(&status, "VmRSS:") * 1024, field(&status, "VmHWM:") * 1024)
}

/// The processor, the kernel and the file system under a folder, in a line.
pub fn machine(folder: &Path) -> String {
    let said = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpu = said("/proc/cpuinfo");
    let name = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("?")
        .trim_start_matches(['\t', ':', ' ']);
    let cores = cpu.lines().filter(|line| line.starts_with("processor")).count();
    let kernel = said("/proc/sys/kernel/osrelease");
    let mounts = said("/proc/mounts");
    let place = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let under = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (mounted, kind) = (words.next()?, words.next()?);
        place.starts_with(mounted).then_some((mounted.len(), kind))
    });
    let disk = under.max_by_key(|(length, _)| *length).map_or("?", |(_, kind)| kind);
    let load = said("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or("?");
    format!("{cores} × {name}, Linux {}, {disk}; load before the run {load}", kernel.trim())
}

fn field(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
