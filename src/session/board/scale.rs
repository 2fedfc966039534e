//! Scales on which people say where they stand, and the threshold that is fixed before the first answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an answer means, whatever it is called on its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// For it.
    Agree,
    /// Can live with it, with a reservation.
    Reserve,
    /// Takes no side: counted neither for nor against.
    Abstain,
    /// Not yet: wants to talk about it first.
    NotYet,
    /// Stands against it.
    Object,
}

/// One answer of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Point {
    /// The key that gives it, and how many fingers it is where it is one.
    pub key: char,
    /// As it is read aloud.
    pub label: String,
    /// What it means.
    pub stance: Stance,
}

/// The answers that a test of agreement offers, the most willing first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Scale {
    /// Small letters and hyphens: what a format calls it.
    pub name: String,
    /// As it stands in the list.
    pub title: String,
    /// Two at least, nine at most, the most willing first.
    pub points: Vec<Point>,
    /// The threshold that is offered with it.
    pub threshold: Threshold,
}

/// How much of each party has to stand behind a wording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyShare {
    /// Everybody who takes a side.
    #[default]
    Everybody,
    /// Two thirds of those who take a side.
    TwoThirds,
    /// More than half of those who take a side.
    MoreThanHalf,
}

/// What has to be met inside every party. Fixed before the first answer and kept with the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Threshold {
    /// The key of the least willing answer that still counts for it.
    pub from: char,
    /// How much of each party that takes.
    #[serde(default)]
    pub share: PartyShare,
}

/// What came of it, in one party or in all.
///
/// Who was not asked counts neither as a yes nor as a no: *met* and *not met* are said only where no answer of theirs
/// could change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The threshold was not reached, whatever those say who were not asked.
    NotMet,
    /// It depends on those who were not asked.
    Open,
    /// The threshold was reached, whatever those say who were not asked.
    Met,
}

impl PartyShare {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Everybody, Self::TwoThirds, Self::MoreThanHalf];

    /// Whether `yes` of `sides` who take a side are enough. Nobody at all is never enough.
    #[must_use]
    pub const fn is_reached(self, yes: u64, sides: u64) -> bool {
        yes > 0
            && match self {
                Self::Everybody => yes >= sides,
                Self::TwoThirds => yes * 3 >= sides * 2,
                Self::MoreThanHalf => yes * 2 > sides,
            }
    }
}

/// How a party answered, without the names: what the threshold looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// At or above the threshold.
    pub yes: u64,
    /// Below it, and no abstention.
    pub no: u64,
    /// Of those below: objections.
    pub objections: u64,
    /// Answers that are a reservation, on whichever side of the threshold.
    pub reservations: u64,
    /// Those who took no side.
    pub abstentions: u64,
    /// Those who were not asked.
    pub not_asked: u64,
}

impl Count {
    /// Those who answered.
    #[must_use]
    pub const fn answered(&self) -> u64 {
        self.yes + self.no + self.abstentions
    }

    /// Everybody of this party.
    #[must_use]
    pub const fn all(&self) -> u64 {
        self.answered() + self.not_asked
    }
}

impl Scale {
    /// The answer with this key, by its place, counted from nought.
    #[must_use]
    pub fn place(&self, key: char) -> Option<usize> {
        self.points.iter().position(|point| point.key == key)
    }

