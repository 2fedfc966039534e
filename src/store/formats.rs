//! The formats that ship, and those of the user.

use std::path::Path;

use super::{cleaning, disk, paths::Paths, storage::Machine, yaml};
use crate::{
    library::{Formats, LoadError, Trouble},
    session::{
        Format, Scale,
        text::{clean, clean_name},
    },
};

const ENDING: &str = ".yaml";

const SHIPPED: [&str; 7] = [
    include_str!("../formats/plain-evening.yaml"),
    include_str!("../formats/living-room.yaml"),
    include_str!("../formats/reflective-rounds.yaml"),
    include_str!("../formats/self-hosted.yaml"),
    include_str!("../formats/problem-solving.yaml"),
    include_str!("../formats/one-text.yaml"),
    include_str!("../formats/listening-fishbowl.yaml"),
];

/// The formats on offer: those that ship, then the user's by file name. A format of the user's stands in for one that
/// ships under the same name.
#[must_use]
pub fn load(paths: &Paths) -> Formats {
    let mut on_offer = Formats { formats: shipped(), scales: Vec::new(), troubles: Vec::new() };
    let mut names = disk::names(&Machine, &paths.formats, ENDING).unwrap_or_default();
    names.sort_unstable();
    for name in names {
        match read(&paths.formats.join(name)) {
            Ok(format) => match on_offer.formats.iter_mut().find(|other| other.name == format.name) {
                Some(shipped) => *shipped = format,
                None => on_offer.formats.push(format),
            },
            Err(trouble) => on_offer.troubles.push(trouble),
        }
    }
    let mut scales = disk::names(&Machine, &paths.scales(), ENDING).unwrap_or_default();
    scales.sort_unstable();
    for name in scales {
        match read_scale(&paths.scales().join(name)) {
            Ok(scale) => on_offer.scales.push(scale),
            Err(trouble) => on_offer.troubles.push(trouble),
        }
    }
    on_offer
}

/// A scale of the user's for tests of agreement.
fn read_scale(path: &Path) -> Result<Scale, LoadError> {
    let named = |error| LoadError { path: Some(path.to_owned()), ..error };
    disk::read_text(path).and_then(|text| parse_scale(&text).map_err(named))
}

fn parse_scale(text: &str) -> Result<Scale, LoadError> {
    let mut scale: Scale = known_keys(text)?;
    scale.title = clean_name(&scale.title);
    for point in &mut scale.points {
        point.label = clean_name(&point.label);
    }
    if scale.is_sound() {
        Ok(scale)
    } else {
        let what = "a scale has two to nine `points`, each with a small letter or a digit of its own as `key`, and the \
                    `from` of its `threshold` is one of them";
        Err(LoadError { path: None, trouble: Trouble::Invalid(what.to_owned()), place: None })
    }
}

/// What a text of the user's says. A key that is not known is refused.
pub(super) fn known_keys<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, LoadError> {
    let refused = |trouble, place| LoadError { path: None, trouble, place };
    if text.trim().is_empty() {
        return Err(refused(Trouble::Empty, None));
    }
    let (read, unknown) = yaml::read::<T>(text).map_err(|error| match yaml::check(text) {
        Ok(()) => refused(Trouble::Invalid(error.message), error.place),
        Err(error) => refused(Trouble::NotYaml(error.message), error.place),
    })?;
    match unknown.first() {
        Some(key) => Err(refused(Trouble::Invalid(format!("the key `{key}` is not known")), None)),
        None => Ok(read),
    }
}

/// The formats that ship.
#[must_use]
pub fn shipped() -> Vec<Format> {
    SHIPPED.iter().filter_map(|text| parse(text).ok()).collect()
}

fn read(path: &Path) -> Result<Format, LoadError> {
    let named = |error| LoadError { path: Some(path.to_owned()), ..error };
    disk::read_text(path).and_then(|text| parse(&text).map_err(named))
}

