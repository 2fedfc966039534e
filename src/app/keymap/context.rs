//! The places in which keys mean something.

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list of sessions.
    Home,
    /// The list of sessions, while it is narrowed.
    Filter,
    /// Words that are looked for in every session.
    Search,
    /// What was promised, in all groups.
    Due,
    /// Setting up.
    Setup,
    /// The live screen.
    Floor,
    /// A line is open for text on the live screen.
    Line,
    /// The board, full screen.
    Board,
    /// The one text, full screen.
    Text,
    /// What was promised, full screen.
    FollowUps,
    /// A wording that is read back, a difference, the set-up of a test.
    Asking,
    /// The answers of a test, as they come in.
    Collecting,
    /// What the other side heard.
    Restating,
    /// The list of notes.
    Notes,
    /// The people.
    People,
    /// A list, a page or a question in front of the live screen.
    Front,
    /// What will remain, before it is sealed.
    Seal,
    /// The small page of clock acts.
    Clock,
    /// The moderator's mirror.
    Mirror,
    /// A group.
    Group,
    /// A group's file.
    GroupEdit,
    /// Two evenings side by side.
    Compare,
    /// A past session.
    Review,
    /// The time axis of a past session.
    Timeline,
    /// A sample evening that is replayed.
    Replay,
    /// An evening that another Parlor runs.
    LookingOn,
    /// What the room sees on a second screen.
    Room,
    /// What would tell, one after the other.
    Leaks,
    /// What others may read of a past session.
    HandingOn,
    /// The moderator's own page.
    Own,
    /// A file that could not be opened.
    Broken,
}

impl Context {
    /// Every context, in the order of the help page.
    pub const ALL: [Self; 31] = [
        Self::Home,
        Self::Filter,
        Self::Search,
        Self::Due,
        Self::Setup,
        Self::Floor,
        Self::Line,
        Self::Board,
        Self::Text,
        Self::FollowUps,
        Self::Asking,
        Self::Collecting,
        Self::Restating,
        Self::Notes,
        Self::People,
        Self::Front,
        Self::Clock,
        Self::Mirror,
        Self::Seal,
        Self::Review,
        Self::Timeline,
        Self::Replay,
        Self::Group,
        Self::GroupEdit,
        Self::Compare,
        Self::LookingOn,
        Self::Room,
        Self::Leaks,
        Self::HandingOn,
        Self::Own,
        Self::Broken,
    ];

    /// What the help page calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Filter => "Home, narrowed",
            Self::Search => "Search",
            Self::Due => "Follow-ups of all groups",
            Self::Setup => "Setting up",
            Self::Floor => "Live",
            Self::Line => "While a line is open",
            Self::Board => "Board",
            Self::Text => "One text",
            Self::FollowUps => "Follow-ups",
            Self::Asking => "Read-back, difference, brackets, setting up a test",
            Self::Collecting => "The answers of a test",
            Self::Restating => "What the other side heard",
            Self::Notes => "Notes",
            Self::People => "People",
            Self::Front => "A list or a question",
            Self::Clock => "The clock",
            Self::Mirror => "The mirror",
            Self::Seal => "Before sealing",
            Self::Review => "A past session",
            Self::Group => "A group",
            Self::GroupEdit => "A group's file",
            Self::Compare => "Two evenings side by side",
            Self::Timeline => "A past session: the time axis",
            Self::Replay => "A past evening, replayed",
            Self::LookingOn => "Looking on while another Parlor runs the evening",
            Self::Room => "The room display",
            Self::Leaks => "What would tell",
            Self::HandingOn => "Handing on what others may read",
            Self::Own => "Your own page",
            Self::Broken => "A file that can't be opened",
        }
    }
}
