//! The evening as a picture: phases above, turns as bars on an axis of time. One row for all; where whose turn it was may be
//! told, a row a person.

use std::fmt::Write as _;

use super::{
    html::escaped,
    told::{Told, ToldTurn, after},
};
use crate::{
    session::{At, text::is_right_to_left},
    words,
};

/// The width of the picture, and of what stands in front of the rows.
const WIDTH: u64 = 900;
const LABELS: u64 = 150;
/// Heights: of the phases, of a row, of the axis.
const PHASES: u64 = 24;
const ROW: u64 = 20;
const AXIS: u64 = 26;
/// About as wide as a letter is.
const LETTER: u64 = 6;
/// How many times of day stand below the picture at most.
const MOST_TICKS: u64 = 9;
/// Lengths between two of them, in minutes.
const STEPS: [u64; 8] = [1, 2, 5, 10, 15, 30, 60, 120];

/// The picture; none of an evening of which no turn may be told.
pub(super) fn svg(told: &Told) -> Option<String> {
    let end = told.phases.iter().flat_map(|phase| &phase.stays).map(|stay| stay.1).max()?;
    let end = told.turns.iter().map(|turn| turn.until).max()?.max(end);
    let rows = rows(told);
    let left = if rows.len() > 1 { LABELS } else { 0 };
    let picture = Picture { left, end: end.millis().max(1), height: PHASES + ROW * rows.len() as u64 };
    let mut svg = String::new();
    // A string takes whatever is written to it.
    let _ = writeln!(
        svg,
        "<svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"{}\">",
        picture.height + AXIS,
        escaped(&format!("{}, {}", told.title, words::count(told.turns.len(), "turn", "turns"))),
    );
    picture.phases(&mut svg, told);
    for (nth, (label, turns)) in rows.iter().enumerate() {
        picture.row(&mut svg, (nth as u64, label), turns, &parties(told));
    }
    picture.axis(&mut svg, told);
    svg.push_str("</svg>\n");
    Some(svg)
}

/// The turns by whoever spoke, in seat order; all in one row where that is not told.
fn rows(told: &Told) -> Vec<(String, Vec<&ToldTurn>)> {
    if told.turns.iter().all(|turn| turn.speaker.is_none()) {
        return vec![(String::new(), told.turns.iter().collect())];
    }
    let of = |name: Option<&str>| -> Vec<&ToldTurn> {
        told.turns.iter().filter(|turn| turn.speaker.as_deref() == name).collect()
    };
    let mut names: Vec<&str> = Vec::new();
    for name in told.people.iter().map(|one| one.name.as_str()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let known = names.into_iter().map(|name| (name.to_owned(), of(Some(name))));
    let nobody = std::iter::once((words::SOMEONE.to_owned(), of(None)));
    known.chain(nobody).filter(|(_, turns)| !turns.is_empty()).collect()
}

fn parties(told: &Told) -> Vec<&str> {
    let mut parties: Vec<&str> = Vec::new();
    for party in told.people.iter().filter_map(|one| one.party.as_deref()) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

struct Picture {
    left: u64,
    end: u64,
    height: u64,
}

impl Picture {
    fn x(&self, at: At) -> u64 {
        self.left + (WIDTH - self.left) * at.millis().min(self.end) / self.end
    }

    fn phases(&self, svg: &mut String, told: &Told) {
        for (nth, phase) in told.phases.iter().enumerate() {
            for (from, to) in &phase.stays {
                let (x, width) = (self.x(*from), self.x(*to) - self.x(*from));
                let odd = if nth % 2 == 1 { " odd" } else { "" };
                let title = escaped(&phase.title);
                let _ = write!(svg, "<g><title>{title}</title>");
                let _ = write!(
                    svg,
                    "<rect class=\"band{odd}\" x=\"{x}\" y=\"0\" width=\"{width}\" height=\"{}\"/>",
                    self.height
                );
                let room = usize::try_from(width.saturating_sub(8) / LETTER).unwrap_or(0);
                let short = shortened(&phase.title, room);
                let _ = writeln!(svg, "{}</g>", label(&short, x + 4, 16, ""));
            }
        }
    }

    fn row(&self, svg: &mut String, (nth, name): (u64, &str), turns: &[&ToldTurn], parties: &[&str]) {
        let top = PHASES + nth * ROW;
        if !name.is_empty() {
            let _ = writeln!(svg, "{}", label(&shortened(name, 22), 4, top + 14, ""));
        }
        for turn in turns {
            let (x, until) = (self.x(turn.moment.at), self.x(turn.until));
            let place = parties.iter().position(|party| Some(*party) == turn.party.as_deref());
            let class = place.map_or("turn".to_owned(), |place| format!("turn p{}", place % 4));
            let width = (until - x).max(2) - 1;
            let said = escaped(&format!("{} {}", words::time_of_day(turn.moment.wall), words::clock(turn.spoken)));
            let _ = writeln!(
                svg,
                "<rect class=\"{class}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{}\" rx=\"1.5\"><title>{said}</title></rect>",
                top + 4,
                ROW - 8,
            );
        }
    }

    fn axis(&self, svg: &mut String, told: &Told) {
        let y = self.height;
        let _ = writeln!(svg, "<path class=\"axis\" d=\"M{} {y}H{WIDTH}\"/>", self.left);
        let all = told.minutes.len() as u64;
        let step = STEPS.into_iter().find(|step| all / step < MOST_TICKS).unwrap_or(240);
        let every = usize::try_from(step).unwrap_or(1);
        for (minute, wall) in (0..).zip(&told.minutes).step_by(every) {
            let (x, time) = (self.x(after(minute)), words::time_of_day(*wall));
            let anchor = if x + 30 > WIDTH { "end" } else { "start" };
            let _ = writeln!(svg, "<path class=\"axis\" d=\"M{x} {y}v5\"/>{}", label(&time, x, y + 18, anchor));
        }
    }
}

fn label(text: &str, x: u64, y: u64, anchor: &str) -> String {
    let anchor = if anchor == "end" { " text-anchor=\"end\"" } else { "" };
    let (direction, anchor) =
        if is_right_to_left(text) { (" direction=\"rtl\"", " text-anchor=\"end\"") } else { ("", anchor) };
    format!("<text x=\"{x}\" y=\"{y}\"{direction}{anchor}>{}</text>", escaped(text))
}

/// As much of a text as fits in so many letters.
fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    match room.checked_sub(1).filter(|room| *room > 2) {
        Some(room) => format!("{}…", text.chars().take(room).collect::<String>().trim_end()),
        None => String::new(),
    }
}
