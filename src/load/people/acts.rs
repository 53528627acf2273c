//! What the people do: write, claim, answer, close; at once, after a thought, or when somebody is free.

use std::cmp::Reverse;
use std::time::{Duration, Instant};

use super::People;
use crate::load::case::{Case, Claim, Move, Stage};
use crate::load::cast::{
    agent_lid, agent_name, agent_phone, customer_chat, customer_lid, customer_of, main_chat,
};
use crate::load::clock;
use crate::load::plan::Faults;
use crate::load::post::{Parcel, Subject};
use crate::load::token::{CaseNo, Side, Token, customer_name};
use crate::load::wire::{self, Written};

/// An agent who was told that all groups are busy is left alone for so long.
const BUSY_WAIT: Duration = Duration::from_millis(200);
/// A second copy of a webhook comes within this (milliseconds).
const COPY_WITHIN_MS: u64 = 1_000;

pub(super) const CUSTOMER_SAYS: &str =
    "sigo sin internet desde anoche y ya reinicié el equipo, ¿me ayudan?";
const AGENT_SAYS: &str = "ya lo estoy revisando, en unos minutos le confirmo, gracias por esperar";
const CLAIM_SAYS: &str = "lo tomo";
const CLOSE_SAYS: &str = "/fin Quedó resuelto";

impl People {
    /// A new customer writes. The case was to begin at `since`.
    pub fn begin(&mut self, since: Instant) {
        let no = CaseNo(self.tally.begun);
        self.tally.begun += 1;
        self.tally.messages += self.plan.talk.messages();
        self.cases.insert(no, Case::new(since));
        self.make(no, Move::CustomerWrites);
    }

    /// When somebody next does what they have made up their mind to do.
    #[must_use]
    pub fn next_intention(&self) -> Option<Instant> {
        self.intentions.peek().map(|Reverse((at, ..))| *at)
    }

    /// Does what is due.
    pub fn act(&mut self) {
        let now = clock::now();
        while let Some(Reverse((at, no, step))) = self.intentions.peek().copied()
            && at <= now
        {
            self.intentions.pop();
            if let Some(case) = self.cases.get_mut(&no) {
                match step {
                    Move::CustomerWrites => case.customer_is_due = false,
                    Move::Claim | Move::Answer | Move::Close => case.agent_is_due = false,
                }
                self.make(no, step);
                self.go_on(no);
            }
        }
    }

    /// Whoever has something to do does it, or begins to think about it.
    pub(super) fn go_on(&mut self, no: CaseNo) {
        while let Some(step) = self.cases.get(&no).and_then(|case| case.next(&self.plan.talk)) {
            let think = self.plan.talk.think_ms;
            if think == 0 {
                self.make(no, step);
            } else {
                let wait = Duration::from_millis(think / 2 + self.chance.up_to(think));
                self.intend(no, step, wait);
            }
        }
    }

    pub(super) fn intend(&mut self, no: CaseNo, step: Move, wait: Duration) {
        let Some(case) = self.cases.get_mut(&no) else { return };
        match step {
            Move::CustomerWrites => case.customer_is_due = true,
            Move::Claim | Move::Answer | Move::Close => case.agent_is_due = true,
        }
        self.intentions.push(Reverse((clock::now() + wait, no, step)));
    }

    fn make(&mut self, no: CaseNo, step: Move) {
        match step {
            Move::CustomerWrites => self.customer_writes(no),
            Move::Claim => self.offer(no),
            Move::Answer => self.answer(no),
            Move::Close => self.close(no),
        }
    }

