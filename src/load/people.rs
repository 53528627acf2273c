//! The people of a run: customers who write, agents who claim, answer and close. One task, no locks: all that
//! they hear of comes through one channel, and all that they do goes to the post.
//!
//! Here is what they hear; what they do about it is in `acts`.

mod acts;
mod alerts;
mod disturb;
mod mixed;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, VecDeque};
use std::time::{Duration, Instant};

use self::disturb::Trouble;
use super::audit::alerts::Alerts;
use super::audit::carried::Carried;
use super::audit::{Audit, Notice};
use super::case::{Case, Move, Stage};
use super::cast::{Place, Seat, customer_of, place};
use super::chance::Chance;
use super::clock;
use super::event::{Answered, Changed, Sent, Verdict};
use super::finding::Findings;
use super::latency::{Latencies, Step, Stopwatch};
use super::mixed::stamp::Stamp;
use super::plan::Plan;
use super::post::{Parcel, Post, Subject};
use super::repeats::Repeats;
use super::said::Said;
use super::token::{CaseNo, Run, Side};

/// A case that is over is remembered for this long, to tell what is repeated.
const REMEMBERED: Duration = Duration::from_secs(30);
/// Different texts that were not understood are listed so far.
const PUZZLING_MOST: usize = 20;

/// What happened so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cases begun.
    pub begun: u64,
    /// Cases over.
    pub done: u64,
    /// Webhooks acknowledged.
    pub webhooks: u64,
    /// Messages that Relevo sent.
    pub sends: u64,
    /// Times that a webhook was answered with 503.
    pub busy: u64,
    /// Times that a webhook failed otherwise and was brought again.
    pub failed: u64,
    /// Claims that were turned down.
    pub turned_down: u64,
    /// Messages that the cases begun consist of, and what was done to them so far.
    pub messages: u64,
    /// Calls of the gateway that failed on purpose.
    pub failed_calls: u64,
}

/// What is left of a run when it is over.
#[derive(Debug)]
pub struct Books {
    /// What happened.
    pub tally: Tally,
    /// What went wrong.
    pub findings: Findings,
    /// What was carried, where there is more than texts.
    pub carried: Option<Carried>,
    /// How long it took.
    pub latencies: Latencies,
    /// Texts that were not understood, by their first words.
    pub puzzling: BTreeMap<String, u64>,
}

/// Everybody.
#[derive(Debug)]
pub struct People {
    plan: Plan,
    run: Run,
    first_customer: u64,
    post: Post,
    cases: HashMap<CaseNo, Case>,
    /// Agents, once for each free personal group; whoever waits longest comes first.
    free: VecDeque<u32>,
    /// Announced cases that no agent is free for.
    offers: VecDeque<CaseNo>,
    /// What people have made up their minds to do, and when.
    intentions: BinaryHeap<Reverse<(Instant, CaseNo, Move)>>,
    /// Cases that are closed, and of which something is still to come.
    unsettled: BTreeSet<CaseNo>,
    /// Cases of which nothing is to come, and since when.
    settled: VecDeque<(Instant, CaseNo)>,
    audit: Audit,
    /// Judges alerts, in a run about them.
    alerts: Option<Alerts>,
    /// From when its times count.
    began: Instant,
    repeats: Repeats,
    stopwatch: Stopwatch,
    tally: Tally,
    next_id: u64,
    puzzling: BTreeMap<String, u64>,
    last_done: Option<Instant>,
    /// Cases that are over, though older ones are not.
    done_early: BTreeSet<CaseNo>,
    oldest: CaseNo,
    last_progress: Instant,
    /// Whether people misbehave now.
    faulty: bool,
    chance: Chance,
    /// Who disturbs the others.
    trouble: Trouble,
}

