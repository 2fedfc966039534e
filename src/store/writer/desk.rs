//! Where the writer's thread works: one command after the other, on any disk.

use std::{collections::BTreeMap, io, path::PathBuf};

use super::elsewhere::{self, Place};
use crate::{
    library::{Answer, Cause, Command, Group, Kept, Own, OwnChange, Recovered, SaveTrouble, SessionId, Sheet},
    session::Record,
    store::{
        amending, groups,
        journal::{self, Journal},
        own,
        paths::Paths,
        room, session_file,
        storage::{Disk, Storage},
        striking::{self, Strike},
    },
};

/// The open journals, and what is done with them.
pub(in crate::store) struct Desk {
    disk: Disk,
    paths: Paths,
    answer: Box<dyn Fn(Answer) + Send>,
    journals: BTreeMap<SessionId, Open>,
    /// Whether somebody waits to hear that everything is on the disk.
    is_awaited: bool,
}

/// A journal that is open here.
struct Open {
    journal: Journal,
    /// How many entries the screen knows to be safe.
    told: usize,
    /// Whether the screen was told that saving does not work.
    in_trouble: bool,
    /// What the room display may show, and whether it does.
    sheet: Option<Box<Sheet>>,
    is_shown: bool,
}

impl Open {
    const fn new(journal: Journal, told: usize) -> Self {
        Self { journal, told, in_trouble: false, sheet: None, is_shown: false }
    }

    /// Lets the room display see the sheet, once there is a journal beside which it can lie. Where it can't be written
    /// nothing is shown rather than something old, and it is tried again.
    fn show(&mut self, disk: &dyn Storage, id: &SessionId) {
        let Some(sheet) = self.sheet.as_ref().filter(|_| !self.is_shown && self.journal.saved() > 0) else { return };
        let folder = self.journal.folder();
        self.is_shown = room::publish(disk, folder, id, sheet).is_ok();
        if !self.is_shown {
            let _ = room::clear(disk, folder, id);
        }
    }
}

impl Desk {
    pub(in crate::store) fn new(disk: Disk, paths: Paths, answer: Box<dyn Fn(Answer) + Send>) -> Self {
        Self { disk, paths, answer, journals: BTreeMap::new(), is_awaited: false }
    }

    /// Whether something is not on the disk yet.
    pub(in crate::store) fn is_behind(&self) -> bool {
        self.journals.values().any(|open| open.journal.is_behind())
    }

    /// Whether a session is open here.
    pub(in crate::store) fn is_open(&self) -> bool {
        !self.journals.is_empty()
    }

    pub(in crate::store) fn perform(&mut self, command: Command) {
        match command {
            Command::Append { id, first, entries } => {
                if let Err(why) = self.journal(&id).journal.append(first, entries) {
                    self.not_saved(&id, &why);
                }
            }
            Command::Alive { id, at } => {
                // A session that was sealed meanwhile has no journal, and gets none.
                if let Some(open) = self.journals.get_mut(&id) {
                    open.journal.alive(at);
                }
            }
            Command::Draft { id, drafts } => {
                if let Some(open) = self.journals.get_mut(&id) {
                    open.journal.draft(drafts);
                }
            }
            Command::Move { id, folder } => self.move_to(&id, folder),
            Command::Recover(id) => {
                let recovered = self.recover(id).map(Box::new).map_err(|why| why.to_string());
                (self.answer)(Answer::Recovered(recovered));
            }
            Command::Preview { id, record } => (self.answer)(Answer::Previewed(session_file::render(&id, &record))),
            Command::Seal { id, record, group, confided } => {
                let sealed = self.seal(&id, (&record, confided), group.as_deref()).map_err(|why| why.to_string());
                (self.answer)(Answer::Sealed(sealed));
            }
            Command::SaveGroup { before, group } => {
                let saved = groups::change(&*self.disk, &self.paths.groups, before.as_deref(), &group);
                (self.answer)(Answer::GroupSaved(saved.map(|()| group).map_err(|why| why.to_string())));
            }
            Command::Amend { path, amendment } => {
                let amended = amending::amend(&*self.disk, &self.paths.groups, &path, &amendment);
                let amended = amended.map(|(path, sealed)| (path, Box::new(sealed))).map_err(|why| why.to_string());
                (self.answer)(Answer::Amended(amended));
            }
            Command::ReadOwn(id) => {
                let own = own::load(&*self.disk, &self.paths.own, &id);
                self.say_own(id, own);
            }
            Command::ChangeOwn { id, change } => {
                let own = own::change(&*self.disk, &self.paths.own, &id, change);
                self.say_own(id, own);
            }
            Command::Strike { id, piece, entries, drafts, group } => {
                let struck = self.strike(&id, &Strike { piece, entries, drafts, group });
                (self.answer)(Answer::Struck(struck.map(|entries| (id, entries)).map_err(|why| why.to_string())));
            }
            Command::StrikeSealed { path, amendment } => {
                let struck = striking::sealed(&*self.disk, &self.paths, &path, &amendment);
                let struck = struck.map(|sealed| (path, Box::new(sealed))).map_err(|why| why.to_string());
                (self.answer)(Answer::StruckSealed(struck));
            }
            Command::FollowUp { group, id, done } => {
                let changed =
                    groups::follow_up(&*self.disk, &self.paths.groups, &group, |carried| carried.mark(id, done));
                (self.answer)(Answer::FollowUp(changed.map_err(|why| why.to_string())));
            }
            Command::Discard(id) => {
                let discarded = self.discard(&id).map_err(|why| why.to_string());
                (self.answer)(Answer::Discarded(discarded));
            }
            Command::Show { id, sheet } => {
                if let Some(open) = self.journals.get_mut(&id) {
                    (open.sheet, open.is_shown) = (Some(sheet), false);
                }
            }
            Command::Settle => self.is_awaited = true,
        }
    }

