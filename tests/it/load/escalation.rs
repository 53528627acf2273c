//! Limits that pass in a running server: every alert is given, once, and none too early. How late they are is the
//! machine's affair.

use serde_json::{Value, json};

use super::assert_nothing_wrong;
use super::place::{load, outcome};

/// Enough main groups for digests to name almost everybody.
const CAST: [&str; 6] = ["--agents", "8", "--slots", "3", "--groups", "12"];

fn run(options: &[&str]) -> Value {
    let mut run = load(&["--spawn", "--no-floors", "--scenario=escalation", "--json"]);
    let (status, report) = outcome(run.args(CAST).args(options));
    assert_nothing_wrong(&report);
    for fault in ["early", "doubled", "forgotten", "after_end"] {
        assert_eq!(report["audit"]["alerts"][fault], json!(0), "{fault}: {report:#}");
    }
    assert_eq!(status, 0, "{report:#}");
    report
}

/// Most are left until they are alerted. Whoever a digest only counts may be claimed before the alert.
fn assert_alerted(report: &Value, cases: u64) {
    assert_eq!(report["cases"], json!(cases));
    let alerts = &report["audit"]["alerts"];
    assert!(alerts["given"].as_u64() >= Some(cases / 2), "{alerts:#}");
    assert!(alerts["agents_reminded"].as_u64() > Some(0), "{alerts:#}");
    assert!(alerts["given"].as_u64() >= alerts["reminded"].as_u64(), "{alerts:#}");
}

#[test]
fn every_limit_that_passes_is_alerted_once_and_none_too_early() {
    let report = run(&["--cases=60", "--rate=40", "--first-limit=2s"]);
    assert_alerted(&report, 60);
}

#[test]
fn what_came_due_around_a_kill_is_alerted_once() {
    let report = run(&["--cases=80", "--rate=25", "--first-limit=2s", "--kills=1", "--retry=20"]);
    assert_alerted(&report, 80);
    assert_eq!(report["server"]["starts"], json!(2));
}
