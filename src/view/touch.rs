//! What can be touched with the mouse, as the last frame shows it.

use std::cell::RefCell;

use ratatui::layout::{Position, Rect};

use crate::app::Touch;

thread_local! {
    /// The regions of a frame are drawn in many places; each says here what it is. What is drawn last lies on top.
    static MARKED: RefCell<Vec<(Rect, Touch)>> = const { RefCell::new(Vec::new()) };
}

/// Nothing can be touched any more: another frame begins, or something lies over what was there.
pub(super) fn clear() {
    MARKED.with_borrow_mut(Vec::clear);
}

/// This stands here.
pub(super) fn mark(area: Rect, target: Touch) {
    MARKED.with_borrow_mut(|marked| marked.push((area, target)));
}

/// The rows of an area from its top, one each.
pub(super) fn mark_rows(area: Rect, targets: impl Iterator<Item = Option<Touch>>) {
    for (target, y) in targets.zip(area.top()..area.bottom()) {
        if let Some(target) = target {
            mark(Rect { y, height: 1, ..area }, target);
        }
    }
}

/// What stands at this column and row of the last frame.
#[must_use]
pub fn touched(column: u16, row: u16) -> Option<Touch> {
    let place = Position::new(column, row);
    MARKED.with_borrow(|marked| marked.iter().rev().find(|(area, _)| area.contains(place)).map(|(_, target)| *target))
}
