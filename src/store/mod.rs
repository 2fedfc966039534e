//! Everything on disk.
mod cleaning;
mod disk;
mod log_check;
mod session_file;
pub mod yaml;
