//! What the user has set takes hold.

use crate::{
    app::{App, Editor, Field, KeyTrouble, Keymap, Live, Notice, Screen, Setup, keys, layouts::Layouts},
    library::Settings,
    session::Role,
    words,
};

impl App {
    /// Takes what the user has set; nothing of it where something can't be.
    ///
    /// # Errors
    /// What can't be.
    pub fn set(&mut self, settings: Settings) -> Result<(), KeyTrouble> {
        keys::check_layouts(&settings)?;
        self.keys = Keymap::with(&settings.keys)?;
        self.layouts = Layouts::preferring(&settings.layouts);
        self.settings = settings;
        if let Screen::Setup(setup) = &self.screen {
            let named = setup.format;
            let mut fresh = self.new_setup();
            if named > 0 {
                fresh.format = named;
            }
            self.screen = Screen::Setup(fresh);
        }
        Ok(())
    }

    /// Says at the beginning what was not understood of what the user has set.
    pub fn complain(&mut self, what: String) {
        self.notice = Some(Notice::trouble(what));
    }

    /// The next theme, by its name.
    pub(super) fn next_theme(&mut self) {
        self.settings.theme = self.settings.theme.next();
        self.notice = Some(Notice::good(words::settings::theme_is(self.settings.theme)));
    }

    /// A page to set up an evening, with what is usual here.
    pub(super) fn new_setup(&self) -> Box<Setup> {
        let defaults = &self.settings.defaults;
        let named = |name: &String| self.formats.formats.iter().position(|format| format.name == *name);
        let mut setup = Box::new(Setup::new(defaults.format.as_ref().and_then(named).unwrap_or(0)));
        setup.field = Field::People;
        setup.place = Editor::new(defaults.place.as_deref().unwrap_or_default());
        setup.usual_place.clone_from(&defaults.place);
        let roles =
            |names: &[String], role: Role| names.iter().map(move |name| (name.clone(), role)).collect::<Vec<_>>();
        setup.roles =
            [roles(&defaults.moderators, Role::Moderator), roles(&defaults.rapporteurs, Role::Rapporteur)].concat();
        setup
    }

    /// A session that has just been opened or continued, with what the user has set.
    pub(super) fn furnish(&self, live: &mut Live) {
        live.scales.clone_from(&self.formats.scales);
        live.lengths = self.settings.lengths;
        live.calm = self.settings.reduced_motion;
    }
}
