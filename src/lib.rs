//! Parlor.

pub mod app;
pub mod library;
pub mod session;
pub mod store;
