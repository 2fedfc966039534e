use ratatui::layout::Rect;

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
