//! The judge of alerts: told when customers' words were brought and acknowledged, when agents claimed, and which
//! tickets Relevo named in which group, it says which alerts were early, doubled or forgotten.
//!
//! It never judges how late an alert is: that is the machine's affair, and only reported. What is early is certain:
//! Relevo cannot know of a customer before the gateway first brings the words, so no limit can pass before it has
//! passed since then.
//!
//! A digest names the first tickets and counts the rest («y 3 más»). Those are matched at the end: whoever was named
//! in the one group and not in the other is among those that the other one only counted, or was forgotten.

use std::collections::BTreeMap;

use super::super::cast::{Place, Seat};
use super::super::finding::{AlertFindings, Fault, Findings, Lateness};
use super::super::naming::{Cause, Named};
use super::super::plan::Limits;
use super::super::token::CaseNo;

/// Two clocks of one machine, the server's and this one, may differ by this much (milliseconds).
const TOLERANCE_MS: u64 = 100;

/// Who is told of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// The main group: nobody takes a ticket.
    Main,
    /// The Supervisor group: the same.
    Supervisor,
    /// The agent, in the personal group: the customer waits for an answer.
    Agent,
    /// The Supervisor group: the same.
    OfAgent,
}

impl Told {
    const ALL: [Self; 4] = [Self::Main, Self::Supervisor, Self::Agent, Self::OfAgent];

    fn of(cause: Cause, place: Place) -> Option<Self> {
        match (cause, place) {
            (Cause::Pending, Place::Main(_)) => Some(Self::Main),
            (Cause::Pending, Place::Supervisor) => Some(Self::Supervisor),
            (Cause::Unanswered, Place::Slot(_)) => Some(Self::Agent),
            (Cause::Unanswered, Place::Supervisor) => Some(Self::OfAgent),
            (
                Cause::Pending | Cause::Unanswered,
                Place::Main(_) | Place::Slot(_) | Place::Customer(_) | Place::Elsewhere,
            ) => None,
        }
    }

    /// Those that a digest in this place may count without naming.
    fn is_counted_in(self, place: Pool) -> bool {
        match self {
            Self::Main => place == Pool::Main,
            Self::Supervisor | Self::OfAgent => place == Pool::Supervisor,
            Self::Agent => false,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Main => "the reminder in the main group",
            Self::Supervisor => "the alert in the Supervisor group",
            Self::Agent => "the reminder of the agent",
            Self::OfAgent => "the alert of a customer without an answer",
        }
    }
}

/// Where digests count tickets that they do not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pool {
    Main,
    Supervisor,
}

impl Pool {
    fn of(place: Place) -> Option<Self> {
        match place {
            Place::Main(_) => Some(Self::Main),
            Place::Supervisor => Some(Self::Supervisor),
            Place::Slot(_) | Place::Customer(_) | Place::Elsewhere => None,
        }
    }
}

/// What a case is known to have gone through. Times are milliseconds of the run.
#[derive(Debug, Default)]
struct Wait {
    /// When the gateway first brought the customer's words.
    brought: u64,
    /// When they were acknowledged.
    taken: Option<u64>,
    /// Messages of the customer.
    written: u32,
    ticket: Option<i64>,
    /// The main group in which it was announced.
    group: Option<u32>,
    /// Where it is attended.
    seat: Option<Seat>,
    /// When an agent claimed it; nothing again when that was turned down.
    claimed: Option<u64>,
    /// When the agent began to answer.
    answered: Option<u64>,
    /// The main group was told that it is over.
    closed: bool,
    /// Alerts that the agents wait for before they claim.
    awaited: u32,
    /// The agent answers only when supervisors were alerted.
    is_silent: bool,
    /// Times that it was named, by who was told.
    named: [u32; 4],
    /// The same by messages that may only repeat one that a crash had left in doubt. Limits of seconds have the same
    /// words the second time, so that nobody can tell.
    doubtful: [u32; 4],
    /// Alerts that were due when the last one came. Whoever was away for longer than a limit says in one what came
    /// due meanwhile.
    covered: [u32; 4],
}

