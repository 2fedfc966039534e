//! Parlor.

pub mod app;
pub mod cli;
pub mod export;
pub mod library;
pub mod runtime;
pub mod session;
pub mod store;
pub mod view;
pub mod words;
