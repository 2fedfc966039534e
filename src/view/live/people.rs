//! The people in seat order: no ranking. The key beside the name raises or lowers the hand.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;
use crate::{
    app::{Action, Touch},
    session::{Airtime, Left, Member, Person, PersonId, Role, Share, Span, Who},
    view::{
        inset, panel, take_bottom, take_top,
        text::{Row, rows, width, wrap},
        touch::{mark, mark_rows},
    },
    words,
};

/// The bars begin on the scale of one long turn: a second of speech is not a full bar.
const SCALE: Span = Span::from_mins(2);
/// How wide what is left of a party's time gets, right-aligned.
const PARTY_LEFT: u16 = 12;
/// How wide a name may get before it is cut.
const NAME: u16 = 16;

/// How many rows the panel wants.
pub(super) fn height(scene: Scene<'_>) -> u16 {
    let people = u16::try_from(scene.state.roster.members.len()).unwrap_or(u16::MAX);
    people.max(3).saturating_add(party_rows(scene)).saturating_add(2)
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let title = Row::of(" People ", scene.theme.text)
        .and(format!("{} ", scene.state.roster.present().count()), scene.theme.dim);
    mark(area, Touch::Pane(Action::People));
    let mut inner = inset(panel(buf, area, &title, false, scene.theme));
    let members = &scene.state.roster.members;
    if members.is_empty() {
        let row = Row::of("Nobody yet. ", scene.theme.dim).and("s", scene.theme.key).and(" then ", scene.theme.dim);
        return row.and("a", scene.theme.key).and(" adds.", scene.theme.dim).draw(buf, inner);
    }
    let airtime = scene.state.airtimes(scene.at);
    let longest = airtime.people.iter().map(|share| share.spoken).max().unwrap_or_default().max(SCALE);
    let columns = Columns::of(scene, inner.width);
    if usize::from(inner.height) >= members.len() + usize::from(party_rows(scene)) {
        draw_parties(buf, take_bottom(&mut inner, party_rows(scene)), scene, (&columns, &airtime));
    }
    let shares = members.iter().zip(&airtime.people);
    let lines: Vec<Row> = shares.map(|(member, share)| row(scene, member, &columns, (share.spoken, longest))).collect();
    rows(buf, inner, &lines);
    let here = members.iter().map(|member| member.is_present().then_some(Touch::Person(member.person.id)));
    mark_rows(Rect { height: inner.height.min(u16::try_from(lines.len()).unwrap_or(u16::MAX)), ..inner }, here);
    let hidden = lines.len().saturating_sub(inner.height.into());
    if hidden > 0 && inner.height > 0 {
        let last = Rect { y: inner.bottom() - 1, height: 1, ..inner };
        Row::of(format!("  and {} more · s shows all", hidden + 1), scene.theme.dim).pad(inner.width).draw(buf, last);
    }
}

struct Columns {
    name: u16,
    party: u16,
    bar: u16,
}

impl Columns {
    /// Key, name, party, bar, sign: the bar takes what is left.
    fn of(scene: Scene<'_>, columns: u16) -> Self {
        let people = || scene.state.roster.people();
        let name = people().map(|person| width(&person.name)).max().unwrap_or(0).min(NAME) + 1;
        let party = people().filter_map(|p| p.party.as_deref()).map(width).max().map_or(0, |wide| wide.min(NAME) + 1);
        // The bar gives way first, then the end of a long name; a party that is cut is still a party.
        let name = if columns < name + party + 6 { name.min(10) } else { name };
        let party = party.min(columns.saturating_sub(name + 5));
        Self { name, party, bar: columns.saturating_sub(2 + name + party + 2) }
    }
}

