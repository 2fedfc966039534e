//! The memorandum: what was confirmed in the room, and nothing else, for those for whom the group decided that it is.

use super::{
    Page,
    markdown::{escaped as markdown, indented},
};
use crate::{
    library::{Evening, NoExport},
    session::{MemorandumScope, NoMemorandum, RecordRule, Standing, StandingKind, State, Statement},
    words,
};

/// The memoranda of evenings, one after the other; an evening without one is passed over, if there are others.
///
/// # Errors
/// Why there is none.
pub(super) fn memoranda(evenings: &[Evening]) -> Result<String, NoExport> {
    let all: Vec<_> = evenings.iter().map(memorandum).collect();
    let first = all.iter().find_map(|one| one.as_ref().err()).copied().unwrap_or(NoMemorandum::Undecided);
    let there: Vec<String> = all.into_iter().flatten().collect();
    if there.is_empty() { Err(NoExport::Memorandum(first)) } else { Ok(there.join("\n---\n\n")) }
}

/// The memorandum of a session as Markdown: confirmed wordings and held differences. Whose voice confirmed a wording is said
/// only to the group itself. There is none until the group has decided for whom it is, and that stands in the log.
fn memorandum(evening: &Evening) -> Result<String, NoMemorandum> {
    let state = evening.record.fold();
    let decided = state.board.memorandum.as_ref().ok_or(NoMemorandum::Undecided)?;
    let kinds = [StandingKind::CommonGround, StandingKind::CanLiveWith, StandingKind::Held];
    if kinds.iter().all(|kind| state.board.standing(*kind).next().is_none()) {
        return Err(NoMemorandum::NothingConfirmed);
    }
    let mut page = Page::default();
    page.opening(&state, &decided.scope, &words::time_of_day(state.wall(decided.at)));
    let named = decided.scope == MemorandumScope::Group;
    page.confirmed(&state, StandingKind::CommonGround, "What we share", named);
    page.confirmed(&state, StandingKind::CanLiveWith, "What all of us can live with", named);
    page.held_differences(&state);
    Ok(page.text)
}

impl Page {
    fn opening(&mut self, state: &State, scope: &MemorandumScope, at: &str) {
        let opening = &state.opening;
        self.line(format_args!("# Memorandum\n\n{}", markdown(&opening.title)));
        let group = opening.series.as_deref().map(|series| format!("{} · ", markdown(series))).unwrap_or_default();
        let place = opening.place.as_deref().map(|place| format!(" · {}", markdown(place))).unwrap_or_default();
        self.line(format_args!("{group}{}{place}\n", words::day(opening.opened)));
        let for_whom = markdown(&words::scope(scope));
        self.line(format_args!("*This memorandum is {for_whom}, as the group decided at {at}.*"));
        if opening.rule == RecordRule::ChathamHouse {
            self.line("*Chatham House Rule: it may be told what is said here, never by whom, nor who was there.*");
        }
        if state.board.all_or_nothing {
            self.line("*All of it is provisional: nothing holds until everything holds.*");
        }
    }

    fn confirmed(&mut self, state: &State, kind: StandingKind, title: &str, named: bool) {
        let mut statements = state.board.standing(kind).peekable();
        if statements.peek().is_some() {
            self.line(format_args!("\n## {title}\n"));
        }
        for (number, statement) in (1..).zip(statements) {
            self.line(format_args!("{number}. {}", indented(statement.wording())));
            if let Some(note) = confirmation(state, statement, named) {
                self.line(format_args!("   *{}*", markdown(&note)));
            }
        }
    }

    fn held_differences(&mut self, state: &State) {
        let mut held = state.board.standing(StandingKind::Held).peekable();
        if held.peek().is_some() {
            self.line("\n## Where we differ, and say so together");
        }
        for statement in held {
            self.line(format_args!("\n### {}\n", indented(statement.wording())));
            for side in &statement.formulations {
                let party = side.party.as_deref().map(|party| format!("**{}:** ", markdown(party))).unwrap_or_default();
                self.line(format_args!("- {party}{}", indented(&side.text)));
            }
            if let Standing::Held { why } = &statement.standing
                && !why.is_empty()
            {
                self.line(format_args!("\nWhy it matters: {}", indented(why)));
            }
        }
    }
}

/// Who confirmed it, where that may be told, and whether somebody is still to be asked.
fn confirmation(state: &State, statement: &Statement, with_names: bool) -> Option<String> {
    let (voices, provisional) = match &statement.standing {
        Standing::CommonGround { confirmed_by, provisional } | Standing::CanLiveWith { confirmed_by, provisional } => {
            (confirmed_by, *provisional)
        }
        Standing::Proposed
        | Standing::Testing
        | Standing::Held { .. }
        | Standing::Bracketed { .. }
        | Standing::Parked { .. }
        | Standing::Withdrawn { .. } => return None,
    };
    let names: Vec<&str> = voices.iter().filter(|_| with_names).map(|who| words::who_name(state, *who)).collect();
    let by = (!names.is_empty()).then(|| format!("confirmed by {}", names.join(", ")));
    let later = provisional.then(|| "provisional: a party that was not there is asked later".to_owned());
    let pieces: Vec<String> = by.into_iter().chain(later).collect();
    (!pieces.is_empty()).then(|| pieces.join("; "))
}
