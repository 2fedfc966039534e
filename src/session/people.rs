//! The box in which people are written down: `Jewish: Miriam, Tamar (moderator)` a line, or `Name, Party` a line.

use super::{
    roster::{Person, Role},
    text::{clean, clean_name, fold},
};

/// A person as they were written down: not yet an id, a seat or a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As they are called.
    pub name: String,
    /// The side they name as theirs.
    pub party: Option<String>,
    /// What they are in the room for.
    pub role: Role,
    /// Whether what they say has to be interpreted.
    pub interpreted: bool,
}

/// Lines that name no side: `other: Sr. Anne (observer)`.
const OTHER: [&str; 6] = ["other", "others", "none", "אחר", "אחרים", "آخرون"];

/// Everybody in the box, in seat order. Anything can be typed; what names nobody is left out.
///
/// `Party: name, name (role)` a line, `Name, Party` a line, a name a line; commas, semicolons and their Arabic forms
/// separate; `Party:` may also stand in the middle of a line. Two people of one name are two people. A party is spelled as
/// it was first, in `known` or here.
#[must_use]
pub fn read_people(text: &str, known: &[&str]) -> Vec<Written> {
    let text = clean(text);
    let lines: Vec<&str> = text.lines().map(without_bullet).filter(|line| !line.is_empty()).collect();
    let mut spelled: Vec<String> = known.iter().map(|&party| party.to_owned()).collect();
    let mut people: Vec<Written> = lines.iter().flat_map(|line| read_line(line, &lines, known)).collect();
    for party in people.iter_mut().filter_map(|person| person.party.as_mut()) {
        match spelled.iter().find(|other| fold(other) == fold(party)) {
            Some(first) => party.clone_from(first),
            None => spelled.push(party.clone()),
        }
    }
    people
}

/// Those who come when the evening runs: as [`read_people`], but `Sami, Palestinian` alone is a person and a side.
#[must_use]
pub fn read_arrivals(text: &str, known: &[&str]) -> Vec<Written> {
    let text = clean(text);
    match parts(&text)[..] {
        [name, party] if !text.contains([':', '：', '\n']) => read_people(&format!("{party}: {name}"), known),
        _ => read_people(&text, known),
    }
}

fn read_line(line: &str, all: &[&str], known: &[&str]) -> Vec<Written> {
    let parts = parts(line);
    if !line.contains(is_colon)
        && let [name, party] = parts[..]
        && names_a_party(party, all, known)
    {
        return written(name, party_name(party)).into_iter().collect();
    }
    let mut side = None;
    let mut people = Vec::new();
    for part in parts {
        let name = match part.split_once(is_colon) {
            Some((before, name)) => {
                side = party_name(before);
                name
            }
            None => part,
        };
        people.extend(written(name, side.clone()));
    }
    people
}

/// Whether `Name, X` on a line of its own means a person and a side: when every line has that shape, or the side is known
/// from another line. Otherwise `Miriam, Tamar` are two people.
fn names_a_party(side: &str, all: &[&str], known: &[&str]) -> bool {
    if side.contains(['(', '（']) {
        return false;
    }
    let wanted = fold(side);
    let is_headed =
        |line: &&str| line.split(is_separator).any(|p| p.split_once(is_colon).is_some_and(|(s, _)| fold(s) == wanted));
    let ends_so = |line: &&&str| {
        line.rsplit(is_separator).next().is_some_and(|last| fold(last) == wanted && last.len() < line.len())
    };
    let is_known = OTHER.contains(&wanted.as_str()) || known.iter().any(|party| fold(party) == wanted);
    let are_pairs = all.len() > 1 && all.iter().all(|line| !line.contains(is_colon) && parts(line).len() == 2);
    is_known || are_pairs || all.iter().any(is_headed) || all.iter().filter(ends_so).count() > 1
}