impl Wait {
    fn named(&self, told: Told) -> u32 {
        self.named[told as usize]
    }

    /// Alerts that whoever is told has heard of, in doubt or not, each or several in one.
    fn heard(&self, told: Told) -> u32 {
        (self.named(told) + self.doubtful[told as usize]).max(self.covered[told as usize])
    }

    /// How often somebody can have been told of it, when it has waited for so long.
    fn due(&self, told: Told, waited_ms: u64, limits: &Limits) -> u32 {
        // Each message may be waited for.
        let answers = |limit: u64| if waited_ms >= limit { self.written.max(1) } else { 0 };
        match told {
            Told::Main | Told::Supervisor => limits.due(waited_ms),
            Told::Agent => answers(limits.answer_ms),
            Told::OfAgent => answers(limits.answer_alert_ms),
        }
    }

    /// Until when it waited for this.
    fn until(&self, told: Told, end: u64) -> u64 {
        match told {
            Told::Main | Told::Supervisor => self.claimed.unwrap_or(end),
            // What is not attended waits for no answer.
            Told::Agent | Told::OfAgent if self.claimed.is_none() => self.brought,
            Told::Agent | Told::OfAgent => self.answered.unwrap_or(end),
        }
    }

    /// How often somebody must have been told of it by now, so that it could go on.
    fn must(&self, told: Told, end: u64, limits: &Limits) -> u32 {
        let since = self.taken.unwrap_or(end);
        let due = self.due(told, self.until(told, end).saturating_sub(since), limits);
        match told {
            // Nobody claims it: an alert is due, and as many as the agents wait for.
            Told::Main | Told::Supervisor if self.claimed.is_none() => self.awaited.max(1).min(due),
            Told::Main | Told::Supervisor => 0,
            // Whoever waits for the second knows that the first has come.
            Told::Agent | Told::OfAgent if self.answered.is_none() => due.min(1),
            Told::Agent => u32::from(self.is_silent),
            Told::OfAgent => 0,
        }
    }
}

/// What a run has seen of alerts.
#[derive(Debug)]
pub struct Alerts {
    limits: Limits,
    waits: BTreeMap<CaseNo, Wait>,
    /// Tickets that were only counted: in main groups, in the Supervisor group.
    counted: [u64; 2],
    /// The same by digests that may only repeat another.
    doubtful: [u64; 2],
    /// Tickets of the Supervisor group's that may only be repeated.
    in_doubt: u64,
    found: AlertFindings,
    /// How late the first alert of each case was (milliseconds).
    late: Vec<u64>,
    faults: Vec<(Fault, CaseNo, Option<i64>, String, Place)>,
}

impl Alerts {
    /// Nothing seen yet, on a line with these limits.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            waits: BTreeMap::new(),
            counted: [0; 2],
            doubtful: [0; 2],
            in_doubt: 0,
            found: AlertFindings::default(),
            late: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// The gateway is about to bring words of a customer.
    pub fn brought(&mut self, case: CaseNo, at: u64) {
        let wait =
            self.waits.entry(case).or_insert_with(|| Wait { brought: at, ..Wait::default() });
        wait.written += 1;
    }

    /// The first of them were acknowledged.
    pub fn taken(&mut self, case: CaseNo, at: u64) {
        self.change(case, |wait| {
            wait.taken.get_or_insert(at);
        });
    }

    /// The ticket was announced in a main group.
    pub fn announced(&mut self, case: CaseNo, ticket: i64, group: u32) {
        self.change(case, |wait| (wait.ticket, wait.group) = (Some(ticket), Some(group)));
    }

    /// Agents claim a case only after so many alerts.
    pub fn awaits(&mut self, case: CaseNo, alerts: u32) {
        self.change(case, |wait| wait.awaited = alerts);
    }

