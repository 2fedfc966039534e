//! A session as plain text, to be read from top to bottom.

use super::Page;
use crate::{
    library::Sealed,
    session::{At, Note, PhaseIndex, Role, Span, StandingKind, State, Statement, Who},
    words,
};

/// The session as readable plain text.
#[must_use]
pub fn show(sealed: &Sealed) -> String {
    let state = sealed.record.fold();
    let end = sealed.record.last();
    let mut page = Page::default();
    heading(&mut page, &state, state.length(end));
    people(&mut page, &state);
    phases(&mut page, &state.phase_times(end));
    airtime(&mut page, &state, &state.airtimes(end));
    balance(&mut page, &words::balance(&state, &sealed.record.balance, end));
    turns(&mut page, &state, end);
    board(&mut page, &state);
    notes(&mut page, &state);
    page.text
}

impl Page {
    fn section(&mut self, title: &str) {
        self.line(format_args!("\n{title}"));
    }

    /// A text of several lines, all of them behind the same margin.
    fn indented(&mut self, first: &str, text: &str) {
        let margin = " ".repeat(first.chars().count());
        for (place, line) in text.lines().enumerate() {
            self.line(format_args!("{}{line}", if place == 0 { first } else { &margin }));
        }
    }
}

fn heading(page: &mut Page, state: &State, length: Span) {
    let opening = &state.opening;
    page.line(&opening.title);
    if let Some(series) = &opening.series {
        page.line(series);
    }
    let place = opening.place.as_deref().map(|place| format!(" · {place}")).unwrap_or_default();
    page.line(format_args!("{}{place} · {} min", opening.opened.format("%Y-%m-%d %H:%M"), length.mins()));
    page.line(words::exports::told(opening.rule));
    if !opening.agreements.is_empty() {
        page.section(if state.agreements_accepted.is_some() { "Agreements (accepted)" } else { "Agreements" });
        for agreement in &opening.agreements {
            page.indented("  ", agreement);
        }
    }
}

fn people(page: &mut Page, state: &State) {
    if state.roster.members.is_empty() {
        return;
    }
    page.section("People");
    let parties = state.roster.parties().into_iter().map(Some).chain([None]);
    for party in parties {
        let names: Vec<String> = state
            .roster
            .people()
            .filter(|person| person.party.as_deref() == party)
            .map(|person| match person.role {
                Role::Participant => person.name.clone(),
                Role::Moderator => format!("{} (moderator)", person.name),
                Role::Rapporteur => format!("{} (rapporteur)", person.name),
                Role::Observer => format!("{} (observer)", person.name),
            })
            .collect();
        if !names.is_empty() {
            page.line(format_args!("  {}: {}", party.unwrap_or("other"), names.join(", ")));
        }
    }
}

