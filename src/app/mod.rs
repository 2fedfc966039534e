//! The screens.

mod effect;
mod msg;

pub use effect::{Effect, Source};
pub use msg::{Mono, Msg, Now, SaveTrouble};
