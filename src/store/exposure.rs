//! Who else can see into the folders of Parlor: a service that copies them elsewhere, a git checkout that is pushed, other
//! users of this computer. Nothing is changed there; it is for the user to judge.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::paths::Paths;
use crate::library::{Exposure, FolderWarning};

/// The names of folders that a service copies elsewhere, in small letters, by how they begin.
const SYNCED_FOLDERS: [(&str, &str); 12] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("icloud drive", "iCloud"),
    ("icloud~", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud", "pCloud"),
    ("mega", "MEGA"),
];

/// What a service puts into the folder that it copies.
const MARKERS: [(&str, &str); 8] = [
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".stignore", "Syncthing"),
    (".owncloudsync.log", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
];

/// How the name of the database begins that Nextcloud keeps in a folder that it copies.
const DATABASE: [&str; 2] = [".sync_", "._sync_"];

/// Below this folder of a home the system keeps a folder for every service.
const MAC_SERVICES: &str = "cloudstorage";

/// What the user should know about where things lie: the library, the running sessions, the groups and the own files.
#[must_use]
pub fn folder_warnings(paths: &Paths) -> Vec<FolderWarning> {
    let mut found: Vec<FolderWarning> = Vec::new();
    for folder in [&paths.sessions, &paths.live, &paths.groups, &paths.own] {
        for why in exposures(folder) {
            // One folder that is copied is said once, whatever lies in it.
            let is_known = found.iter().any(|known| match (&known.why, &why) {
                (Exposure::ReadableByOthers, _) => false,
                (known, why) => known == why,
            });
            if !is_known {
                found.push(FolderWarning { folder: folder.clone(), why });
            }
        }
    }
    found
}

/// The same of one folder, which need not be there yet: links are followed as far as it is.
#[must_use]
pub fn exposures(folder: &Path) -> Vec<Exposure> {
    let real = there(folder);
    let synced =
        real.ancestors().find_map(|above| Some(Exposure::Synced { service: service(above)?, root: above.into() }));
    let git = real.ancestors().find(|above| is_pushed(above)).map(|root| Exposure::Git { root: root.into() });
    let open = is_open(folder).then_some(Exposure::ReadableByOthers);
    synced.into_iter().chain(git).chain(open).collect()
}

/// Where a folder will lie: the part of its path that is there, links followed, and the rest.
fn there(folder: &Path) -> PathBuf {
    for above in folder.ancestors() {
        if let Ok(real) = fs::canonicalize(above) {
            return real.join(folder.strip_prefix(above).unwrap_or(Path::new("")));
        }
    }
    folder.to_owned()
}

fn service(folder: &Path) -> Option<&'static str> {
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let above = folder.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().to_lowercase());
    let named = SYNCED_FOLDERS.iter().find(|(begins, _)| is_name_of(&name, begins)).map(|(_, service)| *service);
    let marked = || {
        let there = |(marker, _): &&(&str, &str)| fs::symlink_metadata(folder.join(marker)).is_ok();
        MARKERS.iter().find(there).map(|(_, service)| *service).or_else(|| has_database(folder).then_some("Nextcloud"))
    };
    // ~/Library/CloudStorage/OneDrive-Home, or of a service that is not known here.
    let by_system = || (above.as_deref() == Some(MAC_SERVICES)).then_some("a cloud service");
    named.or_else(marked).or_else(by_system)
}

fn has_database(folder: &Path) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.into_iter().any(|name| DATABASE.iter().any(|begins| name.to_string_lossy().starts_with(begins)))
}

/// `Dropbox`, `Dropbox (Personal)`, `OneDrive - Work`; not `megaphones`.
fn is_name_of(name: &str, begins: &str) -> bool {
    name.strip_prefix(begins).is_some_and(|rest| begins.ends_with('~') || !rest.starts_with(char::is_alphanumeric))
}

/// Whether a folder is the top of a git checkout that knows of another place.
fn is_pushed(folder: &Path) -> bool {
    let git = folder.join(".git");
    let config = if git.is_dir() { git.join("config") } else { linked(&git) };
    fs::read_to_string(config).is_ok_and(|text| text.lines().any(|line| line.trim_start().starts_with("[remote ")))
}

