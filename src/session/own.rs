//! What was said in confidence and not released: it stays out of the session file, and is the moderator's own.

use super::{
    event::PhaseIndex, ids::StatementId, note::NoteKind, pieces::Piece, rule::RecordRule, state::State, time::At,
};

/// Something that was said in confidence, without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confided {
    /// Which piece it is, or belongs to.
    pub piece: Piece,
    /// What of it.
    pub what: ConfidedAs,
    /// When it was said, as far as that is known.
    pub at: At,
    /// In which phase.
    pub phase: PhaseIndex,
    /// Its kind, if it is a note.
    pub kind: NoteKind,
    /// The words.
    pub text: String,
}

/// What something is that was said in confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfidedAs {
    /// A note.
    Note,
    /// A wording of a statement.
    Wording,
    /// How one side puts a difference.
    Formulation,
    /// What is wrong with a statement.
    Criticism,
    /// What was promised.
    FollowUp,
}

impl State {
    /// Everything that was said in confidence and that the group has not released: notes, statements, criticism, promises.
    #[must_use]
    pub fn confided(&self) -> Vec<Confided> {
        let kept = |piece, what, at: At, text: &str| Confided {
            piece,
            what,
            at,
            phase: self.phase_at(at),
            kind: NoteKind::default(),
            text: text.to_owned(),
        };
        let mut all = Vec::new();
        for note in self.notes.iter().filter(|note| !note.rule.keeps_words() && !note.released) {
            let said = kept(Piece::Note(note.id), ConfidedAs::Note, note.at, &note.text);
            all.push(Confided { kind: note.kind.clone(), phase: note.phase, ..said });
        }
        let back = self.board.kept_back();
        for statement in self.board.statements.iter().filter(|s| back.contains(&s.id)) {
            let piece = Piece::Statement(statement.id);
            // Of what was released the last wording is told, and not how it came about.
            let told = usize::from(statement.released.is_some());
            let wordings = statement.wordings.iter().rev().skip(told).rev();
            all.extend(wordings.map(|wording| kept(piece, ConfidedAs::Wording, wording.at, &wording.text)));
            let sides = statement.formulations.iter().filter(|_| told == 0);
            all.extend(sides.map(|side| kept(piece, ConfidedAs::Formulation, statement.since, &side.text)));
        }
        let confided = |rule: RecordRule, id: StatementId| !rule.keeps_words() || back.contains(&id);
        for said in self.board.criticisms.iter().filter(|said| confided(said.rule, said.statement)) {
            all.push(kept(Piece::Statement(said.statement), ConfidedAs::Criticism, said.at, &said.text));
        }
        for put in self.board.follow_ups.iter().filter(|put| !put.strictest.keeps_words() && put.released.is_none()) {
            let at = self.visits.last().map_or(At::OPENING, |visit| visit.to.unwrap_or(visit.from));
            all.push(kept(Piece::FollowUp(put.id), ConfidedAs::FollowUp, at, &put.what));
        }
        all
    }

    fn phase_at(&self, at: At) -> PhaseIndex {
        self.visits.iter().rfind(|visit| visit.from <= at).map_or(PhaseIndex(0), |visit| visit.phase)
    }

    /// Everything that the group may still release: the notes, the statements, the follow-ups.
    #[must_use]
    pub fn to_release(&self) -> Vec<Piece> {
        let notes = self.notes.iter().map(|note| Piece::Note(note.id));
        let statements = self.board.statements.iter().map(|statement| Piece::Statement(statement.id));
        let follow_ups = self.board.follow_ups.iter().map(|put| Piece::FollowUp(put.id));
        let pieces = notes.chain(statements).chain(follow_ups);
        pieces.filter(|piece| self.is_kept_back(*piece) && !self.is_released(*piece)).collect()
    }
}
