//! Hebrew, Arabic and mixed lines: the cells of twenty sentences in three manners, and many lines beside `FriBidi`.

use std::{
    fmt::Write as _,
    io::Write as _,
    process::{Command, Stdio},
};

use parlor::view::text::{Flow, Laid, Manner, Row, lay_out, said};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// A column more than the longest of them.
const COLUMNS: u16 = 40;

/// What is said in such rooms, and what breaks programs.
const SENTENCES: [&str; 20] = [
    "שלום עליכם",
    "السلام عليكم",
    "לא מפחד (כמעט) אף פעם.",
    "لا إلى الأمن",
    "שָׁלוֹם וּבְרָכָה",
    "مَرْحَبًا بِكُم",
    "Dana said: שלום, مرحبا (hi)!",
    "דנה אמרה: hello world, 3-5 דקות.",
    "في الساعة 19:30 عند Miriam",
    "החדר נפתח ב-19:30 (קומה 2)",
    "1948 היא לא תאריך, היא בית",
    "سنة ١٩٤٨ و 1967",
    "a [ב] {ג} <ד> «ה»",
    "\"כן\", אמר יוסף; 'لا' قال الآخر",
    "ילדים 👩\u{200d}👧 ועץ 🍋",
    "漢字 and עברית and العربية",
    "abc\u{202e}דהו\u{1b}[2J",
    "\u{5b8}ב",
    "گفت‌وگو و پرسش",
    "50% מהזמן – 2 × 3:00",
];

const MANNERS: [(&str, Manner); 3] =
    [("cells", Manner::Cells), ("words", Manner::Words), ("reading", Manner::Reading { isolates: true })];

/// A line cell by cell: letters and signs of our own script as they are, the rest by number.
fn cells(buf: &Buffer, y: u16) -> String {
    let mut out = String::new();
    let mut skip = 0;
    for x in 0..buf.area.width {
        let symbol = buf[(x, y)].symbol();
        if skip > 0 {
            skip -= 1;
        } else if symbol.is_ascii() {
            out.push_str(symbol);
        } else {
            skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            let numbers: Vec<String> = symbol.chars().map(|c| format!("{:04X}", u32::from(c))).collect();
            write!(out, "[{}]", numbers.join("+")).unwrap();
        }
    }
    out.trim_end().to_owned()
}

fn drawn(manner: Manner, rows: &[Row]) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, COLUMNS + 2, u16::try_from(rows.len()).unwrap()));
    let area = Rect { x: 1, width: COLUMNS, ..buf.area };
    parlor::view::text::in_manner(manner, || parlor::view::text::rows(&mut buf, area, rows));
    buf
}

#[test]
fn the_cells_of_twenty_sentences_in_three_manners() {
    let mut picture = String::new();
    for sentence in SENTENCES {
        writeln!(picture, "{}", sentence.escape_debug()).unwrap();
        for (name, manner) in MANNERS {
            let rows = parlor::view::text::in_manner(manner, || said(sentence, COLUMNS, Style::new()));
            writeln!(picture, "  {name:7} |{}", cells(&drawn(manner, &rows), 0)).unwrap();
        }
    }
    insta::assert_snapshot!("bidi_cells", picture);
}

#[test]
fn a_name_in_a_sentence_of_the_interface_turns_nothing_round() {
    for (logical, cells_expected) in [
        ("דנה: 3 minutes", "[05D4][05E0][05D3]: 3 minutes"),
        ("דנה -> אב 5 min", "[05D4][05E0][05D3] -> [05D1][05D0] 5 min"),
        ("next: דנה כץ – 30 s", "next: [05E5][05DB] [05D4][05E0][05D3] [2013] 30 s"),
    ] {
        let row = Row::of(logical, Style::new());
        assert_eq!(cells(&drawn(Manner::Cells, &[row]), 0).trim_start(), cells_expected);
    }
}

/// Random lines of letters, digits and signs, the same each time.
fn lines(count: usize) -> Vec<String> {
    let sets: [Vec<char>; 6] = [
        "אבגדהשלום".chars().collect(),
        "ابتجدرسلمنهوىيةأإآئؤ".chars().collect(),
        "abcXYZ".chars().collect(),
        "0123456789".chars().collect(),
        "٠١٢٣".chars().collect(),
        " .,:;!?-+/()[]«»<>\"'%$".chars().collect(),
    ];
    let mut random = fastrand::Rng::with_seed(0x0f1e_2d3c);
    let line = |random: &mut fastrand::Rng| -> String {
        (0..random.usize(1..=24))
            .map(|_| {
                let set = match random.u8(0..100) {
                    0..25 => &sets[0],
                    25..50 => &sets[1],
                    50..65 => &sets[2],
                    65..75 => &sets[3],
                    75..78 => &sets[4],
                    _ => &sets[5],
                };
                set[random.usize(0..set.len())]
            })
            .collect()
    };
    (0..count).map(|_| line(&mut random)).map(|line| if line.trim().is_empty() { "a".into() } else { line }).collect()
}

fn visual(laid: &Laid) -> String {
    laid.glyphs.iter().map(|glyph| glyph.symbol.as_str()).collect()
}

fn fribidi(flag: &str, lines: &[String]) -> Option<Vec<String>> {
    let arguments = ["--nopad", "--nobreak", "--clean", flag];
    let mut child =
        Command::new("fribidi").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let (mut input, text) = (child.stdin.take()?, lines.join("\n") + "\n");
    let writes = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writes.join().unwrap().unwrap();
    Some(String::from_utf8(output.stdout).unwrap().replace('\u{feff}', "").lines().map(str::to_owned).collect())
}

#[test]
fn a_hundred_thousand_lines_stand_as_fribidi_puts_them() {
    let lines = lines(100_000);
    let third = lines.len() / 3 + 1;
    for (flag, flow, lines) in [
        ("--ltr", Flow::Ltr, &lines[..third]),
        ("--rtl", Flow::Rtl, &lines[third..2 * third]),
        ("--wltr", Flow::Said, &lines[2 * third..]),
    ] {
        let Some(theirs) = fribidi(flag, lines) else {
            println!("SKIPPED: fribidi is not installed (libfribidi-bin)");
            return;
        };
        assert_eq!(theirs.len(), lines.len());
        for (line, theirs) in lines.iter().zip(&theirs) {
            let ours = visual(&lay_out(line, 0..line.len(), flow, Manner::Cells));
            assert_eq!(ours.trim(), theirs.trim(), "{flag} {}", line.escape_unicode());
        }
    }
}
