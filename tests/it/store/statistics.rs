//! Every figure of the statistics beside a slow and obvious computation from the rows, for random histories, periods,
//! places and filters.

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp as Moment, ToSpan as _, Unit as Precision, Zoned};
use relevo::domain::ids::{AgentId, GroupId, LineId, Timestamp};
use relevo::domain::settings::Department;
use relevo::store::Conn;
use relevo::store::search::fold;
use relevo::store::statistics::{
    Figures, Load, LocalClock, Part, Reason, Scope, Span, Spread, Unit, figures, sheet, totals,
};

use super::facts::History;
use super::{Place, on_both};

/// Where a history is stretched to: clocks are changed in Madrid, New York, Santiago and on Lord Howe meanwhile.
const BEGIN: i64 = 1_788_134_400_000;
const DAY_MS: i64 = 86_400_000;
const ZONES: [&str; 6] = [
    "America/Argentina/Buenos_Aires",
    "Europe/Madrid",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
];

#[test]
fn every_figure_is_what_counting_by_hand_gives() {
    on_both(|place| {
        let mut seen = 0;
        for seed in 0..3 {
            let (line, days) = stretched(place, seed);
            let conn = &mut place.database.readers().get().unwrap();
            let rows = Rows::of(conn, line);
            let mut random = fastrand::Rng::with_seed(seed);
            for n in 0..16 {
                let asked = Question::random(&mut random, &rows, line, days);
                let told =
                    figures(conn, &asked.scope, &asked.span, &asked.clock(), asked.now).unwrap();
                seen += told.total.cases;
                rows.check(&asked, &told);
                let (part, alerts) = totals(conn, &asked.scope).unwrap();
                assert_eq!((part, alerts), (told.total, told.alerts), "seed {seed}, question {n}");
                let mut after = 0;
                let mut listed = Vec::new();
                loop {
                    let piece = sheet(conn, &asked.scope, after, 7).unwrap();
                    let Some(last) = piece.last() else { break };
                    after = last.no;
                    listed.extend(piece.into_iter().map(|row| row.no));
                }
                let meant: Vec<i64> = rows.meant(&asked.scope).map(|case| case.no).collect();
                assert_eq!(listed, meant, "seed {seed}, question {n}");
            }
        }
        assert!(seen > 200, "only {seen} cases were counted");
    });
}

#[test]
fn the_first_answer_is_kept_as_it_is_carried_and_is_found_in_older_rows() {
    on_both(|place| {
        let line = told(place, 7);
        let conn = &mut place.conn();
        let rows = Rows::of(conn, line);
        let kept = |conn: &mut Conn| -> BTreeMap<i64, i64> {
            let sql = "SELECT no AS a, first_answer_at AS b FROM tickets WHERE first_answer_at IS NOT NULL";
            let pairs: Vec<Pair> = diesel::sql_query(sql).load(conn).unwrap();
            pairs.into_iter().map(|pair| (pair.a, pair.b)).collect()
        };
        assert!(rows.answers.len() > 5, "{}", rows.answers.len());
        let mut all = rows.answers.clone();
        all.extend(&rows.erased);
        assert_eq!(kept(conn), all);
        conn.batch_execute("UPDATE tickets SET first_answer_at = NULL").unwrap();
        let migration =
            include_str!("../../../migrations/sqlite/2026-11-24-050000_statistics/up.sql");
        let begin = migration.find("UPDATE tickets").unwrap();
        conn.batch_execute(migration[begin..].split(';').next().unwrap()).unwrap();
        assert_eq!(kept(conn), rows.answers);
    });
}

#[test]
fn a_period_without_cases_has_figures_too() {
    on_both(|place| {
        let line = place.line();
        let conn = &mut place.database.readers().get().unwrap();
        let zone = TimeZone::UTC;
        let day: Date = "2026-11-23".parse().unwrap();
        let span = Span::new(&zone, day, day, Unit::Hour);
        let scope = Scope {
            line,
            from: span.from(),
            before: span.before,
            department: None,
            group: None,
            agent: Some(AgentId(0)),
        };
        let clock = LocalClock::new(&zone, scope.from, scope.before);
        let told = figures(conn, &scope, &span, &clock, Timestamp(i64::MAX)).unwrap();
        assert_eq!((told.total, told.steps.len()), (Part::default(), 24));
        assert!(told.agents.is_empty() && told.reasons.is_empty());
        assert!(told.load.iter().all(|load| load.peak == 0 && load.span_ms == 3_600_000));
        assert!(sheet(conn, &scope, 0, 9).unwrap().is_empty());
    });
}

