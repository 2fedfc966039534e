//! Tests of agreement: where people stand on one wording, party by party, without a score.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    StatementId,
    events::{TestTaken, Way},
    scale::{Count, Outcome, Scale, Threshold},
};
use crate::session::{
    ids::{PersonId, Who},
    roster::{Member, Person, Roster},
    rule::RecordRule,
    time::At,
};

/// A party of which fewer have answered is never shown or saved as a split: it would tell who said what.
pub const SMALLEST: u32 = 3;

/// How a party answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartyTally {
    /// The party, where it has a name and the record rule keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Whether the threshold has to be met here; those who name no side bar nothing where others do.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub bars: bool,
    /// What they answered.
    pub tally: Tally,
    /// How many of them were in the room and not asked.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub not_asked: u32,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
const fn is_yes(flag: &bool) -> bool {
    *flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
const fn is_nought(number: &u32) -> bool {
    *number == 0
}

/// The answers of a party.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(deny_unknown_fields)]
pub enum Tally {
    /// Of fewer than three, or where more would tell every vote: what came of it and nothing else.
    Small {
        /// Whether the threshold was met.
        met: Outcome,
        /// Whether everybody can live with it.
        can_live: Outcome,
    },
    /// How many gave each answer, in the order of the scale.
    Counted(Vec<u32>),
}

/// One person's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answer<W> {
    /// Who.
    pub who: W,
    /// The key of the answer on its scale.
    pub answer: char,
}

/// A test of agreement as the fold knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// When it was opened.
    pub opened: At,
    /// The record rule under which it was opened.
    pub rule: RecordRule,
    /// Which wording of the statement it is about, counted from nought.
    pub wording: usize,
    /// The answers it offers.
    pub scale: Scale,
    /// What has to be met inside every party.
    pub threshold: Threshold,
    /// How the answers are collected.
    pub way: Way,
    /// The answers, once they are in.
    pub taken: Option<Taken>,
}

/// The answers of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// When they were in.
    pub at: At,
    /// The record rule under which they were given.
    pub rule: RecordRule,
    /// Party by party.
    pub parties: Vec<PartyTally>,
    /// Who answered what, where that is kept.
    pub answers: Vec<Answer<Who>>,
    /// Who was not asked, where that is known.
    pub not_asked: Vec<Who>,
}

impl PartyTally {
    /// The answers of a party as they may be shown and kept.
    #[must_use]
    pub fn of(asked: &AskedTogether, scale: &Scale, threshold: Threshold, answers: Vec<u32>) -> Self {
        let answered: u32 = answers.iter().sum();
        let not_asked = u32::try_from(asked.people.len()).unwrap_or(u32::MAX).saturating_sub(answered);
        let counted = Self { party: asked.party.clone(), bars: asked.bars, tally: Tally::Counted(answers), not_asked };
        if answered < SMALLEST { counted.reduced(scale, threshold) } else { counted }
    }

    /// The same, with no more than what came of it.
    #[must_use]
    pub fn reduced(self, scale: &Scale, threshold: Threshold) -> Self {
        let tally = match self.tally {
            Tally::Counted(answers) => Tally::Small {
                met: scale.outcome(threshold, &answers, self.not_asked),
                can_live: scale.can_live(&answers, self.not_asked),
            },
            small @ Tally::Small { .. } => small,
        };
        Self { tally, ..self }
    }

    /// What came of it.
    #[must_use]
    pub fn outcome(&self, scale: &Scale, threshold: Threshold) -> Outcome {
        match &self.tally {
            Tally::Counted(answers) => scale.outcome(threshold, answers, self.not_asked),
            Tally::Small { met, .. } => *met,
        }
    }

    /// Whether everybody of this party can live with it.
    #[must_use]
    pub fn can_live(&self, scale: &Scale) -> Outcome {
        match &self.tally {
            Tally::Counted(answers) => scale.can_live(answers, self.not_asked),
            Tally::Small { can_live, .. } => *can_live,
        }
    }

    /// How they answered; nothing for a small party.
    #[must_use]
    pub fn count(&self, scale: &Scale, threshold: Threshold) -> Option<Count> {
        match &self.tally {
            Tally::Counted(answers) => Some(scale.count(threshold, answers, self.not_asked)),
            Tally::Small { .. } => None,
        }
    }

    /// Whether all of them gave the same answer: then the tally tells every vote.
    #[must_use]
    pub fn is_unanimous(&self) -> bool {
        match &self.tally {
            Tally::Counted(answers) => self.not_asked == 0 && answers.iter().filter(|number| **number > 0).count() == 1,
            Tally::Small { .. } => false,
        }
    }

    /// The least willing first, and nothing else: an order that does not tell which party it is.
    fn weakness(&self, scale: &Scale, threshold: Threshold) -> (Outcome, u64, Tally, u32, bool) {
        let yes = self.count(scale, threshold).map_or(0, |count| count.yes * 1000 / count.all().max(1));
        (self.outcome(scale, threshold), yes, self.tally.clone(), self.not_asked, self.bars)
    }
}

