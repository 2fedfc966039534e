//! The passphrase of the curtain: only what Argon2 makes of it is known, and that comes from outside.

use std::io::{self, BufRead, IsTerminal, Write};

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// The variable that holds what `parlor curtain` printed. Without it, a second press of the key lifts the curtain.
pub(super) const SETTING: &str = "PARLOR_CURTAIN";

/// What the setting says of the passphrase.
pub(super) struct Lock(Option<String>);

impl Lock {
    /// The lock of this setting.
    ///
    /// # Errors
    /// If it is not what `parlor curtain` prints: a passphrase in clear is no setting.
    pub(super) fn of(setting: Option<String>) -> io::Result<Self> {
        let setting = setting.filter(|setting| !setting.is_empty());
        if setting.as_deref().is_some_and(|setting| PasswordHash::new(setting).is_err()) {
            let why =
                format!("{SETTING} is not what `parlor curtain` prints; the passphrase itself does not belong there");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        }
        Ok(Self(setting))
    }

    pub(super) const fn is_set(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn opens(&self, phrase: &str) -> bool {
        let hash = self.0.as_deref().and_then(|setting| PasswordHash::new(setting).ok());
        hash.is_some_and(|hash| Argon2::default().verify_password(phrase.as_bytes(), &hash).is_ok())
    }
}

/// Asks for a passphrase and says what to set `PARLOR_CURTAIN` to.
///
/// # Errors
/// What the terminal says, or that nothing was typed.
pub fn ask() -> io::Result<String> {
    let phrase = if io::stdin().is_terminal() { typed()? } else { piped()? };
    let phrase = phrase.trim_end_matches(['\r', '\n']);
    if phrase.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "there is no passphrase in that"));
    }
    let mut salt = [0; 16];
    salt.fill_with(|| fastrand::u8(..));
    let refused = |why: argon2::password_hash::Error| io::Error::other(why.to_string());
    let salt = SaltString::encode_b64(&salt).map_err(refused)?;
    let hash = Argon2::default().hash_password(phrase.as_bytes(), &salt).map_err(refused)?;
    Ok(format!("{SETTING}='{hash}'\n"))
}

fn piped() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line)
}

/// Nothing is shown of what is typed.
fn typed() -> io::Result<String> {
    use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
    write!(io::stderr(), "A passphrase for the curtain (nothing is shown): ")?;
    enable_raw_mode()?;
    let mut phrase = String::new();
    let result = loop {
        match read() {
            Err(why) => break Err(why),
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => match key.code {
                KeyCode::Enter => break Ok(()),
                KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                    phrase.clear();
                    break Ok(());
                }
                KeyCode::Char(c) => phrase.push(c),
                KeyCode::Backspace => drop(phrase.pop()),
                _ => {}
            },
            Ok(_) => {}
        }
    };
    disable_raw_mode()?;
    writeln!(io::stderr())?;
    result.map(|()| phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_opens_and_it_is_nowhere_in_the_setting() {
        let salt = SaltString::encode_b64(b"sixteen bytes ..").unwrap();
        let setting = Argon2::default().hash_password(b"olive", &salt).unwrap().to_string();
        let lock = Lock::of(Some(setting.clone())).unwrap();
        assert!(lock.is_set() && lock.opens("olive") && !lock.opens("olives") && !setting.contains("olive"));
        assert!(!Lock::of(None).unwrap().is_set() && Lock::of(Some("olive".into())).is_err());
    }
}
