//! What words cost: chat messages from facts, in each language, and two pages of the panel from rows (building
//! the page's values and writing its HTML, without the queries before it).
//!
//! `cargo bench --bench render`
#![allow(missing_docs, reason = "criterion's macros make a function without them")]
#![allow(clippy::expect_used, reason = "a bench stops at the first surprise")]

mod given;

use std::hint::black_box;

use askama::Template as _;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use relevo::domain::settings::Language;
use relevo::text;

use given::facts;

fn messages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("render");
    let bodies = [
        ("announcement", facts::announcement()),
        ("case header", facts::header()),
        ("relay", facts::relayed()),
    ];
    for (name, body) in bodies {
        for (language, tag) in [(Language::Es, "es"), (Language::Pt, "pt"), (Language::En, "en")] {
            let tone = facts::tone(language);
            group.bench_function(BenchmarkId::new(name, tag), |bencher| {
                bencher.iter(|| text::body(black_box(&body), &tone));
            });
        }
    }
    group.finish();
}

fn pages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("render page");
    group.bench_function("25 tickets", |bencher| {
        bencher.iter(|| black_box(facts::ticket_list()).render().expect("a page"));
    });
    group.bench_function("board", |bencher| {
        bencher.iter(|| black_box(facts::board()).render().expect("a page"));
    });
    group.finish();
}

criterion_group!(benches, messages, pages);
criterion_main!(benches);
