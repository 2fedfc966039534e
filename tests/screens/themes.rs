//! Themes, ASCII, and what each terminal needs besides.

use parlor::{library::ThemeName, view::Surface};
use ratatui::style::Color;

use crate::{pictures::busy, stage::Stage};

#[test]
fn the_act_goes_through_the_themes_and_says_which_is_on() {
    let mut stage = Stage::evening();
    let mut seen = Vec::new();
    for theme in ThemeName::ALL.into_iter().cycle().skip(1).take(ThemeName::ALL.len()) {
        stage = stage.press(":").write("theme").press("Enter");
        assert_eq!(stage.app.settings.theme, theme);
        let notice = stage.screen().lines().find(|line| line.contains("Colours: ")).unwrap().to_owned();
        assert!(!seen.contains(&notice), "{notice}");
        seen.push(notice);
    }
}

#[test]
fn every_theme_says_the_same_without_its_colours() {
    let plain = busy().screen();
    for theme in ThemeName::ALL {
        for surface in [
            Surface { is_light: true, ..Surface::default() },
            Surface { sixteen: true, ..Surface::default() },
            Surface { colourless: true, ..Surface::default() },
        ] {
            let mut stage = busy().set(&format!("theme: {}\n", theme.key())).on(surface);
            assert_eq!(stage.screen(), plain, "{theme:?}");
        }
    }
}

#[test]
fn sixteen_colours_are_sixteen_and_none_are_none() {
    for theme in ThemeName::ALL {
        let config = format!("theme: {}\n", theme.key());
        let few = busy().set(&config).on(Surface { sixteen: true, ..Surface::default() }).cells();
        assert!(few.content.iter().all(|cell| !matches!(cell.fg, Color::Indexed(_) | Color::Rgb(..))), "{theme:?}");
    }
    let none = busy().on(Surface { colourless: true, ..Surface::default() }).cells();
    assert!(none.content.iter().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)));
}

#[test]
fn where_there_is_only_ascii_nothing_else_is_sent() {
    let screens: [fn() -> Stage; 7] = [
        busy,
        || busy().size(120, 34),
        || busy().size(40, 10),
        || busy().press("b"),
        || busy().press("p"),
        || busy().press("?"),
        || busy().press("q Enter s"),
    ];
    for open in screens {
        let mut stage = open().set("ascii: always\n");
        let screen = stage.screen();
        assert!(screen.is_ascii(), "{screen}");
    }
    insta::assert_snapshot!("live_ascii_120", busy().size(120, 34).set("ascii: always\n").screen());
    assert!(busy().on(Surface { ascii: true, ..Surface::default() }).screen().is_ascii());
    assert!(!busy().on(Surface { ascii: true, ..Surface::default() }).set("ascii: never\n").screen().is_ascii());
}

#[test]
fn inside_tmux_every_row_begins_with_the_sign_that_keeps_its_order() {
    let tmux = Surface { anchored: true, ..Surface::default() };
    let cells = busy().on(tmux).cells();
    for y in 0..cells.area.height {
        assert!(cells[(0, y)].symbol().ends_with('\u{202d}'), "row {y}");
    }
    let cells = busy().on(tmux).set("bidi: terminal\n").cells();
    assert!(cells.content.iter().all(|cell| !cell.symbol().contains('\u{202d}')));
}
