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

/// The colours of a theme, by their numbers in the table of 256.
struct Paint {
    dim: u8,
    frame: u8,
    accent: u8,
    warning: u8,
    over: u8,
    good: u8,
    parties: [u8; 5],
}

impl Paint {
    /// The terminal's own colours for text; what matters differs in weight too.
    const fn theme(self) -> Theme {
        Theme {
            text: Style::new(),
            dim: colour(self.dim),
            strong: Style::new().add_modifier(Modifier::BOLD),
            frame: colour(self.frame),
            focus: colour(self.accent),
            marked: Style::new().add_modifier(Modifier::REVERSED),
            key: colour(self.accent).add_modifier(Modifier::BOLD),
            calm: Style::new().add_modifier(Modifier::BOLD),
            warning: colour(self.warning).add_modifier(Modifier::BOLD),
            over: colour(self.over).add_modifier(Modifier::BOLD),
            good: colour(self.good),
            parties: {
                let of = self.parties;
                [colour(of[0]), colour(of[1]), colour(of[2]), colour(of[3]), colour(of[4])]
            },
        }
    }
}

impl Theme {
    /// For dark grounds. The parties' colours are of one weight and name no winner.
    pub const COLOUR: Self = Paint {
        dim: 245,
        frame: 240,
        accent: 74,
        warning: 178,
        over: 203,
        good: 71,
        parties: [73, 179, 139, 107, 137],
    }
    .theme();

    /// For light grounds.
    pub const LIGHT: Self =
        Paint { dim: 241, frame: 247, accent: 25, warning: 130, over: 160, good: 28, parties: [24, 94, 97, 58, 89] }
            .theme();

    /// Blue and orange on a dark ground, which everybody tells apart; no red and no green.
    pub const BLUE_AND_ORANGE: Self = Paint {
        dim: 245,
        frame: 240,
        accent: 75,
        warning: 222,
        over: 208,
        good: 75,
        parties: [75, 215, 146, 180, 110],
    }
    .theme();

    /// The same on a light ground.
    pub const BLUE_AND_ORANGE_ON_LIGHT: Self =
        Paint { dim: 241, frame: 247, accent: 25, warning: 94, over: 130, good: 25, parties: [25, 94, 60, 95, 24] }
            .theme();

    /// Strong on a dark ground: nothing is dim, what matters is underlined or turned round.
    pub const CONTRAST: Self = Self {
        dim: Style::new(),
        frame: Style::new(),
        focus: colour(51).add_modifier(Modifier::BOLD),
        key: colour(51).add_modifier(Modifier::BOLD),
        warning: colour(226).add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        over: colour(226).add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
        parties: [colour(51), colour(226), colour(219), colour(120), colour(216)],
        ..Self::MONO_WEIGHTS
    };

    /// Strong on a light ground.
    pub const CONTRAST_ON_LIGHT: Self = Self {
        focus: colour(18).add_modifier(Modifier::BOLD),
        key: colour(18).add_modifier(Modifier::BOLD),
        warning: colour(88).add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        over: colour(88).add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
        parties: [colour(18), colour(88), colour(53), colour(22), colour(23)],
        ..Self::CONTRAST
    };

    /// Without colours: weight alone.
    pub const MONO: Self = Self {
        dim: Style::new().add_modifier(Modifier::DIM),
        frame: Style::new().add_modifier(Modifier::DIM),
        ..Self::MONO_WEIGHTS
    };

    const MONO_WEIGHTS: Self = Self {
        text: Style::new(),
        dim: Style::new(),
        strong: Style::new().add_modifier(Modifier::BOLD),
        frame: Style::new(),
        focus: Style::new().add_modifier(Modifier::BOLD),
        marked: Style::new().add_modifier(Modifier::REVERSED),
        key: Style::new().add_modifier(Modifier::BOLD),
        calm: Style::new().add_modifier(Modifier::BOLD),
        warning: Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        over: Style::new().add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
        good: Style::new(),
        parties: [Style::new(); 5],
    };

