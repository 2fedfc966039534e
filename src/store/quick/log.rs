//! What the log says in words, and how statements and promises stand in the end.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use memchr::memmem;

use super::{
    header::Header,
    lines::{Lines, said, spaces},
};
use crate::{
    library::{Extract, Passage, PassageKind, Summary, Target, stand},
    session::{At, FACT_KEYS, FollowUpId, NoteKind, PersonId, PhaseIndex, Progress, StandingKind, StatementId, Wall},
};

const BEGINS: &str = "  - at: ";

static KEYS: LazyLock<HashSet<&str>> = LazyLock::new(|| FACT_KEYS.iter().copied().collect());

/// Reads it; `None` if something in it is not in our hand.
pub(super) fn read(text: &str, header: Header) -> Option<Extract> {
    let next = memmem::Finder::new("\n  - ");
    let mut log = Log::below(header);
    let mut lines = Lines::of(text);
    while let Some(line) = lines.next() {
        log.at = line.strip_prefix(BEGINS)?.parse().ok()?;
        if lines.peek()?.starts_with("    rule: ") {
            lines.next();
        }
        let (key, raw) = lines.next()?.strip_prefix("    ")?.split_once(':')?;
        if !KEYS.contains(key) {
            return None;
        }
        log.fact(key, raw.strip_prefix(' ').unwrap_or(raw), &mut lines)?;
        if !lines.rest().starts_with(BEGINS) {
            let to = next.find(lines.rest().as_bytes()).map_or(lines.rest().len(), |at| at + 1);
            lines.skip_bytes(to);
        }
    }
    Some(log.end())
}

struct Log {
    header: Header,
    at: At,
    phase: PhaseIndex,
    anchors: Vec<(At, Wall)>,
    passages: Vec<Passage>,
    moments: Vec<At>,
    notes: usize,
    kinds: Vec<NoteKind>,
    board: Vec<(StatementId, StandingKind)>,
    promises: Vec<(FollowUpId, Progress)>,
}

/// The fields of a fact that say something in words or point at something.
#[derive(Default)]
struct Fields<'a> {
    id: &'a str,
    kind: &'a str,
    who: &'a str,
    words: Option<Cow<'a, str>>,
    more: Option<Cow<'a, str>>,
    party: Option<Cow<'a, str>>,
    until: bool,
    progress: &'a str,
    from: Vec<&'a str>,
}

impl Log {
    fn below(header: Header) -> Self {
        let anchors = vec![(At::OPENING, header.opened)];
        let passages = vec![Passage::new(Target::Session, PassageKind::Title, &header.title)];
        Self {
            header,
            at: At::OPENING,
            phase: PhaseIndex(0),
            anchors,
            passages,
            moments: vec![At::OPENING],
            notes: 0,
            kinds: Vec::new(),
            board: Vec::new(),
            promises: Vec::new(),
        }
    }

