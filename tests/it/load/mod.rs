//! `relevo load` from outside: a good server passes with everything going wrong around it, and whatever
//! is done to its messages is noticed.

mod escalation;
mod meddler;
mod place;

use std::time::Duration;

use serde_json::{Value, json};

use self::meddler::{Meddler, Prank};
use self::place::{Place, load, outcome};

const SMALL: [&str; 6] = ["--agents", "6", "--slots", "2", "--groups", "3"];

/// Nothing went wrong, and that was found out about something.
fn assert_clean(report: &Value) {
    assert_nothing_wrong(report);
    let steps = report["latency_ms"].as_object().unwrap();
    assert!(steps.values().all(|step| step["count"].as_u64() >= report["cases"].as_u64()));
    assert!(report["cases_per_s"].as_f64() > Some(0.0));
}

fn assert_nothing_wrong(report: &Value) {
    for count in ["lost", "doubled", "out_of_order", "misdelivered", "double_claimed"] {
        assert_eq!(report["audit"][count], json!(0), "{count}: {report:#}");
    }
    assert_eq!(report["audit"]["listed"], json!([]), "{report:#}");
    assert_eq!(report["answers"]["unknown"], json!({}));
    assert_eq!(report["answers"]["puzzling"], json!({}));
}

#[test]
fn a_gateway_that_misbehaves_in_every_way_costs_nothing() {
    let faults = [
        "--errors=0.01",
        "--drops-before=0.005",
        // Enough for some of them to hit what has no ids of ours, whichever calls that are.
        "--drops-after=0.03",
        "--late=0.1",
        "--late-ms=50",
        "--duplicates=0.2",
        "--reorder=0.5",
        "--rivals=0.3",
        "--pictures=0.2",
    ];
    let talk = ["--before=2", "--answers=2", "--again=1", "--in-flight=12", "--retry=50"];
    let mut run = load(&["--spawn", "--no-floors", "--cases=60", "--json"]);
    let (status, report) = outcome(run.args(SMALL).args(faults).args(talk));
    assert_clean(&report);
    assert_eq!(status, 0, "{report:#}");
    assert_eq!(report["cases"], json!(60));
    assert!(report["answers"]["turned_down"].as_u64() > Some(0), "rivals: {report:#}");
    assert!(report["audit"]["ambiguous_repeats"].as_u64() > Some(0), "drops: {report:#}");
    assert_eq!(report["server"]["starts"], json!(1));
}

#[test]
fn a_server_that_is_killed_again_and_again_keeps_what_it_acknowledged() {
    let mut run = load(&[
        "--spawn",
        "--no-floors",
        "--scenario=crash",
        "--duration=4s",
        "--kill-every=900ms",
    ]);
    let (status, report) =
        outcome(run.args(SMALL).args(["--in-flight=8", "--before=2", "--retry=20", "--json"]));
    assert_clean(&report);
    assert_eq!(status, 0, "{report:#}");
    assert!(report["server"]["starts"].as_u64() > Some(2), "{report:#}");
    assert!(report["answers"]["failed"].as_u64() > Some(0), "{report:#}");
}

#[test]
fn every_kind_of_message_comes_through_with_the_server_killed_in_between() {
    let mut run = load(&["--spawn", "--no-floors", "--scenario=soak", "--messages=400", "--json"]);
    // What fails is tried again after two seconds: some of it is enough for a short test.
    let faults = ["--kills=1", "--errors=0.01", "--late-ms=500", "--retry=20", "--think=10"];
    let (status, report) = outcome(run.args(SMALL).args(["--in-flight=12"]).args(faults));
    assert_nothing_wrong(&report);
    assert_eq!(report["audit"]["altered"], json!(0), "{report:#}");
    assert_eq!(status, 0, "{report:#}");
    assert_eq!(report["server"]["starts"], json!(2), "{report:#}");
    assert!(report["answers"]["failed_calls"].as_u64() > Some(0), "{report:#}");
    let mut sent = 0;
    for direction in ["from_customers", "from_agents"] {
        for (kind, tale) in report["carried"][direction].as_object().unwrap() {
            let count = |name: &str| tale[name].as_u64().unwrap();
            sent += count("sent");
            let told = count("arrived") + count("moot");
            assert_eq!((told, count("lost")), (count("sent"), 0), "{direction} {kind}: {report:#}");
        }
        for kind in ["text", "image"] {
            let arrived = report["carried"][direction][kind]["arrived"].as_u64();
            assert!(arrived > Some(0), "{direction} {kind}: {report:#}");
        }
    }
    // Of what is rarer one side may have sent none.
    for kind in ["voice", "document", "edit", "deletion"] {
        let arrived = |direction: &str| report["carried"][direction][kind]["arrived"].as_u64();
        let both = arrived("from_customers").max(arrived("from_agents"));
        assert!(both > Some(0), "{kind}: {report:#}");
    }
    assert!(sent >= 400, "{report:#}");
}

