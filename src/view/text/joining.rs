//! Arabic letters take the form that fits their neighbours. Terminals that draw cell by cell don't join them, so the joined
//! forms of Unicode's presentation blocks are sent instead; letters without such forms pass through as they are.

/// The forms of a letter. A letter that joins only with the one before it has no forms for what follows.
struct Forms {
    isolated: char,
    /// Joined with the letter before.
    last: Option<char>,
    /// Joined with the letter behind, and with both.
    onward: Option<(char, char)>,
}

const fn both(isolated: char, last: char, first: char, middle: char) -> Forms {
    Forms { isolated, last: Some(last), onward: Some((first, middle)) }
}

const fn before(isolated: char, last: char) -> Forms {
    Forms { isolated, last: Some(last), onward: None }
}

const fn alone(isolated: char) -> Forms {
    Forms { isolated, last: None, onward: None }
}

const JOINER: char = '\u{200D}';
const NON_JOINER: char = '\u{200C}';
const LAM: char = '\u{0644}';

fn forms(letter: char) -> Option<&'static Forms> {
    LETTERS.binary_search_by_key(&letter, |row| row.0).ok().map(|place| &LETTERS[place].1)
}

fn base(cluster: &str) -> char {
    cluster.chars().next().unwrap_or(' ')
}

/// Whether the cluster reaches for the one behind it.
fn joins_on(cluster: &str) -> bool {
    if cluster.contains(NON_JOINER) {
        return false;
    }
    cluster.ends_with(JOINER) || forms(base(cluster)).is_some_and(|forms| forms.onward.is_some())
}

/// Whether the cluster reaches for the one before it.
fn joins_back(cluster: &str) -> bool {
    base(cluster) == JOINER || forms(base(cluster)).is_some_and(|forms| forms.last.is_some())
}

/// The form of a cluster between its neighbours; its marks stay on it. `None` for what is no Arabic letter.
pub(super) fn shaped(before: Option<&str>, cluster: &str, behind: Option<&str>) -> Option<String> {
    let forms = forms(base(cluster))?;
    let last = forms.last.filter(|_| before.is_some_and(joins_on));
    let onward =
        forms.onward.filter(|_| joins_on(cluster) && (cluster.ends_with(JOINER) || behind.is_some_and(joins_back)));
    let form = match (last, onward) {
        (None, None) => forms.isolated,
        (Some(last), None) => last,
        (None, Some((first, _))) => first,
        (Some(_), Some((_, middle))) => middle,
    };
    Some(std::iter::once(form).chain(cluster.chars().skip(1)).collect())
}

/// Lam and alef are one letter in one cell, with the marks of both.
pub(super) fn lam_alef(before: Option<&str>, lam: &str, alef: &str) -> Option<String> {
    if base(lam) != LAM || lam.contains(NON_JOINER) {
        return None;
    }
    let (isolated, last) = match base(alef) {
        '\u{0622}' => ('\u{FEF5}', '\u{FEF6}'),
        '\u{0623}' => ('\u{FEF7}', '\u{FEF8}'),
        '\u{0625}' => ('\u{FEF9}', '\u{FEFA}'),
        '\u{0627}' => ('\u{FEFB}', '\u{FEFC}'),
        _ => return None,
    };
    let form = if before.is_some_and(joins_on) { last } else { isolated };
    Some(std::iter::once(form).chain(lam.chars().skip(1)).chain(alef.chars().skip(1)).collect())
}

