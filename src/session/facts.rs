//! The closed list of facts, each with the key under which it stands in a file.

use std::{fmt, marker::PhantomData};

use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer, de,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};

use super::{
    board::{BOARD_KEYS, BoardFact},
    event::{Accepted, Called, Noted, PhaseIndex, SavedEntry, TurnBy, Wall},
    ids::{AskId, TurnId},
    lanes::{AskNamed, Asked, LaneCalled, TurnNamed},
    pace::Replanned,
    pieces::Piece,
    plan::OrderRule,
    queue_acts::{MovedDown, SpeakersList},
    quiet::{QuietBegan, QuietKind},
    rule::RecordRule,
    rules::RuleChanged,
    time::{At, Span},
};

/// Makes a closed list of facts from lines `Variant(payload) = "key"`: the enum, its keys, and how it stands in a file. Facts
/// of another list may be among them.
macro_rules! keyed_facts {
    (
        $(#[$meta:meta])* $name:ident, $keys:ident:
        $($(#[$doc:meta])* $variant:ident($payload:ty) = $key:literal,)*
        $(=> $(#[$others_doc:meta])* $others:ident($inner:ident))?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name<W> {
            $($(#[$doc])* $variant($payload),)*
            $($(#[$others_doc])* $others($inner<W>),)?
        }

        /// The keys of these facts, as files write them.
        pub const $keys: &[&str] = &[$($key),*];

        impl<W: serde::Serialize> $name<W> {
            pub(in crate::session) fn put<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                match self {
                    $(Self::$variant(payload) => map.serialize_entry($key, payload),)*
                    $(Self::$others(fact) => fact.put(map),)?
                }
            }
        }

        impl<'de, W: serde::Deserialize<'de>> $name<W> {
            /// The fact under this key; `None` if none of these has it.
            pub(in crate::session) fn take<A: serde::de::MapAccess<'de>>(
                key: &str,
                map: &mut A,
            ) -> Result<Option<Self>, A::Error> {
                match key {
                    $($key => map.next_value().map(|payload| Some(Self::$variant(payload))),)*
                    $(_ if $inner::<W>::has(key) => Ok($inner::take(key, map)?.map(Self::$others)),)?
                    _ => Ok(None),
                }
            }
        }

        impl<W: schemars::JsonSchema> $name<W> {
            pub(in crate::session) fn schemas(
                generator: &mut schemars::SchemaGenerator,
            ) -> Vec<(&'static str, schemars::Schema)> {
                [
                    vec![$(($key, generator.subschema_for::<$payload>()),)*],
                    $($inner::<W>::schemas(generator),)?
                ].concat()
            }
        }

        impl<W> $name<W> {
            /// Whether a fact of this list stands under this key.
            #[must_use]
            pub fn has(key: &str) -> bool {
                $keys.contains(&key)$( || $inner::<W>::has(key))?
            }
        }
    };
}

pub(super) use keyed_facts;

keyed_facts! {
    /// A fact about the dialogue that a record may keep; `W` is how it points at a person.
    Fact, OWN_KEYS:
    /// The group accepted its ground rules.
    AgreementsAccepted(Accepted) = "agreements",
    /// A phase of the plan began; the one before it is over, a running turn is not.
    PhaseBegan(PhaseIndex) = "phase",
    /// Another go-round began in the same phase; rounds are counted from one within the session. The first begins with
    /// its phase.
    RoundBegan(u32) = "round",
    /// The order rule of the phase in front is another from now on.
    OrderChanged(OrderRule) = "order",
    /// Who sits in the inner circle, or who tells, in this order; each time the whole list.
    Chosen(Vec<W>) = "chosen",
    /// A person asked to speak.
    HandRaised(W) = "hand_raised",
    /// A person does not ask any more.
    HandLowered(W) = "hand_lowered",
    /// Several hands went up at once, those heard least first.
    HandsRaised(Vec<W>) = "hands_raised",
    /// A person let another go first.
    HandMovedDown(MovedDown<W>) = "hand_moved_down",
    /// The moderator put a person first.
    PutFirst(W) = "put_first",
    /// A person will have the last word, after everybody who waits.
    LastWord(W) = "last_word",
    /// The list of those who wait is open, near its end, or closed from now on.
    List(SpeakersList) = "list",
    /// Somebody asked to speak ahead of the queue.
    Asked(Asked<W>) = "asked",
    /// It is known now who asked.
    AskNamed(AskNamed<W>) = "ask_named",
    /// Whoever asked does not ask any more.
    AskDropped(AskId) = "ask_dropped",
    /// Somebody was given the floor ahead of the queue.
    LaneCalled(LaneCalled<W>) = "lane_called",
    /// It is known now whose turn that was.
    TurnNamed(TurnNamed<W>) = "turn_named",
    /// The queue is held, to stay with the remark of this turn.
    StayedWith(TurnId) = "stayed_with",
    /// The queue goes on at the same place.
    WentOn(TurnId) = "went_on",
    /// Whoever spoke goes back to their place in the queue; what they said stays.
    PutBack(TurnId) = "put_back",
    /// A person declined in a go-round.
    Passed(W) = "passed",
    /// A person declined in a go-round, and wants to be asked again at its end.
    PassedForNow(W) = "passed_for_now",
    /// Somebody was given the floor.
    Called(Called<W>) = "called",
    /// Whoever was called began to speak.
    Started(TurnId) = "started",
    /// The start was put back: the speaker had begun before the key was pressed.
    StartPutBack(TurnBy) = "start_put_back",
    /// The clock of the turn stands.
    Paused(TurnId) = "paused",
    /// The clock of the turn runs again.
    Resumed(TurnId) = "resumed",
    /// The speaker was interrupted: the clock stands, and the lost seconds are theirs.
    Interrupted(TurnId) = "interrupted",
    /// The interruption had begun before the key was pressed.
    InterruptionPutBack(TurnBy) = "interruption_put_back",
    /// The turn got more time.
    Extended(TurnBy) = "extended",
    /// The turn got less time.
    Shortened(TurnBy) = "shortened",
    /// The turn is over and the floor is empty.
    TurnEnded(TurnId) = "turn_ended",
    /// The room is quiet together from now on: silence, or a pause that anyone may call.
    QuietBegan(QuietBegan) = "quiet",
    /// The quiet is over.
    QuietEnded(QuietKind) = "quiet_ended",
    /// The empty floor of the last so many moments was silence.
    SilenceCounted(Span) = "silence_counted",
    /// The clock of the next speaker starts after this breath; nothing long means none.
    Breath(Span) = "breath",
    /// Turns in the phase in front are so long from now on.
    TurnLength(Span) = "turn_length",
    /// Each party has so much time in the phase in front; nothing long means no limit.
    PartyTime(Span) = "party_time",
    /// Phases got other lengths.
    Replanned(Replanned) = "replanned",
    /// Another moderator has the chair.
    ChairTaken(W) = "chair",
    /// A note was taken.
    Noted(Noted<W>) = "noted",
    /// A person left the room.
    Left(W) = "left",
    /// A person came back.
    Returned(W) = "returned",
    /// The program was away until this wall time; a turn that was running stands.
    GapUntil(Wall) = "gap_until",
    /// The time that the program was away goes to the turn that it found, which runs on: its speaker was heard all the while.
    AwayCounted(TurnBy) = "away_counted",
    /// The clock of the computer was set, by a person, a time server or a change to summer time: from here on it is this wall
    /// time. A label: nothing else changes.
    ClockSet(Wall) = "clock_set",
    /// The record rule is another from now on.
    RuleChanged(RuleChanged) = "rule_changed",
    /// The record rule was read aloud.
    RuleRead(RecordRule) = "rule_read",
    /// Nothing is kept from now on; in a sealed file, for so long.
    OffRecord(Option<Span>) = "off_record",
    /// The group released a piece of what was said: it may stand in the sealed file, without names.
    Released(Piece) = "released",
    /// A piece of what was said was struck; nothing is left of it.
    Struck(Piece) = "struck",
    /// The clocks were stopped at this wall time.
    Ended(Wall) = "ended",
    /// The evening went on after all, at this wall time.
    Continued(Wall) = "continued",
    =>
    /// Anything about the common-ground board.
    Board(BoardFact)
}

impl<W> Fact<W> {
    /// Whether `u` takes this back.
    #[must_use]
    pub const fn is_undoable(&self) -> bool {
        match self {
            Self::Board(fact) => fact.is_undoable(),
            Self::PhaseBegan(_)
            | Self::RoundBegan(_)
            | Self::OrderChanged(_)
            | Self::Chosen(_)
            | Self::HandRaised(_)
            | Self::HandLowered(_)
            | Self::HandsRaised(_)
            | Self::HandMovedDown(_)
            | Self::PutFirst(_)
            | Self::LastWord(_)
            | Self::List(_)
            | Self::Asked(_)
            | Self::AskNamed(_)
            | Self::AskDropped(_)
            | Self::LaneCalled(_)
            | Self::TurnNamed(_)
            | Self::StayedWith(_)
            | Self::WentOn(_)
            | Self::PutBack(_)
            | Self::Interrupted(_)
            | Self::InterruptionPutBack(_)
            | Self::Passed(_)
            | Self::PassedForNow(_)
            | Self::Called(_)
            | Self::Started(_)
            | Self::StartPutBack(_)
            | Self::Paused(_)
            | Self::Resumed(_)
            | Self::Extended(_)
            | Self::Shortened(_)
            | Self::TurnEnded(_)
            | Self::AwayCounted(_)
            | Self::QuietBegan(_)
            | Self::QuietEnded(_)
            | Self::SilenceCounted(_)
            | Self::Breath(_)
            | Self::TurnLength(_)
            | Self::PartyTime(_)
            | Self::Replanned(_)
            | Self::ChairTaken(_)
            | Self::Left(_)
            | Self::Released(_)
            | Self::Returned(_) => true,
            Self::AgreementsAccepted(_)
            | Self::Noted(_)
            | Self::GapUntil(_)
            | Self::ClockSet(_)
            | Self::RuleChanged(_)
            | Self::RuleRead(_)
            | Self::OffRecord(_)
            | Self::Struck(_)
            | Self::Ended(_)
            | Self::Continued(_) => false,
        }
    }
}

/// The keys of all facts, as files write them.
pub const FACT_KEYS: &[&str] = &{
    let mut all = [""; OWN_KEYS.len() + BOARD_KEYS.len()];
    let mut place = 0;
    while place < all.len() {
        all[place] = if place < OWN_KEYS.len() { OWN_KEYS[place] } else { BOARD_KEYS[place - OWN_KEYS.len()] };
        place += 1;
    }
    all
};

/// A key that no fact has is refused by name.
fn known<T, E: de::Error>(key: &str, fact: Option<T>) -> Result<T, E> {
    fact.ok_or_else(|| E::unknown_variant(key, FACT_KEYS))
}

impl<W: Serialize> Serialize for Fact<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        self.put(&mut map)?;
        map.end()
    }
}

impl<'de, W: Deserialize<'de>> Deserialize<'de> for Fact<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneFact<W>(PhantomData<W>);

        impl<'de, W: Deserialize<'de>> Visitor<'de> for OneFact<W> {
            type Value = Fact<W>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one fact under its key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fact<W>, A::Error> {
                let key: String = map.next_key()?.ok_or_else(|| de::Error::missing_field("a fact"))?;
                known(&key, Fact::take(&key, &mut map)?)
            }
        }

        deserializer.deserialize_map(OneFact(PhantomData))
    }
}

/// A line of a sealed log is flat: `at`, the fact under its own key, and `rule` where it differs from the session's. The
/// session's rule is not known here, so the rule is always written and read; the file module leaves it out where it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlatEntry {
    /// When.
    pub at: At,
    /// The rule, where it is not the session's.
    pub rule: Option<RecordRule>,
    /// What happened.
    pub event: Fact<super::ids::Who>,
}

