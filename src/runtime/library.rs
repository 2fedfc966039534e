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
    store::{self, Asked, Listing, Paths, Shelf},
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
    spawn("library", move || {
        Worker { shelf: Shelf::new(paths), listing: None, question: None, asked: None, says }.work(&hears);
    })?;
    Ok(asks)
}

struct Worker {
    shelf: Shelf,
    /// The last look at the folder.
    listing: Option<Listing>,
    /// The last question, which is asked anew while files are read.
    question: Option<(String, usize)>,
    /// How far its answer is, as long as it is not whole.
    asked: Option<Asked>,
    says: Sender<Msg>,
}

impl Worker {
    /// Until nobody asks any more.
    fn work(mut self, asks: &Receiver<Ask>) {
        loop {
            let is_busy = self.is_reading() || self.asked.is_some();
            let first = if is_busy { asks.try_recv() } else { asks.recv().map_err(|_| TryRecvError::Disconnected) };
            drill::point("library");
            match first {
                Ok(first) => self.answer(first, asks),
                Err(TryRecvError::Empty) if self.asked.is_some() => self.find_on(),
                Err(TryRecvError::Empty) => self.read_on(),
                Err(TryRecvError::Disconnected) => return,
            }
        }
    }

    fn is_reading(&self) -> bool {
        self.listing.as_ref().is_some_and(|listing| !listing.is_whole())
    }

    /// Of several questions that wait only the last of each sort is answered: the others were typed over.
    fn answer(&mut self, first: Ask, asks: &Receiver<Ask>) {
        let (mut glance, mut lists) = (None, false);
        for ask in std::iter::once(first).chain(asks.try_iter()) {
            match ask {
                Ask::List => lists = true,
                Ask::Find { asked, most } => {
                    self.asked = Some(Asked::new(&asked, most));
                    self.question = Some((asked, most));
                }
                Ask::Glance(path) => glance = Some(path),
            }
        }
        if lists {
            // An empty library is said to be empty, too.
            self.listing = Some(self.shelf.look());
            self.read_on();
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
            let question = self.question.as_ref().filter(|(asked, _)| whole || !asked.is_empty());
            self.asked = question.map(|(asked, most)| Asked::new(asked, *most));
        }
    }

    /// Tells what there is to show as soon as it is there, and how much it is when everything was looked through.
    fn find_on(&mut self) {
        let Some(mut asked) = self.asked.take() else { return };
        let is_news = self.shelf.find_on(&mut asked);
        let is_answered = self.shelf.is_answered(&asked);
        if is_news || is_answered {
            self.say(Msg::Found(Box::new(self.shelf.answer(&asked, !self.is_reading()))));
        }
        self.asked = Some(asked).filter(|_| !is_answered);
    }

    fn say(&self, msg: Msg) {
        // When the screen is gone nobody needs the answer.
        let _ = self.says.send(msg);
    }
}
