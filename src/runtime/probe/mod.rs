//! The terminal is asked once, before the first frame is drawn, and the answers are heard while keys already work.
//!
//! crossterm would take an answer for typed letters, or swallow what is typed until it makes sense of one; so the first
//! moments of the input are read here. No key is lost or late: what is no answer is handed on at once.

mod decode;

use std::io;

use crossterm::{event::Event, terminal::size};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

use self::decode::{Heard, decode};
use super::front::Answers;

/// What ground it has, whether it orders text by itself now, and what every terminal answers last.
pub(super) const QUESTIONS: &str = "\x1b]11;?\x1b\\\x1b[8$p\x1b[c";

/// For how long answers are waited for; nothing waits meanwhile.
const PATIENCE: u64 = 5000;
/// How often is looked meanwhile whether the window has another size: nobody says so yet.
const LOOK: u64 = 200;
/// How long the rest of a sequence may take. A lone Escape is a key.
const REST: u64 = 50;
/// So many bytes are a key or two, when nothing follows them.
const LONE: usize = 2;

/// Reads the input until the terminal has answered. Hands on what the user does meanwhile, and then the answers.
pub(super) fn listen(hand: &mut impl FnMut(Event) -> bool, learn: impl FnOnce(Answers)) {
    let (mut waited, mut bytes, mut answers, mut is_over) = (0, Vec::new(), Answers::default(), false);
    let mut sized = size().ok();
    while !is_over || !bytes.is_empty() {
        let pause = if bytes.is_empty() { LOOK } else { REST };
        // Whoever reads next says what is wrong.
        let Ok(has_more) = read(&mut bytes, pause) else { break };
        if !has_more {
            waited += pause;
            let now = size().ok();
            if now != std::mem::replace(&mut sized, now) && !hand(Event::Resize(0, 0)) {
                return;
            }
        }
        let is_late = waited >= PATIENCE && !bytes.starts_with(decode::PASTE_BEGINS);
        let is_all = !has_more && (is_over || is_late || bytes.len() <= LONE);
        while let Some((taken, heard)) = decode(&bytes, is_all) {
            bytes.drain(..taken);
            match heard {
                Heard::Event(event) => {
                    if !hand(event) {
                        return;
                    }
                }
                Heard::Ground(is_light) => answers.is_light = Some(is_light),
                Heard::Orders(orders) => answers.orders = Some(orders),
                Heard::Last => is_over = true,
                Heard::Nothing => {}
            }
        }
        is_over |= is_late;
    }
    learn(answers);
}

/// Reads what there is within so many milliseconds; `false` if there is nothing.
fn read(bytes: &mut Vec<u8>, millis: u64) -> io::Result<bool> {
    let terminal = io::stdin();
    let mut watched = [PollFd::new(&terminal, PollFlags::IN)];
    let seconds = Timespec {
        tv_sec: i64::try_from(millis / 1000).unwrap_or(0),
        tv_nsec: i64::try_from(millis % 1000 * 1_000_000).unwrap_or(0),
    };
    match poll(&mut watched, Some(&seconds)) {
        Ok(0) => return Ok(false),
        Ok(_) => {}
        Err(Errno::INTR) => return Ok(true),
        Err(why) => return Err(why.into()),
    }
    let mut buffer = [0; 1024];
    match rustix::io::read(&terminal, &mut buffer) {
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        Ok(count) => {
            bytes.extend_from_slice(&buffer[..count]);
            Ok(true)
        }
        Err(Errno::INTR | Errno::AGAIN) => Ok(true),
        Err(why) => Err(why.into()),
    }
}
