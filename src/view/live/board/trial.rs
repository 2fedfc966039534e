//! A test of agreement: what is fixed first, the answers as they come in, and the result.

use ratatui::{buffer::Buffer, layout::Rect};

use super::detail::{paragraph, tally_line};
use crate::{
    app::{Collecting, SetUp, SetUpField},
    session::{PersonId, State, Test, TestTaken, Way},
    view::{
        Theme, inset,
        live::{
            Scene,
            front::{readable, show, side_by_side},
        },
        text::{Row, rows},
    },
    words,
};

/// What is fixed before the first answer.
pub(super) fn draw_set_up(buf: &mut Buffer, area: Rect, scene: Scene<'_>, set_up: &SetUp) {
    let theme = scene.theme;
    let columns = readable(area);
    let wording = scene.state.board.statement(set_up.statement).map_or("", |statement| statement.wording());
    let mut lines = paragraph(&format!("“{wording}”"), columns, theme.strong);
    lines.push(Row::new());
    let field = |field: SetUpField, name: &str, value: String| {
        let here = set_up.field == field;
        let row = Row::of(if here { "▸ " } else { "  " }, theme.key).cell(name, 11, theme.dim);
        row.and(value, if here { theme.strong } else { theme.text })
    };
    let scale = set_up.chosen();
    lines.push(field(SetUpField::Scale, "scale", scale.title.clone()));
    lines.push(field(SetUpField::From, "at least", words::point(scale, set_up.threshold.from)));
    lines.push(field(
        SetUpField::Share,
        "of them",
        format!("{}, in every party", words::share(set_up.threshold.share)),
    ));
    lines.push(field(SetUpField::Way, "asked by", words::way(set_up.way).to_owned()));
    lines.push(Row::new());
    lines.extend(scale_lines(
        &set_up.chosen().points.iter().map(|p| (p.key, p.label.as_str())).collect::<Vec<_>>(),
        theme,
    ));
    lines.push(Row::new());
    lines.push(
        Row::of("↑ ↓", theme.key)
            .and(" changes, ", theme.text)
            .and("Tab", theme.key)
            .and(" the next, ", theme.text)
            .and("Enter", theme.key)
            .and(" fixes it before the first answer.", theme.text),
    );
    show(buf, area, &Row::of(" Test of agreement ", theme.strong), &lines, scene);
}

fn scale_lines(points: &[(char, &str)], theme: &Theme) -> Vec<Row> {
    points.iter().map(|(key, label)| Row::of(format!("  {key} "), theme.key).and(*label, theme.text)).collect()
}

/// The answers as they come in: who has answered, never what, unless it is a show of fingers of a party that is large enough.
pub(super) fn draw_collecting(buf: &mut Buffer, area: Rect, scene: Scene<'_>, collecting: &Collecting) {
    if collecting.test.way == Way::HandedRound {
        return draw_handed_round(buf, area, scene, collecting);
    }
    let theme = scene.theme;
    let columns = readable(area);
    let wording = scene.state.board.statement(collecting.statement).map_or("", |statement| statement.wording());
    let mut lines = paragraph(&format!("“{wording}”"), columns, theme.strong);
    lines.push(Row::new());
    match collecting.test.way {
        Way::Totals => lines.extend(fingers(scene, collecting)),
        Way::Keys => lines.extend(by_key(scene, collecting, area.height)),
        Way::HandedRound => {}
    }
    lines.push(Row::new().pad(columns));
    let how = match collecting.test.way {
        Way::Totals => "On three, everybody shows. One key a hand; Backspace takes one back; Enter the next party.",
        Way::Keys => {
            "On three, everybody shows. ↑ ↓ an answer, then the keys of those who show it. Enter when all are in."
        }
        Way::HandedRound => "",
    };
    lines.extend(paragraph(how, columns, theme.dim));
    show(buf, area, &Row::of(" Where do you stand? ", theme.strong), &lines, scene);
}

fn fingers(scene: Scene<'_>, collecting: &Collecting) -> Vec<Row> {
    let Scene { state, theme, .. } = scene;
    let points: Vec<_> = collecting.test.scale.points.iter().map(|point| (point.key, point.label.as_str())).collect();
    let mut lines = scale_lines(&points, theme);
    lines.push(Row::new());
    let parties = state.roster.parties();
    for (place, group) in collecting.groups.iter().enumerate() {
        let here = place == collecting.place;
        let typed = collecting.fingers.get(place).map_or(&[][..], |keys| keys);
        let name = group.party.as_deref().unwrap_or("no side");
        let row = Row::of(if here { "▸ " } else { "  " }, theme.key).cell(
            name,
            16,
            theme.party(&parties, group.party.as_deref()),
        );
        let row = row.and(format!("{} of {}  ", typed.len(), group.people.len()), theme.text);
        // What a small party answers is not even shown while it is typed.
        let keys: String = if collecting.may_show(place) {
            typed.iter().flat_map(|key| [*key, ' ']).collect()
        } else {
            "• ".repeat(typed.len())
        };
        lines.push(row.and(keys, theme.strong));
    }
    lines
}

