//! Any program in a pseudo-terminal, and how long it takes to answer a key.
//!
//! A thread reads what the program draws and notes when; between a key and the moment at which it is on the screen nothing
//! is parsed and nothing is drawn here.

use std::{
    io::{Read as _, Write},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long something that must show may take.
const DEADLINE: Duration = Duration::from_secs(30);
/// A program that has drawn nothing for this long has drawn what it wanted to.
const QUIET: Duration = Duration::from_millis(4);

/// A program to start.
pub struct Program {
    path: PathBuf,
    arguments: Vec<String>,
    variables: Vec<(&'static str, PathBuf)>,
}

impl Program {
    pub fn new(path: impl Into<PathBuf>, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(|&argument| argument.into()).collect();
        Self { path: path.into(), arguments, variables: Vec::new() }
    }

    /// Parlor, with everything that it reads and writes below this folder.
    pub fn parlor(folder: &Path) -> Self {
        let path = env!("CARGO_BIN_EXE_parlor").into();
        Self { path, arguments: Vec::new(), variables: Self::folders(folder).to_vec() }
    }

    /// The variables that say so.
    pub fn folders(folder: &Path) -> [(&'static str, PathBuf); 4] {
        let below = |name: &str| folder.join(name);
        [
            ("HOME", below("home")),
            ("PARLOR_DATA", below("data")),
            ("PARLOR_STATE", below("state")),
            ("PARLOR_CONFIG", below("config")),
        ]
    }
}

/// A running program and its terminal of 120 columns and 34 rows.
pub struct Terminal {
    drawn: Receiver<(Instant, Vec<u8>)>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    started: Instant,
    /// What has been drawn so far; it is only worked out while nothing is measured.
    screen: vt100::Parser,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// # Panics
    /// If the program does not start.
    pub fn start(program: &Program) -> Self {
        let size = PtySize { rows: 34, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(&program.path);
        command.args(&program.arguments);
        for name in ["PARLOR_SESSIONS", "NO_COLOR"] {
            command.env_remove(name);
        }
        for (name, path) in &program.variables {
            command.env(name, path);
        }
        command.env("TERM", "xterm-256color");
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let mut output = pair.master.try_clone_reader().expect("the other end");
        let keyboard = pair.master.take_writer().expect("the keyboard");
        let (says, drawn) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                if says.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let screen = vt100::Parser::new(size.rows, size.cols, 0);
        Self { drawn, keyboard, child, started, screen, _master: pair.master }
    }

    /// How long after its start the program had drawn this.
    ///
    /// # Panics
    /// If it never does.
    pub fn first(&mut self, shows: impl Fn(&[u8]) -> bool) -> Duration {
        self.until(self.started, &shows)
    }

    /// Presses a key, and says how long it took until the program had drawn this.
    ///
    /// # Panics
    /// If it never does.
    pub fn press(&mut self, keys: &str, shows: impl Fn(&[u8]) -> bool) -> Duration {
        let pressed = Instant::now();
        self.send(keys);
        self.until(pressed, &shows)
    }

    /// Presses a key, and says how long it took until a text stood on the screen.
    ///
    /// # Panics
    /// If it never does.
    pub fn press_and_wait(&mut self, keys: &str, text: &str) -> Duration {
        let pressed = Instant::now();
        self.send(keys);
        self.wait(pressed, text)
    }

    /// Presses keys and waits until the program has drawn what it had to.
    pub fn lead(&mut self, keys: &str) {
        self.send(keys);
        self.settle();
    }

    /// Presses Escape, which the program holds for a moment: something longer may begin with it.
    pub fn escape(&mut self) {
        self.send("\x1b");
        self.settle_for(QUIET * 40);
    }

    /// Waits until the program draws nothing any more.
    pub fn settle(&mut self) {
        self.settle_for(QUIET);
    }

    fn settle_for(&mut self, quiet: Duration) {
        while let Ok((_, bytes)) = self.drawn.recv_timeout(quiet) {
            self.screen.process(&bytes);
        }
    }

    /// Waits until a text stands on the screen; says how long after a moment that was.
    ///
    /// # Panics
    /// If it never does.
    pub fn wait(&mut self, from: Instant, text: &str) -> Duration {
        loop {
            let (when, bytes) = self.next();
            self.screen.process(&bytes);
            if self.screen.screen().contents().contains(text) {
                return when.duration_since(from);
            }
        }
    }

    /// Whether a text stands on the screen, as far as it was looked at.
    pub fn shows(&self, text: &str) -> bool {
        self.screen.screen().contents().contains(text)
    }

    fn send(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keyboard.flush().expect("the terminal takes keys");
    }

    fn next(&mut self) -> (Instant, Vec<u8>) {
        match self.drawn.recv_timeout(DEADLINE) {
            Ok(drawn) => drawn,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                panic!("it never showed; there was:\n{}", self.screen.screen().contents())
            }
        }
    }

    fn until(&mut self, from: Instant, shows: &impl Fn(&[u8]) -> bool) -> Duration {
        let mut seen = Vec::new();
        loop {
            let (when, bytes) = self.next();
            seen.extend(bytes);
            if shows(&seen) {
                self.screen.process(&seen);
                return when.duration_since(from);
            }
        }
    }

    /// The number of the process.
    ///
    /// # Panics
    /// If it is gone.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("the program runs")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether ratatui and vim have finished a frame: the last thing they do is to hide or show the cursor.
pub fn framed(bytes: &[u8]) -> bool {
    bytes.windows(5).any(|five| five == b"\x1b[?25")
}

/// Whether this stands in what was printed, between the commands to the terminal.
pub fn printed(bytes: &[u8], wanted: &str) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        if letter != '\x1b' {
            plain.push(letter);
        } else if rest.next() == Some('[') {
            rest.by_ref().find(|end| ('@'..='~').contains(end));
        }
    }
    plain.contains(wanted)
}
