//! The core alone, without disk, network or actors: one whole case through all its owners; and what one
//! message costs an owner with few and with many tickets, chats or customers, side by side: it has to be the
//! same but for the caches of the processor.
//!
//! `cargo bench --bench core`
#![allow(missing_docs, reason = "criterion's macros make a function without them")]

mod given;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

use given::company::Company;
use given::crowd::{BusyCourier, KnownCrowd, WaitingGroup};

fn cases(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("core");
    group.throughput(Throughput::Elements(1));
    let mut company = Company::new();
    let mut number = 0;
    group.bench_function("one case, first message to /fin", |bencher| {
        bencher.iter(|| {
            number += 1;
            black_box(company.case(number))
        });
    });
    group.finish();
}

fn sizes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("core by size");
    // What is heard is kept: a short time, so that the memory of it stays small.
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    for tickets in [100, 10_000] {
        let mut subject = WaitingGroup::new(tickets);
        let id = BenchmarkId::new("message to a main group, tickets waiting", tickets);
        group.bench_function(id, |bencher| bencher.iter(|| black_box(subject.hear())));
    }
    for chats in [100, 5_000] {
        let mut subject = BusyCourier::new(chats);
        let id = BenchmarkId::new("letter through the courier, chats waiting", chats);
        group.bench_function(id, |bencher| bencher.iter(|| black_box(subject.deliver())));
    }
    for customers in [100, 100_000] {
        let mut subject = KnownCrowd::new(customers);
        let id = BenchmarkId::new("message on a line, customers", customers);
        group.bench_function(id, |bencher| bencher.iter(|| black_box(subject.hear())));
    }
    group.finish();
}

criterion_group!(benches, cases, sizes);
criterion_main!(benches);
