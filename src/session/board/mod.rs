//! The common-ground board: statements, every wording they have had, and where they stand.
//!
//! A statement keeps its id for life, also across the evenings of a group. Any edit of a wording puts it back to
//! *proposed*: what was tested and confirmed is always this very wording. One text is the same board seen as a document:
//! its paragraphs are statements, in the order of the board.

mod carry;
mod check;
mod compare;
mod days;
mod events;
mod facts;
mod fold;
mod redact;
mod scale;
mod test;
mod told;

pub use carry::{Carried, CarriedFollowUp, CarriedStatement, DoneFollowUp};
pub(super) use check::check_board;
pub use check::{Missing, Toward, absent_parties, missing_voices, unconfirmed_parties};
pub use compare::{Change as WordChange, compare};
pub use days::{read_day, read_until};
pub use events::{
    BracketKind, Bracketed, Brought, Confirmed, Criticised, EarlierWording, FollowUpPut, FollowUpStands, Formulated,
    Heard, Held, InText, MemorandumScope, Merged, Moved, Parked, Part, Progress, Proposed, PutAs, Restated, Reworded,
    Split, TakenUp, TestOpened, TestTaken, Until, Vouch, Vouched, Way, WholeConfirmed,
};
pub(super) use facts::BOARD_KEYS;
pub use facts::BoardFact;
pub(super) use redact::named_on_the_board;
pub use scale::{Count, Outcome as TestOutcome, PartyShare, Point, Scale, Stance, Threshold, shipped_scales};
pub use test::{
    Answer, AskedTogether, PartyTally, SMALLEST, Taken, Tally, Test, asked, taken_by_person, taken_by_totals,
};
pub use told::Told;

use chrono::NaiveDate;

use super::{
    event::PhaseIndex,
    ids::{CriticismId, FollowUpId, StatementId, TurnId, Who, place_of},
    pieces::Release,
    rule::RecordRule,
    time::At,
};

/// One sentence on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Stays true through every wording, and through every evening of the group.
    pub id: StatementId,
    /// Who put it forward, if somebody in particular did.
    pub proposed_by: Option<Who>,
    /// The statements that it was made of by merging or splitting.
    pub from: Vec<StatementId>,
    /// The wordings of earlier evenings, if it came over from one.
    pub earlier: Vec<EarlierWording>,
    /// Whether it came over from an earlier evening.
    pub brought: bool,
    /// Every wording it has had this evening; never empty, the last one counts.
    pub wordings: Vec<Wording>,
    /// Every test of agreement, in order; the last one may be open.
    pub tests: Vec<Test>,
    /// How each side puts it, if it is a difference.
    pub formulations: Vec<Formulation>,
    /// Whether it is a paragraph of the one text.
    pub in_text: bool,
    /// Where it stands.
    pub standing: Standing,
    /// Since when it stands there.
    pub since: At,
    /// The record rule under which it got there.
    pub rule: RecordRule,
    /// The strictest rule under which somebody worked on it.
    pub strictest: RecordRule,
    /// When the group released it as it stands, if that has been needed and done.
    pub released: Option<Release>,
    /// Whether this is what was released, and nothing else, as a sealed file has it.
    pub told: bool,
}

/// One wording of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The sentence.
    pub text: String,
    /// Why it was changed into this; may be empty.
    pub reason: String,
    /// When it was put.
    pub at: At,
    /// The record rule under which it was put.
    pub rule: RecordRule,
}

