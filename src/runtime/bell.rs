//! The bell: silent unless the user asked for it, the terminal's own or a command.

use std::{
    ffi::{OsStr, OsString},
    io::{Write as _, stdout},
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// The variable that says how it rings: `terminal`, or a command for the shell. It is handed nothing of the session.
pub(super) const SETTING: &str = "PARLOR_BELL";

/// How the bell rings.
pub(super) struct Bell {
    command: Option<OsString>,
    /// Whether the command of the last time is still at it.
    rings: Arc<AtomicBool>,
}

impl Bell {
    /// What the setting says, and whether the bell rings from the beginning.
    pub(super) fn of(setting: Option<&OsStr>) -> (Self, bool) {
        let setting = setting.filter(|setting| !setting.is_empty() && *setting != "silent");
        let command = setting.filter(|setting| *setting != "terminal").map(OsStr::to_owned);
        (Self { command, rings: Arc::default() }, setting.is_some())
    }

    /// Rings once. Where there is nothing to ring with, nothing happens: the screen has said it already.
    pub(super) fn ring(&self) {
        let Some(command) = &self.command else {
            let mut out = stdout();
            let _ = out.write_all(b"\x07").and_then(|()| out.flush());
            return;
        };
        if self.rings.swap(true, Ordering::Relaxed) {
            return;
        }
        let (command, rings) = (shell(command), Arc::clone(&self.rings));
        let work = move || {
            run(command);
            rings.store(false, Ordering::Relaxed);
        };
        if thread::Builder::new().name("bell".into()).spawn(work).is_err() {
            self.rings.store(false, Ordering::Relaxed);
        }
    }
}

fn shell(command: &OsStr) -> Command {
    let (name, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut shell = Command::new(name);
    shell.arg(flag).arg(command);
    shell
}

fn run(mut command: Command) {
    // What it prints would stand in the middle of the screen.
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

#[cfg(all(test, unix))]
#[expect(clippy::disallowed_methods, reason = "a test waits for a command of its own")]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn it_is_silent_unless_asked() {
        let rings = |setting: Option<&str>| {
            let (bell, rings) = Bell::of(setting.map(OsStr::new));
            (bell.command.is_some(), rings)
        };
        assert_eq!([rings(None), rings(Some("")), rings(Some("silent"))], [(false, false); 3]);
        assert_eq!((rings(Some("terminal")), rings(Some("true"))), ((false, true), (true, true)));
    }

    #[test]
    fn a_command_gets_no_arguments_and_one_rings_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("rang");
        let (bell, _) = Bell::of(Some(OsStr::new(&format!("echo \"$#$*\" >> '{}'; sleep 0.3", out.display()))));
        bell.ring();
        bell.ring();
        let until = |done: &dyn Fn() -> bool| {
            for _ in 0..500 {
                if done() {
                    return;
                }
                thread::sleep(Duration::from_millis(10));
            }
            panic!("the bell never rang");
        };
        until(&|| out.exists());
        until(&|| !bell.rings.load(Ordering::Relaxed));
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "0\n");
    }
}
