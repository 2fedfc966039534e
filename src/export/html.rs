//! One page that holds everything it needs: no script, no font, no picture from elsewhere, and a policy that forbids them.

use std::fmt::{Display, Write as _};

use super::{
    summary::{promised, questions, themes, unsettled},
    timeline,
    told::{Told, ToldNote, ToldStatement},
};
use crate::{
    session::{Progress, Role, StandingKind, text::is_right_to_left},
    words::{self, exports as said},
};

/// The page's own look. It names nothing outside itself.
const STYLE: &str = include_str!("page.css");

/// The page of evenings.
pub(super) fn page(evenings: &[Told]) -> String {
    let title = evenings.first().map_or("", |told| told.series.as_deref().unwrap_or(&told.title));
    let mut html = Html::default();
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n");
    html.raw(format_args!("<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n", escaped(title)));
    for told in evenings {
        html.evening(told);
    }
    html.raw("</body>\n</html>\n");
    html.text
}

#[derive(Default)]
struct Html {
    text: String,
}

impl Html {
    fn raw(&mut self, html: impl Display) {
        // A string takes whatever is written to it.
        let _ = write!(self.text, "{html}");
    }

    /// An element with a text that somebody wrote, read from its own side.
    fn element(&mut self, tag: &str, text: &str) {
        self.raw(format_args!("<{tag}{}>{}</{tag}>\n", direction(text), lines(text)));
    }

    fn section(&mut self, title: &str) {
        self.raw(format_args!("<section>\n<h2>{}</h2>\n", escaped(title)));
    }

    fn evening(&mut self, told: &Told) {
        self.raw("<article>\n<header>\n");
        self.element("h1", &told.title);
        let pieces: Vec<String> = told.head().iter().map(|piece| format!("<bdi>{}</bdi>", escaped(piece))).collect();
        self.raw(format_args!("<p class=\"head\">{}</p>\n", pieces.join(" · ")));
        self.raw(format_args!("<p class=\"rule\">{}</p>\n", escaped(said::told(told.rule))));
        if told.all_or_nothing {
            self.raw(format_args!("<p class=\"rule\">{}</p>\n", escaped(said::PROVISIONAL)));
        }
        self.raw("</header>\n");
        self.statements(said::SHARED, told.standing(StandingKind::CommonGround));
        self.statements(said::LIVED_WITH, told.standing(StandingKind::CanLiveWith));
        self.differences(told);
        self.themes(told);
        self.open_questions(told);
        self.follow_ups(told);
        self.people(told);
        self.course(told);
        self.raw("</article>\n");
    }

