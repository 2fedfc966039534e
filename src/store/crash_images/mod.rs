//! Power cuts at every operation of an evening, of its recovery and of the recovery after that, on a disk that forgets.
//!
//! An *image* is one disk as it may be found after a cut. In each of them every act that was called saved is there, in
//! order, once; the sealed file is whole or not there; the journal is gone only where the sealed file is in its place.

mod disk;
mod faults;
mod sync;

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use fastrand::Rng;

use self::{
    disk::{Bytes, Contents, Fault, Forgetful},
    sync::Sync,
};
use super::{journal::Journal, paths::Paths, session_file, writer::Writing};
use crate::{
    library::{Answer, Command, Draft, Group, Purpose, SessionId},
    session::{
        At, Carried, Entry, Fact, NoteId, NoteKind, Noted, Opening, Phase, Record, RecordRule, Session, Speaker, redact,
    },
};

/// An evening that is lived through again and again.
struct Evening {
    id: SessionId,
    paths: Paths,
    entries: Vec<Entry>,
    record: Record,
    group: Group,
    sealed: Bytes,
    /// What is known of the images that were looked at.
    seen: RefCell<HashMap<u64, (usize, bool)>>,
}

/// What an image says.
#[derive(Clone, Debug, Default)]
struct Found {
    /// How many acts came back; `None` if there is no journal.
    acts: usize,
    /// Whether they are the first ones of the evening, in order, once.
    are_the_first: bool,
    sealed: Stands,
    group: Stands,
    has_journal: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stands {
    #[default]
    Missing,
    Whole,
    Broken,
}

/// What the screen was told.
#[derive(Clone, Debug, Default)]
struct Told {
    /// How many acts are saved.
    saved: usize,
    /// Whether the evening is sealed.
    sealed: bool,
    /// The journal as it was found damaged, and whether the screen was told that it was cut.
    damaged: Option<(Bytes, bool)>,
    lives: u32,
}

impl Evening {
    fn new() -> Self {
        let phase: Phase = super::shipped_formats()[0].phases[0].clone();
        let mut session = Session::open(Opening {
            title: "Evening".into(),
            series: Some("Circle".into()),
            opened: "2026-03-14T18:05:00+02:00".parse().unwrap(),
            place: None,
            rule: RecordRule::Attributed,
            agreements: Vec::new(),
            phases: vec![phase],
            rounds_before: 0,
            statements_before: 0,
            follow_ups_before: 0,
        });
        for n in 1..=5 {
            let text = format!("note {n}");
            let noted = Noted { note: NoteId(n), kind: NoteKind::default(), speaker: Speaker::Floor, text };
            session.record(At::from_millis(u64::from(n) * 1000), Fact::Noted(noted)).unwrap();
        }
        let id = SessionId::parse("2026-03-14-1805-k7f3").unwrap();
        let record = redact(&session);
        let sealed = Arc::new(session_file::render(&id, &record).into_bytes());
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
        let (paths, entries) = (Paths::below(Path::new("/parlor")), session.log().to_vec());
        Self { id, paths, entries, record, group, sealed, seen: RefCell::default() }
    }

    fn journal_file(&self) -> PathBuf {
        self.paths.live.join(format!("{}.jl", self.id))
    }

    /// Goes on with the evening on this disk until it is sealed, or the power fails.
    fn live(&self, disk: &Forgetful, told: &mut Told) {
        let before = disk.contents();
        let answers = Arc::new(Mutex::new(Vec::new()));
        let said = Arc::clone(&answers);
        let answer = Box::new(move |answer| said.lock().unwrap().push(answer));
        let mut writing = Writing::new(Arc::new(disk.clone()), self.paths.clone(), answer);
        let id = || self.id.clone();
        let mut begin = 0;
        if before.keys().any(|path| is_journal(path)) {
            writing.perform(Command::Recover(id()));
            for answer in answers.lock().unwrap().drain(..) {
                let Answer::Recovered(Ok(recovered)) = answer else { continue };
                begin = recovered.log.len();
                told.saved = told.saved.max(begin);
                if recovered.aside.is_some() {
                    told.damaged = before[&self.journal_file()].clone().map(|bytes| (bytes, true));
                }
            }
            // As found, if the power failed before anything was said.
            if let Some(Some(bytes)) = before.get(&self.journal_file())
                && told.damaged.is_none()
                && Journal::recover(Arc::new(Forgetful::of(&before)), &self.paths.live, &self.id)
                    .is_ok_and(|(_, recovered)| recovered.aside.is_some())
            {
                told.damaged = Some((bytes.clone(), false));
            }
            // No two lives write the same line behind the damage, so that the one is not taken for the other.
            told.lives += 1;
            writing.perform(Command::Draft { id: id(), drafts: vec![draft(&format!("again {}", told.lives))] });
            writing.save();
        } else if before.keys().any(|path| is_session(path)) {
            return;
        }
        for place in begin..self.entries.len() {
            let entries = vec![self.entries[place].clone()];
            writing.perform(Command::Append { id: id(), first: place, entries });
            writing.save();
            Self::listen(&answers, told);
        }
        writing.perform(Command::Draft { id: id(), drafts: vec![draft("half a sentence")] });
        writing.perform(Command::Alive { id: id(), at: At::from_millis(9000) });
        writing.save();
        // As the thread does, when its time comes.
        for _ in 0..3 {
            if writing.is_behind() {
                writing.save();
            }
        }
        Self::listen(&answers, told);
        let (record, group) = (Box::new(self.record.clone()), Some(Box::new(self.group.clone())));
        writing.perform(Command::Seal { id: id(), record, group, confided: Vec::new() });
        Self::listen(&answers, told);
    }

