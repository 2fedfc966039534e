//! Sealed sessions as text for people: pure.

mod memorandum;
mod plain;

pub use memorandum::memorandum;
pub use plain::show;
