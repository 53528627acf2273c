//! The report as one HTML file: nothing to fetch, no script, charts drawn as SVG, each with its numbers as a
//! table.

mod axis;
mod chart;
mod curve;
mod floor;
mod series;

use askama::Template;

use self::chart::{Chart, charts};
use self::floor::{Bar, bars};
use self::series::{Span, spans};
use super::audit::carried::{Carried, Tale};
use super::figure::{count, figure, time};
use super::finding::Fault;
use super::latency::{Latencies, Spread};
use super::report::Report;

/// How and where a run was made.
#[derive(Debug, Clone)]
pub struct Circumstances {
    /// The command that repeats it.
    pub command: String,
    /// When it was made, in words.
    pub at: String,
    /// The machine, in words.
    pub machine: String,
}

/// The report as a page.
///
/// # Errors
/// Never, unless there is no memory left.
pub fn render(report: &Report, circumstances: &Circumstances) -> Result<String, askama::Error> {
    Page::new(report, circumstances).render()
}

#[derive(Template)]
#[template(path = "load/report.html")]
struct Page<'a> {
    report: &'a Report,
    circumstances: &'a Circumstances,
    version: &'static str,
    is_clean: bool,
    verdict: String,
    figures: Vec<Figure>,
    charts: Vec<Chart>,
    latencies: Vec<Line>,
    phases: Vec<PhaseLine>,
    floors: Vec<Bar>,
    counts: Vec<(&'static str, &'static str, u64)>,
    findings: Vec<FindingLine>,
    carried: Vec<CarriedLine>,
    answers: Vec<(String, String)>,
    plan: Vec<(String, String)>,
    spans: Vec<SpanLine>,
    seconds_in_a_span: usize,
}

/// A figure that stands out.
struct Figure {
    name: &'static str,
    value: String,
    unit: &'static str,
    beside: String,
}

/// A step's times.
struct Line {
    name: &'static str,
    count: String,
    times: [String; 5],
}

/// A phase.
struct PhaseLine {
    name: &'static str,
    seconds: String,
    offered: String,
    done: String,
    ack_p99: String,
    busy: String,
    backlog: String,
}

/// One thing that went wrong.
struct FindingLine {
    fault: &'static str,
    case: String,
    ticket: String,
    what: String,
    chats: String,
}

/// What became of one kind of message in one direction.
struct CarriedLine {
    direction: &'static str,
    kind: &'static str,
    counts: [String; 5],
}

/// A row of the table behind the charts.
struct SpanLine {
    at: String,
    cells: [String; 7],
}

impl<'a> Page<'a> {
    fn new(report: &'a Report, circumstances: &'a Circumstances) -> Self {
        let (spans, seconds_in_a_span) = spans(&report.series);
        Self {
            report,
            circumstances,
            version: env!("CARGO_PKG_VERSION"),
            is_clean: report.is_clean(),
            verdict: verdict(report),
            figures: figures(report),
            charts: charts(&spans),
            latencies: latencies(&report.latency_ms),
            phases: phases(report),
            floors: bars(&report.floors_measured),
            counts: counts(report),
            findings: findings(report),
            carried: carried(report),
            answers: answers(report),
            plan: plan(report),
            spans: spans.iter().map(span_line).collect(),
            seconds_in_a_span,
        }
    }
}

fn verdict(report: &Report) -> String {
    let audit = &report.audit;
    let wrong = [
        audit.lost,
        audit.doubled,
        audit.out_of_order,
        audit.misdelivered,
        audit.altered,
        audit.double_claimed,
        audit.rejected,
        audit.unfinished,
    ];
    let wrong: u64 = wrong.iter().sum();
    match (wrong, report.server.errors_logged) {
        (0, 0) => format!(
            "Nothing was lost, doubled, out of order, misdelivered or claimed twice in {} cases.",
            count(report.cases)
        ),
        (0, errors) => format!("All texts arrived, but the server logged {errors} errors."),
        (1, _) => "One thing went wrong; it is listed below.".into(),
        (wrong, _) => format!("{} things went wrong; they are listed below.", count(wrong)),
    }
}

fn figures(report: &Report) -> Vec<Figure> {
    let figure_of =
        |name, value: f64, unit, beside| Figure { name, value: figure(value), unit, beside };
    let ack = report.latency_ms.webhook_acknowledged;
    let relayed = report.latency_ms.message_relayed;
    let beside = |spread: Spread| format!("half within {} ms", figure(spread.p50));
    let known = |name, value: Option<f64>, unit, beside| Figure {
        name,
        value: value.map_or_else(|| "—".into(), figure),
        unit,
        beside,
    };
    let server = &report.server;
    let per_case = server.cpu_s_per_case.map(|seconds| figure(seconds * 1e3));
    vec![
        figure_of(
            "Cases",
            report.cases_per_s,
            "a second",
            format!("{} in {}", count(report.cases), time(report.seconds)),
        ),
        figure_of(
            "Messages",
            report.messages_per_s,
            "a second",
            format!("{} in, {} out", figure(report.webhooks_per_s), figure(report.sends_per_s)),
        ),
        figure_of("Acknowledged", ack.p99, "ms at p99", beside(ack)),
        figure_of("Relayed", relayed.p99, "ms at p99", beside(relayed)),
        known("Server memory", server.rss_mib_peak, "MiB", "at most".into()),
        known(
            "Server processor",
            server.cpu_percent,
            "%",
            per_case.map_or_else(String::new, |ms| format!("{ms} ms a case; 100 % is one core")),
        ),
    ]
}

