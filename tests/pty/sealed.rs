//! A sealed file, read by another hand: `yaml_serde` is a port of libyaml and shares nothing with Parlor.

use yaml_serde::Value;

use crate::terminal::Folders;

/// What an independent reader makes of the one file in the library.
pub struct Sealed(Value);

impl Sealed {
    pub fn read(folders: &Folders) -> Self {
        let text = std::fs::read_to_string(folders.sealed()).expect("the sealed file");
        Self(yaml_serde::from_str(&text).expect("YAML"))
    }

    /// The scalars at the end of a path; `*` goes through a list.
    pub fn under(&self, path: &[&str]) -> Vec<String> {
        let mut found = vec![&self.0];
        for key in path {
            found = match *key {
                "*" => found.into_iter().filter_map(Value::as_sequence).flatten().collect(),
                key => found.into_iter().filter_map(|value| value.get(key)).collect(),
            };
        }
        found.into_iter().map(words).collect()
    }

    /// The log, one line an act, without its times.
    pub fn log(&self) -> Vec<String> {
        let log = self.0.get("log").and_then(Value::as_sequence).expect("a log");
        log.iter().map(act).collect()
    }
}

fn act(entry: &Value) -> String {
    let entry = entry.as_mapping().expect("an entry is a mapping");
    assert!(entry.get("at").is_some_and(Value::is_string), "times are text for every reader: {entry:?}");
    let facts: Vec<String> = entry
        .iter()
        .filter(|(key, _)| key.as_str() != Some("at"))
        .map(|(key, value)| match key.as_str() {
            // The wall clock is nobody's act.
            Some(label @ ("gap_until" | "ended" | "continued")) => format!("{label} …"),
            _ => format!("{} {}", words(key), words(value)),
        })
        .collect();
    facts.join(" ")
}

/// A value as its scalars, in order.
fn words(value: &Value) -> String {
    let join = |values: Vec<String>| values.join(" ");
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Sequence(values) => join(values.iter().map(words).collect()),
        Value::Mapping(pairs) => join(pairs.iter().map(|(_, value)| words(value)).collect()),
        Value::Null | Value::Tagged(_) => panic!("neither nulls nor tags are written: {value:?}"),
    }
}
