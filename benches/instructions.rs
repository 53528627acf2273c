//! How many instructions a few things take, counted by callgrind: unlike time, a count is the same on a busy
//! machine. `guard` runs this and compares with `instructions.toml`; how to run both is said there.
//!
//! `cargo bench --no-default-features --profile count --bench instructions`
//!
//! The profile of a count that grew is left below the target folder, `gungraun/`, for `callgrind_annotate`.
#![allow(missing_docs, reason = "gungraun's macros make items without them")]
#![allow(clippy::expect_used, reason = "a bench stops at the first surprise")]

mod given;

use std::hint::black_box;

use askama::Template as _;
use gungraun::prelude::*;
use gungraun::{Callgrind, EntryPoint};
use relevo::domain::inbound::Inbound;
use relevo::domain::outcome::{Body, Outcome};
use relevo::domain::settings::Language;
use relevo::gateway::evolution::understand;
use relevo::store::search::fold;
use relevo::text::{self, Tone};
use relevo::web::panel::tickets::TicketsPage;

use given::company::Company;
use given::crowd::{BusyCourier, KnownCrowd, WaitingGroup};
use given::facts;
use given::journal::FirstCases;
use given::webhooks::{QUOTE, RECEIPT, TEXT};

/// A company that has had a case already.
fn company() -> Company {
    let mut company = Company::new();
    company.case(1);
    company
}

#[library_benchmark]
#[bench::one_case(args = (), setup = company)]
fn core(mut company: Company) -> (Vec<Outcome>, Company) {
    (black_box(company.case(2)), company)
}

fn group(tickets: i64) -> WaitingGroup {
    let mut group = WaitingGroup::new(tickets);
    group.hear();
    group
}

#[library_benchmark]
#[bench::waiting_100(args = (100), setup = group)]
#[bench::waiting_10000(args = (10_000), setup = group)]
fn main_group(mut group: WaitingGroup) -> (Outcome, WaitingGroup) {
    (black_box(group.hear()), group)
}

fn busy(chats: i64) -> BusyCourier {
    let mut courier = BusyCourier::new(chats);
    courier.deliver();
    courier
}

#[library_benchmark]
#[bench::chats_100(args = (100), setup = busy)]
#[bench::chats_5000(args = (5_000), setup = busy)]
fn courier(mut courier: BusyCourier) -> (Outcome, BusyCourier) {
    (black_box(courier.deliver()), courier)
}

fn crowd(customers: i64) -> KnownCrowd {
    let mut crowd = KnownCrowd::new(customers);
    crowd.hear();
    crowd
}

#[library_benchmark]
#[bench::customers_100(args = (100), setup = crowd)]
#[bench::customers_100000(args = (100_000), setup = crowd)]
fn line(mut crowd: KnownCrowd) -> (Outcome, KnownCrowd) {
    (black_box(crowd.hear()), crowd)
}

#[library_benchmark]
#[bench::text(TEXT)]
#[bench::reply_with_quote(QUOTE)]
#[bench::receipt(RECEIPT)]
fn parse(body: &[u8]) -> Vec<Inbound> {
    black_box(understand(black_box(body))).expect("it is understood")
}

/// A message, and a reader whose catalogue has been read.
fn message(body: fn() -> Body) -> (Body, Tone) {
    let (body, tone) = (body(), facts::tone(Language::Es));
    assert!(!text::body(&body, &tone).is_empty());
    (body, tone)
}

#[library_benchmark]
#[bench::announcement(args = (facts::announcement), setup = message)]
#[bench::case_header(args = (facts::header), setup = message)]
#[bench::relay(args = (facts::relayed), setup = message)]
fn render((body, tone): (Body, Tone)) -> (String, Body, Tone) {
    (black_box(text::body(black_box(&body), &tone)), body, tone)
}

/// What builds a page, when the catalogue has been read.
fn page_of(build: fn() -> TicketsPage) -> fn() -> TicketsPage {
    build().render().expect("a page");
    build
}

#[library_benchmark]
#[bench::ticket_list(args = (facts::ticket_list), setup = page_of)]
fn page(build: fn() -> TicketsPage) -> String {
    black_box(build()).render().expect("a page")
}

#[library_benchmark]
#[bench::fold(facts::TEXT)]
fn search(text: &str) -> String {
    black_box(fold(black_box(text)))
}

// The journal has a thread of its own: counted is what that thread does to bring changes to the disk, with
// the preparation of each statement at its first use.
#[library_benchmark(config = LibraryBenchmarkConfig::default().tool(
    Callgrind::default().entry_point(EntryPoint::Custom("relevo::store::journal::persist".into()))
))]
#[bench::ten_cases(args = (10), setup = FirstCases::new, teardown = FirstCases::end)]
fn journal(mut cases: FirstCases) -> FirstCases {
    cases.write();
    cases
}

library_benchmark_group!(name = deciding, benchmarks = [core, main_group, courier, line]);
library_benchmark_group!(name = words, benchmarks = [parse, render, page, search]);
library_benchmark_group!(name = writing, benchmarks = [journal]);
main!(
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    library_benchmark_groups = [deciding, words, writing]
);
