//! Ending and sealing: the way out of an evening.

use std::path::PathBuf;

use chrono::Timelike;

use super::{handing_on::chosen, lines};
use crate::{
    app::{Action, App, Confirm, Effect, LeakList, Live, Notice, Now, Overlay, Screen, Sealing, Source},
    library::{Command, Kept, OwnChange},
    session::{Checked, Fact, Record, Wall},
    words,
};

/// From nine in the evening until six in the morning: after an evening of two or three hours nobody reads names well.
fn is_late(wall: Wall) -> bool {
    !(6..21).contains(&wall.hour())
}

impl Sealing {
    /// What remains, as it was chosen.
    fn remains(&self) -> Box<Record> {
        Box::new(self.leaks.check.seal(&self.live.session).record)
    }
}

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
        self.show_sealing(live, now)
    }

    /// By day what would tell is looked through first. Late in the evening nobody looks well: everything is withheld then,
    /// and the evening can stay unsealed until the next day.
    pub(super) fn show_sealing(&mut self, mut live: Box<Live>, now: &Now) -> Vec<Effect> {
        let check = self.leak_check(live.state().opening.series.as_deref());
        let Checked { record, leaks } = check.seal(&live.session);
        let late = is_late(now.wall);
        let mut effects: Vec<Effect> = live.flush().into_iter().collect();
        effects.push(Command::Preview { id: live.id.clone(), record: Box::new(record) }.into());
        let (looking, leaks) = (!late && !leaks.is_empty(), LeakList::new(leaks, check));
        let sealing = Sealing { live, preview: None, scroll: 0, writing: false, leaks, looking, late };
        self.screen = Screen::Sealing(Box::new(sealing));
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
            Some(Action::Choose | Action::Back) if sealing.looking => {
                (sealing.looking, sealing.scroll) = (false, 0);
                return vec![Command::Preview { id: sealing.live.id.clone(), record: sealing.remains() }.into()];
            }
            other if sealing.looking && other != Some(Action::Seal) => match chosen(other) {
                Some(choice) => sealing.leaks.choose(choice),
                None => sealing.leaks.go(lines(other)),
            },
            Some(Action::LookThrough) => sealing.looking = !sealing.leaks.leaks.is_empty(),
            Some(Action::Tomorrow) if sealing.late => return self.leave_once_saved(),
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
        let group =
            sealing.live.group(format.map(|format| format.name.clone()), before, &sealing.leaks.check).map(Box::new);
        let id = sealing.live.id.clone();
        let mirror = sealing.live.mirror_lines();
        let own =
            (!mirror.is_empty()).then(|| Command::ChangeOwn { id: id.clone(), change: OwnChange::Mirror(mirror) });
        let confided = sealing.live.state().confided().into_iter().map(Kept::from).collect();
        let seal = Command::Seal { id, record: sealing.remains(), group, confided };
        own.into_iter().chain([seal]).map(Effect::from).collect()
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
