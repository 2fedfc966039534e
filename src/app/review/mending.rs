//! Putting something right in a sealed session: its file keeps its text, and says at its end what is meant.

use super::{Review, ReviewPage};
use crate::{
    app::{Editor, Effect, Now},
    library::Command,
    session::{
        Amendment, Change, FollowUp, FollowUpId, NoteId, NoteKind, Progress, StatementId, read_day, text::clean,
    },
};

/// What is being put right, and the line in which that is typed.
#[derive(Clone, Debug)]
pub struct Mending {
    /// What.
    pub what: Mended,
    /// The line.
    pub editor: Editor,
}

/// What is put right in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    /// The title of the evening.
    Title,
    /// A note: its text, and its kind by a `#word` in front.
    Note(NoteId),
    /// The last wording of a statement, for a typing mistake.
    Statement(StatementId),
    /// A follow-up: what, and by when.
    FollowUp(FollowUpId),
}

impl Review {
    /// Opens the line in which what is marked is put right.
    pub fn mend(&mut self) {
        let (what, text) = match self.page {
            _ if !self.may_be_mended() => return,
            ReviewPage::Notes => {
                let Some(note) = self.marked.and_then(|id| self.state.note(id)) else { return };
                let kind = if note.kind.is_plain() { String::new() } else { format!("#{} ", note.kind.word()) };
                (Mended::Note(note.id), format!("{kind}{}", note.text))
            }
            ReviewPage::Board => {
                let known = self.statement.and_then(|id| self.state.board.statement(id));
                let Some(known) = known else { return };
                (Mended::Statement(known.id), known.wording().to_owned())
            }
            ReviewPage::Overview => match self.marked_follow_up() {
                Some(known) => (Mended::FollowUp(known.id), follow_up_line(known)),
                None => (Mended::Title, self.state.opening.title.clone()),
            },
            ReviewPage::Timeline | ReviewPage::Turns => return,
        };
        self.line = Some(Box::new(Mending { what, editor: Editor::new(&text) }));
    }

    /// The follow-up that is marked on the overview.
    #[must_use]
    pub fn marked_follow_up(&self) -> Option<&FollowUp> {
        self.state.board.follow_up(self.follow_up?)
    }

    /// What was typed, as something to be put right; nothing if nothing changed. The line closes.
    pub fn keep(&mut self, now: &Now) -> Option<Effect> {
        let Mending { what, editor } = *self.line.take()?;
        let typed = clean(&editor.text());
        if typed.is_empty() {
            return None;
        }
        let change = match what {
            Mended::Title => (typed != self.state.opening.title).then_some(Change::Title(typed))?,
            Mended::Note(id) => self.note_change(id, &typed)?,
            Mended::Statement(id) => {
                let is_same = self.state.board.statement(id)?.wording() == typed;
                (!is_same).then_some(Change::Statement { id, wording: typed })?
            }
            Mended::FollowUp(id) => self.follow_up_change(id, &typed, now)?,
        };
        self.amend(change, now)
    }

    /// The marked follow-up is this far after all.
    #[must_use]
    pub fn follow_up_is(&self, progress: Progress, now: &Now) -> Option<Effect> {
        let known = self.marked_follow_up().filter(|known| known.progress != progress)?;
        self.amend(Change::FollowUp { id: known.id, what: None, by: None, progress: Some(progress) }, now)
    }

    fn amend(&self, change: Change, now: &Now) -> Option<Effect> {
        let path = self.path.clone().filter(|_| self.may_be_mended())?;
        Some(Command::Amend { path, amendment: Amendment { made: now.wall, change } }.into())
    }

    /// A `#word` in front says the kind; without one it is a plain note.
    fn note_change(&self, id: NoteId, typed: &str) -> Option<Change> {
        let note = self.state.note(id)?;
        let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let tag = first.strip_prefix('#').and_then(NoteKind::new);
        let (kind, text) = match tag {
            Some(kind) if !rest.trim().is_empty() => (kind, rest.trim_start()),
            _ => (NoteKind::default(), typed),
        };
        let kind = Some(kind).filter(|kind| *kind != note.kind);
        let text = Some(text.to_owned()).filter(|text| *text != note.text);
        (kind.is_some() || text.is_some()).then_some(Change::Note { id, kind, text })
    }

    /// `what by 11 April`.
    fn follow_up_change(&self, id: FollowUpId, typed: &str, now: &Now) -> Option<Change> {
        let known = self.state.board.follow_up(id)?;
        let dated = typed.rsplit_once(" by ").and_then(|(what, day)| {
            let day = read_day(day, now.wall.date_naive())?;
            Some((what.trim_end(), Some(day)))
        });
        let (what, by) = dated.unwrap_or((typed, None));
        let what = Some(what.to_owned()).filter(|what| *what != known.what);
        let by = by.filter(|day| Some(*day) != known.by);
        (what.is_some() || by.is_some()).then_some(Change::FollowUp { id, what, by, progress: None })
    }
}

fn follow_up_line(known: &FollowUp) -> String {
    let by = known.by.map_or(String::new(), |day| format!(" by {day}"));
    format!("{}{by}", known.what)
}
