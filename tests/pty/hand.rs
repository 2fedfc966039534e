//! A hand that runs a short evening on a program that may be gone at any key, and remembers what was called saved.

use std::{
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    sync::{OnceLock, mpsc},
    time::Duration,
};

use parlor::{
    library::{Answer, Command, SessionId},
    session::{Session, redact},
    store::{self, Paths, Writer},
};

use crate::{
    terminal::{ESC, Folders},
    window::{Seen, Window, signal},
};

/// How long something may take that must show; retries of the disk among it.
const PATIENCE: Duration = Duration::from_secs(30);
/// The note that stands in every evening from its beginning.
const FIRST: &str = "spoken before";

/// An evening as it was left by a program that was killed: the name of its journal and what is in it.
pub struct Begun {
    pub id: SessionId,
    journal: Vec<u8>,
}

/// An evening with one note, begun once by the program itself and killed.
pub fn begun() -> &'static Begun {
    static BEGUN: OnceLock<Begun> = OnceLock::new();
    BEGUN.get_or_init(|| {
        let folders = Folders::new();
        let mut hand = Hand::new(Window::open(&folders, &["parlor"]));
        hand.window.wait("Parlor").act("n", "An evening").press("Jewish: Miriam, Eitan\rPalestinian: Layla, Hanan");
        hand.window.wait("Hanan").press("\r\r").wait("● saved");
        hand.notes(FIRST).expect("it runs");
        signal("KILL", hand.window.pid());
        let files = Folders::files(&folders.journals());
        let journal = files.iter().find(|path| path.extension().is_some_and(|ending| ending == "jl"));
        let journal = journal.expect("a journal");
        let id = journal.file_stem().and_then(|stem| SessionId::parse(stem.to_str()?)).expect("its name");
        Begun { id, journal: std::fs::read(journal).expect("the journal") }
    })
}

impl Begun {
    /// Lays the evening down where a program will find it; `torn` stands behind it, as a power cut may leave it.
    pub fn lay(&self, folders: &Folders, torn: &[u8]) {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true).mode(0o700).create(folders.journals()).expect("a folder");
        let path = folders.journals().join(format!("{}.jl", self.id));
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(path).expect("a file");
        std::io::Write::write_all(&mut file, &[&self.journal[..], torn].concat()).expect("written");
    }
}

/// A person at the keyboard.
pub struct Hand {
    pub window: Window,
    /// What the header called saved while it stood on the screen, in order.
    pub saved: Vec<String>,
    /// Whether the program said that the evening is sealed.
    pub sealed: bool,
    /// Whether the program said that something is not saved, could not be read, or was not sealed.
    pub told: bool,
}

impl Hand {
    pub fn new(window: Window) -> Self {
        Self { window, saved: Vec::new(), sealed: false, told: false }
    }

