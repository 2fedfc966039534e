//! The program is killed at random moments, in the life after the recovery too, and several things go wrong at once.

use std::{path::Path, thread, time::Duration};

use fastrand::Rng;

use crate::{
    hand::{Hand, begun, on_the_disk, verify},
    injected::{below_strace, can_inject},
    terminal::Folders,
    window::{Window, descendants, signal},
};

/// How many evenings go on at once.
const AT_ONCE: u64 = 4;

/// How often an evening is continued in which several things go wrong.
const LIVES: u32 = 3;
/// What strace looks at then.
const TRACED: &str = "write,fdatasync,fsync,?renameat2,?unlink";

fn number(name: &str, short: u64, full: u64) -> u64 {
    let asked = std::env::var(name).ok().and_then(|number| number.parse().ok());
    asked.unwrap_or(if std::env::var_os("PARLOR_FULL").is_some() { full } else { short })
}

/// One evening that is killed so many times, and continued every time; says how many notes were called saved.
fn lives(seed: u64, count: u64) -> usize {
    let (folders, mut rng, mut saved) = (Folders::new(), Rng::with_seed(seed), Vec::new());
    begun().lay(&folders, b"");
    for life in 0..count {
        let mut window = Window::open(&folders, &["parlor"]);
        window.wait("To be continued");
        let pid = window.pid();
        let after = Duration::from_micros(rng.u64(0..300_000));
        let killer = thread::spawn(move || {
            thread::sleep(after);
            signal("KILL", pid);
        });
        let mut hand = Hand::new(window);
        // Until it is gone.
        let _ = hand
            .continues()
            .and_then(|()| (0..1000).try_for_each(|nth| hand.notes(&format!("life {life} note {nth}"))));
        killer.join().expect("the killer");
        hand.window.end();
        saved = kept(&folders, saved, &hand, &format!("seed {seed}, life {life}"));
    }
    verify(&folders, &saved, false);
    saved.len()
}

/// What stands after a life: everything that was called saved, once. A note that nobody was told of counts from now on.
fn kept(folders: &Folders, mut saved: Vec<String>, hand: &Hand, which: &str) -> Vec<String> {
    saved.extend(hand.saved.iter().cloned());
    let kept = on_the_disk(folders);
    let stands = saved.iter().all(|text| kept.iter().filter(|kept| *kept == text).count() == 1);
    assert!(stands, "{which}: called saved: {saved:?}, kept: {kept:?}");
    kept.into_iter().skip(1).collect()
}

#[test]
fn fault_01_the_program_is_killed_at_random_moments() {
    begun();
    let kills = number("PARLOR_KILLS", 200, 1000);
    let evenings: Vec<_> = (0..AT_ONCE).map(|seed| thread::spawn(move || lives(seed, kills / AT_ONCE))).collect();
    let saved: usize = evenings.into_iter().map(|evening| evening.join().expect("every saved act is there")).sum();
    println!("fault 01: {kills} kills of the program, {saved} notes called saved, 0 lost");
    assert!(saved as u64 > kills / 4, "the kills came too early");
}

