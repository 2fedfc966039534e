//! What should be known about the folders in which things lie, before anything is written there.

use std::path::PathBuf;

/// A folder that others can see into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderWarning {
    /// Which folder of Parlor.
    pub folder: PathBuf,
    /// Why others can see into it.
    pub why: Exposure,
}

/// Why others can see into a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// A service copies what lies there to computers elsewhere.
    Synced {
        /// What the service is called.
        service: &'static str,
        /// The folder that it copies.
        root: PathBuf,
    },
    /// It lies in a git checkout that is pushed somewhere.
    Git {
        /// The checkout.
        root: PathBuf,
    },
    /// Other users of this computer may look into it.
    ReadableByOthers,
}
