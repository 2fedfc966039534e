use ratatui::{layout::Rect, style::Modifier};

use super::{layout::UNSAFE, *};

#[test]
fn words_wrap_and_long_ones_break() {
    assert_eq!(wrap("to be believed, and to be safe", 12), ["to be", "believed,", "and to be", "safe"]);
    assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
    assert_eq!(wrap("", 5), [""]);
    assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
    for columns in 0..20 {
        for line in wrap("漢字 mixed with עברית and العربية 👩‍👧", columns) {
            assert!(width(&line) <= columns.max(2), "{columns} {line}");
        }
    }
}

#[test]
fn a_text_never_leaves_its_area() {
    let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
    assert_eq!(put(&mut buf, (2, 0), 3, "hello", Style::new()), 3);
    assert_eq!(buf[(2, 0)].symbol(), "h");
    assert_eq!(buf[(4, 0)].symbol(), "…");
    assert_eq!(buf[(5, 0)].symbol(), " ");
    assert_eq!(put(&mut buf, (0, 0), 9, "\u{1b}[2J", Style::new()), 4);
    assert_eq!(buf[(0, 0)].symbol(), UNSAFE);
    assert_eq!(put(&mut buf, (0, 9), 9, "x", Style::new()), 0);
}

#[test]
fn a_cut_text_takes_no_more_columns_than_it_may() {
    assert_eq!(fit("漢字漢字", 5), "漢字…");
    assert_eq!(fit("abc", 3), "abc");
    assert_eq!(fit("abcd", 0), "");
}

#[test]
fn the_caret_stands_on_the_letter_that_it_precedes() {
    let line = "אב cd";
    let bytes: Vec<usize> = line.char_indices().map(|(byte, _)| byte).chain([line.len()]).collect();
    let columns = bytes.iter().map(|byte| caret(line, 0..line.len(), (8, true), *byte));
    assert_eq!(columns.collect::<Vec<_>>(), [7, 6, 5, 3, 4, 2]);
    let left_to_right = bytes.iter().map(|byte| caret("ab", 0..2, (8, false), (*byte).min(2)));
    assert_eq!(left_to_right.max(), Some(2));
}

#[test]
fn a_click_finds_the_letter_that_the_caret_stands_on() {
    for line in ["שלום (עולם) 12", "Dana said: שלום!", "لا إلى الأمن", "漢字 ב"] {
        for flow in [Flow::Ltr, Flow::Rtl] {
            let laid = lay_out(line, 0..line.len(), flow, Manner::Cells);
            for glyph in &laid.glyphs {
                let column = laid.caret(glyph.bytes.start, 30);
                assert_eq!(laid.byte_at(column, 30), Some(glyph.bytes.start), "{line} {}", glyph.symbol);
            }
        }
    }
}

#[test]
fn what_was_found_is_marked_in_the_cells_where_it_stands() {
    let text = "a שלום b";
    let found = text.find("לו").map(|at| at..at + "לו".len()).unwrap();
    let marks = std::slice::from_ref(&found);
    let mark = Style::new().reversed();
    let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
    rows(&mut buf, Rect::new(0, 0, 10, 1), &Said::new(text, Style::new()).marks(marks, mark).rows(10));
    let marked: Vec<u16> = (0..10).filter(|x| buf[(*x, 0)].modifier.contains(Modifier::REVERSED)).collect();
    assert_eq!(marked, [3, 4], "the word stands the other way round");
    assert_eq!((buf[(3, 0)].symbol(), buf[(4, 0)].symbol()), ("ו", "ל"));
}

#[test]
fn a_cut_text_ends_where_it_is_read_to() {
    let mut buf = Buffer::empty(Rect::new(0, 0, 5, 1));
    Row::new().and_said("שלום עולם", Style::new()).draw(&mut buf, Rect::new(0, 0, 5, 1));
    assert_eq!(buf[(0, 0)].symbol(), "…");
    assert_eq!(buf[(4, 0)].symbol(), "ש");
}

mod random {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_letter_stands_once_and_no_line_is_wider_than_its_field(
            text in "[ab1 .(\\u{5d0}-\\u{5ea}\\u{5b8}\\u{627}-\\u{64a}\\u{64e}\\u{200d}\\u{200e}漢👩🍋\\u{301}]{0,40}",
            columns in 2u16..20,
            nth in 0usize..3,
        ) {
            let manner = [Manner::Cells, Manner::Words, Manner::Reading { isolates: true }][nth];
            in_manner(manner, || {
                for stretch in breaks(&text, (columns, columns)) {
                    let laid = lay_out(&text, stretch.clone(), Flow::Said, manner);
                    prop_assert!(laid.width() <= columns);
                    let mut bytes: Vec<_> = laid.glyphs.iter().map(|glyph| glyph.bytes.start).collect();
                    bytes.sort_unstable();
                    prop_assert!(bytes.windows(2).all(|pair| pair[0] < pair[1]));
                    let letters = layout::clusters(&text, stretch, manner == Manner::Cells).len();
                    prop_assert_eq!(laid.glyphs.len(), letters);
                }
                Ok(())
            })?;
        }
    }
}

#[test]
fn what_is_plain_is_measured_as_all_else() {
    let plain = |c: &char| layout::is_plain(&c.to_string());
    let all: Vec<char> = (' '..='\u{FFFF}').filter(plain).collect();
    assert!(all.len() > 600, "{}", all.len());
    for c in &all {
        let text = format!("{c}{c}a{c}");
        let glyphs = layout::clusters(&text, 0..text.len(), false);
        assert_eq!((glyphs.len(), width(&text)), (4, 4), "{c}");
        assert!(glyphs.iter().all(|glyph| glyph.columns == 1 && text[glyph.bytes.clone()] == glyph.symbol), "{c}");
    }
    let text: String = all.iter().collect();
    assert_eq!(layout::clusters(&text, 0..text.len(), false).len(), all.len());
    for other in ["e\u{301}", "שלום", "日", "\u{AD}", "\u{200D}", "\u{1b}", "✔\u{FE0F}", "◽"] {
        assert!(!layout::is_plain(other), "{other:?}");
    }
}
