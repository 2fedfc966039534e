//! From what woke the program to what it asks of the world.

mod due;
mod group;
mod handing_on;
mod keyboard;
mod leaving;
mod looking_on;
mod mouse;
mod own_page;
mod palette;
mod records;
mod review;
mod sealing;
mod search;
mod settings;
mod start;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{
    Action, App, Confirm, Effect, Front, Live, Msg, Notice, Now, Overlay, Page, Palette, Purpose, Screen, Side,
};
use crate::{
    library::{Answer, Command, Recovered, SessionId},
    session::{OrderRule, PhaseIndex, Refusal},
    words,
};

/// How far Page Up and Page Down go.
const PAGE: isize = 10;

impl App {
    /// Takes what woke the program, at this reading of the clocks.
    pub fn update(&mut self, msg: Msg, now: &Now) -> Vec<Effect> {
        if let Some(live) = self.live_mut() {
            if matches!(msg, Msg::Continued) {
                live.continued(now);
            }
            live.look_at_clocks(now);
        }
        let rings = match &mut self.screen {
            Screen::Live(live) => live.rings(now) && self.bell,
            _ => false,
        };
        let mut effects = match msg {
            Msg::Key(key) if key.kind == KeyEventKind::Release => Vec::new(),
            Msg::Key(key) => self.key(&key, now),
            Msg::Paste(text) => self.paste(&text),
            Msg::Touched(mouse, target) => self.touched(mouse, target, now),
            Msg::PhraseTried(is_right) => self.phrase_tried(is_right),
            Msg::Mouse(_) | Msg::Resized => Vec::new(),
            Msg::Wake => self.wake(now),
            Msg::Hangup => self.hung_up(),
            Msg::Stop => self.stop(),
            Msg::Continued => vec![Effect::TakeTerminal],
            Msg::CannotStop => self.cannot_stop(),
            Msg::Listed { shelves, whole } => self.listed(shelves, whole),
            Msg::Loaded { source, result } => self.loaded(&source, result, now),
            Msg::Samples(samples) => self.sampled(samples),
            Msg::GroupRead { name, evenings, unreadable } => self.group_read(&name, evenings, unreadable),
            Msg::Found(found) => self.found(*found),
            Msg::Glanced(glance) => self.glanced(glance),
            Msg::Seen { id, seen } => self.seen(&id, seen),
            Msg::Room(news) => self.hear_of_room(news),
            Msg::HandedOn(result) => self.handed_on(result),
            Msg::Written(answer) => self.written(answer, now),
        };
        // What the program knows is handed to the disk before it stops or leaves.
        let last = effects.iter().position(is_last);
        let (leaving, place) = (last.is_some(), last.unwrap_or(effects.len()));
        let curtain = self.curtain.is_some();
        if let Some(live) = self.live_mut() {
            let asked = [live.flush(), live.flush_drafts(now, leaving), live.take_move(), live.show(now, curtain)];
            effects.splice(place..place, asked.into_iter().flatten());
        }
        if rings {
            effects.insert(0, Effect::Bell);
        }
        effects
    }

    /// What the writer says.
    fn written(&mut self, answer: Answer, now: &Now) -> Vec<Effect> {
        match answer {
            Answer::Recovered(result) => self.recovered(result, now),
            Answer::Saved { id, entries } => {
                self.saved(&id, |live| {
                    live.saving.acknowledged = live.saving.acknowledged.max(entries);
                    live.saving.trouble = None;
                });
                self.saved_while_leaving()
            }
            Answer::Settled(is_all) => self.settled(is_all),
            Answer::NotSaved(trouble) => {
                self.saved(&trouble.id.clone(), |live| live.not_saved(trouble));
                Vec::new()
            }
            Answer::Moved { folder, remembered } => {
                self.notice = Some(Notice::good(words::moved(&folder, remembered)));
                Vec::new()
            }
            Answer::Previewed(text) => self.previewed(&text),
            Answer::Sealed(result) => self.sealed(result),
            Answer::Amended(result) => self.amended(result),
            Answer::GroupSaved(result) => self.group_saved(result),
            Answer::FollowUp(result) => self.follow_up_written(result),
            Answer::Struck(result) => self.struck(result),
            Answer::StruckSealed(result) => self.struck_sealed(result),
            Answer::Own { id, result } => self.own_read(&id, result),
            Answer::Discarded(result) => self.discarded(result),
        }
    }

