//! Every order rule by its scenarios, `tests/orders/*.txt`, and what comes ahead of the queue or is done with it,
//! `tests/lanes/*.txt`: as a moderator would tell them.
//!
//! A line is an act (`Miriam, Hanan ask`, `Miriam speaks 2m`, `Miriam begins`, `Hanan has a question`, `Enter`, `30s go by`)
//! or what the screen says then (`next: …`, `waiting: …`, `floor: …`, `spoken: …`, `says: …`). `but: …` is the sentence with
//! which the act above it is refused. A scenario begins with `#`, its people with `people:`, as they are typed in the set-up
//! box; `order:` stands once at the top of the file.
#![expect(clippy::unwrap_used, reason = "a scenario that cannot be read should fail")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use parlor::{
    app::open_session,
    session::{
        Asked, At, Called, Fact, Lane, LaneCalled, MovedDown, Next, Opening, OrderRule, PersonId, Phase, RecordRule,
        Refusal, Session, Span, SpeakersList, TurnBy, TurnId, TurnNamed, Who, Why, next, read_people, suggest, waiting,
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
    (" is put first", Fact::PutFirst),
    (" has the last word", Fact::LastWord),
];

/// What the moderator does with the list, in the words of a line.
const LISTS: &[(&str, SpeakersList)] = &[
    ("last call", SpeakersList::LastCall),
    ("the list closes", SpeakersList::Closed),
    ("the list opens", SpeakersList::Open),
];

