//! What the evening came to, who spoke how long, planned against real.

use chrono::NaiveDate;

use crate::{
    app::Review,
    session::{Change, Outcome, Progress, Share, Span, StandingKind},
    view::{
        Theme, live,
        text::{Row, said, width, wrap},
    },
    words,
};

pub(super) fn heading(lines: &mut Vec<Row>, text: &str, theme: &Theme) {
    if !lines.is_empty() {
        lines.push(Row::new());
    }
    lines.push(Row::of(text, theme.dim));
}

pub(super) fn list(lines: &mut Vec<Row>, sign: &str, text: &str, columns: u16, theme: &Theme) {
    for (nth, line) in said(text, columns.saturating_sub(4), theme.text).into_iter().enumerate() {
        lines.push(Row::of(if nth == 0 { format!("  {sign} ") } else { "    ".into() }, theme.good).join(line));
    }
}

pub(super) fn lines(review: &Review, columns: u16, theme: &Theme, today: NaiveDate) -> Vec<Row> {
    let state = &review.state;
    let outcome = Outcome::of(state, review.at());
    let mut lines = vec![Row::of(
        format!(
            "{} together · {} · {}",
            words::minutes(outcome.length),
            words::count(outcome.turns, "turn", "turns"),
            words::count(outcome.notes, "note", "notes")
        ),
        theme.text,
    )];
    corrections(&mut lines, review, |change| matches!(change, Change::Title(_)), (columns, theme));
    if let Some(version) = review.sealed.newer {
        let newer = words::newer(version);
        lines.extend(wrap(&newer, columns).into_iter().map(|line| Row::of(line, theme.warning)));
    }
    if !review.sealed.unknown_keys.is_empty() {
        let unknown = words::unknown_keys(&review.sealed.unknown_keys);
        lines.extend(wrap(&unknown, columns).into_iter().map(|line| Row::of(line, theme.warning)));
    }
    let groups = [
        (StandingKind::CommonGround, &outcome.common_ground),
        (StandingKind::CanLiveWith, &outcome.can_live_with),
        (StandingKind::Proposed, &outcome.proposed),
    ];
    for (kind, wordings) in groups.into_iter().filter(|(_, wordings)| !wordings.is_empty()) {
        heading(&mut lines, words::standing(kind), theme);
        for wording in wordings {
            list(&mut lines, live::sign(kind), wording, columns, theme);
        }
    }
    open_ends(&mut lines, review, &outcome, (columns, theme, today));
    spoke(&mut lines, review, columns, theme);
    heading(&mut lines, "Planned and real", theme);
    for time in state.phase_times(review.at()) {
        let figures = format!("{:>3} of {:>3} min", time.real.mins(), time.planned.mins());
        lines.push(Row::of("  ", theme.text).cell(time.title, 30, theme.text).and(figures, theme.dim));
    }
    lines
}