impl People {
    /// Everybody, with nothing to do yet.
    ///
    /// # Errors
    /// Never: the histograms' bounds are right.
    pub fn new(
        plan: Plan,
        run: Run,
        first_customer: u64,
        post: Post,
    ) -> Result<Self, hdrhistogram::CreationError> {
        let free = (0..plan.cast.slots).flat_map(|_| 1..=plan.cast.agents).collect();
        Ok(Self {
            chance: Chance::of(plan.seed),
            run,
            first_customer,
            post,
            cases: HashMap::new(),
            free,
            offers: VecDeque::new(),
            intentions: BinaryHeap::new(),
            unsettled: BTreeSet::new(),
            settled: VecDeque::new(),
            audit: Audit::new(run, first_customer),
            alerts: plan.limits.map(Alerts::new),
            plan,
            began: clock::now(),
            repeats: Repeats::default(),
            stopwatch: Stopwatch::new()?,
            tally: Tally::default(),
            next_id: 0,
            puzzling: BTreeMap::new(),
            last_done: None,
            done_early: BTreeSet::new(),
            oldest: CaseNo(0),
            last_progress: clock::now(),
            faulty: false,
            trouble: Trouble::default(),
        })
    }

    /// What happened so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Cases under way.
    #[must_use]
    pub fn under_way(&self) -> u64 {
        self.tally.begun - self.tally.done
    }

