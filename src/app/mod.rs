//! The screens: an enum that carries its state, one table of keys, and an update that returns what it asks of the world.
//!
//! [`App::update`] takes what woke the program and the one reading of the clocks, changes the screen in front, and
//! returns effects. It touches no disk, no terminal and no clock.

mod action;
mod compare;
mod curtain;
mod due;
mod editor;
mod effect;
mod group;
mod group_edit;
mod handing_on;
mod home;
pub mod keymap;
mod keys;
pub mod layouts;
mod leaks;
mod live;
mod looking_on;
mod msg;
mod own_page;
mod palette;
mod review;
mod room;
mod search;
mod setup;
mod update;

pub use action::Action;
pub use compare::Compare;
pub use curtain::{Curtain, Phrase};
pub use due::Due;
pub use editor::{Caret, Editor};
pub use effect::{Effect, Source};
pub use group::{GroupPage, GroupTab};
pub use group_edit::{GroupEdit, GroupField};
pub use handing_on::{HandingOn, HandingStep};
pub use home::{Home, HomeLine, Item, series_of};
pub use keys::{KeyRefusal, KeyTrouble, Keymap, check_layouts};
pub use leaks::LeakList;
pub use live::{
    Absence, Asking, CALM_STEP, CLOCK_ACTS, ClockOffer, Collecting, Front, Line, Live, Page, RulePage, STEP, Saving,
    SetUp, SetUpField, Side, Whose,
};
pub use looking_on::LookingOn;
pub use msg::{Mono, Msg, Now, Touch};
pub use own_page::{OwnItem, OwnPage};
pub use palette::{Offer, Palette};
pub use review::{Mended, Mending, NoteFilter, Replay, Review, ReviewPage};
pub use room::Room;
pub use search::Search;
pub use setup::{Field, Setup, open_session};

pub use crate::library::{Purpose, SaveTrouble};
use crate::{
    library::{Formats, GroupEvening, LoadError, Settings, Shelves, Summary, Target},
    session::{NoteId, Piece, Span},
};
use keymap::Context;
use layouts::Layouts;

/// Everything on the screen.
#[derive(Clone, Debug)]
pub struct App {
    /// The screen in front.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// A sentence that stays until the next key.
    pub notice: Option<Notice>,
    /// What is on the shelves, as far as it is known.
    pub shelves: Shelves,
    /// Whether nothing is missing from the shelves.
    pub shelves_whole: bool,
    /// The formats on offer.
    pub formats: Formats,
    /// The samples in the program; asked for where there is nothing else to list, since to read them takes longer than to
    /// draw the first frame.
    pub samples: Vec<Summary>,
    /// The curtain, while it is down.
    pub curtain: Option<Curtain>,
    /// Whether a passphrase is set that brings the screen back.
    pub curtain_is_locked: bool,
    /// Whether the user has asked for a bell.
    pub bell: bool,
    /// The group from whose page one came.
    group_behind: Option<Box<GroupPage>>,
    /// What is looked at first in the session that is opened from there.
    group_target: Option<Target>,
    /// An evening that another one will be compared with.
    compared: Option<Box<GroupEvening>>,
    /// The keys as the user has them.
    pub keys: Keymap,
    /// What the user has set.
    pub settings: Settings,
    /// What the mouse holds.
    held: Option<Touch>,
    /// The keyboard layouts that are known.
    pub layouts: Layouts,
    /// The list as it was left.
    home_left: Option<Home>,
    /// The search from which the session in front was opened.
    search_left: Option<Box<Search>>,
    /// What was begun on the set-up page and left.
    setup_draft: Option<Box<Setup>>,
}

/// Where one is. A file that does not load is a place too.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The list of sessions.
    Home(Home),
    /// Setting up a session.
    Setup(Box<Setup>),
    /// The evening as it runs.
    Live(Box<Live>),
    /// What will remain of an evening whose clocks are stopped.
    Sealing(Box<Sealing>),
    /// A past session.
    Review(Box<Review>),
    /// A past session that is handed on.
    HandingOn(Box<HandingOn>),
    /// The moderator's own page of a past session.
    OwnPage(Box<OwnPage>),
    /// Words that are looked for in every session.
    Search(Box<Search>),
    /// What was promised, in all groups.
    Due(Due),
    /// A sample evening that moves.
    Replay(Box<Replay>),
    /// A group.
    Group(Box<GroupPage>),
    /// A group's file.
    GroupEdit(Box<GroupEdit>),
    /// Two evenings side by side.
    Compare(Box<Compare>),
    /// An evening that another Parlor runs.
    LookingOn(Box<LookingOn>),
    /// What the people in the room see on a second screen.
    Room(Box<Room>),
    /// A file that could not be opened.
    Broken(LoadError),
}