impl Test {
    /// The parties in which the threshold has to be met: of those without a side only where nobody has one.
    fn barring(taken: &Taken) -> impl Iterator<Item = &PartyTally> {
        let all = taken.parties.iter().all(|tally| !tally.bars);
        taken.parties.iter().filter(move |tally| all || tally.bars)
    }

    /// What came of it: that of the weakest party. Open while there are no answers.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let outcome = |tally: &PartyTally| tally.outcome(&self.scale, self.threshold);
        self.taken.as_ref().and_then(|taken| Self::barring(taken).map(outcome).min()).unwrap_or(Outcome::Open)
    }

    /// Whether everybody in every party can live with it.
    #[must_use]
    pub fn can_live(&self) -> Outcome {
        let outcome = |tally: &PartyTally| tally.can_live(&self.scale);
        self.taken.as_ref().and_then(|taken| Self::barring(taken).map(outcome).min()).unwrap_or(Outcome::Open)
    }

    /// The weakest party: the one result that is shown first.
    #[must_use]
    pub fn weakest(&self) -> Option<&PartyTally> {
        Self::barring(self.taken.as_ref()?).min_by_key(|tally| tally.weakness(&self.scale, self.threshold))
    }

    /// The tallies without the names of their parties, in an order that does not tell them.
    pub(in crate::session) fn withheld(&self, parties: &[PartyTally]) -> Vec<PartyTally> {
        let nameless = |tally: &PartyTally| PartyTally { party: None, ..tally.clone() };
        self.weakest_first(parties).into_iter().map(nameless).collect()
    }

    /// Tallies in the order in which they are shown: the weakest first, those who bar nothing last.
    #[must_use]
    pub fn weakest_first<'a>(&self, parties: &'a [PartyTally]) -> Vec<&'a PartyTally> {
        let mut parties: Vec<&PartyTally> = parties.iter().collect();
        parties.sort_by_cached_key(|tally| (!tally.bars, tally.weakness(&self.scale, self.threshold)));
        parties
    }
}

/// Those who are asked together: a party, or those who name no side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedTogether {
    /// The party; `None` for those who name no side.
    pub party: Option<String>,
    /// Whether the threshold has to be met here.
    pub bars: bool,
    /// Those who are in the room, in seat order. Moderators, rapporteurs and observers are not asked.
    pub people: Vec<PersonId>,
}

/// Who is asked now, party by party in seat order. Those who name no side bar nothing, unless nobody names one.
#[must_use]
pub fn asked(roster: &Roster) -> Vec<AskedTogether> {
    let circle = || roster.members.iter().filter(|member| Member::in_circle(member)).map(|member| &member.person);
    let of = |party: Option<&str>| -> Vec<PersonId> {
        circle().filter(|person| person.party.as_deref() == party).map(|person| person.id).collect()
    };
    let mut groups: Vec<AskedTogether> = Vec::new();
    for party in circle().filter_map(|person: &Person| person.party.as_deref()) {
        if !groups.iter().any(|group| group.party.as_deref() == Some(party)) {
            groups.push(AskedTogether { party: Some(party.to_owned()), bars: true, people: of(Some(party)) });
        }
    }
    let (bars, people) = (groups.is_empty(), of(None));
    if !people.is_empty() {
        groups.push(AskedTogether { party: None, bars, people });
    }
    groups
}

/// The result of answers that were given person by person; who answered what is kept where `named` says so, and never
/// of a small party.
#[must_use]
pub fn taken_by_person(
    roster: &Roster,
    (statement, test): (StatementId, &Test),
    given: &[(PersonId, char)],
    named: bool,
) -> TestTaken<PersonId> {
    let (mut parties, mut answers, mut not_asked) = (Vec::new(), Vec::new(), Vec::new());
    for group in asked(roster) {
        let of_group = |(who, _): &&(PersonId, char)| group.people.contains(who);
        let mut counts = vec![0; test.scale.points.len()];
        for place in given.iter().filter(of_group).filter_map(|(_, key)| test.scale.place(*key)) {
            counts[place] += 1;
        }
        let tally = PartyTally::of(&group, &test.scale, test.threshold, counts);
        if named && matches!(tally.tally, Tally::Counted(_)) {
            answers.extend(given.iter().filter(of_group).map(|(who, answer)| Answer { who: *who, answer: *answer }));
        }
        let answered = |who: &PersonId| given.iter().any(|(other, _)| other == who);
        not_asked.extend(group.people.iter().copied().filter(|who| !answered(who)));
        parties.push(tally);
    }
    TestTaken { statement, parties, answers, not_asked }
}

/// The result of a show of fingers, party by party in the order of [`asked`].
#[must_use]
pub fn taken_by_totals(
    roster: &Roster,
    (statement, test): (StatementId, &Test),
    totals: &[Vec<u32>],
) -> TestTaken<PersonId> {
    let none = || vec![0; test.scale.points.len()];
    let groups = asked(roster);
    let tallies = groups.iter().enumerate().map(|(place, group)| {
        let counts = totals.get(place).cloned().unwrap_or_else(none);
        PartyTally::of(group, &test.scale, test.threshold, counts)
    });
    TestTaken { statement, parties: tallies.collect(), answers: Vec::new(), not_asked: Vec::new() }
}