    fn stop(&mut self) -> Vec<Effect> {
        if let Some(live) = self.live_mut() {
            live.stop();
        }
        vec![Effect::Stop]
    }

    fn key(&mut self, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let key = &self.as_meant(key);
        let context = self.context();
        let action = self.keys.action(context, key);
        if self.curtain.is_some() || action == Some(Action::Curtain) {
            return self.curtain_key(action, key);
        }
        self.notice = None;
        if action == Some(Action::Stop) {
            return self.stop();
        }
        match &self.overlay {
            Some(Overlay::Palette(_)) => self.palette_key(key, action, now),
            Some(_) => self.overlay_key(key, now),
            None => self.act(action, key, now),
        }
    }

    /// An act, by the key that means it here or by its name; a key that means none is text or a person.
    fn act(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        match action {
            Some(Action::Stop) => return self.stop(),
            Some(Action::Leave) => return self.leave(now),
            Some(Action::Redraw) => return vec![Effect::Redraw],
            Some(Action::Theme) => {
                self.next_theme();
                return Vec::new();
            }
            Some(Action::Search) => return self.open_search(),
            Some(Action::Help) => {
                self.overlay = Some(Overlay::Help { context: self.context(), scroll: 0 });
                return Vec::new();
            }
            Some(Action::Palette) => {
                self.overlay = Some(Overlay::Palette(Box::new(Palette::new(self.context(), self.keys.clone()))));
                return Vec::new();
            }
            _ => {}
        }
        match &mut self.screen {
            Screen::Home(home) if home.filter.is_some() => self.filter(action, key),
            Screen::Home(_) => self.home(action, now),
            Screen::Search(_) => self.search(action, key),
            Screen::Due(_) => self.due(action, now),
            Screen::Setup(_) => self.setup(action, key, now),
            Screen::Live(_) => self.live_key(action, key, now),
            Screen::Sealing(_) => self.sealing(action, now),
            Screen::Review(_) => self.review(action, key, now),
            Screen::Replay(_) => self.replay(action, key, now),
            Screen::Group(_) => self.group_page(action),
            Screen::GroupEdit(_) => self.group_edit(action, key, now),
            Screen::Compare(_) => self.compare(action),
            Screen::LookingOn(_) => self.looking_on(action),
            Screen::Room(_) => Vec::new(),
            Screen::HandingOn(_) => self.handing_on(action, key),
            Screen::OwnPage(_) => self.own_page(action, key, now),
            Screen::Broken(_) => {
                if action == Some(Action::Back) {
                    self.back_from_session()
                } else {
                    Vec::new()
                }
            }
        }
    }

    /// Asks once where something could be lost or an evening runs.
    fn leave(&mut self, now: &Now) -> Vec<Effect> {
        let asks = match &self.screen {
            Screen::Live(_) | Screen::Sealing(_) => true,
            Screen::Setup(setup) => !setup.is_untouched(),
            Screen::Review(review) => review.line.is_some(),
            Screen::GroupEdit(edit) => edit.is_changed(now.wall.date_naive()),
            Screen::OwnPage(page) => page.line.is_some(),
            Screen::Home(_)
            | Screen::HandingOn(_)
            | Screen::Search(_)
            | Screen::Due(_)
            | Screen::Replay(_)
            | Screen::Group(_)
            | Screen::Compare(_)
            | Screen::LookingOn(_)
            | Screen::Room(_)
            | Screen::Broken(_) => false,
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
            (Some(Overlay::Confirm(Confirm::Leave)), _) if is_ctrl_c => return self.leave_once_saved(),
            (Some(Overlay::Leaving(_)), _) => return self.leaving_key(key),
            (Some(Overlay::Confirm(_)), KeyCode::Esc) | (Some(Overlay::Help { .. } | Overlay::Told(_)), _) => {
                self.overlay = None;
            }
            // Any other key leaves the question standing: nobody answers it by typing on.
            _ => {}
        }
        Vec::new()
    }

