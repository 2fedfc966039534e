//! Keyboards with other letters on them. What a key means goes by its place: with a Hebrew layout on, the key of `h` sends
//! `י`, and raises nobody's hand but stays with the remark in front all the same.
//!
//! The rows are the usual layouts of xkeyboard-config 2.35, key by key in the order of `LATIN`; a space stands where a key
//! sends nothing by itself. A letter may be in several: the layout whose letter came last is asked first, so that one letter
//! which only Persian has tells it from Arabic, and a small Latin letter says that none of them is on.

/// The keys of the layout that the table of keys is written for, plain and with Shift.
const LATIN: [&str; 2] =
    ["`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./", "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"];

/// The row of digits of a French keyboard, without Shift.
const FRENCH_DIGITS: &str = "&é\"'(-è_çà";

/// The digits that other scripts write: Arabic, Persian, Devanagari, Bengali, full width; each begins with its nought.
const NOUGHTS: [u32; 5] = [0x660, 0x6F0, 0x966, 0x9E6, 0xFF10];

/// A keyboard layout.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// What it is called.
    pub name: &'static str,
    plain: &'static str,
    shifted: &'static str,
}

impl Layout {
    /// The Latin key that sends this with the layout on; of two, the one that is a letter.
    fn key_of(&self, c: char) -> Option<char> {
        let rows = [(self.plain, LATIN[0]), (self.shifted, LATIN[1])];
        let keys = || {
            rows.iter()
                .flat_map(|(row, latin)| row.chars().zip(latin.chars()))
                .filter(|(sent, _)| *sent == c && c != ' ')
        };
        keys().find(|(_, key)| key.is_ascii_alphabetic()).or_else(|| keys().next()).map(|(_, key)| key)
    }

    /// What the key of this Latin letter or sign sends with the layout on.
    #[must_use]
    pub fn sends(&self, latin: char) -> Option<char> {
        let rows = [(LATIN[0], self.plain), (LATIN[1], self.shifted)];
        let sent = rows.iter().find_map(|(latin_row, row)| {
            latin_row.chars().position(|other| other == latin).and_then(|place| row.chars().nth(place))
        });
        sent.filter(|sent| *sent != latin && *sent != ' ')
    }
}

/// The layouts that are asked, and the one that seems to be on.
#[derive(Clone, Debug)]
pub struct Layouts {
    asked: Vec<&'static Layout>,
    on: Option<&'static Layout>,
}

impl Default for Layouts {
    fn default() -> Self {
        Self { asked: LAYOUTS.iter().collect(), on: None }
    }
}

impl Layouts {
    /// With these asked first, by their names; a name that is none of ours is passed over.
    #[must_use]
    pub fn preferring(names: &[String]) -> Self {
        let mut layouts = Self::default();
        let place = |layout: &&'static Layout| {
            names.iter().position(|name| name.eq_ignore_ascii_case(layout.name)).unwrap_or(usize::MAX)
        };
        layouts.asked.sort_by_key(place);
        layouts
    }

    /// The layout whose letter came last.
    #[must_use]
    pub const fn on(&self) -> Option<&'static Layout> {
        self.on
    }

    /// A letter came, be it an act or a part of a text: it says which layout is on.
    pub fn hear(&mut self, c: char) {
        if c.is_ascii_lowercase() {
            self.on = None;
        } else if !c.is_ascii() && c.is_alphabetic() && self.on.is_none_or(|on| on.key_of(c).is_none()) {
            self.on = self.asked.iter().copied().find(|layout| layout.key_of(c).is_some()).or(self.on);
        }
    }

    /// The Latin letter, digit or sign whose key this is; `None` if it is one itself, or the key of none.
    #[must_use]
    pub fn latin(&self, c: char) -> Option<char> {
        if c.is_ascii_alphanumeric() {
            return None;
        }
        let digit = || {
            let value = NOUGHTS.iter().find_map(|nought| u32::from(c).checked_sub(*nought).filter(|value| *value < 10));
            value.and_then(|value| char::from_digit(value, 10))
        };
        let french =
            || FRENCH_DIGITS.chars().position(|other| other == c).and_then(|place| "1234567890".chars().nth(place));
        let elsewhere = || self.asked.iter().filter(|_| !c.is_ascii()).find_map(|layout| layout.key_of(c));
        digit().or_else(|| self.on.and_then(|on| on.key_of(c))).or_else(french).or_else(elsewhere)
    }
}

