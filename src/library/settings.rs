//! What the user has set, as plain data; what is not said is as it ships.

use std::path::PathBuf;

use serde::Deserialize;

use super::{LoadError, Place};
use crate::session::Span;

/// What the configuration file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Colours.
    pub theme: ThemeName,
    /// Whether frames and signs are drawn with plain ASCII.
    pub ascii: Ascii,
    /// Whether little moves on the screen.
    pub reduced_motion: bool,
    /// Who orders text that runs from right to left.
    pub bidi: Bidi,
    /// Whether the mouse is Parlor's.
    pub mouse: bool,
    /// `terminal`, or a command; nothing is silence.
    pub bell: Option<String>,
    /// The keyboard layouts that are asked first.
    pub layouts: Vec<String>,
    /// Lengths of the clock.
    pub lengths: Lengths,
    /// With what an evening is set up.
    pub defaults: Defaults,
    /// Keys that are others.
    pub keys: Vec<KeyWish>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeName::Auto,
            ascii: Ascii::Auto,
            reduced_motion: false,
            bidi: Bidi::Auto,
            mouse: true,
            bell: None,
            layouts: Vec::new(),
            lengths: Lengths::default(),
            defaults: Defaults::default(),
            keys: Vec::new(),
        }
    }
}

/// A theme by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeName {
    /// Dark or light, as the terminal is.
    #[default]
    Auto,
    /// For a dark ground.
    Dark,
    /// For a light ground.
    Light,
    /// The strongest contrast that the terminal has.
    HighContrast,
    /// Blue and orange, which everybody tells apart.
    ColourBlind,
    /// No colours: weight alone.
    Mono,
}

impl ThemeName {
    /// Every theme, in the order in which the act goes through them.
    pub const ALL: [Self; 6] = [Self::Auto, Self::Dark, Self::Light, Self::HighContrast, Self::ColourBlind, Self::Mono];

    /// As the configuration file writes it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high_contrast",
            Self::ColourBlind => "colour_blind",
            Self::Mono => "mono",
        }
    }

    /// The one after this.
    #[must_use]
    pub fn next(self) -> Self {
        let place = Self::ALL.iter().position(|theme| *theme == self).unwrap_or(0);
        Self::ALL[(place + 1) % Self::ALL.len()]
    }
}

/// Whether frames and signs are plain ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ascii {
    /// Where the terminal is known to have nothing else.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

impl Ascii {
    /// As the configuration file writes it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

/// Who orders text that runs from right to left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bidi {
    /// As the terminal says when it is asked.
    #[default]
    Auto,
    /// Parlor does.
    App,
    /// The terminal does.
    Terminal,
}

impl Bidi {
    /// As the configuration file writes it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::App => "app",
            Self::Terminal => "terminal",
        }
    }
}

/// Lengths of the clock. What a format says of its phases comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// How much is left of a turn when it warns.
    pub warning: Span,
    /// How long the bell waits after a turn is over; nothing said: 15 s, and 30 s for turns over two minutes.
    pub grace: Option<Span>,
    /// The breath between two speakers, once it is switched on.
    pub breath: Span,
    /// The silence that is kept on the moderator's word.
    pub silence: Span,
}

impl Default for Lengths {
    fn default() -> Self {
        Self {
            warning: Span::from_secs(20),
            grace: None,
            breath: crate::session::BREATH,
            silence: crate::session::SILENCE,
        }
    }
}

/// With what an evening is set up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The name of the format.
    pub format: Option<String>,
    /// Where it is held.
    pub place: Option<String>,
    /// Those who moderate whenever they are written down without a role.
    pub moderators: Vec<String>,
    /// The same of those who write.
    pub rapporteurs: Vec<String>,
}

/// An act that the user wants on other keys in one place of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyWish {
    /// Where: `live`, `board`, …
    pub context: String,
    /// Which act: `note_line`.
    pub act: String,
    /// The keys, as the hint line writes them; none at all leaves the act to be found by its name.
    pub keys: Vec<String>,
    /// Where that stands in the file.
    pub place: Option<Place>,
}

/// The configuration as it was found: its file, and what it says or why it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// Where the file is, or would be.
    pub path: PathBuf,
    /// What it says; the settings as they ship where there is none.
    pub settings: Result<Settings, LoadError>,
}
