//! Notes: what was said, in the speaker's own words, one line and Enter.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, de::IntoDeserializer};

use super::{
    event::PhaseIndex,
    ids::{NoteId, PersonId, TurnId, Who},
    roster::Roster,
    rule::RecordRule,
    text::clean,
    time::At,
};

/// What sort of thing was said: one short word, without the `#`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct NoteKind(String);

/// The kinds that the note line offers with Tab, the plain one first.
pub const KINDS: [&str; 9] = ["note", "story", "need", "fear", "hope", "idea", "question", "quote", "process"];

/// The most letters that a kind may have.
const LONGEST_KIND: usize = 24;

impl NoteKind {
    /// A kind from a word with or without its `#`: letters, digits and hyphens, a letter first, in lower case.
    #[must_use]
    pub fn new(word: &str) -> Option<Self> {
        let word = word.trim_start_matches('#').to_lowercase();
        let fits = word.starts_with(char::is_alphabetic) && word.chars().count() <= LONGEST_KIND;
        (fits && word.chars().all(|c| c.is_alphanumeric() || c == '-')).then_some(Self(word))
    }

    /// The word, without `#`.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.0
    }

    /// Whether this is the plain kind that needs no tag.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0 == KINDS[0]
    }

    /// The next of [`KINDS`]; after a word of the moderator's own, the first.
    #[must_use]
    pub fn next(&self) -> Self {
        let place = KINDS.iter().position(|kind| *kind == self.0).map_or(0, |place| (place + 1) % KINDS.len());
        Self(KINDS[place].to_owned())
    }
}

impl Default for NoteKind {
    fn default() -> Self {
        Self(KINDS[0].to_owned())
    }
}

impl<'de> Deserialize<'de> for NoteKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::new(&word)
            .ok_or_else(|| de::Error::custom("a kind is one word of letters, digits and hyphens, a letter first"))
    }
}

/// Whose words these are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Speaker<W> {
    /// Whoever has the floor at that moment. Not yet a name: when a wrong *next* is undone, what was noted meanwhile
    /// belongs to the one who was really speaking.
    Floor,
    /// This person.
    Person(W),
    /// Nobody in particular.
    #[default]
    Nobody,
}

const FLOOR: &str = "floor";
const NOBODY: &str = "nobody";

impl<W: Serialize> Serialize for Speaker<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Floor => serializer.serialize_str(FLOOR),
            Self::Person(who) => who.serialize(serializer),
            Self::Nobody => serializer.serialize_str(NOBODY),
        }
    }
}

impl<'de, W: Deserialize<'de>> Deserialize<'de> for Speaker<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            FLOOR => Ok(Self::Floor),
            NOBODY => Ok(Self::Nobody),
            who => W::deserialize(who.into_deserializer()).map(Self::Person),
        }
    }
}

impl<W: JsonSchema> JsonSchema for Speaker<W> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Speaker".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a person's id, `withheld`, `nobody`, or `floor` for whoever was speaking",
            "pattern": "^(p[0-9]+|withheld|nobody|floor)$"
        })
    }
}

/// A note as the fold knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which note.
    pub id: NoteId,
    /// When it was taken.
    pub at: At,
    /// The strictest rule under which it was taken or edited.
    pub rule: RecordRule,
    /// What sort of thing was said.
    pub kind: NoteKind,
    /// Who said it; nobody in particular if `None`.
    pub speaker: Option<Who>,
    /// The turn during which it was taken.
    pub turn: Option<TurnId>,
    /// The phase in which it was taken.
    pub phase: PhaseIndex,
    /// Whether the group released it.
    pub released: bool,
    /// The words.
    pub text: String,
}

/// A line as it was typed, taken apart: `@Hanan #need to be believed`, `@Hanan: to be believed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The kind named by a `#word` that stands first or last.
    pub kind: Option<NoteKind>,
    /// The person named by an `@name` that stands first, if one person in the room is called that or has that call key.
    pub speaker: Option<PersonId>,
    /// What stands behind an `@` at the front and names nobody, or more than one.
    pub unknown: Option<String>,
    /// The rest.
    pub text: String,
}

/// Takes a typed note apart. What is not understood stays in the text.
#[must_use]
pub fn parse(line: &str, roster: &Roster) -> Typed {
    let mut rest = clean(line);
    let (mut kind, mut speaker) = (None, None);
    loop {
        let (first, tail) = rest.split_once(char::is_whitespace).unwrap_or((&rest, ""));
        if let Some(word) = first.strip_prefix('#').filter(|_| kind.is_none()).and_then(NoteKind::new) {
            kind = Some(word);
        } else if let Some(person) =
            first.strip_prefix('@').filter(|_| speaker.is_none()).and_then(|n| named(n, roster))
        {
            speaker = Some(person);
        } else {
            break;
        }
        rest = tail.trim_start().to_owned();
    }
    if kind.is_none()
        && let Some((head, word)) = rest.rsplit_once(char::is_whitespace)
        && let Some(found) = word.strip_prefix('#').and_then(NoteKind::new)
    {
        kind = Some(found);
        rest = head.trim_end().to_owned();
    }
    let unknown =
        rest.split_whitespace().next().and_then(|first| first.strip_prefix('@')).filter(|name| !name.is_empty());
    Typed { kind, speaker, unknown: unknown.map(str::to_owned), text: rest }
}

fn named(name: &str, roster: &Roster) -> Option<PersonId> {
    let name = name.trim_end_matches([':', ',']);
    let mut chars = name.chars();
    let by_key = match (chars.next(), chars.next()) {
        (Some(key), None) => roster.by_key(key),
        _ => None,
    };
    by_key.or_else(|| roster.by_name(name)).map(|person| person.id)
}
