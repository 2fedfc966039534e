//! One statement: its wording, why it stands where it stands, its tests, and every wording it has had.

use crate::{
    session::{
        Answer, At, Formulation, PartyTally, Person, Piece, Stance, State, Statement, Taken, Tally, Test, TestOutcome,
        Vouch, WordChange, asked, compare,
    },
    view::{
        Theme,
        text::{Row, Said, said},
    },
    words,
};

/// How many columns a name gets beside a stance.
const NAME: u16 = 12;

/// The lines about one statement.
pub(in crate::view) fn detail_lines(
    state: &State,
    statement: &Statement,
    columns: u16,
    theme: &Theme,
    time_of: &dyn Fn(At) -> String,
) -> Vec<Row> {
    let mut lines = paragraph(statement.wording(), columns, theme.strong);
    lines.extend(paragraph(&words::verdict(state, statement), columns, theme.dim));
    if let Some(test) = statement.test() {
        lines.push(Row::new());
        lines.extend(test_lines(state, test, columns, theme));
    }
    let earlier_tests =
        statement.tests.iter().filter(|test| test.wording + 1 == statement.wordings.len()).rev().skip(1);
    for test in earlier_tests {
        lines.extend(history(test, columns, theme));
    }
    lines.extend(formulations(state, &statement.formulations, columns, theme));
    for criticism in state.board.criticisms_of(statement.id).filter(|_| !state.thinks_jointly()) {
        lines.push(Row::new());
        lines.push(Row::of(format!("criticism {}", criticism.id), theme.dim));
        lines.extend(paragraph(&criticism.text, columns, theme.text));
        if !criticism.interest.is_empty() {
            lines.extend(paragraph(&format!("interest: {}", criticism.interest), columns, theme.dim));
        }
    }
    lines.push(Row::new());
    let mark = words::confidence(state, Piece::Statement(statement.id));
    lines.extend(mark.map(|mark| Row::of(mark, theme.good)));
    lines.push(Row::of(origin(state, statement, time_of), theme.dim));
    lines.extend(earlier(statement, columns, theme, time_of));
    lines
}

pub(super) fn paragraph(text: &str, columns: u16, style: ratatui::style::Style) -> Vec<Row> {
    said(text, columns, style)
}

/// Who put it on the board, and what it was made of.
fn origin(state: &State, statement: &Statement, time_of: &dyn Fn(At) -> String) -> String {
    let first = statement.wordings.first().map_or(String::new(), |wording| time_of(wording.at));
    if statement.brought {
        let since = statement.earlier.first().map_or(String::new(), |first| format!(", first on {}", first.on));
        return format!("from an earlier evening{since}");
    }
    if !statement.from.is_empty() {
        let from: Vec<String> = statement.from.iter().map(ToString::to_string).collect();
        return format!("made of {}, {first}", from.join(" and "));
    }
    match statement.proposed_by {
        Some(who) => format!("proposed by {}, {first}", words::who_name(state, who)),
        None => format!("put on the board, {first}"),
    }
}

/// Both formulations of a difference, and what is said of them.
fn formulations(state: &State, sides: &[Formulation], columns: u16, theme: &Theme) -> Vec<Row> {
    let parties = state.roster.parties();
    let mut lines = Vec::new();
    for side in sides {
        lines.push(Row::new());
        let name = side.party.as_deref().unwrap_or("one side");
        lines.push(vouches(side, Row::of(format!("{name} "), theme.party(&parties, side.party.as_deref())), theme));
        lines.extend(paragraph(&side.text, columns, theme.text));
    }
    lines
}

/// `✓ fair  ✓ understood`.
pub(super) fn vouches(side: &Formulation, row: Row, theme: &Theme) -> Row {
    let sign = |voices: bool| if voices { ("✓ ", theme.good) } else { ("· ", theme.dim) };
    let (fair, understood) = (sign(!side.fair.is_empty()), sign(!side.understood.is_empty()));
    let row = row.and(format!("  {}", fair.0), fair.1).and(words::vouch_sign(Vouch::Fair), theme.dim);
    row.and(format!("  {}", understood.0), understood.1).and(words::vouch_sign(Vouch::Understood), theme.dim)
}

/// A test: its threshold, the weakest party first, the others, and who stands where as far as that is kept.
pub(super) fn test_lines(state: &State, test: &Test, columns: u16, theme: &Theme) -> Vec<Row> {
    let head = format!("{}: {}", test.scale.title, words::threshold(&test.scale, test.threshold));
    let mut lines = paragraph(&head, columns, theme.dim);
    let Some(taken) = &test.taken else {
        lines.push(Row::of("open; t goes on with it, o calls it off", theme.warning));
        return lines;
    };
    let parties = state.roster.parties();
    lines.extend(test.weakest_first(&taken.parties).into_iter().map(|tally| tally_line(test, tally, &parties, theme)));
    lines.extend(grid(state, test, taken, columns, theme));
    lines
}

