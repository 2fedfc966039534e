//! A group's page, the page on which its file is edited, and two evenings side by side.

use std::path::PathBuf;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::lines;
use crate::{
    app::{
        Action, App, Compare, Effect, GroupEdit, GroupPage, GroupTab, Item, Notice, Now, Screen, Setup, Source, group,
        series_of,
    },
    library::{Command, Group, GroupEvening, Stage},
    session::Carried,
    words,
};

impl App {
    /// The page of the group to which the marked session belongs.
    pub(super) fn open_group_of_marked(&mut self) -> Vec<Effect> {
        let Some(name) = self.marked_group().map(str::to_owned) else {
            self.notice = Some(Notice::trouble(words::NO_GROUP));
            return Vec::new();
        };
        self.leave_home();
        self.open_group(name)
    }

    /// The group to which the session belongs that is marked, or looked at.
    pub(in crate::app) fn marked_group(&self) -> Option<&str> {
        match &self.screen {
            Screen::Home(home) => match home.item()? {
                Item::Row(place) => series_of(&self.shelves, place),
                Item::Unfinished(_) | Item::Sample(_) => None,
            },
            // A sample stands on no shelf.
            Screen::Review(review) => review.path.as_ref().and(review.state.opening.series.as_deref()),
            _ => None,
        }
    }

    /// The page of a group; its evenings come as they are read.
    pub(super) fn open_group(&mut self, name: String) -> Vec<Effect> {
        let files = group::files_of(&self.shelves, &name);
        self.screen = Screen::Group(Box::new(GroupPage::new(name.clone(), files.len())));
        vec![Effect::ReadGroup { name, files }]
    }

    /// The list grew while a group was looked at.
    pub(super) fn read_more_of_group(&mut self) -> Vec<Effect> {
        let Screen::Group(page) = &mut self.screen else { return Vec::new() };
        let files = group::files_of(&self.shelves, &page.name);
        if files.len() <= page.expected {
            return Vec::new();
        }
        let is_known = |file: &PathBuf| page.evenings.iter().any(|evening| evening.path.as_ref() == Some(file));
        let (name, expected) = (page.name.clone(), files.len());
        page.expected = expected;
        vec![Effect::ReadGroup { name, files: files.into_iter().filter(|file| !is_known(file)).collect() }]
    }

    pub(super) fn group_read(&mut self, name: &str, evenings: Vec<GroupEvening>, unreadable: usize) -> Vec<Effect> {
        if let Screen::Group(page) = &mut self.screen
            && page.name == name
        {
            page.take(evenings, unreadable, group::known(&self.shelves, name));
        }
        Vec::new()
    }

