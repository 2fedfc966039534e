//! Every word that a sealed session holds, passage by passage, with what is known of each.

use super::{Sealed, Summary, fold::fold};
use crate::session::{
    BoardFact, Fact, FollowUpId, FollowUpPut, NoteId, NoteKind, Noted, PersonId, PhaseIndex, Progress, Record,
    StandingKind, State, StatementId, Wall, Who,
};

/// A session as a search sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extract {
    /// The session in one line.
    pub summary: Summary,
    /// The titles of its phases.
    pub phases: Vec<String>,
    /// Everything in words, in the order in which it was said; the title comes first.
    pub passages: Vec<Passage>,
}

/// Something that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub target: Target,
    /// What it is.
    pub kind: PassageKind,
    /// When it was written down, by the clock on the wall; nothing for the title.
    pub when: Option<Wall>,
    /// In which phase.
    pub phase: Option<PhaseIndex>,
    /// Who said it, where that was kept.
    pub speaker: Option<String>,
    /// Their party, or the side whose words these are, where it was kept.
    pub party: Option<String>,
    /// How it stands in the end.
    pub standing: Stand,
    /// The words.
    pub text: String,
}

/// Where a passage stands in its session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// In its header.
    #[default]
    Session,
    /// Among the notes.
    Note(NoteId),
    /// On the board.
    Statement(StatementId),
    /// Among what was promised.
    FollowUp(FollowUpId),
}

/// What a passage is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// The title of the session.
    Title,
    /// A note of this kind.
    Note(NoteKind),
    /// A wording of a statement.
    Statement,
    /// How one side puts a difference.
    Difference,
    /// Why a statement was put otherwise, parked, bracketed or held.
    Reason,
    /// What is wrong with a wording.
    Criticism,
    /// What was promised.
    FollowUp,
}

impl PassageKind {
    /// The word that finds it behind `kind:`.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Title => "title",
            Self::Note(kind) => kind.word(),
            Self::Statement => "statement",
            Self::Difference => "difference",
            Self::Reason => "reason",
            Self::Criticism => "criticism",
            Self::FollowUp => "follow-up",
        }
    }
}

/// How a passage stands in the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stand {
    /// That means nothing of it.
    #[default]
    Nothing,
    /// The wording of a statement that counts, or what a side says about one.
    Statement(StandingKind),
    /// A wording that another came after.
    Earlier,
    /// A promise.
    FollowUp(Progress),
}

impl Stand {
    /// The words that find it behind `state:`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Earlier => "earlier",
            Self::Statement(StandingKind::CommonGround) => "common-ground",
            Self::Statement(StandingKind::CanLiveWith) => "can-live-with",
            Self::Statement(StandingKind::Testing) => "tested",
            Self::Statement(StandingKind::Proposed) => "proposed",
            Self::Statement(StandingKind::Bracketed) => "bracketed",
            Self::Statement(StandingKind::Held) => "held-difference",
            Self::Statement(StandingKind::Parked) => "parked",
            Self::Statement(StandingKind::Withdrawn) => "withdrawn",
            Self::FollowUp(Progress::Open) => "open",
            Self::FollowUp(Progress::Done) => "done",
            Self::FollowUp(Progress::Dropped) => "dropped",
        }
    }
}

impl Extract {
    /// Everything that a sealed session says in words.
    #[must_use]
    pub fn of(sealed: &Sealed) -> Self {
        let record = &sealed.record;
        let state = record.fold();
        let mut passages = vec![title(&state)];
        let mut phase = PhaseIndex(0);
        for entry in &record.log {
            if let Fact::PhaseBegan(began) = &entry.event {
                phase = *began;
            }
            let start = passages.len();
            said(&entry.event, &state, &mut passages);
            for passage in &mut passages[start..] {
                (passage.when, passage.phase) = (Some(state.wall(entry.at)), Some(phase));
            }
        }
        settle(&mut passages, &state);
        Self { summary: Summary::of(record), phases: titles(record), passages }
    }
}

fn titles(record: &Record) -> Vec<String> {
    record.opening.phases.iter().map(|phase| phase.title.clone()).collect()
}

fn title(state: &State) -> Passage {
    Passage::new(Target::Session, PassageKind::Title, &state.opening.title)
}

impl Passage {
    /// A passage of which no more is known yet.
    #[must_use]
    pub fn new(target: Target, kind: PassageKind, text: &str) -> Self {
        Self {
            target,
            kind,
            when: None,
            phase: None,
            speaker: None,
            party: None,
            standing: Stand::Nothing,
            text: text.to_owned(),
        }
    }

    fn by(mut self, who: Option<Who>, state: &State) -> Self {
        let person = who.and_then(Who::person).and_then(|id: PersonId| state.roster.person(id));
        self.speaker = person.map(|person| person.name.clone());
        self.party = person.and_then(|person| person.party.clone());
        self
    }

