//! What the group releases of a statement, and how a sealed file says it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BoardFact, Bracketed, Confirmed, Formulated, Held, Parked, Standing, Statement};
use crate::session::ids::StatementId;

/// What the group released of a statement: the wording that it had in the end. Only a sealed file says this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Told {
    /// Which statement.
    pub statement: StatementId,
    /// As it stands.
    pub wording: String,
}

impl Statement {
    /// What a sealed file says of it once it was released: its wording and where it stands, without names and without how it
    /// came about.
    pub(in crate::session) fn as_released<W>(&self) -> Vec<BoardFact<W>> {
        let statement = self.id;
        let mut facts = vec![BoardFact::Told(Told { statement, wording: self.wording().to_owned() })];
        match &self.standing {
            Standing::Proposed | Standing::Testing => {}
            Standing::CommonGround { provisional, .. } => {
                let provisional = *provisional;
                facts.push(BoardFact::CommonGround(Confirmed { statement, confirmed_by: Vec::new(), provisional }));
            }
            Standing::CanLiveWith { provisional, .. } => {
                let provisional = *provisional;
                facts.push(BoardFact::CanLiveWith(Confirmed { statement, confirmed_by: Vec::new(), provisional }));
            }
            Standing::Held { why } => {
                facts.extend((1..).zip(&self.formulations).map(|(side, formulation)| {
                    let text = formulation.text.clone();
                    BoardFact::Formulated(Formulated { statement, side, party: None, text })
                }));
                facts.push(BoardFact::HeldDifference(Held { statement, why: why.clone() }));
            }
            Standing::Bracketed { kind, text, .. } => {
                let (kind, text) = (*kind, text.clone());
                facts.push(BoardFact::Bracketed(Bracketed { statement, kind, text, supporters: Vec::new() }));
            }
            Standing::Parked { reason, until } => {
                facts.push(BoardFact::Parked(Parked { statement, reason: reason.clone(), until: *until }));
            }
            Standing::Withdrawn { .. } => facts.push(BoardFact::Withdrawn(statement)),
        }
        facts
    }
}
