//! A group that gives its tickets out itself: each is offered to one agent after the other, whoever has the fewest
//! open cases first, or given at once.

use std::collections::BTreeMap;

use super::{MainGroup, Pending, Stage};
use crate::domain::acts::By;
use crate::domain::calendar::Calendar;
use crate::domain::ids::{AgentId, ChatId, TicketNo, Timestamp};
use crate::domain::message::{Claim, StaffStands};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::purpose::Purpose;
use crate::domain::refusal::Refusal;
use crate::domain::settings::LineSettings;
use crate::domain::shifts::Assignment;

/// How long an agent has to accept, where nothing else is set (milliseconds).
pub const ACCEPT_MS: i64 = 60_000;

/// A ticket that one agent may take now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    agent: AgentId,
    agent_name: String,
    pub(super) until: Timestamp,
}

/// An agent of the group.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Member {
    name: String,
    free: usize,
    open: usize,
    /// Which offer of all was the last; 0 for none.
    last: u64,
}

/// The agents of a group that gives its tickets out.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Staff {
    /// How long they have to accept; nothing where anybody may take a ticket.
    accept_ms: Option<i64>,
    members: BTreeMap<AgentId, Member>,
    shifts: BTreeMap<AgentId, Calendar>,
    /// Offers so far.
    offers: u64,
}

impl MainGroup {
    /// Takes over what the settings say of how tickets are given out.
    pub(super) fn set_assignment(&mut self, settings: &LineSettings) {
        let rules = &settings.rules;
        let set = rules.groups.get(&self.id);
        let is_auto = set.is_some_and(|set| set.assignment == Assignment::Auto);
        let accept_ms = set.and_then(|set| set.accept_ms).unwrap_or(ACCEPT_MS).max(0);
        self.staff.accept_ms = is_auto.then_some(accept_ms);
        self.staff.shifts.clear();
        if is_auto {
            let shift = |agent: &AgentId| (*agent, rules.agent_shift(*agent, &settings.time_zone));
            self.staff.shifts = rules.agents.keys().map(shift).collect();
        } else {
            self.staff.members.clear();
            self.pending.values_mut().for_each(|pending| pending.offer = None);
        }
    }

    /// One of the agents has more or fewer free slots: what waits may be for them.
    pub fn staff_stands(&mut self, msg: StaffStands, now: Timestamp) -> Outcome {
        let agent = msg.agent;
        if self.staff.accept_ms.is_none() {
            return Outcome::default();
        }
        let Some(stands) = msg.stands else {
            self.staff.members.remove(&agent);
            return Outcome::default();
        };
        let last = self.staff.members.get(&agent).map_or(0, |member| member.last);
        let member = Member { name: stands.name, free: stands.free, open: stands.open, last };
        self.staff.members.insert(agent, member);
        let mut outcome = Outcome::default();
        if stands.free == 0 {
            return outcome;
        }
        let waits = |pending: &&Pending| pending.stage == Stage::Waiting && pending.offer.is_none();
        let waiting = self.pending.values().filter(waits).map(|pending| pending.ticket.no);
        let waiting: Vec<TicketNo> = waiting.collect();
        for ticket in waiting {
            let given = self.staff.accept_ms == Some(0);
            if let Some(pending) = self.pending.get_mut(&ticket).filter(|_| given) {
                pending.tried.remove(&agent);
            }
            outcome.absorb(self.offer_on(ticket, now));
        }
        outcome
    }

    /// Whom a new ticket is announced for, and how long it is theirs to accept (milliseconds).
    pub(super) fn first_offer(
        &mut self,
        pending: &mut Pending,
        now: Timestamp,
    ) -> Option<(String, i64)> {
        let accept_ms = self.staff.accept_ms.filter(|ms| *ms > 0)?;
        let agent = self.fairest(pending, now)?;
        let offer = self.offered(agent, now.plus(accept_ms))?;
        let agent = offer.agent_name.clone();
        pending.offer = Some(offer);
        Some((agent, accept_ms))
    }