    fn fact<'a>(&mut self, key: &str, raw: &'a str, lines: &mut Lines<'a>) -> Option<()> {
        match key {
            "phase" => {
                let phase = raw.parse::<usize>().ok()?.checked_sub(1)?;
                self.phase = PhaseIndex(phase);
                return (phase < self.header.phases.len()).then_some(());
            }
            "gap_until" | "clock_set" | "continued" => {
                self.anchors.push((self.at, lines.text(raw, 4)?.parse().ok()?));
                return Some(());
            }
            "withdrawn" => return self.stands(raw.parse().ok()?, StandingKind::Withdrawn),
            "reopened" => return self.stands(raw.parse().ok()?, StandingKind::Proposed),
            // More follows from these than their words.
            "split" | "whole_confirmed" | "turn_named" => return None,
            "noted" | "proposed" | "merged" | "brought" | "reworded" | "formulated" | "held_difference"
            | "bracketed" | "parked" | "criticised" | "follow_up" | "follow_up_stands" | "common_ground"
            | "can_live_with" | "test_opened" => {}
            _ => return Some(()),
        }
        let fields = fields(lines)?;
        match key {
            "noted" => self.noted(fields),
            "follow_up" => self.promised(fields),
            "follow_up_stands" => {
                let progress = progress(fields.progress)?;
                let id: FollowUpId = fields.id.parse().ok()?;
                self.promises.iter_mut().filter(|(other, _)| *other == id).for_each(|(_, known)| *known = progress);
                Some(())
            }
            _ => self.on_the_board(key, fields),
        }
    }

    fn noted(&mut self, fields: Fields<'_>) -> Option<()> {
        let kind = self.kind(fields.kind)?;
        self.notes += 1;
        self.put(Target::Note(fields.id.parse().ok()?), PassageKind::Note(kind), fields.words?);
        self.idea_of(fields.who)
    }

    /// There are few kinds: each is made once.
    fn kind(&mut self, word: &str) -> Option<NoteKind> {
        if let Some(known) = self.kinds.iter().find(|known| known.word() == word) {
            return Some(known.clone());
        }
        let kind = NoteKind::new(word).filter(|kind| kind.word() == word)?;
        self.kinds.push(kind.clone());
        Some(kind)
    }

    fn promised(&mut self, fields: Fields<'_>) -> Option<()> {
        let id: FollowUpId = fields.id.parse().ok()?;
        self.put(Target::FollowUp(id), PassageKind::FollowUp, fields.words?);
        if !self.promises.iter().any(|(other, _)| *other == id) {
            self.promises.push((id, Progress::Open));
        }
        self.by(fields.who)
    }

    fn on_the_board(&mut self, key: &str, fields: Fields<'_>) -> Option<()> {
        let id: StatementId = fields.id.parse().ok()?;
        let target = Target::Statement(id);
        let kind = match key {
            "proposed" | "brought" | "merged" => {
                if self.standing(id).is_none() {
                    self.board.push((id, StandingKind::Proposed));
                }
                for from in fields.from {
                    self.stands(from.parse().ok()?, StandingKind::Withdrawn);
                }
                self.put(target, PassageKind::Statement, fields.words?);
                match key {
                    "proposed" => return self.idea_of(fields.who),
                    "brought" => self.reason(target, fields.more),
                    _ => {}
                }
                return if fields.until { self.stands(id, StandingKind::Parked) } else { Some(()) };
            }
            "reworded" => {
                self.put(target, PassageKind::Statement, fields.words?);
                self.reason(target, fields.more);
                StandingKind::Proposed
            }
            "formulated" => {
                self.put(target, PassageKind::Difference, fields.words?);
                let party = fields.party.and_then(super::lines::name);
                self.passages.last_mut()?.party = party;
                match self.standing(id) {
                    Some(StandingKind::Held) => StandingKind::Proposed,
                    _ => return Some(()),
                }
            }
            "criticised" => {
                for text in [fields.words, fields.more].into_iter().flatten() {
                    self.put(target, PassageKind::Criticism, text);
                }
                return Some(());
            }
            "common_ground" => StandingKind::CommonGround,
            "can_live_with" => StandingKind::CanLiveWith,
            "test_opened" => StandingKind::Testing,
            "held_difference" | "bracketed" | "parked" => {
                self.reason(target, fields.more.or(fields.words));
                match key {
                    "parked" => StandingKind::Parked,
                    "bracketed" => StandingKind::Bracketed,
                    _ => StandingKind::Held,
                }
            }
            _ => return None,
        };
        self.stands(id, kind)
    }

    fn standing(&self, id: StatementId) -> Option<StandingKind> {
        self.board.iter().find(|(other, _)| *other == id).map(|(_, kind)| *kind)
    }

    #[expect(clippy::unnecessary_wraps, reason = "it ends an arm of those that may fail")]
    fn stands(&mut self, id: StatementId, kind: StandingKind) -> Option<()> {
        if let Some((_, known)) = self.board.iter_mut().find(|(other, _)| *other == id) {
            *known = kind;
        }
        Some(())
    }

    fn reason(&mut self, target: Target, text: Option<Cow<'_, str>>) {
        if let Some(text) = text {
            self.put(target, PassageKind::Reason, text);
        }
    }

    fn put(&mut self, target: Target, kind: PassageKind, text: Cow<'_, str>) {
        let text = said(text);
        if text.is_empty() && !matches!(target, Target::Note(_) | Target::FollowUp(_)) && kind != PassageKind::Statement
        {
            return;
        }
        let mut passage = Passage::new(target, kind, "");
        (passage.text, passage.phase) = (text, Some(self.phase));
        self.passages.push(passage);
        self.moments.push(self.at);
    }

    /// Whose words the last passage is, unless the group thinks together.
    fn idea_of(&mut self, who: &str) -> Option<()> {
        if self.header.is_joint.get(self.phase.0) == Some(&true) { Some(()) } else { self.by(who) }
    }

    /// Whose words the last passage is.
    fn by(&mut self, who: &str) -> Option<()> {
        if matches!(who, "" | "nobody" | "withheld" | "unnamed") {
            return Some(());
        }
        let id: PersonId = who.parse().ok()?;
        if let Some(person) = self.header.people.iter().find(|person| person.id == id) {
            let passage = self.passages.last_mut()?;
            passage.speaker = Some(person.name.clone());
            passage.party.clone_from(&person.party);
        }
        Some(())
    }

    fn end(mut self) -> Extract {
        for (passage, at) in self.passages.iter_mut().zip(&self.moments).skip(1) {
            passage.when = self.anchors.iter().rev().find(|(anchor, _)| anchor <= at).map(|(anchor, wall)| {
                let since = i64::try_from(at.since(*anchor).millis()).unwrap_or(i64::MAX);
                let since = chrono::TimeDelta::try_milliseconds(since);
                since.and_then(|since| wall.checked_add_signed(since)).unwrap_or(*wall)
            });
        }
        let promised = |id| self.promises.iter().find(|(other, _)| *other == id).map(|(_, progress)| *progress);
        let stands = |id| self.board.iter().find(|(other, _)| *other == id).map(|(_, kind)| *kind);
        stand(&mut self.passages, stands, promised);
        let standing = |kind| self.board.iter().filter(|(_, other)| *other == kind).count();
        let summary = Summary {
            opened: self.header.opened,
            rule: self.header.rule,
            people: self.header.people.iter().map(|person| person.name.clone()).collect(),
            length: self.header.length,
            standing: StandingKind::ALL.map(standing),
            notes: self.notes,
            open_follow_ups: self.promises.iter().filter(|(_, progress)| *progress == Progress::Open).count(),
            title: self.header.title,
            series: self.header.series,
        };
        Extract { summary, phases: self.header.phases, passages: self.passages }
    }
}