    /// The agent answers only when supervisors were alerted that nobody does.
    pub fn falls_silent(&mut self, case: CaseNo) {
        self.change(case, |wait| wait.is_silent = true);
    }

    /// An agent is about to claim a case.
    pub fn claims(&mut self, case: CaseNo, at: u64) {
        self.change(case, |wait| {
            wait.claimed.get_or_insert(at);
        });
    }

    /// All claims of a case were turned down: it goes on waiting.
    pub fn turned_down(&mut self, case: CaseNo) {
        self.change(case, |wait| wait.claimed = None);
    }

    /// A case is attended here.
    pub fn opened(&mut self, case: CaseNo, seat: Seat) {
        self.change(case, |wait| wait.seat = Some(seat));
    }

    /// The agent is about to answer.
    pub fn answers(&mut self, case: CaseNo, at: u64) {
        self.change(case, |wait| {
            wait.answered.get_or_insert(at);
        });
    }

    /// The main group was told that a case is over.
    pub fn closed(&mut self, case: CaseNo) {
        self.change(case, |wait| wait.closed = true);
    }

    fn change(&mut self, case: CaseNo, change: impl FnOnce(&mut Wait)) {
        if let Some(wait) = self.waits.get_mut(&case) {
            change(wait);
        }
    }

    /// A message that may only repeat the one before it named these cases, and counted so many more.
    pub fn repeated(&mut self, cases: &[(CaseNo, Cause)], more: u64, place: Place) {
        for (case, cause) in cases {
            if let (Some(told), Some(wait)) = (Told::of(*cause, place), self.waits.get_mut(case)) {
                wait.doubtful[told as usize] += 1;
            }
        }
        if let Some(pool) = Pool::of(place) {
            self.doubtful[pool as usize] += more;
        }
        if place == Place::Supervisor {
            self.in_doubt += more + cases.len() as u64;
        }
    }

    /// A message in a group named this case among those that wait.
    pub fn named(&mut self, named: &Named, place: Place, at: u64) {
        let Named { case, cause, waited_less_ms, .. } = *named;
        let fault = match (Told::of(cause, place), self.waits.get_mut(&case)) {
            (None, _) => Some((Fault::Misdelivered, String::from("an alert where none belongs"))),
            (Some(_), None) => {
                Some((Fault::EarlyAlert, String::from("an alert of a case that nobody began")))
            }
            (Some(told), Some(wait)) => {
                wait.named[told as usize] += 1;
                let waited = at.saturating_sub(wait.brought);
                let due = wait.due(told, waited + TOLERANCE_MS, &self.limits);
                let times = wait.named(told);
                // A message that was long on its way told of what was due when it was written.
                let told_of = (waited + TOLERANCE_MS).min(waited_less_ms);
                wait.covered[told as usize] = wait.due(told, told_of, &self.limits);
                match told {
                    Told::Main => self.found.reminded += 1,
                    Told::Supervisor => self.found.given += 1,
                    Told::Agent => self.found.agents_reminded += 1,
                    Told::OfAgent => self.found.unanswered_given += 1,
                }
                if told == Told::Main && times == 1 {
                    let limit = wait.taken.unwrap_or(wait.brought) + self.limits.first_ms;
                    self.late.push(at.saturating_sub(limit));
                }
                if told == Told::Supervisor && wait.claimed.is_some() {
                    self.found.after_claim += 1;
                }
                let home = match told {
                    Told::Main => wait.group.map(Place::Main),
                    Told::Agent => wait.seat.map(Place::Slot),
                    Told::Supervisor | Told::OfAgent => Some(Place::Supervisor),
                };
                let what = |words: &str| format!("{} {words}", told.name());
                if home.is_some_and(|home| home != place) {
                    Some((Fault::Misdelivered, what("of another group")))
                } else if due == 0 {
                    Some((Fault::EarlyAlert, what(&format!("after {waited} ms"))))
                } else if times > due {
                    Some((Fault::DoubledAlert, what(&format!("no. {times} after {waited} ms"))))
                } else if wait.closed && told == Told::Main {
                    // In one chat, what was decided before is also sent before.
                    Some((Fault::StaleAlert, what("when the case was over")))
                } else {
                    None
                }
            }
        };
        if let Some((fault, what)) = fault {
            let ticket = self.waits.get(&case).and_then(|wait| wait.ticket);
            self.faults.push((fault, case, ticket, what, place));
        }
    }

