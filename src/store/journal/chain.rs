//! What a journal file says, as far as it can be believed.

use std::collections::BTreeMap;

use super::line::{Body, Link, Whole};
use crate::{
    library::{Draft, SessionId},
    session::{At, Entry},
};

/// The longest run of whole lines from the beginning of a journal, each hanging on the one before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Chain {
    /// The acts, in order.
    pub(super) entries: Vec<Entry>,
    /// What was typed and not entered.
    pub(super) drafts: Vec<Draft>,
    /// The last moment of which it says that the program was alive.
    pub(super) alive: Option<At>,
    /// How many bytes from the beginning of the file are in order.
    pub(super) length: u64,
    /// Where the next line hangs.
    pub(super) link: Link,
    /// How many acts stand whole behind a gap: they cannot be joined to what came before.
    pub(super) missing: usize,
    /// How many bytes stand behind those that are in order.
    rest: u64,
    /// Whether lines of the run stand behind those that are in order.
    scattered: bool,
}

impl Chain {
    pub(super) fn read(bytes: &[u8], id: &SessionId) -> Self {
        let mut chain = Self::default();
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let Some(line) = Whole::read(&rest[..end], id).filter(|line| chain.link.take(line)) else { break };
            chain.say(line.body);
            rest = &rest[end + 1..];
            chain.length += end as u64 + 1;
        }
        chain.rest = rest.len() as u64;
        if chain.is_damaged() {
            chain.search(rest, id);
        }
        chain
    }

    /// Lines that stand twice, in another order, or behind something foreign still hang on one another.
    fn search(&mut self, rest: &[u8], id: &SessionId) {
        let whole = rest.split_inclusive(|byte| *byte == b'\n').filter_map(|line| line.strip_suffix(b"\n"));
        let whole = whole.filter_map(|line| Whole::read(line, id));
        let mut lines: BTreeMap<u64, Vec<Whole>> = BTreeMap::new();
        for line in whole.filter(|line| line.n >= self.link.next()) {
            lines.entry(line.n).or_default().push(line);
        }
        while let Some(candidates) = lines.remove(&self.link.next()) {
            let Some(line) = candidates.into_iter().find(|line| self.link.take(line)) else { break };
            self.scattered = true;
            self.say(line.body);
        }
        let behind = lines.into_values().flatten().filter(|line| matches!(line.body, Body::Entry(_)));
        self.missing = behind.count();
    }

    fn say(&mut self, body: Body) {
        match body {
            Body::Head { .. } => {}
            Body::Entry(entry) => self.entries.push(entry),
            Body::Drafts(drafts) => self.drafts = drafts,
            Body::Alive(at) => self.alive = self.alive.max(Some(at)),
        }
    }

    /// Whether something stands in the file that is not in order.
    pub(super) const fn is_damaged(&self) -> bool {
        self.rest > 0
    }

    /// Whether everything that is known stands in order at the beginning of the file, so that it can go on there.
    pub(super) const fn is_in_one_piece(&self) -> bool {
        !self.scattered && self.length > 0
    }
}
