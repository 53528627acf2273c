//! The regression guard's judgement, with made-up counts.

#[path = "../../benches/guard/baseline.rs"]
mod baseline;
#[path = "../../benches/guard/verdict.rs"]
mod verdict;

use std::collections::BTreeMap;

use baseline::{Baseline, Built};
use verdict::{FLAT, compare};

#[test]
fn a_count_that_grew_by_more_than_the_tolerance_fails_and_says_by_how_much() {
    let report = compare(&counted(1_000), &counted(1_060));
    assert!(!report.is_well());
    let said = report.to_string();
    assert!(said.contains("parse_text: 1060 instructions, 6.0 % more"), "{said}");
    assert!(said.contains("--accept"), "{said}");
}

#[test]
fn a_count_within_the_tolerance_or_below_the_baseline_is_well() {
    assert!(compare(&counted(1_000), &counted(1_040)).is_well());
    assert!(compare(&counted(1_000), &counted(500)).is_well());
}

#[test]
fn another_compiler_is_said_aloud_and_tolerated_more_but_not_everything() {
    let elsewhere = |count| {
        let mut measured = counted(count);
        measured.built.rustc = String::from("another one");
        measured
    };
    let report = compare(&counted(1_000), &elsewhere(1_200));
    assert!(report.is_well(), "{report}");
    assert!(report.to_string().contains("NOTICE"));
    assert!(!compare(&counted(1_000), &elsewhere(1_300)).is_well());
}

#[test]
fn a_count_that_is_nothing_new_or_gone_fails() {
    assert!(!compare(&counted(1_000), &counted(0)).is_well());
    let mut more = counted(1_000);
    more.counts.insert("render_relay".into(), 5);
    assert!(!compare(&counted(1_000), &more).is_well());
    assert!(!compare(&more, &counted(1_000)).is_well());
}

#[test]
fn a_cost_that_grows_with_size_fails_even_where_the_baseline_has_it() {
    let mut grown = counted(1_000);
    grown.counts.insert(FLAT[0].1.into(), 2_100);
    let report = compare(&grown, &grown);
    assert!(report.to_string().contains("3.00 times"), "{report}");
    assert!(!report.is_well());
}

#[test]
fn a_baseline_is_read_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("instructions.toml");
    let written = Baseline { built: Built::here().unwrap(), ..counted(1_000) };
    written.write(&file).unwrap();
    assert_eq!(Baseline::read(&file).unwrap(), written);
}

fn counted(parse: u64) -> Baseline {
    let flat = FLAT.iter().flat_map(|(small, large)| [(*small, 700), (*large, 800)]);
    let counts = flat.chain([("parse_text", parse)]).map(|(name, count)| (name.to_owned(), count));
    Baseline {
        built: Built {
            rustc: "1.95.0".into(),
            host: "x86_64-unknown-linux-gnu".into(),
            target_cpu: "default".into(),
            simd: "avx2".into(),
        },
        counts: counts.collect::<BTreeMap<_, _>>(),
    }
}
