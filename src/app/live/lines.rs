//! A line that is open for text on the live screen.

use super::{Front, Live, record::HeldNote};
use crate::{
    app::{editor::Editor, msg::Now, setup::seat},
    library::{Draft, Purpose},
    session::{
        Event, NoteId, NoteKind, PersonId, Refusal, Speaker, Typed, Written, parse_note, read_arrivals, text,
        write_people,
    },
    words,
};

/// An open line.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is being written.
    pub purpose: Purpose,
    /// The text so far.
    pub editor: Editor,
    /// The kind of the note; Tab changes it, a `#word` in the text overrules it.
    pub kind: NoteKind,
    opened_with: String,
}

impl Line {
    fn new(purpose: Purpose, text: &str) -> Self {
        Self { purpose, editor: Editor::new(text), kind: NoteKind::default(), opened_with: text.to_owned() }
    }

    /// Whether something was typed that would be missed.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        !self.editor.is_blank() && self.editor.text() != self.opened_with
    }

    /// Whether Tab changes the kind here.
    #[must_use]
    pub const fn has_kind(&self) -> bool {
        matches!(self.purpose, Purpose::Note)
    }
}

impl Live {
    /// Opens a line, with the draft that was left there if there is one.
    pub fn open_line(&mut self, purpose: Purpose) {
        if self.state().keeps_nothing() && purpose != Purpose::Elsewhere {
            self.tidings = Some(words::NO_LINE.to_owned());
            return;
        }
        if let Some(place) = self.drafts.iter().position(|draft| draft.purpose == purpose) {
            self.front = Front::Line(Box::new(self.drafts.swap_remove(place)));
            return;
        }
        let state = self.state();
        let text = match &purpose {
            Purpose::EditNote(id) => state.note(*id).map_or(String::new(), |note| note.text.clone()),
            Purpose::Correct(id) => write_people(state.roster.person(*id).into_iter()),
            Purpose::Elsewhere => self.elsewhere.as_deref().map_or(String::new(), |path| path.display().to_string()),
            Purpose::Note | Purpose::Person => String::new(),
            of_the_board => self.board_line(of_the_board),
        };
        self.front = Front::Line(Box::new(Line::new(purpose, &text)));
    }

    /// Closes the line and keeps what was typed as a draft.
    pub fn leave_line(&mut self) {
        if let Front::Line(line) = std::mem::replace(&mut self.front, Front::Keys)
            && line.is_touched()
            && line.purpose != Purpose::Elsewhere
        {
            self.drafts.push(*line);
        }
    }

    /// Everything that is typed and not entered, the open line last.
    #[must_use]
    pub fn drafts(&self) -> Vec<Draft> {
        let open = match &self.front {
            Front::Line(line) if !line.editor.is_blank() && line.purpose != Purpose::Elsewhere => Some(&**line),
            _ => None,
        };
        let drafts = self.drafts.iter().chain(open);
        let draft =
            |line: &Line| Draft { purpose: line.purpose.clone(), kind: line.kind.clone(), text: line.editor.text() };
        drafts.map(draft).collect()
    }

    /// Takes up what was typed and not entered before the program was gone: it stands in its line again.
    pub(super) fn take_up(&mut self, drafts: &[Draft]) {
        let line = |draft: &Draft| Line { kind: draft.kind.clone(), ..Line::new(draft.purpose.clone(), &draft.text) };
        self.drafts = drafts.iter().map(line).collect();
    }

    /// Whether a note was begun and left.
    #[must_use]
    pub fn has_draft(&self, purpose: &Purpose) -> bool {
        self.drafts.iter().any(|draft| draft.purpose == *purpose)
    }

    /// Whether anything was begun and left, or is being written.
    #[must_use]
    pub fn has_drafts(&self) -> bool {
        !self.drafts.is_empty() || matches!(&self.front, Front::Line(line) if line.is_touched())
    }