/// What stands between the separators; those in brackets separate nothing: `Layla (moderator, interpreted)`.
fn parts(line: &str) -> Vec<&str> {
    let (mut parts, mut begins, mut is_open) = (Vec::new(), 0, false);
    for (place, c) in line.char_indices() {
        match c {
            '(' => is_open = line[place..].contains(')'),
            ')' => is_open = false,
            c if is_separator(c) && !is_open => {
                parts.push(&line[begins..place]);
                begins = place + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&line[begins..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A line of a pasted list without its bullet or number.
fn without_bullet(line: &str) -> &str {
    let line = line.trim_start_matches(['-', '*', '•', '–', ' ']);
    let number = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let rest = line[number..].strip_prefix(['.', ')']).filter(|rest| number > 0 && rest.starts_with(' '));
    rest.unwrap_or(line).trim()
}

const fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '،' | '؛' | '，' | '、')
}

const fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn party_name(side: &str) -> Option<String> {
    let name = clean_name(side);
    (!name.is_empty() && !OTHER.contains(&fold(&name).as_str())).then_some(name)
}

fn written(text: &str, party: Option<String>) -> Option<Written> {
    let (name, role, interpreted) = split_role(text);
    let name = clean_name(name);
    name.contains(|c| !is_colon(c)).then_some(Written { name, party, role, interpreted })
}

/// Words in brackets that are not a role, or `interpreted`, belong to the name.
fn split_role(text: &str) -> (&str, Role, bool) {
    let plain = (text.trim(), Role::Participant, false);
    let Some((name, rest)) = plain.0.rsplit_once('(') else { return plain };
    let Some(words) = rest.strip_suffix(')') else { return plain };
    let (mut role, mut interpreted) = (None, false);
    for word in words.split(|c: char| is_separator(c) || c.is_whitespace()).filter(|word| !word.is_empty()) {
        match (read_role(word), is_short_for(&fold(word), "interpreted")) {
            (Some(read), _) if role.is_none() => role = Some(read),
            (None, true) => interpreted = true,
            _ => return plain,
        }
    }
    if role.is_none() && !interpreted {
        return plain;
    }
    (name, role.unwrap_or_default(), interpreted)
}

fn is_short_for(word: &str, name: &str) -> bool {
    word == name || (word.chars().count() >= 3 && name.starts_with(word))
}

fn read_role(word: &str) -> Option<Role> {
    let word = fold(word);
    let known = [
        ("participant", Role::Participant),
        ("moderator", Role::Moderator),
        ("rapporteur", Role::Rapporteur),
        ("observer", Role::Observer),
    ];
    known.into_iter().find(|(name, _)| is_short_for(&word, name)).map(|(_, role)| role)
}

/// The box for people who are known: the same text that [`read_people`] reads back to the same people, seats in order.
#[must_use]
pub fn write_people<'a>(people: impl Iterator<Item = &'a Person>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut last: Option<Option<&str>> = None;
    for person in people {
        let role = match person.role {
            Role::Participant => None,
            Role::Moderator => Some("moderator"),
            Role::Rapporteur => Some("rapporteur"),
            Role::Observer => Some("observer"),
        };
        let words: Vec<&str> = role.into_iter().chain(person.interpreted.then_some("interpreted")).collect();
        let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        let party = person.party.as_deref();
        let entry = format!("{}{words}", person.name);
        match lines.last_mut().filter(|_| last == Some(party)) {
            Some(line) => line.extend([", ", &entry]),
            None => lines.push(format!("{}: {entry}", party.unwrap_or(OTHER[0]))),
        }
        last = Some(party);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(text: &str) -> Vec<String> {
        let brief = |w: Written| format!("{}/{}/{:?}", w.name, w.party.unwrap_or_default(), w.role);
        read_people(text, &[]).into_iter().map(brief).collect()
    }

    #[test]
    fn a_party_a_line() {
        let text = "Jewish: Miriam, Tamar (moderator), Eitan\nPalestinian: Yousef (mod); Layla، Hanan\nother: Sr. Anne (observer)";
        assert_eq!(
            brief(text),
            [
                "Miriam/Jewish/Participant",
                "Tamar/Jewish/Moderator",
                "Eitan/Jewish/Participant",
                "Yousef/Palestinian/Moderator",
                "Layla/Palestinian/Participant",
                "Hanan/Palestinian/Participant",
                "Sr. Anne//Observer",
            ]
        );
    }

    #[test]
    fn a_person_a_line_and_a_pasted_list() {
        assert_eq!(brief("Miriam, Jewish\nEitan, Jewish"), ["Miriam/Jewish/Participant", "Eitan/Jewish/Participant"]);
        assert_eq!(brief("Jewish: Miriam\nEitan, jewish"), ["Miriam/Jewish/Participant", "Eitan/Jewish/Participant"]);
        assert_eq!(brief("Miriam\n\n  Yousef "), ["Miriam//Participant", "Yousef//Participant"]);
        assert_eq!(brief("Miriam, Tamar"), ["Miriam//Participant", "Tamar//Participant"]);
        assert_eq!(
            brief("Miriam, Jewish\nYousef, Palestinian"),
            ["Miriam/Jewish/Participant", "Yousef/Palestinian/Participant"]
        );
        assert_eq!(brief("1. Miriam\n- Yousef (mod)"), ["Miriam//Participant", "Yousef//Moderator"]);
        let sara = read_arrivals("Sara (observer), Jewish", &["jewish"]);
        assert_eq!((sara[0].name.as_str(), sara[0].party.as_deref(), sara.len()), ("Sara", Some("jewish"), 1));
        assert_eq!(brief("A: x; B: y"), ["x/A/Participant", "y/B/Participant"]);
    }

    #[test]
    fn two_people_of_one_name_are_two_people_and_nonsense_is_nobody() {
        assert_eq!(brief("X: Dana, Dana").len(), 2);
        assert_eq!(brief(":::,,;;\n"), [""; 0]);
        assert_eq!(brief("a\u{1b}[2Jb"), ["a[2Jb//Participant"]);
        assert_eq!(brief("Dana (from Haifa)"), ["Dana (from Haifa)//Participant"]);
        assert_eq!(
            brief("Dana (mod, interpreter of dreams), Lea"),
            ["Dana (mod, interpreter of dreams)//Participant", "Lea//Participant"]
        );
        assert_eq!(brief("Dana (mod, Lea"), ["Dana (mod//Participant", "Lea//Participant"]);
        assert_eq!(read_people("Layla (int) (x)", &[])[0].name, "Layla (int) (x)");
    }

    #[test]
    fn what_is_written_reads_back() {
        let text =
            "Jewish: Miriam (interpreted), Tamar (moderator, interpreted)\nother: Anne (observer)\nJewish: Eitan";
        let people: Vec<Person> = read_people(text, &[])
            .into_iter()
            .zip(1..)
            .map(|(w, n)| Person {
                id: super::super::PersonId(n),
                name: w.name,
                party: w.party,
                role: w.role,
                interpreted: w.interpreted,
                key: '1',
            })
            .collect();
        assert_eq!(write_people(people.iter()), text);
    }
}
