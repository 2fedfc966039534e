//! One ordered table of keys: it drives dispatch, the hint line, the help page, the palette and the table in the README.
//!
//! A row stands under the places where it holds, one or several: `Floor { .. }`, `Board Notes { .. }`. An act without a
//! key of its own has [`Key::ByName`] in its place: the palette finds it.

mod context;
mod key;

pub use context::Context;
pub use key::Key;

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::action::Action;
use crate::words::acts::{self, ActWords};

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub contexts: &'static [Context],
    /// Which key.
    pub key: Key,
    /// What it means there.
    pub action: Action,
    /// How it is called.
    pub words: ActWords,
}

macro_rules! bindings {
    ($($($context:ident)+ { $($key:expr => $action:ident, $words:ident;)* })*) => {
        /// Every key, in the order of the hint line and of the help page.
        pub const BINDINGS: &[&[Binding]] = &[$(&bindings!(@rows [$(Context::$context),+] $($key => $action, $words;)*)),*];
    };
    (@rows $contexts:tt $($key:expr => $action:ident, $words:ident;)*) => {
        [$(Binding { contexts: &$contexts, key: $key, action: Action::$action, words: acts::$words }),*]
    };
}

use Key::{Alt, ByName, Char, Code, Ctrl};
use KeyCode::{BackTab, Backspace, Down, End, Enter, Esc, F, Home as Pos1, Left, PageDown, PageUp, Right, Tab, Up};

