//! Ending and sealing: the way out of an evening.

use std::path::PathBuf;

use super::lines;
use crate::{
    app::{Action, App, Confirm, Effect, Live, Notice, Now, Overlay, Screen, Sealing, Source},
    library::{Command, Kept},
    session::{Fact, redact},
    words,
};

impl App {
    pub(super) fn end_evening(&mut self, now: &Now) -> Vec<Effect> {
        let Screen::Live(live) = &mut self.screen else { return Vec::new() };
        live.leave_line();
        // Off the record or not, the evening ends on it.
        let _ = live.come_back(now);
        let ended = live.record(now, Fact::Ended(now.wall));
        if ended.is_err() {
            self.say(ended);
            return Vec::new();
        }
        let live = live.clone();
        self.show_sealing(live)
    }

    pub(super) fn show_sealing(&mut self, mut live: Box<Live>) -> Vec<Effect> {
        let record = Box::new(redact(&live.session));
        let mut effects: Vec<Effect> = live.flush().into_iter().collect();
        effects.push(Command::Preview { id: live.id.clone(), record }.into());
        self.screen = Screen::Sealing(Box::new(Sealing { live, preview: None, scroll: 0, writing: false }));
        effects
    }

    pub(super) fn previewed(&mut self, text: &str) -> Vec<Effect> {
        if let Screen::Sealing(sealing) = &mut self.screen {
            let confided = words::confided(&sealing.live.state().confided());
            let own = if confided.is_empty() { Vec::new() } else { vec![String::new(), words::OWN_FILE.to_owned()] };
            sealing.preview = Some(text.lines().map(str::to_owned).chain(own).chain(confided).collect());
        }
        Vec::new()
    }

    pub(super) fn sealing(&mut self, action: Option<Action>, now: &Now) -> Vec<Effect> {
        let Screen::Sealing(sealing) = &mut self.screen else { return Vec::new() };
        match action {
            _ if sealing.writing => {}
            Some(Action::Seal) => return self.seal(),
            Some(Action::GoOn) => {
                let mut live = sealing.live.clone();
                let continued = live.record(now, Fact::Continued(now.wall));
                self.screen = Screen::Live(live);
                self.say(continued);
            }
            Some(Action::Discard) => self.overlay = Some(Overlay::Confirm(Confirm::Discard)),
            other => {
                let last = sealing.preview.as_ref().map_or(0, |lines| lines.len().saturating_sub(1));
                sealing.scroll = sealing.scroll.saturating_add_signed(lines(other)).min(last);
            }
        }
        Vec::new()
    }

    fn seal(&mut self) -> Vec<Effect> {
        let groups = &self.shelves.groups;
        let Screen::Sealing(sealing) = &mut self.screen else { return Vec::new() };
        sealing.writing = true;
        let opening = &sealing.live.state().opening;
        let before = groups.iter().find(|group| Some(&group.name) == opening.series.as_ref());
        let format = self.formats.formats.iter().find(|format| format.phases == opening.phases);
        let group = sealing.live.group(format.map(|format| format.name.clone()), before).map(Box::new);
        let record = Box::new(redact(&sealing.live.session));
        let confided = sealing.live.state().confided().into_iter().map(Kept::from).collect();
        vec![Command::Seal { id: sealing.live.id.clone(), record, group, confided }.into()]
    }

    pub(super) fn sealed(&mut self, result: Result<PathBuf, String>) -> Vec<Effect> {
        let Screen::Sealing(sealing) = &mut self.screen else { return Vec::new() };
        match result {
            Ok(path) => {
                self.notice = Some(Notice::good(words::sealed(&path)));
                vec![Effect::Load(Source::File(path)), Effect::List]
            }
            Err(why) => {
                sealing.writing = false;
                self.notice = Some(Notice::trouble(words::not_sealed(&why)));
                Vec::new()
            }
        }
    }

    pub(super) fn discarded(&mut self, result: Result<(), String>) -> Vec<Effect> {
        match result {
            Ok(()) => self.go_home(),
            Err(why) => {
                self.notice = Some(Notice::trouble(words::not_discarded(&why)));
                Vec::new()
            }
        }
    }
}
