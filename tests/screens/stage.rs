//! A stage: the app, the drawing, a real disk in a folder of its own, and a clock that is turned by hand.

use std::{
    cell::Cell,
    ops::ControlFlow,
    path::PathBuf,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use parlor::{
    app::{App, Begin, Effect, Mono, Msg, Now, Screen, Source},
    library::{Answer, Command, OnShow, RoomNews, Sheet},
    runtime::exporting,
    session::{Session, State, Wall},
    store::{self, Paths, Shelf, Writer},
    view::Surface,
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
};
use tempfile::TempDir;

/// The people of most tests, as they are typed.
pub const PEOPLE: [&str; 2] =
    ["Jewish: Miriam, Tamar (moderator), Eitan", "Palestinian: Yousef (moderator), Layla, Hanan"];

/// When the program starts: an evening in March.
pub fn start() -> Wall {
    "2026-03-14T19:00:00+02:00".parse().unwrap()
}

/// The program on its stage.
#[must_use]
pub struct Stage {
    pub app: App,
    pub folder: TempDir,
    terminal: Terminal<TestBackend>,
    writer: Option<Writer>,
    answers: Receiver<Answer>,
    mono: u64,
    /// How long the computer has slept.
    slept: u64,
    /// How far the clock on the wall was set, in milliseconds.
    set: i64,
    /// The zone of that clock, in hours.
    zone: i32,
    chance: Cell<u32>,
    surface: Surface,
    /// How often the bell rang.
    bells: usize,
    left: bool,
    /// Whether the disk says nothing any more.
    pub mute: bool,
    /// What the room display was given last.
    pub shown: Option<Sheet>,
}

impl Stage {
    /// Parlor as it starts, on an empty folder, at 80×24.
    pub fn open() -> Self {
        Self::open_in(tempfile::tempdir().unwrap(), 0)
    }

    /// Parlor as it starts on a folder with something in it, so many milliseconds after the evening's beginning.
    pub fn open_in(folder: TempDir, mono: u64) -> Self {
        let paths = Paths::below(folder.path());
        keep_to_oneself(&folder);
        let (says, answers) = channel();
        let writer = Writer::start(paths.clone(), Box::new(move |answer| drop(says.send(answer)))).unwrap();
        let formats = store::load_formats(&paths);
        let (app, effects) = App::begin(Begin::Home, formats);
        let terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let mut stage = Self {
            app,
            folder,
            terminal,
            writer: Some(writer),
            answers,
            mono,
            slept: 0,
            set: 0,
            zone: 2,
            chance: Cell::new(1),
            surface: Surface::default(),
            bells: 0,
            left: false,
            mute: false,
            shown: None,
        };
        stage.perform(effects);
        stage
    }

    /// A stage on which six people of two parties have just sat down to a plain evening.
    pub fn evening() -> Self {
        Self::open().press("n").write(PEOPLE[0]).press("Enter").write(PEOPLE[1]).press("Enter Enter")
    }

    /// The room display beside this program, as it shows what it was given last.
    pub fn room(&self) -> Self {
        let mut room = Self::open_in(tempfile::tempdir().unwrap(), self.mono + self.slept);
        (room.app, _) = App::begin(Begin::Room, room.app.formats.clone());
        let shown = self.shown.clone().map(|sheet| Box::new(OnShow::of(sheet, 0)));
        room.send(Msg::Room(RoomNews::Shown(shown)))
    }

    /// The computer was started anew after a crash: the clock for lengths begins again, the one on the wall does not.
    pub fn open_after_reboot(folder: TempDir, seconds: u64) -> Self {
        let mut stage = Self::open_in(folder, 5000);
        stage.set = seconds.cast_signed() * 1000;
        stage
    }

    /// The same, with this many columns and rows.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.terminal.backend_mut().resize(columns, rows);
        self.send(Msg::Resized)
    }

    /// With what a configuration file says.
    pub fn set(mut self, config: &str) -> Self {
        let settings = store::parse_settings(config).unwrap();
        self.app.set(settings).unwrap();
        self
    }

    /// Without colours.
    pub fn mono(mut self) -> Self {
        self.surface.colourless = true;
        self
    }

    /// On another terminal.
    pub fn on(mut self, surface: Surface) -> Self {
        self.surface = surface;
        self
    }

    /// What is drawn, cell by cell.
    pub fn cells(&mut self) -> ratatui::buffer::Buffer {
        self.screen();
        self.terminal.backend().buffer().clone()
    }

    /// Presses keys, with spaces between them: `n`, `Enter`, `Space`, `F2`, `Alt-3`, `Ctrl-c`.
    pub fn press(self, keys: &str) -> Self {
        keys.split_whitespace().fold(self, |stage, key| stage.send(Msg::Key(key_event(key))))
    }

    /// Types a text, letter by letter.
    pub fn write(self, text: &str) -> Self {
        let letter = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        text.chars().fold(self, |stage, c| stage.send(Msg::Key(letter(c))))
    }

    pub fn paste(self, text: &str) -> Self {
        self.send(Msg::Paste(text.to_owned()))
    }

    /// Lets this many seconds go by, waking the program exactly when it asked.
    pub fn wait(mut self, seconds: u64) -> Self {
        let until = self.mono + seconds * 1000;
        loop {
            let wake = self.app.wakes_in(&self.now()).map(|span| self.mono + span.millis().max(1));
            match wake.filter(|wake| *wake <= until) {
                Some(wake) => {
                    self.mono = wake;
                    self = self.send(Msg::Wake);
                }
                None => break,
            }
        }
        self.mono = until;
        self
    }

    /// The computer sleeps for so many seconds: the clock for lengths stands, the others don't.
    pub fn sleep(mut self, seconds: u64) -> Self {
        self.slept += seconds * 1000;
        self.send(Msg::Wake)
    }

    /// Somebody sets the clock on the wall by so many seconds.
    pub fn set_clock(mut self, seconds: i64) -> Self {
        self.set += seconds * 1000;
        self.send(Msg::Wake)
    }

    /// The zone changes, as it does when summer time begins.
    pub fn summer_time(mut self) -> Self {
        self.zone += 1;
        self.send(Msg::Wake)
    }

    /// The program is stopped for so many seconds and goes on; every clock goes on meanwhile.
    pub fn stopped(mut self, seconds: u64) -> Self {
        self.mono += seconds * 1000;
        self.send(Msg::Continued)
    }

    /// The same, and something else wakes the program first.
    pub fn stopped_unheard(mut self, seconds: u64) -> Self {
        self.mono += seconds * 1000;
        self.send(Msg::Wake)
    }

    /// Something wakes the program.
    pub fn send(mut self, msg: Msg) -> Self {
        let now = self.now();
        let effects = self.app.update(msg, &now);
        self.perform(effects);
        self
    }

    /// What a person would see.
    pub fn screen(&mut self) -> String {
        let (app, now, surface) = (&self.app, self.now(), self.surface);
        self.terminal.draw(|frame| surface.draw(frame, app, &now)).unwrap();
        if self.terminal.backend().buffer().area.is_empty() {
            return String::new();
        }
        let shown = self.terminal.backend().to_string();
        let shown: String = shown.lines().map(|line| line.trim_matches('"').trim_end().to_owned() + "\n").collect();
        shown.replace(&self.folder.path().display().to_string(), "FOLDER")
    }

    /// Where the caret stands.
    pub fn caret(&mut self) -> (u16, u16) {
        self.screen();
        let place = self.terminal.get_cursor_position().unwrap();
        (place.x, place.y)
    }

    /// The running session.
    pub fn session(&self) -> &Session {
        &self.app.live().expect("an evening runs").session
    }

    /// What its log says.
    pub fn state(&self) -> &State {
        self.session().state()
    }

    /// How often the bell rang.
    pub const fn bells(&self) -> usize {
        self.bells
    }

    /// Whether the program has left.
    pub const fn has_left(&self) -> bool {
        self.left
    }

    /// The program is gone from one moment to the next; what is on the disk stays.
    pub fn crash(mut self) -> (TempDir, u64) {
        if let Some(writer) = self.writer.take() {
            writer.finish();
        }
        (self.folder, self.mono)
    }

    /// The one sealed file.
    pub fn sealed(&self) -> PathBuf {
        let files = std::fs::read_dir(Paths::below(self.folder.path()).sessions).unwrap();
        let files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }

    pub fn now(&self) -> Now {
        let since_start = (self.mono + self.slept).cast_signed() + self.set;
        let zone = chrono::FixedOffset::east_opt(self.zone * 3600).unwrap();
        let wall = (start() + chrono::TimeDelta::milliseconds(since_start)).with_timezone(&zone);
        self.chance.set(self.chance.get().wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        Now { mono: Mono(self.mono), with_sleep: Mono(self.mono + self.slept), wall, chance: self.chance.get() }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if self.answer(effect).is_break() {
                self.left = true;
            }
        }
    }

    /// Does what was asked, and hands the answer back before anything else happens.
    fn answer(&mut self, effect: Effect) -> ControlFlow<()> {
        let paths = Paths::below(self.folder.path());
        match effect {
            Effect::Quit | Effect::Abandon => return ControlFlow::Break(()),
            Effect::LookOn(id) => {
                let seen = store::look(&paths, &id).map(|seen| seen.map(Box::new)).map_err(|why| why.to_string());
                self.hand(Msg::Seen { id, seen });
            }
            Effect::Show { id: _, at, view } => {
                self.shown = Some(Sheet { at, machine: self.mono + self.slept, view: *view });
            }
            Effect::ReadGroup { name, files } => {
                let mut told = Vec::new();
                store::read_evenings(&files, |evenings, unreadable| {
                    told.push((evenings, unreadable));
                    true
                });
                for (evenings, unreadable) in told {
                    self.hand(Msg::GroupRead { name: name.clone(), evenings, unreadable });
                }
            }
            Effect::Bell => self.bells += 1,
            Effect::TryPhrase(phrase) => self.hand(Msg::PhraseTried(phrase.letters() == "olive")),
            Effect::Watch | Effect::Stop | Effect::Redraw | Effect::TakeTerminal => {}
            Effect::List => {
                let shelves = store::list(&paths);
                self.hand(Msg::Listed { shelves, whole: true });
            }
            Effect::Find { asked, most } => {
                let mut library = Shelf::new(paths);
                let mut listing = library.look();
                while !listing.is_whole() {
                    library.look_on(&mut listing);
                }
                self.hand(Msg::Found(Box::new(library.find(&asked, most, true))));
            }
            Effect::Glance(path) => self.hand(Msg::Glanced(Box::new(store::glance(&path)))),
            Effect::Samples => self.hand(Msg::Samples(store::samples())),
            Effect::Load(source) => {
                let result = match &source {
                    Source::File(path) => store::load(path),
                    Source::Sample(place) => store::sample(*place),
                    Source::Evening => store::sample(0),
                };
                self.hand(Msg::Loaded { source, result: result.map(Box::new) });
            }
            Effect::HandOn { kind, evening, with_airtime, output } => {
                let written = exporting::written(kind, &evening, with_airtime, &output);
                self.hand(Msg::HandedOn(written));
            }
            Effect::Write(command) => self.write_down(command),
        }
        ControlFlow::Continue(())
    }

    /// Has the writer do something, and hands on what it answers, if it does.
    fn write_down(&mut self, command: Command) {
        let is_answered = !matches!(command, Command::Alive { .. } | Command::Draft { .. });
        assert!(self.writer.as_ref().unwrap().send(command));
        if !is_answered {
            return;
        }
        let mut answer = self.answers.recv_timeout(Duration::from_secs(20)).expect("the writer answers");
        if self.mute {
            return;
        }
        if matches!(answer, Answer::Moved { .. }) {
            self.hand(Msg::Written(answer));
            answer = self.answers.recv_timeout(Duration::from_secs(20)).expect("and says what is saved");
        }
        self.hand(Msg::Written(answer));
    }

    fn hand(&mut self, msg: Msg) {
        let now = self.now();
        let effects = self.app.update(msg, &now);
        self.perform(effects);
    }

    pub fn is_home(&self) -> bool {
        matches!(self.app.screen, Screen::Home(_))
    }
}

/// A key by its name in the hint line.
fn key_event(name: &str) -> KeyEvent {
    let (modifiers, name) = if let Some(name) = name.strip_prefix("Alt-") {
        (KeyModifiers::ALT, name)
    } else if let Some(name) = name.strip_prefix("Ctrl-") {
        (KeyModifiers::CONTROL, name)
    } else {
        (KeyModifiers::NONE, name)
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PageUp" => KeyCode::PageUp,
        "Backspace" => KeyCode::Backspace,
        "PageDown" => KeyCode::PageDown,
        _ => match (name.strip_prefix('F').and_then(|digits| digits.parse().ok()), name.chars().next()) {
            (Some(number), _) => KeyCode::F(number),
            (None, Some(letter)) if name.chars().count() == 1 => KeyCode::Char(letter),
            _ => panic!("no key is called {name}"),
        },
    };
    KeyEvent::new(code, modifiers)
}

/// What a test laid out is for its owner alone, as what Parlor makes is.
fn keep_to_oneself(folder: &TempDir) {
    #[cfg(unix)]
    for entry in
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(entry, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