    fn customer_writes(&mut self, no: CaseNo) {
        let in_one_breath = self.strikes(|faults| faults.reorder);
        let Some(case) = self.cases.get_mut(&no) else { return };
        let rest = case.wanted(&self.plan.talk) - case.written;
        // Whoever writes all of it in one breath cannot expect it to arrive in order.
        let count = if in_one_breath { rest } else { 1 };
        let first = case.written + 1;
        case.written += count;
        // An open loop counts from the moment at which the customer was to write.
        let at = if first == 1 { case.since } else { clock::now() };
        let tokens = (first..first + count).map(|number| Token {
            run: self.run,
            case: no,
            side: Side::Customer,
            number,
        });
        let tokens: Vec<Token> = tokens.collect();
        case.words.extend(tokens.iter().map(|token| (*token, at)));
        for token in &tokens {
            self.audit.wrote(*token);
        }
        for _ in &tokens {
            self.tell_alerts(|alerts, now| alerts.brought(no, now));
        }
        let customer = customer_of(self.first_customer, no);
        let (chat, lid) = (customer_chat(customer), customer_lid(customer));
        let name = customer_name(self.run, no);
        if self.plan.mix.is_some() {
            tokens.into_iter().rev().for_each(|token| self.write_mixed(token, at));
            return;
        }
        for token in tokens.into_iter().rev() {
            let id = self.message_id(no);
            let body = wire::upsert(&Written {
                id: &id,
                chat: &chat,
                chat_alt: Some(&lid),
                author: None,
                name: &name,
                text: &format!("{token} {CUSTOMER_SAYS}"),
                picture: self.chance.strikes(self.plan.talk.pictures),
                quote: None,
            });
            self.bring(Parcel::new(Subject::Words(token), body, at));
        }
    }

    /// The case goes to whoever has a free group, now or later.
    fn offer(&mut self, no: CaseNo) {
        let Some(case) = self.cases.get_mut(&no) else { return };
        let Stage::Announced { group, post } = case.stage.clone() else { return };
        let Some(agent) = self.free.pop_front() else {
            case.agent_is_due = true;
            self.offers.push_back(no);
            return;
        };
        case.stage = Stage::Claimed { group, post: post.clone() };
        self.claim(no, group, agent, &post);
        if self.strikes(|faults| faults.rivals)
            && let Some(at) = self.free.iter().position(|rival| *rival != agent)
            && let Some(rival) = self.free.remove(at)
        {
            self.claim(no, group, rival, &post);
        }
    }

    /// Agents who became free take what waited for them.
    pub(super) fn serve_waiting(&mut self) {
        while !self.free.is_empty()
            && let Some(no) = self.offers.pop_front()
        {
            if let Some(case) = self.cases.get_mut(&no) {
                case.agent_is_due = false;
            }
            self.offer(no);
        }
    }

    fn claim(&mut self, no: CaseNo, group: u32, agent: u32, post: &str) {
        let (id, at) = (self.message_id(no), clock::now());
        self.tell_alerts(|alerts, now| alerts.claims(no, now));
        let claim = Claim { id: id.clone(), agent, at };
        if let Some(case) = self.cases.get_mut(&no) {
            case.claims.push(claim);
        }
        let body = in_group(&id, &main_chat(group), agent, CLAIM_SAYS, Some(post));
        self.bring(Parcel::new(Subject::Claim(no), body, at));
    }

    /// An announcement came again. Relevo may know only this copy: a claim of the other would mean nothing.
    pub(super) fn announced_again(&mut self, no: CaseNo, id: String) {
        let Some(case) = self.cases.get_mut(&no) else { return };
        match &mut case.stage {
            Stage::Announced { post, .. } => *post = id,
            Stage::Claimed { group, post } => {
                let group = *group;
                post.clone_from(&id);
                let claims = std::mem::take(&mut case.claims);
                for claim in claims {
                    self.claim(no, group, claim.agent, &id);
                }
            }
            Stage::Begun | Stage::Attended { .. } | Stage::Closing { .. } | Stage::Closed => {}
        }
    }

    /// A claim was turned down: its agent has a group to spare again.
    pub(super) fn turned_down(&mut self, quote: Option<&str>) {
        self.tally.turned_down += 1;
        let Some((id, no)) = quote.and_then(|id| Some((id, self.case_of_message(id)?))) else {
            return;
        };
        let Some(case) = self.cases.get_mut(&no) else { return };
        // Not found: it was repeated with another copy of the announcement.
        let Some(at) = case.claims.iter().position(|claim| claim.id == id) else { return };
        let claim = case.claims.swap_remove(at);
        self.free.push_back(claim.agent);
        if let (Stage::Claimed { group, post }, true) = (&case.stage, case.claims.is_empty()) {
            case.stage = Stage::Announced { group: *group, post: post.clone() };
            self.tell_alerts(|alerts, _| alerts.turned_down(no));
            self.intend(no, Move::Claim, BUSY_WAIT);
        }
        self.serve_waiting();
    }

