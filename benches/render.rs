//! What words cost: chat messages from facts, in each language, and two pages of the panel from rows (building
//! the page's values and writing its HTML, without the queries before it). Then whole pages of a house with 100 000
//! cases on SQLite, from the request to the last byte.
//!
//! `cargo bench --bench render`; `RELEVO_BENCH_CLOSED` says with how many cases.
#![allow(missing_docs, reason = "criterion's macros make a function without them")]
#![allow(clippy::expect_used, reason = "a bench stops at the first surprise")]

mod given;

use std::hint::black_box;

use askama::Template as _;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use relevo::domain::settings::Language;
use relevo::text;

use given::{facts, past};

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

/// Pages, and the answers of searches and filters that find much, little and nothing.
const PAGES: [(&str, &str); 14] = [
    ("board", "/tablero"),
    ("board of a week", "/tablero?periodo=semana"),
    ("board, console filtered", "/tablero?clase=linea"),
    ("open cases", "/tickets"),
    ("all cases", "/tickets?estado=todos"),
    ("closed cases", "/tickets?estado=cerrados"),
    ("all cases, far back", "/tickets?estado=todos&antes=1000"),
    ("columns", "/tickets?vista=columnas"),
    ("filtered", "/tickets?estado=cerrados&departamento=support&animo=angry"),
    ("filtered, late", "/tickets?estado=todos&tarde=1&agente=3"),
    ("filtered, nothing found", "/tickets?estado=cerrados&departamento=sales&grupo=1"),
    ("search for a name", "/tickets?estado=todos&q=maria"),
    ("search for words", "/tickets?estado=todos&q=no+tengo+internet"),
    ("case", "/tickets/500"),
];

fn filled(criterion: &mut Criterion) {
    let closed = std::env::var("RELEVO_BENCH_CLOSED");
    let closed = closed.map_or(100_000, |text| text.parse().expect("a number"));
    let system = actix_web::rt::System::new();
    let past = system.block_on(past::Past::of(closed));
    let mut group = criterion.benchmark_group(format!("page with {closed} cases"));
    group.sample_size(20);
    for (name, address) in PAGES {
        group.bench_function(name, |bencher| {
            bencher.iter(|| system.block_on(past.page(black_box(address))));
        });
    }
    group.finish();
}

criterion_group!(benches, messages, pages, filled);
criterion_main!(benches);