bindings! {
    Home {
        Code(Enter) => Choose, OPEN;
        Char('g') => GroupPage, GROUP_PAGE;
        Char('n') => NewSession, NEW;
        Char('s') => StartNow, START_NOW;
        Char('/') => Search, SEARCH;
        Char('f') => Filter, FILTER;
        Char('d') => Due, DUE;
        Char('e') => SeeEvening, SEE;
        Char('q') => Leave, LEAVE;
    }
    Filter Search {
        Code(Enter) => Choose, OPEN;
    }
    Due {
        Char('d') => FollowUpDone, DONE;
        Char('o') => FollowUpOpen, STILL_OPEN;
        Char('/') => Search, SEARCH;
    }
    Setup {
        Code(Tab) => NextField, NEXT_FIELD;
        Code(BackTab) => PreviousField, PREVIOUS_FIELD;
        Code(Left) => Backward, CHANGE;
        Code(Right) => Forward, CHANGE;
        Code(F(2)) => OpenEvening, OPEN_EVENING;
    }
    Floor {
        Code(Enter) => Next, NEXT;
        Char(' ') => StartOrPause, START_PAUSE;
        Char('=') => CountAway, COUNT_AWAY;
        Char('+') => More, MORE;
        Char('r') => Reply, REPLY;
        Char('v') => Pass, PASS;
        Char('w') => PassForNow, PASS_FOR_NOW;
        Char('o') => AnotherRound, ANOTHER_ROUND;
        Char('n') => NoteLine, NOTE;
        Char('c') => StatementLine, STATEMENT;
        Char('b') => Board, BOARD;
        Char('f') => FollowUps, FOLLOW_UPS;
        Char('p') => Phases, PHASES;
        Char('q') => EndEvening, END_EVENING;
        Char('i') => NameThem, NAME_THEM;
        Char('g') => CallWhom, CALL_WHOM;
        Char('y') => Question, QUESTION;
        Char('!') => PointOfProcess, POINT;
        Char('@') => NameWhose, NAME_WHOSE;
        Char('h') => StayWith, STAY_WITH;
        Char('z') => Interruption, INTERRUPTION;
        Char('&') => HandsTogether, HANDS_TOGETHER;
        Char('>') => LetGoFirst, LET_GO_FIRST;
        Char('^') => PutFirst, PUT_FIRST;
        Char('x') => List, LIST;
        Char('\\') => PutSpeakerBack, PUT_SPEAKER_BACK;
        Char('e') => EndTurn, END_TURN;
        Char('-') => Less, LESS;
        Char('<') => PutStartBack, PUT_BACK;
        Char('k') => CallOnly, CALL_ONLY;
        Char('t') => Order, ORDER;
        Char('l') => Notes, NOTES;
        Char('s') => People, PEOPLE;
        Char('a') => Agreements, AGREEMENTS;
        Code(Tab) => Side, SIDE;
        Char('d') => ClockPage, CLOCK_PAGE;
        Char(',') => CallPause, CALL_PAUSE;
        Char('j') => Share, SHARE;
        Char('m') => Mirror, MIRROR;
        Char('.') => RecordRule, RULE;
        Char('*') => OffRecord, OFF_RECORD;
        Code(F(9)) => SaveElsewhere, SAVE_ELSEWHERE;
    }
    Line {
        Code(Enter) => Keep, KEEP;
        Code(Tab) => NextKind, NEXT_KIND;
        Alt(Enter) => NewLine, NEW_LINE;
        Ctrl('j') => NewLine, NEW_LINE;
    }
    Board {
        Char('g') => Confirm, CONFIRM;
        Char('w') => Reword, REWORD;
        Char('t') => TestAgreement, TEST;
        Char('l') => ConfirmLiving, CAN_LIVE;
        Char('d') => Hold, HOLD;
        Char('k') => Park, PARK;
        Char('o') => Reopen, REOPEN;
        Char('v') => Wordings, WORDINGS;
        Char('c') => StatementLine, STATEMENT;
        Char('f') => FollowUps, FOLLOW_UPS;
        Code(Tab) => TextPage, TEXT_PAGE;
        Char('r') => Bracket, BRACKET;
        Char('i') => Criticise, CRITICISE;
        Char('m') => Merge, MERGE;
        Char('y') => Split, SPLIT;
        Char('x') => Withdraw, WITHDRAW;
        Char('a') => Audience, AUDIENCE;
        Char('n') => NoteLine, NOTE;
    }
    Text {
        Char('w') => Reword, REWORD;
        Char('i') => Criticise, CRITICISE;
        Char('r') => Bracket, BRACKET;
        Char('d') => Draft, DRAFT;
        Char('v') => Wordings, CHANGES;
        Char('g') => Whole, WHOLE;
        Char('o') => Reopen, REOPEN;
        Char('c') => StatementLine, STATEMENT;
        Code(Tab) => Board, BOARD_PAGE;
    }
    Board Text {
        Char('<') => MoveUp, MOVE_UP;
        Char('>') => MoveDown, MOVE_DOWN;
        Alt(Up) => MoveUp, MOVE_UP;
        Alt(Down) => MoveDown, MOVE_DOWN;
        Char('e') => IntoText, INTO_TEXT;
        Char('s') => AllOrNothing, ALL_OR_NOTHING;
        Char('b') => Back, BACK;
    }
    FollowUps {
        Char('c') => NewFollowUp, NEW_FOLLOW_UP;
        Char('d') => FollowUpDone, DONE;
        Char('e') => EditFollowUp, EDIT_FOLLOW_UP;
        Char('x') => FollowUpDropped, DROPPED;
        Char('o') => FollowUpOpen, STILL_OPEN;
        Code(Tab) => Board, BOARD_PAGE;
        Char('f') => Back, BACK;
    }
    Asking {
        Code(Enter) => Choose, TAKE;
        Code(Tab) => Side, OTHER_SIDE;
        Char('w') => EditSide, EDIT_SIDE;
    }
    Collecting {
        Code(Enter) => Choose, TAKE;
        Code(Tab) => Side, OTHER_SIDE;
        Code(Backspace) => AnswerBack, ANSWER_BACK;
        Code(Esc) => Back, ABORT;
    }
    Restating {
        Char('y') => HeardYes, HEARD_YES;
        Char('n') => HeardNotQuite, HEARD_NOT_QUITE;
        Char('w') => HeardWaived, HEARD_WAIVED;
    }
    Notes {
        Char('e') => EditNote, EDIT;
        Code(Tab) => Rekind, REKIND;
        Char('x') => DeleteNote, DELETE;
        Char('n') => NoteLine, NOTE;
        Char('l') => Back, BACK;
    }
    People {
        Char('a') => AddPerson, ADD;
        Char('x') => LeftOrBack, LEFT;
        Char('e') => CorrectPerson, CORRECT;
        Char('<') => SeatUp, SEAT_UP;
        Char('>') => SeatDown, SEAT_DOWN;
        Char('-') => RemovePerson, REMOVE;
        Char('s') => Back, BACK;
    }
    Front {
        Code(Enter) => Choose, OPEN;
        Code(Tab) => Side, SIDE_OF;
        Char('x') => LastCall, LAST_CALL;
        Char('b') => CoverPhase, COVER;
    }
    Clock {
        Char('j') => Share, SHARE;
        Char('s') => Silence, SILENCE;
        Char(',') => CallPause, CALL_PAUSE;
        Char('f') => FloorToSpeaker, FLOOR_TO_SPEAKER;
        Char('w') => FloorToSilence, FLOOR_TO_SILENCE;
        Char('b') => Breath, BREATH;
        Char('r') => FromTheRest, FROM_THE_REST;
        Char('e') => EndLater, END_LATER;
        Char('k') => ParkQuestion, PARK_QUESTION;
        Char('t') => PartyTime, PARTY_TIME;
        Char('l') => Bell, BELL;
        Char('d') => Back, BACK;
    }
    Mirror {
        Char('m') => Back, BACK;
    }
    Seal {
        Char('s') => Seal, SEAL;
        Code(Enter) => PageDown, PAGE_DOWN;
        Char('c') => GoOn, GO_ON;
        Code(Esc) => GoOn, GO_ON;
        Char('n') => LookThrough, LOOK_THROUGH;
        Char('l') => Tomorrow, TOMORROW;
        Char('x') => Discard, DISCARD;
    }
    Review {
        Code(Tab) => NextPage, NEXT_PAGE;
        Char('k') => FilterKind, FILTER_KIND;
        Char('w') => FilterWho, FILTER_WHO;
        Char('p') => FilterPhase, FILTER_PHASE;
        Char('a') => FilterOff, FILTER_OFF;
        Char('f') => FollowUps, NEXT_FOLLOW_UP;
        Char('d') => FollowUpDone, DONE;
        Char('x') => FollowUpDropped, DROPPED;
        Char('o') => FollowUpOpen, STILL_OPEN;
        Char('e') => EditNote, AMEND;
        Code(BackTab) => PreviousPage, PREVIOUS_PAGE;
        Code(Right) => NextPage, NEXT_PAGE;
        Code(Left) => PreviousPage, PREVIOUS_PAGE;
        Char('r') => SeeEvening, REPLAY;
        Char('-') => Strike, STRIKE;
    }
    Timeline {
        Code(Tab) => NextPage, NEXT_PAGE;
        Code(BackTab) => PreviousPage, PREVIOUS_PAGE;
        Code(Down) => Down, NEXT_MOMENT;
        Code(Up) => Up, EARLIER_MOMENT;
        Code(Right) => Forward, FORWARD;
        Code(Left) => Backward, BACKWARD;
        Char('t') => Table, TABLE;
        Char('r') => SeeEvening, REPLAY;
        Code(Enter) => SeeEvening, REPLAY;
    }
    Review Timeline {
        Char('/') => Search, SEARCH;
    }
    Replay {
        Char(' ') => PauseReplay, PAUSE;
        Char('+') => Faster, FASTER;
        Char('-') => Slower, SLOWER;
        Code(Down) => Down, NEXT_TURN;
        Code(Up) => Up, EARLIER_TURN;
        Code(Right) => Forward, FORWARD;
        Code(Left) => Backward, BACKWARD;
        Code(PageDown) => PageDown, TEN_ON;
        Code(PageUp) => PageUp, TEN_BACK;
        Char('g') => GoTo, GO_TO;
        Code(Tab) => Side, SIDE;
    }
    Group {
        Code(Enter) => Choose, OPEN_EVENING_OF;
        Code(Tab) => NextPage, NEXT_PAGE;
        Char('n') => NewSession, NEXT_OF_GROUP;
        Char('e') => EditGroup, EDIT_GROUP;
        Char('s') => NextStage, NEXT_STAGE;
        Char('c') => Compare, COMPARE;
        Char('t') => Table, TABLE;
        Code(BackTab) => PreviousPage, PREVIOUS_PAGE;
        Code(Right) => NextPage, NEXT_PAGE;
        Code(Left) => PreviousPage, PREVIOUS_PAGE;
    }
    GroupEdit {
        Code(F(2)) => Keep, SAVE_GROUP;
        Code(Tab) => NextField, NEXT_FIELD;
        Code(BackTab) => PreviousField, PREVIOUS_FIELD;
        Code(Left) => Backward, CHOICE;
        Code(Right) => Forward, CHOICE;
    }
    Review Timeline {
        Char('c') => Compare, COMPARE;
        Char('g') => GroupPage, GROUP_PAGE;
    }
    Timeline Replay {
        Code(Pos1) => ToBeginning, TO_BEGINNING;
        Code(End) => ToEnd, TO_END;
    }
    LookingOn {
        Code(Enter) => Choose, CONTINUE_HERE;
        Code(Tab) => Side, SIDE;
    }
    Room {
        Char('q') => Leave, LEAVE_ROOM;
        Code(Esc) => Leave, LEAVE_ROOM;
        Ctrl('c') => Leave, LEAVE_ROOM;
        Ctrl('l') => Redraw, REDRAW;
        Ctrl('z') => Stop, STOP;
    }
    Board FollowUps Notes {
        Char('p') => Release, RELEASE;
        Char('-') => Strike, STRIKE;
    }
    Review Timeline {
        Char('h') => HandOn, HAND_ON;
        Char('m') => OwnPage, OWN_PAGE;
    }
    Leaks {
        Char('r') => Replace, REPLACE;
        Char('k') => KeepText, KEEP_TEXT;
        Char('x') => StrikeText, STRIKE_TEXT;
        Code(Enter) => Choose, LOOKED_THROUGH;
        Char('s') => Seal, SEAL;
    }
    HandingOn {
        Code(Enter) => Choose, TAKE;
        Code(Right) => Forward, STRICTER;
        Code(Left) => Backward, LESS_STRICT;
        Char('a') => TellAirtime, TELL_AIRTIME;
    }
    Own {
        Code(Enter) => EditNote, ANSWER;
        Char('n') => NoteLine, OBSERVE;
    }
    Floor Board Text FollowUps Notes People {
        Char('u') => Undo, UNDO;
        Ctrl('r') => Redo, REDO;
    }
    Floor Line Board Text FollowUps Asking Restating Notes People Front Clock Mirror {
        Code(F(2)) => Next, NEXT;
        Code(F(3)) => StartOrPause, START_PAUSE;
        Code(F(4)) => More, MORE;
        Code(F(5)) => RoomPage, ROOM_PAGE;
        Code(F(7)) => OffRecord, OFF_RECORD;
    }
    Home Filter Search Due Board Text FollowUps Asking Collecting Notes People Front Seal Review Group Compare Leaks HandingOn Own {
        Code(Up) => Up, UP;
        Code(Down) => Down, DOWN;
    }
    Home Filter Search Due Notes Seal Review Timeline Group Compare {
        Code(PageUp) => PageUp, PAGE_UP;
        Code(PageDown) => PageDown, PAGE_DOWN;
    }
    Filter Search Due Setup Line Board Text FollowUps Asking Restating Notes People Front Clock Mirror Review Timeline Replay Group GroupEdit Compare LookingOn Leaks HandingOn Own Broken {
        Code(Esc) => Back, BACK;
    }
    Due Review Timeline Replay Group Compare LookingOn Leaks HandingOn Own Broken {
        Char('q') => Back, BACK;
    }
    Home Due Floor Board Text FollowUps Asking Restating Notes People Front Clock Mirror Seal Review Timeline Replay Group Compare LookingOn Leaks HandingOn Own Broken {
        Char(':') => Palette, PALETTE;
        Char('?') => Help, HELP;
        ByName => Theme, THEME;
    }
    Home Filter Search Due Setup Floor Line Board Text FollowUps Asking Restating Notes People Front Clock Mirror Seal Review Timeline Replay Group GroupEdit Compare LookingOn Leaks HandingOn Own Broken {
        Code(F(10)) => Palette, PALETTE;
        Code(F(1)) => Help, HELP;
    }
    Home Filter Search Due Setup Floor Line Board Text FollowUps Asking Collecting Restating Notes People Front Clock Mirror Seal Review
    Timeline Replay Group GroupEdit Compare LookingOn Room Leaks HandingOn Own Broken {
        Code(F(8)) => Curtain, CURTAIN;
    }
    Home Filter Search Due Setup Floor Line Board Text FollowUps Asking Collecting Restating Notes People Front Seal Review Timeline Replay
    Group GroupEdit Compare LookingOn Leaks HandingOn Own Broken {
        Ctrl('l') => Redraw, REDRAW;
        Ctrl('c') => Leave, LEAVE;
        Ctrl('z') => Stop, STOP;
    }
}

