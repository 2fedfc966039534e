//! The real world: an inbox that every thread speaks into, the clocks, and what is asked of the disk.

use std::{
    collections::VecDeque,
    io,
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

use crossterm::event::{Event, read};

use super::{
    bell::Bell,
    clocks::Clocks,
    curtain::Lock,
    cycle::Outside,
    exit::{Exit, GONE},
    exporting,
    faults::drill,
    front::Known,
    library::{self, Ask},
    rescue::Rescue,
    terminal,
};
use crate::{
    app::{Effect, Mono, Msg, Now, Source},
    library::{Answer, Command, OnShow, RoomNews, SessionId, Sheet},
    session::Span,
    store::{self, Ended, Paths, Seen, Writer},
    view::Surface,
};

/// How long the disk may take when the user leaves and nothing is known to be missing.
const PATIENCE: Duration = Duration::from_secs(10);
/// The same, when the user has said to leave without what is missing.
const NO_PATIENCE: Duration = Duration::from_millis(500);
/// How long the disk is waited for before the program stops for a while.
#[cfg(unix)]
const BEFORE_STOPPING: Duration = Duration::from_secs(2);

/// How long the signal to go on is waited for by a program that runs again.
#[cfg(unix)]
const CONTINUES_WITHIN: Duration = Duration::from_secs(1);

/// The world while the program runs.
pub(super) struct World {
    clocks: Clocks,
    inbox: Receiver<Msg>,
    /// What came while the program waited for something else.
    put_off: VecDeque<Msg>,
    answers: Sender<Msg>,
    writer: Writer,
    /// What is on the disk of what the writer was asked for, and what is done if it fails at the last.
    rescue: Rescue,
    patience: Duration,
    paths: Paths,
    exit: Arc<Exit>,
    bell: Bell,
    /// The last reading of the clocks, by the one that goes on while the computer sleeps.
    read: Mono,
    /// The passphrase of the curtain, as far as it is known.
    lock: Lock,
    /// The terminal, as far as it is known.
    known: Known,
    library: Sender<Ask>,
    /// Which reading of a group's evenings is the last one asked for; an older one keeps quiet.
    reading: Arc<AtomicU64>,
}

impl World {
    /// Starts the threads: the writer, the input.
    ///
    /// # Errors
    /// If the system starts no thread.
    pub(super) fn start(
        paths: Paths,
        (answers, inbox): (Sender<Msg>, Receiver<Msg>),
        exit: &Arc<Exit>,
        (bell, lock, known, asks): (Bell, Lock, Known, bool),
    ) -> io::Result<Self> {
        let (says, hears) = (answers.clone(), Arc::clone(exit));
        let tell = move |answer| {
            drill::point("writer");
            hears.hear(&answer);
            // When the screen is gone nobody needs the answer.
            let _ = says.send(Msg::Written(answer));
        };
        let writer = Writer::start(paths.clone(), Box::new(tell))?;
        let library = library::start(paths.clone(), answers.clone())?;
        let (says, leaves) = (answers.clone(), Arc::clone(exit));
        let hears = known.clone();
        spawn("input", move || input(&says, &leaves, asks.then_some(&hears)))?;
        Ok(Self {
            clocks: Clocks::start(),
            inbox,
            put_off: VecDeque::new(),
            answers,
            writer,
            rescue: Rescue::default(),
            patience: PATIENCE,
            paths,
            exit: Arc::clone(exit),
            bell,
            read: Mono::default(),
            lock,
            known,
            library,
            reading: Arc::default(),
        })
    }

    /// Waits until everything that was asked of the disk is done, but not for ever. If the writer failed, another one saves
    /// what it left.
    pub(super) fn finish(self) {
        let Self { writer, mut rescue, inbox, exit, paths, patience, put_off, .. } = self;
        let ended = writer.finish_within(patience);
        for msg in put_off.into_iter().chain(inbox.try_iter()) {
            if let Msg::Written(answer) = &msg {
                rescue.hear(answer);
            }
        }
        if ended == Ended::Faulted {
            rescue.save(&paths);
        }
        exit.set_acts(rescue.unsaved(), 0);
    }

    fn ask(&mut self, command: Command) {
        if self.rescue.ask(&command, self.exit.code().is_some()) {
            self.exit.set_acts(0, self.rescue.saved());
        }
        self.exit.has_acts(self.rescue.acts(), self.rescue.saved());
        // The writer only goes with the program: a panic in it ends both.
        let _ = self.writer.send(command);
    }

    fn hear(&mut self, msg: Msg) -> Msg {
        if let Msg::Written(answer) = &msg {
            self.rescue.hear(answer);
        }
        msg
    }

    /// Without the worker the list stays as it is.
    fn ask_library(&self, ask: Ask) {
        let _ = self.library.send(ask);
    }

    /// Gives the terminal back and stops, until the shell says to go on.
    #[cfg(unix)]
    fn stop(&mut self) {
        use super::system;
        if !system::can_stop() {
            self.put_off.push_back(Msg::CannotStop);
            return;
        }
        let Some(is_settled) = self.settle() else { return };
        terminal::give_back();
        if !is_settled {
            terminal::say("not everything is on the disk yet; fg goes on with it");
        }
        system::stop();
        // The system may stop the threads a moment later than it says; the signal to go on says when it was over.
        while let Ok(msg) = self.inbox.recv_timeout(CONTINUES_WITHIN) {
            if matches!(msg, Msg::Continued) {
                break;
            }
            self.put_off.push_back(msg);
        }
        self.put_off.push_front(Msg::Continued);
    }

    /// Waits a moment for everything to be on the disk; `None` if the program has to go meanwhile.
    #[cfg(unix)]
    fn settle(&mut self) -> Option<bool> {
        self.ask(Command::Settle);
        let mut left = BEFORE_STOPPING;
        loop {
            let begun = self.clocks.read().mono;
            let Ok(msg) = self.inbox.recv_timeout(left) else { return Some(false) };
            left = left.saturating_sub(Duration::from_millis(self.clocks.read().mono.0.saturating_sub(begun.0)));
            match self.hear(msg) {
                Msg::Written(Answer::Settled(is_all)) => return Some(is_all),
                Msg::Hangup => {
                    self.put_off.push_back(Msg::Hangup);
                    return None;
                }
                msg => self.put_off.push_back(msg),
            }
        }
    }

    #[cfg(not(unix))]
    fn stop(&mut self) {
        self.put_off.push_back(Msg::CannotStop);
    }

    fn look_on(&self, id: SessionId) {
        let (paths, answers) = (self.paths.clone(), self.answers.clone());
        let look = move || {
            let seen = store::look(&paths, &id).map(|seen| seen.map(Box::new)).map_err(|why| why.to_string());
            let _ = answers.send(Msg::Seen { id, seen });
        };
        let _ = thread::Builder::new().name("looker".into()).spawn(look);
    }

    /// Watches what is on show, on a thread of its own.
    fn watch(&self) {
        let (paths, answers, started) = (self.paths.clone(), self.answers.clone(), self.clocks.started());
        let tell = move |seen| {
            let news = match seen {
                Seen::Sheet(sheet) => RoomNews::Shown(sheet.map(|sheet| Box::new(OnShow::of(*sheet, started)))),
                Seen::Unwatched(why) => RoomNews::Unwatched(why),
                Seen::Unreadable(why) => RoomNews::Unreadable(why),
            };
            answers.send(Msg::Room(news)).is_ok()
        };
        if let Err(why) = spawn("room", move || store::watch_room(&paths, tell)) {
            let _ = self.answers.send(Msg::Room(RoomNews::Unreadable(why.to_string())));
        }
    }

    /// Reads a group on a thread of its own. Who looks at another one meanwhile has the older answers dropped.
    fn read_group(&self, name: String, files: Vec<PathBuf>) {
        let (answers, reading) = (self.answers.clone(), Arc::clone(&self.reading));
        let this = reading.fetch_add(1, Ordering::Relaxed) + 1;
        let read = move || {
            store::read_evenings(&files, |evenings, unreadable| {
                let is_wanted = reading.load(Ordering::Relaxed) == this;
                is_wanted && answers.send(Msg::GroupRead { name: name.clone(), evenings, unreadable }).is_ok()
            });
        };
        let _ = thread::Builder::new().name("group".into()).spawn(read);
    }

    fn samples(&self) {
        let answers = self.answers.clone();
        let say = move || drop(answers.send(Msg::Samples(store::samples())));
        let _ = thread::Builder::new().name("samples".into()).spawn(say);
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

impl Outside for World {
    fn now(&mut self) -> Now {
        let now = self.clocks.read();
        self.read = now.with_sleep;
        now
    }

    fn surface(&mut self) -> Surface {
        self.known.get()
    }

    fn wait(&mut self, at_most: Option<Span>) -> Msg {
        drill::point("screen");
        if let Some(msg) = self.put_off.pop_front() {
            return msg;
        }
        let Some(at_most) = at_most else {
            let msg = self.inbox.recv().unwrap_or(Msg::Hangup);
            return self.hear(msg);
        };
        match self.inbox.recv_timeout(Duration::from_millis(at_most.millis())) {
            Ok(msg) => self.hear(msg),
            Err(RecvTimeoutError::Timeout) => Msg::Wake,
            Err(RecvTimeoutError::Disconnected) => Msg::Hangup,
        }
    }

    fn pending(&mut self) -> Option<Msg> {
        if let Some(msg) = self.put_off.pop_front() {
            return Some(msg);
        }
        let msg = self.inbox.try_recv().ok()?;
        Some(self.hear(msg))
    }

    fn perform(&mut self, effect: Effect) -> ControlFlow<()> {
        match effect {
            Effect::Quit => return ControlFlow::Break(()),
            Effect::Abandon => {
                self.patience = NO_PATIENCE;
                return ControlFlow::Break(());
            }
            Effect::List => self.ask_library(Ask::List),
            Effect::Find { asked, most } => self.ask_library(Ask::Find { asked, most }),
            Effect::Glance(path) => self.ask_library(Ask::Glance(path)),
            Effect::Samples => self.samples(),
            Effect::Load(source) => self.load(source),
            Effect::ReadGroup { name, files } => self.read_group(name, files),
            Effect::LookOn(id) => self.look_on(id),
            Effect::Stop => self.stop(),
            Effect::Bell => self.bell.ring(),
            Effect::TryPhrase(phrase) => self.put_off.push_back(Msg::PhraseTried(self.lock.opens(phrase.letters()))),
            Effect::Redraw => self.put_off.push_back(Msg::Resized),
            Effect::TakeTerminal => {
                if terminal::take().is_err() {
                    self.exit.leave(GONE);
                }
            }
            Effect::Watch => self.watch(),
            Effect::Show { id, at, view } => {
                let machine = self.clocks.started() + self.read.0;
                self.ask(Command::Show { id, sheet: Box::new(Sheet { at, machine, view: *view }) });
            }
            Effect::HandOn { kind, evening, with_airtime, output } => {
                let answers = self.answers.clone();
                let hand_on = move || {
                    let written = exporting::written(kind, &evening, with_airtime, &output);
                    let _ = answers.send(Msg::HandedOn(written));
                };
                let _ = thread::Builder::new().name("exporter".into()).spawn(hand_on);
            }
            Effect::Write(command) => self.ask(command),
        }
        ControlFlow::Continue(())
    }
}

pub(super) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.into()).spawn(work).map(drop)
}

/// Reads keys and pastes, and nothing else: crossterm 0.29 never comes back after a hang-up. Before it reads, the answers of
/// the terminal are heard.
fn input(answers: &Sender<Msg>, exit: &Exit, asked: Option<&Known>) {
    let mut hand = |event: Event| {
        drill::look(&event);
        drill::point("input");
        let msg = match event {
            Event::Key(key) => Msg::Key(key),
            Event::Paste(text) => Msg::Paste(text),
            Event::Mouse(mouse) => Msg::Mouse(mouse),
            Event::Resize(..) | Event::FocusGained | Event::FocusLost => Msg::Resized,
        };
        answers.send(msg).is_ok()
    };
    #[cfg(unix)]
    if let Some(known) = asked {
        super::probe::listen(&mut hand, |heard| {
            // Also a window that got another size meanwhile is heard of here.
            known.learn(heard);
            let _ = answers.send(Msg::Resized);
        });
    }
    #[cfg(not(unix))]
    let _ = asked;
    loop {
        let Ok(event) = read() else { return exit.leave(GONE) };
        if !hand(event) {
            return;
        }
    }
}