#[test]
fn an_open_loop_offers_what_it_was_told_to() {
    let mut run =
        load(&["--spawn", "--no-floors", "--rate=40", "--duration=2s", "--think=30", "--json"]);
    let (status, report) = outcome(run.args(SMALL));
    assert_clean(&report);
    assert_eq!(status, 0, "{report:#}");
    assert_eq!(report["cases"], json!(80));
    assert_eq!(report["phases"][0]["begun"], json!(80));
}

#[test]
fn whoever_disturbs_the_others_is_served_too_and_nothing_is_lost() {
    let mut run = load(&["--spawn", "--scenario=fair", "--rate=30", "--duration=400ms", "--json"]);
    let (status, report) = outcome(run.args(SMALL));
    assert_nothing_wrong(&report);
    assert_eq!(status, 0, "{report:#}");
    let phases = report["phases"].as_array().unwrap();
    let names: Vec<&str> = phases.iter().filter_map(|phase| phase["name"].as_str()).collect();
    let disturbances = ["flood", "crowd", "dead_line", "slow_reader"];
    assert_eq!(names[..2], ["warm_up", "alone"]);
    assert_eq!(names[2..6], disturbances);
    assert_eq!(names[6..], ["alone_again"]);
    assert!(phases.iter().all(|phase| phase["begun"] == json!(12)), "{phases:#?}");
    let fairness = &report["fairness"];
    assert_eq!(fairness["target"], json!(1.5));
    for (disturbed, name) in fairness["disturbances"].as_array().unwrap().iter().zip(disturbances) {
        assert_eq!(disturbed["name"], json!(name));
        let steps = disturbed["p99_ratio"].as_object().unwrap();
        assert!(steps.values().all(|ratio| ratio.as_f64() > Some(0.0)), "{disturbed:#}");
        let burden = &disturbed["burden"];
        let (made, of) = match name {
            "flood" => ("acknowledged", 100),
            "crowd" => ("acknowledged", 150),
            "dead_line" => ("acknowledged", 10),
            _ => ("pages", 2),
        };
        assert!(burden[made].as_u64() >= Some(of), "{disturbed:#}");
        assert_eq!((&burden["failed"], &burden["pages_refused"]), (&json!(0), &json!(0)));
    }
}

#[test]
fn floors_stand_beside_what_was_measured_and_a_page_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("report.html");
    let mut run = load(&["--spawn", "--cases=20", "--json", "--html"]);
    let (status, report) = outcome(run.arg(&page).args(SMALL));
    assert_clean(&report);
    assert_eq!(status, 0, "{report:#}");
    assert_eq!(report["floors_unmeasured"], json!([]));
    for name in ["journal", "rebuild", "webhook_answer", "webhook_row"] {
        assert!(report["floors"][name].as_f64() > Some(0.0), "{name}: {report:#}");
    }
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("webhook, row") && page.contains("relevo load --spawn --cases=20"));
}

#[test]
fn a_prepared_folder_serves_for_one_run_after_another() {
    let place = Place::prepared(None);
    let _server = place.serve();
    for _ in 0..2 {
        let (status, report) = outcome(&mut place.load(&["--cases=10", "--json"]));
        assert_clean(&report);
        assert_eq!(status, 0, "{report:#}");
    }
    let text = place.load(&["--cases=3"]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("3 cases in") && text.contains("audit: 0 lost"), "{text}");
}

