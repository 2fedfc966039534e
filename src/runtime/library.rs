//! The library worker: lists the shelves, looks for words, and says what a session came to. It speaks in `Msg`s, and sleeps
//! when nothing is asked of it.

use std::{
    io,
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, TryRecvError, channel},
};

use super::{faults::drill, world::spawn};
use crate::{
    app::Msg,
    store::{self, Listing, Paths, Shelf},
};

/// What the worker is asked for.
pub(super) enum Ask {
    /// What is on the shelves.
    List,
    /// Where something is said.
    Find { asked: String, most: usize },
    /// What a session came to.
    Glance(PathBuf),
}

/// Starts it.
///
/// # Errors
/// If the system starts no thread.
pub(super) fn start(paths: Paths, says: Sender<Msg>) -> io::Result<Sender<Ask>> {
    let (asks, hears) = channel();
    spawn("library", move || Worker { shelf: Shelf::new(paths), listing: None, question: None, says }.work(&hears))?;
    Ok(asks)
}

struct Worker {
    shelf: Shelf,
    /// The last look at the folder.
    listing: Option<Listing>,
    /// The last question, which is answered anew while files are read.
    question: Option<(String, usize)>,
    says: Sender<Msg>,
}

impl Worker {
    /// Until nobody asks any more.
    fn work(mut self, asks: &Receiver<Ask>) {
        loop {
            let is_reading = self.listing.as_ref().is_some_and(|listing| !listing.is_whole());
            let first = if is_reading { asks.try_recv() } else { asks.recv().map_err(|_| TryRecvError::Disconnected) };
            drill::point("library");
            match first {
                Ok(first) => self.answer(first, asks),
                Err(TryRecvError::Empty) => self.read_on(),
                Err(TryRecvError::Disconnected) => return,
            }
        }
    }

    /// Of several questions that wait only the last of each sort is answered: the others were typed over.
    fn answer(&mut self, first: Ask, asks: &Receiver<Ask>) {
        let (mut glance, mut lists, mut finds) = (None, false, false);
        for ask in std::iter::once(first).chain(asks.try_iter()) {
            match ask {
                Ask::List => lists = true,
                Ask::Find { asked, most } => {
                    self.question = Some((asked, most));
                    finds = true;
                }
                Ask::Glance(path) => glance = Some(path),
            }
        }
        if lists {
            self.listing = Some(self.shelf.look());
        }
        if finds {
            self.find();
        }
        if let Some(path) = glance {
            self.say(Msg::Glanced(Box::new(store::glance(&path))));
        }
    }

    fn read_on(&mut self) {
        let Some(listing) = &mut self.listing else { return };
        if self.shelf.look_on(listing) {
            let (shelves, whole) = (self.shelf.shelves(listing), listing.is_whole());
            self.say(Msg::Listed { shelves, whole });
            // Who asks for nothing hears how much there is to be searched.
            if self.question.as_ref().is_some_and(|(asked, _)| whole || !asked.is_empty()) {
                self.find();
            }
        }
    }

    fn find(&self) {
        if let Some((asked, most)) = &self.question {
            let whole = self.listing.as_ref().is_none_or(Listing::is_whole);
            self.say(Msg::Found(Box::new(self.shelf.find(asked, *most, whole))));
        }
    }

    fn say(&self, msg: Msg) {
        // When the screen is gone nobody needs the answer.
        let _ = self.says.send(msg);
    }
}