    /// Waits for something that shows; nothing if the program is gone before.
    fn sees(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> Option<String> {
        match self.window.watch(PATIENCE, |screen| is_so(screen) || screen.contains("NOT SAVED")) {
            Seen::There if is_so(&self.window.screen()) => {}
            Seen::There => {
                self.told = true;
                match self.window.watch(PATIENCE, &is_so) {
                    Seen::There => {}
                    Seen::Gone => return None,
                    Seen::Late => panic!("waited for: {what}\n{}", self.window.screen()),
                }
            }
            Seen::Gone => return None,
            Seen::Late => panic!("waited for: {what}\n{}", self.window.screen()),
        }
        Some(self.window.screen())
    }

    /// Continues the evening that is first in the list.
    pub fn continues(&mut self) -> Option<()> {
        self.sees("the list", |screen| screen.contains("To be continued"))?;
        for _ in 0..5 {
            self.window.try_press("\r");
            let here = |screen: &str| {
                (screen.contains("● saved") && screen.contains("is back")) || screen.contains("could not be read")
            };
            let screen = self.sees("the evening is back", here)?;
            if screen.contains("could not be read") {
                self.told = true;
                // The next key takes the sentence away.
                self.window.try_press("\x1b[B").try_press("\x1b[A");
                self.sees("the list", |screen| !screen.contains("could not be read"))?;
                continue;
            }
            // The title of the window stands above the sentence: it is there even where half of the picture has come.
            if screen.contains("What came back") {
                self.window.try_press(ESC);
                self.sees("the floor", |screen| !screen.contains("What came back"))?;
            }
            return Some(());
        }
        panic!("it cannot be continued\n{}", self.window.screen());
    }

    /// Writes a note and waits until it is called saved.
    pub fn notes(&mut self, text: &str) -> Option<()> {
        self.window.try_press("n");
        self.sees("a line", |screen| screen.contains("╭─ note"))?;
        self.window.try_press(text).try_press("\r");
        let kept = |screen: &str| screen.contains(text) && !screen.contains("╭─ note") && screen.contains("● saved");
        self.sees("the note is saved", kept)?;
        self.saved.push(text.to_owned());
        Some(())
    }

    /// Ends the evening and seals it; asks again when told that it was not.
    pub fn seals(&mut self) -> Option<()> {
        self.window.try_press("q");
        self.sees("a question", |screen| screen.contains("End the evening?"))?;
        self.window.try_press("\r");
        self.sees("what will remain", |screen| screen.contains("parlor: 1"))?;
        for _ in 0..5 {
            self.window.try_press("s");
            let screen = self.sees("sealed", |screen| screen.contains("Overview") || screen.contains("Not sealed"))?;
            if screen.contains("Overview") {
                self.sealed = true;
                self.window.try_press("q");
                self.sees("the list", |screen| screen.contains("Sessions"))?;
                self.window.try_press("q");
                return Some(());
            }
            self.told = true;
            // The next key takes the sentence away.
            self.window.try_press("\x1b[B");
            self.sees("the page", |screen| !screen.contains("Not sealed"))?;
        }
        panic!("it cannot be sealed\n{}", self.window.screen());
    }

    /// A short evening; nothing if the program is gone before its end.
    pub fn evening(&mut self) -> Option<()> {
        self.continues()?;
        self.notes("first words")?;
        self.window.try_press("2");
        self.notes("second words")?;
        self.seals()
    }
}

pub fn paths(folders: &Folders) -> Paths {
    let (own, formats) = (folders.root().join("data/own"), folders.root().join("config/formats"));
    Paths { sessions: folders.sessions(), live: folders.journals(), groups: folders.groups(), own, formats }
}

/// The texts of the notes that are on the disk: of the sealed file, else of the journal.
pub fn on_the_disk(folders: &Folders) -> Vec<String> {
    let paths = paths(folders);
    let shelves = store::list(&paths);
    if let Some(row) = shelves.rows.first() {
        let sealed = store::load(&row.path).unwrap_or_else(|why| panic!("a torn file: {why:?}"));
        return sealed.record.fold().notes.into_iter().map(|note| note.text).collect();
    }
    let Some(unfinished) = shelves.unfinished.first() else { return Vec::new() };
    let seen = store::look(&paths, &unfinished.id).expect("it can be read").expect("it is there");
    texts(&Session::replay(seen.log).expect("an evening"))
}

fn texts(session: &Session) -> Vec<String> {
    session.state().notes.iter().map(|note| note.text.clone()).collect()
}

/// Checks what is left of an evening: everything that was called saved, in order, once; a sealed file that is whole or not
/// there. What is not sealed is recovered and sealed then.
pub fn verify(folders: &Folders, saved: &[String], sealed: bool) {
    let wanted: Vec<String> = std::iter::once(FIRST.to_owned()).chain(saved.iter().cloned()).collect();
    let kept = on_the_disk(folders);
    assert!(kept.starts_with(&wanted), "called saved: {wanted:?}, kept: {kept:?}");
    // One act may have reached the disk that nobody was told of.
    assert!(kept.len() <= wanted.len() + 1, "called saved: {wanted:?}, kept: {kept:?}");
    let paths = paths(folders);
    let shelves = store::list(&paths);
    assert!(!sealed || !shelves.rows.is_empty(), "what was called sealed is not");
    let Some(unfinished) = shelves.unfinished.first() else { return };
    let (says, answers) = mpsc::channel();
    let writer = Writer::start(paths.clone(), Box::new(move |answer| drop(says.send(answer)))).expect("a thread");
    assert!(writer.send(Command::Recover(unfinished.id.clone())));
    let Ok(Answer::Recovered(recovered)) = answers.recv_timeout(PATIENCE) else { panic!("no answer") };
    let session = Session::replay(recovered.expect("it can be recovered").log).expect("an evening");
    assert_eq!(texts(&session), kept);
    let record = Box::new(redact(&session));
    assert!(writer.send(Command::Seal { id: unfinished.id.clone(), record, group: None, confided: Vec::new() }));
    writer.finish();
    assert!(answers.iter().any(|answer| matches!(answer, Answer::Sealed(Ok(_)))), "it cannot be sealed afterwards");
    assert_eq!(on_the_disk(folders), kept);
    folders.assert_private();
}
