//! What an evening came to, as the rapporteur would write it down.

use super::{
    Page,
    markdown::{escaped, indented},
    told::{Told, ToldFollowUp, ToldNote, ToldStatement},
};
use crate::{
    session::{KINDS, Progress, StandingKind},
    words::{self, exports as said},
};

/// The kind of note that stands among the open questions.
const QUESTION: &str = "question";

/// The summary of evenings as Markdown, one after the other.
pub(super) fn summary(evenings: &[Told]) -> String {
    let mut page = Page::default();
    for (nth, told) in evenings.iter().enumerate() {
        if nth > 0 {
            page.line("\n---\n");
        }
        one(&mut page, told);
    }
    page.text
}

fn one(page: &mut Page, told: &Told) {
    page.line(format_args!(
        "# {}\n\n{}\n\n*{}*",
        escaped(&told.title),
        escaped(&told.head().join(" · ")),
        said::told(told.rule)
    ));
    if told.all_or_nothing {
        page.line(format_args!("\n*{}*", said::PROVISIONAL));
    }
    for (kind, title) in [(StandingKind::CommonGround, said::SHARED), (StandingKind::CanLiveWith, said::LIVED_WITH)] {
        page.statements(title, told.standing(kind));
    }
    page.differences(told);
    page.themes(told);
    page.open_questions(told);
    page.follow_ups(&told.follow_ups);
    if !told.airtime.is_empty() {
        page.line(format_args!("\n## {}\n", said::AIRTIME));
    }
    for share in &told.airtime {
        let turns = words::count(share.turns, "turn", "turns");
        page.line(format_args!("- {}: {}, {turns}", escaped(&share.name), words::clock(share.spoken)));
    }
}

/// The notes of one kind, in the order of the kinds that the note line offers, then those of the moderator's own.
pub(super) fn themes(told: &Told) -> Vec<(&str, Vec<&ToldNote>)> {
    let own = told.notes.iter().map(|note| note.kind.as_str()).filter(|kind| !KINDS.contains(kind));
    let mut kinds: Vec<&str> = Vec::new();
    for kind in KINDS.into_iter().skip(1).chain(own).chain([KINDS[0]]).filter(|kind| *kind != QUESTION) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let of = |kind: &str| -> Vec<&ToldNote> { told.notes.iter().filter(|note| note.kind == kind).collect() };
    kinds.into_iter().map(|kind| (kind, of(kind))).filter(|(_, notes)| !notes.is_empty()).collect()
}

/// The notes that are questions.
pub(super) fn questions(told: &Told) -> impl Iterator<Item = &ToldNote> {
    told.notes.iter().filter(|note| note.kind == QUESTION)
}

/// The statements on which nothing was settled.
pub(super) fn unsettled(told: &Told) -> impl Iterator<Item = &ToldStatement> {
    [StandingKind::Testing, StandingKind::Proposed, StandingKind::Bracketed, StandingKind::Parked]
        .into_iter()
        .flat_map(|kind| told.standing(kind))
}

impl Page {
    fn statements<'a>(&mut self, title: &str, statements: impl Iterator<Item = &'a ToldStatement>) {
        for (number, statement) in (1..).zip(statements) {
            if number == 1 {
                self.line(format_args!("\n## {title}\n"));
            }
            self.line(format_args!("{number}. {}", indented(&statement.wording)));
            if !statement.remark.is_empty() {
                self.line(format_args!("   *{}*", escaped(&statement.remark)));
            }
        }
    }

    fn differences(&mut self, told: &Told) {
        for (nth, held) in told.standing(StandingKind::Held).enumerate() {
            if nth == 0 {
                self.line(format_args!("\n## {}", said::DIFFERENCES));
            }
            self.line(format_args!("\n### {}\n", indented(&held.wording)));
            for (party, text) in &held.formulations {
                let party = party.as_deref().unwrap_or(said::ONE_SIDE);
                self.line(format_args!("- **{}:** {}", escaped(party), indented(text)));
            }
            if !held.remark.is_empty() {
                self.line(format_args!("\n{}: {}", said::WHY, indented(&held.remark)));
            }
        }
    }

    fn themes(&mut self, told: &Told) {
        let themes = themes(told);
        if !themes.is_empty() {
            self.line(format_args!("\n## {}", said::THEMES));
        }
        for (kind, notes) in themes {
            self.line(format_args!("\n### {}\n", escaped(&said::theme(kind))));
            for note in notes {
                self.note(note);
            }
        }
    }

    fn note(&mut self, note: &ToldNote) {
        let speaker = note.speaker.as_deref().map(|name| format!("{}: ", escaped(name))).unwrap_or_default();
        self.line(format_args!("- {speaker}{}", indented(&note.text)));
    }

    fn open_questions(&mut self, told: &Told) {
        let mut questions = questions(told).peekable();
        let mut unsettled = unsettled(told).peekable();
        if questions.peek().is_some() || unsettled.peek().is_some() {
            self.line(format_args!("\n## {}\n", said::OPEN));
        }
        for question in questions {
            self.note(question);
        }
        for statement in unsettled {
            let standing = words::standing(statement.kind).to_lowercase();
            let remark =
                if statement.remark.is_empty() { standing } else { format!("{standing}: {}", statement.remark) };
            self.line(format_args!("- {} *({})*", indented(&statement.wording), escaped(&remark)));
        }
    }

    fn follow_ups(&mut self, follow_ups: &[ToldFollowUp]) {
        if !follow_ups.is_empty() {
            self.line(format_args!("\n## {}\n", said::FOLLOW_UPS));
        }
        for put in follow_ups {
            let done = if put.progress == Progress::Done { 'x' } else { ' ' };
            self.line(format_args!("- [{done}] {}", indented(&promised(put))));
        }
    }
}

/// Who does what by when, and how far it is.
pub(super) fn promised(put: &ToldFollowUp) -> String {
    let who = put.who.as_deref().map(|who| format!("{who}: ")).unwrap_or_default();
    let by = put.by.map(|day| format!(", by {}", day.format("%-d %B %Y"))).unwrap_or_default();
    let dropped =
        if put.progress == Progress::Dropped { format!(" ({})", words::progress(put.progress)) } else { String::new() };
    format!("{who}{}{by}{dropped}", put.what)
}
