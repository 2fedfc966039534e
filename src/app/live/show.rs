//! What the room display is given to show.

use super::{Asking, Front, Live};
use crate::{
    app::{effect::Effect, msg::Now},
    session::{RoomPage, RoomView, room_view},
};

/// By how many milliseconds two clocks may run apart before the room display is told again.
const APART: u64 = 100;

/// What the room display was given last: the view, and how far session time was from the clock of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    view: RoomView,
    offset: i64,
}

impl Live {
    /// Turns the room display to its other page; says whether that is the board.
    pub(in crate::app) const fn turn_room_page(&mut self) -> bool {
        self.room_has_board = !self.room_has_board;
        self.room_has_board
    }

    /// What the moderator lets the room see. On the second page a wording that is being read back stands alone.
    #[must_use]
    pub fn room_page(&self) -> RoomPage {
        if !self.room_has_board {
            return RoomPage::Floor;
        }
        match &self.front {
            Front::Board(asking) => match **asking {
                Asking::ReadBack { statement: Some(statement), .. } => RoomPage::Wording(statement),
                Asking::ReadBack { statement: None, .. } => RoomPage::Whole,
                _ => RoomPage::Board,
            },
            _ => RoomPage::Board,
        }
    }

    /// What the room display has to be told, if it shows something else by now. Behind the curtain, and while the program
    /// is stopped and can't say how it goes on, the room sees nothing.
    pub(in crate::app) fn show(&mut self, now: &Now, curtain: bool) -> Option<Effect> {
        let at = self.at(now);
        let view = if curtain || self.stopping {
            RoomView::Curtain
        } else {
            room_view(self.state(), at, self.room_page(), self.lengths.warning)
        };
        let offset = at.millis().cast_signed() - now.with_sleep.0.cast_signed();
        let stands =
            self.given.as_ref().is_some_and(|given| given.view == view && given.offset.abs_diff(offset) <= APART);
        if stands {
            return None;
        }
        self.given = Some(Given { view: view.clone(), offset });
        Some(Effect::Show { id: self.id.clone(), at, view: Box::new(view) })
    }
}
