//! Group files: what the next evening of a group starts from. Never who was present.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::{
    disk,
    storage::{Machine, Storage},
    yaml,
};
use crate::{
    library::{Group, Stage},
    session::{
        Carried, LeakCheck, Piece, Role, Written, or_default,
        text::{clean_line, clean_name, fold},
    },
};

const ENDING: &str = ".yaml";

/// A group as its file says it.
#[derive(Serialize, Deserialize)]
struct GroupFile {
    /// Format version.
    parlor_group: u32,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    evenings: u32,
    #[serde(default, deserialize_with = "or_default")]
    rounds_held: u32,
    /// How far people have come with each other.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Option::is_none")]
    stage: Option<Stage>,
    /// The ground rules that the group accepted.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    agreements: Vec<String>,
    /// What is open, what is parked, and what was promised.
    #[serde(default, deserialize_with = "or_default")]
    board: Carried,
    /// Who is invited, in seat order.
    #[serde(default, deserialize_with = "or_default")]
    people: Vec<Invited>,
    /// What somebody wrote into the file by hand: it stays.
    #[serde(flatten)]
    by_hand: ByHand,
    /// Always true, always last: the file is whole.
    end: bool,
}

#[derive(Serialize, Deserialize)]
struct Invited {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    party: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    role: Role,
    #[serde(default, deserialize_with = "or_default")]
    interpreted: bool,
    #[serde(flatten)]
    by_hand: ByHand,
}

/// Keys that this version does not know.
type ByHand = BTreeMap<String, serde_json::Value>;

/// Every group, by name. A file that cannot be read is left alone and left out: a group is a convenience, and its people
/// can be typed.
#[must_use]
pub fn load(folder: &Path) -> Vec<Group> {
    let names = disk::names(&Machine, folder, ENDING).unwrap_or_default();
    let mut groups: Vec<Group> = names.iter().filter_map(|name| read(&Machine, &folder.join(name))).collect();
    groups.sort_by_cached_key(|group| fold(&group.name));
    groups
}

/// Writes a group down in place of what was known of it. What could not be read is copied aside first.
///
/// # Errors
/// What the system says.
pub fn save(disk: &dyn Storage, folder: &Path, group: &Group) -> io::Result<()> {
    let path = folder.join(file_name(&group.name));
    let known = file_at(disk, &path);
    let by_hand = known.as_ref().map(|file| file.by_hand.clone()).unwrap_or_default();
    let invited = |person: Written| {
        let same = known.as_ref().and_then(|file| file.people.iter().find(|one| clean_name(&one.name) == person.name));
        Invited { by_hand: same.map(|one| one.by_hand.clone()).unwrap_or_default(), ..Invited::from(person) }
    };
    let file = GroupFile {
        parlor_group: 1,
        name: clean_name(&group.name),
        format: group.format.clone(),
        evenings: group.evenings,
        rounds_held: group.rounds_held,
        stage: group.stage,
        agreements: group.agreements.clone(),
        board: group.carried.clone(),
        people: group.people.iter().cloned().map(invited).collect(),
        by_hand,
        end: true,
    };
    if read(disk, &path).is_none()
        && let Ok(unreadable) = disk::read_bytes(disk, &path)
    {
        disk::copy_aside(disk, &path, &unreadable)?;
    }
    disk::replace(disk, &path, &yaml::write(&file))
}

/// Takes a piece out of what a group goes on with.
///
/// # Errors
/// What the system says.
pub fn strike(disk: &dyn Storage, folder: &Path, name: &str, piece: Piece) -> io::Result<()> {
    let path = folder.join(file_name(name));
    if let Some(mut group) = read(disk, &path)
        && group.carried.strike(piece)
    {
        save(disk, folder, &group)?;
    }
    disk::remove_leftovers(disk, folder, path.file_stem().unwrap_or_default().to_string_lossy().as_ref())
}

/// The same, if the file still says what it said before.
///
/// # Errors
/// What the system says, or that the file says something else by now.
pub fn change(disk: &dyn Storage, folder: &Path, before: Option<&Group>, group: &Group) -> io::Result<()> {
    let now = read(disk, &folder.join(file_name(&group.name)));
    if now.as_ref() != before {
        return Err(io::Error::other("the group's file was changed meanwhile; go back and look at it again"));
    }
    save(disk, folder, group)
}

/// Changes what a group carries over; its file has to be there.
///
/// # Errors
/// What the system says, or that the file could not be read.
pub fn follow_up(
    disk: &dyn Storage,
    folder: &Path,
    group: &str,
    change: impl FnOnce(&mut Carried) -> bool,
) -> io::Result<()> {
    let missing = || io::Error::new(io::ErrorKind::NotFound, "the file of the group can't be read, or is not there");
    let mut group = read(disk, &folder.join(file_name(group))).ok_or_else(missing)?;
    if change(&mut group.carried) { save(disk, folder, &group) } else { Ok(()) }
}

/// The names and parties of the people whom a group invites; of a group without a file, those of all groups.
#[must_use]
pub fn names(disk: &dyn Storage, folder: &Path, group: Option<&str>) -> Vec<String> {
    let people = of_group(disk, folder, group).into_iter().flat_map(|group| group.people);
    people.flat_map(|person| std::iter::once(person.name).chain(person.party)).collect()
}

