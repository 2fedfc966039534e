//! Sealed sessions as text for people: pure.

mod plain;

pub use plain::show;