fn latencies(latencies: &Latencies) -> Vec<Line> {
    let line = |name, spread: Spread| Line {
        name,
        count: count(spread.count),
        times: [spread.p50, spread.p90, spread.p99, spread.p999, spread.max].map(figure),
    };
    vec![
        line("Webhook → acknowledged", latencies.webhook_acknowledged),
        line("Message → relayed", latencies.message_relayed),
        line("Claim → assigned", latencies.claim_assigned),
        line("Case, first word to end", latencies.case),
    ]
}

fn phases(report: &Report) -> Vec<PhaseLine> {
    let lines = report.phases.iter().map(|phase| PhaseLine {
        name: phase.name,
        seconds: figure(phase.seconds),
        offered: figure(phase.offered_per_s),
        done: figure(phase.cases_per_s),
        ack_p99: figure(phase.latency_ms.webhook_acknowledged.p99),
        busy: count(phase.busy_503),
        backlog: phase.backlog_s.map_or_else(|| "—".into(), figure),
    });
    lines.collect()
}

fn counts(report: &Report) -> Vec<(&'static str, &'static str, u64)> {
    let audit = &report.audit;
    let mut counts = vec![
        ("Lost", "acknowledged, and never arrived", audit.lost),
        ("Doubled", "arrived twice", audit.doubled),
        ("Out of order", "arrived in another order than written", audit.out_of_order),
        ("Misdelivered", "arrived where it does not belong", audit.misdelivered),
        ("Altered", "arrived as something else", audit.altered),
        ("Double-claimed", "a ticket given to two, or a group with two", audit.double_claimed),
        ("Rejected", "webhooks refused for good", audit.rejected),
        ("Unfinished", "cases without an end", audit.unfinished),
    ];
    counts.extend(audit.alerts.iter().flat_map(|alerts| {
        [
            ("Early alerts", "before the limit had passed", alerts.early),
            ("Doubled alerts", "given before", alerts.doubled),
            ("Forgotten alerts", "due and not given", alerts.forgotten),
            ("Alerts after the end", "of a case that was over", alerts.after_end),
        ]
    }));
    counts
}

fn findings(report: &Report) -> Vec<FindingLine> {
    let lines = report.audit.listed.iter().map(|finding| FindingLine {
        fault: match finding.fault {
            Fault::Lost => "Lost",
            Fault::Doubled => "Doubled",
            Fault::OutOfOrder => "Out of order",
            Fault::Misdelivered => "Misdelivered",
            Fault::Altered => "Altered",
            Fault::DoubleClaimed => "Double-claimed",
            Fault::Unfinished => "Unfinished",
            Fault::EarlyAlert => "Early alert",
            Fault::DoubledAlert => "Doubled alert",
            Fault::ForgottenAlert => "Forgotten alert",
            Fault::StaleAlert => "Alert after the end",
        },
        case: finding.case.0.to_string(),
        ticket: finding.ticket.map_or_else(|| "—".into(), |no| no.to_string()),
        what: finding.what.clone(),
        chats: finding.chats.join(", "),
    });
    lines.collect()
}

fn carried(report: &Report) -> Vec<CarriedLine> {
    let directions = report.carried.iter().flat_map(Carried::directions);
    let lines = directions.flat_map(|(direction, tales)| {
        tales.iter().map(move |(kind, tale)| {
            let Tale { sent, arrived, repeated, moot, lost } = *tale;
            let counts = [sent, arrived, repeated, moot, lost].map(count);
            CarriedLine { direction, kind: kind.name(), counts }
        })
    });
    lines.collect()
}

fn answers(report: &Report) -> Vec<(String, String)> {
    let answers = &report.answers;
    let counted = [
        ("Webhooks acknowledged", answers.acknowledged),
        ("Messages sent", answers.sent),
        ("Answered with 503", answers.busy_503),
        ("Failed otherwise, and brought again", answers.failed),
        ("Claims turned down", answers.turned_down),
        ("Calls of the gateway that failed on purpose", answers.failed_calls),
        ("Repeats that a crash or a broken connection explains", report.audit.ambiguous_repeats),
    ];
    let counted = counted.into_iter().map(|(name, times)| (name.to_owned(), count(times)));
    let strange = answers.unknown.iter().chain(&answers.puzzling);
    let strange = strange.map(|(what, times)| (format!("Not understood: {what}"), count(*times)));
    counted.chain(strange).collect()
}

/// The plan as names and values, whatever is in it.
fn plan(report: &Report) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    if let Ok(plan) = serde_json::to_value(&report.plan) {
        flatten(String::new(), &plan, &mut lines);
    }
    lines
}

fn flatten(name: String, value: &serde_json::Value, lines: &mut Vec<(String, String)>) {
    use serde_json::Value;
    let inner = |key: &str| {
        let key = key.replace('_', " ");
        if name.is_empty() { key } else { format!("{name}, {key}") }
    };
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| flatten(inner(key), value, lines));
        }
        Value::Array(values) => {
            for (n, value) in (1..).zip(values) {
                flatten(format!("{name} {n}"), value, lines);
            }
        }
        Value::String(text) => lines.push((name, text.clone())),
        Value::Null => lines.push((name, "—".into())),
        Value::Number(number) => {
            let whole = number.as_f64().filter(|_| number.is_f64());
            lines.push((name, whole.map_or_else(|| number.to_string(), |value| value.to_string())));
        }
        Value::Bool(_) => lines.push((name, value.to_string())),
    }
}

fn span_line(span: &Span) -> SpanLine {
    let known = |value: Option<f64>| value.map_or_else(|| "—".into(), figure);
    SpanLine {
        at: time(span.at),
        cells: [
            figure(span.cases_per_s),
            count(span.under_way),
            figure(span.ack_p50_ms),
            figure(span.ack_p99_ms),
            count(span.busy_503),
            known(span.rss_mib),
            known(span.cpu_percent),
        ],
    }
}

#[cfg(test)]
mod tests;
