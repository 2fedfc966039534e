//! What an export may say of a session. Nothing reaches an export but what is named here: a new field of a session is
//! private until somebody writes it down in this file.

use crate::{
    library::Evening,
    session::{
        At, PartyTally, PhaseIndex, Progress, RecordRule, Role, Span, Standing, StandingKind, State, Statement, Turn,
        Wall, Who,
    },
    words,
};

/// A session as it may be told.
pub(super) struct Told {
    pub id: String,
    pub title: String,
    pub series: Option<String>,
    pub opened: Wall,
    pub place: Option<String>,
    pub rule: RecordRule,
    pub length: Span,
    pub phases: Vec<ToldPhase>,
    pub people: Vec<ToldPerson>,
    pub statements: Vec<ToldStatement>,
    pub notes: Vec<ToldNote>,
    pub turns: Vec<ToldTurn>,
    pub follow_ups: Vec<ToldFollowUp>,
    /// Whether nothing holds until everything holds.
    pub all_or_nothing: bool,
    /// Who spoke how long: of an attributed session, where it was asked for.
    pub airtime: Vec<ToldAirtime>,
    /// The time of day at every full minute of the evening; a computer that slept, or was set, makes it jump.
    pub minutes: Vec<Wall>,
}

/// A phase, and when it was in front.
pub(super) struct ToldPhase {
    pub title: String,
    pub question: Option<String>,
    pub planned: Span,
    pub real: Span,
    pub stays: Vec<(At, At)>,
}

/// Somebody whom the record rule keeps.
pub(super) struct ToldPerson {
    pub name: String,
    pub party: Option<String>,
    pub role: Role,
}

/// A moment, in every form in which it is told.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub at: At,
    pub wall: Wall,
}

/// A statement as it stands in the end.
pub(super) struct ToldStatement {
    pub id: String,
    pub kind: StandingKind,
    pub wording: String,
    pub since: Moment,
    /// How it was confirmed, why it is held or parked, and until when.
    pub remark: String,
    pub provisional: bool,
    /// What came of the last test of this wording, party by party where the rule keeps that.
    pub tested: Option<String>,
    pub formulations: Vec<(Option<String>, String)>,
}

/// A note.
pub(super) struct ToldNote {
    pub id: String,
    pub moment: Moment,
    pub phase: String,
    pub kind: String,
    pub speaker: Option<String>,
    pub party: Option<String>,
    pub text: String,
}

/// A turn. Whose, is only told together with the airtime: added up, it is the same.
pub(super) struct ToldTurn {
    pub id: String,
    pub moment: Moment,
    pub until: At,
    pub spoken: Span,
    pub allotted: Span,
    pub phase: String,
    pub why: &'static str,
    pub speaker: Option<String>,
    pub party: Option<String>,
}

/// Something promised.
pub(super) struct ToldFollowUp {
    pub id: String,
    pub who: Option<String>,
    pub what: String,
    pub by: Option<chrono::NaiveDate>,
    pub progress: Progress,
}

/// One person's time.
pub(super) struct ToldAirtime {
    pub name: String,
    pub spoken: Span,
    pub turns: usize,
}

impl Told {
    /// What may be told of an evening. Airtime only of one that was attributed from beginning to end.
    pub fn of(evening: &Evening, with_airtime: bool) -> Self {
        let state = evening.record.fold();
        let end = evening.record.last();
        let keeps_all = state.keeps_all_names();
        let teller = Teller { state: &state, end, with_airtime: with_airtime && keeps_all };
        let board = &state.board;
        Self {
            id: evening.id.to_string(),
            title: state.opening.title.clone(),
            series: state.opening.series.clone(),
            opened: state.opening.opened,
            place: state.opening.place.clone().filter(|_| keeps_all),
            rule: state.opening.rule,
            length: state.length(end),
            phases: teller.phases(),
            people: if keeps_all { teller.people() } else { Vec::new() },
            statements: board.in_order().into_iter().map(|statement| teller.statement(statement)).collect(),
            notes: teller.notes(),
            turns: state.turns.iter().filter_map(|turn| teller.turn(turn)).collect(),
            follow_ups: teller.follow_ups(),
            all_or_nothing: board.all_or_nothing,
            airtime: teller.airtime(),
            minutes: (0..=end.since(At::OPENING).mins()).map(|minute| state.wall(after(minute))).collect(),
        }
    }

    /// The statements that stand here.
    pub fn standing(&self, kind: StandingKind) -> impl Iterator<Item = &ToldStatement> {
        self.statements.iter().filter(move |statement| statement.kind == kind)
    }

    /// The date of the evening, as files sort it.
    pub fn date(&self) -> String {
        words::short_date(self.opened)
    }

    /// The first lines of every export: group, day, place.
    pub fn head(&self) -> Vec<String> {
        let group = self.series.iter().cloned();
        let when = std::iter::once(words::day(self.opened));
        let length = std::iter::once(words::minutes(self.length));
        group.chain(when).chain(self.place.iter().cloned()).chain(length).collect()
    }
}

struct Teller<'a> {
    state: &'a State,
    end: At,
    with_airtime: bool,
}