impl FlatEntry {
    /// The entry as it is written below a header with this record rule.
    #[must_use]
    pub fn below(header: RecordRule, entry: &SavedEntry) -> Self {
        let rule = (entry.rule != header).then_some(entry.rule);
        Self { at: entry.at, rule, event: entry.event.clone() }
    }

    /// The entry as it is meant below a header with this record rule.
    #[must_use]
    pub fn resolve(self, header: RecordRule) -> SavedEntry {
        SavedEntry { at: self.at, rule: self.rule.unwrap_or(header), event: self.event }
    }
}

impl Serialize for FlatEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2 + usize::from(self.rule.is_some())))?;
        map.serialize_entry("at", &self.at)?;
        if let Some(rule) = &self.rule {
            map.serialize_entry("rule", rule)?;
        }
        self.event.put(&mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for FlatEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Flat;

        impl<'de> Visitor<'de> for Flat {
            type Value = FlatEntry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a line of the log: `at`, and one fact under its key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FlatEntry, A::Error> {
                let (mut at, mut rule, mut event) = (None, None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "at" => at = Some(map.next_value()?),
                        "rule" => rule = Some(map.next_value()?),
                        _ if event.is_some() => {
                            return Err(de::Error::custom(format_args!(
                                "a second fact `{key}` in one line of the log"
                            )));
                        }
                        fact => event = Some(known(fact, Fact::take(fact, &mut map)?)?),
                    }
                }
                Ok(FlatEntry {
                    at: at.ok_or_else(|| de::Error::missing_field("at"))?,
                    rule,
                    event: event.ok_or_else(|| de::Error::custom("this line of the log says no fact"))?,
                })
            }
        }

        deserializer.deserialize_map(Flat)
    }
}

impl JsonSchema for FlatEntry {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LogEntry".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut properties = serde_json::Map::new();
        properties.insert("at".into(), generator.subschema_for::<At>().to_value());
        properties.insert("rule".into(), generator.subschema_for::<RecordRule>().to_value());
        let mut one_of = Vec::new();
        for (key, schema) in Fact::<super::ids::Who>::schemas(generator) {
            properties.insert(key.into(), schema.to_value());
            one_of.push(serde_json::json!({ "required": [key] }));
        }
        schemars::json_schema!({
            "type": "object",
            "description": "one fact, under its own key, at its time",
            "properties": properties,
            "additionalProperties": false,
            "required": ["at"],
            "oneOf": one_of
        })
    }
}