    pub(super) fn group_page(&mut self, action: Option<Action>) -> Vec<Effect> {
        let Screen::Group(page) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::NextPage) => page.turn(true),
            Some(Action::PreviousPage) => page.turn(false),
            Some(Action::Table) => page.as_table = !page.as_table,
            Some(Action::Choose) => {
                if let Some(path) = page.to_open().map(PathBuf::from) {
                    self.group_target = page.target();
                    self.group_behind = Some(page.clone());
                    return vec![Effect::Load(Source::File(path))];
                }
            }
            Some(Action::Compare) => self.compare_marked(),
            Some(Action::NewSession) => self.next_of_group(),
            Some(Action::EditGroup) => self.edit_group(),
            Some(Action::NextStage) => return self.next_stage(),
            Some(Action::Back) => return self.go_home(),
            other => page.step(lines(other)),
        }
        Vec::new()
    }

    /// The first press says which evening, the second on another one compares them.
    fn compare_marked(&mut self) {
        let Screen::Group(page) = &mut self.screen else { return };
        let Some(marked) = page.marked_evening().filter(|_| page.tab == GroupTab::Evenings).cloned() else { return };
        let first = page.compared.take();
        let other = page.evenings.iter().find(|evening| evening.path == first && evening.id != marked.id).cloned();
        match (first, other) {
            (Some(_), Some(other)) => {
                let behind = page.clone();
                self.screen = Screen::Compare(Box::new(Compare::new(other, marked, Some(behind))));
            }
            (Some(_), None) => {}
            (None, _) => {
                page.compared.clone_from(&marked.path);
                self.notice = Some(Notice::good(words::compare_with(&marked.title)));
            }
        }
    }

    /// From the page of a session: this one is remembered, and compared with the next one on which the key is pressed.
    pub(super) fn compare_review(&mut self) {
        let Screen::Review(review) = &self.screen else { return };
        let this = GroupEvening::of(review.path.clone(), &review.sealed);
        if let Some(first) = self.compared.take().filter(|first| first.id != this.id) {
            let behind = self.group_behind.take();
            self.screen = Screen::Compare(Box::new(Compare::new(*first, this, behind)));
            return;
        }
        self.notice = Some(Notice::good(words::compare_with(&this.title)));
        self.compared = Some(Box::new(this));
    }

    /// What is known of the group that is looked at; a group without a file begins one with what its evenings say.
    fn group_in_front(&self) -> Option<Group> {
        let Screen::Group(page) = &self.screen else { return None };
        Some(group::known(&self.shelves, &page.name).cloned().unwrap_or_else(|| Group {
            name: page.name.clone(),
            people: Vec::new(),
            format: None,
            evenings: u32::try_from(page.expected).unwrap_or(u32::MAX),
            rounds_held: 0,
            stage: None,
            agreements: Vec::new(),
            carried: Carried::default(),
        }))
    }

    /// The next evening: people, format, agreements, what is open and promised come out of the group's file.
    fn next_of_group(&mut self) {
        let Some(group) = self.group_in_front() else { return };
        let mut setup = Setup::new(0);
        setup.fill_from(&group, &self.formats);
        self.screen = Screen::Setup(Box::new(setup));
    }

    fn edit_group(&mut self) {
        let Some(known) = self.group_in_front() else { return };
        let Screen::Group(page) = &self.screen else { return };
        self.group_behind = Some(page.clone());
        self.screen = Screen::GroupEdit(Box::new(GroupEdit::new(&known)));
    }

    fn next_stage(&self) -> Vec<Effect> {
        let Some(before) = self.group_in_front() else { return Vec::new() };
        let group = Group { stage: Stage::step(before.stage, true), ..before.clone() };
        vec![self.saving_group(before, group)]
    }

    /// A group without a file has none that could have changed meanwhile.
    fn saving_group(&self, before: Group, group: Group) -> Effect {
        let before = group::known(&self.shelves, &before.name).map(|_| Box::new(before));
        Command::SaveGroup { before, group: Box::new(group) }.into()
    }

    pub(super) fn group_saved(&mut self, result: Result<Box<Group>, String>) -> Vec<Effect> {
        match result {
            Ok(group) => {
                self.notice = Some(Notice::good(words::group_saved(&group)));
                let is_this = |one: &Group| one.name == group.name;
                match self.shelves.groups.iter_mut().find(|one| is_this(one)) {
                    Some(known) => *known = *group,
                    None => self.shelves.groups.push(*group),
                }
                if matches!(self.screen, Screen::GroupEdit(_)) {
                    self.back_to_group();
                }
            }
            Err(why) => self.notice = Some(Notice::trouble(words::group_not_saved(&why))),
        }
        Vec::new()
    }

    pub(super) fn group_edit(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let today = now.wall.date_naive();
        let Screen::GroupEdit(edit) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::NextField) => edit.turn(true),
            Some(Action::PreviousField) => edit.turn(false),
            Some(Action::Forward | Action::Backward) => {
                let is_choice = edit.choose(action == Some(Action::Forward), &self.formats);
                if !is_choice {
                    edit.press(key);
                }
            }
            Some(Action::Keep) => {
                let (before, group) = (edit.before.clone(), edit.group(today));
                if group == before {
                    self.back_to_group();
                    return Vec::new();
                }
                return vec![self.saving_group(before, group)];
            }
            Some(Action::Back) if edit.warned || !edit.is_changed(today) => self.back_to_group(),
            Some(Action::Back) => {
                edit.warned = true;
                self.notice = Some(Notice::trouble(words::GROUP_UNSAVED));
            }
            _ if key.code == KeyCode::Enter => edit.new_line(),
            _ if !key.modifiers.contains(KeyModifiers::ALT) => edit.press(key),
            _ => {}
        }
        Vec::new()
    }

    fn back_to_group(&mut self) {
        if let Some(page) = self.group_behind.take() {
            self.screen = Screen::Group(page);
        }
    }

    /// Back from a session or a comparison: to the group's page if one came from there.
    pub(super) fn back_from_session(&mut self) -> Vec<Effect> {
        if self.group_behind.is_some() {
            self.back_to_group();
            return Vec::new();
        }
        self.go_home()
    }

    pub(super) fn compare(&mut self, action: Option<Action>) -> Vec<Effect> {
        let Screen::Compare(compare) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::Back) => {
                if let Some(page) = compare.behind.take() {
                    self.screen = Screen::Group(page);
                    return Vec::new();
                }
                return self.go_home();
            }
            other => compare.scroll = compare.scroll.saturating_add_signed(lines(other)),
        }
        Vec::new()
    }
}
