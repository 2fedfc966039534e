//! Two evenings side by side.

use super::group::GroupPage;
use crate::library::GroupEvening;

/// Two evenings that are compared, the earlier one on the left.
#[derive(Clone, Debug)]
pub struct Compare {
    /// Both.
    pub evenings: [GroupEvening; 2],
    /// How many lines are above the screen.
    pub scroll: usize,
    /// The group from whose page one came.
    pub behind: Option<Box<GroupPage>>,
}

impl Compare {
    /// Two evenings, whichever was chosen first.
    #[must_use]
    pub fn new(one: GroupEvening, other: GroupEvening, behind: Option<Box<GroupPage>>) -> Self {
        let evenings = if one.opened <= other.opened { [one, other] } else { [other, one] };
        Self { evenings, scroll: 0, behind }
    }
}
