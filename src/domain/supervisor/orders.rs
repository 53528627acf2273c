//! What people want of the tickets that they were alerted of: who is meant, and what became of it.

use super::Supervisor;
use crate::domain::acts::By;
use crate::domain::ids::{AgentId, ChatId};
use crate::domain::message::{Author, Denied, Give, Granted, Order, Tell, Whom};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, QuoteRef};
use crate::domain::people_named::named;
use crate::domain::refusal::Refusal;

/// Names that an answer lists at the most.
const NAMES_MOST: usize = 12;

/// Where somebody waits for an answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    chat: ChatId,
    quote: QuoteRef,
    /// In a main group, which hears of it anyway.
    in_main: bool,
}

impl Supervisor {
    /// Somebody wants a ticket for an agent, or for themselves.
    pub fn order(&mut self, msg: Order) -> Outcome {
        let mut outcome = Outcome::default();
        let answer = match self.understood(&msg) {
            Ok((agent, by)) => {
                let Some(ticket) = msg.ticket else { return self.answer(msg, Notice::AssignHow) };
                let Order { chat, quote, supervises, receipt, .. } = msg;
                self.asked.insert(receipt.id, Asked { chat, quote, in_main: !supervises });
                let give = Give { ticket, agent, by, receipt };
                outcome.tells.push(Tell::Line(give.into()));
                return outcome;
            }
            Err(answer) => *answer,
        };
        self.answer(msg, answer)
    }

    /// Whom the ticket is for, and who says so.
    fn understood(&self, msg: &Order) -> Result<(AgentId, By), Box<Notice>> {
        let refused = |refusal| Box::new(Notice::Refused { refusal });
        let (author, called) = match &msg.author {
            Author::Agent { id, name } => (Some(*id), name.clone()),
            // Whoever supervises need not attend; in a main group only agents have a say.
            Author::Unregistered { name, .. } if msg.supervises && msg.whom != Whom::Author => {
                (None, name.clone())
            }
            Author::Stranger if msg.supervises && msg.whom != Whom::Author => {
                (None, msg.who.clone())
            }
            Author::Unregistered { name, .. } => {
                return Err(refused(Refusal::NotRegistered { agent: name.clone() }));
            }
            Author::Stranger => return Err(refused(Refusal::NotAnAgent)),
        };
        if !msg.supervises && self.chat.is_some() {
            return Err(Box::new(Notice::AssignElsewhere));
        }
        if msg.ticket.is_none() {
            return Err(Box::new(Notice::AssignHow));
        }
        let by = By::Supervisor { agent: author, name: called };
        match (&msg.whom, author) {
            (Whom::Author, Some(agent)) => Ok((agent, by)),
            (Whom::Author, None) => Err(refused(Refusal::NotAnAgent)),
            (Whom::Nobody, _) => Err(Box::new(Notice::AssignHow)),
            (Whom::Named(name), _) => Ok((self.whom(name)?, by)),
        }
    }

    /// The one agent with this name.
    fn whom(&self, name: &str) -> Result<AgentId, Box<Notice>> {
        let people = || self.free.iter().map(|(id, agent)| (*id, agent.name.as_str()));
        let found = named(name, people());
        if let [(agent, _)] = found[..] {
            return Ok(agent);
        }
        let several = !found.is_empty();
        let all = if several { found } else { people().collect() };
        let agents = all.into_iter().take(NAMES_MOST).map(|(_, name)| name.to_owned());
        let name = name.to_owned();
        Err(Box::new(Notice::WhichAgent { name, agents: agents.collect(), several }))
    }

    fn answer(&self, msg: Order, notice: Notice) -> Outcome {
        let mut outcome = Outcome::done(msg.receipt);
        outcome.reply(&msg.chat, msg.quote, notice);
        outcome
    }

    /// It cannot be done: whoever wanted it is told why.
    pub fn denied(&mut self, msg: Denied) -> Outcome {
        let Denied { refusal, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        if let Some(Asked { chat, quote, .. }) = self.asked.remove(&receipt.id) {
            outcome.reply(&chat, quote, Notice::Refused { refusal });
        }
        outcome
    }

    /// It is done.
    pub fn granted(&mut self, msg: &Granted) -> Outcome {
        let mut outcome = Outcome::default();
        for receipt in &msg.receipts {
            let Some(asked) = self.asked.remove(&receipt.id) else { continue };
            if asked.in_main {
                continue;
            }
            let (agent, slot_name) = (msg.seat.agent_name.clone(), msg.seat.slot_name.clone());
            let notice = Notice::Given { ticket: msg.ticket, agent, slot_name };
            outcome.reply(&asked.chat, asked.quote, notice);
        }
        outcome
    }
}