    fn say_own(&self, id: SessionId, own: io::Result<Own>) {
        (self.answer)(Answer::Own { id, result: own.map(Box::new).map_err(|why| why.to_string()) });
    }

    fn journal(&mut self, id: &SessionId) -> &mut Open {
        let (disk, live) = (&self.disk, &self.paths.live);
        let begin = || Open::new(Journal::new(disk.clone(), live, id.clone()), 0);
        self.journals.entry(id.clone()).or_insert_with(begin)
    }

    /// Sees whether the journals are still in their place; what was moved or removed is written anew.
    pub(in crate::store) fn look(&mut self) {
        let mut gone = Vec::new();
        for (id, open) in &mut self.journals {
            if !open.journal.is_in_place() {
                open.is_shown = false;
                gone.push(id.clone());
            }
        }
        for id in gone {
            self.not_saved(&id, &io::Error::from(io::ErrorKind::NotFound));
        }
    }

    /// Saves what is not safe yet, and says what has changed.
    pub(in crate::store) fn save(&mut self) {
        let mut failed = Vec::new();
        for (id, open) in &mut self.journals {
            if !open.journal.is_behind() {
                continue;
            }
            match open.journal.save() {
                Ok(entries) => {
                    if open.in_trouble || open.told < entries {
                        (self.answer)(Answer::Saved { id: id.clone(), entries });
                    }
                    (open.told, open.in_trouble) = (entries, false);
                }
                Err(why) => failed.push((id.clone(), why)),
            }
        }
        for (id, why) in failed {
            self.not_saved(&id, &why);
        }
        for (id, open) in &mut self.journals {
            open.show(&*self.disk, id);
        }
        if std::mem::take(&mut self.is_awaited) {
            (self.answer)(Answer::Settled(!self.is_behind()));
        }
    }

    /// The program goes: the room display shows nothing of it any more.
    pub(in crate::store) fn leave(self) {
        for (id, open) in &self.journals {
            let _ = room::clear(&*self.disk, open.journal.folder(), id);
        }
    }

    fn not_saved(&mut self, id: &SessionId, why: &io::Error) {
        let Some(open) = self.journals.get_mut(id) else { return };
        open.in_trouble = true;
        let folder = open.journal.folder().to_owned();
        let elsewhere = elsewhere::proposed(&folder);
        let trouble = SaveTrouble { id: id.clone(), cause: cause(why), said: why.to_string(), folder, elsewhere };
        (self.answer)(Answer::NotSaved(trouble));
    }