/// In the order of their code points: the decompositions of Unicode's data, and the stroke that joins on both sides.
#[rustfmt::skip]
const LETTERS: &[(char, Forms)] = &[
    ('\u{0621}', alone('\u{FE80}')),
    ('\u{0622}', before('\u{FE81}', '\u{FE82}')),
    ('\u{0623}', before('\u{FE83}', '\u{FE84}')),
    ('\u{0624}', before('\u{FE85}', '\u{FE86}')),
    ('\u{0625}', before('\u{FE87}', '\u{FE88}')),
    ('\u{0626}', both('\u{FE89}', '\u{FE8A}', '\u{FE8B}', '\u{FE8C}')),
    ('\u{0627}', before('\u{FE8D}', '\u{FE8E}')),
    ('\u{0628}', both('\u{FE8F}', '\u{FE90}', '\u{FE91}', '\u{FE92}')),
    ('\u{0629}', before('\u{FE93}', '\u{FE94}')),
    ('\u{062A}', both('\u{FE95}', '\u{FE96}', '\u{FE97}', '\u{FE98}')),
    ('\u{062B}', both('\u{FE99}', '\u{FE9A}', '\u{FE9B}', '\u{FE9C}')),
    ('\u{062C}', both('\u{FE9D}', '\u{FE9E}', '\u{FE9F}', '\u{FEA0}')),
    ('\u{062D}', both('\u{FEA1}', '\u{FEA2}', '\u{FEA3}', '\u{FEA4}')),
    ('\u{062E}', both('\u{FEA5}', '\u{FEA6}', '\u{FEA7}', '\u{FEA8}')),
    ('\u{062F}', before('\u{FEA9}', '\u{FEAA}')),
    ('\u{0630}', before('\u{FEAB}', '\u{FEAC}')),
    ('\u{0631}', before('\u{FEAD}', '\u{FEAE}')),
    ('\u{0632}', before('\u{FEAF}', '\u{FEB0}')),
    ('\u{0633}', both('\u{FEB1}', '\u{FEB2}', '\u{FEB3}', '\u{FEB4}')),
    ('\u{0634}', both('\u{FEB5}', '\u{FEB6}', '\u{FEB7}', '\u{FEB8}')),
    ('\u{0635}', both('\u{FEB9}', '\u{FEBA}', '\u{FEBB}', '\u{FEBC}')),
    ('\u{0636}', both('\u{FEBD}', '\u{FEBE}', '\u{FEBF}', '\u{FEC0}')),
    ('\u{0637}', both('\u{FEC1}', '\u{FEC2}', '\u{FEC3}', '\u{FEC4}')),
    ('\u{0638}', both('\u{FEC5}', '\u{FEC6}', '\u{FEC7}', '\u{FEC8}')),
    ('\u{0639}', both('\u{FEC9}', '\u{FECA}', '\u{FECB}', '\u{FECC}')),
    ('\u{063A}', both('\u{FECD}', '\u{FECE}', '\u{FECF}', '\u{FED0}')),
    ('\u{0640}', both('\u{0640}', '\u{0640}', '\u{0640}', '\u{0640}')),
    ('\u{0641}', both('\u{FED1}', '\u{FED2}', '\u{FED3}', '\u{FED4}')),
    ('\u{0642}', both('\u{FED5}', '\u{FED6}', '\u{FED7}', '\u{FED8}')),
    ('\u{0643}', both('\u{FED9}', '\u{FEDA}', '\u{FEDB}', '\u{FEDC}')),
    ('\u{0644}', both('\u{FEDD}', '\u{FEDE}', '\u{FEDF}', '\u{FEE0}')),
    ('\u{0645}', both('\u{FEE1}', '\u{FEE2}', '\u{FEE3}', '\u{FEE4}')),
    ('\u{0646}', both('\u{FEE5}', '\u{FEE6}', '\u{FEE7}', '\u{FEE8}')),
    ('\u{0647}', both('\u{FEE9}', '\u{FEEA}', '\u{FEEB}', '\u{FEEC}')),
    ('\u{0648}', before('\u{FEED}', '\u{FEEE}')),
    ('\u{0649}', both('\u{FEEF}', '\u{FEF0}', '\u{FBE8}', '\u{FBE9}')),
    ('\u{064A}', both('\u{FEF1}', '\u{FEF2}', '\u{FEF3}', '\u{FEF4}')),
    ('\u{0671}', before('\u{FB50}', '\u{FB51}')),
    ('\u{0677}', alone('\u{FBDD}')),
    ('\u{0679}', both('\u{FB66}', '\u{FB67}', '\u{FB68}', '\u{FB69}')),
    ('\u{067A}', both('\u{FB5E}', '\u{FB5F}', '\u{FB60}', '\u{FB61}')),
    ('\u{067B}', both('\u{FB52}', '\u{FB53}', '\u{FB54}', '\u{FB55}')),
    ('\u{067E}', both('\u{FB56}', '\u{FB57}', '\u{FB58}', '\u{FB59}')),
    ('\u{067F}', both('\u{FB62}', '\u{FB63}', '\u{FB64}', '\u{FB65}')),
    ('\u{0680}', both('\u{FB5A}', '\u{FB5B}', '\u{FB5C}', '\u{FB5D}')),
    ('\u{0683}', both('\u{FB76}', '\u{FB77}', '\u{FB78}', '\u{FB79}')),
    ('\u{0684}', both('\u{FB72}', '\u{FB73}', '\u{FB74}', '\u{FB75}')),
    ('\u{0686}', both('\u{FB7A}', '\u{FB7B}', '\u{FB7C}', '\u{FB7D}')),
    ('\u{0687}', both('\u{FB7E}', '\u{FB7F}', '\u{FB80}', '\u{FB81}')),
    ('\u{0688}', before('\u{FB88}', '\u{FB89}')),
    ('\u{068C}', before('\u{FB84}', '\u{FB85}')),
    ('\u{068D}', before('\u{FB82}', '\u{FB83}')),
    ('\u{068E}', before('\u{FB86}', '\u{FB87}')),
    ('\u{0691}', before('\u{FB8C}', '\u{FB8D}')),
    ('\u{0698}', before('\u{FB8A}', '\u{FB8B}')),
    ('\u{06A4}', both('\u{FB6A}', '\u{FB6B}', '\u{FB6C}', '\u{FB6D}')),
    ('\u{06A6}', both('\u{FB6E}', '\u{FB6F}', '\u{FB70}', '\u{FB71}')),
    ('\u{06A9}', both('\u{FB8E}', '\u{FB8F}', '\u{FB90}', '\u{FB91}')),
    ('\u{06AD}', both('\u{FBD3}', '\u{FBD4}', '\u{FBD5}', '\u{FBD6}')),
    ('\u{06AF}', both('\u{FB92}', '\u{FB93}', '\u{FB94}', '\u{FB95}')),
    ('\u{06B1}', both('\u{FB9A}', '\u{FB9B}', '\u{FB9C}', '\u{FB9D}')),
    ('\u{06B3}', both('\u{FB96}', '\u{FB97}', '\u{FB98}', '\u{FB99}')),
    ('\u{06BA}', before('\u{FB9E}', '\u{FB9F}')),
    ('\u{06BB}', both('\u{FBA0}', '\u{FBA1}', '\u{FBA2}', '\u{FBA3}')),
    ('\u{06BE}', both('\u{FBAA}', '\u{FBAB}', '\u{FBAC}', '\u{FBAD}')),
    ('\u{06C0}', before('\u{FBA4}', '\u{FBA5}')),
    ('\u{06C1}', both('\u{FBA6}', '\u{FBA7}', '\u{FBA8}', '\u{FBA9}')),
    ('\u{06C5}', before('\u{FBE0}', '\u{FBE1}')),
    ('\u{06C6}', before('\u{FBD9}', '\u{FBDA}')),
    ('\u{06C7}', before('\u{FBD7}', '\u{FBD8}')),
    ('\u{06C8}', before('\u{FBDB}', '\u{FBDC}')),
    ('\u{06C9}', before('\u{FBE2}', '\u{FBE3}')),
    ('\u{06CB}', before('\u{FBDE}', '\u{FBDF}')),
    ('\u{06CC}', both('\u{FBFC}', '\u{FBFD}', '\u{FBFE}', '\u{FBFF}')),
    ('\u{06D0}', both('\u{FBE4}', '\u{FBE5}', '\u{FBE6}', '\u{FBE7}')),
    ('\u{06D2}', before('\u{FBAE}', '\u{FBAF}')),
    ('\u{06D3}', before('\u{FBB0}', '\u{FBB1}')),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(LETTERS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