/// What was held, bracketed, parked and promised.
fn open_ends(
    lines: &mut Vec<Row>,
    review: &Review,
    outcome: &Outcome,
    (columns, theme, today): (u16, &Theme, NaiveDate),
) {
    let reasoned = |wording: &str, reason: &str| {
        if reason.is_empty() { wording.to_owned() } else { format!("{wording} ({reason})") }
    };
    for held in &outcome.held_differences {
        heading(lines, words::standing(StandingKind::Held), theme);
        list(lines, live::sign(StandingKind::Held), &reasoned(&held.about, &held.why), columns, theme);
        for formulation in &held.formulations {
            let side = formulation.party.as_deref().unwrap_or("one side");
            list(lines, " ", &format!("{side}: {}", formulation.text), columns, theme);
        }
    }
    for bracket in &outcome.bracketed {
        heading(lines, words::standing(StandingKind::Bracketed), theme);
        let why = format!("[{}] {}", bracket.wording, words::bracket(bracket.kind));
        list(lines, live::sign(StandingKind::Bracketed), &reasoned(&why, &bracket.text), columns, theme);
    }
    for parked in &outcome.parked {
        heading(lines, words::standing(StandingKind::Parked), theme);
        let until = words::until(parked.until, &review.state);
        let reason = if parked.reason.is_empty() { until } else { format!("{}; {until}", parked.reason) };
        list(lines, live::sign(StandingKind::Parked), &reasoned(&parked.wording, &reason), columns, theme);
    }
    if !outcome.follow_ups.is_empty() {
        heading(lines, "Follow-ups", theme);
    }
    for (known, follow_up) in review.state.board.follow_ups.iter().zip(&outcome.follow_ups) {
        let is_open = follow_up.progress == Progress::Open;
        let who = follow_up.who.as_ref().map_or(String::new(), |who| format!("{who}: "));
        let by = follow_up.by.map_or(String::new(), |day| format!(" {}", words::due(day, today, is_open)));
        let text = format!("{who}{}{by}, {}", follow_up.what, words::progress(follow_up.progress));
        let (sign, start) = (if is_open { "□" } else { "■" }, lines.len());
        list(lines, sign, &text, columns, theme);
        if review.follow_up == Some(known.id) {
            let style = theme.strong;
            let first = said(&text, columns.saturating_sub(4), style).swap_remove(0);
            lines[start] = Row::of("▸ ", theme.key).and(format!("{sign} "), theme.good).join(first);
        }
        let is_this = |change: &Change| matches!(change, Change::FollowUp { id, .. } if *id == known.id);
        corrections(lines, review, is_this, (columns, theme));
    }
}

/// What was put right of something, each with what it said before.
pub(super) fn corrections(
    lines: &mut Vec<Row>,
    review: &Review,
    is_this: impl Fn(&Change) -> bool,
    (columns, theme): (u16, &Theme),
) {
    let sealed = &review.sealed;
    for (amendment, replaced) in sealed.amendments.iter().zip(&sealed.replaced).filter(|(one, _)| is_this(&one.change))
    {
        let said = words::put_right(amendment, replaced);
        for line in wrap(&said, columns.saturating_sub(6)) {
            lines.push(Row::of(format!("      {line}"), theme.dim));
        }
    }
}

/// Who spoke how long, in seat order; one line for all where names are withheld.
fn spoke(lines: &mut Vec<Row>, review: &Review, columns: u16, theme: &Theme) {
    let airtime = review.state.airtimes(review.at());
    heading(lines, "Who spoke", theme);
    let longest = airtime.people.iter().map(|share| share.spoken).max().unwrap_or(Span::ZERO);
    let parties = review.state.roster.parties();
    let mut line = |share: &Share<'_>| {
        let party =
            share.person.and_then(|id| review.state.roster.person(id)).and_then(|person| person.party.as_deref());
        let style = theme.party(&parties, party.or(share.person.is_none().then_some(share.name)));
        let turns = words::count(share.turns, "turn", "turns");
        let figures = format!("{turns:>9} {:>7}  ", words::clock(share.spoken));
        let room = u64::from(columns.saturating_sub(2 + 18 + 14 + width(&figures)).min(40));
        let cells = usize::try_from(share.spoken.millis() * room / longest.millis().max(1)).unwrap_or(0);
        lines.push(
            Row::of("  ", theme.text)
                .cell(share.name, 18, theme.text)
                .cell(party.unwrap_or_default(), 14, style)
                .and(figures, theme.dim)
                .and("▇".repeat(cells.min(usize::try_from(room).unwrap_or(0))), style),
        );
    };
    for share in &airtime.people {
        line(share);
    }
    if airtime.withheld_turns > 0 {
        let text = format!(
            "  {} turns of {} in all; names are withheld",
            airtime.withheld_turns,
            words::clock(airtime.withheld)
        );
        lines.push(Row::of(text, theme.text));
    } else if airtime.parties.len() > 1 {
        for party in &airtime.parties {
            line(party);
        }
    }
    for said in words::balance(&review.state, &review.sealed.record.balance, review.at()) {
        list(lines, " ", &said, columns, theme);
    }
}