    fn listen(answers: &Mutex<Vec<Answer>>, told: &mut Told) {
        for answer in answers.lock().unwrap().drain(..) {
            match answer {
                Answer::Saved { entries, .. } => told.saved = told.saved.max(entries),
                Answer::Sealed(Ok(_)) => told.sealed = true,
                _ => {}
            }
        }
    }

    /// What an image says; of two with the same journals, one is recovered.
    fn find(&self, contents: &Contents) -> Found {
        let mut found = Found { are_the_first: true, ..Found::default() };
        for (path, bytes) in contents {
            let Some(bytes) = bytes else { continue };
            if is_session(path) {
                found.sealed = if *bytes == self.sealed { Stands::Whole } else { Stands::Broken };
            } else if path.starts_with(&self.paths.groups) && !is_hidden(path) {
                let text = String::from_utf8_lossy(bytes);
                let whole = text.contains("name: Circle") && text.ends_with("end: true\n");
                found.group = if whole { Stands::Whole } else { Stands::Broken };
            } else if is_journal(path) {
                found.has_journal = true;
            }
        }
        if found.has_journal {
            (found.acts, found.are_the_first) = self.recovered(contents);
        }
        found
    }

    /// How many acts come back from these journals, and whether they are the first ones of the evening.
    fn recovered(&self, contents: &Contents) -> (usize, bool) {
        let journals = || contents.iter().filter(|(path, bytes)| bytes.is_none() || is_journal(path));
        let key = hash(journals());
        if let Some(known) = self.seen.borrow().get(&key) {
            return *known;
        }
        let disk = Arc::new(Forgetful::of(&journals().map(owned).collect()));
        let recovered = Journal::recover(disk, &self.paths.live, &self.id).map(|(_, recovered)| recovered.log);
        let known = recovered.map_or((0, true), |log| (log.len(), self.entries.starts_with(&log)));
        self.seen.borrow_mut().insert(key, known);
        known
    }

    /// What is wrong with an image, if something is.
    fn fault(&self, contents: &Contents, told: &Told) -> Option<String> {
        let found = self.find(contents);
        let is_in_place = found.sealed == Stands::Whole && found.group == Stands::Whole;
        let wrong = if found.sealed == Stands::Broken {
            "the sealed file is broken"
        } else if found.group == Stands::Broken {
            "the group file is broken"
        } else if !found.are_the_first {
            "other acts came back"
        } else if told.sealed && !is_in_place {
            "what was called sealed is not"
        } else if told.sealed && found.has_journal {
            "the journal of a sealed evening is back"
        } else if found.acts < told.saved && !is_in_place {
            "an act that was called saved is gone"
        } else if let Some((damaged, was_told)) = &told.damaged
            && !is_in_place
        {
            let stands = contents.get(&self.journal_file()).is_some_and(|bytes| bytes.as_ref() == Some(damaged));
            let is_aside = contents.iter().any(|(path, bytes)| is_copy(path) && bytes.as_ref() == Some(damaged));
            match (stands, is_aside) {
                (false, false) => "damage was dropped silently",
                (true, _) if *was_told && is_telling(damaged) => "damage that was cut off is back",
                _ => return None,
            }
        } else {
            return None;
        };
        Some(format!("{wrong}: {} saved, sealed {}; {found:?}", told.saved, told.sealed))
    }
}

fn draft(text: &str) -> Draft {
    Draft { purpose: Purpose::Note, kind: NoteKind::default(), text: text.into() }
}

/// Whether a torn end says enough not to be the beginning of any line.
fn is_telling(journal: &[u8]) -> bool {
    let torn = journal.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    torn.len() > 12 && torn[..12].iter().all(|byte| *byte != 0)
}

fn owned((path, bytes): (&PathBuf, &Option<Bytes>)) -> (PathBuf, Option<Bytes>) {
    (path.clone(), bytes.clone())
}

/// Tells one image from another; eight bytes at a time, for the sake of a build that is not optimised.
fn hash<'a>(contents: impl Iterator<Item = (&'a PathBuf, &'a Option<Bytes>)>) -> u64 {
    let mut hash = 0_u64;
    let mut take = |word: u64| hash = (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for (path, bytes) in contents {
        for part in [path.as_os_str().as_encoded_bytes(), bytes.as_deref().map_or(&[], Vec::as_slice)] {
            take(part.len() as u64 + u64::from(bytes.is_some()));
            let (words, rest) = part.as_chunks::<8>();
            for word in words {
                take(u64::from_le_bytes(*word));
            }
            for byte in rest {
                take(u64::from(*byte));
            }
        }
    }
    hash
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_journal(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "jl")
}

fn is_session(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("sessions")) && !is_hidden(path)
}