fn by_key(scene: Scene<'_>, collecting: &Collecting, height: u16) -> Vec<Row> {
    let Scene { state, theme, .. } = scene;
    let points = collecting.test.scale.points.iter().enumerate();
    let mut lines: Vec<Row> = points
        .map(|(place, point)| {
            let here = place == collecting.place;
            let row = Row::of(if here { "▸ " } else { "  " }, theme.key).and(format!("{} ", point.key), theme.strong);
            row.and(&point.label, if here { theme.strong } else { theme.text })
        })
        .collect();
    lines.push(Row::new());
    let parties = state.roster.parties();
    let person = |id: PersonId| {
        let person = state.roster.person(id)?;
        let answered = collecting.given.iter().any(|(other, _)| *other == id);
        let row = Row::of(if answered { "• " } else { "  " }, theme.good).and(format!("{} ", person.key), theme.key);
        Some(row.cell(&person.name, 14, theme.party(&parties, person.party.as_deref())))
    };
    let people = collecting.people().into_iter().filter_map(person).collect();
    lines.extend(side_by_side(people, height.saturating_sub(14).max(3)));
    lines
}

/// Nothing else is on the screen: nobody sees who stands where before their own answer, or after it.
fn draw_handed_round(buf: &mut Buffer, area: Rect, scene: Scene<'_>, collecting: &Collecting) {
    let theme = scene.theme;
    ratatui::widgets::Widget::render(ratatui::widgets::Clear, area, buf);
    let area = inset(area);
    let columns = area.width.min(64);
    let name = |id: PersonId| words::person_name(scene.state, id).to_owned();
    let mut lines = Vec::new();
    match (collecting.person(), collecting.has_keyboard) {
        (None, _) => {
            lines.push(Row::of("Everybody was asked. The keyboard goes back to the moderator.", theme.strong));
            lines.extend([Row::new(), Row::of("Enter", theme.key).and(" shows what came of it.", theme.text)]);
        }
        (Some(person), false) => {
            lines.push(Row::of(format!("The keyboard goes to {}.", name(person)), theme.strong));
            lines.extend([
                Row::new(),
                Row::of("Enter", theme.key)
                    .and(" once it is there. ", theme.text)
                    .and("Tab", theme.key)
                    .and(" leaves them out.", theme.text),
            ]);
        }
        (Some(person), true) => {
            let wording = scene.state.board.statement(collecting.statement).map_or("", |statement| statement.wording());
            lines.push(Row::of(format!("{}, where do you stand?", name(person)), theme.dim));
            lines.push(Row::new());
            lines.extend(paragraph(&format!("“{wording}”"), columns, theme.strong));
            lines.push(Row::new());
            let points: Vec<_> =
                collecting.test.scale.points.iter().map(|point| (point.key, point.label.as_str())).collect();
            lines.extend(scale_lines(&points, theme));
            lines.extend([Row::new(), Row::of("One key, and the screen is blank again.", theme.dim)]);
        }
    }
    let high = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    let place = Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - high) / 2,
        width: columns,
        height: high,
    };
    rows(buf, place, &lines);
}

/// What came of it, at once: the weakest party first, everything else apart, no score.
pub(super) fn draw_result(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    (taken, kept, reduced): (&TestTaken<PersonId>, &TestTaken<PersonId>, bool),
) {
    let Scene { state, theme, .. } = scene;
    let Some(test) = state.board.statement(taken.statement).and_then(|statement| statement.test()) else { return };
    let columns = readable(area);
    let mut lines = paragraph(&words::threshold(&test.scale, test.threshold), columns, theme.dim);
    lines.push(Row::new());
    lines.extend(result_lines(state, test, kept, theme));
    lines.push(Row::new());
    let of_one_mind: Vec<&str> = taken.parties.iter().filter(|tally| tally.is_unanimous()).map(words::party).collect();
    if !of_one_mind.is_empty() {
        let who = of_one_mind.join(" and ");
        let warning = if reduced {
            format!("Of {who} only met or not met is kept. Tab: keep the tally after all.")
        } else {
            format!("{who} was of one mind: kept, this tells every vote. Tab keeps met or not met only.")
        };
        lines.extend(paragraph(&warning, columns, theme.warning));
    }
    lines.push(
        Row::of("Enter", theme.key)
            .and(" keeps it with this wording. ", theme.text)
            .and("Esc", theme.key)
            .and(" keeps nothing.", theme.text),
    );
    show(buf, area, &Row::of(" What came of it ", theme.strong), &lines, scene);
}

/// The weakest party first.
fn result_lines(state: &State, test: &Test, taken: &TestTaken<PersonId>, theme: &Theme) -> Vec<Row> {
    let parties = state.roster.parties();
    test.weakest_first(&taken.parties).into_iter().map(|tally| tally_line(test, tally, &parties, theme)).collect()
}
