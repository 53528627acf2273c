//! Charts: curves, the labels of their axes, and a sentence that says the same.

use super::super::figure::{figure, tick, time};
use super::axis::Axis;
use super::curve::{HEIGHT, Point, WIDTH, area, line};
use super::series::Span;

/// A chart, ready to be drawn.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What it shows, in a sentence.
    pub(super) says: String,
    pub(super) curves: Vec<Curve>,
    /// From the top downwards.
    pub(super) y: Vec<String>,
    /// From left to right.
    pub(super) x: Vec<String>,
    /// Distances of the grid's lines from the top.
    pub(super) grid: Vec<String>,
    /// What is shown where somebody points.
    pub(super) spots: Vec<Spot>,
}

/// A curve of a chart.
#[derive(Debug)]
pub(super) struct Curve {
    /// Its name, for the legend.
    pub(super) name: &'static str,
    /// Its look.
    pub(super) class: &'static str,
    pub(super) line: String,
    /// The area under it, if that means something.
    pub(super) area: Option<String>,
}

/// A part of a chart, and what it says.
#[derive(Debug)]
pub(super) struct Spot {
    pub(super) x: String,
    pub(super) width: String,
    pub(super) says: String,
}

/// What a curve is of.
struct Of {
    name: &'static str,
    class: &'static str,
    has_area: bool,
    value: fn(&Span) -> Option<f64>,
}

/// All charts of a run; one without anything to show is left out.
pub(super) fn charts(spans: &[Span]) -> Vec<Chart> {
    let most = |value: fn(&Span) -> Option<f64>| spans.iter().filter_map(value).fold(0.0, f64::max);
    let curve = |name, class, has_area, value| Of { name, class, has_area, value };
    let cases = curve("cases/s", "a", true, |span| Some(span.cases_per_s));
    let p50 = curve("p50", "a", false, |span| Some(span.ack_p50_ms));
    let p99 = curve("p99", "b", false, |span| Some(span.ack_p99_ms));
    let memory = curve("MiB", "a", true, |span| span.rss_mib);
    let cpu = curve("% of a core", "a", true, |span| span.cpu_percent);
    let last_memory = spans.iter().rev().find_map(|span| span.rss_mib).unwrap_or(0.0);
    let all = [
        (
            "cases",
            "Cases a second",
            format!("At most {} cases a second.", figure(most(cases.value))),
            vec![cases],
        ),
        (
            "ack",
            "Webhook to acknowledgement, ms",
            format!("The worst p99 of a second is {} ms.", figure(most(p99.value))),
            vec![p50, p99],
        ),
        (
            "memory",
            "Server: memory, MiB",
            format!(
                "{} MiB at the end, {} at most.",
                figure(last_memory),
                figure(most(memory.value))
            ),
            vec![memory],
        ),
        (
            "cpu",
            "Server: processor, % of one core",
            format!("At most {} % of one core.", figure(most(cpu.value))),
            vec![cpu],
        ),
    ];
    all.into_iter().filter_map(|(id, title, says, of)| chart(id, title, says, &of, spans)).collect()
}

fn chart(
    id: &'static str,
    title: &'static str,
    says: String,
    of: &[Of],
    spans: &[Span],
) -> Option<Chart> {
    let values = of.iter().flat_map(|of| spans.iter().filter_map(of.value));
    let most = values.reduce(f64::max)?;
    let y = Axis::of_values(most);
    let x = Axis::of_time(spans.last()?.at);
    let curves = of.iter().map(|of| {
        let at = |span: &Span| (x.share(span.at), (of.value)(span).map(|value| y.share(value)));
        let mut points: Vec<Point> = spans.iter().map(at).collect();
        // A second's value holds from its begin.
        if let Some((_, first)) = points.first().copied() {
            points.insert(0, (0.0, first));
        }
        let area = of.has_area.then(|| area(&points));
        Curve { name: of.name, class: of.class, line: line(&points), area }
    });
    let before = std::iter::once(0.0).chain(spans.iter().map(|span| span.at));
    let spots = before.zip(spans).map(|(from, span)| {
        let said = of.iter().filter_map(|of| {
            (of.value)(span).map(|value| format!("{} {}", figure(value), of.name))
        });
        let said = said.collect::<Vec<_>>().join(", ");
        Spot {
            x: format!("{:.1}", x.share(from) * WIDTH),
            width: format!("{:.1}", (x.share(span.at) - x.share(from)) * WIDTH),
            says: format!("{}: {said}", time(span.at)),
        }
    });
    Some(Chart {
        id,
        title,
        says,
        curves: curves.collect(),
        spots: spots.collect(),
        grid: y
            .ticks
            .iter()
            .map(|tick| format!("{:.2}", (1.0 - y.share(*tick)) * HEIGHT))
            .collect(),
        y: y.ticks.iter().rev().map(|value| tick(*value)).collect(),
        x: x.ticks.iter().map(|value| time(*value)).collect(),
    })
}