    /// The passage in one line of folded text, as a search walks over it.
    pub fn fold_into(&self, line: &mut String) {
        for field in
            [self.kind.key(), self.speaker.as_deref().unwrap_or_default(), self.party.as_deref().unwrap_or_default()]
        {
            super::fold::fold_into(field, line);
            line.push(FIELD);
        }
        line.push_str(self.standing.key());
        line.push(FIELD);
        super::fold::fold_into(&self.text, line);
        line.push('\n');
    }
}

/// What stands between the fields of a folded passage: kind, speaker, party, standing, text. No text holds it.
pub const FIELD: char = '\u{1F}';

/// What a fact says in words.
fn said(fact: &Fact<Who>, state: &State, passages: &mut Vec<Passage>) {
    match fact {
        Fact::Noted(Noted { note, kind, text, .. }) => {
            let by = state.note(*note).and_then(|note| note.speaker);
            passages.push(Passage::new(Target::Note(*note), PassageKind::Note(kind.clone()), text).by(by, state));
        }
        Fact::Board(fact) => on_the_board(fact, state, passages),
        _ => {}
    }
}

fn on_the_board(fact: &BoardFact<Who>, state: &State, passages: &mut Vec<Passage>) {
    let mut put = |id: StatementId, kind: PassageKind, text: &str| {
        if !text.is_empty() {
            passages.push(Passage::new(Target::Statement(id), kind, text));
        }
    };
    match fact {
        BoardFact::Proposed(proposed) => {
            let by = state.board.statement(proposed.statement).and_then(|statement| statement.proposed_by);
            let passage =
                Passage::new(Target::Statement(proposed.statement), PassageKind::Statement, &proposed.wording);
            passages.push(passage.by(by, state));
        }
        BoardFact::Brought(brought) => {
            put(brought.statement, PassageKind::Statement, &brought.wording);
            put(brought.statement, PassageKind::Reason, &brought.reason);
        }
        BoardFact::Reworded(reworded) => {
            put(reworded.statement, PassageKind::Statement, &reworded.wording);
            put(reworded.statement, PassageKind::Reason, &reworded.reason);
        }
        BoardFact::Merged(merged) => put(merged.into, PassageKind::Statement, &merged.wording),
        BoardFact::Split(split) => {
            split.into.iter().for_each(|part| put(part.statement, PassageKind::Statement, &part.wording));
        }
        BoardFact::Formulated(formulated) => {
            let passage =
                Passage::new(Target::Statement(formulated.statement), PassageKind::Difference, &formulated.text);
            passages.push(Passage { party: formulated.party.clone(), ..passage });
        }
        BoardFact::HeldDifference(held) => put(held.statement, PassageKind::Reason, &held.why),
        BoardFact::Bracketed(bracketed) => put(bracketed.statement, PassageKind::Reason, &bracketed.text),
        BoardFact::Parked(parked) => put(parked.statement, PassageKind::Reason, &parked.reason),
        BoardFact::Criticised(criticised) => {
            put(criticised.statement, PassageKind::Criticism, &criticised.text);
            put(criticised.statement, PassageKind::Criticism, &criticised.interest);
        }
        BoardFact::FollowUp(FollowUpPut { follow_up, who, what, .. }) => {
            passages.push(Passage::new(Target::FollowUp(*follow_up), PassageKind::FollowUp, what).by(*who, state));
        }
        _ => {}
    }
}

/// How each passage stands in the end; of the wordings of a statement only the last one does.
fn settle(passages: &mut [Passage], state: &State) {
    let standing = |id| state.board.statement(id).map(crate::session::Statement::kind);
    let progress = |id| state.board.follow_ups.iter().find(|promise| promise.id == id).map(|promise| promise.progress);
    stand(passages, standing, progress);
}

/// The same, whoever knows how statements and promises stand.
pub fn stand(
    passages: &mut [Passage],
    standing: impl Fn(StatementId) -> Option<StandingKind>,
    progress: impl Fn(FollowUpId) -> Option<Progress>,
) {
    let mut seen = Vec::new();
    for passage in passages.iter_mut().rev() {
        passage.standing = match (passage.target, &passage.kind) {
            (Target::Statement(id), PassageKind::Statement) if seen.contains(&id) => Stand::Earlier,
            (Target::Statement(id), PassageKind::Statement | PassageKind::Difference) => {
                if passage.kind == PassageKind::Statement {
                    seen.push(id);
                }
                standing(id).map_or(Stand::Nothing, Stand::Statement)
            }
            (Target::FollowUp(id), _) => progress(id).map_or(Stand::Nothing, Stand::FollowUp),
            _ => Stand::Nothing,
        };
    }
}

/// The name of a group as a search compares it.
#[must_use]
pub fn folded_group(summary: &Summary) -> String {
    summary.series.as_deref().map(fold).unwrap_or_default()
}
