//! The parts of the page below the charts: when people write, tables, cases divided by something, comments.

use super::charts::lengths;
use super::tables::{self, Table, Which};
use super::{AGENTS, BARS, Builder, Card, Grid, HeatRow, Line, Said};
use crate::store::statistics::{Comment, Part};
use crate::web::panel::numbers::share;
use crate::web::when::When;
use crate::web::words::FluentValue;

impl Builder<'_> {
    pub(super) fn heat(&self) -> (Vec<usize>, Vec<HeatRow>, String) {
        let hours = &self.found.figures.hours;
        let most = hours.iter().flatten().copied().max().unwrap_or(0);
        let is_used = |hour: &usize| hours.iter().any(|day| day.get(*hour).is_some_and(|n| *n > 0));
        // A working day at least: one wide hour alone would look like all of it.
        let first = (0..24).find(is_used).unwrap_or(0).min(8);
        let last = (0..24).rev().find(is_used).unwrap_or(23).max(20);
        let shown: Vec<usize> = (first..=last).collect();
        let day_name = |n: usize| self.words.t(&format!("stats-weekday-{n}"));
        let cell = |count: u32| {
            let class = match share(count.into(), most.into()) {
                _ if count == 0 => "",
                0..=25 => "h1",
                26..=50 => "h2",
                51..=75 => "h3",
                _ => "h4",
            };
            (class, self.numbers.count(count))
        };
        let row = |(n, day): (usize, &[u32; 24])| HeatRow {
            name: day_name(n),
            cells: day.iter().take(last + 1).skip(first).map(|count| cell(*count)).collect(),
        };
        let rows = (1..).zip(hours).map(row).collect();
        let peak = hours
            .iter()
            .enumerate()
            .find_map(|(day, counts)| Some((day, counts.iter().position(|count| *count == most)?)));
        let (day, hour) = peak.unwrap_or((0, 0));
        let take = self.words.with(
            "stats-heat-take",
            &[
                ("day", FluentValue::from(self.words.t(&format!("weekday-{}", day + 1)))),
                ("hour", FluentValue::from(hour.to_string())),
                ("n", FluentValue::from(self.numbers.count(most))),
            ],
        );
        (shown, rows, take)
    }

    pub(super) fn grid(&self, which: Which, most: usize) -> Grid {
        let table = Table::new(which, &self.found.figures, &self.found.names, self.words).brief();
        let line = |row: &tables::Row| Line {
            name: row.name.clone(),
            href: String::new(),
            cells: table.shown(row, &self.numbers),
            waited: 0,
            held: 0,
        };
        let more = table.rows.len().saturating_sub(most);
        Grid {
            first: table.heads.first().cloned().unwrap_or_default(),
            lines: table.rows.iter().take(most).map(line).collect(),
            heads: table.heads.into_iter().skip(1).collect(),
            more: if more == 0 { String::new() } else { self.words.count("stats-more-rows", more) },
            csv: self.file(Some(which)),
        }
    }

    /// Agents, with how long a case takes each of them.
    pub(super) fn team(&self, links: bool) -> Grid {
        let mut grid = self.grid(Which::Agents, AGENTS);
        let slices = &self.found.figures.agents;
        let longest = slices
            .iter()
            .take(AGENTS)
            .filter_map(|slice| slice.part.resolution.median)
            .max()
            .unwrap_or(0)
            .max(1);
        for (line, slice) in grid.lines.iter_mut().zip(slices) {
            if let Some(agent) = slice.of.filter(|_| links) {
                line.href = format!("/agentes/{agent}?linea={}", self.line);
            }
            let all = slice.part.resolution.median.unwrap_or(0);
            let first = slice.part.first_answer.median.unwrap_or(0).min(all);
            line.waited = share(first.into(), longest.into());
            line.held = share(all.into(), longest.into()).saturating_sub(line.waited);
        }
        grid
    }

    pub(super) fn cards(&self) -> Vec<Card> {
        let figures = &self.found.figures;
        let names = &self.found.names;
        let mut reasons: Vec<_> = figures
            .reasons
            .iter()
            .map(|slice| (tables::reason(&slice.of, self.words), "h", slice.part.cases))
            .collect();
        if reasons.len() > BARS {
            let rest = reasons.split_off(BARS - 1).iter().map(|(.., count)| count).sum();
            reasons.push((self.words.t("stats-reason-others"), "g", rest));
        }
        let named = |all: &[String], parts: &[Part]| -> Vec<(String, &'static str, u32)> {
            all.iter().zip(parts).map(|(name, part)| (name.clone(), "h", part.cases)).collect()
        };
        let mut moods = named(&names.moods, &figures.moods);
        for (mood, class) in moods.iter_mut().zip(["o", "g", "x"]) {
            mood.1 = class;
        }
        let groups = figures.groups.iter().take(BARS);
        let groups = groups.map(|slice| (names.group(slice.of), "h", slice.part.cases)).collect();
        let ratings = [1, 2, 3, 4, 5].into_iter().zip(figures.total.ratings).rev();
        let stars = |(points, count): (usize, u32)| {
            ("★".repeat(points), if points > 2 { "o" } else { "x" }, count)
        };
        let rated = figures.total.rated();
        let card = |which: Which, note: String, bars| Card {
            id: which.name(),
            title: self.words.t(&format!("stats-card-{}", which.name())),
            note,
            bars: lengths(bars, &self.numbers),
            grid: self.grid(which, BARS),
        };
        let none = String::new;
        vec![
            card(Which::Reasons, self.numbers.count(figures.total.closed), reasons),
            card(Which::Departments, none(), named(&names.departments, &figures.departments)),
            card(Which::Groups, none(), groups),
            card(Which::Moods, none(), moods),
            card(Which::Ratings, self.numbers.count(rated), ratings.map(stars).collect()),
        ]
    }

    pub(super) fn comments(&self, when: &When) -> Vec<Said> {
        let said = |comment: &Comment| {
            let rating = comment.rating.map(|rating| "★".repeat(usize::from(rating.min(5))));
            let parts = [rating, comment.agent.clone(), Some(when.moment(comment.at))];
            Said {
                href: format!("/tickets/{}?linea={}", comment.ticket, self.line),
                ticket: comment.ticket.0,
                text: comment.text.chars().take(300).collect(),
                note: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            }
        };
        self.found.figures.comments.iter().map(said).collect()
    }
}
