//! The N-th operation is refused, once or for ever, for every N; then the power fails.

use super::*;

const IO: i32 = 5;
const NO_SPACE: i32 = 28;

/// Every act that was called saved is there after any fault; after a fault that passes, the evening is sealed.
fn refused_everywhere(fault: impl Fn(i32) -> Fault, ends_sealed: bool) {
    let evening = Evening::new();
    for code in [IO, NO_SPACE] {
        for at in 1.. {
            let disk = Forgetful::new().with(Some((at, fault(code))), None);
            let mut told = Told::default();
            evening.live(&disk, &mut told);
            let ran_into_it = disk.operations() >= at;
            for seed in 0..20 {
                let image = disk.after_a_cut(&mut Rng::with_seed(seed));
                if let Some(fault) = evening.fault(&image, &told) {
                    panic!("error {code} at operation {at}: {fault}");
                }
            }
            assert!(!ends_sealed || told.saved == evening.entries.len(), "error {code} at {at}: {told:?}");
            if !ends_sealed && ran_into_it && !told.sealed {
                continue;
            }
            if !ran_into_it {
                break;
            }
        }
    }
}

#[test]
fn an_operation_that_is_refused_once_costs_nothing() {
    refused_everywhere(Fault::Once, true);
}

#[test]
fn a_disk_that_refuses_everything_from_here_on_keeps_what_was_saved() {
    refused_everywhere(Fault::ForEver, false);
}
