//! The process that lives through an evening: this test binary, started once more.

use std::{
    cell::Cell,
    fs::File,
    os::unix::fs::FileExt,
    path::Path,
    process::{Child, Command as Program, Stdio},
    thread,
    time::Duration,
};

use parlor::{
    library::{Group, SessionId},
    session::{At, Carried, Fact, NoteId, NoteKind, Noted, Opening, RecordRule, Session, Speaker, redact},
    store::{self, Answer, Command},
};
use tempfile::NamedTempFile;

const ROOT: &str = "PARLOR_DRIVER_ROOT";
const ACTS: &str = "PARLOR_DRIVER_ACTS";
/// The file in which the driver says what it was told.
const SAID: &str = "PARLOR_DRIVER_SAID";
/// Milliseconds between two acts.
const PACE: &str = "PARLOR_DRIVER_PACE";

pub fn id() -> SessionId {
    SessionId::parse("2026-03-14-1805-k7f3").unwrap()
}

/// An evening of so many notes.
pub fn session(acts: u32) -> Session {
    let mut session = Session::open(Opening {
        title: "Evening".into(),
        series: Some("Circle".into()),
        opened: "2026-03-14T18:05:00+02:00".parse().unwrap(),
        place: None,
        rule: RecordRule::Attributed,
        agreements: Vec::new(),
        phases: store::shipped_formats()[0].phases.clone(),
        rounds_before: 0,
        statements_before: 0,
        follow_ups_before: 0,
    });
    for n in 1..=acts {
        let text = format!("note {n}");
        let noted = Noted { note: NoteId(n), kind: NoteKind::default(), speaker: Speaker::Floor, text };
        session.record(At::from_millis(u64::from(n) * 1000), Fact::Noted(noted)).unwrap();
    }
    session
}

pub fn append(session: &Session, first: usize) -> Command {
    Command::Append { id: id(), first, entries: session.log()[first..].to_vec() }
}

pub fn seal(session: &Session) -> Command {
    let group = Group {
        name: "Circle".into(),
        people: Vec::new(),
        format: None,
        evenings: 1,
        rounds_held: 0,
        stage: None,
        agreements: Vec::new(),
        carried: Carried::default(),
    };
    Command::Seal { id: id(), record: Box::new(redact(session)), group: Some(Box::new(group)), confided: Vec::new() }
}

/// Not a test: what the process does that the tests start.
#[test]
fn driver() {
    let Some(root) = std::env::var_os(ROOT) else { return };
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u32>().ok());
    let session = session(number(ACTS).unwrap_or(8));
    let (writer, answers) = super::writer(Path::new(&root));
    // With a call of its own, so that no fault that is meant for the store hits it.
    let out = File::options().write(true).open(std::env::var_os(SAID).unwrap()).unwrap();
    let place = Cell::new(0);
    let say = |line: &str| {
        let line = format!("{line}\n");
        out.write_all_at(line.as_bytes(), place.get()).unwrap();
        place.set(place.get() + line.len() as u64);
    };
    let hear = |wanted: fn(&Answer) -> bool| {
        while let Ok(answer) = answers.recv_timeout(Duration::from_secs(15)) {
            match &answer {
                Answer::Saved { entries, .. } => say(&format!("ACK {entries}")),
                Answer::NotSaved(trouble) => say(&format!("TROUBLE {:?}", trouble.cause)),
                Answer::Sealed(Ok(_)) => say("SEALED"),
                Answer::Sealed(Err(why)) => say(&format!("UNSEALED {why}")),
                _ => {}
            }
            if wanted(&answer) {
                return;
            }
        }
    };
    for (place, entry) in session.log().iter().enumerate() {
        let entries = vec![entry.clone()];
        assert!(writer.send(Command::Append { id: id(), first: place, entries }));
        hear(|answer| matches!(answer, Answer::Saved { .. }));
        thread::sleep(Duration::from_millis(number(PACE).unwrap_or(0).into()));
    }
    // As a person does who is told that it did not work.
    for _ in 0..2 {
        assert!(writer.send(seal(&session)));
        hear(|answer| matches!(answer, Answer::Sealed(_)));
    }
    writer.finish();
}

/// A running driver and what it has said.
pub struct Driver {
    pub child: Child,
    said: NamedTempFile,
}

/// What a driver has said when it is gone.
#[derive(Debug)]
pub struct Said(pub Vec<String>);

impl Said {
    pub fn acknowledged(&self) -> usize {
        self.0.iter().filter_map(|line| line.strip_prefix("ACK ")?.parse().ok()).max().unwrap_or(0)
    }

    pub fn has(&self, line: &str) -> bool {
        self.0.iter().any(|said| said.starts_with(line))
    }
}

impl Driver {
    /// Starts a driver below another program: `strace -f …`, or nothing.
    pub fn start(below: &str, root: &Path, acts: u32, pace: u32) -> Self {
        let this = std::env::current_exe().unwrap();
        let line = format!("{below} exec '{}' --exact driver::driver --nocapture -q", this.display());
        let line = if below.contains("strace") { line.replacen(" exec ", " ", 1) } else { line };
        let mut program = Program::new("sh");
        program.args(["-c", &line]).env(ROOT, root).env(ACTS, acts.to_string()).env(PACE, pace.to_string());
        let said = NamedTempFile::new().unwrap();
        let child = program.env(SAID, said.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        Self { child, said }
    }

    pub fn so_far(&self) -> Said {
        let text = std::fs::read_to_string(self.said.path()).unwrap();
        // A line that is not whole was not said.
        Said(text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned).collect())
    }

    /// Waits until it has said this, at most so long.
    pub fn hear(&self, line: &str, at_most: Duration) -> bool {
        let steps = at_most.as_millis() / 5;
        (0..steps).any(|_| {
            thread::sleep(Duration::from_millis(5));
            self.so_far().has(line)
        })
    }

    pub fn kill(mut self) -> Said {
        let _ = self.child.kill();
        self.wait()
    }

    pub fn finish(self) -> Said {
        self.wait()
    }

    fn wait(mut self) -> Said {
        let _ = self.child.wait();
        self.so_far()
    }
}
