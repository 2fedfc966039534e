//! What the system tells the program, and what the program asks of it: signals, a closed window, no core dumps.

use std::{
    io,
    sync::{Arc, mpsc::Sender},
    thread,
};

use nix::unistd;
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
    process::{Resource, Rlimit, Signal, getpid, kill_process, setrlimit},
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ},
    iterator::Signals,
};

use super::exit::{Exit, GONE};
use crate::app::Msg;

/// What was said in a session must not end in a core dump, nor be read by another process of the user. A file that may not
/// grow is an error to be told, not a death.
pub(super) fn harden() {
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    // A handler that does nothing: the write fails instead. SIGPIPE is ignored by every Rust program.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}

/// Whether there will be no core dump.
pub(super) fn leaves_no_core_dump() -> bool {
    rustix::process::getrlimit(Resource::Core).current == Some(0)
}

/// Listens on threads of their own: to signals, and for the terminal to go.
///
/// # Errors
/// What the system says.
pub(super) fn listen(answers: &Sender<Msg>, exit: &Arc<Exit>) -> io::Result<()> {
    let signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT])?;
    let (says, leaves) = (answers.clone(), Arc::clone(exit));
    thread::Builder::new().name("signals".into()).spawn(move || answer(signals, &leaves, &says))?;
    let leaves = Arc::clone(exit);
    thread::Builder::new().name("terminal watch".into()).spawn(move || watch_terminal(&leaves))?;
    Ok(())
}

/// Never in the loop of the keys: crossterm 0.29 does not come back from a terminal that hung up.
fn answer(mut signals: Signals, exit: &Exit, says: &Sender<Msg>) {
    for signal in signals.forever() {
        // When nobody reads the inbox any more the program is on its way out.
        match signal {
            SIGTSTP => drop(says.send(Msg::Stop)),
            SIGCONT => drop(says.send(Msg::Continued)),
            fatal => exit.leave(u8::try_from(128 + fatal).unwrap_or(GONE)),
        }
    }
}

/// Waits until the terminal is gone, which nobody says under a shell that ignores hang-ups.
fn watch_terminal(exit: &Exit) {
    let terminal = io::stdin();
    loop {
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) if watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => {
                return exit.leave(GONE);
            }
            Ok(0) | Err(Errno::INTR) => {}
            // Without the watcher a signal still tells.
            Ok(_) | Err(_) => return,
        }
    }
}

/// Whether there is a shell that could continue the program once it has stopped: not where it was started in its place.
///
/// Not by rustix: a session led from outside the program's PID namespace (a container, a sandbox) has the number 0, which its
/// `getsid` can't give.
pub(super) fn can_stop() -> bool {
    unistd::getsid(None).is_ok_and(|session| session != unistd::getpid())
}

/// Stops until somebody says to go on. Not by SIGTSTP, which is dropped where no shell watches.
pub(super) fn stop() {
    let _ = kill_process(getpid(), Signal::STOP);
}
