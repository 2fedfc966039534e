//! What a journal file says, as far as it can be believed.

use super::line::{Body, Link};
use crate::{
    library::SessionId,
    session::{At, Entry},
};

/// The longest run of whole lines from the beginning of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain {
    /// The acts, in order.
    pub(super) entries: Vec<Entry>,
    /// The last moment of which it says that the program was alive.
    pub(super) alive: Option<At>,
    /// How many bytes the run takes up.
    pub(super) length: u64,
    /// Where the next line hangs.
    pub(super) link: Link,
    /// How many bytes stand behind it.
    rest: u64,
}

impl Chain {
    pub(super) fn read(bytes: &[u8], id: &SessionId) -> Self {
        let mut chain = Self::default();
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            match chain.link.take(&rest[..end], id) {
                None => break,
                Some(Body::Head { .. }) => {}
                Some(Body::Entry(entry)) => chain.entries.push(entry),
                Some(Body::Alive(at)) => chain.alive = chain.alive.max(Some(at)),
            }
            rest = &rest[end + 1..];
            chain.length += end as u64 + 1;
        }
        chain.rest = rest.len() as u64;
        chain
    }

    /// Whether something stands behind the run that is not part of it.
    pub(super) const fn is_damaged(&self) -> bool {
        self.rest > 0
    }
}
