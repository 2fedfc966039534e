//! Sealed sessions as text for people: pure.

mod memorandum;
mod plain;

pub use memorandum::{NoMemorandum, memorandum};
pub use plain::show;