/// How one side puts a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formulation {
    /// The side, where it has a name and the record rule keeps it.
    pub party: Option<String>,
    /// Its words.
    pub text: String,
    /// The record rule under which they were put.
    pub rule: RecordRule,
    /// Those of this side who found it fair, each with the record rule of that moment.
    pub fair: Vec<(RecordRule, Who)>,
    /// Those of the other side who understood it.
    pub understood: Vec<(RecordRule, Who)>,
}

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On the table.
    Proposed,
    /// A test of agreement was opened on this wording; it may have been taken.
    Testing,
    /// Confirmed, in this very wording, by a person of every party that was present.
    CommonGround {
        /// Who confirmed it; empty where the room did, or where names are withheld.
        confirmed_by: Vec<Who>,
        /// Whether a party of which nobody was there is asked later.
        provisional: bool,
    },
    /// Everybody can live with this very wording: confirmed in the same way.
    CanLiveWith {
        /// Who confirmed it; empty where the room did, or where names are withheld.
        confirmed_by: Vec<Who>,
        /// Whether a party of which nobody was there is asked later.
        provisional: bool,
    },
    /// A difference that both sides recognise as fairly put: worth as much as common ground.
    Held {
        /// Why it matters; may be empty.
        why: String,
    },
    /// In brackets: a second person supported that.
    Bracketed {
        /// Why.
        kind: BracketKind,
        /// The other wording, or what it waits for; may be empty.
        text: String,
        /// Who asked for it and who supported that; empty where names are withheld.
        supporters: Vec<Who>,
    },
    /// Set aside.
    Parked {
        /// Why it waits; may be empty.
        reason: String,
        /// When it comes back.
        until: Until,
    },
    /// Taken back, or gone into others.
    Withdrawn {
        /// The statements that it became by merging or splitting; none if it was taken back.
        became: Vec<StatementId>,
    },
}

/// A standing without what belongs to it: for grouping, counting and refusing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StandingKind {
    /// See [`Standing::CommonGround`].
    CommonGround,
    /// See [`Standing::CanLiveWith`].
    CanLiveWith,
    /// See [`Standing::Testing`].
    Testing,
    /// See [`Standing::Proposed`].
    Proposed,
    /// See [`Standing::Bracketed`].
    Bracketed,
    /// See [`Standing::Held`].
    Held,
    /// See [`Standing::Parked`].
    Parked,
    /// See [`Standing::Withdrawn`].
    Withdrawn,
}

impl StandingKind {
    /// In the order of the board.
    pub const ALL: [Self; 8] = [
        Self::CommonGround,
        Self::CanLiveWith,
        Self::Testing,
        Self::Proposed,
        Self::Bracketed,
        Self::Held,
        Self::Parked,
        Self::Withdrawn,
    ];
}

impl Statement {
    /// The wording that counts.
    #[must_use]
    pub fn wording(&self) -> &str {
        self.wordings.last().map_or("", |wording| &wording.text)
    }

    /// Where it stands, without what belongs to it.
    #[must_use]
    pub const fn kind(&self) -> StandingKind {
        match self.standing {
            Standing::Proposed => StandingKind::Proposed,
            Standing::Testing => StandingKind::Testing,
            Standing::CommonGround { .. } => StandingKind::CommonGround,
            Standing::CanLiveWith { .. } => StandingKind::CanLiveWith,
            Standing::Held { .. } => StandingKind::Held,
            Standing::Bracketed { .. } => StandingKind::Bracketed,
            Standing::Parked { .. } => StandingKind::Parked,
            Standing::Withdrawn { .. } => StandingKind::Withdrawn,
        }
    }

    /// Whether it was confirmed, and a party of which nobody was there is asked later.
    #[must_use]
    pub const fn is_provisional(&self) -> bool {
        matches!(
            self.standing,
            Standing::CommonGround { provisional: true, .. } | Standing::CanLiveWith { provisional: true, .. }
        )
    }

    /// The last test of the wording that counts, open or taken.
    #[must_use]
    pub fn test(&self) -> Option<&Test> {
        self.tests.last().filter(|test| test.wording + 1 == self.wordings.len())
    }
}

/// What somebody will do after the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Stays true across the evenings of the group.
    pub id: FollowUpId,
    /// Who does it, if that was said.
    pub who: Option<Who>,
    /// What.
    pub what: String,
    /// By when, if that was said.
    pub by: Option<NaiveDate>,
    /// How far it is.
    pub progress: Progress,
    /// Whether it came over from an earlier evening.
    pub brought: bool,
    /// The record rule under which it was put.
    pub rule: RecordRule,
    /// The strictest rule under which it was ever put.
    pub strictest: RecordRule,
    /// When the group released it, if that has been needed and done.
    pub released: Option<Release>,
}