    /// Whether the keys are distinct, the points are two to nine, and the threshold is one of them.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let distinct = |(place, point): (usize, &Point)| self.place(point.key) == Some(place);
        (2..=9).contains(&self.points.len())
            && self.points.iter().enumerate().all(distinct)
            && self.points.iter().all(|point| point.key.is_ascii_alphanumeric() && !point.key.is_ascii_uppercase())
            && self.place(self.threshold.from).is_some()
    }

    /// How a party answered; `answers` holds how many gave each answer, in the order of the scale.
    #[must_use]
    pub fn count(&self, threshold: Threshold, answers: &[u32], not_asked: u32) -> Count {
        let last_yes = self.place(threshold.from).unwrap_or(0);
        let mut count = Count { not_asked: not_asked.into(), ..Count::default() };
        for (place, (point, number)) in self.points.iter().zip(answers).enumerate() {
            let number = u64::from(*number);
            match point.stance {
                Stance::Abstain => count.abstentions += number,
                Stance::Agree | Stance::Reserve | Stance::NotYet | Stance::Object if place <= last_yes => {
                    count.yes += number;
                }
                Stance::Agree | Stance::Reserve | Stance::NotYet | Stance::Object => count.no += number,
            }
            count.objections += if point.stance == Stance::Object { number } else { 0 };
            count.reservations += if point.stance == Stance::Reserve { number } else { 0 };
        }
        count
    }

    /// Whether this scale knows an objection: one is enough, then, for a party not to have met its threshold.
    fn knows_objections(&self) -> bool {
        self.points.iter().any(|point| point.stance == Stance::Object)
    }

    /// What came of the answers of one party.
    #[must_use]
    pub fn outcome(&self, threshold: Threshold, answers: &[u32], not_asked: u32) -> Outcome {
        let Count { yes, no, objections, not_asked, .. } = self.count(threshold, answers, not_asked);
        let best = objections == 0 && threshold.share.is_reached(yes + not_asked, yes + not_asked + no);
        let against = if self.knows_objections() { not_asked == 0 } else { true };
        let worst = objections == 0 && against && threshold.share.is_reached(yes, yes + no + not_asked);
        match (best, worst) {
            (_, true) => Outcome::Met,
            (true, false) => Outcome::Open,
            (false, false) => Outcome::NotMet,
        }
    }

    /// Whether everybody of a party can live with it: nobody objects, nobody wants to talk first.
    #[must_use]
    pub fn can_live(&self, answers: &[u32], not_asked: u32) -> Outcome {
        let of = |stance: Stance| -> u64 {
            let these = self.points.iter().zip(answers).filter(|(point, _)| point.stance == stance);
            these.map(|(_, number)| u64::from(*number)).sum()
        };
        let (against, willing) = (of(Stance::Object) + of(Stance::NotYet), of(Stance::Agree) + of(Stance::Reserve));
        match (against, willing, not_asked) {
            (1.., _, _) | (0, 0, 0) => Outcome::NotMet,
            (0, _, 1..) => Outcome::Open,
            (0, 1.., 0) => Outcome::Met,
        }
    }
}

fn scale(name: &str, title: &str, from: char, points: &[(char, &str, Stance)]) -> Scale {
    let point =
        |(key, label, stance): &(char, &str, Stance)| Point { key: *key, label: (*label).to_owned(), stance: *stance };
    let threshold = Threshold { from, share: PartyShare::Everybody };
    Scale { name: name.into(), title: title.into(), points: points.iter().map(point).collect(), threshold }
}

/// The scales that ship, the default first.
///
/// Sources: fist to five as practised in consensus circles; the gradients of agreement of Sam Kaner and others
/// (Community At Work, 1987); consent as sociocracy has it.
#[must_use]
pub fn shipped_scales() -> Vec<Scale> {
    use Stance::{Abstain, Agree, NotYet, Object, Reserve};
    let fist = [
        ('5', "all for it", Agree),
        ('4', "good", Agree),
        ('3', "can live with it", Reserve),
        ('2', "wants to talk first", NotYet),
        ('1', "serious doubts", NotYet),
        ('0', "fist: blocks it", Object),
    ];
    let gradients = [
        ('1', "endorses it", Agree),
        ('2', "agrees, with a minor point", Agree),
        ('3', "supports it with reservations", Reserve),
        ('4', "does not like it, but will support it", Reserve),
        ('5', "abstains", Abstain),
        ('6', "more discussion needed", NotYet),
        ('7', "serious disagreement", Object),
        ('8', "veto", Object),
    ];
    let live = [('a', "agree", Agree), ('r', "reserve: can live with it", Reserve), ('o', "object", Object)];
    let consent = [('c', "consent", Agree), ('s', "stands aside", Abstain), ('o', "objects", Object)];
    vec![
        scale("fist-to-five", "Fist to five", '3', &fist),
        scale("gradients", "Gradients of agreement", '4', &gradients),
        scale("can-live-with", "Can live with it", 'a', &live),
        scale("consent", "Consent or objection", 'c', &consent),
    ]
}
