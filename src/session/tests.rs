//! The core from outside: events in, state out. [`evening::Evening`] says an evening in the words of the room.

mod agreement;
mod board;
mod evening;
mod fences;
mod floor;
mod lanes;
mod leaks;
mod notes;
mod one_text;
mod order;
mod pace;
mod phases;
mod random;
mod record;
mod room;
mod rules;
mod timeline;
mod wall;

use super::*;
use evening::{Evening, phase};

const fn secs(secs: u64) -> Span {
    Span::from_secs(secs)
}