#[test]
fn a_server_that_acknowledges_all_and_does_nothing_loses_everything() {
    let place = Place::prepared(None);
    place.pretend_to_serve();
    let (status, report) = outcome(&mut place.load(&["--cases=3", "--patience=500ms", "--json"]));
    assert_eq!(status, 1, "{report:#}");
    assert_eq!(report["audit"]["lost"], json!(6), "number and announcement of each: {report:#}");
    assert_eq!(report["audit"]["unfinished"], json!(3));
    assert_eq!(report["cases"], json!(0));
}

#[test]
fn a_folder_that_is_not_prepared_and_a_server_that_is_not_there_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = format!("--data={}", folder.path().display());
    let run = load(&[&data, "--server=http://127.0.0.1:9"]).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains("load.json") && said.contains("relevo load prepare"), "{said}");
    assert!(!run.status.success());

    let place = Place::prepared(None);
    let run = place.load_at("https://127.0.0.1:9", &[]).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains("--server") && said.contains("http://"), "{said}");
}

/// What an audit counts when one message is tampered with on its way to the gateway.
fn tampered(prank: Prank) -> Value {
    tampered_in(prank, &["--cases=8", "--in-flight=4", "--before=2"])
}

/// The same where there is more than texts.
fn tampered_mixed(prank: Prank) -> Value {
    let mix = ["--mixed=0.9", "--before=3", "--answers=3", "--again=1"];
    tampered_in(prank, &[&mix[..], &["--cases=12", "--in-flight=6"]].concat())
}

fn tampered_in(prank: Prank, options: &[&str]) -> Value {
    let meddler = Meddler::start(prank);
    let place = Place::prepared(Some(&meddler));
    let _server = place.serve();
    let mut run = place.load(options);
    let (status, report) = outcome(run.args(["--patience=4s", "--json"]));
    assert!(meddler.has_struck(), "{report:#}");
    assert_eq!(status, 1, "{report:#}");
    report["audit"].clone()
}

#[test]
fn a_message_that_is_swallowed_is_lost() {
    let audit = tampered(Prank::Swallow);
    assert!(audit["lost"].as_u64() > Some(0), "{audit:#}");
    assert_eq!((&audit["doubled"], &audit["misdelivered"]), (&json!(0), &json!(0)), "{audit:#}");
}

#[test]
fn a_message_that_is_sent_twice_is_doubled() {
    let audit = tampered(Prank::Double);
    assert_eq!((&audit["doubled"], &audit["lost"]), (&json!(1), &json!(0)), "{audit:#}");
}

#[test]
fn a_message_that_reaches_another_customer_is_misdelivered() {
    let audit = tampered(Prank::Redirect);
    assert_eq!(audit["misdelivered"], json!(1), "{audit:#}");
    assert!(audit["listed"].as_array().unwrap().iter().any(|one| one["fault"] == "misdelivered"));
}

#[test]
fn a_file_that_is_swallowed_is_lost() {
    let audit = tampered_mixed(Prank::SwallowFile);
    assert!(audit["lost"].as_u64() > Some(0), "{audit:#}");
    assert_eq!((&audit["doubled"], &audit["misdelivered"]), (&json!(0), &json!(0)), "{audit:#}");
}

#[test]
fn a_file_of_which_one_byte_is_changed_is_altered() {
    let audit = tampered_mixed(Prank::SpoilFile);
    assert_eq!((&audit["altered"], &audit["lost"]), (&json!(1), &json!(0)), "{audit:#}");
}

#[test]
fn edits_and_deletions_that_are_swallowed_are_lost() {
    for prank in [Prank::SwallowEdit, Prank::SwallowDeletion] {
        let audit = tampered_mixed(prank);
        assert!(audit["lost"].as_u64() > Some(0), "{prank:?}: {audit:#}");
        let others = (&audit["altered"], &audit["unfinished"]);
        assert_eq!(others, (&json!(0), &json!(0)), "{prank:?}: {audit:#}");
    }
}

/// Longer than any run here takes.
const PATIENCE: Duration = Duration::from_secs(120);
