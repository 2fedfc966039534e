//! The real world: an inbox that every thread speaks into, the clocks, and what is asked of the disk.

use std::{
    io,
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use chrono::{Local, SubsecRound};
use crossterm::event::{Event, read};

use super::cycle::Outside;
use crate::{
    app::{Effect, Mono, Msg, Now, Source},
    session::Span,
    store::{self, Answer, Command, Paths, Writer},
};

/// The world while the program runs.
pub(super) struct World {
    started: Instant,
    inbox: Receiver<Msg>,
    answers: Sender<Msg>,
    writer: Writer,
    paths: Paths,
    /// Which listing is the last one asked for; an older one that is still under way keeps quiet.
    listing: Arc<AtomicU64>,
}

impl World {
    /// Starts the threads: the writer, the input, the signals.
    ///
    /// # Errors
    /// If the system starts no thread.
    pub(super) fn start(paths: Paths) -> io::Result<Self> {
        let (answers, inbox) = mpsc::channel();
        let says = answers.clone();
        // When the screen is gone nobody needs the answer.
        let writer = Writer::start(paths.clone(), Box::new(move |answer| drop(says.send(message(answer)))))?;
        spawn("input", answers.clone(), input)?;
        #[cfg(unix)]
        spawn("signals", answers.clone(), signals)?;
        Ok(Self { started: now_for_lengths(), inbox, answers, writer, paths, listing: Arc::default() })
    }

    /// Waits until everything that was asked of the disk is done.
    pub(super) fn finish(self) {
        self.writer.finish();
    }

    /// Lists the shelves on a thread of its own: the first rows are there at once, the rest while one looks.
    fn list(&self) {
        let (paths, answers, listing) = (self.paths.clone(), self.answers.clone(), Arc::clone(&self.listing));
        let this = listing.fetch_add(1, Ordering::Relaxed) + 1;
        let list = move || {
            store::list_with(&paths, |shelves, whole| {
                if listing.load(Ordering::Relaxed) == this {
                    let _ = answers.send(Msg::Listed { shelves, whole });
                }
            });
        };
        // Without a thread the list stays as it is; it is asked for again on the next way home.
        let _ = thread::Builder::new().name("library".into()).spawn(list);
    }

    fn load(&self, source: Source) {
        let answers = self.answers.clone();
        let load = move || {
            let result = match &source {
                Source::File(path) => store::load(path),
                Source::Sample(place) => store::sample(*place),
                Source::Evening => store::sample(0),
            };
            let _ = answers.send(Msg::Loaded { source, result: result.map(Box::new) });
        };
        let _ = thread::Builder::new().name("loader".into()).spawn(load);
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where the program reads the clock")]
fn now_for_lengths() -> Instant {
    Instant::now()
}

/// A label, to the millisecond.
#[expect(clippy::disallowed_methods, reason = "this is where the program reads the clock")]
fn now_for_labels() -> crate::session::Wall {
    Local::now().fixed_offset().trunc_subsecs(3)
}

impl Outside for World {
    fn now(&mut self) -> Now {
        let mono = now_for_lengths().saturating_duration_since(self.started).as_millis();
        Now { mono: Mono(u64::try_from(mono).unwrap_or(u64::MAX)), wall: now_for_labels(), chance: fastrand::u32(..) }
    }

    fn wait(&mut self, at_most: Option<Span>) -> Msg {
        let Some(at_most) = at_most else { return self.inbox.recv().unwrap_or(Msg::Hangup) };
        match self.inbox.recv_timeout(Duration::from_millis(at_most.millis())) {
            Ok(msg) => msg,
            Err(RecvTimeoutError::Timeout) => Msg::Wake,
            Err(RecvTimeoutError::Disconnected) => Msg::Hangup,
        }
    }

    fn pending(&mut self) -> Option<Msg> {
        self.inbox.try_recv().ok()
    }

    fn perform(&mut self, effect: Effect) -> ControlFlow<()> {
        let command = match effect {
            Effect::Quit => return ControlFlow::Break(()),
            Effect::List => {
                self.list();
                return ControlFlow::Continue(());
            }
            Effect::Load(source) => {
                self.load(source);
                return ControlFlow::Continue(());
            }
            Effect::Recover(id) => Command::Recover(id),
            Effect::Append { id, first, entries } => Command::Append { id, first, entries },
            Effect::Alive { id, at } => Command::Alive { id, at },
            Effect::Draft { id, drafts } => Command::Draft { id, drafts },
            Effect::Move { id, folder } => Command::Move { id, folder },
            Effect::Preview { id, record } => Command::Preview { id, record },
            Effect::Seal { id, record, group } => Command::Seal { id, record, group },
            Effect::Amend { path, amendment } => Command::Amend { path, amendment },
            Effect::Discard(id) => Command::Discard(id),
        };
        // The writer only goes with the program: a panic in it ends both.
        let _ = self.writer.send(command);
        ControlFlow::Continue(())
    }
}

fn message(answer: Answer) -> Msg {
    match answer {
        Answer::Saved { id, entries } => Msg::Saved { id, entries },
        Answer::NotSaved(trouble) => Msg::NotSaved(trouble),
        Answer::Moved { folder, remembered } => Msg::Moved { folder, remembered },
        Answer::Recovered(result) => Msg::Recovered(result),
        Answer::Previewed(text) => Msg::Previewed(text),
        Answer::Sealed(result) => Msg::Sealed(result),
        Answer::Amended(result) => Msg::Amended(result),
        Answer::Discarded(result) => Msg::Discarded(result),
    }
}

fn spawn(name: &str, answers: Sender<Msg>, work: impl FnOnce(&Sender<Msg>) + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.into()).spawn(move || work(&answers)).map(drop)
}

/// Reads keys and pastes, and nothing else: crossterm 0.29 never comes back after a hang-up.
fn input(answers: &Sender<Msg>) {
    loop {
        let msg = match read() {
            Ok(Event::Key(key)) => Msg::Key(key),
            Ok(Event::Paste(text)) => Msg::Paste(text),
            Ok(Event::Mouse(mouse)) => Msg::Mouse(mouse),
            Ok(Event::Resize(..) | Event::FocusGained | Event::FocusLost) => Msg::Resized,
            Err(_) => Msg::Hangup,
        };
        let is_last = matches!(msg, Msg::Hangup);
        if answers.send(msg).is_err() || is_last {
            return;
        }
    }
}

/// The system asks the program to go.
#[cfg(unix)]
fn signals(answers: &Sender<Msg>) {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
        iterator::Signals,
    };
    let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM]) else { return };
    for _ in signals.forever() {
        if answers.send(Msg::Hangup).is_err() {
            return;
        }
    }
}