/// The configuration of a checkout whose `.git` is a file: a worktree or a submodule.
fn linked(git: &Path) -> PathBuf {
    let text = fs::read_to_string(git).unwrap_or_default();
    let to = text.lines().find_map(|line| line.strip_prefix("gitdir:")).unwrap_or_default().trim().to_owned();
    let folder = git.parent().unwrap_or(Path::new("/")).join(to);
    let common = fs::read_to_string(folder.join("commondir")).map(|common| folder.join(common.trim()));
    common.unwrap_or(folder).join("config")
}

#[cfg(unix)]
fn is_open(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(folder).is_ok_and(|there| there.is_dir() && there.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
const fn is_open(_folder: &Path) -> bool {
    false
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out folders of any kind")]
mod tests {
    use super::*;

    fn synced(folder: &Path) -> Option<&'static str> {
        exposures(folder).into_iter().find_map(|why| match why {
            Exposure::Synced { service, .. } => Some(service),
            Exposure::Git { .. } | Exposure::ReadableByOthers => None,
        })
    }

    fn is_git(folder: &Path) -> bool {
        exposures(folder).iter().any(|why| matches!(why, Exposure::Git { .. }))
    }

    #[test]
    fn folders_that_are_copied_elsewhere_are_known() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        for (path, service) in [
            ("Dropbox/parlor/sessions", "Dropbox"),
            ("Dropbox (Personal)/x", "Dropbox"),
            ("OneDrive - University/x", "OneDrive"),
            ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
            ("Library/CloudStorage/Box-Box/x", "a cloud service"),
            ("Google Drive/My Drive/x", "Google Drive"),
            ("Nextcloud/x", "Nextcloud"),
        ] {
            assert_eq!(synced(&at(path)), Some(service), "{path}");
        }
        assert_eq!(synced(&at("megaphones/nextcloudy/x")), None);
        fs::create_dir_all(at("shared/.stfolder")).unwrap();
        fs::create_dir_all(at("plain")).unwrap();
        fs::create_dir_all(at("ours")).unwrap();
        fs::write(at("ours/.sync_1a2b.db"), "").unwrap();
        assert_eq!(synced(&at("ours/sessions")), Some("Nextcloud"));
        assert_eq!(synced(&at("shared/sessions")), Some("Syncthing"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("shared"), at("plain/link")).unwrap();
            assert_eq!(synced(&at("plain/link/sessions")), Some("Syncthing"), "links are followed");
        }
        assert_eq!(synced(&at("plain/sessions")), None);
    }

    #[test]
    fn a_checkout_that_is_pushed_is_known() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        fs::create_dir_all(at("own/.git")).unwrap();
        fs::write(at("own/.git/config"), "[core]\n").unwrap();
        assert!(!is_git(&at("own/sessions")), "nobody else has it");
        fs::write(at("own/.git/config"), "[core]\n[remote \"origin\"]\n\turl = elsewhere\n").unwrap();
        assert!(is_git(&at("own/sessions")));
        fs::create_dir_all(at("own/.git/worktrees/two")).unwrap();
        fs::write(at("own/.git/worktrees/two/commondir"), "../..\n").unwrap();
        fs::create_dir_all(at("two")).unwrap();
        fs::write(at("two/.git"), format!("gitdir: {}\n", at("own/.git/worktrees/two").display())).unwrap();
        assert!(is_git(&at("two/sessions")), "a worktree of it");
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_that_others_may_read_is_known() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::below(home.path());
        fs::create_dir_all(&paths.sessions).unwrap();
        fs::create_dir_all(&paths.own).unwrap();
        fs::set_permissions(&paths.sessions, fs::Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(&paths.own, fs::Permissions::from_mode(0o700)).unwrap();
        let open = FolderWarning { folder: paths.sessions.clone(), why: Exposure::ReadableByOthers };
        assert_eq!(folder_warnings(&paths), [open]);
    }

    #[test]
    fn one_copied_folder_is_said_once() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::below(&home.path().join("Dropbox"));
        assert_eq!(folder_warnings(&paths).len(), 1);
    }
}