/// Whether there is a layout of this name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    LAYOUTS.iter().any(|layout| name.eq_ignore_ascii_case(layout.name))
}

/// Every layout there is.
#[rustfmt::skip]
pub const LAYOUTS: &[Layout] = &[
    Layout {
        name: "Hebrew",
        plain: ";1234567890-=/'קראטוןםפ][\\שדגכעיחלךף,זסבהנמצתץ.",
        shifted: "~!@#$%^&*)(_+QWERTYUIOP}{|ASDFGHJKL:\"ZXCVBNM><?",
    },
    Layout {
        name: "Arabic",
        plain: "ذ1234567890-=ضصثقفغعهخحجد\\شسيبلاتنمكطئءؤرﻻىةوزظ",
        shifted: "\u{651}!@#$%^&*)(_+\u{64e}\u{64b}\u{64f}\u{64c}ﻹإ`÷×؛<>…\u{650}\u{64d}][ﻷأـ،/:\"~\u{652}}{ﻵآ',.؟",
    },
    Layout {
        name: "Persian",
        plain: "\u{200d}۱۲۳۴۵۶۷۸۹۰-=ضصثقفغعهخحجچ\\شسیبلاتنمکگظطزرذدپو./",
        shifted: "÷!٬٫﷼٪×،*)(ـ+\u{652}\u{64c}\u{64d}\u{64b}\u{64f}\u{650}\u{64e}\u{651}][}{|ؤئيإأآة»«:؛ك\u{653}ژ\u{670}\u{200c}\u{654}ء><؟",
    },
    Layout {
        name: "Urdu",
        plain: "\u{64b}1234567890-=قوعرتےءیہپ][\\اسدفگحجکل؛'زشچطبنم،۔/",
        shifted: "~!@#$%^&*)(_+\u{652}ؤ\u{670}ڑٹ\u{64e}ئ\u{650}ۃ\u{64f}}{|آصڈ\u{651}غھضخ\u{654}:\"ذژثظ.ں\u{658}<>؟",
    },
    Layout {
        name: "Kurdish",
        plain: "\u{200d}١٢٣٤٥٦٧٨٩٠-=قوەرتیئحۆپ][\\اسدفگهژکل؛'زخجڤبنم،./",
        shifted: "÷!@#$%^&*)(ـ+XXهڕطێءعؤث}{|آشذإغ\u{200c}أكڵ:\"ضصچظىةـ><؟",
    },
    Layout {
        name: "Russian",
        plain: "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.",
        shifted: "Ё!\"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
    },
    Layout {
        name: "Ukrainian",
        plain: "'1234567890-=йцукенгшщзхїґфівапролджєячсмитьбю.",
        shifted: "ʼ!\"№;%:?*()_+ЙЦУКЕНГШЩЗХЇҐФІВАПРОЛДЖЄЯЧСМИТЬБЮ,",
    },
    Layout {
        name: "Belarusian",
        plain: "ё1234567890-=йцукенгшўзх'\\фывапролджэячсмітьбю.",
        shifted: "Ё!\"№;%:?*()_+ЙЦУКЕНГШЎЗХ'/ФЫВАПРОЛДЖЭЯЧСМІТЬБЮ,",
    },
    Layout {
        name: "Bulgarian",
        plain: "(1234567890-.,уеишщксдзц;„ьяаожгтнвмчюйъэфхпрлб",
        shifted: ")!?+\"%=:/–№$€ыУЕИШЩКСДЗЦ§“ѝЯАОЖГТНВМЧЮЙЪЭФХПРЛБ",
    },
    Layout {
        name: "Serbian",
        plain: "`1234567890'+љњертзуиопшђжасдфгхјклчћжџцвбнм,.-",
        shifted: "~!\"#$%&/()=?*ЉЊЕРТЗУИОПШЂЖАСДФГХЈКЛЧЋЖЏЦВБНМ;:_",
    },
    Layout {
        name: "Macedonian",
        plain: " 1234567890-=љњертѕуиопшѓжасдфгхјклчќзџцвбнм,./",
        shifted: "~!„“$%^&*()_+ЉЊЕРТЅУИОПШЃЖАСДФГХЈКЛЧЌЗЏЦВБНМ;:?",
    },
    Layout {
        name: "Kazakh",
        plain: "(\"әіңғ,.үұқөһйцукенгшщзхъ\\фывапролджэячсмитьбю№",
        shifted: ")!ӘІҢҒ;:ҮҰҚӨҺЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ?",
    },
    Layout {
        name: "Greek",
        plain: "`1234567890-=;ςερτυθιοπ[]\\ασδφγηξκλ 'ζχψωβνμ,./",
        shifted: "~!@#$%^&*()_+:ΣΕΡΤΥΘΙΟΠ{}|ΑΣΔΦΓΗΞΚΛ \"ΖΧΨΩΒΝΜ<>?",
    },
    Layout {
        name: "Armenian",
        plain: "՝ֆձ֊,։՞․՛)օէղճփբսմուկըթծց»ջվգեանիտհպրժդչյզլքխշռ",
        shifted: "՜ՖՁ—$…%և՚(ՕԷՂՃՓԲՍՄՈՒԿԸԹԾՑ«ՋՎԳԵԱՆԻՏՀՊՐԺԴՉՅԶԼՔԽՇՌ",
    },
    Layout {
        name: "Georgian",
        plain: "„1234567890-=ქწერტყუიოპ[]\\ასდფგჰჯკლ;'ზხცვბნმ,./",
        shifted: "“!@#$%^&*()_+QჭEღთYUIOP{}|AშDFGHჟKL:\"ძXჩVBNM<>?",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_every_key_and_every_small_letter() {
        let keys = LATIN[0].chars().count();
        for layout in LAYOUTS {
            let rows = [layout.plain, layout.shifted, LATIN[1]];
            assert!(rows.iter().all(|row| row.chars().count() == keys), "{}", layout.name);
            for letter in ('a'..='z').filter(|letter| !(layout.name == "Greek" && *letter == 'q')) {
                let sent = layout.sends(letter).unwrap_or(letter);
                assert_eq!(layout.key_of(sent), Some(letter), "{} {letter}", layout.name);
            }
        }
    }

    #[test]
    fn a_letter_is_the_key_that_sent_it() {
        let layouts = Layouts::default();
        for (sent, key) in
            [('י', 'h'), ('ا', 'h'), ('р', 'h'), ('η', 'h'), ('מ', 'n'), ('Ф', 'A'), ('ﻻ', 'b'), ('ё', '`')]
        {
            assert_eq!(layouts.latin(sent), Some(key), "{sent}");
        }
        assert_eq!(['h', 'A', '5', '?'].map(|c| layouts.latin(c)), [None; 4]);
    }

    #[test]
    fn digits_of_other_scripts_and_of_a_french_keyboard_are_digits() {
        let layouts = Layouts::default();
        let digits: String = "٠٣٩۰۴۹é\"'(è_çà".chars().filter_map(|c| layouts.latin(c)).collect();
        assert_eq!(digits, "03904923457890");
    }

    #[test]
    fn the_letter_that_came_last_says_which_layout_is_on() {
        let mut layouts = Layouts::default();
        assert_eq!(layouts.latin('/'), None);
        layouts.hear('ש');
        assert_eq!((layouts.latin('/'), layouts.latin('\'')), (Some('q'), Some('w')));
        layouts.hear('ج');
        assert_eq!((layouts.on().map(|on| on.name), layouts.latin('ج')), (Some("Arabic"), Some('[')));
        layouts.hear('ی');
        assert_eq!((layouts.on().map(|on| on.name), layouts.latin('ک')), (Some("Persian"), Some(';')));
        layouts.hear('ب');
        assert_eq!(layouts.on().map(|on| on.name), Some("Persian"), "a letter that both have says nothing");
        layouts.hear('h');
        assert_eq!((layouts.on(), layouts.latin('\'')), (None, Some('4')));
    }

    #[test]
    fn what_is_preferred_is_asked_first() {
        assert_eq!(Layouts::default().latin('ж'), Some(';'));
        assert_eq!(Layouts::preferring(&["bulgarian".into()]).latin('ж'), Some('g'));
        assert!(is_known("hebrew") && !is_known("klingon"));
    }
}