/// What the leak check knows beside a session: the people and parties of its group, or of all groups if it has no file.
#[must_use]
pub fn leak_check(disk: &dyn Storage, folder: &Path, group: Option<&str>) -> LeakCheck {
    let people: Vec<Written> = of_group(disk, folder, group).into_iter().flat_map(|group| group.people).collect();
    let parties: BTreeSet<String> = people.iter().filter_map(|person| person.party.clone()).collect();
    let names: BTreeSet<String> = people.into_iter().map(|person| person.name).collect();
    let (names, parties) = (names.into_iter().collect(), parties.into_iter().collect());
    LeakCheck { names, parties, ..LeakCheck::default() }
}

fn of_group(disk: &dyn Storage, folder: &Path, group: Option<&str>) -> Vec<Group> {
    let one = group.and_then(|name| read(disk, &folder.join(file_name(name))));
    let all = || {
        let names = disk::names(disk, folder, ENDING).unwrap_or_default();
        names.iter().filter_map(|name| read(disk, &folder.join(name))).collect()
    };
    one.map_or_else(all, |one| vec![one])
}

/// The same for every spelling of a name, and nothing that a name could do to a path.
fn file_name(group: &str) -> String {
    let name = fold(&clean_name(group));
    format!("{:08x}{:04x}{ENDING}", crc32fast::hash(name.as_bytes()), name.len() & 0xffff)
}

fn file_at(disk: &dyn Storage, path: &Path) -> Option<GroupFile> {
    let text = disk::read_text_on(disk, path).ok()?;
    let (file, _) = yaml::read::<GroupFile>(&text).ok()?;
    (file.parlor_group == 1 && file.end && !clean_name(&file.name).is_empty()).then_some(file)
}

fn read(disk: &dyn Storage, path: &Path) -> Option<Group> {
    let file = file_at(disk, path)?;
    Some(Group {
        name: clean_name(&file.name),
        people: file.people.into_iter().map(Invited::written).filter(|person| !person.name.is_empty()).collect(),
        format: file.format.as_deref().map(clean_name),
        evenings: file.evenings,
        rounds_held: file.rounds_held,
        stage: file.stage,
        agreements: file.agreements.iter().map(|line| clean_line(line)).filter(|line| !line.is_empty()).collect(),
        carried: file.board.cleaned(),
    })
}

impl From<Written> for Invited {
    fn from(Written { name, party, role, interpreted }: Written) -> Self {
        Self { name, party, role, interpreted, by_hand: ByHand::new() }
    }
}

impl Invited {
    fn written(self) -> Written {
        let party = self.party.as_deref().map(clean_name).filter(|party| !party.is_empty());
        Written { name: clean_name(&self.name), party, role: self.role, interpreted: self.interpreted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::read_people;

    fn circle(name: &str) -> Group {
        Group {
            name: name.into(),
            people: read_people("Jewish: Miriam, Tamar (moderator)\nother: Anne (observer)", &[]),
            format: Some("plain-evening".into()),
            evenings: 13,
            rounds_held: 9,
            stage: Some(Stage::Mapping),
            agreements: vec!["Listen before you answer.".into()],
            carried: Carried { last_statement: 7, ..Carried::default() },
        }
    }

    #[test]
    fn a_group_comes_back_as_it_was_saved() {
        let folder = tempfile::tempdir().unwrap();
        save(&Machine, folder.path(), &circle("Olive Tree Circle")).unwrap();
        save(&Machine, folder.path(), &circle("../../عائلة")).unwrap();
        assert_eq!(load(folder.path()), [circle("../../عائلة"), circle("Olive Tree Circle")]);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test that lays out a file of any kind")]
    fn what_cannot_be_read_is_copied_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file_name("Olive"));
        std::fs::write(&path, "parlor_group: 2\nname: Olive\n").unwrap();
        assert_eq!(load(folder.path()), []);
        save(&Machine, folder.path(), &circle("Olive")).unwrap();
        assert_eq!(load(folder.path()), [circle("Olive")]);
        let aside = std::fs::read_to_string(path.with_extension("yaml.damaged-1")).unwrap();
        assert_eq!(aside, "parlor_group: 2\nname: Olive\n");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test that lays out a file of any kind")]
    fn what_was_written_by_hand_stays_and_what_was_changed_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        save(&Machine, folder.path(), &circle("Olive")).unwrap();
        let path = folder.path().join(file_name("Olive"));
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replacen("name: Olive", "name: Olive\nmood: [calm, \"12\"]\nroom: 3", 1);
        std::fs::write(&path, text.replacen("name: Miriam", "name: Miriam\n    phone: \"+972 1\"", 1)).unwrap();
        let before = circle("Olive");
        let after = Group { stage: Some(Stage::Probing), ..before.clone() };
        change(&Machine, folder.path(), Some(&before), &after).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let kept = ["phone: +972 1", "room: 3", "- calm", "- \"12\"", "stage: probing"];
        assert!(kept.iter().all(|kept| text.contains(kept)) && text.ends_with("end: true\n"), "{text}");
        assert_eq!(load(folder.path()), std::slice::from_ref(&after));
        assert!(change(&Machine, folder.path(), Some(&before), &before).is_err(), "somebody changed it");
        assert!(change(&Machine, folder.path(), None, &before).is_err(), "somebody made one");
        assert_eq!(load(folder.path()), [after]);
    }

    #[test]
    fn another_spelling_is_the_same_group() {
        let folder = tempfile::tempdir().unwrap();
        save(&Machine, folder.path(), &circle("Olive  Tree")).unwrap();
        save(&Machine, folder.path(), &Group { evenings: 14, ..circle("olive tree") }).unwrap();
        assert_eq!(load(folder.path()), [Group { evenings: 14, ..circle("olive tree") }]);
    }
}