    /// A digest counted so many more without naming them.
    pub fn counted(&mut self, more: u64, place: Place) {
        let Some(pool) = Pool::of(place) else { return };
        self.counted[pool as usize] += more;
        self.found.only_counted += more;
        match pool {
            Pool::Main => self.found.reminded += more,
            Pool::Supervisor => self.found.given += more,
        }
    }

    /// Whether the people have waited for this case as they meant to: for its reminders in the main group, for which
    /// there is an alert in the Supervisor group each, and for the alert that nobody answers.
    #[must_use]
    pub fn is_over_due(&self, case: CaseNo) -> bool {
        self.waits.get(&case).is_none_or(|wait| match wait.claimed {
            None => wait.heard(Told::Main) >= wait.awaited,
            Some(_) => {
                !wait.is_silent || (wait.heard(Told::Agent) > 0 && wait.heard(Told::OfAgent) > 0)
            }
        })
    }

    /// Cases that a digest here may mean which counts some without naming them: those that are due.
    #[must_use]
    pub fn overdue_in(&self, place: Place, at: u64) -> Vec<CaseNo> {
        let is_meant = |wait: &Wait| {
            let waited = at.saturating_sub(wait.brought);
            match place {
                Place::Main(group) => {
                    wait.group == Some(group)
                        && wait.claimed.is_none()
                        && self.limits.due(waited) >= wait.awaited.max(1)
                }
                Place::Supervisor => {
                    wait.claimed.is_some()
                        && wait.heard(Told::Agent) > 0
                        && wait.due(Told::OfAgent, waited, &self.limits) > 0
                }
                Place::Slot(_) | Place::Customer(_) | Place::Elsewhere => false,
            }
        };
        self.waits.iter().filter(|(_, wait)| is_meant(wait)).map(|(case, _)| *case).collect()
    }

    /// Whether the Supervisor group has been told of all that main groups were reminded of.
    #[must_use]
    pub fn is_even(&self) -> bool {
        self.found.given + self.in_doubt >= self.found.reminded
    }

    /// Closes the books at this time: what had to be alerted and was not is forgotten.
    pub fn end(mut self, end: u64, findings: &mut Findings) {
        let mut counted = self.counted;
        let mut doubtful = self.doubtful;
        // What may still have been meant by those that were only counted.
        let mut possible = [0_u64; 2];
        for (case, wait) in &self.waits {
            // Main group and Supervisor group are told of the same.
            let even = wait.named(Told::Main).max(wait.named(Told::Supervisor));
            for told in Told::ALL {
                let even = match told {
                    Told::Main | Told::Supervisor => even,
                    Told::Agent | Told::OfAgent => 0,
                };
                let named = wait.named(told);
                let must = wait.must(told, end, &self.limits).max(even);
                let mut lacks = u64::from(must.saturating_sub(wait.heard(told)));
                let waited = wait.until(told, end).saturating_sub(wait.brought) + TOLERANCE_MS;
                let most = wait.due(told, waited, &self.limits);
                for pool in [Pool::Main, Pool::Supervisor] {
                    if told.is_counted_in(pool) {
                        let among = lacks.min(counted[pool as usize]);
                        counted[pool as usize] -= among;
                        lacks -= among;
                        let among = lacks.min(doubtful[pool as usize]);
                        doubtful[pool as usize] -= among;
                        lacks -= among;
                        possible[pool as usize] += u64::from(most.saturating_sub(must.max(named)));
                    }
                }
                for _ in 0..lacks {
                    let what = told.name().to_owned();
                    findings.add(Fault::ForgottenAlert, *case, wait.ticket, what, &[]);
                }
            }
        }
        for (pool, place) in
            [(Pool::Main, "main groups"), (Pool::Supervisor, "the Supervisor group")]
        {
            for _ in possible[pool as usize]..counted[pool as usize] {
                let what = format!("counted in a digest in {place}, of no case that was due");
                findings.add(Fault::DoubledAlert, CaseNo(0), None, what, &[]);
            }
        }
        for (fault, case, ticket, what, place) in self.faults {
            findings.add(fault, case, ticket, what, &[place]);
        }
        self.late.sort_unstable();
        let known = findings.alerts.unwrap_or_default();
        findings.alerts = Some(AlertFindings {
            early: known.early,
            doubled: known.doubled,
            forgotten: known.forgotten,
            after_end: known.after_end,
            late_ms: lateness(&self.late),
            ..self.found
        });
    }
}