/// What goes wrong in one life of an evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// The end of the journal was torn by a power cut before it began.
    Torn,
    /// A call is refused.
    Refused(&'static str, &'static str, u32),
    /// A call takes long from this one on.
    Slow(u32),
    /// It is killed at a call.
    KilledAt(&'static str, u32),
    /// It is sent a signal after so many milliseconds.
    Signal(&'static str, u64),
    /// The window changes its size.
    Resized,
    /// The journal's folder is taken away.
    FolderGone,
    /// Another Parlor looks on.
    LookedAt,
}

impl Trouble {
    fn any(rng: &mut Rng) -> Self {
        let nth = rng.u32(1..7);
        let call = rng.choice(["write", "fdatasync", "fsync", "renameat2", "unlink"]).expect("one");
        match rng.u8(0..8) {
            0 => Self::Torn,
            1 => Self::Refused(call, rng.choice(["EIO", "ENOSPC", "EROFS"]).expect("one"), nth),
            2 => Self::Slow(nth),
            3 => Self::KilledAt(call, nth),
            4 => Self::Signal(rng.choice(["KILL", "TERM", "HUP", "INT", "QUIT"]).expect("one"), rng.u64(50..1500)),
            5 => Self::Resized,
            6 => Self::FolderGone,
            _ => Self::LookedAt,
        }
    }

    /// What strace is told.
    fn injection(self) -> Option<String> {
        match self {
            Self::Refused(call, error, nth) => Some(format!("inject={call}:error={error}:when={nth}")),
            Self::Slow(nth) => Some(format!("inject=fdatasync:delay_enter=400000:when={nth}+")),
            Self::KilledAt(call, nth) => Some(format!("inject={call}:signal=SIGKILL:when={nth}")),
            Self::Torn | Self::Signal(..) | Self::Resized | Self::FolderGone | Self::LookedAt => None,
        }
    }

    /// Whether it may be the program's last moment.
    const fn ends(self) -> bool {
        matches!(self, Self::KilledAt(..) | Self::Signal(..))
    }

    /// It happens in the middle of the evening.
    fn happens(self, folders: &Folders, hand: &mut Hand) -> Option<Window> {
        match self {
            Self::LookedAt => {
                let mut second = Window::open(folders, &["parlor"]);
                // Where there is nothing to look at any more, nobody looks.
                second.watch(Duration::from_secs(5), |screen| screen.contains("look on"));
                second.press("\r");
                return Some(second);
            }
            Self::Resized => {
                for (columns, rows) in [(1, 1), (200, 50), (0, 0)] {
                    hand.window.resize(columns, rows);
                }
                // This window sends no signal when its size changes: the program sees it when it draws, within a second.
                hand.window.watch(Duration::from_millis(1200), |_| false);
                hand.window.resize(80, 24);
            }
            Self::FolderGone => drop(std::fs::remove_dir_all(folders.journals())),
            Self::Torn | Self::Refused(..) | Self::Slow(_) | Self::KilledAt(..) | Self::Signal(..) => {}
        }
        None
    }
}

/// Half a line behind the last one.
fn tear(journal: &Path) {
    let mut file = std::fs::OpenOptions::new().append(true).open(journal).expect("the journal");
    std::io::Write::write_all(&mut file, b"J1 5f0a77c1 000210 {\"n\":9").expect("torn");
}

/// One life of an evening in which two things go wrong; nothing if there is no journal to go on with.
fn life(folders: &Folders, troubles: [Trouble; 2], name: &str, is_last: bool) -> Option<Hand> {
    let journals = Folders::files(&folders.journals()).into_iter();
    let journal = journals.rev().find(|path| path.extension().is_some_and(|ending| ending == "jl"))?;
    let mut words = vec!["-o".to_owned(), "/dev/null".into(), "-e".into(), format!("trace={TRACED}")];
    for injection in troubles.into_iter().filter_map(Trouble::injection) {
        words.extend(["-e".to_owned(), injection]);
    }
    if troubles.contains(&Trouble::Torn) {
        tear(&journal);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut hand = Hand::new(below_strace(folders, &words));
    let strace = hand.window.pid();
    let signals = troubles.into_iter().filter_map(|trouble| match trouble {
        Trouble::Signal(name, after) => Some(thread::spawn(move || {
            thread::sleep(Duration::from_millis(after));
            // The program, not who watches it.
            descendants(strace).into_iter().take(1).for_each(|pid| signal(name, pid));
        })),
        _ => None,
    });
    let signals: Vec<_> = signals.collect();
    let _ = hand.continues().and_then(|()| {
        hand.notes(&format!("{name} one"))?;
        // What is taken away while the program is killed is gone: it was in memory alone.
        let ends = troubles.into_iter().any(Trouble::ends);
        let happen = troubles.into_iter().filter(|trouble| !(ends && *trouble == Trouble::FolderGone));
        let _others: Vec<Option<Window>> = happen.map(|trouble| trouble.happens(folders, &mut hand)).collect();
        hand.notes(&format!("{name} two"))?;
        if is_last { hand.seals() } else { Some(()) }
    });
    if !hand.sealed {
        for pid in descendants(strace) {
            signal("KILL", pid);
        }
    }
    for signal in signals {
        signal.join().expect("it is sent");
    }
    hand.window.end();
    Some(hand)
}

/// One evening of three lives, in each of which two things go wrong.
fn compound(seed: u64) {
    let (folders, mut rng, mut saved) = (Folders::new(), Rng::with_seed(seed), Vec::new());
    begun().lay(&folders, b"");
    for nth in 1..=LIVES {
        let (name, troubles) = (format!("seed {seed} life {nth}"), [Trouble::any(&mut rng), Trouble::any(&mut rng)]);
        println!("  {name}: {troubles:?}");
        let Some(hand) = life(&folders, troubles, &name, nth == LIVES) else { break };
        saved = kept(&folders, saved, &hand, &name);
    }
    verify(&folders, &saved, false);
}

#[test]
fn several_things_go_wrong_in_one_evening() {
    if !can_inject("compound") {
        return;
    }
    begun();
    let (first, count) = (number("PARLOR_SEED", 0, 0), number("PARLOR_COMPOUND", 6, 100));
    let seeds: Vec<u64> = (first..first + count).collect();
    for some in seeds.chunks(3) {
        thread::scope(|scope| {
            for seed in some {
                scope.spawn(|| compound(*seed));
            }
        });
    }
    println!("compound: {count} evenings of up to {LIVES} lives, two faults in each, PARLOR_SEED={first}; 0 acts lost");
}
