//! What some do to be a burden to the others: one writes without end, some talk in a group, some write to a
//! line that cannot answer.

use std::time::{Duration, Instant};

use super::People;
use super::acts::{CUSTOMER_SAYS, in_group};
use crate::load::case::{Manner, Stage};
use crate::load::cast::{
    CUSTOMERS_MOST, agent_name, customer_chat, customer_lid, customer_of, main_chat,
};
use crate::load::clock;
use crate::load::disturbance::{Burden, Disturbance};
use crate::load::event::Verdict;
use crate::load::post::{Parcel, Subject};
use crate::load::token::{CaseNo, Side, Token, customer_name};
use crate::load::wire::{self, Written};

/// Messages of the flooding customer that are not acknowledged yet.
const FLOOD_AT_ONCE: u64 = 128;
/// Messages a second in the group that talks.
const TALK_PER_SECOND: f64 = 500.0;
/// The group that talks; claims are made in it like in others.
const TALKING_GROUP: u32 = 1;
const PEOPLE_SAY: &str = "¿alguien sabe si hoy hay corte programado en la zona norte? me preguntan";

/// The disturbance of the phase under way.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    now: Option<Disturbance>,
    /// By the clock: since when, at which rate, and how many there were.
    clock: Option<(Instant, f64)>,
    made: u64,
    /// Customers of the dead line, over all phases.
    strangers: u64,
    flooding: Option<CaseNo>,
    pub(super) under_way: u64,
    burden: Burden,
}

impl People {
    /// Somebody begins to disturb the others, who begin so many cases a second.
    pub fn begin_disturbance(&mut self, disturbance: Disturbance, rate: f64) {
        let now = clock::now();
        let strangers = self.trouble.strangers;
        self.trouble = Trouble { now: Some(disturbance), strangers, ..Trouble::default() };
        match disturbance {
            Disturbance::Flood => {
                let no = CaseNo(self.tally.begun);
                self.trouble.flooding = Some(no);
                self.begin(now);
                if let Some(case) = self.cases.get_mut(&no) {
                    case.manner = Manner::Flooding;
                }
            }
            Disturbance::Crowd => self.trouble.clock = Some((now, TALK_PER_SECOND)),
            Disturbance::DeadLine => {
                self.trouble.clock = Some((now, rate));
                // It believes that its gateway is well, and tries.
                self.disturb_with(Subject::DeadLine, wire::connected());
            }
            Disturbance::SlowReader => {}
        }
    }

    /// Nobody begins anything new to disturb the others. What was due before this moment is still done: a machine that
    /// is busy disturbs no less.
    pub fn end_disturbance(&mut self, at: Instant) {
        self.disturb_until(at);
        self.trouble.now = None;
        self.trouble.clock = None;
        if let Some(no) = self.trouble.flooding.take() {
            if let Some(case) = self.cases.get_mut(&no) {
                case.manner = Manner::Flooded;
            }
            self.go_on(no);
        }
    }

    /// What the last disturbance came to, so far.
    #[must_use]
    pub fn burden(&self) -> Burden {
        self.trouble.burden
    }

    /// Disturbs by the clock; when it does so next.
    pub fn disturb(&mut self) -> Option<Instant> {
        self.disturb_until(clock::now())
    }

    fn disturb_until(&mut self, now: Instant) -> Option<Instant> {
        let (since, rate) = self.trouble.clock?;
        loop {
            #[allow(clippy::cast_precision_loss, reason = "far below 2^52 messages")]
            let due = since + Duration::try_from_secs_f64(self.trouble.made as f64 / rate).ok()?;
            if due > now {
                return Some(due);
            }
            self.trouble.made += 1;
            match self.trouble.now {
                Some(Disturbance::Crowd) => self.talk(),
                Some(Disturbance::DeadLine) => self.write_to_the_dead_line(),
                Some(Disturbance::Flood | Disturbance::SlowReader) | None => return None,
            }
        }
    }

    /// The flooding customer writes as much as may be under way, if somebody attends.
    pub(super) fn flood(&mut self) {
        let Some(no) = self.trouble.flooding else { return };
        while self.trouble.under_way < FLOOD_AT_ONCE {
            let Some(case) = self.cases.get_mut(&no) else { return };
            if !matches!(case.stage, Stage::Attended { .. }) {
                return;
            }
            case.extra += 1;
            case.written += 1;
            let number = case.written;
            let token = Token { run: self.run, case: no, side: Side::Customer, number };
            self.audit.wrote(token);
            let name = customer_name(self.run, no);
            let customer = customer_of(self.first_customer, no);
            let body = self.words_of(no, customer, &name, &format!("{token} {CUSTOMER_SAYS}"));
            self.disturb_with(Subject::Flood(token), body);
        }
    }

    /// A webhook that disturbs was answered.
    pub(super) fn disturbance_answered(&mut self, parcel: Parcel, verdict: Verdict) {
        match verdict {
            Verdict::Taken => {
                self.trouble.under_way -= 1;
                self.trouble.burden.acknowledged += 1;
                self.last_progress = clock::now();
                if let Subject::Flood(token) = parcel.subject {
                    self.audit.taken(token);
                    if let Some(case) = self.cases.get_mut(&token.case) {
                        case.taken += 1;
                    }
                    self.flood();
                    self.go_on(token.case);
                    self.settle(token.case);
                }
            }
            Verdict::Busy(asked) => {
                self.trouble.burden.busy_503 += 1;
                self.post.bring_later(parcel, asked);
            }
            Verdict::Failed(_) => {
                self.trouble.burden.failed += 1;
                self.post.bring_later(parcel, None);
            }
            Verdict::Rejected(_) => {
                self.trouble.under_way -= 1;
                self.audit.rejected();
            }
        }
    }

    fn talk(&mut self) {
        let agents = u64::from(self.plan.cast.agents);
        let agent = u32::try_from(self.trouble.made % agents).map_or(1, |agent| agent + 1);
        let id = self.message_id(CaseNo(0));
        let body = in_group(&id, &main_chat(TALKING_GROUP), agent, PEOPLE_SAY, None);
        self.disturb_with(Subject::Talk, body);
    }

    fn write_to_the_dead_line(&mut self) {
        self.trouble.strangers += 1;
        // Never the same person as on the other line.
        let customer = CUSTOMERS_MOST - self.trouble.strangers;
        let name = agent_name(0);
        let body = self.words_of(CaseNo(0), customer, &name, CUSTOMER_SAYS);
        self.disturb_with(Subject::DeadLine, body);
    }

    fn words_of(
        &mut self,
        case: CaseNo,
        customer: u64,
        name: &str,
        text: &str,
    ) -> hyper::body::Bytes {
        wire::upsert(&Written {
            id: &self.message_id(case),
            chat: &customer_chat(customer),
            chat_alt: Some(&customer_lid(customer)),
            author: None,
            name,
            text,
            picture: false,
            quote: None,
        })
    }

    fn disturb_with(&mut self, subject: Subject, body: hyper::body::Bytes) {
        self.trouble.under_way += 1;
        self.post.bring(Parcel::new(subject, body, clock::now()));
    }
}