    fn answer(&mut self, no: CaseNo) {
        let Some(case) = self.cases.get_mut(&no) else { return };
        let Stage::Attended { seat } = case.stage else { return };
        case.answered += 1;
        let token = Token { run: self.run, case: no, side: Side::Agent, number: case.answered };
        let at = clock::now();
        case.words.push((token, at));
        self.audit.wrote(token);
        self.tell_alerts(|alerts, now| alerts.answers(no, now));
        if self.plan.mix.is_some() {
            self.write_mixed(token, at);
            return;
        }
        let (id, text) = (self.message_id(no), format!("{token} {AGENT_SAYS}"));
        let body = in_group(&id, &seat.chat(), seat.agent, &text, None);
        self.bring(Parcel::new(Subject::Words(token), body, at));
    }

    fn close(&mut self, no: CaseNo) {
        let Some(case) = self.cases.get_mut(&no) else { return };
        let Stage::Attended { seat } = case.stage else { return };
        case.stage = Stage::Closing { seat };
        let id = self.message_id(no);
        let body = in_group(&id, &seat.chat(), seat.agent, CLOSE_SAYS, None);
        self.bring(Parcel::new(Subject::Close(no), body, clock::now()));
    }

    pub(super) fn bring(&mut self, parcel: Parcel) {
        if self.strikes(|faults| faults.duplicates) {
            let copy = Parcel::new(Subject::Copy, parcel.body.clone(), parcel.written);
            // At the same moment, or when the first has long been taken.
            if self.chance.strikes(0.5) {
                self.post.bring(copy);
            } else {
                let wait = Duration::from_millis(self.chance.up_to(COPY_WITHIN_MS));
                self.post.bring_later(copy, Some(wait));
            }
        }
        if self.strikes(|faults| faults.late_webhooks) {
            // It is the gateway that is late: the acknowledgement is awaited from when it brings it.
            let wait = Duration::from_millis(self.chance.up_to(self.plan.faults.late_ms));
            let written = parcel.written + wait;
            self.post.bring_after(Parcel { written, ..parcel }, wait);
            return;
        }
        self.post.bring(parcel);
    }

    pub(super) fn strikes(&mut self, share: impl FnOnce(&Faults) -> f64) -> bool {
        self.faulty && self.chance.strikes(share(&self.plan.faults))
    }

    /// An id as phones make them: `AC` and 30 digits, with the run and the case in them.
    pub(super) fn message_id(&mut self, no: CaseNo) -> String {
        self.next_id += 1;
        format!("AC{:04X}{:012X}{:014X}", self.run.0, no.0, self.next_id)
    }

    fn case_of_message(&self, id: &str) -> Option<CaseNo> {
        let number = |range| u64::from_str_radix(id.get(range)?, 16).ok();
        (number(2..6)? == u64::from(self.run.0)).then_some(())?;
        number(6..18).map(CaseNo)
    }
}

pub(super) fn in_group(
    id: &str,
    chat: &str,
    agent: u32,
    text: &str,
    quote: Option<&str>,
) -> hyper::body::Bytes {
    let lid = format!("{}@lid", agent_lid(agent));
    let phone = agent_phone(agent);
    let phone = format!("{}@s.whatsapp.net", phone.as_ref().map_or("", |phone| phone.digits()));
    wire::upsert(&Written {
        id,
        chat,
        chat_alt: None,
        author: Some((&lid, &phone)),
        name: &agent_name(agent),
        text,
        picture: false,
        quote,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sentiment::judge;
    use crate::domain::ticket::Sentiment;

    #[test]
    fn nobody_is_angry_so_that_no_alert_comes_of_it() {
        for says in [CUSTOMER_SAYS, AGENT_SAYS] {
            assert_eq!(judge(says).sentiment(), Sentiment::Neutral, "{says}");
        }
    }
}
