//! What a webhook costs before anybody decides anything: from the bytes that an Evolution server sent to
//! `Inbound`. A customer's text, an agent's reply to an announcement, the receipt of a message of ours.
//!
//! `cargo bench --bench parse`
#![allow(missing_docs, reason = "criterion's macros make a function without them")]

mod given;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use relevo::gateway::evolution::understand;

use given::webhooks::{QUOTE, RECEIPT, TEXT};

fn parse(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    for (name, body) in [("text", TEXT), ("reply with quote", QUOTE), ("receipt", RECEIPT)] {
        assert!(understand(body).is_ok_and(|inbound| inbound.len() == 1), "{name} is one event");
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(understand(black_box(body))));
        });
    }
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
