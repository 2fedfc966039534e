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
use crate::{app::Msg, library::Answer, words};

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
    /// How many acts the evening has, and how many of them are on the disk: known here at once, also when the loop is held up.
    acts: AtomicUsize,
    saved: AtomicUsize,
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
            acts: AtomicUsize::new(0),
            saved: AtomicUsize::new(0),
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

    /// The evening has so many acts now, and so many of them are on the disk.
    pub(super) fn set_acts(&self, acts: usize, saved: usize) {
        self.acts.store(acts, Ordering::SeqCst);
        self.saved.store(saved, Ordering::SeqCst);
    }

    /// The same, where more may be on the disk already than the loop has heard of.
    pub(super) fn has_acts(&self, acts: usize, saved: usize) {
        self.acts.store(acts, Ordering::SeqCst);
        self.saved.fetch_max(saved, Ordering::SeqCst);
    }

    /// The writer says something.
    pub(super) fn hear(&self, answer: &Answer) {
        match answer {
            Answer::Saved { entries, .. } | Answer::Struck(Ok((_, entries))) => {
                self.saved.fetch_max(*entries, Ordering::SeqCst);
            }
            Answer::Sealed(Ok(_)) | Answer::Discarded(Ok(())) => self.set_acts(0, 0),
            _ => {}
        }
    }

    /// How many acts are not on the disk.
    pub(super) fn unsaved(&self) -> usize {
        self.acts.load(Ordering::SeqCst).saturating_sub(self.saved.load(Ordering::SeqCst))
    }

    /// Says what is to be said, unless nobody reads it. The terminal has been given back.
    pub(super) fn say_last_words(self: &Arc<Self>) {
        let exit = Arc::clone(self);
        terminal::if_it_can(move || exit.say());
    }

    fn say(&self) {
        if let Some(words) = self.last_words.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = writeln!(io::stderr(), "parlor: {words}");
        }
        let unsaved = self.unsaved();
        if unsaved > 0 {
            let _ = writeln!(io::stderr(), "parlor: {}", words::lost(unsaved));
        }
    }

    fn when_too_late(self: &Arc<Self>, hurry: &Receiver<()>) {
        if hurry.recv().is_ok() {
            // Nothing is ever sent a second time: this is the limit, running out.
            let _ = hurry.recv_timeout(LIMIT);
            terminal::give_back_if_it_can();
            self.say_last_words();
            process::exit(self.code().unwrap_or(FAULT).into());
        }
    }
}
