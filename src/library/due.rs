//! What was promised, in all groups.

use chrono::NaiveDate;

use super::Group;
use crate::session::{CarriedFollowUp, FollowUpId, text::fold};

/// Something that somebody in a group promised, as the file of the group keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The name of the group.
    pub group: String,
    /// Which of its follow-ups.
    pub id: FollowUpId,
    /// Who does it, by name.
    pub who: Option<String>,
    /// What.
    pub what: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// When it was marked as done, if it was.
    pub done: Option<NaiveDate>,
}

impl Promise {
    /// A name that it keeps for life, in this group and among all: for a calendar that knows it already.
    #[must_use]
    pub fn uid(&self) -> String {
        format!("{:08x}-{}@parlor", crc32fast::hash(fold(&self.group).as_bytes()), self.id)
    }

    /// Whether its day is over.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.done.is_none() && self.by.is_some_and(|by| by < today)
    }
}

/// What was promised in all groups: what is open by its day, what has no day behind it, and last what was done, the latest
/// first.
#[must_use]
pub fn promises(groups: &[Group]) -> Vec<Promise> {
    let promise = |group: &Group, promised: &CarriedFollowUp, done| Promise {
        group: group.name.clone(),
        id: promised.id,
        who: promised.who.clone(),
        what: promised.what.clone(),
        by: promised.by,
        done,
    };
    let mut all: Vec<Promise> = Vec::new();
    for group in groups {
        all.extend(group.carried.follow_ups.iter().map(|promised| promise(group, promised, None)));
        all.extend(group.carried.done.iter().map(|done| promise(group, &done.promised, Some(done.on))));
    }
    let latest = |done: Option<NaiveDate>| std::cmp::Reverse(done);
    all.sort_by_cached_key(|one| {
        (one.done.is_some(), latest(one.done), one.by.is_none(), one.by, fold(&one.group), one.id)
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Carried, DoneFollowUp};

    fn promised(id: u32, by: Option<&str>) -> CarriedFollowUp {
        let what = format!("promise {id}");
        CarriedFollowUp { id: FollowUpId(id), who: None, what, by: by.map(|by| by.parse().unwrap()) }
    }

    fn group(name: &str, follow_ups: Vec<CarriedFollowUp>, done: Vec<DoneFollowUp>) -> Group {
        let carried = Carried { follow_ups, done, ..Carried::default() };
        Group {
            name: name.into(),
            people: vec![],
            format: None,
            evenings: 1,
            rounds_held: 0,
            stage: None,
            agreements: Vec::new(),
            carried,
        }
    }

    #[test]
    fn the_next_due_comes_first_and_what_is_done_last() {
        let on = |day: &str| day.parse::<NaiveDate>().unwrap();
        let olive = group(
            "Olive",
            vec![promised(1, None), promised(2, Some("2026-04-11"))],
            vec![
                DoneFollowUp { promised: promised(5, None), on: on("2026-01-01") },
                DoneFollowUp { promised: promised(6, None), on: on("2026-02-01") },
            ],
        );
        let cedar = group("Cedar", vec![promised(1, Some("2026-03-01")), promised(3, Some("2026-04-11"))], vec![]);
        let all = promises(&[olive, cedar]);
        let order: Vec<String> = all.iter().map(|one| format!("{} {}", one.group, one.id)).collect();
        assert_eq!(order, ["Cedar f1", "Cedar f3", "Olive f2", "Olive f1", "Olive f6", "Olive f5"]);
        assert!(all[0].is_overdue(on("2026-03-02")) && !all[0].is_overdue(on("2026-03-01")));
        assert!(!all[3].is_overdue(on("2030-01-01")) && !all[5].is_overdue(on("2030-01-01")));
        assert_ne!(all[0].uid(), all[3].uid());
        assert_eq!(
            all[0].uid(),
            Promise { what: "put otherwise".into(), group: "CEDAR".into(), ..all[0].clone() }.uid()
        );
    }
}
