//! From what woke the program to what it asks of the world.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{
    Action, App, Confirm, Effect, Front, Home, Item, Live, Msg, Notice, Now, Overlay, Page, Purpose, Replay, Review,
    Screen, Sealing, Setup, Side, Source, keymap, setup::open_session,
};
use crate::{
    library::{LoadError, Recovered, Sealed, SessionId, Shelves},
    session::{Fact, Opening, PhaseIndex, Refusal, redact},
    words,
};

/// How far Page Up and Page Down go.
const PAGE: isize = 10;

impl App {
    /// Takes what woke the program, at this reading of the clocks.
    pub fn update(&mut self, msg: Msg, now: &Now) -> Vec<Effect> {
        let mut effects = match msg {
            Msg::Key(key) if key.kind == KeyEventKind::Release => Vec::new(),
            Msg::Key(key) => self.key(&key, now),
            Msg::Paste(text) => self.paste(&text),
            Msg::Mouse(_) | Msg::Resized => Vec::new(),
            Msg::Wake => self.wake(now),
            Msg::Hangup => vec![Effect::Quit],
            Msg::Listed { shelves, whole } => self.listed(shelves, whole),
            Msg::Loaded { source, result } => self.loaded(&source, result, now),
            Msg::Recovered(result) => self.recovered(result, now),
            Msg::Saved { id, entries } => self.saved(&id, |live| {
                live.saving.acknowledged = live.saving.acknowledged.max(entries);
                live.saving.trouble = None;
            }),
            Msg::NotSaved(trouble) => self.saved(&trouble.id, |live| live.saving.trouble = Some(trouble.why)),
            Msg::Previewed(text) => self.previewed(&text),
            Msg::Sealed(result) => self.sealed(result),
            Msg::Discarded(result) => self.discarded(result),
        };
        effects.extend(self.live_mut().and_then(Live::flush));
        effects
    }

    fn key(&mut self, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        self.notice = None;
        if self.overlay.is_some() {
            return self.overlay_key(key, now);
        }
        let context = self.context();
        let action = keymap::action(context, key);
        match action {
            Some(Action::Leave) => return self.leave(),
            Some(Action::Help) => {
                self.overlay = Some(Overlay::Help { context, scroll: 0 });
                return Vec::new();
            }
            _ => {}
        }
        match &mut self.screen {
            Screen::Home(_) => self.home(action, now),
            Screen::Setup(_) => self.setup(action, key, now),
            Screen::Live(_) => self.live_key(action, key, now),
            Screen::Sealing(_) => self.sealing(action, now),
            Screen::Review(review) => {
                match action {
                    Some(Action::NextPage) => review.turn(true),
                    Some(Action::PreviousPage) => review.turn(false),
                    Some(Action::Back) => return self.go_home(),
                    other => review.step(lines(other)),
                }
                Vec::new()
            }
            Screen::Replay(replay) => {
                match action {
                    Some(Action::PauseReplay) => replay.pause(now),
                    Some(Action::Forward) => replay.skip(true, now),
                    Some(Action::Backward) => replay.skip(false, now),
                    Some(Action::Side) => replay.side = other_side(replay.side),
                    Some(Action::Back) => return self.go_home(),
                    _ => {}
                }
                Vec::new()
            }
            Screen::Broken(_) => {
                if action == Some(Action::Back) {
                    self.go_home()
                } else {
                    Vec::new()
                }
            }
        }
    }

    /// Asks once where something could be lost or an evening runs.
    fn leave(&mut self) -> Vec<Effect> {
        let asks = match &self.screen {
            Screen::Live(_) | Screen::Sealing(_) => true,
            Screen::Setup(setup) => !setup.is_untouched(),
            Screen::Home(_) | Screen::Review(_) | Screen::Replay(_) | Screen::Broken(_) => false,
        };
        if !asks {
            return vec![Effect::Quit];
        }
        self.overlay = Some(Overlay::Confirm(Confirm::Leave));
        Vec::new()
    }