/// What somebody asks ahead of the queue, in the words behind the name.
const LANES: &[(&str, Lane)] = &[
    (" has a point of process", Lane::PointOfProcess),
    (" has a question", Lane::Question),
    (" replies", Lane::Reply),
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

    fn record(&mut self, fact: Fact<PersonId>) -> Result<(), Refusal> {
        self.session.record(self.now, fact).map(|_| ())
    }

    /// Has the floor from now on, called as suggested where they are.
    fn begins(&mut self, name: &str) -> Result<(), Refusal> {
        let who = self.person(name);
        let why =
            suggest(self.session.state(), self.now).ok().filter(|s| s.person == who).map_or(Why::Moderator, |s| s.why);
        let turn = self.session.next_turn();
        self.record(Fact::Called(Called { turn, who, why, length: Span::from_mins(2), started: true }))
    }

    /// Asks in a lane; a point of process is heard at once.
    fn asks(&mut self, lane: Lane, who: Option<PersonId>) -> Result<(), Refusal> {
        let (to, within) = self.session.state().lane_place(lane)?;
        if lane == Lane::PointOfProcess {
            let (turn, length) = (self.session.next_turn(), self.session.state().lane_rule(lane).length);
            return self.record(Fact::LaneCalled(LaneCalled { turn, lane, ask: None, who, length, to, within }));
        }
        let ask = self.session.next_ask();
        self.record(Fact::Asked(Asked { ask, lane, who, to }))
    }

    /// The one key that goes on.
    fn enter(&mut self) -> Result<(), Refusal> {
        match next(self.session.state(), self.now)? {
            Next::Lane(id) => {
                let state = self.session.state();
                let ask = *state.ask(id).unwrap();
                let ((to, within), length) = (state.place_of(&ask)?, state.lane_rule(ask.lane).length);
                let (turn, lane, who) = (self.session.next_turn(), ask.lane, ask.who);
                self.record(Fact::LaneCalled(LaneCalled { turn, lane, ask: Some(id), who, length, to, within }))
            }
            Next::GoesOn(_) => self.record(Fact::TurnEnded(self.on_floor())),
            Next::Queue(one) => {
                let name = words::person_name(self.session.state(), one.person).to_owned();
                self.begins(&name)
            }
        }
    }

    fn on_floor(&self) -> TurnId {
        self.session.state().current().unwrap().id
    }

    fn act(&mut self, line: &str) -> Result<(), Refusal> {
        let names = |text: &str| text.split(',').map(str::trim).map(str::to_owned).collect::<Vec<_>>();
        if let Some(who) = line.strip_suffix(" ask").or(line.strip_suffix(" asks")) {
            return names(who).iter().try_for_each(|name| self.record(Fact::HandRaised(self.person(name))));
        }
        if let Some((who, fact)) = ACTS.iter().find_map(|(words, fact)| Some((line.strip_suffix(words)?, fact))) {
            return self.record(fact(self.person(who)));
        }
        if let Some((who, lane)) = LANES.iter().find_map(|(words, lane)| Some((line.strip_suffix(words)?, lane))) {
            return self.asks(*lane, (who != "somebody").then(|| self.person(who)));
        }
        if let Some((_, list)) = LISTS.iter().find(|(words, _)| line == *words) {
            return self.record(Fact::List(*list));
        }
        if let Some(who) = line.strip_prefix("named: ") {
            let people = names(who).iter().map(|name| self.person(name)).collect();
            return self.record(Fact::Chosen(people));
        }
        if let Some(who) = line.strip_prefix("hands at once: ") {
            let mut people: Vec<PersonId> = names(who).iter().map(|name| self.person(name)).collect();
            people.sort_by_key(|person| self.session.state().airtime(*person, self.now));
            return self.record(Fact::HandsRaised(people));
        }
        if let Some(who) = line.strip_suffix(" lets the next go first") {
            let who = self.person(who);
            let behind = self.session.state().next_behind(who, self.now)?;
            return self.record(Fact::HandMovedDown(MovedDown { who, behind }));
        }
        if let Some((who, remark)) = line.split_once(" replies to ") {
            let of = self.person(remark);
            let to = self.session.state().turns.iter().find(|turn| turn.who == Who::Named(of)).map(|turn| turn.id);
            let (ask, who) = (self.session.next_ask(), Some(self.person(who)));
            return self.record(Fact::Asked(Asked { ask, lane: Lane::Reply, who, to }));
        }
        if let Some(who) = line.strip_prefix("it was ") {
            let unnamed = self.session.state().turns.iter().find(|turn| turn.who == Who::Unnamed);
            let turn = unnamed.ok_or(Refusal::NobodyToName)?.id;
            return self.record(Fact::TurnNamed(TurnNamed { turn, who: self.person(who) }));
        }
        if let Some(by) = line.strip_prefix("the interruption began ").and_then(|by| by.strip_suffix(" earlier")) {
            let change = TurnBy { turn: self.on_floor(), by: by.parse().unwrap() };
            return self.record(Fact::InterruptionPutBack(change));
        }
        if let Some(length) = line.strip_suffix(" goes by").or(line.strip_suffix(" go by")) {
            self.now = self.now.plus(length.parse().unwrap());
            return Ok(());
        }
        if let Some((name, length)) = line.split_once(" speaks ") {
            self.begins(name)?;
            self.now = self.now.plus(length.parse().unwrap());
            return self.record(Fact::TurnEnded(self.on_floor()));
        }
        if let Some(name) = line.strip_suffix(" begins") {
            return self.begins(name);
        }
        self.plain(line)
    }

    /// What nobody in particular does.
    fn plain(&mut self, line: &str) -> Result<(), Refusal> {
        let state = self.session.state();
        let fact = match line {
            "Enter" => return self.enter(),
            "another round" => Fact::RoundBegan(state.round.number + 1),
            "we stay with it" => Fact::StayedWith(state.remark().ok_or(Refusal::NothingToAnswer)?.id),
            "we go on" => Fact::WentOn(state.staying.ok_or(Refusal::QueueGoesOn)?),
            "back in the queue" => Fact::PutBack(self.on_floor()),
            "an interruption" => Fact::Interrupted(self.on_floor()),
            "the speaker goes on" => Fact::Resumed(self.on_floor()),
            _ => panic!("not an act: {line}"),
        };
        self.record(fact)
    }

    fn next(&self) -> String {
        let state = self.session.state();
        next(state, self.now)
            .map_or_else(|refusal| words::refusal(&refusal, state), |next| words::next_up(&next, state, self.now))
    }

    fn floor(&self) -> String {
        let state = self.session.state();
        state.current().map_or("nobody".into(), |turn| {
            format!("{}, {} left", words::who_name(state, turn.who), words::left(turn.left(self.now)))
        })
    }

    fn spoken(&self, names: &str) -> String {
        let name = |one: &str| one.trim().split(' ').next().unwrap().to_owned();
        let spoke = names.split(',').map(name).map(|name| {
            let spoken = self.session.state().airtime(self.person(&name), self.now);
            format!("{name} {spoken}")
        });
        spoke.collect::<Vec<_>>().join(", ")
    }

    /// What the talk seems to need.
    fn says(&self) -> String {
        let state = self.session.state();
        match state.two_alone() {
            Some(two) => words::two_alone(two, state),
            None if state.queue_is_bypassed() => words::bypassed(state.hands.len()),
            None => "nothing".into(),
        }
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
    let (mut order, mut scenario, mut checked) = (OrderRule::default(), None::<Scenario>, 0);
    let mut refusal = None;
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
            let (what, expected) = line.split_once(": ").unwrap_or((line, ""));
            let refused =
                refusal.take().map_or(String::new(), |r: Refusal| words::refusal(&r, scenario.session.state()));
            assert_eq!(refused, if what == "but" { expected } else { "" }, "{place}");
            let said = match what {
                "next" => scenario.next(),
                "waiting" => scenario.waiting(),
                "floor" => scenario.floor(),
                "spoken" => scenario.spoken(expected),
                "says" => scenario.says(),
                "but" => expected.to_owned(),
                _ => {
                    refusal = scenario.act(line).err();
                    continue;
                }
            };
            assert_eq!(said, expected, "{place}");
            checked += 1;
        }
    }
    assert_eq!(refusal, None, "{}", file.display());
    checked
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn the_order_rules_do_what_their_scenarios_say() {
    let files = files("orders");
    assert_eq!(files.len(), OrderRule::ALL.len(), "one file for each order rule");
    for file in files {
        assert!(play(&file) >= 3, "{} checks too little", file.display());
    }
}

#[test]
fn lanes_and_acts_of_the_queue_do_what_their_scenarios_say() {
    for file in files("lanes") {
        assert!(play(&file) >= 3, "{} checks too little", file.display());
    }
}
