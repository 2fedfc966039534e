//! Names for things that stay true for the life of a session. Two people may be called the same, so a name is never an id.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The text was not an id; holds what was expected and what was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id such as `{expected}`, found `{found}`")]
pub struct NotAnId {
    expected: &'static str,
    found: String,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal, $example:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.strip_prefix($letter)
                    .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
                    .and_then(|digits| digits.parse().ok())
                    .map(Self)
                    .ok_or_else(|| NotAnId { expected: $example, found: text.chars().take(40).collect() })
            }
        }

        super::as_text!($name);

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": concat!("^", $letter, "[0-9]+$") })
            }
        }
    };
}

id!(
    /// A person of this session: `p1`, `p2`, … in the order they were written down.
    PersonId, "p", "p1"
);
id!(
    /// One turn: `t1`, `t2`, … in the order of the calls.
    TurnId, "t", "t1"
);
id!(
    /// One note: `n1`, `n2`, …
    NoteId, "n", "n1"
);
id!(
    /// One statement on the common-ground board: `s1`, `s2`, … for life.
    StatementId, "s", "s1"
);

id!(
    /// One criticism of a wording: `c1`, `c2`, …
    CriticismId, "c", "c1"
);
id!(
    /// One follow-up: `f1`, `f2`, … for life, also across the evenings of a group.
    FollowUpId, "f", "f1"
);

/// Where the item with this id stands in a list. Ids are given out in the order of the list, so that it need not be searched
/// from its beginning; a file by another hand may have its own order.
pub(super) fn place_of<T, I: Ord>(list: &[T], id: &I, id_of: impl Fn(&T) -> I) -> Option<usize> {
    let place = list.binary_search_by(|item| id_of(item).cmp(id)).ok();
    place.or_else(|| list.iter().position(|item| id_of(item) == *id))
}

/// The position of an entry in the log of a session, counted from nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Seq(pub u32);

/// Who did something, as far as the record rule lets it be said.
///
/// There are no stable pseudonyms: one known turn would name all the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// This person.
    Named(PersonId),
    /// Somebody; the record rule keeps the name.
    Withheld,
}

impl Who {
    /// The person, if the name was kept.
    #[must_use]
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Named(person) => Some(person),
            Self::Withheld => None,
        }
    }
}

impl From<PersonId> for Who {
    fn from(person: PersonId) -> Self {
        Self::Named(person)
    }
}

const WITHHELD: &str = "withheld";

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(person) => person.fmt(f),
            Self::Withheld => f.write_str(WITHHELD),
        }
    }
}

impl FromStr for Who {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text == WITHHELD { Ok(Self::Withheld) } else { text.parse().map(Self::Named) }
    }
}

super::as_text!(Who);

impl schemars::JsonSchema for Who {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Who".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a person's id, or `withheld` where the record rule keeps the name",
            "pattern": "^(p[0-9]+|withheld)$"
        })
    }
}
