//! The letters of a text as a search compares them: without case, accents, vowel marks and points, and with the forms of one
//! letter as one.
//!
//! What is left out is what people leave out when they type: Latin, Greek and Cyrillic accents, Arabic vowel marks and
//! tatweel, Hebrew points, signs of direction. The forms of the Arabic alef are one letter, and so are those that look alike
//! in Persian; digits are digits, quotation marks and hyphens are the plain ones. The vowel signs of Indian scripts stay:
//! without them the words would be others.

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

/// A text as a search compares it. Every white space is one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// The same, behind what is there.
pub fn fold_into(text: &str, folded: &mut String) {
    let mut rest = text;
    while !rest.is_ascii() {
        // What is ASCII is taken whole.
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        fold_plain(&rest[..plain], folded);
        let mut others = rest[plain..].chars();
        others.next().into_iter().for_each(|c| fold_char(c, folded));
        rest = others.as_str();
    }
    fold_plain(rest, folded);
}

fn fold_plain(text: &str, folded: &mut String) {
    let start = folded.len();
    if memchr::memchr3(b'\n', b'\t', SEPARATOR, text.as_bytes()).is_some() {
        folded.extend(text.chars().map(plain));
    } else {
        folded.push_str(text);
    }
    folded[start..].make_ascii_lowercase();
}

/// What stands between the fields of a folded passage; no folded text has it.
const SEPARATOR: u8 = super::passage::FIELD as u8;

const fn plain(c: char) -> char {
    if matches!(c, '\n' | '\t') || c as u32 == SEPARATOR as u32 { ' ' } else { c.to_ascii_lowercase() }
}

/// The stretches of a text that one of these folded words matches, by its bytes, in order and apart. Marks that belong to the
/// last letter are in them.
#[must_use]
pub fn find(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let (mut folded, mut from) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, c) in text.char_indices() {
        if c.is_ascii() {
            folded.push(plain(c));
        } else {
            fold_char(c, &mut folded);
        }
        from.resize(folded.len(), at);
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        for (start, _) in folded.match_indices(word.as_str()) {
            let end = from.get(start + word.len()).copied().unwrap_or(text.len());
            found.push(from[start]..end);
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found.into_iter().filter(|range| !range.is_empty()) {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

fn fold_char(c: char, folded: &mut String) {
    // The letters of Hebrew and Arabic that are what they are: nothing to take apart.
    if matches!(c, '\u{5D0}'..='\u{5EA}' | '\u{627}' | '\u{628}' | '\u{62A}'..='\u{63A}' | '\u{641}'..='\u{648}' | '\u{64A}')
    {
        folded.push(c);
        return;
    }
    decompose_compatible(c, |part| fold_part(part, folded));
}

/// A letter that was taken apart already.
fn fold_part(c: char, folded: &mut String) {
    match c {
        c if is_left_out(c) => {}
        c if c.is_whitespace() || c.is_control() => folded.push(' '),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'þ' | 'Þ' => folded.push_str("th"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'ħ' | 'Ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        'ς' => folded.push('σ'),
        // Alef wasla; alef maqsura and the Persian ye; the Persian kaf; te marbuta.
        'ٱ' => folded.push('ا'),
        'ى' | 'ی' => folded.push('ي'),
        'ک' => folded.push('ك'),
        'ة' => folded.push('ه'),
        '٠'..='٩' => folded.push(digit(c, '٠')),
        '۰'..='۹' => folded.push(digit(c, '۰')),
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '׳' | '´' => folded.push('\''),
        '“' | '”' | '„' | '‟' | '״' | '«' | '»' => folded.push('"'),
        '‐'..='―' | '־' | '−' => folded.push('-'),
        c => folded.extend(c.to_lowercase().filter(|c| !is_left_out(*c))),
    }
}

fn digit(c: char, nought: char) -> char {
    char::from_u32('0' as u32 + (c as u32 - nought as u32)).unwrap_or(c)
}

/// Marks that people leave out when they type, and signs that nobody sees.
const fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8D3}'..='\u{8FF}'
        | '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_leave_out_when_they_type_is_left_out() {
        for (said, typed) in [
            ("Café ÉCOLE über", "cafe ecole uber"),
            ("cafe\u{301}", "cafe"),
            ("Straße Łódź Øresund", "strasse lodz oresund"),
            ("Άνθρωπος", "ανθρωποσ"),
            ("Ёлка", "елка"),
            ("İstanbul ısı", "istanbul isi"),
            ("سَلَامٌ", "سلام"),
            ("أحمد إبراهيم آمال ٱلله", "احمد ابراهيم امال الله"),
            ("عـــائلة", "عائلة"),
            ("مستشفى", "مستشفي"),
            ("שָׁלוֹם", "שלום"),
            ("עַל־כֵּן", "על-כן"),
            ("١٩٤٨ ۱۹۴۸", "1948 1948"),
            ("ﬁne　ｗｉｄｅ", "fine wide"),
            ("“it’s”", "\"it's\""),
            ("two\nlines\tand", "two lines and"),
        ] {
            assert_eq!(fold(said), fold(typed), "{said}");
            assert_eq!(fold(&fold(said)), fold(said), "folding twice changes nothing: {said}");
        }
        assert_eq!(fold("سَلَامٌ"), "سلام");
        assert_eq!(fold("أإآٱا"), "ااااا");
        // Other words in Hindi, Korean and Japanese stay other words.
        assert_ne!(fold("कि"), fold("क"));
        assert_ne!(fold("한국"), fold("하구"));
    }

    #[test]
    fn what_was_found_is_marked_where_it_stands() {
        let marked = |text: &str, word: &str| -> Vec<String> {
            find(text, &[fold(word)]).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(marked("The Key, the keys", "KEY"), ["Key", "key"]);
        assert_eq!(marked("un cafe\u{301} noir", "café"), ["cafe\u{301}"]);
        assert_eq!(marked("קוראים שָׁלוֹם לכולם", "שלום"), ["שָׁלוֹם"]);
        assert_eq!(marked("قال سَلَامٌ لهم", "سلام"), ["سَلَامٌ"]);
        assert_eq!(marked("Straßen", "strass"), ["Straß"]);
        assert_eq!(find("aaa bab", &["a".into(), "ba".into()]), [0..3, 4..6]);
        assert_eq!(find("nothing", &[String::new()]), []);
    }

    #[test]
    fn a_mark_in_the_middle_of_a_letter_covers_the_letter() {
        assert_eq!(find("Maß", &["s".into()]).first(), Some(&(2..4)));
        assert_eq!(find("ﬁne", &["i".into()]).first(), Some(&(0..3)));
    }
}
