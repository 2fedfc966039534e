//! Reading files that a person may have edited.

use serde::{Deserialize, Deserializer};

/// A key that stands there with nothing behind it counts as one that does not stand there.
///
/// # Errors
/// What the deserializer says of a value that is there and does not fit.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
