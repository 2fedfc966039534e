//! What the moderator keeps for themselves of an evening: what the record rule keeps out of the session file, and the page
//! on which they look back. It is never exported, never in the session file, and not searched.

use serde::{Deserialize, Serialize};

use crate::session::{
    At, Confided, ConfidedAs, NoteKind, PhaseIndex, Piece, Wall, or_default,
    text::{clean, clean_name},
};

/// The moderator's own page of one evening.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// What was said in confidence and not released.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// The look back: an answer to each question, as far as there is one.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub debrief: Vec<Answered>,
    /// What the moderator saw, in their own words.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Observation>,
    /// The moderator's mirror, as it stood when the evening was sealed: the figures are gone with the journal.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub mirror: Vec<String>,
}

/// Something that was said in confidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Which piece of the session it is, so that it can be struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub piece: Option<Piece>,
    /// When, in the time of the session.
    pub at: At,
    /// In which phase.
    pub phase: PhaseIndex,
    /// What it is: a note, a statement, a formulation.
    pub what: KeptAs,
    /// Its kind, if it is a note.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "NoteKind::is_plain")]
    pub kind: NoteKind,
    /// Its text.
    pub text: String,
}

impl From<Confided> for Kept {
    fn from(Confided { piece, what, at, phase, kind, text }: Confided) -> Self {
        let what = match what {
            ConfidedAs::Note => KeptAs::Note,
            ConfidedAs::Wording => KeptAs::Statement,
            ConfidedAs::Formulation => KeptAs::Formulation,
            ConfidedAs::Criticism => KeptAs::Criticism,
            ConfidedAs::FollowUp => KeptAs::FollowUp,
        };
        Self { piece: Some(piece), at, phase, what, kind, text }
    }
}

/// What something was that was said in confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptAs {
    /// A note.
    Note,
    /// A wording on the board.
    Statement,
    /// How one side puts a difference.
    Formulation,
    /// What is wrong with a wording.
    Criticism,
    /// What was promised.
    FollowUp,
}

/// The questions of the look back, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// What were we trying to do?
    Trying,
    /// What happened?
    Happened,
    /// What did we learn?
    Learned,
    /// What would we do differently?
    Differently,
    /// What comes next?
    Next,
}

impl Question {
    /// In order.
    pub const ALL: [Self; 5] = [Self::Trying, Self::Happened, Self::Learned, Self::Differently, Self::Next];
}

/// An answer of the look back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// To which question.
    pub question: Question,
    /// What was answered.
    pub answer: String,
}

/// Something that the moderator saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// When it was written down.
    pub made: Wall,
    /// What.
    pub text: String,
}

/// Something that changes on the page. Everything else on it stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnChange {
    /// What was said in confidence, in place of what was kept of that.
    Keep(Vec<Kept>),
    /// A piece of it goes for good.
    Strike(Piece),
    /// The mirror as it stands.
    Mirror(Vec<String>),
    /// An answer of the look back, in place of the one before; an empty one takes it away.
    Answer(Question, String),
    /// One more observation.
    Observe(Observation),
    /// Another text for the observation at this place, counted from nought; an empty one takes it away.
    Reword(usize, String),
}

impl Own {
    /// Whether there is nothing on it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.debrief.is_empty() && self.observations.is_empty() && self.mirror.is_empty()
    }

    /// What was answered to a question.
    #[must_use]
    pub fn answer(&self, question: Question) -> Option<&str> {
        self.debrief.iter().find(|answered| answered.question == question).map(|answered| answered.answer.as_str())
    }

    /// The page with something changed on it.
    pub fn change(&mut self, change: OwnChange) {
        match change {
            OwnChange::Keep(kept) => self.kept = kept,
            OwnChange::Strike(piece) => self.kept.retain(|kept| kept.piece != Some(piece)),
            OwnChange::Mirror(lines) => self.mirror = lines,
            OwnChange::Answer(question, answer) => {
                self.debrief.retain(|answered| answered.question != question);
                self.debrief.push(Answered { question, answer });
                self.debrief.sort_by_key(|answered| answered.question);
            }
            OwnChange::Observe(observation) => self.observations.push(observation),
            OwnChange::Reword(place, text) => {
                if let Some(observation) = self.observations.get_mut(place) {
                    observation.text = text;
                }
            }
        }
        *self = std::mem::take(self).cleaned();
    }

    /// As it may be shown and written: without anything that acts on a terminal, and without what says nothing.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        for kept in &mut self.kept {
            kept.text = clean(&kept.text);
        }
        for answered in &mut self.debrief {
            answered.answer = clean(&answered.answer);
        }
        for observation in &mut self.observations {
            observation.text = clean(&observation.text);
        }
        self.kept.retain(|kept| !kept.text.is_empty());
        self.debrief.retain(|answered| !answered.answer.is_empty());
        self.observations.retain(|observation| !observation.text.is_empty());
        self.mirror = self.mirror.iter().map(|line| clean_name(line)).filter(|line| !line.is_empty()).collect();
        self
    }
}