/// What a key means here.
#[must_use]
pub fn action(context: Context, event: &KeyEvent) -> Option<Action> {
    of(context).find(|binding| binding.key.is(event)).map(|binding| binding.action)
}

/// The rows of one context.
pub fn of(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().copied().flatten().filter(move |binding| binding.contexts.contains(&context))
}

/// The rows of one context with the keys that mean the same put together: `Esc q`, as help and the README show them.
#[must_use]
pub fn merged(context: Context) -> Vec<(String, Action, ActWords)> {
    merge(of(context).copied())
}

/// Rows of one context, those that mean the same put together.
pub(super) fn merge(bindings: impl Iterator<Item = Binding>) -> Vec<(String, Action, ActWords)> {
    let mut rows: Vec<(String, Action, ActWords)> = Vec::new();
    for binding in bindings {
        match rows.iter_mut().find(|row| row.1 == binding.action || row.2 == binding.words) {
            Some(row) => row.0.extend([" ", &binding.key.name()]),
            None => rows.push((binding.key.name(), binding.action, binding.words)),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::CALL_KEYS;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for context in Context::ALL {
            let keys: Vec<Key> = of(context).map(|binding| binding.key).collect();
            for (place, key) in keys.iter().enumerate().filter(|(_, key)| **key != Key::ByName) {
                assert!(!keys[..place].contains(key), "{context:?} {}", key.name());
            }
        }
    }

    #[test]
    fn the_curtain_falls_everywhere() {
        for context in Context::ALL {
            assert!(of(context).any(|binding| binding.action == Action::Curtain), "{context:?}");
        }
    }

    #[test]
    fn no_act_takes_the_key_of_a_person() {
        for binding in BINDINGS.iter().copied().flatten() {
            assert!(!matches!(binding.key, Key::Char(c) if CALL_KEYS.contains(c)), "{}", binding.key.name());
        }
    }
}
