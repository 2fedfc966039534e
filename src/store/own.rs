//! The moderator's own files: `own/<id>.yaml`, for nobody else's eyes (0600; that is not encryption). Never exported,
//! never searched, and in no list.

use std::{io, path::Path};

use serde::{Deserialize, Serialize};

use super::{disk, storage::Storage, yaml};
use crate::library::{Own, OwnChange, SessionId};

const ENDING: &str = ".yaml";

/// An own file as it stands on the disk.
#[derive(Serialize, Deserialize)]
struct OwnFile {
    /// Format version.
    parlor_own: u32,
    /// Of which session.
    id: String,
    #[serde(flatten)]
    own: Own,
    /// Always true, always last: the file is whole.
    end: bool,
}

/// What the moderator kept of a session; nothing, if there is no file.
///
/// # Errors
/// What the system says, or that the file is not as it should be; it is left alone.
pub fn load(disk: &dyn Storage, folder: &Path, id: &SessionId) -> io::Result<Own> {
    let path = folder.join(format!("{id}{ENDING}"));
    match disk.size(&path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Own::default()),
        Err(why) => return Err(why),
        Ok(_) => {}
    }
    read(disk, &path, id).ok_or_else(|| io::Error::other("it cannot be read as a page of the moderator's own"))
}

/// Changes something on the page of a session, and says what stands there now. A file that could not be read is copied
/// aside first, and a new one begun.
///
/// # Errors
/// What the system says; the file is as it was then.
pub fn change(disk: &dyn Storage, folder: &Path, id: &SessionId, change: OwnChange) -> io::Result<Own> {
    let path = folder.join(format!("{id}{ENDING}"));
    let there = load(disk, folder, id);
    if there.is_err()
        && let Ok(unreadable) = disk::read_bytes(disk, &path)
    {
        disk::copy_aside(disk, &path, &unreadable)?;
    }
    let mut own = there.unwrap_or_default();
    let before = own.clone();
    own.change(change);
    if own.is_empty() {
        disk::remove(disk, &path)?;
    } else if own != before {
        let file = OwnFile { parlor_own: 1, id: id.to_string(), own: own.clone(), end: true };
        disk::replace(disk, &path, &yaml::write(&file))?;
    }
    Ok(own)
}

fn read(disk: &dyn Storage, path: &Path, id: &SessionId) -> Option<Own> {
    let text = disk::read_text_on(disk, path).ok()?;
    let (file, _) = yaml::read::<OwnFile>(&text).ok()?;
    (file.parlor_own == 1 && file.end && file.id == id.as_str()).then(|| file.own.cleaned())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests {
    use super::*;
    use crate::{
        library::{Kept, KeptAs, Observation, Question},
        session::{At, NoteKind, PhaseIndex},
        store::storage::Machine,
    };

    fn id() -> SessionId {
        SessionId::parse("2026-03-14-1805-k7f3").unwrap()
    }

    fn kept(text: &str) -> OwnChange {
        let (at, phase, kind) = (At::from_millis(61_000), PhaseIndex(2), NoteKind::new("fear").unwrap());
        OwnChange::Keep(vec![Kept { piece: None, at, phase, what: KeptAs::Note, kind, text: text.into() }])
    }

    #[test]
    fn what_is_kept_and_what_is_thought_of_it_stand_side_by_side() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("own");
        assert_eq!(load(&Machine, &own, &id()).unwrap(), Own::default());
        change(&Machine, &own, &id(), kept("the house\nin two lines: # \"so\"")).unwrap();
        change(&Machine, &own, &id(), OwnChange::Answer(Question::Next, "a walk".into())).unwrap();
        change(&Machine, &own, &id(), OwnChange::Answer(Question::Happened, "\u{1b}[2Ja silence".into())).unwrap();
        let made = "2026-03-15T09:00:00+02:00".parse().unwrap();
        change(&Machine, &own, &id(), OwnChange::Observe(Observation { made, text: "no: yes".into() })).unwrap();
        let all = change(&Machine, &own, &id(), OwnChange::Mirror(vec!["2 extensions".into()])).unwrap();
        assert_eq!(load(&Machine, &own, &id()).unwrap(), all);
        assert_eq!(all.kept[0].text, "the house\nin two lines: # \"so\"");
        assert_eq!(
            all.debrief.iter().map(|answered| answered.answer.as_str()).collect::<Vec<_>>(),
            ["[2Ja silence", "a walk"]
        );
        assert_eq!((all.observations.len(), all.mirror.len()), (1, 1));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let rights = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((rights(&own), rights(&own.join("2026-03-14-1805-k7f3.yaml"))), (0o700, 0o600));
        }
    }

    #[test]
    fn an_empty_page_has_no_file() {
        let folder = tempfile::tempdir().unwrap();
        change(&Machine, folder.path(), &id(), kept("x")).unwrap();
        change(&Machine, folder.path(), &id(), kept(" ")).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_cannot_be_read_is_copied_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2026-03-14-1805-k7f3.yaml");
        std::fs::write(&path, "parlor_own: 2\nid: 2026-03-14-1805-k7f3\nend: true\n").unwrap();
        assert!(load(&Machine, folder.path(), &id()).is_err());
        change(&Machine, folder.path(), &id(), kept("x")).unwrap();
        assert_eq!(load(&Machine, folder.path(), &id()).unwrap().kept.len(), 1);
        assert!(std::fs::read_to_string(path.with_extension("yaml.damaged-1")).unwrap().starts_with("parlor_own: 2"));
    }
}