    fn statements<'a>(&mut self, title: &str, statements: impl Iterator<Item = &'a ToldStatement>) {
        let mut statements = statements.peekable();
        if statements.peek().is_none() {
            return;
        }
        self.section(title);
        self.raw("<ol class=\"ground\">\n");
        for statement in statements {
            self.raw("<li>");
            self.element("p", &statement.wording);
            self.remark(&statement.remark);
            self.raw("</li>\n");
        }
        self.raw("</ol>\n</section>\n");
    }

    fn remark(&mut self, remark: &str) {
        if !remark.is_empty() {
            self.raw(format_args!("<p class=\"remark\"{}>{}</p>\n", direction(remark), lines(remark)));
        }
    }

    fn differences(&mut self, told: &Told) {
        let mut held = told.standing(StandingKind::Held).peekable();
        if held.peek().is_none() {
            return;
        }
        self.section(said::DIFFERENCES);
        for statement in held {
            self.raw("<div class=\"difference\">\n");
            self.element("h3", &statement.wording);
            self.raw("<div class=\"sides\">\n");
            for (party, text) in &statement.formulations {
                self.raw("<div>\n");
                self.element("h4", party.as_deref().unwrap_or(said::ONE_SIDE));
                self.element("p", text);
                self.raw("</div>\n");
            }
            self.raw("</div>\n");
            if !statement.remark.is_empty() {
                self.raw(format_args!("<p class=\"remark\">{}:</p>\n", escaped(said::WHY)));
                self.remark(&statement.remark);
            }
            self.raw("</div>\n");
        }
        self.raw("</section>\n");
    }

    fn themes(&mut self, told: &Told) {
        let themes = themes(told);
        if themes.is_empty() {
            return;
        }
        self.section(said::THEMES);
        for (kind, notes) in themes {
            self.element("h3", &said::theme(kind));
            self.raw("<ul>\n");
            for note in notes {
                self.note(note);
            }
            self.raw("</ul>\n");
        }
        self.raw("</section>\n");
    }

    fn note(&mut self, note: &ToldNote) {
        self.raw(format_args!("<li{}>", direction(&note.text)));
        if let Some(speaker) = &note.speaker {
            self.raw(format_args!("<b><bdi>{}</bdi></b> ", escaped(speaker)));
        }
        self.raw(format_args!("<bdi>{}</bdi></li>\n", lines(&note.text)));
    }

    fn open_questions(&mut self, told: &Told) {
        let (mut questions, mut unsettled) = (questions(told).peekable(), unsettled(told).peekable());
        if questions.peek().is_none() && unsettled.peek().is_none() {
            return;
        }
        self.section(said::OPEN);
        self.raw("<ul>\n");
        for question in questions {
            self.note(question);
        }
        for statement in unsettled {
            self.raw(format_args!("<li{}><bdi>{}</bdi>", direction(&statement.wording), lines(&statement.wording)));
            let standing = words::standing(statement.kind).to_lowercase();
            self.raw(format_args!(" <span class=\"remark\"><bdi>{}</bdi>", escaped(&standing)));
            if !statement.remark.is_empty() {
                self.raw(format_args!(": <bdi>{}</bdi>", lines(&statement.remark)));
            }
            self.raw("</span></li>\n");
        }
        self.raw("</ul>\n</section>\n");
    }

    fn follow_ups(&mut self, told: &Told) {
        if told.follow_ups.is_empty() {
            return;
        }
        self.section(said::FOLLOW_UPS);
        self.raw("<ul class=\"promised\">\n");
        for put in &told.follow_ups {
            let sign = if put.progress == Progress::Done { "☑" } else { "☐" };
            let text = promised(put);
            self.raw(format_args!("<li{}>{sign} <bdi>{}</bdi></li>\n", direction(&put.what), lines(&text)));
        }
        self.raw("</ul>\n</section>\n");
    }

    fn people(&mut self, told: &Told) {
        if told.people.is_empty() {
            return;
        }
        self.section(said::PEOPLE);
        self.raw("<ul class=\"people\">\n");
        for one in &told.people {
            let role = if one.role == Role::Participant { "" } else { words::role(one.role) };
            let rest = [one.party.as_deref().unwrap_or_default(), role];
            let rest = rest.into_iter().filter(|piece| !piece.is_empty()).map(escaped).collect::<Vec<_>>().join(", ");
            let rest = if rest.is_empty() { rest } else { format!(" <span class=\"remark\">{rest}</span>") };
            self.raw(format_args!("<li><bdi>{}</bdi>{rest}</li>\n", escaped(&one.name)));
        }
        self.raw("</ul>\n</section>\n");
    }

    /// The phases, planned and real, and the evening as a picture.
    fn course(&mut self, told: &Told) {
        self.section(said::COURSE);
        if let Some(picture) = timeline::svg(told) {
            self.raw(format_args!("<figure>\n{picture}</figure>\n"));
        }
        self.raw("<table>\n<thead><tr><th>Phase</th><th>Planned</th><th>Real</th></tr></thead>\n<tbody>\n");
        for phase in &told.phases {
            let (planned, real) = (words::minutes(phase.planned), words::minutes(phase.real));
            self.raw(format_args!("<tr><td{}>{}", direction(&phase.title), escaped(&phase.title)));
            if let Some(question) = &phase.question {
                self.raw(format_args!("<br><span class=\"remark\"><bdi>{}</bdi></span>", lines(question)));
            }
            self.raw(format_args!("</td><td>{planned}</td><td>{real}</td></tr>\n"));
        }
        self.raw("</tbody>\n</table>\n");
        if !told.airtime.is_empty() {
            self.raw(format_args!("<h3>{}</h3>\n<table>\n<tbody>\n", escaped(said::AIRTIME)));
            for share in &told.airtime {
                let (spoken, turns) = (words::clock(share.spoken), words::count(share.turns, "turn", "turns"));
                let name = escaped(&share.name);
                self.raw(format_args!("<tr><td><bdi>{name}</bdi></td><td>{spoken}</td><td>{turns}</td></tr>\n"));
            }
            self.raw("</tbody>\n</table>\n");
        }
        self.raw("</section>\n");
    }
}

/// The side from which a text is read, where it is the right.
fn direction(text: &str) -> &'static str {
    if is_right_to_left(text) { " dir=\"rtl\"" } else { "" }
}

/// A text of several lines.
fn lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("<br>")
}

/// A text that stands on a page as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
