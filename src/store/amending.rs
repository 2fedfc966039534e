//! Putting something right in a sealed file: its text stays byte for byte, and says at its end what is meant.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{
    disk, groups,
    session_file::{end_of, parse},
    storage::Storage,
    yaml,
};
use crate::{library::Sealed, session::Amendment};

const NOTHING: &str = "there is nothing of that name to put right";
const NEWER: &str = "it was written by a newer Parlor, and this one may only read it";

#[derive(Serialize)]
struct Amendments<'a> {
    amendments: [&'a Amendment; 1],
}

/// Writes an amendment at the end of a sealed file, in place of the file as it is now, at one stroke. If somebody else
/// writes the file meanwhile, theirs stands and ours becomes a conflict copy beside it.
///
/// Where the record rule keeps no names, those that the group's file in `groups` knows are withheld, as they were at sealing.
///
/// Says where it was written, and what is said there.
///
/// # Errors
/// What the system says, or why the file cannot be amended; then it was left as it is.
pub fn amend(disk: &dyn Storage, groups: &Path, path: &Path, amendment: &Amendment) -> io::Result<(PathBuf, Sealed)> {
    let bytes = disk::read_bytes(disk, path)?;
    let before = String::from_utf8(bytes.clone()).map_err(io::Error::other)?;
    let refused = |why: String| io::Error::new(io::ErrorKind::InvalidInput, why);
    let known = parse(&before).map_err(|_| refused("it cannot be read as a session".into()))?;
    if known.newer.is_some() {
        return Err(refused(NEWER.into()));
    }
    let names = groups::names(disk, groups, known.record.opening.series.as_deref());
    let change = amendment.change.clone().cleaned();
    let change = change.withholding(&known.record, names.iter().map(String::as_str));
    let amendment = Amendment { change, ..amendment.clone() };
    let after = amended(&before, !known.amendments.is_empty(), &amendment)
        .ok_or_else(|| refused("the end of the file cannot be found".into()))?;
    let sealed = parse(&after).map_err(|_| refused(NOTHING.into()))?;
    let mut wanted = known;
    wanted.replaced.push(wanted.record.before_amending(&amendment.change));
    let is_meant = wanted.record.amend(&amendment.change);
    wanted.amendments.push(amendment);
    if !is_meant || sealed != wanted {
        return Err(refused(NOTHING.into()));
    }
    if disk::replace_if(disk, path, &bytes, &after)? {
        return Ok((path.to_owned(), sealed));
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().unwrap_or(Path::new("/"));
    let beside = disk::write_new(
        disk,
        folder,
        |nth| format!("{stem}-conflict-{nth}.yaml"),
        &after,
        |there| {
            if there == after { Ok(()) } else { Err(io::Error::other("it did not read back the same")) }
        },
    )?;
    Ok((beside, sealed))
}

/// The text with one amendment more, above its end.
fn amended(text: &str, has_some: bool, amendment: &Amendment) -> Option<String> {
    let end = end_of(text)?;
    let lines = yaml::write(&Amendments { amendments: [amendment] });
    let lines = if has_some { lines.split_once('\n')?.1 } else { &lines };
    Some(format!("{}{lines}{}", &text[..end], &text[end..]))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        session::{Change, NoteId, NoteKind, PersonId, StatementId},
        store::{SAMPLES, storage::Machine},
    };

    fn amendment(change: Change) -> Amendment {
        Amendment { made: "2026-03-15T09:00:00+02:00".parse().unwrap(), change }
    }

    fn changes() -> Vec<Change> {
        vec![
            Change::Note { id: NoteId(1), kind: None, text: Some("put right\nin two lines: \"so\" # 1".into()) },
            Change::Note { id: NoteId(1), kind: NoteKind::new("question"), text: None },
            Change::Statement { id: StatementId(1), wording: "As it was meant.".into() },
            Change::Person { id: PersonId(1), name: "Mirjam".into() },
            Change::Title("What our children: should know".into()),
        ]
    }

    #[test]
    fn the_text_above_the_end_stays_byte_for_byte_and_the_fold_says_what_is_right() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("evening.yaml");
        for before in [
            SAMPLES[0].to_owned(),
            format!("\u{feff}# by hand\n{}# below\n", SAMPLES[0].replacen("title:", "mood: calm # ours\ntitle:", 1)),
        ] {
            fs::write(&path, &before).unwrap();
            let end = end_of(&before).unwrap();
            for (nth, change) in changes().into_iter().enumerate() {
                let (at, sealed) = amend(&Machine, folder.path(), &path, &amendment(change)).unwrap();
                assert_eq!((at, sealed.amendments.len()), (path.clone(), nth + 1));
                let after = fs::read_to_string(&path).unwrap();
                assert!(after.starts_with(&before[..end]) && after.ends_with(&before[end..]));
                assert_eq!(parse(&after).unwrap(), sealed);
            }
            let state = parse(&fs::read_to_string(&path).unwrap()).unwrap().record.fold();
            let note = state.note(NoteId(1)).unwrap();
            assert_eq!((note.text.lines().next(), note.kind.word()), (Some("put right"), "question"));
            assert_eq!(state.board.statement(StatementId(1)).unwrap().wording(), "As it was meant.");
            assert_eq!(state.roster.person(PersonId(1)).unwrap().name, "Mirjam");
            let text = fs::read_to_string(&path).unwrap();
            for cut in (end..text.len() - before[end..].len() + 8).step_by(29).filter(|cut| text.is_char_boundary(*cut))
            {
                assert!(parse(&text[..cut]).is_err(), "cut at {cut}");
            }
        }
    }

    #[test]
    fn what_the_rule_withholds_is_withheld_here_too() {
        let folder = tempfile::tempdir().unwrap();
        let (path, groups_at) = (folder.path().join("evening.yaml"), folder.path().join("groups"));
        let sample = SAMPLES.iter().find(|text| text.contains("record_rule: chatham_house\n")).unwrap();
        let mut sealed = parse(sample).unwrap();
        sealed.record.opening.series = Some("Circle".into());
        sealed.record.people.clear();
        sealed.record.log.retain(|entry| !entry.rule.keeps_names());
        let note = sealed.record.fold().notes[0].id;
        fs::write(&path, crate::store::render(&sealed.id, &sealed.record)).unwrap();
        let people = crate::session::read_people("Northern: Zafira Levi\nSouthern: Wolfram", &[]);
        let carried = crate::session::Carried::default();
        let group = crate::library::Group {
            name: "Circle".into(),
            people,
            format: None,
            evenings: 1,
            rounds_held: 0,
            stage: None,
            agreements: Vec::new(),
            carried,
        };
        groups::save(&Machine, &groups_at, &group).unwrap();
        let text = "zafira's house, as Wolfram and the Northern side told; and her own".to_owned();
        let change = Change::Note { id: note, kind: NoteKind::new("zafira"), text: Some(text) };
        let (_, sealed) = amend(&Machine, &groups_at, &path, &amendment(change)).unwrap();
        let said = "[name]'s house, as [name] and the [name] side told; and her own";
        assert_eq!(sealed.record.fold().note(note).unwrap().text, said);
        let written = fs::read_to_string(&path).unwrap().to_lowercase();
        assert!(!["zafira", "wolfram", "northern"].iter().any(|name| written.contains(name)), "{written}");
        // Of an evening that keeps names nothing is withheld.
        fs::write(&path, SAMPLES[0]).unwrap();
        let change = Change::Note { id: NoteId(1), kind: None, text: Some("Zafira and Wolfram".into()) };
        let (_, sealed) = amend(&Machine, &groups_at, &path, &amendment(change)).unwrap();
        assert_eq!(sealed.record.fold().note(NoteId(1)).unwrap().text, "Zafira and Wolfram");
    }

    #[test]
    fn a_file_of_a_newer_format_is_only_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("evening.yaml");
        let text = SAMPLES[0].replacen("parlor: 1", "parlor: 2\nmood: calm", 1);
        fs::write(&path, &text).unwrap();
        let why = amend(&Machine, folder.path(), &path, &amendment(changes().remove(0))).unwrap_err();
        assert!(why.to_string().contains("newer Parlor"), "{why}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn what_is_not_there_is_not_put_right() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("evening.yaml");
        fs::write(&path, SAMPLES[0]).unwrap();
        for change in [
            Change::Note { id: NoteId(999), kind: None, text: Some("x".into()) },
            Change::Note { id: NoteId(1), kind: None, text: None },
            Change::Person { id: PersonId(1), name: "\u{7}".into() },
        ] {
            assert!(amend(&Machine, folder.path(), &path, &amendment(change)).is_err());
            assert_eq!(fs::read_to_string(&path).unwrap(), SAMPLES[0]);
        }
        let torn = SAMPLES[0].replacen(
            "end: true",
            "amendments:\n  - made: 2026-03-15T09:00:00+02:00\n    change:\n      note:\n        id: n999\nend: true",
            1,
        );
        assert!(parse(&torn).is_err(), "an amendment of nothing is a mistake");
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("evening.yaml");
        fs::write(&path, "theirs").unwrap();
        assert!(!disk::replace_if(&Machine, &path, b"as it was read", "ours").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
