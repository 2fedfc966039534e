//! Lines for a spreadsheet. Times of day stand beside their zone, lengths in seconds; the first line says which is which.
//!
//! The text begins with a byte order mark, because the most common spreadsheet reads Hebrew and Arabic wrongly without one.

use super::told::{Moment, Told, ToldNote, ToldStatement, ToldTurn};
use crate::{session::Span, words};

/// Says to a spreadsheet that this is UTF-8.
const MARK: &str = "\u{FEFF}";

/// The turns of evenings, a line each.
pub(super) fn turns(evenings: &[Told]) -> String {
    let head = [
        "session",
        "date",
        "turn",
        "start_local",
        "zone",
        "start_seconds",
        "spoken_seconds",
        "allotted_seconds",
        "phase",
        "why",
        "speaker",
        "party",
    ];
    let rows = evenings.iter().flat_map(|told| told.turns.iter().map(move |turn| turn_row(told, turn)));
    table(head, rows)
}

fn turn_row(told: &Told, turn: &ToldTurn) -> [String; 12] {
    let [start, zone, seconds] = moment(turn.moment);
    [
        told.id.clone(),
        told.date(),
        turn.id.clone(),
        start,
        zone,
        seconds,
        in_seconds(turn.spoken),
        in_seconds(turn.allotted),
        turn.phase.clone(),
        turn.why.to_owned(),
        turn.speaker.clone().unwrap_or_default(),
        turn.party.clone().unwrap_or_default(),
    ]
}

/// The notes of evenings, a line each.
pub(super) fn notes(evenings: &[Told]) -> String {
    let head = [
        "session",
        "date",
        "note",
        "start_local",
        "zone",
        "start_seconds",
        "phase",
        "kind",
        "speaker",
        "party",
        "text",
    ];
    let rows = evenings.iter().flat_map(|told| told.notes.iter().map(move |note| note_row(told, note)));
    table(head, rows)
}

fn note_row(told: &Told, note: &ToldNote) -> [String; 11] {
    let [start, zone, seconds] = moment(note.moment);
    [
        told.id.clone(),
        told.date(),
        note.id.clone(),
        start,
        zone,
        seconds,
        note.phase.clone(),
        note.kind.clone(),
        note.speaker.clone().unwrap_or_default(),
        note.party.clone().unwrap_or_default(),
        note.text.clone(),
    ]
}

/// The board of evenings: a line a statement, under it a line for how each side puts it, and a line a follow-up.
pub(super) fn board(evenings: &[Told]) -> String {
    let head = [
        "session",
        "date",
        "row",
        "id",
        "standing",
        "text",
        "who",
        "remark",
        "tested",
        "provisional",
        "since_local",
        "zone",
        "since_seconds",
        "due",
    ];
    table(head, evenings.iter().flat_map(board_rows))
}

fn board_rows(told: &Told) -> Vec<[String; 14]> {
    let mut rows = Vec::new();
    for statement in &told.statements {
        rows.push(statement_row(told, statement));
        for (party, text) in &statement.formulations {
            let mut row = blank(told, "formulation", &statement.id);
            (row[5], row[6]) = (text.clone(), party.clone().unwrap_or_default());
            rows.push(row);
        }
    }
    for put in &told.follow_ups {
        let mut row = blank(told, "follow_up", &put.id);
        row[4] = words::progress(put.progress).into();
        (row[5], row[6]) = (put.what.clone(), put.who.clone().unwrap_or_default());
        row[13] = put.by.map(|day| day.to_string()).unwrap_or_default();
        rows.push(row);
    }
    rows
}

fn statement_row(told: &Told, statement: &ToldStatement) -> [String; 14] {
    let [since, zone, seconds] = moment(statement.since);
    let mut row = blank(told, "statement", &statement.id);
    row[4] = words::standing(statement.kind).to_lowercase();
    (row[5], row[7]) = (statement.wording.clone(), statement.remark.clone());
    row[8] = statement.tested.clone().unwrap_or_default();
    row[9] = if statement.provisional { "yes".into() } else { "no".into() };
    (row[10], row[11], row[12]) = (since, zone, seconds);
    row
}

fn blank(told: &Told, row: &str, id: &str) -> [String; 14] {
    let mut cells: [String; 14] = Default::default();
    (cells[0], cells[1], cells[2], cells[3]) = (told.id.clone(), told.date(), row.to_owned(), id.to_owned());
    cells
}

/// Time of day, its zone, and seconds since the opening.
fn moment(moment: Moment) -> [String; 3] {
    let Moment { at, wall } = moment;
    let seconds = in_seconds(at.since(crate::session::At::OPENING));
    [wall.format("%Y-%m-%d %H:%M:%S").to_string(), wall.format("%:z").to_string(), seconds]
}

fn in_seconds(span: Span) -> String {
    let (whole, thousandths) = (span.secs(), span.millis() % 1000);
    if thousandths == 0 { whole.to_string() } else { format!("{whole}.{thousandths:03}") }
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    // A vector takes whatever is written to it, and every row has as many cells as the first.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(row.map(|cell| harmless(&cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula: an apostrophe in front, as people write one.
fn harmless(cell: &str) -> String {
    let acts = |c: char| matches!(c, '=' | '+' | '-' | '@' | '|' | '%' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    let first = cell.chars().find(|c| !c.is_whitespace() && !is_unseen(*c));
    if first.is_some_and(acts) && cell.parse::<f64>().is_err() && !is_zone(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Marks that nobody sees and that some spreadsheets skip.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{61C}')
}

/// `+02:00`: a formula to nobody.
fn is_zone(cell: &str) -> bool {
    cell.len() == 6 && cell.bytes().skip(1).all(|b| b.is_ascii_digit() || b == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in
            ["=1+1", "+A1", "-A1", "@SUM(A1)", " =1", "\u{200f}=1", "\n=cmd|' /C calc'!A0", "＝1", "- she said", "%x"]
        {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "need", "'=1", "a=b", "+02:00", "-5.5", "שלום"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn lengths_are_seconds() {
        assert_eq!(in_seconds(Span::from_millis(93_250)), "93.250");
        assert_eq!(in_seconds(Span::from_secs(93)), "93");
    }
}
