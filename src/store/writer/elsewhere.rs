//! Other folders in which journals lie, because saving did not work where they belong.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
};

use directories::BaseDirs;

use crate::store::{disk, paths::Paths, storage::Storage};

/// A disk and its folders.
pub(in crate::store) struct Place<'a> {
    pub(in crate::store) disk: &'a dyn Storage,
    pub(in crate::store) paths: &'a Paths,
}

impl Place<'_> {
    /// Every folder in which a journal may lie; the usual one first.
    pub(in crate::store) fn folders(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.paths.live.clone()];
        folders.extend(self.remembered().into_iter().filter(|folder| self.disk.is_folder(folder)));
        folders
    }

    fn remembered(&self) -> BTreeSet<PathBuf> {
        let text = disk::read_text_on(self.disk, &self.paths.elsewhere()).unwrap_or_default();
        let folders = text.lines().map(PathBuf::from);
        folders.filter(|folder| folder.is_absolute() && *folder != self.paths.live).collect()
    }

    /// Writes down that journals lie in this folder too.
    ///
    /// # Errors
    /// What the system says, or that the name of the folder is no line of text.
    pub(super) fn remember(&self, folder: &Path) -> io::Result<()> {
        let mut folders = self.remembered();
        folders.insert(folder.to_owned());
        let mut text = String::new();
        for folder in folders {
            let line = folder.to_str().filter(|line| !line.contains(['\n', '\r']));
            text.push_str(line.ok_or(io::ErrorKind::InvalidFilename)?);
            text.push('\n');
        }
        disk::replace(self.disk, &self.paths.elsewhere(), &text)
    }
}

/// Where a journal could go on that cannot be saved in this folder: below the home, or where temporary files lie.
pub(super) fn proposed(failing: &Path) -> Option<PathBuf> {
    let home = BaseDirs::new().map(|base| base.home_dir().join("parlor-live"));
    let temporary = std::env::temp_dir().join("parlor-live");
    home.into_iter().chain([temporary]).find(|folder| folder != failing && folder.is_absolute())
}
