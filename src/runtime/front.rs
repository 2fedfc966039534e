//! What the environment says of the terminal in front, before it is asked itself.

use std::sync::{Arc, Mutex, PoisonError};

use crate::view::{Surface, text::Manner};

/// What is known of the terminal by now: the thread of the keys hears its answers, the loop draws by them.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<Mutex<Surface>>);

impl Known {
    pub(super) fn new(surface: Surface) -> Self {
        Self(Arc::new(Mutex::new(surface)))
    }

    pub(super) fn get(&self) -> Surface {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says whether anything is new.
    pub(super) fn learn(&self, answers: Answers) -> bool {
        let mut surface = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *surface;
        answers.apply(&mut surface);
        *surface != before
    }
}

/// What a terminal answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    /// Whether its ground is light.
    pub(super) is_light: Option<bool>,
    /// Whether it orders text by itself, though it was told not to: as DECRQM says it (0 unknown, 1 and 3 yes, 2 and 4 no).
    pub(super) orders: Option<u8>,
}

impl Answers {
    fn apply(self, surface: &mut Surface) {
        surface.is_light = self.is_light.unwrap_or(surface.is_light);
        surface.manner = match (self.orders, surface.manner) {
            (Some(1 | 3), _) => Manner::Reading { isolates: surface.isolates },
            // Konsole does not know the question: who says 0 is another terminal that was started in it.
            (Some(2 | 4), _) | (Some(0), Manner::Reading { isolates: true }) => Manner::Cells,
            (_, manner) => manner,
        };
    }
}

/// Whether the terminal can be asked: what some write on the screen instead would be in the way.
pub(super) fn can_be_asked(variable: impl Fn(&str) -> Option<String>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    !matches!(term.as_str(), "" | "dumb" | "linux")
}

/// What the environment says.
pub(super) fn surface(variable: impl Fn(&str) -> Option<String>) -> Surface {
    let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
    let term = variable("TERM").unwrap_or_default();
    let isolates = variable("MLTERM").is_none() && !term.starts_with("mlterm") && !term.starts_with("putty");
    let is_inside = variable("TMUX").is_some() || variable("STY").is_some() || starts(&term, &["tmux", "screen"]);
    Surface {
        sixteen: !has_many_colours(&term, &variable),
        colourless: variable("NO_COLOR").is_some() || term == "dumb",
        is_light: variable("COLORFGBG").is_some_and(|colours| is_light(&colours)),
        ascii: !has_signs(&term, &variable),
        manner: manner(&term, is_inside, isolates, &variable),
        isolates,
        anchored: is_inside,
    }
}

fn starts(term: &str, names: &[&str]) -> bool {
    names.iter().any(|name| term.starts_with(name))
}

fn manner(term: &str, is_inside: bool, isolates: bool, variable: &impl Fn(&str) -> Option<String>) -> Manner {
    let is_apple = || variable("TERM_PROGRAM").is_some_and(|program| program == "Apple_Terminal");
    if is_inside {
        Manner::Cells
    } else if variable("KITTY_WINDOW_ID").is_some() || term == "xterm-kitty" {
        Manner::Words
    } else if variable("KONSOLE_VERSION").is_some() || !isolates || is_apple() {
        Manner::Reading { isolates }
    } else {
        Manner::Cells
    }
}

fn has_many_colours(term: &str, variable: &impl Fn(&str) -> Option<String>) -> bool {
    let named = ["COLORTERM", "VTE_VERSION", "KONSOLE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID"];
    let known = ["256", "direct", "kitty", "alacritty", "foot", "wezterm", "ghostty", "iterm"];
    named.iter().any(|name| variable(name).is_some()) || known.iter().any(|part| term.contains(part))
}

/// Whether there is more than ASCII to draw with: a known terminal, and no other encoding in so many words.
fn has_signs(term: &str, variable: &impl Fn(&str) -> Option<String>) -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name)).unwrap_or_default().to_lowercase();
    let is_utf8 = locale.split_once('.').is_none_or(|(_, set)| set.starts_with("utf"));
    let bare =
        term.is_empty() || term == "dumb" || term == "linux" || term == "ansi" || starts(term, &["vt1", "vt2", "vt5"]);
    is_utf8 && !bare
}

/// `15;default;0`: the last is the ground.
fn is_light(colours: &str) -> bool {
    colours
        .rsplit(';')
        .next()
        .and_then(|ground| ground.parse().ok())
        .is_some_and(|ground: u8| matches!(ground, 7 | 9..=15))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Surface {
        surface(|name| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_says_who_orders_text() {
        let xterm = ("TERM", "xterm-256color");
        assert_eq!(of(&[xterm]).manner, Manner::Cells);
        assert_eq!(of(&[xterm, ("KITTY_WINDOW_ID", "1")]).manner, Manner::Words);
        assert_eq!(of(&[xterm, ("KONSOLE_VERSION", "221203")]).manner, Manner::Reading { isolates: true });
        assert_eq!(of(&[("TERM", "mlterm-256color")]).manner, Manner::Reading { isolates: false });
        assert_eq!(of(&[xterm, ("TERM_PROGRAM", "Apple_Terminal")]).manner, Manner::Reading { isolates: true });
        let inside = of(&[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")]);
        assert_eq!((inside.manner, inside.anchored), (Manner::Cells, true));
    }

    #[test]
    fn the_terminal_itself_knows_better() {
        let known = |orders| {
            let known = Known::new(of(&[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "1")]));
            known.learn(Answers { is_light: None, orders });
            known.get().manner
        };
        assert_eq!(known(None), Manner::Reading { isolates: true });
        assert_eq!([known(Some(0)), known(Some(2)), known(Some(4))], [Manner::Cells; 3]);
        assert_eq!([known(Some(1)), known(Some(3))], [Manner::Reading { isolates: true }; 2]);
    }

    #[test]
    fn colours_and_signs_are_those_that_there_are() {
        let facts = |variables: &[(&str, &str)]| {
            let surface = of(variables);
            (surface.sixteen, surface.ascii, surface.colourless, surface.is_light)
        };
        assert_eq!(facts(&[("TERM", "xterm-256color"), ("LANG", "de_DE.UTF-8")]), (false, false, false, false));
        assert_eq!(facts(&[("TERM", "xterm")]), (true, false, false, false));
        assert_eq!(facts(&[("TERM", "xterm"), ("COLORTERM", "truecolor")]), (false, false, false, false));
        assert_eq!(facts(&[("TERM", "linux")]), (true, true, false, false));
        assert_eq!(facts(&[("TERM", "xterm-256color"), ("LANG", "de_DE.ISO-8859-1")]), (false, true, false, false));
        assert_eq!(facts(&[("TERM", "foot"), ("NO_COLOR", "1"), ("COLORFGBG", "0;15")]), (false, false, true, true));
        assert_eq!(
            facts(&[("TERM", "foot"), ("NO_COLOR", ""), ("COLORFGBG", "15;default;0")]),
            (false, false, false, false)
        );
    }
}