/// A random history; its letters are of no interest.
fn told(place: &Place, seed: u64) -> LineId {
    let (line, journal) = (place.line(), place.journal());
    let mut history = History::new(line, seed);
    for _ in 0..500 {
        journal.submit(history.change());
        history.settle(journal.verdict());
    }
    journal.end();
    line
}

/// The same over some weeks, with ratings, and with reasons that differ in nothing that matters. How many days.
fn stretched(place: &Place, seed: u64) -> (LineId, i64) {
    let line = told(place, seed);
    let conn = &mut place.conn();
    let span: Pair = diesel::sql_query(format!(
        "SELECT min(at) AS a, max(at) AS b FROM ticket_events WHERE line_id = {line}"
    ))
    .get_result(conn)
    .unwrap();
    let days = 75;
    let (from, times) = (span.a, (days * DAY_MS / (span.b - span.a).max(1)).max(1));
    let then = |column: &str| format!("{column} = {BEGIN} + ({column} - {from}) * {times}");
    let columns = ["opened_at", "claimed_at", "closed_at", "first_answer_at"];
    let columns: Vec<String> = columns.iter().map(|column| then(column)).collect();
    conn.batch_execute(&format!(
        "UPDATE tickets SET {} WHERE line_id = {line}; \
         UPDATE messages SET {at} WHERE line_id = {line}; \
         UPDATE ticket_events SET {at}, n = ({BEGIN} + (at - {from}) * {times}) * 16 + n % 16 WHERE line_id = {line}; \
         UPDATE agents SET added_at = {BEGIN} + (added_at - {from}) * {times} WHERE line_id = {line}; \
         UPDATE agents SET removed_at = {BEGIN} + (removed_at - {from}) * {times} WHERE line_id = {line}; \
         UPDATE slots SET retired_at = {BEGIN} + (retired_at - {from}) * {times} WHERE line_id = {line}; \
         UPDATE tickets SET rating = 1 + no * 7 % 5, rated_at = closed_at + 5 \
         WHERE line_id = {line} AND closed_at IS NOT NULL AND no % 3 <> 0; \
         UPDATE tickets SET rating_comment = 'comentario ' || no WHERE line_id = {line} AND no % 4 = 1 AND rating IS NOT NULL; \
         UPDATE tickets SET close_reason = 'Conexión' WHERE line_id = {line} AND closed_at IS NOT NULL AND no % 5 = 0; \
         UPDATE tickets SET close_reason = ' CONEXION' WHERE line_id = {line} AND closed_at IS NOT NULL AND no % 5 = 1; \
         UPDATE tickets SET level = no % 2 WHERE line_id = {line}",
        columns.join(", "),
        at = then("at"),
    ))
    .unwrap();
    (line, days)
}

/// What is asked.
struct Question {
    zone: TimeZone,
    first: Date,
    span: Span,
    scope: Scope,
    now: Timestamp,
}

impl Question {
    fn random(random: &mut fastrand::Rng, rows: &Rows, line: LineId, days: i64) -> Self {
        let name = ZONES[random.usize(..ZONES.len())];
        let zone = TimeZone::get(name).unwrap();
        let begin = Moment::from_millisecond(BEGIN).unwrap().to_zoned(zone.clone()).date();
        let first = begin.checked_add(random.i64(-5..days).days()).unwrap();
        let many = [0, random.i64(1..10), random.i64(10..90), random.i64(90..500)];
        let last = first.checked_add(many[random.usize(..4)].days()).unwrap();
        let units = [Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Year];
        let span = Span::new(&zone, first, last, units[random.usize(..5)]);
        let some = |random: &mut fastrand::Rng, all: Vec<i64>| -> Option<i64> {
            if random.u8(..4) > 0 || all.is_empty() { None } else { random.choice(all) }
        };
        let departments = [Department::Support, Department::Sales];
        let scope = Scope {
            line,
            from: span.from(),
            before: span.before,
            department: (random.u8(..4) == 0).then(|| departments[random.usize(..2)]),
            group: some(random, rows.cases.iter().map(|case| case.group_id).collect()).map(GroupId),
            agent: some(random, rows.cases.iter().filter_map(|case| case.agent_id).collect())
                .map(AgentId),
        };
        let now = Timestamp(BEGIN + random.i64(0..days + 3) * DAY_MS + random.i64(0..DAY_MS));
        Self { zone, first, span, scope, now }
    }