/// The fields of the fact in front.
fn fields<'a>(lines: &mut Lines<'a>) -> Option<Fields<'a>> {
    let mut fields = Fields::default();
    while let Some(line) = lines.peek().filter(|line| line.starts_with("      ")) {
        lines.skip(line);
        if spaces(line) != 6 {
            return None;
        }
        let (key, raw) = line[6..].split_once(':')?;
        let raw = raw.strip_prefix(' ').unwrap_or(raw);
        match key {
            "from" if raw.is_empty() => {
                while let Some(item) = lines.peek().and_then(|line| line.strip_prefix("        - ")) {
                    fields.from.push(item);
                    lines.next();
                }
            }
            "note" | "statement" | "follow_up" | "into" => fields.id = raw,
            "kind" => fields.kind = raw,
            "speaker" | "who" => fields.who = raw,
            "text" | "wording" | "what" => fields.words = Some(lines.text(raw, 6)?),
            "reason" | "why" | "interest" => fields.more = Some(lines.text(raw, 6)?),
            "party" => fields.party = Some(lines.text(raw, 6)?),
            "until" => fields.until = true,
            "progress" => fields.progress = raw,
            // A list or a map; or a value that says nothing in words.
            _ if raw.is_empty() => lines.skip_deeper(8),
            _ => {}
        }
    }
    Some(fields)
}

fn progress(raw: &str) -> Option<Progress> {
    match raw {
        "open" => Some(Progress::Open),
        "done" => Some(Progress::Done),
        "dropped" => Some(Progress::Dropped),
        _ => None,
    }
}
