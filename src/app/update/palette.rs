//! Keys while the palette is open.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::{
    app::{Action, App, Effect, Notice, Now, Overlay, Screen, keymap::Context, palette::Offer},
    words,
};

impl App {
    /// A key while the palette is open. The keys that run the floor while a line is open run it here too.
    pub(super) fn palette_key(&mut self, key: &KeyEvent, action: Option<Action>, now: &Now) -> Vec<Effect> {
        let Some(Overlay::Palette(palette)) = &mut self.overlay else { return Vec::new() };
        let on_the_floor = matches!(key.code, KeyCode::F(2..=9)) || key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Esc => self.overlay = None,
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => self.overlay = None,
            KeyCode::Backspace if palette.editor.text().is_empty() => self.overlay = None,
            KeyCode::Up => palette.step(-1),
            KeyCode::Down => palette.step(1),
            KeyCode::PageUp => palette.step(-super::PAGE),
            KeyCode::PageDown => palette.step(super::PAGE),
            KeyCode::Enter => return self.take_offer(now),
            _ if on_the_floor => return self.act(action, key, now),
            _ => {
                if palette.editor.press(key) {
                    palette.marked = 0;
                }
            }
        }
        Vec::new()
    }

    fn take_offer(&mut self, now: &Now) -> Vec<Effect> {
        let Some(Overlay::Palette(palette)) = self.overlay.take() else { return Vec::new() };
        if let (Some(name), Screen::Live(live)) = (palette.arrival(), &mut self.screen) {
            let arrived = live.arrive(now, &name);
            self.say(arrived);
            return Vec::new();
        }
        let Some(offer) = palette.chosen() else {
            self.notice = Some(Notice::trouble(words::no_act(palette.editor.text().trim())));
            return Vec::new();
        };
        // The acts of the clock need nothing to be marked.
        if offer.context == self.context() || offer.context == Context::Clock {
            return self.act(Some(offer.action), &NO_KEY, now);
        }
        self.lead_to(&offer, now)
    }

    /// An act of another page: the page opens, and the act's key is named there; what it acts on has to be marked first.
    fn lead_to(&mut self, offer: &Offer, now: &Now) -> Vec<Effect> {
        let leads = self.context().leads_to().iter().find(|(context, _)| *context == offer.context);
        let Some((_, way)) = leads else { return Vec::new() };
        let effects = self.act(Some(*way), &NO_KEY, now);
        self.notice = Some(Notice::good(words::works_here(&offer.keys, offer.words.long)));
        effects
    }
}

/// What an act that was chosen by its name was pressed with.
pub(super) const NO_KEY: KeyEvent = KeyEvent::new(KeyCode::Null, KeyModifiers::NONE);

impl Context {
    /// The pages that an act of this place opens.
    #[must_use]
    pub const fn leads_to(self) -> &'static [(Self, Action)] {
        match self {
            Self::Floor => &[
                (Self::Clock, Action::ClockPage),
                (Self::Board, Action::Board),
                (Self::Notes, Action::Notes),
                (Self::People, Action::People),
            ],
            Self::Board => &[(Self::Text, Action::TextPage), (Self::FollowUps, Action::FollowUps)],
            Self::Home => &[(Self::Due, Action::Due)],
            Self::Review => &[(Self::HandingOn, Action::HandOn), (Self::Own, Action::OwnPage)],
            Self::Filter
            | Self::Search
            | Self::Due
            | Self::Setup
            | Self::Line
            | Self::Text
            | Self::FollowUps
            | Self::Asking
            | Self::Collecting
            | Self::Restating
            | Self::Notes
            | Self::People
            | Self::Front
            | Self::Clock
            | Self::Mirror
            | Self::Seal
            | Self::Timeline
            | Self::Group
            | Self::GroupEdit
            | Self::Compare
            | Self::Replay
            | Self::LookingOn
            | Self::Room
            | Self::Leaks
            | Self::HandingOn
            | Self::Own
            | Self::Broken => &[],
        }
    }
}
