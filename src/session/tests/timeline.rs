//! The evening on a time axis.

use super::*;

fn axis(evening: &Evening) -> Timeline {
    let record = redact(&evening.session);
    Timeline::of(&record, &record.fold())
}

fn spans(row: &VoiceRow) -> Vec<(u64, u64)> {
    row.bars.iter().map(|bar| (bar.from.millis() / 1000, bar.to.millis() / 1000)).collect()
}

#[test]
fn a_turn_has_bars_where_somebody_was_heard() {
    let mut evening = Evening::with(OrderRule::Open);
    evening.wait(10).call("Yousef").wait(20).pause().wait(30).resume().wait(5).end().wait(1);
    let axis = axis(&evening);
    let names: Vec<Voice> = axis.rows.iter().map(|row| row.voice).collect();
    let seats: Vec<Voice> = evening.session.state().roster.people().map(|person| Voice::Person(person.id)).collect();
    assert_eq!(names, seats, "seat order, and nobody ranked");
    let yousef = evening.session.state().roster.by_name("Yousef").unwrap().id;
    let row = axis.rows.iter().find(|row| row.voice == Voice::Person(yousef)).unwrap();
    assert_eq!(spans(row), [(10, 30), (60, 65)]);
    assert_eq!(axis.turn_from(At::OPENING, true), Some(At::from_millis(10_000)));
    assert_eq!(axis.turn_from(At::from_millis(10_000), true), None);
}

#[test]
fn where_names_are_withheld_there_is_one_row() {
    let phases =
        [phase("talk", OrderRule::Open, None), phase("apart", OrderRule::Open, Some(RecordRule::OffTheRecord))];
    let mut evening = Evening::under(RecordRule::ChathamHouse, evening::ROOM, phases);
    evening.wait(10).call("Yousef").wait(20).call("Miriam").wait(20).end().phase(2).wait(60).phase(1).wait(5);
    let axis = axis(&evening);
    assert_eq!(axis.rows.len(), 1);
    assert_eq!((axis.rows[0].voice, spans(&axis.rows[0])), (Voice::Someone, vec![(10, 30), (30, 50)]));
    let untold: Vec<(u64, u64, Untold)> =
        axis.untold.iter().map(|one| (one.from.millis() / 1000, one.to.millis() / 1000, one.what)).collect();
    assert_eq!(untold, [(50, 110, Untold::OffTheRecord)]);
}
