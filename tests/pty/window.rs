//! A window that the test may close, leave unread, and look behind: a pseudo-terminal without a thread that reads it.

use std::{
    fs::File,
    io::{self, Read, Write},
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{OFlags, fcntl_getfl, fcntl_setfl},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize},
};

use crate::terminal::{Folders, OF_OTHER_TERMINALS};

const DEADLINE: Duration = Duration::from_secs(40);
const TICK: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// The program in its window.
pub struct Window {
    /// `None` once the window is closed.
    master: Option<File>,
    screen: vt100::Parser,
    bytes: Vec<u8>,
    child: Child,
}

/// What came of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// What was waited for.
    There,
    /// The program is gone.
    Gone,
    /// Neither.
    Late,
}

/// How the program went.
pub struct End {
    pub code: Option<i32>,
    pub after: Duration,
    /// Processor time of its whole life.
    pub cpu: Duration,
}

impl Window {
    /// Starts a program; `parlor` is where its binary is called for, in the words of a shell.
    pub fn open(folders: &Folders, shell: &[&str]) -> Self {
        Self::open_with(folders, shell, &[])
    }

    /// The same, with more variables.
    pub fn open_with(folders: &Folders, shell: &[&str], variables: &[(&str, &str)]) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a terminal");
        grantpt(&master).expect("a terminal");
        unlockpt(&master).expect("a terminal");
        let name = ptsname(&master, Vec::new()).expect("a name").into_string().expect("text");
        set_size(master.as_fd(), 80, 24);
        let mut options = File::options();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, OFlags::NOCTTY.bits().cast_signed());
        let slave = options.read(true).write(true).open(name).expect("the other end");
        fcntl_setfl(&master, fcntl_getfl(&master).expect("flags") | OFlags::NONBLOCK).expect("flags");
        let end = || Stdio::from(slave.try_clone().expect("the other end"));
        let mut command = Command::new(shell[0]);
        command.args(&shell[1..]).stdin(end()).stdout(end()).stderr(end());
        for name in OF_OTHER_TERMINALS {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        let folder = Path::new(env!("CARGO_BIN_EXE_parlor")).parent().expect("a folder");
        command.env("PATH", format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default()));
        command.envs(folders.variables()).envs(variables.iter().copied()).current_dir(folders.root());
        let child = command.spawn().expect("the program starts");
        Self { master: Some(master.into()), screen: vt100::Parser::new(24, 80, 0), bytes: Vec::new(), child }
    }

    fn master(&self) -> &File {
        self.master.as_ref().expect("the window is open")
    }

    /// Presses keys, whether or not anybody reads them.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        let mut left = keys.as_bytes();
        while !left.is_empty() {
            match self.master().write(left) {
                Ok(count) => left = &left[count..],
                Err(why) if why.kind() == io::ErrorKind::WouldBlock => self.read(),
                Err(why) => panic!("the terminal takes no keys: {why}"),
            }
        }
        self
    }

    /// The same, where the program may be gone: then nobody takes them.
    pub fn try_press(&mut self, keys: &str) -> &mut Self {
        let _ = self.master().write_all(keys.as_bytes());
        self
    }

    /// Waits until the screen is as it should be, the program is gone, or this much time is.
    pub fn watch(&mut self, at_most: Duration, is_so: impl Fn(&str) -> bool) -> Seen {
        let start = Instant::now();
        loop {
            if is_so(&self.screen()) {
                return Seen::There;
            }
            if matches!(state(self.child.id()), Some('Z') | None) {
                return Seen::Gone;
            }
            if start.elapsed() > at_most {
                return Seen::Late;
            }
            self.read();
        }
    }

    /// Reads what the program has drawn within a moment.
    fn read(&mut self) {
        let master = self.master.as_ref().expect("the window is open");
        let _ = poll(&mut [PollFd::new(master, PollFlags::IN)], Some(&TICK));
        let mut buffer = [0; 8192];
        let mut master = master;
        while let Ok(count @ 1..) = master.read(&mut buffer) {
            self.screen.process(&buffer[..count]);
            self.bytes.extend_from_slice(&buffer[..count]);
        }
    }

    /// Waits until the screen is as it should be.
    pub fn wait_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) -> &mut Self {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < DEADLINE, "waited for: {what}\n{}", self.screen());
            self.read();
        }
        self
    }

    /// Waits until a text shows.
    pub fn wait(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |window| window.screen().contains(text))
    }

    /// Presses keys and waits until a text shows.
    pub fn act(&mut self, keys: &str, text: &str) -> &mut Self {
        self.press(keys).wait(text)
    }

    pub fn screen(&self) -> String {
        self.screen.screen().contents()
    }

    /// Everything that was written to the terminal, as text.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Whether the program has the terminal: keys come raw, and the other screen is in front.
    pub fn is_taken(&self) -> bool {
        let raw = !tcgetattr(self.master()).expect("modes").local_modes.contains(LocalModes::ICANON);
        let alternate = self.screen.screen().alternate_screen();
        raw && alternate
    }

    /// Whether it has been given back.
    pub fn is_given_back(&self) -> bool {
        let modes = tcgetattr(self.master()).expect("modes").local_modes;
        let screen = self.screen.screen();
        let plain = !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor();
        plain && modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// Whether the shell's screen is in front, which sets the modes of the keys itself.
    pub fn shows_the_shell(&self) -> bool {
        !self.screen.screen().alternate_screen()
    }

    /// Makes the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        set_size(self.master().as_fd(), columns, rows);
        self.screen.screen_mut().set_size(rows.max(4), columns.max(8));
        self
    }

    /// The program, where it was started in place of its shell.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Nobody looks at the window any more; no signal is sent but what the system sends by itself.
    pub fn close(&mut self) {
        self.master = None;
    }

    /// Waits until the program is gone.
    pub fn end(&mut self) -> End {
        self.end_reading(true)
    }

    /// The same, where nobody reads what it draws.
    pub fn end_unread(&mut self) -> End {
        self.end_reading(false)
    }

    fn end_reading(&mut self, reads: bool) -> End {
        let start = Instant::now();
        while state(self.child.id()) != Some('Z') {
            assert!(start.elapsed() < DEADLINE, "still there\n{}", self.screen());
            if reads && self.master.is_some() {
                self.read();
            } else {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        let after = start.elapsed();
        let cpu = cpu(self.child.id()).unwrap_or_default();
        let status: ExitStatus = self.child.wait().expect("it is gone");
        if self.master.is_some() {
            self.read();
        }
        End { code: status.code(), after, cpu }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(pid) = below(self.child.id()) {
            signal("KILL", pid);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn set_size(terminal: BorrowedFd<'_>, columns: u16, rows: u16) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).expect("a size");
}

/// Sends a signal by its name.
pub fn signal(name: &str, pid: u32) {
    let sent = Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).stderr(Stdio::null()).status();
    let _ = sent.expect("a shell");
}

fn stat(pid: u32) -> Option<Vec<String>> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    Some(text.rsplit_once(") ")?.1.split(' ').map(str::to_owned).collect())
}

/// `R`, `S`, `T` for stopped, `Z` for gone.
pub fn state(pid: u32) -> Option<char> {
    stat(pid)?.first()?.chars().next()
}

/// The processes that came of one, nearest first.
pub fn descendants(pid: u32) -> Vec<u32> {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    children
        .split_whitespace()
        .filter_map(|child| child.parse().ok())
        .flat_map(|child| [vec![child], descendants(child)].concat())
        .collect()
}

/// Processor time, to a hundredth of a second.
pub fn cpu(pid: u32) -> Option<Duration> {
    let stat = stat(pid)?;
    let ticks: u64 = stat[11].parse::<u64>().ok()? + stat[12].parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// The first child of a process.
fn below(pid: u32) -> Option<u32> {
    std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).ok()?.split(' ').next()?.parse().ok()
}

/// Whether a program is there to test with.
pub fn there_is(program: &str) -> bool {
    works(&["sh", "-c", &format!("command -v {program}")])
}

/// Whether a command can be carried out here.
pub fn works(command: &[&str]) -> bool {
    let done = Command::new(command[0]).args(&command[1..]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    done.is_ok_and(|status| status.success())
}
