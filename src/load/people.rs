//! The people of a run: customers who write, agents who claim, answer and close. One task, no locks: all that
//! they hear of comes through one channel, and all that they do goes to the post.
//!
//! Here is what they hear; what they do about it is in `acts`.

mod acts;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::audit::{Audit, Notice};
use super::case::{Case, Move, Stage};
use super::cast::{Place, Seat, customer_of, place};
use super::chance::Chance;
use super::clock;
use super::event::{Answered, Sent, Verdict};
use super::finding::Findings;
use super::latency::{Latencies, Step, Stopwatch};
use super::plan::Plan;
use super::post::{Parcel, Post, Subject};
use super::repeats::Repeats;
use super::said::{self, Said};
use super::token::{CaseNo, Run, Side, Token};

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
}

/// What is left of a run when it is over.
#[derive(Debug)]
pub struct Books {
    /// What happened.
    pub tally: Tally,
    /// What went wrong.
    pub findings: Findings,
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
            plan,
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
        self.under_way() == 0 && self.unsettled.is_empty()
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
    pub fn end(self) -> Books {
        Books {
            tally: self.tally,
            findings: self.audit.end(),
            latencies: self.stopwatch.latencies(),
            puzzling: self.puzzling,
        }
    }

    /// A webhook was answered.
    pub fn answered(&mut self, answered: Answered) {
        let Answered { parcel, at, verdict, carrier } = answered;
        self.post.returned(carrier);
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
        let said = said::read(&sent.text);
        if self.repeats.is_one(place, &sent) {
            self.audit.repeated();
            if let Said::Announcement { case, run, .. } = said
                && run == self.run
            {
                self.announced_again(case, sent.id);
            }
            return;
        }
        match said {
            Said::Words(token) => self.words(token, place, sent.at),
            Said::Announcement { run, .. } | Said::Header { run, .. } if run != self.run => {}
            Said::Announcement { ticket, case, .. } => {
                if self.audit.notice(Notice::Announced, case, ticket, place) {
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
                    self.settle(case);
                }
            }
            Said::Placed { ticket } => self.told(Notice::Placed, ticket, place),
            Said::Goodbye { ticket } => self.told(Notice::Goodbye, ticket, place),
            Said::Taken { .. } | Said::Busy => self.turned_down(sent.quote.as_deref()),
            Said::Addition { .. } => {}
            Said::Other => self.puzzled(&sent.text),
        }
    }

    fn taken(&mut self, parcel: &Parcel, at: Instant) {
        self.last_progress = at;
        if matches!(parcel.subject, Subject::Words(_) | Subject::Claim(_) | Subject::Close(_)) {
            self.tally.webhooks += 1;
            self.stopwatch.took(Step::WebhookAcknowledged, parcel.written, at);
        }
        match parcel.subject {
            Subject::Words(token) => {
                self.audit.taken(token);
                if let (Side::Customer, Some(case)) = (token.side, self.cases.get_mut(&token.case))
                {
                    case.taken += 1;
                    self.go_on(token.case);
                }
                self.settle(token.case);
            }
            Subject::Claim(case) => self.audit.claim_taken(case),
            Subject::Close(case) => {
                self.audit.close_taken(case);
                self.settle(case);
            }
            Subject::Copy => {}
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

    fn words(&mut self, token: Token, place: Place, at: Instant) {
        if !self.audit.words(token, place) {
            return;
        }
        let Some(case) = self.cases.get_mut(&token.case) else { return };
        match token.side {
            Side::Customer => case.shown += 1,
            Side::Agent => case.reached += 1,
        }
        if let Some(found) = case.words.iter().position(|(words, _)| *words == token) {
            let (_, written) = case.words.swap_remove(found);
            // What waited for somebody to claim the case was not on its way.
            if token.side == Side::Agent || token.number > self.plan.talk.before {
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
                self.stopwatch.took(Step::ClaimAssigned, claim.at, at);
            }
            None => self.audit.unasked(no, ticket, seat),
        }
        self.settle(no);
    }

    fn opened(&mut self, no: CaseNo, place: Place) {
        let (Place::Slot(seat), Some(case)) = (place, self.cases.get_mut(&no)) else { return };
        case.stage = Stage::Attended { seat };
        self.go_on(no);
    }

    fn closed(&mut self, no: CaseNo, at: Instant) {
        let Some(case) = self.cases.get_mut(&no) else { return };
        if let Stage::Attended { seat } | Stage::Closing { seat } = case.stage {
            self.free.push_back(seat.agent);
        }
        case.stage = Stage::Closed;
        self.stopwatch.took(Step::Case, case.since, at);
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