fn is_copy(path: &Path) -> bool {
    path.to_string_lossy().contains(".damaged-")
}

/// How much is tried.
struct Effort {
    /// Images of each cut in the first life.
    first: u64,
    /// How many of them are lived on from.
    lives: usize,
    /// Images of each cut in the second life.
    second: u64,
}

/// What a search came to.
#[derive(Debug, Default)]
struct Search {
    images: usize,
    cuts: usize,
    found: BTreeMap<String, usize>,
    skipped: usize,
}

/// Cuts the power at every operation of an evening, and, on some of the disks found then, at every operation of what
/// comes after. Ends at the first fault.
fn search(evening: &Evening, effort: &Effort, left_out: Option<Sync>) -> Search {
    let mut search = Search::default();
    let mut next: BTreeMap<u64, (Contents, Told)> = BTreeMap::new();
    let empty = Forgetful::new().contents();
    cut_everywhere(evening, &empty, &Told::default(), (effort.first, left_out), &mut search, |image, told| {
        next.entry(hash(image.iter())).or_insert_with(|| (image.clone(), told.clone()));
    });
    // Spread over what was found.
    let step = (next.len() / effort.lives.max(1)).max(1);
    for (image, told) in next.into_values().step_by(step) {
        if !search.found.is_empty() {
            break;
        }
        cut_everywhere(evening, &image, &told, (effort.second, left_out), &mut search, |_, _| {});
    }
    search
}

fn cut_everywhere(
    evening: &Evening,
    from: &Contents,
    before: &Told,
    (images, left_out): (u64, Option<Sync>),
    search: &mut Search,
    mut keep: impl FnMut(&Contents, &Told),
) {
    for at in 1.. {
        let disk = Forgetful::of(from).with(Some((at, Fault::Cut)), left_out);
        let mut told = before.clone();
        evening.live(&disk, &mut told);
        search.cuts += 1;
        search.skipped += disk.skipped();
        for seed in 0..images {
            let contents = disk.after_a_cut(&mut Rng::with_seed(seed.wrapping_mul(1_000_003) + at as u64));
            search.images += 1;
            if let Some(fault) = evening.fault(&contents, &told) {
                *search.found.entry(format!("cut at {at}: {fault}")).or_default() += 1;
            }
            keep(&contents, &told);
        }
        if !search.found.is_empty() || disk.operations() < at {
            return;
        }
    }
}

/// Figures for the log of the tests.
fn report(figures: &str) {
    let _ = writeln!(std::io::stdout(), "crash images: {figures}");
}

#[test]
fn nothing_is_lost_in_a_hundred_thousand_images() {
    let evening = Evening::new();
    let search = search(&evening, &Effort { first: 300, lives: 40, second: 55 }, None);
    let known = evening.seen.borrow().len();
    report(&format!("{} images of {} cuts, with {known} different journals", search.images, search.cuts));
    assert!(search.found.is_empty(), "{:#?}", search.found);
    assert!(search.images >= 100_000, "{}", search.images);
}

#[test]
fn every_sync_is_needed() {
    for left_out in Sync::ALL {
        let evening = Evening::new();
        let search = search(&evening, &Effort { first: 60, lives: 40, second: 20 }, Some(left_out));
        let first = search.found.keys().next();
        report(&format!("without {left_out:?}: {first:?} after {} images", search.images));
        assert!(search.skipped > 0, "{left_out:?} never came up");
        assert!(first.is_some(), "nothing was missed without {left_out:?}");
    }
}

/// The power fails up to five times, anywhere; then it stays on.
#[test]
fn an_evening_is_sealed_in_the_end_however_often_the_power_fails() {
    let evening = Evening::new();
    for seed in 0..300 {
        let mut rng = Rng::with_seed(seed);
        let (mut disk, mut told) = (Forgetful::new(), Told::default());
        for life in 0..5 {
            let cut = disk.with(Some((rng.usize(1..70), Fault::Cut)), None);
            told.damaged = None;
            evening.live(&cut, &mut told);
            let image = cut.after_a_cut(&mut rng);
            disk = Forgetful::of(&image);
            if let Some(fault) = evening.fault(&image, &told) {
                panic!("seed {seed}, life {life}: {fault}");
            }
        }
        told.damaged = None;
        evening.live(&disk.clone().with(None, None), &mut told);
        let found = evening.find(&disk.contents());
        assert_eq!((found.sealed, found.has_journal), (Stands::Whole, false), "seed {seed}");
    }
}
