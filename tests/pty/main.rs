//! The built program in a pseudo-terminal: whole evenings, crashes, signals, sizes, hostile text.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test plants files, and has to wait for a process")]

mod disks;
mod evening;
mod faults;
mod hand;
mod injected;
mod kills;
mod layouts;
mod probe;
mod room;
mod rough;
mod sealed;
mod system;
mod terminal;
mod window;
