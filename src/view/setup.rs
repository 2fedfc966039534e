//! Setting up: the format, a title, the group, the place, and one box for the people.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Theme, draw_editor, draw_hints, draw_notice, editor_height,
    home::draw_warnings,
    inset, panel, take_bottom, take_top,
    text::{Row, rows, wrap},
};
use crate::{
    app::{App, Field, Setup},
    session::{Format, Role, Span, Written, check_rounds},
    words,
};

/// Columns for the names of the fields.
const LABEL: u16 = 10;

const fn name(field: Field) -> &'static str {
    match field {
        Field::Format => "Format",
        Field::Title => "Title",
        Field::Group => "Group",
        Field::Place => "Place",
        Field::People => "People",
    }
}

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, setup: &Setup, theme: &Theme) -> Option<Position> {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    draw_warnings(buf, &mut area, app, theme);
    let inner = inset(panel(buf, area, &Row::of(" An evening ", theme.strong), false, theme));
    let mut area = inner;
    let air = u16::from(area.height > 14);
    take_top(&mut area, air);
    let format = app.formats.formats.get(setup.format);
    let check = format.map(|format| check_lines(setup, format, app, theme, area.width)).unwrap_or_default();
    let check_rows = u16::try_from(check.len()).unwrap_or(u16::MAX).min(area.height.saturating_sub(8));
    let mut caret = None;
    for field in [Field::Format, Field::Title, Field::Group, Field::Place] {
        let (label, value) = columns(take_top(&mut area, 1));
        draw_label(buf, label, field, setup, theme);
        let placed = draw_value(buf, value, field, (setup, app), theme);
        caret = caret.or(placed.filter(|_| setup.field == field));
    }
    take_top(&mut area, air);
    let wanted = editor_height(&setup.people, area.width.saturating_sub(LABEL)).max(5);
    let room = area.height.saturating_sub(check_rows);
    let (label, value) = columns(take_top(&mut area, wanted.min(room)));
    draw_label(buf, label, Field::People, setup, theme);
    if setup.people.is_blank() {
        let examples = ["Jewish: Miriam, Tamar (moderator), Eitan", "Palestinian: Yousef (moderator), Layla, Hanan"];
        let mut lines = vec![Row::new(); usize::from(setup.field == Field::People)];
        lines.extend(examples.map(|line| Row::of(line, theme.dim)));
        rows(buf, value, &lines);
    }
    let placed = draw_editor(buf, value, &setup.people, theme);
    caret = caret.or(placed.filter(|_| setup.field == Field::People));
    rows(buf, area, &check);
    caret
}

fn columns(area: Rect) -> (Rect, Rect) {
    let label = Rect { width: LABEL.min(area.width), ..area };
    (label, Rect { x: area.x + label.width, width: area.width - label.width, ..area })
}

fn draw_label(buf: &mut Buffer, area: Rect, field: Field, setup: &Setup, theme: &Theme) {
    let (sign, style) = if setup.field == field { ("▸ ", theme.strong) } else { ("  ", theme.dim) };
    Row::of(sign, theme.key).and(name(field), style).draw(buf, area);
}

fn draw_value(
    buf: &mut Buffer,
    area: Rect,
    field: Field,
    (setup, app): (&Setup, &App),
    theme: &Theme,
) -> Option<Position> {
    let Some(editor) = setup.editor(field) else {
        let format = app.formats.formats.get(setup.format)?;
        let people = format.people.map_or(String::new(), |people| format!(" · {}–{} people", people.from, people.to));
        let facts = format!(" · {}{people} · {}", words::minutes(format.length()), words::rule(format.record_rule));
        let row = Row::new().and_said(&format.title, theme.text).and(facts, theme.dim);
        row.and(if setup.field == field { "   ←/→ changes it" } else { "" }, theme.dim).draw(buf, area);
        return None;
    };
    if editor.is_blank() {
        let known = app.shelves.groups.len();
        let hint = match field {
            Field::Title => "(the date; it stays in the file under every rule)".to_owned(),
            Field::Group if known > 0 => {
                format!("(←/→ goes through {} that you know)", words::count(known, "group", "groups"))
            }
            Field::Place => "(kept only where the record rule keeps it)".to_owned(),
            Field::Format | Field::Group | Field::People => "(none)".to_owned(),
        };
        Row::of(hint, theme.dim).draw(buf, area);
    } else if field == Field::Group {
        let evenings = setup.group_of(&app.shelves.groups).map(|group| group.evenings);
        let note = evenings.map_or("a new group".to_owned(), |count| {
            format!("{} so far", words::count(count as usize, "evening", "evenings"))
        });
        Row::of(note, theme.dim).draw_right(buf, area);
    }
    draw_editor(buf, area, editor, theme)
}