fn row(scene: Scene<'_>, member: &Member, columns: &Columns, (spoken, longest): (Span, Span)) -> Row {
    let Scene { state, theme, .. } = scene;
    let person = &member.person;
    let parties = state.roster.parties();
    let party = person.party.as_deref();
    let speaks = state.current().is_some_and(|turn| turn.who == Who::Named(person.id));
    let present = member.is_present();
    let name = if speaks {
        theme.strong
    } else if present {
        theme.text
    } else {
        theme.dim
    };
    let asks = state.asks.iter().filter(|ask| ask.who == Some(person.id)).map(|ask| ask.lane).min();
    let (sign, style) = if speaks {
        ("●", theme.key)
    } else if state.has_floor(person.id) {
        ("‖", theme.key)
    } else if let Some(lane) = asks {
        (words::lane_sign(lane), theme.key)
    } else if state.hand(person.id).is_some() {
        ("▲", theme.key)
    } else if !present {
        ("–", theme.dim)
    } else if !person.role.in_circle() {
        (words::role_sign(person.role), theme.dim)
    } else {
        (" ", theme.text)
    };
    let bar = bar(spoken, longest, columns.bar);
    Row::of(format!("{} ", person.key), theme.key)
        .cell(&person.name, columns.name, name)
        .cell(party.unwrap_or_else(|| words::role(person.role)), columns.party, theme.party(&parties, party))
        .cell(&bar, columns.bar, theme.party(&parties, party))
        .and(" ", theme.text)
        .and(sign, style)
}

/// A bar against the longest; the shortest speech shows as a point.
fn bar(spoken: Span, longest: Span, columns: u16) -> String {
    let full = u64::from(columns.saturating_sub(1));
    let cells = spoken.millis() * full * 2 / longest.millis().max(1);
    let cells = if spoken > Span::ZERO { cells.max(1) } else { 0 };
    let (whole, half) = (cells / 2, cells % 2);
    "▇".repeat(usize::try_from(whole).unwrap_or(0)) + if half == 1 { "▌" } else { "" }
}

/// A row a party and one of air, where there is more than one party.
fn party_rows(scene: Scene<'_>) -> u16 {
    match scene.state.roster.parties().len() {
        0 | 1 => 0,
        parties => u16::try_from(parties).unwrap_or(u16::MAX).saturating_add(1),
    }
}

/// The parties under their people, on one scale of their own.
fn draw_parties(buf: &mut Buffer, mut area: Rect, scene: Scene<'_>, (columns, airtime): (&Columns, &Airtime<'_>)) {
    take_top(&mut area, 1);
    let longest = airtime.parties.iter().map(|party| party.spoken).max().unwrap_or_default().max(SCALE);
    let parties = scene.state.roster.parties();
    let times = scene.state.party_times(scene.at);
    let lines: Vec<Row> = airtime
        .parties
        .iter()
        .map(|party| {
            let style = scene.theme.party(&parties, Some(party.name));
            let left = times.iter().find(|time| time.party == party.name).map(|time| party_left(time.left));
            let bars = if left.is_some() { columns.bar.saturating_sub(PARTY_LEFT) } else { columns.bar };
            let name = Row::of("  ", style).cell(party.name, columns.name + columns.party, style);
            let row = name.cell(&bar(party.spoken, longest, bars), bars, style);
            row.and(left.map_or(String::new(), |left| format!("{left:>12}")), scene.theme.dim)
        })
        .collect();
    rows(buf, area, &lines);
}

/// What is left of the time of a party, in minutes: one clock shows seconds.
fn party_left(left: Left) -> String {
    match left {
        Left::Remaining(span) => format!("{} left", words::minutes(Span::from_mins(span.millis().div_ceil(60_000)))),
        Left::Over(span) => format!("{} over", words::minutes(Span::from_mins(span.millis().div_ceil(60_000)))),
    }
}

