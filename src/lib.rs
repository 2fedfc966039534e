//! Parlor keeps the speaking queue, times the turns, holds the common-ground board, catches the notes and saves the
//! evening, while people from two sides of a conflict talk in a living room.
//!
//! # The map
//!
//! ```text
//! main ─> cli ─> runtime ─> view ─> app ─> session
//!                   └────> store ──────────┘   (library, words, export: pure, beside session)
//! ```
//!
//! - [`session`]: the dialogue itself. Pure: events in, state out. No disk, no clock, no terminal.
//! - [`library`]: what stands on the shelves, as plain data. [`words`]: every sentence of the interface. [`export`]: a session
//!   as text.
//! - [`app`]: the screens, one table of keys, and an update that returns what it asks of the world.
//! - [`view`]: the drawing, one region a file; it reads and changes nothing.
//! - [`store`]: journal, session file, groups, formats. [`runtime`]: the loop, the clocks, the threads. [`cli`]: arguments.
//!
//! Clippy's `disallowed-methods` and `tests/structure.rs` keep the arrows.
//!
//! # What always holds
//!
//! 1. A session is an append-only log of [`session::Entry`]s; everything that is known of it is a fold over that log.
//!    Undo, replay, recovery, review and the tests come from the same fold: [`session::State`] has one writer.
//! 2. Time is handed in, at [`app::App::update`] and [`view::draw`]. Session time is awake milliseconds since the opening,
//!    built from a monotonic clock; wall time is a label. What remains of a turn is computed when it is drawn. While the
//!    computer sleeps, or the program is stopped or gone, session time stands and a running turn is paused: the moderator
//!    says whether that time was spoken. A clock that is set moves labels and nothing else.
//! 3. The core refuses with [`session::Refusal`], a value; it cannot fail, block, or touch a disk. Ids come in as arguments.
//! 4. There are two types of event. The work event ([`session::Event`]) knows names and hands; the saved event
//!    ([`session::SavedEvent`]) holds what the record rule of its moment lets remain. [`session::redact`] maps the one to the
//!    other, and `redact(session).fold() == project(session.state())` for every session.
//!    Every text and tally passes one sieve on the way, which knows what would tell ([`session::LeakCheck`]): sealing and every
//!    export ask it. What an export may say is named in `export::told`; everything else is private.
//! 5. An act is *saved* when the disk has acknowledged it, and the header says so from that alone. The journal goes when
//!    the sealed file is durably in its place.
//! 6. The program sleeps until a key comes or something visible changes: nothing at home, one wake a second in a turn.
//! 7. There is one way out, for the user, a signal, a closed window and a panic in any thread: what is known goes to the
//!    disk, the terminal is given back, and 2.5 seconds later the program ends whatever holds it up ([`runtime`]). The user
//!    leaves when everything is on the disk, or on a typed word; a fault in the writer's thread costs no act, because what it
//!    had not acknowledged is handed to another one.
//! 8. Every text is cleaned where it comes in ([`session::text`]) and once more where it reaches the screen ([`view::text`]).
//!
//! 9. What hangs on the wall is a projection by allow-list ([`session::RoomView`]): names, clocks, the question, confirmed
//!    wordings. It has no place for a note, for airtime or a tally, so none of them can get there.
//!
//! # The room display
//!
//! `parlor room` is another process. It could read the journal, which has everything; instead the running program puts what
//! the room may see at this moment, and nothing else, into a sheet beside the journal (`live/<id>.room`, 0600): the second
//! process is never handed what its screen must not show, whatever mistake is made there. The sheet has the names of who
//! speaks and who is next under every rule that lets the evening be kept at all, because they stand on the wall; it holds
//! one moment and no history, is never synced, and off the record or behind the curtain it says only that. It goes when the
//! evening is sealed, thrown away or left. One that a killed program left counts for nothing, because a sheet counts as long
//! as the lock of its session is held, and is written over when the evening goes on. The room display is woken by the system
//! when a file there changes (also when a killed program's lock is closed), and once a second while a clock runs that it
//! shows. That clock is computed from instants of session time; the sheet says which reading of the machine's own clock, the
//! one that every process shares and that goes on in sleep, belongs to which moment of the session.
//!
//! # Four enums, never mixed up
//!
//! | name | meaning | made by | consumed by |
//! |---|---|---|---|
//! | [`app::Msg`] | something woke the program | [`runtime`] | [`app::App::update`] |
//! | [`app::Action`] | what a key means here | [`app::keymap`] | the screen in front |
//! | [`session::Event`] | a fact about the dialogue | [`session::Session::record`] | the fold |
//! | [`app::Effect`] | a request to the world | [`app::App::update`] | [`runtime`] |
//!
//! # The path of a key
//!
//! Enter is pressed while Miriam speaks. The input thread sends `Msg::Key`; the loop ([`runtime::cycle`]) reads the clocks
//! once and calls `update`. [`app::keymap`] says that Enter means `Action::Next` here; the live screen asks
//! [`session::suggest`] who is next and why, and records `Called`. The core checks it, appends it to the log and folds it
//! in: Miriam's turn ends and Yousef's begins at the same moment, his hand is down. `update` returns `Command::Append`; the
//! loop hands it to the writer's thread and draws, with the same reading of the clocks: `○ saving`. The writer appends a
//! checksummed line to the journal, syncs, and answers; `Answer::Saved` wakes the loop, and the header says `● saved`.

pub mod app;
pub mod cli;
pub mod export;
pub mod library;
pub mod runtime;
pub mod session;
pub mod store;
pub mod view;
pub mod words;
