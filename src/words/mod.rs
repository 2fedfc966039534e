//! Sentences in the interface's language.

mod load;

pub use load::{load_error, trouble};
