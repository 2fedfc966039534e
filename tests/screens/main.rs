//! The whole program on a fake terminal with a hand-turned clock: the pictures, the loop, an evening by its keys.

mod cycle;
mod evening;
mod hints;
mod pictures;
mod readme;
mod stage;
