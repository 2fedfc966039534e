//! Handing something out: an export that somebody asked for, written where they said, for their eyes only.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{disk, storage::Storage};

/// Writes a text to a file (0600) and says where it is. Into a folder it goes under `name`. Folders are not made, and a file
/// that is there is not overwritten: it may be the only copy of something else.
///
/// # Errors
/// What the system says, or that there is a file already; nothing was written then.
pub fn hand_out(disk: &dyn Storage, output: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let output = std::path::absolute(output)?;
    let path = if disk.is_folder(&output) { output.join(name) } else { output };
    let folder = path.parent().filter(|folder| disk.is_folder(folder));
    if folder.is_none() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "there is no such folder"));
    }
    match disk.size(&path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => {}
        Err(why) => return Err(why),
        Ok(_) => return Err(is_taken()),
    }
    disk::write_named(disk, &path, text).map_err(|why| match why.kind() {
        io::ErrorKind::AlreadyExists => is_taken(),
        _ => why,
    })?;
    Ok(path)
}

fn is_taken() -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, "there is a file of that name already, and it was left as it is")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::storage::Machine;

    #[test]
    fn a_file_is_written_once_and_for_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.md");
        assert_eq!(hand_out(&Machine, &path, "x", "ours").unwrap(), path);
        let why = hand_out(&Machine, &path, "x", "other").unwrap_err();
        assert_eq!(why.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "ours");
        assert_eq!(hand_out(&Machine, folder.path(), "named.csv", "a").unwrap(), folder.path().join("named.csv"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing unfinished is left");
        assert!(hand_out(&Machine, &folder.path().join("nowhere/x"), "x", "a").is_err());
        assert!(!folder.path().join("nowhere").exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            std::os::unix::fs::symlink(folder.path().join("elsewhere"), folder.path().join("link")).unwrap();
            assert!(hand_out(&Machine, &folder.path().join("link"), "x", "a").is_err(), "no link is followed");
        }
    }
}