/// Of sorted times.
fn lateness(late: &[u64]) -> Lateness {
    let at = |share: usize| late.get((late.len() * share / 100).min(late.len().saturating_sub(1)));
    let at = |share| at(share).copied().unwrap_or(0);
    Lateness { p50: at(50), p99: at(99), max: at(100) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::token::Run;

    const LIMITS: Limits = Limits {
        first_ms: 2_000,
        second_ms: 6_000,
        repeat_ms: 60_000,
        repeats: 0,
        answer_ms: 2_000,
        answer_alert_ms: 4_000,
    };
    const ONE: CaseNo = CaseNo(1);
    const HOME: Place = Place::Main(3);

    /// A case that waits since 1 000, in group 3.
    fn waiting() -> Alerts {
        let mut alerts = Alerts::new(LIMITS);
        begin(&mut alerts, ONE);
        alerts
    }

    fn begin(alerts: &mut Alerts, case: CaseNo) {
        alerts.brought(case, 1_000);
        alerts.taken(case, 1_010);
        alerts.announced(case, ticket(case), 3);
        alerts.awaits(case, 1);
    }

    fn ticket(case: CaseNo) -> i64 {
        i64::try_from(case.0).unwrap() + 100
    }

    fn named(alerts: &mut Alerts, case: CaseNo, cause: Cause, place: Place, at: u64) {
        let named = Named { run: Run(1), case, cause, waited_less_ms: u64::MAX };
        alerts.named(&named, place, at);
    }

    fn both(alerts: &mut Alerts, case: CaseNo, at: u64) {
        named(alerts, case, Cause::Pending, HOME, at);
        named(alerts, case, Cause::Pending, Place::Supervisor, at + 5);
    }

    /// An agent claims it and answers at once: nobody has to be told that the customer waits for an answer.
    fn attended(alerts: &mut Alerts, case: CaseNo, at: u64) {
        alerts.claims(case, at);
        alerts.answers(case, at + 10);
    }

    /// (early, doubled, forgotten, after the end) after a minute, and whether that is all that was found.
    fn found(alerts: Alerts) -> (u64, u64, u64, u64) {
        found_at(60_000, alerts)
    }

    fn found_at(end: u64, alerts: Alerts) -> (u64, u64, u64, u64) {
        let mut findings = Findings::default();
        alerts.end(end, &mut findings);
        let found = findings.alerts.unwrap();
        let all = (found.early, found.doubled, found.forgotten, found.after_end);
        assert_eq!(findings.is_clean(), all == (0, 0, 0, 0) && findings.misdelivered == 0);
        all
    }

    #[test]
    fn an_alert_in_time_is_right_and_so_is_a_late_one() {
        for at in [3_000, 5_000, 50_000] {
            let mut alerts = waiting();
            both(&mut alerts, ONE, at);
            assert!(alerts.is_over_due(ONE) && alerts.is_even());
            attended(&mut alerts, ONE, at + 10);
            alerts.closed(ONE);
            assert_eq!(found(alerts), (0, 0, 0, 0), "{at}");
        }
    }

    #[test]
    fn lateness_counts_from_what_was_acknowledged() {
        let mut alerts = waiting();
        both(&mut alerts, ONE, 5_010);
        let mut findings = Findings::default();
        alerts.end(60_000, &mut findings);
        let found = findings.alerts.unwrap();
        assert_eq!((found.given, found.reminded, found.late_ms.max), (1, 1, 2_000));
    }

    #[test]
    fn a_case_claimed_before_its_limit_needs_no_alert_and_one_after_it_may_have_one() {
        let mut alerts = waiting();
        attended(&mut alerts, ONE, 2_500);
        assert_eq!(found(alerts), (0, 0, 0, 0));
        let mut late = waiting();
        attended(&mut late, ONE, 3_500);
        both(&mut late, ONE, 3_600);
        assert_eq!(found(late), (0, 0, 0, 0), "it was under way");
    }

    #[test]
    fn a_second_limit_and_each_repetition_are_alerted_once_more() {
        let mut alerts = waiting();
        alerts.awaits(ONE, 3);
        both(&mut alerts, ONE, 3_100);
        both(&mut alerts, ONE, 7_100);
        assert!(!alerts.is_over_due(ONE));
        both(&mut alerts, ONE, 67_100);
        assert!(alerts.is_over_due(ONE));
        attended(&mut alerts, ONE, 67_200);
        assert_eq!(found(alerts), (0, 0, 0, 0));
        let mut early = waiting();
        both(&mut early, ONE, 3_100);
        both(&mut early, ONE, 6_500);
        attended(&mut early, ONE, 6_600);
        assert_eq!(found(early), (0, 2, 0, 0), "the first limit, again");
        let mut one_of_two = waiting();
        one_of_two.awaits(ONE, 2);
        both(&mut one_of_two, ONE, 3_100);
        assert_eq!(found(one_of_two), (0, 0, 2, 0), "the second limit is forgotten");
        let mut after_a_pause = waiting();
        both(&mut after_a_pause, ONE, 9_000);
        attended(&mut after_a_pause, ONE, 9_100);
        assert_eq!(found(after_a_pause), (0, 0, 0, 0), "what came due meanwhile is one alert");
    }

    #[test]
    fn whoever_waits_for_the_second_alert_does_not_wait_when_one_told_of_both() {
        let mut alerts = waiting();
        alerts.awaits(ONE, 2);
        both(&mut alerts, ONE, 7_100);
        assert!(alerts.is_over_due(ONE), "it is the last one before a repetition");
        attended(&mut alerts, ONE, 7_200);
        assert_eq!(found(alerts), (0, 0, 0, 0));
        let mut unclaimed = waiting();
        unclaimed.awaits(ONE, 2);
        both(&mut unclaimed, ONE, 7_100);
        assert_eq!(found(unclaimed), (0, 0, 0, 0), "nothing is forgotten");
    }

    #[test]
    fn a_first_alert_that_comes_after_the_second_limit_does_not_stand_for_the_second() {
        const MINUTE: u64 = 60_000;
        let limits = Limits { first_ms: 5 * MINUTE, second_ms: 15 * MINUTE, ..LIMITS };
        let limits = Limits { repeat_ms: 30 * MINUTE, ..limits };
        for (waited, lacks) in [(6, 2), (16, 0)] {
            let mut alerts = Alerts::new(limits);
            begin(&mut alerts, ONE);
            alerts.awaits(ONE, 2);
            for place in [HOME, Place::Supervisor] {
                let (run, waited_less_ms) = (Run(1), waited * MINUTE);
                let named = Named { run, case: ONE, cause: Cause::Pending, waited_less_ms };
                alerts.named(&named, place, 16 * MINUTE);
            }
            assert_eq!(alerts.is_over_due(ONE), lacks == 0);
            assert_eq!(found_at(20 * MINUTE, alerts), (0, 0, lacks, 0));
        }
    }

    #[test]
    fn what_may_only_be_repeated_after_a_crash_is_neither_missed_nor_counted_twice() {
        let cases = [(ONE, Cause::Pending)];
        for is_new in [true, false] {
            let mut alerts = waiting();
            alerts.awaits(ONE, 2);
            both(&mut alerts, ONE, 3_100);
            alerts.repeated(&cases, 0, HOME);
            named(&mut alerts, ONE, Cause::Pending, Place::Supervisor, 7_100);
            if !is_new {
                named(&mut alerts, ONE, Cause::Pending, HOME, 7_100);
            }
            assert!(alerts.is_over_due(ONE) && alerts.is_even());
            attended(&mut alerts, ONE, 7_200);
            assert_eq!(found(alerts), (0, 0, 0, 0));
        }
    }

    const SEAT: Seat = Seat { agent: 2, number: 1 };

    /// A case that was claimed at once, and whose agent says nothing.
    fn silent() -> Alerts {
        let mut alerts = waiting();
        alerts.awaits(ONE, 0);
        alerts.claims(ONE, 1_100);
        alerts.opened(ONE, SEAT);
        alerts.falls_silent(ONE);
        alerts
    }

    fn unanswered(alerts: &mut Alerts, reminded: u64, alerted: u64) {
        named(alerts, ONE, Cause::Unanswered, Place::Slot(SEAT), reminded);
        named(alerts, ONE, Cause::Unanswered, Place::Supervisor, alerted);
    }

    #[test]
    fn a_customer_without_an_answer_is_told_of_twice() {
        let mut alerts = silent();
        assert!(!alerts.is_over_due(ONE));
        unanswered(&mut alerts, 3_100, 5_100);
        assert!(alerts.is_over_due(ONE));
        alerts.answers(ONE, 5_200);
        assert_eq!(found(alerts), (0, 0, 0, 0));
        assert_eq!(found(silent()), (0, 0, 2, 0), "forgotten");
        let mut counted = silent();
        named(&mut counted, ONE, Cause::Unanswered, Place::Slot(SEAT), 3_100);
        counted.counted(1, Place::Supervisor);
        assert_eq!(counted.overdue_in(Place::Supervisor, 5_100), [ONE]);
        counted.answers(ONE, 5_200);
        assert_eq!(found(counted), (0, 0, 0, 0), "among those that a digest only counted");
    }

    #[test]
    fn broken_word_of_a_customer_without_an_answer_is_early_or_doubled_or_elsewhere() {
        let mut alerts = silent();
        unanswered(&mut alerts, 2_500, 3_500);
        alerts.answers(ONE, 5_200);
        assert_eq!(found(alerts), (2, 0, 0, 0));
        let mut alerts = silent();
        unanswered(&mut alerts, 3_100, 5_100);
        unanswered(&mut alerts, 8_100, 8_100);
        alerts.answers(ONE, 9_000);
        assert_eq!(found(alerts), (0, 2, 0, 0));
        let mut alerts = silent();
        unanswered(&mut alerts, 3_100, 5_100);
        named(
            &mut alerts,
            ONE,
            Cause::Unanswered,
            Place::Slot(Seat { agent: 3, number: 1 }),
            3_100,
        );
        alerts.answers(ONE, 9_000);
        let mut findings = Findings::default();
        alerts.end(60_000, &mut findings);
        assert_eq!(findings.misdelivered, 1);
    }

    #[test]
    fn broken_an_alert_before_the_limit_is_early() {
        let mut alerts = waiting();
        both(&mut alerts, ONE, 2_800);
        assert_eq!(found(alerts), (2, 0, 0, 0));
        let mut alerts = waiting();
        both(&mut alerts, CaseNo(9), 9_000);
        attended(&mut alerts, ONE, 2_500);
        assert_eq!(found(alerts), (2, 0, 0, 0), "a case that nobody began");
    }

    #[test]
    fn broken_an_alert_that_comes_again_is_doubled() {
        let mut alerts = waiting();
        both(&mut alerts, ONE, 3_100);
        named(&mut alerts, ONE, Cause::Pending, Place::Supervisor, 4_000);
        attended(&mut alerts, ONE, 4_500);
        // The main group was not reminded as often as the Supervisor group was alerted.
        assert_eq!(found(alerts), (0, 1, 1, 0));
        let mut alerts = waiting();
        both(&mut alerts, ONE, 3_100);
        both(&mut alerts, ONE, 3_200);
        attended(&mut alerts, ONE, 4_500);
        assert_eq!(found(alerts), (0, 2, 0, 0));
    }

    #[test]
    fn broken_an_alert_that_never_comes_is_forgotten_in_both_groups_or_in_one() {
        assert_eq!(found(waiting()), (0, 0, 2, 0));
        let mut alerts = waiting();
        named(&mut alerts, ONE, Cause::Pending, HOME, 3_100);
        assert!(!alerts.is_even());
        attended(&mut alerts, ONE, 4_000);
        assert_eq!(found(alerts), (0, 0, 1, 0), "the Supervisor group was not told");
        let mut alerts = waiting();
        alerts.turned_down(ONE);
        alerts.claims(ONE, 2_500);
        alerts.turned_down(ONE);
        assert_eq!(found(alerts), (0, 0, 2, 0), "a claim that was turned down changes nothing");
    }

    #[test]
    fn broken_an_alert_of_a_case_that_is_over_is_found_and_so_is_one_in_the_wrong_group() {
        let mut alerts = waiting();
        attended(&mut alerts, ONE, 2_500);
        alerts.closed(ONE);
        both(&mut alerts, ONE, 9_000);
        assert_eq!(found(alerts), (0, 0, 0, 1));
        let mut alerts = waiting();
        named(&mut alerts, ONE, Cause::Pending, Place::Main(4), 3_100);
        named(&mut alerts, ONE, Cause::Pending, Place::Supervisor, 3_100);
        let mut findings = Findings::default();
        alerts.end(60_000, &mut findings);
        assert_eq!(findings.misdelivered, 1);
    }

    /// What nobody claims has passed its first limit, and could not have been counted again for the second.
    const BEFORE_SECOND: u64 = 5_000;

    /// Fifteen cases, of which both digests name twelve.
    fn digested(counted_main: u64, counted_supervisor: u64) -> Alerts {
        let mut alerts = Alerts::new(LIMITS);
        for case in 1..=15 {
            begin(&mut alerts, CaseNo(case));
        }
        for case in 1..=12 {
            both(&mut alerts, CaseNo(case), 3_500);
        }
        alerts.counted(counted_main, HOME);
        alerts.counted(counted_supervisor, Place::Supervisor);
        for case in 1..=12 {
            attended(&mut alerts, CaseNo(case), 3_600);
        }
        alerts
    }

    #[test]
    fn whoever_a_digest_only_counts_was_alerted_too() {
        let alerts = digested(3, 3);
        assert_eq!(alerts.overdue_in(HOME, 3_500).len(), 3);
        assert_eq!(found_at(BEFORE_SECOND, alerts), (0, 0, 0, 0));
    }

    #[test]
    fn broken_a_digest_that_counts_too_few_or_too_many_is_found() {
        assert_eq!(found_at(BEFORE_SECOND, digested(3, 2)), (0, 0, 1, 0));
        assert_eq!(found_at(BEFORE_SECOND, digested(0, 0)), (0, 0, 6, 0));
        assert_eq!(found_at(BEFORE_SECOND, digested(3, 5)), (0, 2, 0, 0));
    }
}
