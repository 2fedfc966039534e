//! What was promised, in all groups.

use super::lines;
use crate::{
    app::{Action, App, Due, Effect, Notice, Now, Screen},
    library::Command,
    words,
};

impl App {
    pub(super) fn open_due(&mut self) {
        self.leave_home();
        self.screen = Screen::Due(Due::default());
        self.arrange_due();
    }

    /// The page says what the files of the groups say now.
    pub(super) fn arrange_due(&mut self) {
        if let Screen::Due(due) = &mut self.screen {
            due.arrange(&self.shelves.groups);
        }
    }

    pub(super) fn due(&mut self, action: Option<Action>, now: &Now) -> Vec<Effect> {
        let Screen::Due(due) = &mut self.screen else { return Vec::new() };
        let done = match action {
            Some(Action::Back) => return self.go_home(),
            Some(Action::FollowUpDone) => Some(now.wall.date_naive()),
            Some(Action::FollowUpOpen) => None,
            other => {
                due.step(lines(other));
                return Vec::new();
            }
        };
        let marked = due.promise().filter(|promise| promise.done.is_some() != done.is_some());
        marked.map_or_else(Vec::new, |promise| {
            vec![Command::FollowUp { group: promise.group.clone(), id: promise.id, done }.into()]
        })
    }

    pub(super) fn follow_up_written(&mut self, result: Result<(), String>) -> Vec<Effect> {
        match result {
            Ok(()) => vec![Effect::List],
            Err(why) => {
                self.notice = Some(Notice::trouble(words::not_marked(&why)));
                Vec::new()
            }
        }
    }
}
