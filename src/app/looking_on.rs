//! An evening that another Parlor runs, as it is in that one's journal.

use super::{live::Side, msg::Now};
use crate::{
    library::{Glimpse, SessionId},
    session::{At, Session, Span, State},
};

/// How often the journal of the other is read.
const EVERY: Span = Span::from_secs(1);

/// An evening to look at, and to keep one's hands off.
#[derive(Clone, Debug)]
pub struct LookingOn {
    /// Its name for life.
    pub id: SessionId,
    /// Whether the other Parlor is still there.
    pub in_use: bool,
    /// What the right column shows.
    pub side: Side,
    session: Session,
    alive: At,
    /// Whether an answer is under way.
    pub(super) asked: bool,
}

impl LookingOn {
    /// What was seen; `None` if the journal does not begin with an opening.
    #[must_use]
    pub fn new(glimpse: Glimpse) -> Option<Self> {
        let Glimpse { id, log, alive, in_use } = glimpse;
        let session = Session::replay(log)?;
        Some(Self { id, in_use, side: Side::default(), session, alive, asked: false })
    }

    /// What is seen now.
    pub(super) fn look(&mut self, glimpse: Glimpse) {
        self.asked = false;
        self.in_use = glimpse.in_use;
        self.alive = glimpse.alive;
        // The journal only grows.
        if glimpse.log.len() != self.session.log().len()
            && let Some(session) = Session::replay(glimpse.log)
        {
            self.session = session;
        }
    }

    /// What the log says.
    #[must_use]
    pub const fn state(&self) -> &State {
        self.session.state()
    }

    /// Session time, by the clock on the wall: both programs read the same one, and the other says when it was set. It
    /// stands at what is known for certain once the other is gone.
    #[must_use]
    pub fn at(&self, now: &Now) -> At {
        let known = self.alive.max(self.session.last());
        let state = self.state();
        match state.anchors.last().filter(|_| self.in_use && !state.is_ended()) {
            None => known,
            Some(anchor) => {
                let since = u64::try_from((now.wall - anchor.wall).num_milliseconds()).unwrap_or(0);
                anchor.at.plus(Span::from_millis(since)).max(known)
            }
        }
    }

    /// When the journal is read again.
    #[must_use]
    pub const fn wakes_in() -> Span {
        EVERY
    }
}
