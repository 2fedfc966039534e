//! The small page of clock acts, and the moderator's mirror.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Scene, front::show};
use crate::{
    app::{Action, App, CLOCK_ACTS, ClockOffer, Live, keymap::Context},
    session::{Mirror, MirrorActs, Span, mirror},
    view::text::{Row, fit, width},
    words,
};

/// The column of the acts' names.
const NAMES: u16 = 15;

/// Every act of the clock, with its key and what it would do now.
///
/// ```text
/// ╭ The clock ────────────────────────────────────╮
/// │ j share fairly   7 wait, 12 min left: 1:40 each │
/// │ s silence        2:00                          │
/// ```
pub(super) fn draw_clock(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (live, app): (&Live, &App)) {
    let theme = scene.theme;
    let columns = super::front::readable(area);
    let row_of = |action: Action| {
        let (key, name) = app
            .keys
            .merged(Context::Clock)
            .into_iter()
            .find(|(_, bound, _)| *bound == action)
            .map_or((String::new(), ""), |(key, _, words)| (key, words.short));
        let (says, is_open) = match live.offer(action, scene.at) {
            Some(Ok(offer)) => (offer_words(&offer, scene), true),
            Some(Err(refusal)) => (words::refusal(&refusal, scene.state), false),
            None => (words::bell(app.bell).to_owned(), true),
        };
        let (keys, text) = if is_open { (theme.key, theme.text) } else { (theme.dim, theme.dim) };
        let says = fit(&says, columns.saturating_sub(NAMES + 2));
        Row::of(format!("{key} "), keys).cell(name, NAMES, text).and(says, theme.dim)
    };
    let mut lines: Vec<Row> = CLOCK_ACTS.into_iter().chain([Action::Bell]).map(row_of).collect();
    let foot = Row::of("Esc", theme.key).and(" goes back; u takes an act back afterwards.", theme.dim);
    lines.push(foot.pad(columns));
    show(buf, area, &Row::of(" The clock ", theme.strong), &lines, scene);
}

/// The moderators' own acts, by party. For their eyes, because people sit beside the laptop.
pub(super) fn draw_mirror(buf: &mut Buffer, area: Rect, scene: Scene<'_>, live: &Live) {
    let theme = scene.theme;
    let chair = scene.state.chair().map(|person| person.id);
    let mirrors = mirror(&live.session, scene.at);
    let names = mirrors.iter().flat_map(|mirror| &mirror.acts).filter_map(|acts| acts.party);
    let names = names.map(width).max().unwrap_or(0).clamp(8, 18) + 2;
    let mut lines = Vec::new();
    for one in &mirrors {
        let has_chair = one.moderator.map(|person| person.id) == chair;
        lines.push(who(one, has_chair, scene));
        let acts: Vec<&MirrorActs<'_>> =
            one.acts.iter().filter(|acts| acts.party.is_some() || **acts != MirrorActs::default()).collect();
        if has_chair || one.in_chair > Span::ZERO {
            let head = Row::new().pad(2).cell("", names, theme.dim).cell("more time", 14, theme.dim);
            lines.push(head.cell("less time", 12, theme.dim).and("out of order", theme.dim));
            lines.extend(acts.into_iter().map(|acts| figures(acts, names, scene)));
        }
        lines.push(Row::new());
    }
    lines.push(Row::of("For your eyes: it is in no file and no export.", theme.dim));
    let keys = Row::of("A moderator's key", theme.key).and(" hands the chair over. ", theme.dim);
    lines.push(keys.and("m", theme.key).and(" closes.", theme.dim));
    show(buf, area, &Row::of(" Your mirror ", theme.strong), &lines, scene);
}

fn who(mirror: &Mirror<'_>, has_chair: bool, scene: Scene<'_>) -> Row {
    let theme = scene.theme;
    let key = mirror.moderator.map_or(String::new(), |person| format!("{} ", person.key));
    let name = mirror.moderator.map_or("the moderator", |person| &person.name);
    let chair = if has_chair { "in the chair" } else { "was in the chair" };
    let chair = match mirror.in_chair {
        Span::ZERO => "not in the chair".to_owned(),
        span => format!("{chair} {}", words::minutes(span)),
    };
    let own = format!("spoke {} in {}", words::clock(mirror.airtime), words::count(mirror.turns, "turn", "turns"));
    let row = Row::of(key, theme.key).and(format!("{name} "), theme.strong);
    row.and(chair, theme.text).and(format!(" · {own}"), theme.dim)
}

fn figures(acts: &MirrorActs<'_>, names: u16, scene: Scene<'_>) -> Row {
    let theme = scene.theme;
    let parties = scene.state.roster.parties();
    let none = || "–".to_owned();
    let given =
        if acts.extensions == 0 { none() } else { format!("{} × {}", acts.extensions, words::clock(acts.given)) };
    let taken = if acts.taken == Span::ZERO { none() } else { words::clock(acts.taken) };
    let called = if acts.out_of_order == 0 { none() } else { acts.out_of_order.to_string() };
    Row::new()
        .pad(2)
        .cell(acts.party.unwrap_or("no side"), names, theme.party(&parties, acts.party))
        .cell(&given, 14, theme.text)
        .cell(&taken, 12, theme.text)
        .and(called, theme.text)
}

/// What an act of the clock would do now.
fn offer_words(offer: &ClockOffer, scene: Scene<'_>) -> String {
    match offer {
        ClockOffer::Share(share) => words::fair_share(share),
        ClockOffer::Silence(span) => words::clock(*span),
        ClockOffer::Pause => "anyone may call it; Space ends it".into(),
        ClockOffer::FloorToSpeaker(_, span) | ClockOffer::FloorToWhom(span) => words::floor_to(scene.state, *span),
        ClockOffer::FloorToSilence(span) => format!("{} of empty floor", words::clock(*span)),
        ClockOffer::Breath(Span::ZERO) => "no breath between speakers any more".into(),
        ClockOffer::Breath(span) => format!("{} s between speakers from now on", span.secs()),
        ClockOffer::Replan(replanned) => words::replanned(replanned, scene.state, scene.at),
        ClockOffer::Park(_) => "the question goes to the board; then the next phase".into(),
        ClockOffer::PartyTime(span) => words::party_time(*span, scene.state),
    }
}