/// An evening whose clocks are stopped, before it is sealed.
#[derive(Clone, Debug)]
pub struct Sealing {
    /// The evening; it can be continued.
    pub live: Box<Live>,
    /// The text that will remain, once it is made.
    pub preview: Option<Vec<String>>,
    /// How many lines of it are above the screen.
    pub scroll: usize,
    /// Whether the file is being written.
    pub writing: bool,
    /// What in it would tell more than the record rule allows.
    pub leaks: LeakList,
    /// Whether that is in front, to be looked through.
    pub looking: bool,
    /// Whether it is late: then everything is withheld, and looking through it can wait until tomorrow.
    pub late: bool,
}

/// What lies over a screen; one at a time.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys that work here.
    Help {
        /// Where.
        context: Context,
        /// How many lines are above the window.
        scroll: usize,
    },
    /// Every act by its name.
    Palette(Box<Palette>),
    /// A question that is answered with Enter, or left with Escape.
    Confirm(Confirm),
    /// On the way out, as soon as everything is on the disk; holds as much as is typed of the word that does without.
    Leaving(String),
    /// What is too long for a line, until the next key.
    Told(String),
}

/// A question before something that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// Leave the program while an evening runs or something is typed.
    Leave,
    /// Stop the clocks.
    EndEvening,
    /// Delete a note.
    DeleteNote(NoteId),
    /// Throw the session away.
    Discard,
    /// Take something out for good.
    Strike(Piece),
}

/// A sentence for the moderator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What to say.
    pub text: String,
    /// Whether something was refused or went wrong.
    pub is_trouble: bool,
}

impl Notice {
    fn good(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_trouble: false }
    }

    fn trouble(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_trouble: true }
    }
}

/// With what the program begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begin {
    /// The list of sessions.
    Home,
    /// Setting up, with a format by its name.
    New(Option<String>),
    /// A file.
    Open(std::path::PathBuf),
    /// The second screen.
    Room,
}

impl App {
    /// The program as it begins, and what it asks of the world first.
    #[must_use]
    pub fn begin(begin: Begin, formats: Formats) -> (Self, Vec<Effect>) {
        let mut effects = vec![Effect::List];
        let screen = match begin {
            Begin::Home => Screen::Home(Home::default()),
            Begin::New(name) => {
                let place = name.and_then(|name| formats.formats.iter().position(|format| format.name == name));
                Screen::Setup(Box::new(Setup::new(place.unwrap_or(0))))
            }
            Begin::Open(path) => {
                effects.push(Effect::Load(Source::File(path)));
                Screen::Home(Home::default())
            }
            Begin::Room => {
                effects = vec![Effect::Watch];
                Screen::Room(Box::default())
            }
        };
        let app = Self {
            screen,
            overlay: None,
            notice: None,
            shelves: Shelves::default(),
            shelves_whole: false,
            formats,
            samples: Vec::new(),
            curtain: None,
            curtain_is_locked: false,
            bell: false,
            group_behind: None,
            group_target: None,
            compared: None,
            keys: Keymap::default(),
            settings: Settings::default(),
            held: None,
            layouts: Layouts::default(),
            home_left: None,
            search_left: None,
            setup_draft: None,
        };
        (app, effects)
    }

