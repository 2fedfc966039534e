//! The built program in a pseudo-terminal of its own, with folders of its own, and a screen that can be read.
//!
//! Nothing here sleeps and hopes: every wait is for something that shows, with a deadline that a slow machine can keep.

use std::{
    io::{Read, Write},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// How long something that must show may take.
const DEADLINE: Duration = Duration::from_secs(40);
/// How often is looked at what cannot wake us.
const POLL: Duration = Duration::from_millis(10);

/// What says of the terminal in which the tests run that it is another than theirs.
pub const OF_OTHER_TERMINALS: [&str; 13] = [
    "PARLOR_SESSIONS",
    "NO_COLOR",
    "COLORTERM",
    "COLORFGBG",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "MLTERM",
    "STY",
    "TERM_PROGRAM",
    "TMUX",
];

pub const ENTER: &str = "\r";
pub const TAB: &str = "\t";
pub const ESC: &str = "\x1b";
pub const UP: &str = "\x1b[A";
pub const DOWN: &str = "\x1b[B";
pub const RIGHT: &str = "\x1b[C";
pub const ALT_ENTER: &str = "\x1b\r";
pub const F2: &str = "\x1bOQ";
pub const F3: &str = "\x1bOR";
pub const F4: &str = "\x1bOS";

/// The letter with Control.
pub fn ctrl(letter: char) -> String {
    char::from(letter as u8 & 0x1f).to_string()
}

/// The letter or digit with Alt.
pub fn alt(letter: char) -> String {
    format!("\x1b{letter}")
}

/// Folders that only this test knows.
pub struct Folders(TempDir);

impl Folders {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    /// The same, on another disk.
    pub fn new_in(folder: &Path) -> Self {
        Self(TempDir::new_in(folder).expect("a temporary folder"))
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn sessions(&self) -> PathBuf {
        self.root().join("data/sessions")
    }

    pub fn groups(&self) -> PathBuf {
        self.root().join("data/groups")
    }

    pub fn journals(&self) -> PathBuf {
        self.root().join("state/live")
    }

    /// The files in a folder, by path, in order; none if it is not there.
    pub fn files(folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = folder.read_dir() else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths
    }

    /// The only file in the library.
    pub fn sealed(&self) -> PathBuf {
        match &Self::files(&self.sessions())[..] {
            [path] => path.clone(),
            other => panic!("expected one sealed file, found {other:?}"),
        }
    }

    /// Everything that the program made is for its user alone.
    pub fn assert_private(&self) {
        let mut left = Self::files(self.root());
        assert!(!left.is_empty(), "nothing was written at all");
        while let Some(path) = left.pop() {
            let metadata = path.symlink_metadata().expect("it is there");
            let wanted = if metadata.is_dir() { 0o700 } else { 0o600 };
            let mode = metadata.permissions().mode() & 0o777;
            assert_eq!(mode, wanted, "{} is {mode:o}", path.display());
            if metadata.is_dir() {
                left.extend(Self::files(&path));
            }
        }
    }

    /// The variables that point the program here, and leave nothing of the machine to it.
    pub fn variables(&self) -> Vec<(&'static str, PathBuf)> {
        let folder = |name: &str| self.root().join(name);
        vec![
            ("HOME", folder("home")),
            ("PARLOR_DATA", folder("data")),
            ("PARLOR_STATE", folder("state")),
            ("PARLOR_CONFIG", folder("config")),
        ]
    }
}

/// What the program has drawn so far.
struct Drawn {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
}

/// A running program and its terminal.
pub struct Terminal {
    drawn: Arc<(Mutex<Drawn>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    drawn_before_resize: usize,
}

impl Terminal {
    /// Starts the program without arguments.
    pub fn spawn(folders: &Folders, columns: u16, rows: u16) -> Self {
        Self::spawn_with(folders, &[], columns, rows)
    }

    /// Starts the program with these arguments.
    pub fn spawn_with(folders: &Folders, arguments: &[&str], columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parlor"));
        command.args(arguments);
        for name in OF_OTHER_TERMINALS {
            command.env_remove(name);
        }
        for (name, path) in folders.variables() {
            command.env(name, path);
        }
        command.env("TERM", "xterm-256color");
        command.cwd(folders.root());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let screen = Drawn { screen: vt100::Parser::new(rows, columns, 0), bytes: Vec::new(), closed: false };
        let drawn = Arc::new((Mutex::new(screen), Condvar::new()));
        let mut output = pair.master.try_clone_reader().expect("the other end");
        let seen = Arc::clone(&drawn);
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                let mut drawn = seen.0.lock().expect("the screen");
                drawn.screen.process(&buffer[..count]);
                drawn.bytes.extend_from_slice(&buffer[..count]);
                seen.1.notify_all();
            }
            seen.0.lock().expect("the screen").closed = true;
            seen.1.notify_all();
        });
        let keyboard = pair.master.take_writer().expect("the keyboard");
        Self { drawn, master: pair.master, keyboard, child, drawn_before_resize: 0 }
    }

    /// Presses keys or types text.
    pub fn press(&mut self, keys: impl AsRef<str>) -> &mut Self {
        self.keyboard.write_all(keys.as_ref().as_bytes()).expect("the terminal takes keys");
        self.keyboard.flush().expect("the terminal takes keys");
        self
    }

    /// Pastes, as a terminal does that marks what is pasted.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.press(format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Presses keys and waits until a text shows.
    pub fn act(&mut self, keys: impl AsRef<str>, shows: &str) -> &mut Self {
        self.press(keys).wait(shows)
    }

    /// Waits until a text shows.
    pub fn wait(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("“{text}” shows"), |screen| screen.contains(text))
    }

    /// Waits until a text shows no more.
    pub fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("“{text}” is gone"), |screen| !screen.contains(text))
    }

    /// Waits until the screen is as it should be.
    ///
    /// # Panics
    /// With the screen, if it never is.
    pub fn wait_until(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> &mut Self {
        let (drawn, changed) = &*self.drawn;
        let drawn = drawn.lock().expect("the screen");
        let waits = |drawn: &mut Drawn| !drawn.closed && !is_so(&drawn.screen.screen().contents());
        let (drawn, _) = changed.wait_timeout_while(drawn, DEADLINE, waits).expect("the screen");
        let screen = drawn.screen.screen().contents();
        drop(drawn);
        assert!(is_so(&screen), "waited for: {what}\n{screen}\n");
        self
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.drawn().screen.screen().contents()
    }

    /// Every byte that reached the terminal.
    pub fn bytes(&self) -> Vec<u8> {
        self.drawn().bytes.clone()
    }

    /// Waits until the program has drawn something since the window got its size.
    pub fn wait_drawing(&mut self) -> &mut Self {
        let (drawn, changed) = &*self.drawn;
        let drawn = drawn.lock().expect("the screen");
        let before = self.drawn_before_resize;
        let waits = |drawn: &mut Drawn| !drawn.closed && drawn.bytes.len() == before;
        let (drawn, _) = changed.wait_timeout_while(drawn, DEADLINE, waits).expect("the screen");
        let more = drawn.bytes.len() > before;
        drop(drawn);
        assert!(more, "nothing was drawn any more\n{}", self.screen());
        self
    }

    fn drawn(&self) -> MutexGuard<'_, Drawn> {
        self.drawn.0.lock().expect("the screen")
    }

    /// Makes the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let mut drawn = self.drawn();
        // The emulator itself fails on a screen of one row.
        drawn.screen.screen_mut().set_size(rows.max(4), columns.max(8));
        let before = drawn.bytes.len();
        drop(drawn);
        self.drawn_before_resize = before;
        self.master.resize(size(columns, rows)).expect("another size");
        self
    }

    /// Sends a signal, by its name.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let pid = self.child.process_id().expect("the program runs");
        // `kill` is built into every shell; the program `kill` is not everywhere.
        let sent = Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).status();
        assert!(sent.expect("a shell").success());
        self
    }

    /// Kills the program as a crash or the power would: it is told nothing.
    pub fn kill(&mut self) {
        self.signal("KILL");
        self.exit_within(DEADLINE);
    }

    /// Waits until the program is gone; what it drew last is on the screen then.
    pub fn exit(&mut self) -> ExitStatus {
        self.exit_within(DEADLINE)
    }

    /// The same, where it must not take longer than this.
    pub fn exit_within(&mut self, at_most: Duration) -> ExitStatus {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the program can be waited for") {
                break status;
            }
            assert!(start.elapsed() < at_most, "still there after {at_most:?}\n{}", self.screen());
            thread::sleep(POLL);
        };
        let (drawn, changed) = &*self.drawn;
        let waits = |drawn: &mut Drawn| !drawn.closed;
        drop(changed.wait_timeout_while(drawn.lock().expect("the screen"), DEADLINE, waits));
        status
    }

    /// Whether the terminal is as it was before the program drew on it.
    pub fn assert_left_clean(&self) {
        let drawn = self.drawn();
        let screen = drawn.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was not left");
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is still caught");
        let said = String::from_utf8_lossy(&drawn.bytes).into_owned();
        drop(drawn);
        for sequence in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?25h", "\x1b[8h", "\x1b[0 k", "\x1b[?1006l", "\x1b[?1000l"]
        {
            assert!(said.contains(sequence), "{sequence:?} was never sent");
        }
    }

    /// Whether the program still runs.
    pub fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("the program can be waited for").is_none()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.is_alive() {
            self.signal("KILL");
            let _ = self.child.wait();
        }
    }
}

const fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