/// A typing mistake must not pass in a format: a key that is not known is refused.
fn parse(text: &str) -> Result<Format, LoadError> {
    let invalid = |what: &str| LoadError { path: None, trouble: Trouble::Invalid(what.to_owned()), place: None };
    let format: Format = known_keys(text)?;
    let format = Format {
        name: clean_name(&format.name),
        title: clean_name(&format.title),
        summary: clean(&format.summary),
        people: format.people,
        record_rule: format.record_rule,
        agreements: format.agreements.iter().map(|agreement| clean(agreement)).collect(),
        phases: format.phases.into_iter().map(cleaning::phase).collect(),
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if format.name.is_empty() || !format.name.chars().all(plain) {
        return Err(invalid("`name` is made of small letters, digits and hyphens, as in plain-evening"));
    }
    if format.phases.is_empty() {
        return Err(invalid("a format has at least one phase under `phases`"));
    }
    Ok(format)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test that lays out a file of the user's")]
mod tests {
    use super::*;
    use crate::session::{
        OrderRule,
        RecordRule::{self, Attributed, ChathamHouse, Confidential},
        check_rounds,
    };

    #[test]
    fn what_ships_reads_and_fills_its_time() {
        let lengths: Vec<_> = SHIPPED
            .iter()
            .map(|text| parse(text).unwrap())
            .map(|format| (format.name.clone(), format.length().mins(), format.record_rule))
            .collect();
        let expected: [(&str, u64, RecordRule); 7] = [
            ("plain-evening", 90, Attributed),
            ("living-room", 120, ChathamHouse),
            ("reflective-rounds", 90, Confidential),
            ("self-hosted", 90, Confidential),
            ("problem-solving", 440, Confidential),
            ("one-text", 180, ChathamHouse),
            ("listening-fishbowl", 150, ChathamHouse),
        ];
        assert_eq!(lengths, expected.map(|(name, minutes, rule)| (name.to_owned(), minutes, rule)));
        for phase in shipped().iter().flat_map(|format| &format.phases) {
            assert!(phase.question.is_some() && !phase.hints.is_empty(), "{}", phase.title);
        }
    }

    #[test]
    fn every_round_that_ships_fits_for_as_many_as_it_is_meant_for() {
        for format in shipped() {
            let most = format.people.map_or(10, |people| people.to);
            for check in check_rounds(&format.phases, most) {
                assert!(check.fits(), "{}: {} needs {} for {most}", format.name, check.phase.title, check.needs);
            }
            for phase in format.phases.iter().filter(|phase| phase.order == OrderRule::NamedTellers) {
                let story = phase.turn.plus(phase.silence.unwrap_or_default());
                assert!(story.times(2) <= phase.length(), "{}: two stories", phase.title);
            }
            let named = format.people.is_some() || format.name == "plain-evening";
            assert!(named && !format.agreements.is_empty(), "{}", format.name);
        }
    }

    #[test]
    fn the_silence_before_a_round_takes_its_time_too() {
        let rounds = shipped().swap_remove(2);
        let fits = |people| check_rounds(&rounds.phases, people).iter().all(crate::session::RoundCheck::fits);
        assert!(fits(6) && !fits(7), "two minutes of silence and seven of two are more than fourteen");
    }

    #[test]
    fn a_scale_of_ones_own_is_read_and_an_unsound_one_is_refused() {
        let text = "name: three-lights\ntitle: Three lights\npoints:\n  - { key: g, label: green, stance: agree }\n  - { key: r, \
                    label: red, stance: object }\nthreshold: { from: g, share: two_thirds }\n";
        let scale = parse_scale(text).unwrap();
        assert_eq!((scale.points.len(), scale.threshold.share), (2, crate::session::PartyShare::TwoThirds));
        for (from, to) in
            [("from: g", "from: x"), ("key: r", "key: g"), ("key: r", "key: R"), ("label: red", "lable: red")]
        {
            assert!(parse_scale(&text.replacen(from, to, 1)).is_err(), "{to}");
        }
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::below(folder.path());
        std::fs::create_dir_all(paths.scales()).unwrap();
        std::fs::write(paths.scales().join("lights.yaml"), text).unwrap();
        assert_eq!(load(&paths).scales, [scale]);
    }

    #[test]
    fn a_typing_mistake_does_not_pass() {
        let text = SHIPPED[0].replacen("minutes:", "minute:", 1);
        let error = parse(&text).unwrap_err();
        assert!(matches!(&error.trouble, Trouble::Invalid(what) if what.contains("minute")), "{error:?}");
        let error = parse(&SHIPPED[0].replacen("hints:", "hint:", 1)).unwrap_err();
        assert_eq!(error.trouble, Trouble::Invalid("the key `phases.0.hint` is not known".into()));
    }
}