/// Airtime in figures, for the moderator's eyes, in seat order.
pub(super) fn draw_airtime(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let title = Row::of(" Airtime ", scene.theme.text).and("for your eyes · Tab ", scene.theme.dim);
    let inner = inset(panel(buf, area, &title, false, scene.theme));
    let airtime = scene.state.airtimes(scene.at);
    let total: Span =
        airtime.people.iter().map(|share| share.spoken).sum::<Span>().plus(airtime.withheld).plus(airtime.unnamed);
    let line = |share: &Share<'_>| figures(scene, share, total, inner.width);
    let mut lines = Vec::new();
    // Ahead of the people: where there is little room, no party is shown without the others.
    if airtime.parties.len() > 1 {
        lines.extend(airtime.parties.iter().map(line));
        lines.push(Row::new());
    }
    lines.extend(airtime.people.iter().map(line));
    let nameless =
        [("names withheld", airtime.withheld, airtime.withheld_turns), ("not named yet", airtime.unnamed, 0)];
    for (name, spoken, turns) in nameless.into_iter().filter(|(_, spoken, turns)| *turns > 0 || *spoken > Span::ZERO) {
        lines.push(line(&Share { name, person: None, spoken, turns }));
    }
    let said = words::balance(scene.state, &scene.state.phase_balances(scene.at), scene.at);
    if !said.is_empty() {
        lines.push(Row::new());
        let said = said.iter().flat_map(|line| wrap(line, inner.width));
        lines.extend(said.map(|line| Row::of(line, scene.theme.dim)));
    }
    let height = usize::from(inner.height);
    if lines.len() > height {
        lines.retain(|line| line.width() > 0);
    }
    if lines.len() > height {
        let cut = lines.split_off(height.saturating_sub(1)).len();
        lines.push(Row::of(format!("… {cut} more lines in a taller window"), scene.theme.dim));
    }
    rows(buf, inner, &lines);
}

fn figures(scene: Scene<'_>, share: &Share<'_>, total: Span, columns: u16) -> Row {
    let percent = share.spoken.millis() * 100 / total.millis().max(1);
    let figures = format!("{:>3} × {:>6} {percent:>3} %", share.turns, words::clock(share.spoken));
    Row::new()
        .cell(share.name, columns.saturating_sub(width(&figures) + 1), scene.theme.text)
        .and(" ", scene.theme.text)
        .and(figures, scene.theme.dim)
}

/// The people, full screen: somebody late, somebody leaving, a name put right.
pub(super) fn draw_page(buf: &mut Buffer, area: Rect, scene: Scene<'_>, marked: Option<PersonId>) {
    let Scene { state, theme, .. } = scene;
    let mut inner = inset(panel(buf, area, &Row::of(" People ", theme.text), true, theme));
    let head = Row::of("  key  ", theme.dim)
        .cell("name", 26, theme.dim)
        .cell("party", 20, theme.dim)
        .cell("role", 14, theme.dim);
    head.and("", theme.dim).draw(buf, take_top(&mut inner, 1));
    let parties = state.roster.parties();
    let lines: Vec<Row> = state
        .roster
        .members
        .iter()
        .map(|member| {
            let person = &member.person;
            let party = person.party.as_deref();
            let presence = if member.is_present() {
                if member.joined.millis() > 0 {
                    format!("came {}", super::time_of(scene, member.joined))
                } else {
                    String::new()
                }
            } else {
                member.left.map_or(String::new(), |left| format!("left {}", super::time_of(scene, left)))
            };
            let row = Row::of(format!("   {}   ", person.key), theme.key)
                .cell(&person.name, 26, if member.is_present() { theme.text } else { theme.dim })
                .cell(party.unwrap_or("–"), 20, theme.party(&parties, party))
                .cell(&role(person), 14, theme.dim)
                .and(presence, theme.dim)
                .pad(inner.width);
            if marked == Some(person.id) { row.all(theme.marked) } else { row }
        })
        .collect();
    let place = state.roster.members.iter().position(|member| Some(member.person.id) == marked).unwrap_or(0);
    rows(buf, inner, crate::view::window_of(&lines, place, inner.height));
}

/// What somebody is here for, and whether they are interpreted.
fn role(person: &Person) -> String {
    match (person.role, person.interpreted) {
        (Role::Participant, false) => "–".into(),
        (Role::Participant, true) => "interpreted".into(),
        (role, false) => words::role(role).into(),
        (role, true) => format!("{}, int.", words::role(role)),
    }
}
