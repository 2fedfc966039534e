//! Colours and weights by meaning. No meaning stands in a colour alone.

use ratatui::style::{Color, Modifier, Style};

/// How things look, by what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// What is read.
    pub text: Style,
    /// What is there for the second glance.
    pub dim: Style,
    /// What stands in front.
    pub strong: Style,
    /// Frames.
    pub frame: Style,
    /// The frame of what takes the keys.
    pub focus: Style,
    /// The row that is marked.
    pub marked: Style,
    /// Keys in hints.
    pub key: Style,
    /// A turn with time to spare.
    pub calm: Style,
    /// A turn with little time left.
    pub warning: Style,
    /// A turn that is over its time; a refusal; what could not be saved.
    pub over: Style,
    /// What is saved; what is common ground.
    pub good: Style,
    parties: [Style; 5],
}

const fn colour(index: u8) -> Style {
    Style::new().fg(Color::Indexed(index))
}

impl Theme {
    /// For dark and light grounds alike: the terminal's own colours for text, middling tones for the rest. The parties'
    /// colours are of one weight and name no winner.
    pub const COLOUR: Self = Self {
        text: Style::new(),
        dim: colour(245),
        strong: Style::new().add_modifier(Modifier::BOLD),
        frame: colour(240),
        focus: colour(74),
        marked: Style::new().add_modifier(Modifier::REVERSED),
        key: colour(74).add_modifier(Modifier::BOLD),
        calm: Style::new().add_modifier(Modifier::BOLD),
        warning: colour(178).add_modifier(Modifier::BOLD),
        over: colour(203).add_modifier(Modifier::BOLD),
        good: colour(71),
        parties: [colour(73), colour(179), colour(139), colour(107), colour(137)],
    };

    /// Without colours: weight alone.
    pub const MONO: Self = Self {
        text: Style::new(),
        dim: Style::new().add_modifier(Modifier::DIM),
        strong: Style::new().add_modifier(Modifier::BOLD),
        frame: Style::new().add_modifier(Modifier::DIM),
        focus: Style::new().add_modifier(Modifier::BOLD),
        marked: Style::new().add_modifier(Modifier::REVERSED),
        key: Style::new().add_modifier(Modifier::BOLD),
        calm: Style::new().add_modifier(Modifier::BOLD),
        warning: Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        over: Style::new().add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
        good: Style::new(),
        parties: [Style::new(); 5],
    };

    /// The colour of a party by the order in which its first person sits; plain for those who name no side.
    #[must_use]
    pub fn party(&self, parties: &[&str], party: Option<&str>) -> Style {
        let place = party.and_then(|party| parties.iter().position(|other| *other == party));
        place.map_or(self.text, |place| self.parties[place % self.parties.len()])
    }
}
