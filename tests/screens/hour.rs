//! An operator's hour: twelve people, sixty turns, nine questions, five interruptions, three late starts and two wrong *next*,
//! played as keys. The script keeps its own stopwatch.

use std::collections::{BTreeMap, VecDeque};

use parlor::session::{Lane, Span};

use crate::stage::Stage;

const PEOPLE: [&str; 2] =
    ["Jewish: Ada, Ben, Chana, Dov, Edna, Gil", "Palestinian: Hani, Iman, Jamil, Karim, Lina, Nur"];
const KEYS: [char; 12] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'A', 'B'];
const TURNS: usize = 60;
const LATE: [usize; 3] = [12, 27, 41];
const WRONG: [usize; 2] = [20, 50];
const INTERRUPTED: [usize; 5] = [5, 15, 33, 44, 55];
/// The interruption that is marked only after it has begun.
const MARKED_LATE: usize = 33;

struct Operator {
    stage: Stage,
    keys: usize,
    acts: usize,
    /// Seconds spoken, by the script's stopwatch.
    spoke: BTreeMap<char, u64>,
    /// Those who asked, in the order in which they did.
    queue: VecDeque<char>,
    repairs: BTreeMap<&'static str, Vec<usize>>,
}

impl Operator {
    fn press(mut self, keys: &str) -> Self {
        self.keys += keys.split_whitespace().count();
        self.stage = self.stage.press(keys);
        self
    }

    fn act(mut self, keys: &str) -> Self {
        self.acts += 1;
        self.press(keys)
    }

    fn repair(mut self, what: &'static str, keys: &str) -> Self {
        self.repairs.entry(what).or_default().push(keys.split_whitespace().count());
        self.act(keys)
    }

    fn speaks(mut self, who: char, seconds: u64) -> Self {
        *self.spoke.entry(who).or_default() += seconds;
        self.stage = self.stage.wait(seconds);
        self
    }

    fn goes_by(mut self, seconds: u64) -> Self {
        self.stage = self.stage.wait(seconds);
        self
    }

    /// Two or three wait at any time.
    fn hands(mut self, turn: usize, speaker: Option<char>) -> Self {
        let mut next = turn * 5 + 3;
        while self.queue.len() < 2 + turn % 2 {
            let key = KEYS[next % KEYS.len()];
            next += 1;
            if Some(key) != speaker && !self.queue.contains(&key) {
                self.queue.push_back(key);
                self = self.act(&key.to_string());
            }
        }
        self
    }

    fn on_floor(&self) -> Option<char> {
        let state = self.stage.state();
        state.current().and_then(|turn| turn.who.person()).and_then(|id| state.roster.person(id)).map(|p| p.key)
    }

    /// The next is called; in a late start they have spoken for a while before the key is pressed.
    fn call(mut self, turn: usize) -> (Self, char) {
        let next = self.queue.pop_front().expect("somebody waits");
        self = if LATE.contains(&turn) {
            self.speaks(next, 10).act("Enter").repair("late start, 10 s", "< <")
        } else {
            self.act("Enter")
        };
        assert_eq!(self.on_floor(), Some(next), "turn {turn}");
        (self, next)
    }

    fn turn(self, turn: usize, before: Option<char>) -> (Self, char) {
        let length = 25 + (turn * 17 % 29) as u64;
        let (mut this, speaker) = self.hands(turn, before).call(turn);
        this = this.speaks(speaker, length / 2);
        if turn % 7 == 3 {
            let asker = KEYS[(turn + 5) % KEYS.len()];
            let asker = if asker == speaker { KEYS[(turn + 6) % KEYS.len()] } else { asker };
            this = this.act(&format!("y {asker}")).speaks(speaker, 3).act("Enter").speaks(asker, 12).act("Enter");
            assert_eq!(this.on_floor(), Some(speaker), "the speaker goes on");
        }
        if turn == MARKED_LATE {
            this = this.goes_by(5).act("z").repair("interruption marked late, 5 s", "<").goes_by(4).act("z");
        } else if INTERRUPTED.contains(&turn) {
            this = this.act("z").goes_by(8).act("z");
        }
        if WRONG.contains(&turn) {
            this = this.press("Enter").speaks(speaker, 6).repair("wrong next", "u");
            assert_eq!(this.on_floor(), Some(speaker), "as if the key had not been pressed");
        }
        (this.speaks(speaker, length - length / 2), speaker)
    }
}

#[test]
fn an_hour_is_kept_to_the_second_with_few_keys() {
    let opened = Stage::open().press("n").write(PEOPLE[0]).press("Enter").write(PEOPLE[1]).press("Enter Enter");
    let (spoke, queue, repairs) = (BTreeMap::new(), VecDeque::new(), BTreeMap::new());
    let mut operator = Operator { stage: opened, keys: 0, acts: 0, spoke, queue, repairs };
    let mut before = None;
    for turn in 0..TURNS {
        let (after, speaker) = operator.turn(turn, before);
        (operator, before) = (after, Some(speaker));
    }
    let operator = operator.act("e").goes_by(5);

    let state = operator.stage.state();
    let at = operator.stage.app.live().unwrap().at(&operator.stage.now());
    let questions = state.turns.iter().filter(|turn| turn.lane == Some(Lane::Question)).count();
    assert_eq!((state.turns.iter().filter(|turn| turn.is_own()).count(), questions), (TURNS, 9));
    let given_back: Span = state.turns.iter().map(|turn| turn.given_back(at)).sum();
    assert_eq!(given_back, Span::from_secs(4 * 8 + 9));
    println!("person  script  program");
    for person in state.roster.people() {
        let (script, program) = (operator.spoke.get(&person.key).copied().unwrap_or(0), state.airtime(person.id, at));
        println!("{:<6} {script:>5} s {:>8}", person.name, program);
        assert!(program.millis().abs_diff(script * 1000) <= 1000, "{}: {program}, not {script} s", person.name);
    }
    for (what, keys) in &operator.repairs {
        println!("{what}: {keys:?} keys");
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred keys")]
    let per_act = operator.keys as f64 / operator.acts as f64;
    println!("{} keys for {} acts: {per_act:.2} a act", operator.keys, operator.acts);
    assert!(per_act <= 1.5, "{per_act}");
}
