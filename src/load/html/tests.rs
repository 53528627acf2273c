use std::collections::BTreeMap;
use std::time::Duration;

use super::*;
use crate::load::cast::{Cast, Place};
use crate::load::finding::Findings;
use crate::load::floors::{Measured, Target};
use crate::load::mixed::Kind;
use crate::load::plan::{Extent, Faults, Pace, Past, Phase, Plan, Talk};
use crate::load::report::{Answers, GeneratorUse, PhaseReport, Second, ServerUse};
use crate::load::token::{CaseNo, Side};

#[test]
fn a_page_stands_alone_and_is_well_formed() {
    let page = render(&report(90), &circumstances()).unwrap();
    let lower = page.to_lowercase();
    for forbidden in
        ["<script", "<link", "@import", "url(", "http://", "https://", " style=", "onload"]
    {
        assert!(!lower.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page.matches("<style>").count(), 1);
    assert_well_formed(&page);
    for part in
        ["1,234", "Webhook → acknowledged", "webhook, row", "Nothing was lost", "--cases 5000"]
    {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn each_chart_has_a_name_a_description_and_a_point_for_each_second() {
    let page = render(&report(90), &circumstances()).unwrap();
    assert_eq!(page.matches("aria-labelledby").count(), 4);
    assert_eq!(page.matches("<desc").count(), 4);
    assert_eq!(page.matches(r#"<rect class="spot""#).count(), 4 * 90);
    assert!(page.contains("The worst p99 of a second is 109 ms."));
    assert!(page.contains("<title>12 s: 1,012 cases/s</title>"));
}

#[test]
fn nothing_that_people_or_servers_wrote_becomes_markup() {
    let mut report = report(2);
    let hostile = r#"<script>alert("x")</script><img src=x onerror='y'>"#;
    report.audit = Findings::default();
    let places = [Place::Elsewhere];
    report.audit.add(Fault::Misdelivered, CaseNo(7), Some(42), hostile.into(), &places);
    report.answers.puzzling.insert(hostile.into(), 3);
    report.server.errors = vec![format!("ERROR {hostile}")];
    report.server.errors_logged = 1;
    report.floors_unmeasured = vec![hostile.into()];
    let circumstances = Circumstances { command: format!("relevo '{hostile}'"), ..circumstances() };

    let page = render(&report, &circumstances).unwrap();

    assert!(!page.contains("<script") && !page.contains("<img"));
    assert_eq!(page.matches("&#60;script&#62;").count(), 5);
    assert!(page.contains("Not clean") && page.contains("listed below"));
    assert_well_formed(&page);
}

#[test]
fn what_was_carried_is_listed_where_there_is_more_than_texts() {
    let mut report = report(2);
    let page = render(&report, &circumstances()).unwrap();
    assert!(!page.contains("What was carried"));
    let tale = Tale { sent: 12_345, arrived: 12_344, lost: 1, ..Tale::default() };
    let mut carried = Carried::default();
    *carried.tale(Side::Agent, Kind::Voice) = tale;
    report.carried = Some(carried);
    let page = render(&report, &circumstances()).unwrap();
    assert!(page.contains("What was carried") && page.contains("agents → customers"));
    assert!(page.contains("<td>voice</td><td>12,345</td><td>12,344</td>"));
    assert_well_formed(&page);
    let text = report.to_string();
    assert!(text.contains("voice") && text.contains("12345    12344"), "{text}");
}

#[test]
fn a_run_shorter_than_a_second_has_no_curves_and_says_so() {
    let page = render(&report(0), &circumstances()).unwrap();
    assert!(page.contains("there are no curves") && !page.contains("<figure"));
    assert_well_formed(&page);
}

#[test]
fn a_long_run_is_drawn_with_few_points() {
    let page = render(&report(7_200), &circumstances()).unwrap();
    assert_eq!(page.matches(r#"<rect class="spot""#).count(), 4 * 180);
    assert!(page.contains("Each row stands for 40 seconds"));
    assert!(page.len() < 400_000, "{}", page.len());
}

/// Every element is closed, in order; attributes are quoted.
fn assert_well_formed(page: &str) {
    const VOID: [&str; 2] = ["meta", "br"];
    let mut open: Vec<&str> = Vec::new();
    let body = page.split_once("<!doctype html>").expect("a doctype").1;
    for piece in body.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap_or_else(|| panic!("not closed: {piece}"));
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{piece}");
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        let name = tag.split([' ', '/', '\n']).next().unwrap_or_default();
        if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

fn circumstances() -> Circumstances {
    Circumstances {
        command: "relevo load --spawn --cases 5000".into(),
        at: "23 November 2026, 10:00 UTC".into(),
        machine: "linux x86_64, 2 cores".into(),
    }
}

fn report(seconds: u32) -> Report {
    let spread = Spread { count: 20_000, p50: 1.5, p90: 2.5, p99: 5.5, p999: 9.0, max: 1_234.0 };
    let latency_ms = Latencies {
        webhook_acknowledged: spread,
        message_relayed: spread,
        claim_assigned: spread,
        case: spread,
    };
    let second = |n: u32| Second {
        at: f64::from(n),
        cases: 1_000 + u64::from(n % 50),
        under_way: 64,
        ack_p50_ms: 1.5,
        ack_p99_ms: 20.0 + f64::from(n % 90),
        busy_503: 0,
        rss_mib: Some(80.0 + f64::from(n) / 100.0),
        cpu_percent: Some(120.0),
    };
    let phase = |name| PhaseReport {
        name,
        seconds: 10.0,
        begun: 10_000,
        offered_per_s: 1_000.0,
        cases: 10_000,
        cases_per_s: 1_000.0,
        busy_503: 0,
        backlog_s: None,
        rss_mib: Some(80.0),
        latency_ms,
        ..PhaseReport::default()
    };
    let measured = |name, ratio, target| Measured {
        name,
        ratio,
        target,
        ours: 5_000.0,
        floor: 9_000.0,
        unit: "requests/s",
        meaning: "what was compared".into(),
    };
    Report {
        fairness: None,
        scenario: "steady",
        cases: 5_000,
        seconds: f64::from(seconds),
        cases_per_s: 1_234.0,
        messages_per_s: 16_000.0,
        webhooks_per_s: 5_000.0,
        sends_per_s: 11_000.0,
        latency_ms,
        server: ServerUse {
            cpu_percent: Some(120.0),
            cpu_s_per_case: Some(0.001),
            rss_mib_peak: Some(90.0),
            starts: 1,
            ..ServerUse::default()
        },
        generator: GeneratorUse::default(),
        floors: BTreeMap::new(),
        floors_measured: vec![
            measured("webhook_row", 0.55, Some(Target::AtLeast(0.5))),
            measured("journal", 0.4, Some(Target::AtLeast(0.6))),
            measured("webhook_answer", 0.2, None),
            measured("rebuild", 2.0, Some(Target::AtMost(3.0))),
        ],
        floors_unmeasured: Vec::new(),
        audit: Findings::default(),
        carried: None,
        answers: Answers::default(),
        plan: Plan {
            phases: vec![Phase {
                name: "steady",
                pace: Pace::Closed { in_flight: 64 },
                extent: Extent::Cases(5_000),
                faulty: true,
                disturbance: None,
            }],
            cast: Cast { agents: 64, slots: 3, groups: 16 },
            past: Past::default(),
            talk: Talk::default(),
            mix: None,
            faults: Faults::default(),
            limits: None,
            connections: 4_096,
            retry_ms: 500,
            patience: Duration::from_secs(30),
            seed: 1,
        },
        phases: vec![phase("warm-up"), phase("steady")],
        series: (1..=seconds).map(second).collect(),
    }
}
