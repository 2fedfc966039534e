//! The whole program on a fake terminal with a hand-turned clock: the pictures, the loop, an evening by its keys.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that finds no disk should fail, and sets its own scene"
)]

mod bidi;
mod board;
mod clocks;
mod cycle;
mod evening;
mod group;
mod handing_on;
mod hints;
mod hour;
mod layouts;
mod leaving;
mod looking_on;
mod markers;
mod mouse;
mod pace;
mod palette;
mod pictures;
mod readme;
mod review;
mod room;
mod rules;
mod settings;
mod shelves;
mod stage;
mod themes;
mod trouble;
