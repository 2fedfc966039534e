//! Where files lie.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;

/// The folders of Parlor. None of them has to exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The library: one file a sealed session.
    pub sessions: PathBuf,
    /// The journals of running sessions. Apart from the library, because they hold what the record rule does not keep.
    pub live: PathBuf,
    /// The group files.
    pub groups: PathBuf,
    /// The moderator's own files: what the rule keeps out of the session file, and the page on which they look back.
    pub own: PathBuf,
    /// The user's own formats.
    pub formats: PathBuf,
}

impl Paths {
    /// The folders of this user; `--sessions`, `PARLOR_SESSIONS`, `PARLOR_DATA`, `PARLOR_STATE` and `PARLOR_CONFIG` put
    /// them elsewhere.
    ///
    /// # Errors
    /// If the user has no home and not every folder was named.
    pub fn find(sessions: Option<&Path>) -> io::Result<Self> {
        Self::from(sessions, |name| std::env::var_os(name))
    }

    fn from(sessions: Option<&Path>, variable: impl Fn(&str) -> Option<OsString>) -> io::Result<Self> {
        let home = ProjectDirs::from("", "", "parlor");
        let named = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = |name: &str, usual: fn(&ProjectDirs) -> &Path| {
            let usual = || home.as_ref().map(|home| usual(home).to_owned());
            let homeless = || io::Error::new(io::ErrorKind::NotFound, format!("no home folder; set {name}"));
            named(name).or_else(usual).ok_or_else(homeless).and_then(std::path::absolute)
        };
        let data = folder("PARLOR_DATA", ProjectDirs::data_dir)?;
        let state = folder("PARLOR_STATE", |home| home.state_dir().unwrap_or_else(|| home.data_local_dir()))?;
        let config = folder("PARLOR_CONFIG", ProjectDirs::config_dir)?;
        let sessions = match sessions.map(Path::to_owned).or_else(|| named("PARLOR_SESSIONS")) {
            Some(elsewhere) => std::path::absolute(elsewhere)?,
            None => data.join("sessions"),
        };
        Ok(Self {
            sessions,
            live: state.join("live"),
            groups: data.join("groups"),
            own: data.join("own"),
            formats: config.join("formats"),
        })
    }

    /// The user's own scales for tests of agreement, beside the formats.
    #[must_use]
    pub fn scales(&self) -> PathBuf {
        self.formats.with_file_name("scales")
    }

    /// The configuration file, beside them.
    #[must_use]
    pub fn config(&self) -> PathBuf {
        self.formats.with_file_name("config.yaml")
    }

    /// The file that names the other folders in which journals lie, one a line.
    #[must_use]
    pub fn elsewhere(&self) -> PathBuf {
        self.live.with_file_name("elsewhere")
    }

    /// All folders below one: for a test, or for a session that must leave nothing elsewhere.
    #[must_use]
    pub fn below(folder: &Path) -> Self {
        let [sessions, live, groups, own, formats] =
            ["sessions", "live", "groups", "own", "formats"].map(|name| folder.join(name));
        Self { sessions, live, groups, own, formats }
    }
}

/// A path as it is typed: `~/` stands for the home folder.
#[must_use]
pub fn below_home(typed: &Path) -> PathBuf {
    match (typed.strip_prefix("~"), directories::UserDirs::new()) {
        (Ok(rest), Some(user)) => user.home_dir().join(rest),
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_named_wins_over_what_is_usual() {
        let variable = |name: &str| match name {
            "PARLOR_SESSIONS" => Some("/s".into()),
            "PARLOR_STATE" => Some("/state".into()),
            "PARLOR_DATA" => Some("/data".into()),
            "PARLOR_CONFIG" => Some("/config".into()),
            _ => None,
        };
        let paths = Paths::from(None, variable).unwrap();
        assert_eq!(paths.sessions, Path::new("/s"));
        assert_eq!(paths.live, Path::new("/state/live"));
        assert_eq!(paths.groups, Path::new("/data/groups"));
        assert_eq!(paths.formats, Path::new("/config/formats"));
        let here = Paths::from(Some(Path::new("/here")), variable).unwrap();
        assert_eq!((here.sessions.as_path(), here.groups), (Path::new("/here"), paths.groups));
    }

    #[test]
    fn an_empty_variable_says_nothing() {
        let variable = |name: &str| if name == "PARLOR_SESSIONS" { Some("".into()) } else { Some("/x".into()) };
        assert_eq!(Paths::from(None, variable).unwrap().sessions, Path::new("/x/sessions"));
    }
}
