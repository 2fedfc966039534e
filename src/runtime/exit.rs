//! How the program leaves when it has to: a signal, a window that closed, a fault in any thread.
//!
//! The first cause counts. The loop is told, hands everything to the disk, and ends as it would for the user. Whatever holds
//! it up (a terminal that nobody reads, a disk that does not answer) holds it up for so long and no longer: what the screen
//! showed as saved is on the disk anyway.

use std::{
    io::{self, Write},
    process,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU8, AtomicUsize, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use super::terminal;
use crate::{app::Msg, words};

/// How long the way out may take.
const LIMIT: Duration = Duration::from_millis(2500);

/// The exit code of a fault in the program.
pub(super) const FAULT: u8 = 101;
/// The exit code when the terminal is gone, signal or not: that of a hang-up.
pub(super) const GONE: u8 = 128 + 1;

/// The way out.
pub(super) struct Exit {
    /// Nought while nothing asks the program to go.
    code: AtomicU8,
    inbox: Sender<Msg>,
    timer: Sender<()>,
    /// What is said once the terminal is given back.
    last_words: Mutex<Option<String>>,
    /// How many acts are not on the disk.
    unsaved: AtomicUsize,
}

impl Exit {
    /// Starts the thread that ends the program if nothing else does.
    ///
    /// # Errors
    /// If the system starts no thread.
    pub(super) fn new(inbox: Sender<Msg>) -> io::Result<Arc<Self>> {
        let (timer, hurry) = mpsc::channel();
        let exit = Arc::new(Self {
            code: AtomicU8::new(0),
            inbox,
            timer,
            last_words: Mutex::new(None),
            unsaved: AtomicUsize::new(0),
        });
        let ends = Arc::clone(&exit);
        thread::Builder::new().name("exit".into()).spawn(move || ends.when_too_late(&hurry))?;
        Ok(exit)
    }

    /// The program has to go, with this exit code.
    pub(super) fn leave(&self, code: u8) {
        if self.code.compare_exchange(0, code, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
            let _ = self.timer.send(());
        }
        // When nobody reads the inbox any more the program is on its way out already.
        let _ = self.inbox.send(Msg::Hangup);
    }

    /// The same, with something to say when the terminal is given back.
    pub(super) fn leave_saying(&self, code: u8, words: String) {
        self.last_words.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(words);
        self.leave(code);
    }

    /// The exit code, if something asked the program to go.
    pub(super) fn code(&self) -> Option<u8> {
        Some(self.code.load(Ordering::SeqCst)).filter(|code| *code != 0)
    }

    /// So many acts are not on the disk at this moment.
    pub(super) fn set_unsaved(&self, acts: usize) {
        self.unsaved.store(acts, Ordering::SeqCst);
    }

    /// Whether acts are not on the disk.
    pub(super) fn has_unsaved(&self) -> bool {
        self.unsaved.load(Ordering::SeqCst) > 0
    }

    /// Says what is to be said. The terminal has been given back.
    pub(super) fn say_last_words(&self) {
        if let Some(words) = self.last_words.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = writeln!(io::stderr(), "parlor: {words}");
        }
        let unsaved = self.unsaved.load(Ordering::SeqCst);
        if unsaved > 0 {
            let _ = writeln!(io::stderr(), "parlor: {}", words::lost(unsaved));
        }
    }

    fn when_too_late(&self, hurry: &Receiver<()>) {
        if hurry.recv().is_ok() {
            // Nothing is ever sent a second time: this is the limit, running out.
            let _ = hurry.recv_timeout(LIMIT);
            terminal::give_back_if_it_can();
            self.say_last_words();
            process::exit(self.code().unwrap_or(FAULT).into());
        }
    }
}
