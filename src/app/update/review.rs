//! A past session: its pages, its replay, and what is put right.

use std::path::PathBuf;

use ratatui::crossterm::event::KeyEvent;

use super::{lines, other_side};
use crate::{
    app::{Action, App, Editor, Effect, Notice, Now, Replay, Review, Screen},
    library::Sealed,
    session::{Change, Progress},
    words,
};

/// How far Page Up and Page Down go in a replay, in minutes.
const FAR: i64 = 10;

impl App {
    pub(super) fn review(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let Screen::Review(review) = &mut self.screen else { return Vec::new() };
        if let Some(line) = &mut review.line {
            match action {
                Some(Action::Keep) => return review.keep(now).into_iter().collect(),
                Some(Action::Back) => review.line = None,
                Some(Action::NewLine) => line.editor.new_line(),
                Some(_) => {}
                None => drop(line.editor.press(key)),
            }
            return Vec::new();
        }
        let progress = match action {
            Some(Action::FollowUpDone) => Some(Progress::Done),
            Some(Action::FollowUpDropped) => Some(Progress::Dropped),
            Some(Action::FollowUpOpen) => Some(Progress::Open),
            _ => None,
        };
        if let Some(progress) = progress {
            return review.follow_up_is(progress, now).into_iter().collect();
        }
        match action {
            Some(Action::NextPage) => review.turn(true),
            Some(Action::PreviousPage) => review.turn(false),
            Some(Action::EditNote) => review.mend(),
            Some(Action::Strike) => self.ask_to_strike(),
            Some(Action::FollowUps) => review.next_follow_up(),
            Some(Action::FilterKind) => review.filter_kind(),
            Some(Action::FilterWho) => review.filter_who(),
            Some(Action::FilterPhase) => review.filter_phase(),
            Some(Action::FilterOff) => review.filter_off(),
            Some(Action::Table) => review.as_table = !review.as_table,
            Some(Action::Forward) => review.step_minute(true),
            Some(Action::Backward) => review.step_minute(false),
            Some(Action::ToBeginning) => review.to_edge(false),
            Some(Action::ToEnd) => review.to_edge(true),
            Some(Action::SeeEvening) => self.replay_review(now),
            Some(Action::HandOn) => self.hand_on(),
            Some(Action::OwnPage) => return self.open_own_page(),
            Some(Action::Compare) => self.compare_review(),
            Some(Action::GroupPage) => return self.open_group_of_marked(),
            Some(Action::Back) => return self.back_from_session(),
            other => review.go(lines(other)),
        }
        Vec::new()
    }

    /// The live screen at the moment of the time axis, or as the evening began.
    fn replay_review(&mut self, now: &Now) {
        let Screen::Review(review) = &self.screen else { return };
        let at = review.cursor;
        let replay = Replay::of(review.clone(), at, now);
        self.screen = Screen::Replay(Box::new(replay));
    }

    pub(super) fn replay(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let Screen::Replay(replay) = &mut self.screen else { return Vec::new() };
        if let Some(line) = &mut replay.line {
            match action {
                Some(Action::Keep) => {
                    let typed = replay.line.take().map_or(String::new(), |line| line.text());
                    if !replay.go_to_typed(&typed, now) {
                        self.notice = Some(Notice::trouble(words::NO_MOMENT));
                    }
                }
                Some(Action::Back) => replay.line = None,
                Some(_) => {}
                None => drop(line.press(key)),
            }
            return Vec::new();
        }
        match action {
            Some(Action::PauseReplay) => replay.pause(now),
            Some(Action::Faster) => replay.change_speed(true, now),
            Some(Action::Slower) => replay.change_speed(false, now),
            Some(Action::Forward) => replay.skip(1, now),
            Some(Action::Backward) => replay.skip(-1, now),
            Some(Action::PageDown) => replay.skip(FAR, now),
            Some(Action::PageUp) => replay.skip(-FAR, now),
            Some(Action::Down) => replay.step_turn(true, now),
            Some(Action::Up) => replay.step_turn(false, now),
            Some(Action::ToBeginning) => replay.go_to(crate::session::At::OPENING, now),
            Some(Action::ToEnd) => replay.go_to(replay.end(), now),
            Some(Action::GoTo) => replay.line = Some(Box::new(Editor::default())),
            Some(Action::Side) => replay.side = other_side(replay.side),
            Some(Action::Back) => return self.leave_replay(now),
            _ => {}
        }
        Vec::new()
    }

    /// Back to the page from which one came; its time axis stands where the replay stood.
    fn leave_replay(&mut self, now: &Now) -> Vec<Effect> {
        let Screen::Replay(replay) = &mut self.screen else { return Vec::new() };
        let at = replay.at(now);
        let Some(review) = replay.behind.take() else { return self.go_home() };
        self.screen = Screen::Review(Box::new(Review { cursor: at, ..*review }));
        Vec::new()
    }

    /// The page shows what the file says now.
    pub(super) fn amended(&mut self, result: Result<(PathBuf, Box<Sealed>), String>) -> Vec<Effect> {
        let Screen::Review(review) = &mut self.screen else { return Vec::new() };
        match result {
            Ok((path, sealed)) => {
                let is_beside = review.path.as_ref() != Some(&path);
                let withheld = !is_beside && withholds(&sealed);
                let text = if withheld { words::WITHHELD_AGAIN.into() } else { words::amended(&path, is_beside) };
                self.notice = Some(Notice { text, is_trouble: is_beside });
                review.show(path, sealed);
            }
            Err(why) => self.notice = Some(Notice::trouble(words::not_amended(&why))),
        }
        Vec::new()
    }
}

/// Whether the last thing that was put right holds a name no more.
fn withholds(sealed: &Sealed) -> bool {
    let text = match sealed.amendments.last().map(|amendment| &amendment.change) {
        Some(Change::Note { text, .. }) => text.as_deref(),
        Some(Change::Statement { wording, .. }) => Some(wording.as_str()),
        Some(Change::Title(title)) => Some(title.as_str()),
        Some(Change::FollowUp { what, .. }) => what.as_deref(),
        Some(Change::Person { .. } | Change::Struck(_)) | None => None,
    };
    text.is_some_and(|text| text.contains("[name]"))
}
