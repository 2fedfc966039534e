//! Figures as one reads them, and tables of them.

use std::{fmt::Write as _, time::Duration};

/// A table under a heading, with what has to be said about it.
pub struct Table {
    title: &'static str,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    said: Vec<String>,
}

impl Table {
    pub fn new(title: &'static str, head: &[&str]) -> Self {
        Self { title, head: head.iter().map(|&name| name.into()).collect(), rows: Vec::new(), said: Vec::new() }
    }

    /// With a column a size, and one for how it grows.
    pub fn by_size(title: &'static str, sizes: &[usize]) -> Self {
        let mut table = Self::new(title, &["what"]);
        table.head.extend(sizes.iter().map(|size| count(*size)));
        table.head.push("exponent".into());
        table
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// A row of times at the sizes of the head; where there is none, a dash.
    pub fn times(&mut self, what: impl Into<String>, figures: &[Option<(usize, Duration)>]) {
        let times = figures.iter().map(|figure| figure.map_or("–".into(), |(_, time)| time_text(time)));
        self.rows.push(std::iter::once(what.into()).chain(times).chain([exponent(figures)]).collect());
    }

    /// A row of medians and hundredths at the sizes of the head.
    pub fn spreads(&mut self, what: &str, sizes: &[usize], spreads: &[Spread]) {
        let medians: Vec<_> = sizes.iter().zip(spreads).map(|(size, spread)| Some((*size, spread.median()))).collect();
        let cells = spreads.iter().map(Spread::text);
        self.rows.push(std::iter::once(what.into()).chain(cells).chain([exponent(&medians)]).collect());
    }

    pub fn say(&mut self, sentence: impl Into<String>) {
        self.said.push(sentence.into());
    }

    /// As Markdown that is aligned for a terminal too.
    pub fn text(&self) -> String {
        let width = |column: usize| {
            let cells = self.rows.iter().chain([&self.head]).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let mut text = format!("\n### {}\n\n", self.title);
        let rule: Vec<String> = widths.iter().map(|wide| "-".repeat(*wide)).collect();
        for row in [&self.head, &rule].into_iter().chain(&self.rows) {
            for (cell, wide) in row.iter().zip(&widths) {
                let _ = write!(text, "| {cell:<wide$} ");
            }
            text.push_str("|\n");
        }
        for sentence in &self.said {
            let _ = write!(text, "\n{sentence}\n");
        }
        text
    }
}

/// The half and the ninety-ninth hundredth of many measurements.
pub struct Spread {
    sorted: Vec<Duration>,
}

impl Spread {
    /// # Panics
    /// Of nothing.
    pub fn of(mut all: Vec<Duration>) -> Self {
        assert!(!all.is_empty(), "nothing was measured");
        all.sort_unstable();
        Self { sorted: all }
    }

    pub fn median(&self) -> Duration {
        self.sorted[self.sorted.len() / 2]
    }

    pub fn p99(&self) -> Duration {
        self.sorted[(self.sorted.len() * 99).div_ceil(100).min(self.sorted.len()) - 1]
    }

    pub fn text(&self) -> String {
        format!("{} · {}", time_text(self.median()), time_text(self.p99()))
    }
}

/// With three figures at most, in the unit that one would say.
pub fn time_text(time: Duration) -> String {
    let ns = time.as_secs_f64() * 1e9;
    let (value, unit) = match ns {
        ..1e3 => (ns, "ns"),
        1e3..1e5 => (ns / 1e3, "µs"),
        1e5..1e9 => (ns / 1e6, "ms"),
        _ => (ns / 1e9, "s"),
    };
    match value {
        ..9.995 => format!("{value:.2} {unit}"),
        ..99.95 => format!("{value:.1} {unit}"),
        _ => format!("{value:.0} {unit}"),
    }
}

/// How often the one goes into the other.
pub fn ratio(ours: Duration, theirs: Duration) -> String {
    format!("{:.2}", ours.as_secs_f64() / theirs.as_secs_f64())
}

pub fn megabytes(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "two figures of it are shown")]
    let whole = bytes as f64;
    format!("{:.1} MB", whole / 1e6)
}

/// `50,000`
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).expect("digits")).collect();
    groups.join(",")
}

/// How it grows over the last step of sizes, which is the steepest: 0 is flat, 1 is linear.
fn exponent(figures: &[Option<(usize, Duration)>]) -> String {
    let known: Vec<(usize, Duration)> = figures.iter().copied().flatten().collect();
    let [.., (less, short), (more, long)] = known[..] else { return "–".into() };
    #[expect(clippy::cast_precision_loss, reason = "sizes are small")]
    let grown = more as f64 / less as f64;
    format!("{:.2}", (long.as_secs_f64() / short.as_secs_f64()).ln() / grown.ln())
}