pub(super) fn tally_line(test: &Test, tally: &PartyTally, parties: &[&str], theme: &Theme) -> Row {
    let met = tally.outcome(&test.scale, test.threshold);
    let sign = match met {
        TestOutcome::Met => ("✓ ", theme.good),
        TestOutcome::NotMet => ("× ", theme.warning),
        TestOutcome::Open => ("· ", theme.dim),
    };
    let row = Row::of(sign.0, sign.1).and(words::party(tally), theme.party(parties, tally.party.as_deref()));
    row.and(format!("  {}", words::tally(test, tally)), theme.text)
}

const fn stance_sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "●",
        Stance::Reserve => "◐",
        Stance::Abstain => "–",
        Stance::NotYet => "◔",
        Stance::Object => "○",
    }
}

/// People by party with their stance. A small party has none: only what came of it.
fn grid(state: &State, test: &Test, taken: &Taken, columns: u16, theme: &Theme) -> Vec<Row> {
    if taken.answers.is_empty() {
        return Vec::new();
    }
    let answer = |person: &Person| {
        let given = taken.answers.iter().find(|Answer { who, .. }| who.person() == Some(person.id));
        given.and_then(|given| test.scale.place(given.answer)).map(|place| test.scale.points[place].stance)
    };
    let counted = |party: &Option<String>| {
        let tally = taken.parties.iter().find(|tally| tally.party == *party);
        tally.is_some_and(|tally| matches!(tally.tally, Tally::Counted(_)))
    };
    let parties = state.roster.parties();
    let mut lines = vec![Row::new()];
    for group in asked(&state.roster).into_iter().filter(|group| counted(&group.party)) {
        let mut row = Row::new();
        for person in group.people.iter().filter_map(|id| state.roster.person(*id)) {
            let sign = answer(person).map_or("·", stance_sign);
            if row.width() + NAME + 2 > columns {
                lines.push(std::mem::take(&mut row));
            }
            row = row.and(format!("{sign} "), theme.strong).cell(
                &person.name,
                NAME,
                theme.party(&parties, group.party.as_deref()),
            );
        }
        lines.push(row);
    }
    lines.push(Row::of("● agrees ◐ with a reservation ◔ not yet ○ objects – abstains · not asked", theme.dim));
    lines
}

/// A test that was taken before, in one line: its weakest party.
fn history(test: &Test, columns: u16, theme: &Theme) -> Vec<Row> {
    let line = |weakest| format!("tested before: {} {}", words::party(weakest), words::tally(test, weakest));
    test.weakest().map_or(Vec::new(), |weakest| paragraph(&line(weakest), columns, theme.dim))
}

/// The wordings before the one that counts, with what became of their words, and the tests of them.
fn earlier(statement: &Statement, columns: u16, theme: &Theme, time_of: &dyn Fn(At) -> String) -> Vec<Row> {
    let mut lines = Vec::new();
    for place in (1..statement.wordings.len()).rev() {
        let (before, after) = (&statement.wordings[place - 1], &statement.wordings[place]);
        lines.push(Row::new());
        let why = if after.reason.is_empty() { String::new() } else { format!(": {}", after.reason) };
        lines.extend(paragraph(&format!("changed {}{why}", time_of(after.at)), columns, theme.dim));
        lines.extend(changes(&before.text, &after.text, columns, theme));
        for test in statement.tests.iter().filter(|test| test.wording + 1 == place) {
            lines.extend(history(test, columns, theme));
        }
    }
    for wording in statement.earlier.iter().rev() {
        lines.push(Row::new());
        lines.push(Row::of(format!("on {}", wording.on), theme.dim));
        lines.extend(paragraph(&wording.text, columns, theme.dim));
    }
    lines
}

/// What became of the words of a wording: `−[…]` went, `+[…]` came. Signs, so that no meaning stands in a look alone.
pub(super) fn changes(before: &str, after: &str, columns: u16, theme: &Theme) -> Vec<Row> {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for (change, words) in compare(before, after) {
        let sign = match change {
            WordChange::Kept => {
                // A full stop stays with what is in front of it.
                if !words.starts_with(char::is_alphanumeric) {
                    text.truncate(text.trim_end().len());
                }
                text.push_str(&words);
                continue;
            }
            WordChange::Removed => "−[",
            WordChange::Added => "+[",
        };
        let start = text.len();
        text.extend([sign, words.trim_end(), "]"]);
        marks.push(start..text.len());
        text.push(' ');
    }
    Said::new(&text, theme.text).marks(&marks, theme.strong).rows(columns)
}