    /// The list of sessions is told of the new folder, so that the session is found there.
    fn move_to(&mut self, id: &SessionId, folder: PathBuf) {
        let Some(open) = self.journals.get_mut(id) else { return };
        if !folder.is_absolute() {
            let why = io::Error::new(io::ErrorKind::InvalidInput, "a folder is named by its whole path");
            self.not_saved(id, &why);
            return;
        }
        let before = open.journal.folder().to_owned();
        open.journal.move_to(folder.clone());
        match open.journal.save() {
            Ok(entries) => {
                let place = Place { disk: &*self.disk, paths: &self.paths };
                let remembered = place.remember(&folder).is_ok();
                open.is_shown = false;
                // On a disk that does not work it stays, and counts for nothing without its lock.
                let _ = room::clear(&*self.disk, &before, id);
                (self.answer)(Answer::Moved { folder, remembered });
                (open.told, open.in_trouble) = (entries, false);
                (self.answer)(Answer::Saved { id: id.clone(), entries });
            }
            Err(why) => {
                self.not_saved(id, &why);
                if let Some(open) = self.journals.get_mut(id) {
                    open.journal.move_to(before);
                }
            }
        }
    }

    fn folders(&self) -> Vec<PathBuf> {
        Place { disk: &*self.disk, paths: &self.paths }.folders()
    }

    fn recover(&mut self, id: SessionId) -> io::Result<Recovered> {
        // A session that is open here is saved and read anew, like any other.
        if let Some(open) = self.journals.get_mut(&id) {
            if open.journal.is_behind() {
                open.journal.save()?;
            }
            self.journals.remove(&id);
        }
        let folder = journal::folder_of(&*self.disk, &self.folders(), &id).unwrap_or_else(|| self.paths.live.clone());
        let (journal, recovered) = Journal::recover(self.disk.clone(), &folder, &id)?;
        let told = journal.saved();
        self.journals.insert(id, Open::new(journal, told));
        Ok(recovered)
    }

    /// Each step is only taken when the one before it is durable, and every one may be taken twice.
    fn seal(
        &mut self,
        id: &SessionId,
        (record, confided): (&Record, Vec<Kept>),
        group: Option<&Group>,
    ) -> io::Result<PathBuf> {
        own::change(&*self.disk, &self.paths.own, id, OwnChange::Keep(confided))?;
        let path = session_file::save(&*self.disk, &self.paths.sessions, id, record)?;
        if let Some(group) = group {
            groups::save(&*self.disk, &self.paths.groups, group)?;
        }
        self.discard(id)?;
        Ok(path)
    }

    fn strike(&mut self, id: &SessionId, strike: &Strike) -> io::Result<usize> {
        let folders = self.folders();
        self.journal(id);
        let Some(open) = self.journals.get_mut(id) else { return Ok(0) };
        let entries = striking::live(&*self.disk, &self.paths, &folders, (id, &mut open.journal, strike))?;
        (open.told, open.in_trouble) = (entries, false);
        Ok(entries)
    }

    /// Removes the journal wherever it lies.
    fn discard(&mut self, id: &SessionId) -> io::Result<()> {
        let mut folders = self.folders();
        if let Some(open) = self.journals.remove(id) {
            folders.retain(|folder| folder != open.journal.folder());
            open.journal.remove()?;
        }
        folders.iter().try_for_each(|folder| journal::discard(&*self.disk, folder, id))
    }
}

/// What kind of trouble it is that the system reports.
fn cause(why: &io::Error) -> Cause {
    use io::ErrorKind;
    match why.kind() {
        ErrorKind::StorageFull => Cause::Full,
        ErrorKind::QuotaExceeded => Cause::Quota,
        ErrorKind::FileTooLarge => Cause::TooLarge,
        ErrorKind::ReadOnlyFilesystem => Cause::ReadOnly,
        ErrorKind::PermissionDenied => Cause::NotAllowed,
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::StaleNetworkFileHandle => Cause::Gone,
        ErrorKind::WouldBlock => Cause::InUse,
        _ if is_disk_error(why) => Cause::Failing,
        _ => Cause::Other,
    }
}

#[cfg(unix)]
fn is_disk_error(why: &io::Error) -> bool {
    why.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error())
}

#[cfg(not(unix))]
const fn is_disk_error(_why: &io::Error) -> bool {
    false
}