impl Teller<'_> {
    fn moment(&self, at: At) -> Moment {
        Moment { at, wall: self.state.wall(at) }
    }

    /// Name and party, where this rule lets them be named.
    fn who(&self, rule: RecordRule, who: Option<Who>) -> (Option<String>, Option<String>) {
        let person = who.filter(|_| rule.keeps_names()).and_then(Who::person);
        let person = person.and_then(|id| self.state.roster.person(id));
        (person.map(|person| person.name.clone()), person.and_then(|person| person.party.clone()))
    }

    fn phase(&self, phase: PhaseIndex) -> String {
        self.state.opening.phases.get(phase.0).map_or_else(String::new, |phase| phase.title.clone())
    }

    fn phases(&self) -> Vec<ToldPhase> {
        let times = self.state.phase_times(self.end).into_iter();
        let phases = times.zip(&self.state.opening.phases).enumerate().map(|(place, (time, phase))| {
            let visits = self.state.visits.iter().filter(|visit| visit.phase == PhaseIndex(place));
            ToldPhase {
                title: phase.title.clone(),
                question: phase.question.clone(),
                planned: time.planned,
                real: time.real,
                stays: visits.map(|visit| (visit.from, visit.to.unwrap_or(self.end))).collect(),
            }
        });
        phases.collect()
    }

    fn people(&self) -> Vec<ToldPerson> {
        let people = self.state.roster.people();
        people.map(|one| ToldPerson { name: one.name.clone(), party: one.party.clone(), role: one.role }).collect()
    }

    fn statement(&self, statement: &Statement) -> ToldStatement {
        let keeps_words = statement.wordings.last().is_none_or(|wording| wording.rule.keeps_words());
        let formulations = statement.formulations.iter().map(|side| {
            let party = side.party.clone().filter(|_| side.rule.keeps_names());
            (party, side.text.clone())
        });
        ToldStatement {
            id: statement.id.to_string(),
            kind: statement.kind(),
            wording: statement.wording().to_owned(),
            since: self.moment(statement.since),
            remark: self.remark(statement),
            provisional: statement.is_provisional(),
            tested: Self::tested(statement).filter(|_| keeps_words),
            formulations: formulations.collect(),
        }
    }

    fn remark(&self, statement: &Statement) -> String {
        match &statement.standing {
            Standing::CommonGround { confirmed_by, provisional }
            | Standing::CanLiveWith { confirmed_by, provisional } => {
                let names = confirmed_by.iter().filter_map(|who| self.who(statement.rule, Some(*who)).0);
                let names: Vec<String> = names.collect();
                let by = (!names.is_empty()).then(|| format!("confirmed by {}", names.join(", ")));
                let later = provisional.then(|| words::exports::ASKED_LATER.to_owned());
                by.into_iter().chain(later).collect::<Vec<_>>().join("; ")
            }
            Standing::Held { why } => why.clone(),
            Standing::Bracketed { kind, text, .. } => joined(words::bracket(*kind), text),
            Standing::Parked { reason, until } => joined(reason, &words::until(*until, self.state)),
            Standing::Withdrawn { .. } | Standing::Proposed | Standing::Testing => String::new(),
        }
    }

    fn tested(statement: &Statement) -> Option<String> {
        let test = statement.test()?;
        let taken = test.taken.as_ref()?;
        let tally = |tally: &PartyTally| {
            let party = PartyTally { party: tally.party.clone().filter(|_| taken.rule.keeps_names()), ..tally.clone() };
            format!("{} {}", words::party(&party), words::tally(test, tally))
        };
        let parties: Vec<String> = taken.parties.iter().map(tally).collect();
        Some(format!("{} ({})", words::outcome(test.outcome()), parties.join("; ")))
    }

    fn notes(&self) -> Vec<ToldNote> {
        let notes = self.state.notes.iter().map(|note| {
            let (speaker, party) = self.who(note.rule, note.speaker);
            ToldNote {
                id: note.id.to_string(),
                moment: self.moment(note.at),
                phase: self.phase(note.phase),
                kind: note.kind.word().to_owned(),
                speaker,
                party,
                text: note.text.clone(),
            }
        });
        notes.collect()
    }

    fn turn(&self, turn: &Turn) -> Option<ToldTurn> {
        let started = turn.started.filter(|_| turn.rule.keeps_words())?;
        let (speaker, party) = self.who(turn.rule, Some(turn.who).filter(|_| self.with_airtime));
        Some(ToldTurn {
            id: turn.id.to_string(),
            moment: self.moment(started),
            until: turn.ended.unwrap_or(self.end),
            spoken: turn.spoken(self.end),
            allotted: turn.allotted(),
            phase: self.phase(turn.phase),
            why: words::why(turn.why),
            speaker,
            party,
        })
    }

    fn follow_ups(&self) -> Vec<ToldFollowUp> {
        let put = self.state.board.follow_ups.iter().map(|put| ToldFollowUp {
            id: put.id.to_string(),
            who: self.who(put.rule, put.who).0,
            what: put.what.clone(),
            by: put.by,
            progress: put.progress,
        });
        put.collect()
    }

    fn airtime(&self) -> Vec<ToldAirtime> {
        let airtime = self.state.airtimes(self.end);
        let shares = airtime.people.iter().filter(|_| self.with_airtime);
        shares.map(|one| ToldAirtime { name: one.name.to_owned(), spoken: one.spoken, turns: one.turns }).collect()
    }
}

fn joined(first: &str, second: &str) -> String {
    [first.trim_end_matches('.'), second].into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("; ")
}

/// So many minutes after the opening.
pub(super) const fn after(minutes: u64) -> At {
    At::OPENING.plus(Span::from_mins(minutes))
}
