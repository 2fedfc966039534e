//! The JSON Schema of the session file, made from the types that read and write it.

use super::session_file::Document;

/// The schema as indented JSON.
///
/// # Panics
/// Never: a schema is plain data.
#[must_use]
pub fn session_schema() -> String {
    let schema = schemars::schema_for!(Document);
    serde_json::to_string_pretty(&schema).expect("a schema is plain data")
}