    /// The same meanings in the colours that every terminal has, which the user may have chosen.
    #[must_use]
    pub fn in_sixteen(self) -> Self {
        let near = |style: Style| match style.fg {
            Some(Color::Indexed(index)) => near(style, index),
            _ => style,
        };
        Self {
            text: near(self.text),
            dim: near(self.dim),
            strong: near(self.strong),
            frame: near(self.frame),
            focus: near(self.focus),
            marked: near(self.marked),
            key: near(self.key),
            calm: near(self.calm),
            warning: near(self.warning),
            over: near(self.over),
            good: near(self.good),
            parties: self.parties.map(near),
        }
    }

    /// The colour of a party by the order in which its first person sits; plain for those who name no side.
    #[must_use]
    pub fn party(&self, parties: &[&str], party: Option<&str>) -> Style {
        let place = party.and_then(|party| parties.iter().position(|other| *other == party));
        place.map_or(self.text, |place| self.parties[place % self.parties.len()])
    }
}

/// One of the sixteen colours for one of 256; grey is said by weight, since the grey of sixteen is often the ground.
const fn near(style: Style, index: u8) -> Style {
    let colour = match index {
        18 | 25 | 60 => Color::Blue,
        // The blue of sixteen can hardly be read on a dark ground.
        74 | 75 | 110 => Color::LightBlue,
        23 | 24 | 51 | 73 => Color::Cyan,
        22 | 28 | 71 | 107 | 120 => Color::Green,
        53 | 89 | 95 | 97 | 139 | 146 | 219 => Color::Magenta,
        88 | 160 | 203 | 208 | 216 => Color::Red,
        58 | 94 | 130 | 137 | 178 | 179 | 180 | 215 | 222 | 226 => Color::Yellow,
        _ => return Style { fg: None, ..style }.add_modifier(Modifier::DIM),
    };
    style.fg(colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The brightness of a colour of the cube or of the greys, as the rules of contrast count it.
    fn luminance(index: u8) -> f64 {
        let level = |step: u8| if step == 0 { 0.0 } else { f64::from(step) * 40.0 + 55.0 };
        let [red, green, blue] = match index {
            16..=231 => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level),
            grey => [f64::from(grey - 232) * 10.0 + 8.0; 3],
        };
        let linear = |value: f64| {
            let value = value / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(style: Style, ground: f64) -> f64 {
        let Some(Color::Indexed(index)) = style.fg else { return f64::MAX };
        let (one, other) = (luminance(index), ground);
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn everything_can_be_read_on_its_ground() {
        let (dark, light) = (luminance(234), 1.0);
        for (theme, ground, least) in [
            (Theme::COLOUR, dark, 4.5),
            (Theme::LIGHT, light, 4.5),
            (Theme::BLUE_AND_ORANGE, dark, 4.5),
            (Theme::BLUE_AND_ORANGE_ON_LIGHT, light, 4.5),
            (Theme::CONTRAST, dark, 7.0),
            (Theme::CONTRAST_ON_LIGHT, light, 7.0),
        ] {
            let Theme { dim, focus, key, warning, over, good, parties, .. } = theme;
            for style in [dim, focus, key, warning, over, good].into_iter().chain(parties) {
                assert!(contrast(style, ground) >= least, "{style:?} {:.1} < {least}", contrast(style, ground));
            }
        }
    }

    #[test]
    fn no_party_looks_like_another() {
        for theme in [Theme::COLOUR, Theme::LIGHT, Theme::BLUE_AND_ORANGE, Theme::CONTRAST, Theme::CONTRAST_ON_LIGHT] {
            for (place, party) in theme.parties.iter().enumerate() {
                assert!(!theme.parties[..place].contains(party), "{party:?}");
            }
            let sixteen = theme.in_sixteen().parties;
            assert_ne!(sixteen[0], sixteen[1], "{sixteen:?}");
        }
    }
}
