//! The people of a session, their parties, seats and call keys.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ids::PersonId, lenient::or_default, text::fold, time::At};

/// What a person is in the room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Speaks for themselves.
    #[default]
    Participant,
    /// Runs the evening; may belong to a party. Counted in airtime, not asked in a go-round.
    Moderator,
    /// Writes down what is said and reads wording back.
    Rapporteur,
    /// Listens, and does not speak unless admitted as a participant.
    Observer,
}

impl Role {
    /// Whether this person is asked in a go-round and missed when they have not spoken.
    #[must_use]
    pub const fn in_circle(self) -> bool {
        matches!(self, Self::Participant)
    }
}

/// A person of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Stays true when the name is corrected.
    pub id: PersonId,
    /// As the person is called in the room; not unique.
    pub name: String,
    /// The side the person names as theirs; nobody has to name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// What the person is in the room for.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_participant")]
    pub role: Role,
    /// Whether what they say has to be interpreted: their turns are longer, and count as what they said themselves.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_false")]
    pub interpreted: bool,
    /// The key that raises or lowers this person's hand in one press; assigned by seat.
    pub key: char,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
fn is_participant(role: &Role) -> bool {
    *role == Role::Participant
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A person together with what the log says of their presence. Seat order is the order in which members stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who it is.
    pub person: Person,
    /// When they came; nought for those who were there at the opening.
    pub joined: At,
    /// When they left, if they are away now.
    pub left: Option<At>,
}

impl Member {
    /// Whether the person is in the room.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        self.left.is_none()
    }

    /// Whether the person is asked in a go-round, and missed when not yet heard.
    #[must_use]
    pub const fn in_circle(&self) -> bool {
        self.is_present() && self.person.role.in_circle()
    }
}

/// Everybody who was ever in the room this session, in seat order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// In seat order, which is the order in which they were written down.
    pub members: Vec<Member>,
    /// Names and parties that were corrected or removed since: no record may hold these either where it keeps no names.
    former: Vec<String>,
    /// Those who were written down by mistake: an id is for life.
    removed: Vec<PersonId>,
}

/// Keys of people in the order in which they are given out: nine digits, nought for the tenth, then capitals.
///
/// Small letters stay with the acts, so that a person's key is one press and never an act.
pub const CALL_KEYS: &str = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The key of the `place`th person, counted from nought; a space once all are given out.
pub(super) fn call_key(place: usize) -> char {
    CALL_KEYS.chars().nth(place).unwrap_or(' ')
}

impl Roster {
    pub(super) const fn seating(members: Vec<Member>) -> Self {
        Self { members, former: Vec::new(), removed: Vec::new() }
    }

    pub(super) fn correct(&mut self, person: &Person) {
        let Some(member) = self.member_mut(person.id) else { return };
        let before = std::mem::replace(&mut member.person, person.clone());
        let said = [Some(before.name), before.party].into_iter().flatten();
        let is_now = [Some(&person.name), person.party.as_ref()];
        self.former.extend(said.filter(|word| !is_now.contains(&Some(word))));
    }

    pub(super) fn remove(&mut self, id: PersonId) {
        let Some(place) = self.place(id) else { return };
        let Person { name, party, .. } = self.members.remove(place).person;
        self.former.extend([Some(name), party].into_iter().flatten());
        self.removed.push(id);
    }

    /// Whether somebody was written down under this id by mistake.
    pub(super) fn was_removed(&self, id: PersonId) -> bool {
        self.removed.contains(&id)
    }

    /// Seats somebody elsewhere; the others close up.
    pub(super) fn move_seat(&mut self, id: PersonId, to: usize) {
        let Some(place) = self.place(id) else { return };
        let member = self.members.remove(place);
        self.members.insert(to.min(self.members.len()), member);
    }

    /// The seat of this person, counted from nought.
    #[must_use]
    pub fn place(&self, id: PersonId) -> Option<usize> {
        self.members.iter().position(|member| member.person.id == id)
    }

    /// Every name and every party that was ever written down this session.
    pub(super) fn ever_named(&self) -> impl Iterator<Item = &str> {
        let people = self.people().map(|person| person.name.as_str());
        people.chain(self.parties()).chain(self.former.iter().map(String::as_str))
    }

    /// The member with this id.
    #[must_use]
    pub fn member(&self, id: PersonId) -> Option<&Member> {
        self.members.iter().find(|member| member.person.id == id)
    }

    pub(super) fn member_mut(&mut self, id: PersonId) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.person.id == id)
    }

    /// The person with this id.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.member(id).map(|member| &member.person)
    }

    /// The people, in seat order.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.members.iter().map(|member| &member.person)
    }

    /// Those who are in the room, in seat order.
    pub fn present(&self) -> impl Iterator<Item = &Person> {
        self.members.iter().filter(|member| member.is_present()).map(|member| &member.person)
    }

    /// The person whose call key this is.
    #[must_use]
    pub fn by_key(&self, key: char) -> Option<&Person> {
        self.people().find(|person| person.key == key)
    }

    /// The one person who is called this; nobody if two share the name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Person> {
        let wanted = fold(name);
        let mut found = self.people().filter(|person| fold(&person.name) == wanted);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The parties, in the order in which their first person sits.
    #[must_use]
    pub fn parties(&self) -> Vec<&str> {
        distinct(self.people())
    }

    /// The parties of which somebody is in the room and not merely observing.
    #[must_use]
    pub fn parties_present(&self) -> Vec<&str> {
        distinct(self.present().filter(|person| person.role != Role::Observer))
    }

    /// The next call key that nobody has; a space once all are given out (the person is then reached by name).
    #[must_use]
    pub fn free_key(&self) -> char {
        CALL_KEYS.chars().find(|key| self.by_key(*key).is_none()).unwrap_or(' ')
    }

    /// The id for the next person.
    #[must_use]
    pub fn next_id(&self) -> PersonId {
        let given = self.people().map(|person| person.id).chain(self.removed.iter().copied());
        PersonId(given.map(|id| id.0).max().unwrap_or(0).saturating_add(1))
    }
}

fn distinct<'a>(people: impl Iterator<Item = &'a Person>) -> Vec<&'a str> {
    let mut parties: Vec<&str> = Vec::new();
    for party in people.filter_map(|person| person.party.as_deref()) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}