fn phases(page: &mut Page, times: &[crate::session::PhaseTime<'_>]) {
    page.section("Phases, planned and real");
    for time in times {
        page.line(format_args!("  {:>4} {:>4} min  {}", time.planned.mins(), time.real.mins(), time.title));
    }
}

/// In seat order: nobody is ranked.
fn airtime(page: &mut Page, state: &State, airtime: &crate::session::Airtime<'_>) {
    if airtime.people.is_empty() || !state.keeps_all_names() {
        return;
    }
    page.section("Time spoken");
    for share in airtime.parties.iter().chain(&airtime.people) {
        page.line(format_args!("  {:>6}  {:>2} turns  {}", clock(share.spoken), share.turns, share.name));
    }
}

/// Largest share, people without a turn, who spoke right after whom; without names one figure a phase.
fn balance(page: &mut Page, lines: &[String]) {
    if !lines.is_empty() {
        page.section("Balance");
    }
    for line in lines {
        page.indented("  ", line);
    }
}

/// Who had the floor, and why they and not another; what answered a turn stands under it.
fn turns(page: &mut Page, state: &State, end: At) {
    if state.turns.is_empty() {
        return;
    }
    page.section("Turns, and why");
    for (depth, turn) in state.turn_list() {
        let (at, spoken) = (state.wall(turn.called).format("%H:%M"), clock(turn.spoken(end)));
        let (name, why) = (words::turn_name((depth, turn), state), words::turn_why(turn, end));
        page.line(format_args!("  {at}  {spoken:>6}  {name} – {why}"));
    }
}

fn board(page: &mut Page, state: &State) {
    for kind in StandingKind::ALL {
        let mut statements = state.board.standing(kind).peekable();
        if statements.peek().is_some() {
            page.section(match kind {
                StandingKind::CommonGround => "Common ground",
                StandingKind::CanLiveWith => "What all can live with",
                StandingKind::Testing => "Being tested",
                StandingKind::Proposed => "Still on the table",
                StandingKind::Bracketed => "In brackets",
                StandingKind::Held => "Differences held",
                StandingKind::Parked => "Parked",
                StandingKind::Withdrawn => "Withdrawn",
            });
        }
        for one in statements {
            statement(page, state, one);
        }
    }
    follow_ups(page, state);
    if let Some(decided) = &state.board.memorandum {
        page.section(&format!("Memorandum: {}", words::scope(&decided.scope)));
    }
}

fn statement(page: &mut Page, state: &State, statement: &Statement) {
    page.indented("  • ", statement.wording());
    page.indented("    ", &words::verdict(state, statement));
    for side in &statement.formulations {
        let party = side.party.as_deref().map(|party| format!("{party}: ")).unwrap_or_default();
        page.indented("    – ", &format!("{party}{}", side.text));
    }
    for test in &statement.tests {
        let Some(taken) = &test.taken else { continue };
        page.indented("    tested: ", &words::threshold(&test.scale, test.threshold));
        for tally in &taken.parties {
            page.indented("      ", &format!("{}: {}", words::party(tally), words::tally(test, tally)));
        }
    }
    for criticism in state.board.criticisms_of(statement.id) {
        let interest = &criticism.interest;
        let interest = if interest.is_empty() { String::new() } else { format!(" (interest: {interest})") };
        page.indented("    criticism: ", &format!("{}{interest}", criticism.text));
    }
    for wording in &statement.earlier {
        page.indented(&format!("    on {}: ", wording.on), &wording.text);
    }
    for pair in statement.wordings.windows(2) {
        page.indented("    at first: ", &pair[0].text);
        if !pair[1].reason.is_empty() {
            page.indented("    changed because ", &pair[1].reason);
        }
    }
}

fn follow_ups(page: &mut Page, state: &State) {
    if !state.board.follow_ups.is_empty() {
        page.section("Follow-ups");
    }
    for follow_up in &state.board.follow_ups {
        let who = follow_up.who.and_then(|who| name(state, who)).map(|who| format!("{who}: ")).unwrap_or_default();
        let by = follow_up.by.map(|day| format!(" by {day}")).unwrap_or_default();
        page.indented("  • ", &format!("{who}{}{by}, {}", follow_up.what, words::progress(follow_up.progress)));
    }
}

fn notes(page: &mut Page, state: &State) {
    let mut phase = None;
    for note in &state.notes {
        if phase != Some(note.phase) {
            phase = Some(note.phase);
            page.section(&format!("Notes: {}", phase_title(state, note.phase)));
        }
        page.indented(&format!("  {}  ", state.wall(note.at).format("%H:%M")), &said(state, note));
    }
}

fn said(state: &State, note: &Note) -> String {
    let speaker = note.speaker.and_then(|who| name(state, who));
    let kind = if note.kind.is_plain() { String::new() } else { format!("#{} ", note.kind.word()) };
    match speaker {
        Some(speaker) => format!("{speaker}: {kind}{}", note.text),
        None => format!("{kind}{}", note.text),
    }
}

fn phase_title(state: &State, phase: PhaseIndex) -> &str {
    state.opening.phases.get(phase.0).map_or("", |phase| &phase.title)
}

fn name(state: &State, who: Who) -> Option<&str> {
    who.person().and_then(|id| state.roster.person(id)).map(|person| person.name.as_str())
}

fn clock(span: Span) -> String {
    format!("{}:{:02}", span.mins(), span.secs() % 60)
}
