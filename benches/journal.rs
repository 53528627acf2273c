//! The journal against the floor: how many changes of whole cases reach the disk in a second, with 1, 16 and 128
//! of them in a transaction, beside the same rows written by bare prepared statements in transactions of the
//! same size.
//!
//! Both sides use SQLite with WAL and `synchronous=FULL` on the same disk, in turns; PostgreSQL where
//! `DATABASE_URL` is set.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench, not the product")]
#![allow(missing_docs, reason = "criterion's macros make a function without them")]

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use relevo::load::floors::FloorError;
use relevo::load::floors::home::Home;
use relevo::load::floors::journal::{Floor, Subject};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Changes that are measured at once.
const ROUND: usize = 512;

fn journal(criterion: &mut Criterion) {
    // On the disk of the build, not in a memory file system.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let url = std::env::var("DATABASE_URL").ok();
    let mut ratios = Vec::new();
    for size in [1, 16, 128] {
        let home = || Home::new(Path::new(folder.path()), url.as_deref()).unwrap();
        let (ours, floors) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let mut group = criterion.benchmark_group("journal");
        group
            .throughput(Throughput::Elements(ROUND as u64))
            .sample_size(10)
            .measurement_time(Duration::from_secs(6));
        let mut places = home();
        let mut subject = Subject::new(places.place("journal").unwrap(), size).unwrap();
        group.bench_function(BenchmarkId::new("journal", size), |bencher| {
            bencher.iter_custom(|rounds| measured(rounds, &ours, || subject.turn(ROUND / size)));
        });
        let mut floor = Floor::new(places.place("bare").unwrap(), size).unwrap();
        group.bench_function(BenchmarkId::new("floor", size), |bencher| {
            bencher.iter_custom(|rounds| measured(rounds, &floors, || floor.turn(ROUND / size)));
        });
        group.finish();
        subject.end();
        let (ours, floor) = (per_second(ours), per_second(floors));
        ratios.push(format!(
            "{size:>4} in a transaction: journal {ours:>8.0}/s, floor {floor:>8.0}/s, ratio {:.2}",
            ours / floor
        ));
    }
    println!("\nchanges per second, medians; ratio of the journal to the floor:");
    ratios.iter().for_each(|line| println!("{line}"));
}

fn measured(
    rounds: u64,
    times: &RefCell<Vec<Duration>>,
    mut round: impl FnMut() -> Result<Duration, FloorError>,
) -> Duration {
    let took: Vec<Duration> = (0..rounds).map(|_| round().unwrap()).collect();
    times.borrow_mut().extend(&took);
    took.into_iter().sum()
}

fn per_second(times: RefCell<Vec<Duration>>) -> f64 {
    let mut times = times.into_inner();
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or(Duration::MAX);
    f64::from(u32::try_from(ROUND).unwrap()) / median.as_secs_f64()
}

criterion_group!(benches, journal);
criterion_main!(benches);