/// Something that is wrong with a statement, without an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criticism {
    /// Which one.
    pub id: CriticismId,
    /// The statement.
    pub statement: StatementId,
    /// When it was said.
    pub at: At,
    /// The record rule under which it was said.
    pub rule: RecordRule,
    /// The phase in which it was said: one with joint thinking holds it back.
    pub phase: PhaseIndex,
    /// The draft on the table at that moment; nought before the first.
    pub draft: u32,
    /// What is wrong.
    pub text: String,
    /// The interest that is not served; may be empty.
    pub interest: String,
}

/// A numbered draft of the one text, as it lay on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Counted from one.
    pub number: u32,
    /// When it was put on the table.
    pub at: At,
    /// Its paragraphs, each with the place of the wording that it had.
    pub paragraphs: Vec<(StatementId, usize)>,
}

/// The one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneText {
    /// Every draft, in order.
    pub drafts: Vec<Draft>,
    /// Whether the last draft is with the drafter; else it is on the table, and nobody edits it.
    pub with_drafter: bool,
    /// Who the drafter is, if that was said, and the record rule of that moment.
    pub drafter: Option<(RecordRule, Who)>,
}

impl OneText {
    /// The draft that is on the table.
    #[must_use]
    pub fn on_the_table(&self) -> Option<&Draft> {
        self.drafts.last().filter(|_| !self.with_drafter)
    }
}

/// What the other side heard in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restating {
    /// Which turn.
    pub turn: TurnId,
    /// What the speaker said of it.
    pub heard: Heard,
    /// Who restated it, if that was said.
    pub who: Option<Who>,
    /// The record rule of that moment.
    pub rule: RecordRule,
}

/// For whom the memorandum is, by the group's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// For whom.
    pub scope: MemorandumScope,
    /// When it was decided.
    pub at: At,
    /// The record rule of that moment.
    pub rule: RecordRule,
}

/// Why there is no memorandum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMemorandum {
    /// The group has not decided for whom it is.
    Undecided,
    /// Nothing was confirmed.
    NothingConfirmed,
}

/// All statements in their order, and what else the group made together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// In the order in which they were put, unless somebody ordered them by hand.
    pub statements: Vec<Statement>,
    /// The same board as a document.
    pub text: OneText,
    /// Every criticism, in order.
    pub criticisms: Vec<Criticism>,
    /// Every follow-up, in order.
    pub follow_ups: Vec<FollowUp>,
    /// What was restated, in order.
    pub restatings: Vec<Restating>,
    /// "Nothing is agreed until everything is agreed": every item is provisional.
    pub all_or_nothing: bool,
    /// For whom the memorandum is, once the group has decided.
    pub memorandum: Option<Decided>,
}

impl Board {
    /// The statement with this id.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        place_of(&self.statements, &id, |statement| statement.id).map(|place| &self.statements[place])
    }

    /// Those that stand here, in the order of the hand.
    pub fn standing(&self, kind: StandingKind) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(move |statement| statement.kind() == kind)
    }

    /// In the order of the board: what is confirmed, what is on the table, what is held, parked and withdrawn.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Statement> {
        StandingKind::ALL.into_iter().flat_map(|kind| self.standing(kind)).collect()
    }

    /// The paragraphs of the one text.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|statement| statement.in_text)
    }

    /// The criticisms of a statement, in order.
    pub fn criticisms_of(&self, id: StatementId) -> impl Iterator<Item = &Criticism> {
        self.criticisms.iter().filter(move |criticism| criticism.statement == id)
    }

    /// The follow-up with this id.
    #[must_use]
    pub fn follow_up(&self, id: FollowUpId) -> Option<&FollowUp> {
        self.follow_ups.iter().find(|follow_up| follow_up.id == id)
    }
}