    fn clock(&self) -> LocalClock {
        LocalClock::new(&self.zone, self.scope.from, self.scope.before)
    }

    fn there(&self, at: i64) -> Zoned {
        Moment::from_millisecond(at).unwrap().to_zoned(self.zone.clone())
    }

    /// Which step a moment is in, by the calendar.
    fn step(&self, at: i64) -> usize {
        let date = self.there(at).date();
        let since = |precision| {
            let is_month = precision == Precision::Month;
            let (month, year) = (self.first.first_of_month(), self.first.first_of_year());
            let from = if is_month { month } else { year };
            date.since((precision, from)).unwrap()
        };
        let monday = |date: Date| {
            date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).unwrap()
        };
        let step = match self.span.unit {
            Unit::Hour => (at - self.scope.from.0) / 3_600_000,
            Unit::Day => i64::from(date.since(self.first).unwrap().get_days()),
            Unit::Week => i64::from(monday(date).since(monday(self.first)).unwrap().get_days()) / 7,
            Unit::Month => i64::from(since(Precision::Month).get_months()),
            Unit::Year => i64::from(since(Precision::Year).get_years()),
        };
        usize::try_from(step).unwrap()
    }
}

#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = BigInt)]
    a: i64,
    #[diesel(sql_type = BigInt)]
    b: i64,
}

#[derive(QueryableByName, Clone)]
struct CaseRow {
    #[diesel(sql_type = BigInt)]
    no: i64,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    department: String,
    #[diesel(sql_type = Text)]
    sentiment: String,
    #[diesel(sql_type = BigInt)]
    group_id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    agent_id: Option<i64>,
    #[diesel(sql_type = BigInt)]
    opened_at: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    claimed_at: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    closed_at: Option<i64>,
    #[diesel(sql_type = BigInt)]
    level: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    rating: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    rating_comment: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    close_reason: Option<String>,
}

#[derive(QueryableByName)]
struct EventRow {
    #[diesel(sql_type = BigInt)]
    ticket: i64,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    at: i64,
}

#[derive(QueryableByName)]
struct SlotRow {
    #[diesel(sql_type = BigInt)]
    agent_id: i64,
    #[diesel(sql_type = BigInt)]
    added_at: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    removed_at: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    retired_at: Option<i64>,
}

/// All rows of a line, as they are.
struct Rows {
    cases: Vec<CaseRow>,
    /// When an agent first wrote.
    answers: BTreeMap<i64, i64>,
    /// The same of cases of which nothing else that was said is left: their customers were erased.
    erased: BTreeMap<i64, i64>,
    events: Vec<EventRow>,
    slots: Vec<SlotRow>,
}

impl Rows {
    fn of(conn: &mut Conn, line: LineId) -> Self {
        let of_line = |what: &str| format!("{what} WHERE line_id = {line}");
        let cases = diesel::sql_query(of_line("SELECT * FROM tickets") + " ORDER BY no")
            .load(conn)
            .unwrap();
        let said: Vec<Pair> = diesel::sql_query(
            of_line("SELECT ticket AS a, at AS b FROM messages")
                + " AND side = 'agent' ORDER BY seq",
        )
        .load(conn)
        .unwrap();
        let mut answers = BTreeMap::new();
        for Pair { a, b } in said {
            answers.entry(a).or_insert(b);
        }
        let wiped: Vec<Pair> = diesel::sql_query(format!(
            "SELECT no AS a, first_answer_at AS b FROM tickets t WHERE line_id = {line} AND first_answer_at IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.line_id = t.line_id AND m.ticket = t.no)"
        ))
        .load(conn)
        .unwrap();
        let slots = diesel::sql_query(format!(
            "SELECT s.agent_id, a.added_at, a.removed_at, s.retired_at FROM slots s \
             JOIN agents a ON a.line_id = s.line_id AND a.id = s.agent_id WHERE s.line_id = {line} AND s.chat IS NOT NULL"
        ));
        Self {
            cases,
            answers,
            erased: wiped.into_iter().map(|pair| (pair.a, pair.b)).collect(),
            events: diesel::sql_query(of_line("SELECT * FROM ticket_events")).load(conn).unwrap(),
            slots: slots.load(conn).unwrap(),
        }
    }

