//! Every order rule by its scenarios: `tests/orders/*.txt`, which a moderator can read.
//!
//! A line is an act (`Miriam, Hanan ask`, `Miriam speaks 2m`, `Miriam passes`, `Eitan lowers`, `5m go by`, `Sami comes`,
//! `inside: Miriam, Hanan`) or what the screen says then (`next: …`, `waiting: …`). A scenario begins with `#`, its people
//! with `people:`, as they are typed in the set-up box; `order:` stands once at the top of the file.
#![expect(clippy::unwrap_used, reason = "a scenario that cannot be read should fail")]

use std::{fs, path::Path};

use parlor::{
    app::open_session,
    session::{
        At, Called, Fact, Opening, OrderRule, PersonId, Phase, RecordRule, Session, Span, Why, read_people, suggest,
        waiting,
    },
    words,
};

type Act = (&'static str, fn(PersonId) -> Fact<PersonId>);

/// What one person does, in the words behind the name; the longer words first.
const ACTS: &[Act] = &[
    (" lowers", Fact::HandLowered),
    (" passes for now", Fact::PassedForNow),
    (" passes", Fact::Passed),
    (" leaves", Fact::Left),
];

struct Scenario {
    session: Session,
    now: At,
}

impl Scenario {
    fn with(people: &str, order: OrderRule) -> Self {
        let phase =
            Phase { title: "Open dialogue".into(), minutes: 60, order, turn: Span::from_mins(2), ..Phase::default() };
        let opening = Opening {
            title: "A scenario".into(),
            series: None,
            opened: "2026-03-14T19:00:00+02:00".parse().unwrap(),
            place: None,
            rule: RecordRule::Attributed,
            agreements: Vec::new(),
            phases: vec![phase],
            rounds_before: 0,
            statements_before: 0,
            follow_ups_before: 0,
        };
        Self { session: open_session(opening, &read_people(people, &[])).unwrap(), now: At::OPENING }
    }

    fn person(&self, name: &str) -> PersonId {
        self.session.state().roster.by_name(name.trim()).unwrap_or_else(|| panic!("nobody is called {name}")).id
    }

    fn record(&mut self, fact: Fact<PersonId>) {
        self.session.record(self.now, fact).unwrap();
    }

    /// Speaks so long, called as suggested where they are; the floor is empty afterwards.
    fn speaks(&mut self, name: &str, length: Span) {
        let who = self.person(name);
        let why =
            suggest(self.session.state(), self.now).ok().filter(|s| s.person == who).map_or(Why::Moderator, |s| s.why);
        let turn = self.session.next_turn();
        self.record(Fact::Called(Called { turn, who, why, length: Span::from_mins(2), started: true }));
        self.now = self.now.plus(length);
        self.record(Fact::TurnEnded(turn));
    }

    fn act(&mut self, line: &str) {
        let names = |text: &str| text.split(',').map(str::trim).map(str::to_owned).collect::<Vec<_>>();
        if let Some(who) = line.strip_suffix(" ask").or(line.strip_suffix(" asks")) {
            for name in names(who) {
                let person = self.person(&name);
                self.record(Fact::HandRaised(person));
            }
        } else if let Some((who, fact)) = ACTS.iter().find_map(|(words, fact)| Some((line.strip_suffix(words)?, fact)))
        {
            let person = self.person(who);
            self.record(fact(person));
        } else if let Some(who) = line.strip_prefix("named: ") {
            let people = names(who).iter().map(|name| self.person(name)).collect();
            self.record(Fact::Chosen(people));
        } else if line == "another round" {
            let number = self.session.state().round.number + 1;
            self.record(Fact::RoundBegan(number));
        } else if let Some(length) = line.strip_suffix(" goes by") {
            self.now = self.now.plus(length.parse().unwrap());
        } else if let Some((name, length)) = line.split_once(" speaks ") {
            self.speaks(name, length.parse().unwrap());
        } else {
            panic!("not an act: {line}");
        }
    }

    fn next(&self) -> String {
        let state = self.session.state();
        suggest(state, self.now)
            .map_or_else(|refusal| words::refusal(&refusal, state), |s| words::suggestion(&s, state))
    }

    fn waiting(&self) -> String {
        let state = self.session.state();
        let names: Vec<&str> =
            waiting(state, self.now).iter().map(|one| words::person_name(state, one.person)).collect();
        names.join(", ")
    }
}

fn order_named(name: &str) -> OrderRule {
    OrderRule::ALL.into_iter().find(|order| words::order(*order) == name).unwrap_or_else(|| panic!("no order {name}"))
}

fn play(file: &Path) -> usize {
    let text = fs::read_to_string(file).unwrap();
    let (mut order, mut scenario, mut checked) = (OrderRule::default(), None, 0);
    for (number, line) in text.lines().enumerate().map(|(place, line)| (place + 1, line.trim())) {
        let place = format!("{}:{number}", file.display());
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix("order: ") {
            order = order_named(name);
        } else if let Some(people) = line.strip_prefix("people: ") {
            scenario = Some(Scenario::with(people, order));
        } else {
            let scenario = scenario.as_mut().expect("people come first");
            if let Some(expected) = line.strip_prefix("next: ") {
                assert_eq!(scenario.next(), expected, "{place}");
                checked += 1;
            } else if let Some(expected) = line.strip_prefix("waiting: ") {
                assert_eq!(scenario.waiting(), expected, "{place}");
                checked += 1;
            } else {
                scenario.act(line);
            }
        }
    }
    checked
}

#[test]
fn the_order_rules_do_what_their_scenarios_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/orders");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), OrderRule::ALL.len(), "one file for each order rule");
    for file in files {
        assert!(play(&file) >= 3, "{} checks too little", file.display());
    }
}
