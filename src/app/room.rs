//! The room display: what the people in the room see on a second screen. It knows what is shown to them, and nothing else of
//! the evening.

use super::{App, Screen, action::Action, effect::Effect, msg::Now};
use crate::{
    library::{OnShow, RoomNews},
    session::{At, RoomClock, RoomFloor, RoomView, Span},
};

/// The second screen.
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// What is on show; nothing while no evening runs.
    pub shown: Option<Box<OnShow>>,
    /// Why changes cannot be noticed here, if they can't.
    pub unwatched: Option<String>,
    /// Why nothing could be read, if that is so.
    pub trouble: Option<String>,
}

impl App {
    pub(super) fn hear_of_room(&mut self, news: RoomNews) -> Vec<Effect> {
        if let Screen::Room(room) = &mut self.screen {
            room.hear(news);
        }
        Vec::new()
    }
}

impl Room {
    /// Takes over what it is told.
    pub(super) fn hear(&mut self, news: RoomNews) {
        match news {
            RoomNews::Shown(shown) => (self.shown, self.trouble) = (shown, None),
            RoomNews::Unwatched(why) => self.unwatched = Some(why),
            RoomNews::Unreadable(why) => (self.shown, self.trouble) = (None, Some(why)),
        }
    }

    /// The moment of the session, if one is on show.
    #[must_use]
    pub fn at(&self, now: &Now) -> At {
        self.shown.as_ref().map_or(At::OPENING, |shown| shown.at(now.with_sleep.0))
    }

    fn clock(&self) -> Option<&RoomClock> {
        match &self.shown.as_ref()?.view {
            RoomView::Floor(RoomFloor { clock, .. }) => clock.as_ref(),
            RoomView::Curtain
            | RoomView::OffTheRecord
            | RoomView::Over
            | RoomView::Board(_)
            | RoomView::ReadBack(_) => None,
        }
    }

    /// When something visible changes without being told: the second of a clock that runs.
    #[must_use]
    pub fn wakes_in(&self, now: &Now) -> Option<Span> {
        self.clock()?.changes_in(self.at(now))
    }

    /// Whether the hint line should name an act: a screen on the wall has none.
    pub(super) const fn makes_sense(action: Action) -> bool {
        matches!(action, Action::Leave)
    }
}