    fn confirmed(&mut self, confirm: Confirm, now: &Now) -> Vec<Effect> {
        match confirm {
            Confirm::Leave => return self.leave_once_saved(),
            Confirm::EndEvening => return self.end_evening(now),
            Confirm::DeleteNote(note) => {
                if let Screen::Live(live) = &mut self.screen {
                    let deleted = live.delete_note(note, now);
                    self.say(deleted);
                }
            }
            Confirm::Strike(piece) => return self.strike(piece, now),
            Confirm::Discard => {
                if let Some(live) = self.live() {
                    return vec![Command::Discard(live.id.clone()).into()];
                }
            }
        }
        Vec::new()
    }

    fn say(&mut self, result: Result<(), Refusal>) {
        if let (Err(refusal), Some(live)) = (result, self.live()) {
            self.notice = Some(Notice::trouble(words::refusal(&refusal, live.state())));
        } else if let Some(tidings) = self.live_mut().and_then(Live::take_tidings) {
            self.notice = Some(Notice::good(tidings));
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.curtain.is_some() {
            return Vec::new();
        }
        self.notice = None;
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.editor.insert(&text.replace(['\r', '\n'], " "));
            palette.marked = 0;
            return Vec::new();
        }
        match &mut self.screen {
            Screen::Home(home) if home.filter.is_some() => {
                let line = text.replace(['\r', '\n'], " ");
                home.filter.as_mut().map(|filter| filter.insert(&line));
                return self.narrow();
            }
            Screen::Search(search) => return search.paste(text).into_iter().collect(),
            Screen::Setup(setup) => setup.paste(text),
            Screen::GroupEdit(edit) => {
                let fits = edit.paste(text);
                if !fits {
                    self.notice = Some(Notice::trouble(words::TOO_LONG));
                }
            }
            Screen::Live(live) => {
                if let Front::Line(line) = &mut live.front
                    && !line.editor.insert(text)
                {
                    self.notice = Some(Notice::trouble(words::TOO_LONG));
                }
            }
            Screen::HandingOn(handing) => handing.paste(text),
            Screen::OwnPage(page) => {
                let fits = page.line.as_mut().is_none_or(|line| line.insert(text));
                if !fits {
                    self.notice = Some(Notice::trouble(words::TOO_LONG));
                }
            }
            Screen::Review(review) => {
                let fits = review.line.as_mut().is_none_or(|line| line.editor.insert(text));
                if !fits {
                    self.notice = Some(Notice::trouble(words::TOO_LONG));
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn wake(&mut self, now: &Now) -> Vec<Effect> {
        match &mut self.screen {
            Screen::LookingOn(_) => self.look_again(),
            Screen::Live(live) => live.heartbeat(now).into_iter().collect(),
            Screen::Replay(replay) => {
                replay.advance(now);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn live_key(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let Screen::Live(live) = &mut self.screen else { return Vec::new() };
        if let (KeyCode::Char(c), true) = (key.code, key.modifiers.contains(KeyModifiers::ALT)) {
            let raised = live.state().roster.by_key(c).map(|person| person.id).map(|person| live.tap(now, person));
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
            Action::Strike => self.ask_to_strike(),
            Action::RecordRule => live.open_rule(),
            Action::Side if matches!(live.front, Front::Rule(_)) => live.turn_rule_page(),
            Action::DeleteNote => {
                if let Page::Notes(Some(note)) = live.page {
                    self.overlay = Some(Overlay::Confirm(Confirm::DeleteNote(note)));
                }
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => live.step(lines(Some(action))),
            Action::FollowUps if live.page == Page::Floor && live.open_restating() => {}
            Action::Board | Action::TextPage | Action::FollowUps | Action::Notes | Action::People => {
                live.open_page(action);
            }
            Action::HeardYes | Action::HeardNotQuite | Action::HeardWaived => result = live.heard(now, action),
            Action::EditSide => live.edit_side(),
            Action::AnswerBack => live.take_answer_back(),
            Action::NoteLine => live.open_line(Purpose::Note),
            Action::StatementLine => live.open_line(Purpose::Statement),
            Action::Phases => {
                let next = live.state().phase_index().0 + 1;
                let last = live.state().opening.phases.len().saturating_sub(1);
                live.front = Front::Phases(PhaseIndex(next.min(last)));
            }
            Action::RoomPage => self.notice = Some(Notice::good(words::room_shows(live.turn_room_page()))),
            Action::ClockPage => live.front = Front::Clock,
            Action::Mirror => live.front = Front::Mirror,
            Action::Bell => {
                live.front = Front::Keys;
                self.bell = !self.bell;
                self.notice = Some(Notice::good(words::bell_is(self.bell)));
            }
            Action::Agreements => live.front = Front::Agreements,
            Action::CallWhom if live.state().roster.present().next().is_none() => result = Err(Refusal::CircleEmpty),
            Action::CallWhom => live.front = Front::CallWhom,
            Action::Next if live.state().order() == OrderRule::TalkingPiece && !live.is_ahead_of_queue() => {
                live.front = Front::CallWhom;
            }
            Action::Order => live.front = Front::Orders(live.state().order()),
            Action::NameThem if live.state().order().has_chosen() => {
                live.front = Front::Naming(live.state().chosen.clone());
            }
            Action::NameThem => result = Err(Refusal::NobodyIsChosen),
            Action::Side if matches!(live.front, Front::Naming(_)) => live.name_a_side(),
            Action::Side if matches!(live.front, Front::Board(_)) => live.other_on_board(),
            Action::SaveElsewhere => {
                if live.saving.trouble.is_some() {
                    live.open_line(Purpose::Elsewhere);
                }
            }
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
                Front::CallWhom
                | Front::Whose(_)
                | Front::FloorToWhom
                | Front::Clock
                | Front::Mirror
                | Front::Rule(_)
                | Front::Phases(_)
                | Front::Orders(_)
                | Front::Naming(_)
                | Front::Agreements => live.front = Front::Keys,
                Front::Board(_) => live.leave_asking(),
            },
            other => {
                let done = live.record_act(other, now).or_else(|| live.floor(other, now));
                let done = done.or_else(|| live.take_offer(other, now));
                result = done.or_else(|| live.page_act(other, now)).unwrap_or(Ok(()));
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
        let (aside, missing, drafts) = (recovered.aside.clone(), recovered.missing, recovered.drafts.len());
        let Some(mut live) = Live::recovered(*recovered, now) else {
            self.notice = Some(Notice::trouble(words::not_recovered(words::NO_OPENING)));
            return Vec::new();
        };
        self.furnish(&mut live);
        let back = words::recovered(live.state(), live.at(now), drafts);
        match aside {
            Some(aside) => self.overlay = Some(Overlay::Told(words::came_back(&back, &aside, missing))),
            None => self.notice = Some(Notice::good(back)),
        }
        if live.state().is_ended() {
            return self.show_sealing(Box::new(live), now);
        }
        self.screen = Screen::Live(Box::new(live));
        Vec::new()
    }

    fn saved(&mut self, id: &SessionId, change: impl FnOnce(&mut Live)) {
        if let Some(live) = self.live_mut().filter(|live| live.id == *id) {
            change(live);
        }
    }
}

/// Whether the program stops, leaves, or wants to hear that everything is on the disk: what it knows goes there first.
const fn is_last(effect: &Effect) -> bool {
    matches!(effect, Effect::Stop | Effect::Quit | Effect::Abandon | Effect::Write(Command::Settle))
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
        Side::Airtime => Side::Turns,
        Side::Turns => Side::Board,
    }
}