/// Who was understood, whether they fit into the minutes, and what the rule keeps.
fn check_lines(setup: &Setup, format: &Format, app: &App, theme: &Theme, columns: u16) -> Vec<Row> {
    let people = setup.written();
    let mut lines = vec![Row::of("─".repeat(columns.into()), theme.frame)];
    let phases: Vec<String> = format.phases.iter().map(|phase| format!("{} {}", phase.title, phase.minutes)).collect();
    lines.extend(wrap(&phases.join(" · "), columns).into_iter().take(3).map(|line| Row::of(line, theme.dim)));
    let mut row = Row::of(understood(&people), theme.text);
    let circle = people.iter().filter(|person| person.role == Role::Participant).count();
    for check in check_rounds(&format.phases, circle).into_iter().filter(|_| circle > 0) {
        let (sign, style) = if check.fits() { ("✓", theme.good) } else { ("too long", theme.over) };
        let each = words::clock(check.phase.turn);
        let silence = check.phase.silence.map_or(String::new(), |silence| format!("{} + ", words::clock(silence)));
        let rest = people.len() - circle;
        let without = if rest > 0 { format!(" without the {rest} who are not asked") } else { String::new() };
        let needs = Span::from_mins(check.needs.millis().div_ceil(60_000)).mins();
        row = row.and(
            format!(
                " · {}: {silence}{circle} × {each}{without} = {needs} of {} min ",
                check.phase.title, check.phase.minutes
            ),
            theme.dim,
        );
        row = row.and(sign, style);
        lines.push(std::mem::take(&mut row));
        row = Row::of("  ", theme.text);
    }
    if row.width() > 2 {
        lines.push(row);
    }
    lines.extend(wrap(words::rule_keeps(format.record_rule), columns).into_iter().map(|line| Row::of(line, theme.dim)));
    for trouble in &app.formats.troubles {
        lines.push(Row::of(words::load_error(trouble), theme.over));
    }
    lines.push(if setup.enter_opens() {
        Row::of("Enter", theme.key).and(" opens the evening", theme.strong)
    } else {
        Row::of("Enter", theme.key)
            .and(" next line; on an empty line it opens the evening. ", theme.dim)
            .and("F2", theme.key)
            .and(" opens it at once.", theme.dim)
    });
    lines
}

fn understood(people: &[Written]) -> String {
    let mut parties: Vec<&str> = people.iter().filter_map(|person| person.party.as_deref()).collect();
    parties.sort_unstable();
    parties.dedup();
    match people.len() {
        0 => "nobody yet; names can come as people speak".into(),
        number => {
            let of = |party: &str| people.iter().filter(|person| person.party.as_deref() == Some(party)).count();
            let mut sides: Vec<String> = parties.iter().map(|party| format!("{party} {}", of(party))).collect();
            let nameless = people.iter().filter(|person| person.party.is_none()).count();
            sides.extend((nameless > 0 && !sides.is_empty()).then(|| format!("no side {nameless}")));
            let total = words::count(number, "person", "people");
            if sides.is_empty() { total } else { format!("{total}: {}", sides.join(", ")) }
        }
    }
}
