//! The figures of a period in a row, each beside that of the period before.

use super::{Builder, Kpi};
use crate::store::statistics::{Alerts, Part, Spread};
use crate::web::panel::numbers::mean_tenths;
use crate::web::words::FluentValue;

/// One of the times of a part.
type Measure = fn(&Part) -> Spread;

impl Builder<'_> {
    /// All of them.
    pub(super) fn kpis(&self) -> Vec<Kpi> {
        let (total, words) = (&self.found.figures.total, self.words);
        let before = self.found.before.as_ref().map(|(part, ..)| part);
        let (class, change) = self.more_cases(before.map(|part| part.cases), total.cases);
        let mut kpis = vec![Kpi {
            name: words.t("stats-cases"),
            figure: self.numbers.count(total.cases),
            note: words.with(
                "stats-cases-note",
                &[
                    ("closed", FluentValue::from(self.numbers.count(total.closed))),
                    (
                        "open",
                        FluentValue::from(self.numbers.count(total.pending + total.in_progress)),
                    ),
                ],
            ),
            class,
            change,
        }];
        let times: [(&str, Measure); 4] = [
            ("stats-waiting", |part| part.waiting),
            ("stats-first", |part| part.first_answer),
            ("stats-handling", |part| part.handling),
            ("stats-resolution", |part| part.resolution),
        ];
        for (key, of) in times {
            let spread = of(total);
            let (class, change) =
                self.more_time(before.and_then(|part| of(part).median), spread.median);
            kpis.push(Kpi {
                name: words.t(key),
                figure: self.numbers.maybe_time(spread.median),
                note: spread.p90.map_or_else(String::new, |p90| {
                    // A number stays with its unit.
                    let time = self.numbers.time(p90).replace(' ', "\u{a0}");
                    words.name("stats-p90-note", &time)
                }),
                class,
                change,
            });
        }
        kpis.push(self.rating(total, before));
        let Alerts { alerted, raised, cases } = self.found.figures.alerts;
        let were = self.found.before.as_ref().map(|(_, alerts, ..)| alerts.alerted + alerts.raised);
        let (class, change) = self.more_alerts(were, alerted + raised);
        kpis.push(Kpi {
            name: words.t("stats-alerts"),
            figure: self.numbers.count(alerted + raised),
            note: words.with(
                "stats-alerts-note",
                &[
                    ("cases", FluentValue::from(cases)),
                    ("raised", FluentValue::from(self.numbers.count(raised))),
                ],
            ),
            class,
            change,
        });
        kpis
    }

    fn rating(&self, total: &Part, before: Option<&Part>) -> Kpi {
        let mean = |part: &Part| mean_tenths(part.points(), part.rated().into());
        let now = mean(total);
        let (class, change) = match before.and_then(mean).zip(now) {
            Some((was, is)) if is > was => {
                ("up", self.words.name("stats-more", &self.numbers.tenths(is - was)))
            }
            Some((was, is)) if is < was => {
                ("down", self.words.name("stats-less", &self.numbers.tenths(was - is)))
            }
            Some(_) => ("muted", self.words.t("stats-same")),
            None => ("muted", String::new()),
        };
        Kpi {
            name: self.words.t("stats-rating"),
            figure: now.map_or_else(|| String::from("–"), |mean| self.numbers.tenths(mean)),
            note: self.words.name(
                "stats-rated-note",
                &self.numbers.percent(total.rated().into(), total.closed.max(total.rated()).into()),
            ),
            class,
            change,
        }
    }

    /// More or fewer cases is neither good nor bad.
    fn more_cases(&self, was: Option<u32>, is: u32) -> (&'static str, String) {
        let Some(was) = was else { return ("muted", String::new()) };
        let text = match (was, is.cmp(&was)) {
            (0, _) => self.words.t("stats-none-before"),
            // A percentage of next to nothing says nothing.
            (_, std::cmp::Ordering::Greater) if is / 10 > was => {
                self.words.name("stats-more", &self.numbers.count(is - was))
            }
            (_, std::cmp::Ordering::Equal) => self.words.t("stats-same"),
            (_, std::cmp::Ordering::Greater) => {
                self.words.name("stats-more", &self.numbers.percent((is - was).into(), was.into()))
            }
            (_, std::cmp::Ordering::Less) => {
                self.words.name("stats-less", &self.numbers.percent((was - is).into(), was.into()))
            }
        };
        ("muted", text)
    }

    fn more_time(&self, was: Option<u32>, is: Option<u32>) -> (&'static str, String) {
        match was.zip(is) {
            None => ("muted", String::new()),
            Some((was, is)) if is > was => {
                ("down", self.words.name("stats-more", &self.numbers.time(is - was)))
            }
            Some((was, is)) if is < was => {
                ("up", self.words.name("stats-less", &self.numbers.time(was - is)))
            }
            Some(_) => ("muted", self.words.t("stats-same")),
        }
    }

    fn more_alerts(&self, was: Option<u32>, is: u32) -> (&'static str, String) {
        match was {
            None => ("muted", String::new()),
            Some(was) if is > was => {
                ("down", self.words.name("stats-more", &self.numbers.count(is - was)))
            }
            Some(was) if is < was => {
                ("up", self.words.name("stats-less", &self.numbers.count(was - is)))
            }
            Some(_) => ("muted", self.words.t("stats-same")),
        }
    }
}
