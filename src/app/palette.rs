//! The palette: every act by its name, with its key.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use super::{action::Action, editor::Editor, keymap::Context, keys::Keymap};
use crate::words::acts::ActWords;

/// The palette as it stands open.
#[derive(Clone, Debug)]
pub struct Palette {
    /// Where it was opened.
    pub context: Context,
    /// What is looked for.
    pub editor: Editor,
    /// The row that is marked, counted from nought.
    pub marked: usize,
    keys: Keymap,
}

/// An act that the palette offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Where its key works.
    pub context: Context,
    /// Its keys, as the help page writes them.
    pub keys: String,
    /// What it is.
    pub action: Action,
    /// How it is called.
    pub words: ActWords,
}

impl Palette {
    /// The palette with nothing typed.
    #[must_use]
    pub fn new(context: Context, keys: Keymap) -> Self {
        Self { context, editor: Editor::default(), marked: 0, keys }
    }

    /// The acts that fit what is typed, the best first; with nothing typed every act of this place, in the order of the table.
    /// Acts of other places follow, as far as a key leads there.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer> {
        let typed = self.editor.text();
        let mut pages: Vec<Context> = vec![self.context];
        pages.extend(self.context.leads_to().iter().map(|(context, _)| *context));
        let all = pages.into_iter().flat_map(|context| {
            self.keys.merged(context).into_iter().map(move |(keys, action, words)| Offer {
                context,
                keys,
                action,
                words,
            })
        });
        let mut offers: Vec<Offer> = Vec::new();
        for offer in all {
            let is_known = offers.iter().any(|known| known.action == offer.action && known.context == self.context);
            let is_noise = offer.action == Action::Palette
                || offer.context != self.context && (offer.action.is_obvious() || offer.action == Action::Back);
            if !is_known && !is_noise {
                offers.push(offer);
            }
        }
        best_first(typed.trim(), offers)
    }

    /// The act that is marked.
    #[must_use]
    pub fn chosen(&self) -> Option<Offer> {
        let mut offers = self.offers();
        (self.marked < offers.len()).then(|| offers.swap_remove(self.marked))
    }

    /// Moves the mark.
    pub fn step(&mut self, by: isize) {
        let last = self.offers().len().saturating_sub(1);
        self.marked = self.marked.saturating_add_signed(by).min(last);
    }

    /// `+Sami, Palestinian` writes somebody down who came: what stands behind the sign.
    #[must_use]
    pub fn arrival(&self) -> Option<String> {
        let typed = self.editor.text();
        let name = typed.trim().strip_prefix('+')?.trim();
        (!name.is_empty()).then(|| name.to_owned())
    }
}

/// A match in the name counts for more than one in the sentence; within the same fit the order of the table stands.
fn best_first(typed: &str, offers: Vec<Offer>) -> Vec<Offer> {
    if typed.is_empty() {
        return offers;
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut fits: Vec<(u32, Offer)> = Vec::new();
    for offer in offers {
        let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher);
        let in_name = score(offer.words.short).map(|score| score * 2 + 100);
        let in_sentence = score(&format!("{} {} {}", offer.words.short, offer.words.long, offer.keys));
        if let Some(score) = in_name.max(in_sentence) {
            fits.push((score, offer));
        }
    }
    fits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let best = fits.first().map_or(0, |(score, _)| *score);
    fits.into_iter().filter(|(score, _)| score * 2 >= best).map(|(_, offer)| offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap;

    fn looking_for(context: Context, typed: &str) -> Vec<Offer> {
        Palette { editor: Editor::new(typed), ..Palette::new(context, Keymap::default()) }.offers()
    }

    #[test]
    fn every_act_of_a_place_is_found_by_its_name() {
        for context in Context::ALL {
            for (_, action, words) in keymap::merged(context) {
                if action == Action::Palette {
                    continue;
                }
                let offers = looking_for(context, words.short);
                let place = offers.iter().position(|offer| offer.words == words);
                assert!(place.is_some_and(|place| place < 5), "{context:?} {}: {place:?}", words.short);
            }
        }
    }

    #[test]
    fn the_acts_of_the_board_are_found_on_the_floor() {
        let offers = looking_for(Context::Floor, "withdraw");
        assert_eq!((offers[0].context, offers[0].action), (Context::Board, Action::Withdraw));
        assert!(looking_for(Context::Home, "withdraw").iter().all(|offer| offer.action != Action::Withdraw));
    }

    #[test]
    fn with_nothing_typed_everything_is_there_once() {
        let offers = looking_for(Context::Floor, "");
        assert_eq!(offers[0].action, Action::Next);
        for (place, offer) in offers.iter().enumerate() {
            assert!(!offers[..place].contains(offer), "{}", offer.words.short);
        }
    }
}