    fn overlay_key(&mut self, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let is_ctrl_c = key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL);
        match (&mut self.overlay, key.code) {
            (Some(Overlay::Help { scroll, .. }), KeyCode::Down) => *scroll += 1,
            (Some(Overlay::Help { scroll, .. }), KeyCode::Up) => *scroll = scroll.saturating_sub(1),
            (Some(Overlay::Confirm(confirm)), KeyCode::Enter) => {
                let confirm = *confirm;
                self.overlay = None;
                return self.confirmed(confirm, now);
            }
            (Some(Overlay::Confirm(Confirm::Leave)), _) if is_ctrl_c => return vec![Effect::Quit],
            (Some(Overlay::Confirm(_)), KeyCode::Esc) | (Some(Overlay::Help { .. }), _) => self.overlay = None,
            // Any other key leaves the question standing: nobody answers it by typing on.
            _ => {}
        }
        Vec::new()
    }

    fn confirmed(&mut self, confirm: Confirm, now: &Now) -> Vec<Effect> {
        match confirm {
            Confirm::Leave => return vec![Effect::Quit],
            Confirm::EndEvening => return self.end_evening(now),
            Confirm::DeleteNote(note) => {
                if let Screen::Live(live) = &mut self.screen {
                    let deleted = live.delete_note(note, now);
                    self.say(deleted);
                }
            }
            Confirm::Discard => {
                if let Some(live) = self.live() {
                    return vec![Effect::Discard(live.id.clone())];
                }
            }
        }
        Vec::new()
    }

    fn say(&mut self, result: Result<(), Refusal>) {
        if let (Err(refusal), Some(live)) = (result, self.live()) {
            self.notice = Some(Notice::trouble(words::refusal(&refusal, live.state())));
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.notice = None;
        match &mut self.screen {
            Screen::Setup(setup) => setup.paste(text),
            Screen::Live(live) => {
                if let Front::Line(line) = &mut live.front
                    && !line.editor.insert(text)
                {
                    self.notice = Some(Notice::trouble(words::TOO_LONG));
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn wake(&mut self, now: &Now) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Live(live) => live.heartbeat(now).into_iter().collect(),
            Screen::Replay(replay) => {
                replay.advance(now);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    // ── Home ──

    fn home(&mut self, action: Option<Action>, now: &Now) -> Vec<Effect> {
        let Screen::Home(home) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::Choose) => return self.open_marked(),
            Some(Action::NewSession) => self.screen = Screen::Setup(Box::new(Setup::new(0))),
            Some(Action::StartNow) => self.start_now(now),
            Some(Action::SeeEvening) => return vec![Effect::Load(Source::Evening)],
            other => home.step(lines(other)),
        }
        Vec::new()
    }

    fn open_marked(&mut self) -> Vec<Effect> {
        let Screen::Home(home) = &self.screen else { return Vec::new() };
        self.home_mark = home.marked;
        match home.item() {
            None => Vec::new(),
            Some(Item::Unfinished(place)) => {
                let unfinished = &self.shelves.unfinished[place];
                if unfinished.in_use {
                    self.notice = Some(Notice::trouble(words::IN_USE));
                    return Vec::new();
                }
                vec![Effect::Recover(unfinished.id.clone())]
            }
            Some(Item::Row(place)) => {
                let row = &self.shelves.rows[place];
                match &row.body {
                    Ok(_) => return vec![Effect::Load(Source::File(row.path.clone()))],
                    Err(error) => self.screen = Screen::Broken(error.clone()),
                }
                Vec::new()
            }
            Some(Item::Sample(place)) => vec![Effect::Load(Source::Sample(place))],
        }
    }

    /// Opens with nobody: names come as people speak.
    fn start_now(&mut self, now: &Now) {
        let Some(format) = self.formats.formats.first() else { return };
        let opening = Opening {
            title: words::date(now.wall),
            series: None,
            opened: now.wall,
            place: None,
            rule: format.record_rule,
            agreements: format.agreements.clone(),
            phases: format.phases.clone(),
            rounds_before: 0,
        };
        if let Ok(session) = open_session(opening, &[]) {
            let live = Live::new(SessionId::new(now.wall, now.chance), session, now);
            self.screen = Screen::Live(Box::new(live));
            self.notice = Some(Notice::good(words::STARTED_WITH_NOBODY));
        }
    }

    fn go_home(&mut self) -> Vec<Effect> {
        let mut home = Home { items: Vec::new(), marked: 0 };
        home.arrange(&self.shelves, self.shelves_whole, self.samples.len());
        home.marked = self.home_mark.min(home.items.len().saturating_sub(1));
        self.screen = Screen::Home(home);
        vec![Effect::List]
    }

    fn listed(&mut self, shelves: Shelves, whole: bool) -> Vec<Effect> {
        self.shelves = shelves;
        self.shelves_whole = whole;
        if let Screen::Home(home) = &mut self.screen {
            home.arrange(&self.shelves, whole, self.samples.len());
        }
        Vec::new()
    }

    fn loaded(&mut self, source: &Source, result: Result<Box<Sealed>, LoadError>, now: &Now) -> Vec<Effect> {
        // A late answer does not take the moderator away from where they are.
        if !matches!(self.screen, Screen::Home(_) | Screen::Sealing(_)) {
            return Vec::new();
        }
        self.screen = match (source, result) {
            (_, Err(error)) => Screen::Broken(error),
            (Source::Evening, Ok(sealed)) => Screen::Replay(Box::new(Replay::new(sealed.record, now))),
            (_, Ok(sealed)) => Screen::Review(Box::new(Review::new(sealed))),
        };
        Vec::new()
    }

    // ── Setting up ──

    fn setup(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let Screen::Setup(setup) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::NextField | Action::PreviousField) => setup.turn(action.unwrap_or(Action::NextField)),
            Some(Action::Forward | Action::Backward) => {
                if !setup.choose(action == Some(Action::Forward), &self.formats, &self.shelves.groups) {
                    setup.press(key);
                }
            }
            Some(Action::OpenEvening) => self.open_evening(now),
            Some(Action::Back) => return self.go_home(),
            _ if key.code == KeyCode::Enter && !key.modifiers.contains(KeyModifiers::ALT) => {
                if setup.enter() {
                    self.open_evening(now);
                }
            }
            _ => setup.press(key),
        }
        Vec::new()
    }

    fn open_evening(&mut self, now: &Now) {
        let Screen::Setup(setup) = &self.screen else { return };
        let Some(format) = self.formats.formats.get(setup.format) else { return };
        if let Ok((id, session)) = setup.open(format, &self.shelves.groups, now) {
            self.screen = Screen::Live(Box::new(Live::new(id, session, now)));
        }
    }

    // ── Live ──

    fn live_key(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let Screen::Live(live) = &mut self.screen else { return Vec::new() };
        if let (KeyCode::Char(c), true) = (key.code, key.modifiers.contains(KeyModifiers::ALT)) {
            let raised = live.state().roster.by_key(c).map(|person| person.id).map(|person| live.hand(now, person));
            self.say(raised.unwrap_or(Ok(())));
            return Vec::new();
        }
        if let Front::Line(line) = &mut live.front
            && action.is_none()
        {
            line.editor.press(key);
            return Vec::new();
        }
        if let (KeyCode::Char(c), None) = (key.code, action) {
            let meant = live.person_key(c, now);
            self.say(meant.unwrap_or(Ok(())));
            return Vec::new();
        }
        action.map_or_else(Vec::new, |action| self.live_act(action, now))
    }

    fn live_act(&mut self, action: Action, now: &Now) -> Vec<Effect> {
        let Screen::Live(live) = &mut self.screen else { return Vec::new() };
        let mut result = Ok(());
        match action {
            Action::EndEvening => self.overlay = Some(Overlay::Confirm(Confirm::EndEvening)),
            Action::DeleteNote => {
                if let Page::Notes(Some(note)) = live.page {
                    self.overlay = Some(Overlay::Confirm(Confirm::DeleteNote(note)));
                }
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => live.step(lines(Some(action))),
            Action::Board | Action::Notes | Action::People => live.open_page(action),
            Action::NoteLine => live.open_line(Purpose::Note),
            Action::StatementLine => live.open_line(Purpose::Statement),
            Action::Phases => {
                let next = live.state().phase_index().0 + 1;
                let last = live.state().opening.phases.len().saturating_sub(1);
                live.front = Front::Phases(PhaseIndex(next.min(last)));
            }
            Action::Agreements => live.front = Front::Agreements,
            Action::CallWhom => live.front = Front::CallWhom,
            Action::Side => live.side = other_side(live.side),
            Action::NextKind => {
                if let Front::Line(line) = &mut live.front
                    && line.has_kind()
                {
                    line.kind = line.kind.next();
                }
            }
            Action::NewLine => {
                if let Front::Line(line) = &mut live.front {
                    line.editor.new_line();
                }
            }
            Action::Keep => result = live.keep_line(now),
            Action::Choose => result = live.choose(now),
            Action::Back => match live.front {
                Front::Line(_) => live.leave_line(),
                Front::Keys => live.page = Page::Floor,
                Front::CallWhom | Front::Phases(_) | Front::Agreements | Front::Confirming { .. } => {
                    live.front = Front::Keys;
                }
            },
            other => {
                result = live.floor(other, now).or_else(|| live.page_act(other, now)).unwrap_or(Ok(()));
            }
        }
        self.say(result);
        Vec::new()
    }

    fn recovered(&mut self, result: Result<Box<Recovered>, String>, now: &Now) -> Vec<Effect> {
        let recovered = match result {
            Ok(recovered) => recovered,
            Err(why) => {
                self.notice = Some(Notice::trouble(words::not_recovered(&why)));
                return Vec::new();
            }
        };
        let damaged = recovered.damaged;
        let Some(live) = Live::recovered(*recovered, now) else {
            self.notice = Some(Notice::trouble(words::not_recovered(words::NO_OPENING)));
            return Vec::new();
        };
        self.notice = Some(Notice::good(words::recovered(live.state(), live.at(now), damaged)));
        if live.state().is_ended() {
            return self.show_sealing(Box::new(live));
        }
        self.screen = Screen::Live(Box::new(live));
        Vec::new()
    }

    fn saved(&mut self, id: &SessionId, change: impl FnOnce(&mut Live)) -> Vec<Effect> {
        if let Some(live) = self.live_mut().filter(|live| live.id == *id) {
            change(live);
        }
        Vec::new()
    }

    // ── Ending and sealing ──

    fn end_evening(&mut self, now: &Now) -> Vec<Effect> {
        let Screen::Live(live) = &mut self.screen else { return Vec::new() };
        live.leave_line();
        let ended = live.record(now, Fact::Ended(now.wall));
        if ended.is_err() {
            self.say(ended);
            return Vec::new();
        }
        let live = live.clone();
        self.show_sealing(live)
    }

    fn show_sealing(&mut self, mut live: Box<Live>) -> Vec<Effect> {
        let record = Box::new(redact(&live.session));
        let mut effects: Vec<Effect> = live.flush().into_iter().collect();
        effects.push(Effect::Preview { id: live.id.clone(), record });
        self.screen = Screen::Sealing(Box::new(Sealing { live, preview: None, scroll: 0, writing: false }));
        effects
    }

    fn previewed(&mut self, text: &str) -> Vec<Effect> {
        if let Screen::Sealing(sealing) = &mut self.screen {
            sealing.preview = Some(text.lines().map(str::to_owned).collect());
        }
        Vec::new()
    }

    fn sealing(&mut self, action: Option<Action>, now: &Now) -> Vec<Effect> {
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
        vec![Effect::Seal { id: sealing.live.id.clone(), record, group }]
    }

    fn sealed(&mut self, result: Result<std::path::PathBuf, String>) -> Vec<Effect> {
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

    fn discarded(&mut self, result: Result<(), String>) -> Vec<Effect> {
        match result {
            Ok(()) => self.go_home(),
            Err(why) => {
                self.notice = Some(Notice::trouble(words::not_discarded(&why)));
                Vec::new()
            }
        }
    }
}

/// How many lines a key moves.
const fn lines(action: Option<Action>) -> isize {
    match action {
        Some(Action::Up) => -1,
        Some(Action::Down) => 1,
        Some(Action::PageUp) => -PAGE,
        Some(Action::PageDown) => PAGE,
        _ => 0,
    }
}

const fn other_side(side: Side) -> Side {
    match side {
        Side::Board => Side::Airtime,
        Side::Airtime => Side::Board,
    }
}
