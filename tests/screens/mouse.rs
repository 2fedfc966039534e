//! What the mouse does: everything a key does too.

use parlor::{
    app::{Msg, Overlay, Page},
    session::waiting,
    view::touched,
};
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::{pictures::busy, stage::Stage};

/// The mouse does something at the first place where this text shows.
fn at(mut stage: Stage, text: &str, kind: MouseEventKind) -> Stage {
    let cells = stage.cells();
    let wanted: Vec<char> = text.chars().collect();
    let shows = |x: u16, y: u16| {
        (x..cells.area.width).zip(&wanted).filter(|(x, c)| cells[(*x, y)].symbol().starts_with(**c)).count()
            == wanted.len()
    };
    let places = (0..cells.area.height).flat_map(|y| (0..cells.area.width).map(move |x| (x, y)));
    let (column, row) =
        places.into_iter().find(|(x, y)| shows(*x, *y)).unwrap_or_else(|| panic!("{text}\n{}", stage.screen()));
    let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
    stage.send(Msg::Touched(event, touched(column, row)))
}

fn click(stage: Stage, text: &str) -> Stage {
    at(stage, text, MouseEventKind::Down(MouseButton::Left))
}

fn queue(stage: &Stage) -> Vec<String> {
    let roster = &stage.state().roster;
    let waits = waiting(stage.state(), stage.session().last());
    waits.iter().map(|one| roster.person(one.person).unwrap().name.clone()).collect()
}

#[test]
fn a_person_is_a_hand_also_while_a_line_is_open() {
    let stage = click(Stage::evening().size(120, 34), "3 Eitan");
    assert_eq!(queue(&stage), ["Eitan"]);
    let stage = click(stage.press("n"), "5 Layla");
    assert_eq!(queue(&stage), ["Eitan", "Layla"]);
    let stage = click(stage.press("Esc"), "3 Eitan");
    assert_eq!(queue(&stage), ["Layla"]);
}

#[test]
fn a_person_is_whoever_is_asked_for() {
    let mut stage = click(Stage::evening().size(120, 34).press("g"), "6 Hanan");
    assert!(stage.screen().contains("u undo: called Hanan"), "{}", stage.screen());
}

#[test]
fn an_act_in_the_line_of_hints_is_pressed() {
    let mut stage = click(busy().size(120, 34), "n note");
    assert!(stage.screen().contains("note #note"), "{}", stage.screen());
    stage = click(stage.press("Esc"), "? help");
    assert!(matches!(stage.app.overlay, Some(Overlay::Help { .. })));
    stage = click(stage, "end the turn");
    assert!(stage.app.overlay.is_none());
}

#[test]
fn a_pane_opens_its_page() {
    for (pane, page) in [("Common ground", "Board"), ("Notes", "Notes"), ("People", "People")] {
        let mut stage = busy().size(120, 34);
        stage = click(stage, &format!("─ {pane}"));
        assert!(!matches!(stage.app.live().unwrap().page, Page::Floor), "{pane}");
        assert!(stage.screen().contains(&format!("─ {page}")), "{pane}: {}", stage.screen());
    }
}

#[test]
fn the_wheel_goes_through_a_list_and_a_page() {
    let stage = busy().press("l");
    let before = stage.app.live().unwrap().page.clone();
    let stage = at(stage, "Notes", MouseEventKind::ScrollUp);
    assert_ne!(stage.app.live().unwrap().page, before);
    let stage = at(busy().press("?"), "Live", MouseEventKind::ScrollDown);
    assert!(matches!(stage.app.overlay, Some(Overlay::Help { scroll: 3, .. })));
}

#[test]
fn the_queue_is_reordered_as_its_acts_allow() {
    let down = MouseEventKind::Down(MouseButton::Left);
    let up = MouseEventKind::Up(MouseButton::Left);
    let drag = |stage: Stage, from: &str, to: &str| at(at(stage, from, down), to, up);
    let stage = Stage::evening().size(120, 34).press("t Enter 3 5 6 1");
    assert_eq!(queue(&stage), ["Eitan", "Layla", "Hanan", "Miriam"]);
    let stage = drag(stage, "▸ Eitan", "  Hanan  Pal");
    assert_eq!(queue(&stage), ["Layla", "Hanan", "Eitan", "Miriam"]);
    let stage = drag(stage, "  Miriam Jewish", "▸ Layla");
    assert_eq!(queue(&stage)[0], "Miriam");
    let mut stage = drag(stage, "  Eitan  Jew", "  Hanan  Pal");
    assert_eq!(queue(&stage), ["Miriam", "Layla", "Hanan", "Eitan"]);
    assert!(stage.screen().contains("Nobody is moved up"), "{}", stage.screen());
}

#[test]
fn nothing_is_touched_through_what_lies_over_it() {
    let stage = click(busy().press("q"), "End the evening?");
    let before = stage.session().log().len();
    assert!(touched(10, 12).is_none());
    assert_eq!(stage.session().log().len(), before);
}