    fn passes(scope: &Scope, case: &CaseRow) -> bool {
        scope.department.is_none_or(|department| case.department == department.name())
            && scope.group.is_none_or(|group| case.group_id == group.0)
            && scope.agent.is_none_or(|agent| case.agent_id == Some(agent.0))
    }

    fn meant<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = &'a CaseRow> {
        let is_in = |case: &&CaseRow| (scope.from.0..scope.before.0).contains(&case.opened_at);
        self.cases.iter().filter(is_in).filter(|case| Self::passes(scope, case))
    }

    fn part(&self, scope: &Scope, is_of: impl Fn(&CaseRow) -> bool) -> Part {
        let cases: Vec<&CaseRow> = self.meant(scope).filter(|case| is_of(case)).collect();
        let count = |is: &dyn Fn(&CaseRow) -> bool| {
            u32::try_from(cases.iter().filter(|case| is(case)).count()).unwrap()
        };
        let spread = |measure: &dyn Fn(&CaseRow) -> Option<(i64, i64)>| {
            let mut all: Vec<u32> = cases
                .iter()
                .filter_map(|case| measure(case))
                .map(|(from, to)| u32::try_from(((to - from) / 1_000).max(0)).unwrap())
                .collect();
            all.sort_unstable();
            // The least that half, or nine of ten, do not exceed.
            let reach = |share: usize| {
                let enough = |value: &&u32| {
                    all.iter().filter(|other| other <= value).count() * 100 >= all.len() * share
                };
                all.iter().find(enough).copied()
            };
            Spread { count: u32::try_from(all.len()).unwrap(), median: reach(50), p90: reach(90) }
        };
        Part {
            cases: count(&|_| true),
            pending: count(&|case| case.state == "pending"),
            in_progress: count(&|case| case.state == "in_progress"),
            closed: count(&|case| case.state == "closed"),
            late: count(&|case| case.level > 0),
            ratings: [1, 2, 3, 4, 5].map(|points| count(&|case| case.rating == Some(points))),
            waiting: spread(&|case| Some((case.opened_at, case.claimed_at?))),
            first_answer: spread(&|case| {
                let told = self.answers.get(&case.no).or_else(|| self.erased.get(&case.no));
                Some((case.opened_at, *told?))
            }),
            handling: spread(&|case| Some((case.claimed_at?, case.closed_at?))),
            resolution: spread(&|case| Some((case.opened_at, case.closed_at?))),
        }
    }

    fn check(&self, asked: &Question, told: &Figures) {
        let scope = &asked.scope;
        let part = |is_of: &dyn Fn(&CaseRow) -> bool| self.part(scope, is_of);
        assert_eq!(told.total, part(&|_| true));
        for (n, step) in told.steps.iter().enumerate() {
            assert_eq!(*step, part(&|case| asked.step(case.opened_at) == n), "step {n}");
        }
        assert_eq!(
            told.departments,
            ["support", "sales"].map(|name| part(&|case| case.department == name))
        );
        assert_eq!(
            told.moods,
            ["happy", "neutral", "angry"].map(|name| part(&|case| case.sentiment == name))
        );
        for slice in &told.agents {
            assert_eq!(slice.part, part(&|case| case.agent_id == slice.of), "{:?}", slice.of);
        }
        for slice in &told.groups {
            assert_eq!(slice.part, part(&|case| case.group_id == slice.of), "{}", slice.of);
        }
        let why = |case: &CaseRow| fold(case.close_reason.as_deref().unwrap_or_default().trim());
        for slice in &told.reasons {
            let said = match &slice.of {
                Reason::Said(said) => fold(said),
                Reason::Unsaid => String::new(),
                Reason::Others => panic!("there are not so many"),
            };
            let own = part(&|case| case.closed_at.is_some() && why(case) == said);
            assert_eq!(slice.part, own, "{said}");
        }
        let sums = [
            told.steps.iter().map(|part| part.cases).sum::<u32>(),
            told.agents.iter().map(|slice| slice.part.cases).sum(),
            told.groups.iter().map(|slice| slice.part.cases).sum(),
            told.hours.iter().flatten().sum(),
        ];
        assert_eq!(sums, [told.total.cases; 4]);
        let closed: u32 = told.reasons.iter().map(|slice| slice.part.cases).sum();
        assert_eq!(closed, told.total.closed);
        assert!(told.agents.is_sorted_by_key(|slice| std::cmp::Reverse(slice.part.cases)));
        self.check_hours(asked, told);
        self.check_alerts(asked, told);
        for (n, load) in told.load.iter().enumerate() {
            assert_eq!(*load, self.load(asked, n), "step {n} of {:?}", asked.span);
        }
        let mut said: Vec<_> = self
            .meant(scope)
            .filter_map(|case| Some((case.no, case.rating_comment.clone()?)))
            .collect();
        said.reverse();
        said.truncate(5);
        let comments: Vec<_> =
            told.comments.iter().map(|comment| (comment.ticket.0, comment.text.clone())).collect();
        assert_eq!(comments, said);
    }

    fn check_hours(&self, asked: &Question, told: &Figures) {
        for (day, hours) in told.hours.iter().enumerate() {
            for (hour, count) in hours.iter().enumerate() {
                let is_then = |case: &&CaseRow| {
                    let there = asked.there(case.opened_at);
                    let weekday = there.weekday().to_monday_zero_offset();
                    usize::try_from(weekday).unwrap() == day
                        && usize::try_from(there.hour()).unwrap() == hour
                };
                let cases: Vec<_> = self.meant(&asked.scope).filter(is_then).collect();
                assert_eq!(usize::try_from(*count).unwrap(), cases.len(), "day {day} hour {hour}");
            }
        }
        let late: u32 = told.late_hours.iter().sum();
        assert_eq!(late, told.total.late);
    }

    fn check_alerts(&self, asked: &Question, told: &Figures) {
        let scope = &asked.scope;
        let of = |kind: &'static str| {
            self.events.iter().filter(move |event| {
                let case = self.cases.iter().find(|case| case.no == event.ticket).unwrap();
                event.kind == kind
                    && (scope.from.0..scope.before.0).contains(&event.at)
                    && Self::passes(scope, case)
            })
        };
        let (alerted, raised) = (of("alerted").count(), of("raised").count());
        let mut cases: Vec<i64> =
            of("alerted").chain(of("raised")).map(|event| event.ticket).collect();
        cases.sort_unstable();
        cases.dedup();
        let alerts = told.alerts;
        let counted =
            [alerts.alerted, alerts.raised, alerts.cases].map(|n| usize::try_from(n).unwrap());
        assert_eq!(counted, [alerted, raised, cases.len()]);
        for (n, (alerted, raised)) in told.alert_steps.iter().enumerate() {
            let then = |kind| of(kind).filter(|event| asked.step(event.at) == n).count();
            assert_eq!(
                [*alerted, *raised].map(|n| usize::try_from(n).unwrap()),
                [then("alerted"), then("raised")]
            );
        }
    }

    fn load(&self, asked: &Question, n: usize) -> Load {
        let (start, end) = (asked.span.starts[n], asked.span.end(n));
        let until = end.min(asked.now.0);
        let held: Vec<(i64, i64)> = self
            .cases
            .iter()
            .filter(|case| Self::passes(&asked.scope, case))
            .filter_map(|case| Some((case.claimed_at?, case.closed_at.unwrap_or(i64::MAX))))
            .collect();
        let at =
            |moment: i64| held.iter().filter(|(from, to)| (*from..*to).contains(&moment)).count();
        let moments = held.iter().map(|(from, _)| *from).chain([start]);
        let peak =
            moments.filter(|moment| (start..until).contains(moment)).map(at).max().unwrap_or(0);
        let held_ms =
            held.iter().map(|(from, to)| (until.min(*to) - start.max(*from)).max(0)).sum();
        let there = |slot: &&SlotRow| {
            asked.scope.agent.is_none_or(|agent| slot.agent_id == agent.0)
                && slot.added_at < end
                && slot.removed_at.is_none_or(|gone| gone > start)
                && slot.retired_at.is_none_or(|gone| gone > start)
        };
        Load {
            peak: u32::try_from(peak).unwrap(),
            held_ms,
            span_ms: (until - start).max(0),
            slots: u32::try_from(self.slots.iter().filter(there).count()).unwrap(),
        }
    }
}