    /// Enter in an open line. An empty line closes; what is refused stays open.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn keep_line(&mut self, now: &Now) -> Result<(), Refusal> {
        let Front::Line(line) = &self.front else { return Ok(()) };
        let line = line.clone();
        let typed = text::clean(&line.editor.text());
        if typed.is_empty() && !Self::may_be_empty(&line.purpose) {
            self.front = Front::Keys;
            return Ok(());
        }
        match &line.purpose {
            Purpose::Note => self.keep_note(now, line.kind.clone(), &typed)?,
            Purpose::EditNote(note) => self.keep_edit(now, *note, &typed)?,
            Purpose::Person => self.keep_people(now, &typed)?,
            Purpose::Correct(person) => self.keep_correction(now, *person, &typed)?,
            Purpose::Elsewhere => self.move_to = Some(std::path::PathBuf::from(typed)),
            of_the_board => return self.keep_board_line(now, of_the_board, typed),
        }
        self.front = Front::Keys;
        Ok(())
    }

    fn keep_note(&mut self, now: &Now, kind: NoteKind, typed: &str) -> Result<(), Refusal> {
        let parsed = self.understood(typed)?;
        let speaker = parsed.speaker.map_or(Speaker::Floor, Speaker::Person);
        let kind = parsed.kind.unwrap_or(kind);
        self.keep_noted(now, HeldNote { kind, speaker, text: parsed.text })
    }

    /// A typed line, taken apart; refused where it names somebody who is not here, before the words become another's.
    pub(super) fn understood(&self, typed: &str) -> Result<Typed, Refusal> {
        let parsed = parse_note(typed, &self.state().roster);
        match parsed.unknown {
            Some(called) => Err(Refusal::NobodyCalled(called)),
            None => Ok(parsed),
        }
    }

    /// `@name` in front of an edited note gives it to somebody else, `#kind` another kind.
    fn keep_edit(&mut self, now: &Now, note: NoteId, typed: &str) -> Result<(), Refusal> {
        let parsed = self.understood(typed)?;
        self.record(now, Event::NoteEdited { note, text: parsed.text })?;
        if let Some(speaker) = parsed.speaker {
            self.record(now, Event::NoteAttributed { note, speaker })?;
        }
        match parsed.kind {
            Some(kind) => self.record(now, Event::NoteRekinded { note, kind }),
            None => Ok(()),
        }
    }

    /// Writes somebody down who came, as it is typed: `Sami, Palestinian`.
    ///
    /// # Errors
    /// What the core refuses, and [`Refusal::NameMissing`].
    pub fn arrive(&mut self, now: &Now, typed: &str) -> Result<(), Refusal> {
        self.keep_people(now, &text::clean(typed))
    }

    fn keep_people(&mut self, now: &Now, typed: &str) -> Result<(), Refusal> {
        let written = read_arrivals(typed, &self.state().roster.parties());
        if written.is_empty() {
            return Err(Refusal::NameMissing);
        }
        for one in &written {
            let person = seat(one, &self.state().roster);
            self.record(now, Event::Joined(person))?;
        }
        Ok(())
    }

    fn keep_correction(&mut self, now: &Now, id: PersonId, typed: &str) -> Result<(), Refusal> {
        let roster = &self.state().roster;
        let known = roster.person(id).ok_or(Refusal::NoSuchPerson(id))?.clone();
        let written = read_arrivals(typed, &roster.parties());
        let [one] = &written[..] else { return Err(Refusal::NameMissing) };
        let Written { name, party, role, interpreted } = one.clone();
        let person = crate::session::Person { name, party, role, interpreted, ..known };
        self.record(now, Event::PersonCorrected(person))
    }
}

/// A statement keeps its words as they stand, a `#` among them; only the proposer in front is taken off.
pub(super) fn typed_wording(typed: &str, parsed: &Typed) -> String {
    let named = parsed.speaker.is_some();
    let rest = typed.split_once(char::is_whitespace).filter(|_| named).map_or(typed, |(_, rest)| rest);
    rest.trim().to_owned()
}