    /// Where a key is pressed.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.screen {
            Screen::Home(home) if home.filter.is_some() => Context::Filter,
            Screen::Home(_) => Context::Home,
            Screen::Search(_) => Context::Search,
            Screen::Due(_) => Context::Due,
            Screen::Setup(_) => Context::Setup,
            Screen::Live(live) => live.context(),
            Screen::Sealing(sealing) if sealing.looking => Context::Leaks,
            Screen::Sealing(_) => Context::Seal,
            Screen::Review(review) => review.context(),
            Screen::Replay(replay) if replay.line.is_some() => Context::Line,
            Screen::Replay(_) => Context::Replay,
            Screen::Group(_) => Context::Group,
            Screen::GroupEdit(_) => Context::GroupEdit,
            Screen::Compare(_) => Context::Compare,
            Screen::LookingOn(_) => Context::LookingOn,
            Screen::Room(_) => Context::Room,
            Screen::HandingOn(handing) => handing.context(),
            Screen::OwnPage(page) => page.context(),
            Screen::Broken(_) => Context::Broken,
        }
    }

    /// When something visible changes next without a key; `None` if nothing does, and the program sleeps.
    #[must_use]
    pub fn wakes_in(&self, now: &Now) -> Option<Span> {
        match &self.screen {
            Screen::Live(live) => Some(live.wakes_in(now)),
            Screen::Replay(replay) if self.settings.reduced_motion => replay.wakes_in(now).map(|_| Span::from_secs(1)),
            Screen::Replay(replay) => replay.wakes_in(now),
            Screen::LookingOn(_) => Some(LookingOn::wakes_in()),
            Screen::Room(room) => room.wakes_in(now),
            Screen::Home(_)
            | Screen::Setup(_)
            | Screen::Sealing(_)
            | Screen::Review(_)
            | Screen::HandingOn(_)
            | Screen::OwnPage(_)
            | Screen::Group(_)
            | Screen::GroupEdit(_)
            | Screen::Compare(_)
            | Screen::Search(_)
            | Screen::Due(_)
            | Screen::Broken(_) => None,
        }
    }

    /// Whether the hint line should name an act now. Keys work all the same, and say why they don't.
    #[must_use]
    pub fn makes_sense(&self, action: Action) -> bool {
        match &self.screen {
            Screen::Live(live) => live.makes_sense(action),
            Screen::Setup(setup) => {
                !matches!(action, Action::Backward | Action::Forward) || setup.field != Field::People
            }
            Screen::Home(_) if action == Action::GroupPage => self.marked_group().is_some(),
            Screen::Home(home) => action != Action::Choose || !home.items.is_empty(),
            Screen::LookingOn(looking) => action != Action::Choose || !looking.in_use,
            Screen::Review(review) => review.makes_sense(action),
            Screen::Replay(_) => !matches!(action, Action::NextKind | Action::NewLine),
            Screen::Room(_) => Room::makes_sense(action),
            Screen::Group(page) => page.makes_sense(action),
            Screen::Search(search) => action != Action::Choose || search.passage().is_some(),
            Screen::Due(due) => due.makes_sense(action),
            Screen::Sealing(sealing) => match action {
                Action::LookThrough => !sealing.leaks.leaks.is_empty(),
                Action::Tomorrow => sealing.late && !sealing.leaks.leaks.is_empty(),
                _ => true,
            },
            Screen::HandingOn(handing) => match action {
                Action::TellAirtime => handing.may_tell_airtime(),
                Action::Seal => false,
                _ => !matches!(action, Action::Next | Action::StartOrPause | Action::More | Action::NextKind),
            },
            Screen::OwnPage(_) => {
                !matches!(action, Action::Next | Action::StartOrPause | Action::More | Action::NextKind)
            }
            Screen::GroupEdit(_) | Screen::Compare(_) | Screen::Broken(_) => true,
        }
    }

    /// What an act is called now, where it depends on what is in front.
    #[must_use]
    pub fn label(&self, action: Action) -> Option<String> {
        match &self.screen {
            Screen::Live(live) => live.label(action).map(str::to_owned),
            Screen::Replay(replay) if replay.paused && action == Action::PauseReplay => {
                Some(crate::words::acts::GOES_ON.to_owned())
            }
            _ => None,
        }
    }

    /// The keys of the people where one press raises a hand: `1…6`.
    #[must_use]
    pub fn hand_keys(&self) -> Option<String> {
        let Screen::Live(live) = &self.screen else { return None };
        let mut keys =
            live.state().roster.present().map(|person| person.key).filter(|_| live.context() == Context::Floor);
        let first = keys.next()?;
        Some(keys.last().map_or_else(|| first.to_string(), |last| format!("{first}…{last}")))
    }

    /// The running session, if there is one.
    #[must_use]
    pub fn live(&self) -> Option<&Live> {
        match &self.screen {
            Screen::Live(live) => Some(live),
            Screen::Sealing(sealing) => Some(&sealing.live),
            Screen::Home(_)
            | Screen::Setup(_)
            | Screen::Review(_)
            | Screen::Search(_)
            | Screen::Due(_)
            | Screen::Replay(_)
            | Screen::Group(_)
            | Screen::GroupEdit(_)
            | Screen::Compare(_)
            | Screen::LookingOn(_)
            | Screen::Room(_)
            | Screen::HandingOn(_)
            | Screen::OwnPage(_)
            | Screen::Broken(_) => None,
        }
    }

    fn live_mut(&mut self) -> Option<&mut Live> {
        match &mut self.screen {
            Screen::Live(live) => Some(live),
            Screen::Sealing(sealing) => Some(&mut sealing.live),
            Screen::Home(_)
            | Screen::Setup(_)
            | Screen::Review(_)
            | Screen::Search(_)
            | Screen::Due(_)
            | Screen::Replay(_)
            | Screen::Group(_)
            | Screen::GroupEdit(_)
            | Screen::Compare(_)
            | Screen::LookingOn(_)
            | Screen::Room(_)
            | Screen::HandingOn(_)
            | Screen::OwnPage(_)
            | Screen::Broken(_) => None,
        }
    }
}