    /// Offers a ticket that waits to the next agent, or gives it to them.
    pub(super) fn offer_on(&mut self, ticket: TicketNo, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let (Some(accept_ms), Some(chat)) = (self.staff.accept_ms, self.chat.clone()) else {
            return outcome;
        };
        let Some(pending) = self.pending.get(&ticket) else { return outcome };
        if pending.stage != Stage::Waiting || pending.offer.is_some() {
            return outcome;
        }
        let Some(agent) = self.fairest(pending, now) else { return outcome };
        if accept_ms == 0 {
            // It would go round among those who do not answer.
            if pending.unanswered {
                return outcome;
            }
            self.offered(agent, now);
            // Whoever cannot take it after all is not asked again before they say that they can.
            if let Some(pending) = self.pending.get_mut(&ticket) {
                pending.tried.insert(agent);
            }
            let (decided, receipt) = (By::Relevo, Receipt::NOBODY);
            return self.claim(Claim { ticket, by: agent, quote: None, decided, receipt });
        }
        let Some(offer) = self.offered(agent, now.plus(accept_ms)) else { return outcome };
        let agent = offer.agent_name.clone();
        self.amend(ticket, |pending| pending.offer = Some(offer));
        let notice = Notice::OfferedTo { ticket, agent, accept_ms };
        self.post_offer(&chat, ticket, notice, &mut outcome);
        outcome
    }

    /// An offer that was not accepted in time goes on to the next agent, and at last to everybody.
    pub(super) fn expire_offer(&mut self, ticket: TicketNo, now: Timestamp, outcome: &mut Outcome) {
        let Some(pending) = self.pending.get_mut(&ticket) else { return };
        let Some(offer) = pending.offer.take_if(|offer| offer.until <= now) else { return };
        pending.tried.insert(offer.agent);
        // Somebody is being given a slot for it, or it is leaving.
        if pending.stage != Stage::Waiting {
            return;
        }
        let next = self.offer_on(ticket, now);
        let is_open = next.sends.is_empty();
        outcome.absorb(next);
        if is_open && let Some(chat) = self.chat.clone() {
            self.post_offer(&chat, ticket, Notice::OpenToAll { ticket }, outcome);
        }
    }

    /// Why an agent may not take a ticket: it is for somebody else now.
    pub(super) fn not_for(&self, claim: &Claim) -> Option<Refusal> {
        let offer = self.pending.get(&claim.ticket)?.offer.as_ref()?;
        let is_own = claim.decided == By::Agent(claim.by) && offer.agent != claim.by;
        is_own.then(|| Refusal::OfferedTo { ticket: claim.ticket, agent: offer.agent_name.clone() })
    }

    /// Says whose a ticket may be; it can be quoted to take the ticket.
    fn post_offer(
        &mut self,
        chat: &ChatId,
        ticket: TicketNo,
        notice: Notice,
        outcome: &mut Outcome,
    ) {
        outcome.post(chat, Purpose::Announcement { group: self.id, ticket }, notice, None);
        self.unposted += 1;
    }

    /// An offer to an agent, the last of all so far.
    fn offered(&mut self, agent: AgentId, until: Timestamp) -> Option<Offer> {
        self.staff.offers += 1;
        let member = self.staff.members.get_mut(&agent)?;
        member.last = self.staff.offers;
        Some(Offer { agent, agent_name: member.name.clone(), until })
    }

    /// Who is to have a ticket: on shift, with a free slot that no other offer needs, not asked before and not who had
    /// it last; of those the one with the fewest cases, then the one who was asked longest ago.
    fn fairest(&self, pending: &Pending, now: Timestamp) -> Option<AgentId> {
        let mut asked: BTreeMap<AgentId, usize> = BTreeMap::new();
        for pending in self.pending.values() {
            let offered = pending.offer.as_ref().map(|offer| offer.agent);
            let given = match &pending.stage {
                Stage::Seating { claim, .. } => Some(claim.by),
                Stage::Waiting | Stage::Leaving { .. } => None,
            };
            if let Some(agent) = given.or(offered) {
                *asked.entry(agent).or_default() += 1;
            }
        }
        let asked = |agent: &AgentId| asked.get(agent).copied().unwrap_or_default();
        let is_on =
            |agent: &AgentId| self.staff.shifts.get(agent).is_none_or(|shift| shift.is_open(now));
        self.staff
            .members
            .iter()
            .filter(|(agent, member)| {
                member.free > asked(agent)
                    && is_on(agent)
                    && !pending.tried.contains(agent)
                    && pending.left_by != Some(**agent)
            })
            .min_by_key(|(agent, member)| (member.open + asked(agent), member.last, **agent))
            .map(|(agent, _)| *agent)
    }
}
