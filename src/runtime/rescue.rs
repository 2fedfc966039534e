//! What becomes of acts that the writer was handed and has not acknowledged, if a fault in the program ends it: they are in
//! memory still, so another writer saves them on the way out.

use std::{sync::mpsc, time::Duration};

use crate::{
    library::{Answer, Command, SessionId},
    store::{Paths, Writer},
};

/// How long the other writer may take: less than the way out may take.
const LIMIT: Duration = Duration::from_millis(1500);

/// What is on the disk of what the writer was asked for.
#[derive(Debug, Default)]
pub(super) struct Rescue {
    /// Which session runs.
    id: Option<SessionId>,
    /// How many acts it has.
    acts: usize,
    /// How many of them are on the disk.
    saved: usize,
    /// What was handed over on the way out: everything that was not acknowledged by then.
    last: Vec<Command>,
}

impl Rescue {
    /// The writer is asked for something. Says whether that is the first thing of a session.
    pub(super) fn ask(&mut self, command: &Command, on_the_way_out: bool) -> bool {
        let before = self.id.clone();
        match command {
            Command::Append { id, first, entries } => {
                self.begin(id, *first);
                // The first thing that is heard of a session that was continued begins where the disk ends.
                if self.acts == self.saved {
                    self.saved = self.saved.max(*first);
                }
                self.acts = first + entries.len();
            }
            Command::Strike { id, entries, .. } => {
                self.begin(id, entries.len().saturating_sub(1));
                self.acts = entries.len();
            }
            Command::Draft { id, .. } => self.begin(id, 0),
            Command::Alive { .. }
            | Command::Move { .. }
            | Command::Recover(_)
            | Command::Preview { .. }
            | Command::Seal { .. }
            | Command::SaveGroup { .. }
            | Command::Amend { .. }
            | Command::StrikeSealed { .. }
            | Command::ReadOwn(_)
            | Command::ChangeOwn { .. }
            | Command::FollowUp { .. }
            | Command::Discard(_)
            | Command::Show { .. }
            | Command::Settle => return false,
        }
        if on_the_way_out {
            self.last.push(command.clone());
        }
        before != self.id
    }

    fn begin(&mut self, id: &SessionId, saved: usize) {
        if self.id.as_ref() != Some(id) {
            *self = Self { id: Some(id.clone()), acts: saved, saved, ..Self::default() };
        }
    }

    /// The writer has said something.
    pub(super) fn hear(&mut self, answer: &Answer) {
        match answer {
            Answer::Saved { id, entries } | Answer::Struck(Ok((id, entries))) if self.id.as_ref() == Some(id) => {
                self.saved = self.saved.max(*entries);
            }
            Answer::Sealed(Ok(_)) | Answer::Discarded(Ok(())) => *self = Self::default(),
            _ => {}
        }
    }

    /// How many acts the session has.
    pub(super) const fn acts(&self) -> usize {
        self.acts
    }

    /// How many of them are on the disk, as far as the loop has heard.
    pub(super) const fn saved(&self) -> usize {
        self.saved
    }

    /// How many acts are not on the disk, as far as anybody knows.
    pub(super) const fn unsaved(&self) -> usize {
        self.acts.saturating_sub(self.saved)
    }

    /// Has another writer save what the one before it left.
    pub(super) fn save(&mut self, paths: &Paths) {
        let (Some(id), last) = (self.id.clone(), std::mem::take(&mut self.last)) else { return };
        let (says, answers) = mpsc::channel();
        let Ok(writer) = Writer::start(paths.clone(), Box::new(move |answer| drop(says.send(answer)))) else { return };
        // What it knows already is not appended again.
        for command in std::iter::once(Command::Recover(id)).chain(last) {
            let _ = writer.send(command);
        }
        let _ = writer.finish_within(LIMIT);
        for answer in answers.try_iter() {
            if let Answer::Recovered(Ok(recovered)) = &answer {
                self.saved = self.saved.max(recovered.log.len());
            }
            self.hear(&answer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        library::{Draft, Purpose},
        session::{At, Entry, Fact, NoteId, NoteKind, Noted, Opening, RecordRule, Session, Speaker},
    };

    fn id() -> SessionId {
        SessionId::parse("2026-03-14-1805-k7f3").unwrap()
    }

    fn log(count: u32) -> Vec<Entry> {
        let mut session = Session::open(Opening {
            title: "Evening".into(),
            series: None,
            opened: "2026-03-14T18:05:00+02:00".parse().unwrap(),
            place: None,
            rule: RecordRule::Attributed,
            agreements: Vec::new(),
            phases: crate::store::shipped_formats()[0].phases.clone(),
            rounds_before: 0,
            statements_before: 0,
            follow_ups_before: 0,
        });
        for n in 1..=count {
            let noted = Noted { note: NoteId(n), kind: NoteKind::default(), speaker: Speaker::Floor, text: "x".into() };
            session.record(At::from_millis(n.into()), Fact::Noted(noted)).unwrap();
        }
        session.log().to_vec()
    }

    fn append(first: usize) -> Command {
        Command::Append { id: id(), first, entries: log(5)[first..].to_vec() }
    }

    fn draft() -> Command {
        let draft = Draft { purpose: Purpose::Note, kind: NoteKind::default(), text: "half".into() };
        Command::Draft { id: id(), drafts: vec![draft] }
    }

    /// What a writer that did no more than this leaves, and what is there after the rescue.
    fn rescued(before: Vec<Command>) {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::below(folder.path());
        let writer = Writer::start(paths.clone(), Box::new(drop)).unwrap();
        for command in before {
            assert!(writer.send(command));
        }
        writer.finish();
        let mut rescue = Rescue::default();
        rescue.ask(&append(0), false);
        assert_eq!(rescue.unsaved(), 6);
        rescue.ask(&append(0), true);
        rescue.ask(&draft(), true);
        rescue.save(&paths);
        assert_eq!(rescue.unsaved(), 0);
        let seen = crate::store::look(&paths, &id()).unwrap().unwrap();
        assert_eq!(seen.log, log(5));
        let (says, answers) = mpsc::channel();
        let writer = Writer::start(paths, Box::new(move |answer| drop(says.send(answer)))).unwrap();
        assert!(writer.send(Command::Recover(id())));
        writer.finish();
        let Ok(Answer::Recovered(Ok(recovered))) = answers.recv() else { panic!("it cannot be continued") };
        assert_eq!(recovered.drafts.len(), 1);
    }

    #[test]
    fn what_a_faulty_writer_left_is_saved_by_another() {
        rescued(Vec::new());
        rescued(vec![Command::Append { id: id(), first: 0, entries: log(5)[..3].to_vec() }]);
        rescued(vec![append(0)]);
    }

    #[test]
    fn what_is_acknowledged_sealed_or_thrown_away_is_missing_no_more() {
        let mut rescue = Rescue::default();
        rescue.ask(&append(0), false);
        rescue.hear(&Answer::Saved { id: id(), entries: 4 });
        assert_eq!(rescue.unsaved(), 2);
        rescue.hear(&Answer::Discarded(Ok(())));
        assert_eq!(rescue.unsaved(), 0);
        // A session that was continued begins with what was on the disk.
        rescue.ask(&append(5), false);
        assert_eq!(rescue.unsaved(), 1);
    }
}