    /// Whether all that was begun has come to its end, to the last word.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let is_even = self.alerts.as_ref().is_none_or(Alerts::is_even);
        self.under_way() == 0 && self.unsettled.is_empty() && self.trouble.under_way == 0 && is_even
    }

    /// People misbehave from now on, or no more.
    pub fn misbehave(&mut self, faulty: bool) {
        self.faulty = faulty;
    }

    /// Whether something should have happened for so long and did not.
    #[must_use]
    pub fn is_stuck(&self, patience: Duration) -> bool {
        let waits = !self.is_quiet() && self.intentions.is_empty();
        waits && clock::now().saturating_duration_since(self.last_progress) > patience
    }

    /// The oldest case under way; all before it are over.
    #[must_use]
    pub fn oldest(&self) -> CaseNo {
        self.oldest
    }

    /// When the last case ended.
    #[must_use]
    pub fn last_done(&self) -> Option<Instant> {
        self.last_done
    }

    /// Where times are gathered.
    pub fn stopwatch(&mut self) -> &mut Stopwatch {
        &mut self.stopwatch
    }

    /// Closes the books.
    #[must_use]
    pub fn end(mut self) -> Books {
        let alerts = self.alerts.take();
        let ended = self.ms(clock::now());
        let (mut findings, carried) = self.audit.end();
        if let Some(alerts) = alerts {
            alerts.end(ended, &mut findings);
        }
        Books {
            tally: self.tally,
            findings,
            carried: self.plan.mix.map(|_| carried),
            latencies: self.stopwatch.latencies(),
            puzzling: self.puzzling,
        }
    }

    /// A webhook was answered.
    pub fn answered(&mut self, answered: Answered) {
        let Answered { parcel, at, verdict, carrier } = answered;
        self.post.returned(carrier);
        if parcel.subject.disturbs() {
            self.disturbance_answered(parcel, verdict);
            return;
        }
        match verdict {
            Verdict::Taken => self.taken(&parcel, at),
            Verdict::Busy(asked) => {
                self.tally.busy += 1;
                self.post.bring_later(parcel, asked);
            }
            Verdict::Failed(_) => {
                self.tally.failed += 1;
                self.post.bring_later(parcel, None);
            }
            Verdict::Rejected(_) => self.audit.rejected(),
        }
    }

    /// A webhook is due again.
    pub fn due_again(&mut self, parcel: Parcel) {
        self.post.bring(parcel);
    }

    /// Relevo sent a message.
    pub fn received(&mut self, sent: Sent) {
        self.tally.sends += 1;
        self.last_progress = sent.at;
        let place = place(&sent.chat);
        let said = mixed::said(&sent);
        self.audit.stirs(place, sent.life);
        if self.repeats.is_one(place, &sent, said) {
            self.audit.repeated();
            if said == Said::Overdue && self.alerts.is_some() {
                self.alerted(place, &sent, true);
            }
            if let Said::Words(stamp) = said {
                self.audit.shown_again(stamp, place, &mixed::shown(&sent));
            }
            if let Said::Announcement { case, run, .. } = said
                && run == self.run
            {
                self.announced_again(case, sent.id);
            }
            return;
        }
        match said {
            Said::Words(stamp) => self.words(stamp, place, &sent),
            Said::Edited(stamp) => self.audit.told(stamp, place),
            Said::Gone => {
                if let Some(unseen) = self.audit.gone(place, &mixed::shown(&sent)) {
                    self.count_as_seen(unseen);
                    self.go_on(unseen.case);
                    self.settle(unseen.case);
                }
            }
            Said::Announcement { run, .. } | Said::Header { run, .. } if run != self.run => {}
            Said::Announcement { ticket, case, .. } => {
                if self.audit.notice(Notice::Announced, case, ticket, place) {
                    if let Place::Main(group) = place {
                        self.tell_alerts(|alerts, _| alerts.announced(case, ticket, group));
                    }
                    self.announced(case, place, sent.id);
                }
            }
            Said::Assigned { ticket, seat } => self.assigned(ticket, seat, place, sent.at),
            Said::Header { ticket, case, .. } => {
                if self.audit.notice(Notice::Opened, case, ticket, place) {
                    self.opened(case, place);
                }
            }
            Said::Closed { ticket } => {
                if let Some(case) = self.audit.case_of(ticket, place)
                    && self.audit.notice(Notice::Closed, case, ticket, place)
                {
                    self.closed(case, sent.at);
                }
            }
            Said::ClosedInGroup { ticket } => {
                if let Some(case) = self.audit.case_of(ticket, place) {
                    self.audit.notice(Notice::ClosedInGroup, case, ticket, place);
                    self.tell_alerts(|alerts, _| alerts.closed(case));
                    self.settle(case);
                }
            }
            Said::Placed { ticket } => self.told(Notice::Placed, ticket, place),
            Said::Goodbye { ticket } => self.told(Notice::Goodbye, ticket, place),
            Said::Taken { .. } | Said::Busy => self.turned_down(sent.quote.as_deref()),
            Said::Addition { .. } => {}
            Said::Overdue if self.alerts.is_some() => self.alerted(place, &sent, false),
            Said::Overdue | Said::Other => self.puzzled(&sent.text),
        }
    }

    fn taken(&mut self, parcel: &Parcel, at: Instant) {
        self.last_progress = at;
        if let Some(case) = parcel.subject.case() {
            self.tally.webhooks += 1;
            if self.is_ordinary(case) {
                self.stopwatch.took(Step::WebhookAcknowledged, parcel.written, at);
            }
        }
        match parcel.subject {
            Subject::Words(token) => {
                self.audit.taken(token);
                if (token.side, token.number) == (Side::Customer, 1) {
                    self.tell_alerts(|alerts, now| alerts.taken(token.case, now));
                }
                if let (Side::Customer, Some(case)) = (token.side, self.cases.get_mut(&token.case))
                {
                    case.taken += 1;
                }
                if self.plan.mix.is_some() {
                    self.written_taken(token);
                }
                if token.side == Side::Customer || self.plan.mix.is_some() {
                    self.go_on(token.case);
                }
                self.settle(token.case);
            }
            Subject::Deed(case, number) => {
                self.deed_taken(case, number);
                self.go_on(case);
                self.settle(case);
            }
            Subject::Claim(case) => self.audit.claim_taken(case),
            Subject::Close(case) => {
                self.audit.close_taken(case);
                self.settle(case);
            }
            Subject::Report
            | Subject::Copy
            | Subject::Flood(_)
            | Subject::Talk
            | Subject::DeadLine => {}
        }
    }

    /// A call of the gateway failed on purpose.
    pub fn call_failed(&mut self) {
        self.tally.failed_calls += 1;
    }

    /// Relevo changed earlier messages.
    pub fn changed(&mut self, changed: &Changed) {
        self.last_progress = changed.at;
        let place = place(&changed.changing.chat);
        self.audit.stirs(place, changed.life);
        for id in &changed.changing.ids {
            self.audit.changed(place, id, &changed.changing.change);
        }
    }

    /// A notice in a customer's chat: the chat says which case it is of.
    fn told(&mut self, notice: Notice, ticket: i64, place: Place) {
        let Place::Customer(customer) = place else { return };
        // Customers of earlier runs may hear late of what was left undone.
        if let Some(case) = customer.checked_sub(self.first_customer).map(CaseNo) {
            self.audit.notice(notice, case, ticket, place);
            self.settle(case);
        }
    }

    fn words(&mut self, stamp: Stamp, place: Place, sent: &Sent) {
        let (token, at) = (stamp.token, sent.at);
        if !self.audit.words(token, place) {
            return;
        }
        self.audit.shown(stamp, place, &mixed::shown(sent));
        self.report_on(sent);
        let ledger = self.audit.ledger(token.case);
        if ledger.is_none_or(|ledger| !ledger.is_excused(token)) {
            self.count_as_seen(token);
        }
        let Some(case) = self.cases.get_mut(&token.case) else { return };
        if let Some(found) = case.words.iter().position(|(words, _)| *words == token) {
            let (_, written) = case.words.swap_remove(found);
            // What waited for somebody to claim the case was not on its way.
            let waited = token.side == Side::Customer && token.number <= self.plan.talk.before;
            if !waited && case.is_ordinary() {
                self.stopwatch.took(Step::MessageRelayed, written, at);
            }
        }
        self.go_on(token.case);
        self.settle(token.case);
    }

    fn announced(&mut self, no: CaseNo, place: Place, post: String) {
        let Place::Main(group) = place else { return };
        let Some(case) = self.cases.get_mut(&no) else { return };
        case.stage = Stage::Announced { group, post };
        self.let_wait(no);
        self.go_on(no);
    }

    fn assigned(&mut self, ticket: i64, seat: Seat, place: Place, at: Instant) {
        let Some(no) = self.audit.case_of(ticket, place) else { return };
        if !self.audit.assigned(no, ticket, seat, place) {
            return;
        }
        let Some(case) = self.cases.get_mut(&no) else { return };
        match case.claims.iter().position(|claim| claim.agent == seat.agent) {
            Some(found) => {
                let claim = case.claims.swap_remove(found);
                if case.is_ordinary() {
                    self.stopwatch.took(Step::ClaimAssigned, claim.at, at);
                }
            }
            None => self.audit.unasked(no, ticket, seat),
        }
        self.settle(no);
    }

    fn opened(&mut self, no: CaseNo, place: Place) {
        let (Place::Slot(seat), Some(case)) = (place, self.cases.get_mut(&no)) else { return };
        case.stage = Stage::Attended { seat };
        self.tell_alerts(|alerts, _| alerts.opened(no, seat));
        self.go_on(no);
        self.flood();
    }

    fn closed(&mut self, no: CaseNo, at: Instant) {
        let Some(case) = self.cases.get_mut(&no) else { return };
        if let Stage::Attended { seat } | Stage::Closing { seat } = case.stage {
            self.free.push_back(seat.agent);
        }
        case.stage = Stage::Closed;
        if case.is_ordinary() {
            self.stopwatch.took(Step::Case, case.since, at);
        }
        self.tally.done += 1;
        self.last_done = Some(at);
        self.done_early.insert(no);
        while self.done_early.remove(&self.oldest) {
            self.oldest = CaseNo(self.oldest.0 + 1);
        }
        self.unsettled.insert(no);
        self.settle(no);
        self.serve_waiting();
    }

    /// Whether the times of a case count.
    fn is_ordinary(&self, no: CaseNo) -> bool {
        self.cases.get(&no).is_none_or(Case::is_ordinary)
    }

    fn puzzled(&mut self, text: &str) {
        let words = text.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
        if self.puzzling.len() < PUZZLING_MOST || self.puzzling.contains_key(&words) {
            *self.puzzling.entry(words).or_default() += 1;
        }
    }

    /// A closed case of which all has come is settled.
    fn settle(&mut self, no: CaseNo) {
        if self.unsettled.contains(&no) && self.audit.is_over(no) {
            self.unsettled.remove(&no);
            self.settled.push_back((clock::now(), no));
        }
    }

    /// Cases that were settled long ago are not needed any more.
    pub fn forget_old(&mut self) {
        let now = clock::now();
        while let Some((at, no)) = self.settled.front().copied()
            && now.saturating_duration_since(at) >= REMEMBERED
        {
            self.settled.pop_front();
            if self.cases.get(&no).is_some_and(|case| !case.claims.is_empty()) {
                // A rival was not told yet.
                self.settled.push_back((now, no));
                break;
            }
            self.cases.remove(&no);
            self.audit.forget(no);
            self.repeats.forget(Place::Customer(customer_of(self.first_customer, no)));
        }
    }
}
