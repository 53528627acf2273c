//! A slot: a personal group of an agent, and the one case in it. What is relayed to whom.

use super::command::Command;
use super::content::Content;
use super::event::Event;
use super::ids::{AgentId, ChatId, SlotId, TicketNo, Timestamp};
use super::main_group::{card, quote_of};
use super::message::{
    Author, CaseEnded, CaseTaken, ChatReady, Close, CustomerWrote, GroupWrote, HandOver, Holder,
    Moved, NotDelivered, TakeCase, Tell,
};
use super::notice::Notice;
use super::outcome::{Body, Outcome, Purpose, Receipt, Send};
use super::ticket::{CaseMessage, PastCase, Seat, Side, Ticket};

/// An empty slot says so at most this often (milliseconds).
const NO_CASE_EVERY_MS: i64 = 60_000;

/// A case in progress.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The ticket, owned here.
    pub ticket: Ticket,
    /// Who attends.
    pub seat: Seat,
    /// When the customer wrote first.
    pub since: Timestamp,
    /// When it was taken.
    pub claimed_at: Timestamp,
}

/// `/fin` was written and the line is being asked to hold the customer.
#[derive(Debug, Clone, PartialEq)]
struct Closing {
    by: AgentId,
    reason: Option<String>,
    receipt: Receipt,
    /// What was written in the slot since.
    after: Vec<GroupWrote>,
}

/// A slot's state.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Its number.
    pub id: SlotId,
    /// Whose it is.
    pub agent: AgentId,
    /// Its name on WhatsApp.
    pub name: String,
    /// Its chat, once created.
    pub chat: Option<ChatId>,
    case: Option<Box<Case>>,
    closing: Option<Box<Closing>>,
    /// Who was relayed last: the name is shown on the first message of a turn.
    last_side: Option<Side>,
    said_no_case: Option<Timestamp>,
}

impl Slot {
    /// A slot without a case.
    #[must_use]
    pub fn new(id: SlotId, agent: AgentId, name: String, chat: Option<ChatId>) -> Self {
        Self {
            id,
            agent,
            name,
            chat,
            case: None,
            closing: None,
            last_side: None,
            said_no_case: None,
        }
    }

    /// Takes in a case from the store.
    pub fn restore_case(&mut self, case: Case) {
        self.case = Some(Box::new(case));
    }

    /// The case in it.
    #[must_use]
    pub fn case(&self) -> Option<&Case> {
        self.case.as_deref()
    }

    /// The case in it, to be changed by [`Record`](super::record::Record).
    pub fn case_mut(&mut self) -> Option<&mut Case> {
        self.case.as_deref_mut()
    }

    /// Ends the case in it.
    pub fn remove_case(&mut self) -> Option<Case> {
        self.last_side = None;
        self.case.take().map(|case| *case)
    }

    /// The group exists on WhatsApp.
    pub fn chat_ready(&mut self, msg: ChatReady) -> Outcome {
        self.chat = Some(msg.chat);
        self.name = msg.name;
        Outcome::default()
    }

    /// A case begins here: confirmed in the main group, opened with all the customer has written.
    pub fn take_case(&mut self, msg: TakeCase, now: Timestamp) -> Outcome {
        let Some(chat) = self.chat.clone() else {
            return Outcome::broken("a case came to a slot that does not exist on WhatsApp");
        };
        if self.case.is_some() {
            return Outcome::broken("a second case came to a slot");
        }
        let TakeCase { ticket, backlog, since, seat, group_chat, quote, receipts } = msg;
        let mut outcome = Outcome { receipts, ..Outcome::default() };
        outcome.tells.push(Tell::Group(ticket.group, CaseTaken { ticket: ticket.no }.into()));
        outcome.events.push(Event::Claimed { ticket: ticket.no, seat: seat.clone(), at: now });
        let assigned = Notice::Assigned {
            ticket: ticket.no,
            agent: seat.agent_name.clone(),
            slot_name: seat.slot_name.clone(),
        };
        outcome.reply(&group_chat, quote, assigned);
        outcome.say(&chat, Notice::CaseHeader { card: card(&ticket), waited_ms: now.since(since) });
        self.case = Some(Box::new(Case { ticket, seat, since, claimed_at: now }));
        for message in backlog {
            let send = self.show_in_slot(&message, &chat);
            outcome.sends.extend(send);
        }
        outcome
    }

    /// The customer wrote.
    pub fn customer_wrote(&mut self, msg: CustomerWrote) -> Outcome {
        let CustomerWrote { customer, message, receipt } = msg;
        let (Some(case), Some(chat)) = (&mut self.case, self.chat.clone()) else {
            return Outcome::broken("a customer was routed to a slot without a case");
        };
        if case.ticket.customer.id != customer.id {
            return Outcome::broken("a customer was routed to somebody else's case");
        }
        case.ticket.customer = customer;
        let ticket = case.ticket.no;
        let message = CaseMessage {
            seq: case.ticket.take_seq(),
            from: Side::Customer,
            at: message.at,
            wa_id: message.id,
            content: message.content,
        };
        let mut outcome = Outcome::done(receipt);
        outcome.sends.extend(self.show_in_slot(&message, &chat));
        outcome.events.push(Event::Relayed { ticket, message });
        outcome
    }

    /// Somebody wrote in the slot: a command, or something for the customer.
    pub fn group_wrote(&mut self, msg: GroupWrote, now: Timestamp) -> Outcome {
        let Author::Agent { id: by, .. } = msg.author else {
            // A stranger never reaches the customer, and an agent who is not registered neither.
            return Outcome::done(msg.receipt);
        };
        if let Some(closing) = &mut self.closing {
            closing.after.push(msg);
            return Outcome::default();
        }
        let mut outcome = Outcome::done(msg.receipt);
        let Some(case) = &self.case else {
            self.answer_without_case(&msg, now, &mut outcome);
            return outcome;
        };
        let chat = &msg.message.chat;
        let command = msg.message.content.typed().and_then(Command::parse);
        match command {
            None => {
                let content = msg.message.content.clone();
                outcome.absorb(self.send_to_customer(by, &msg, content));
            }
            Some(Command::Info) => outcome.say(chat, info(case, now)),
            Some(Command::ToCustomer { text }) if text.is_empty() => {
                outcome.say(chat, Notice::NothingToSend)
            }
            Some(Command::ToCustomer { text }) => {
                outcome.absorb(self.send_to_customer(by, &msg, Content::text(text)));
            }
            Some(Command::Close { reason }) => return self.begin_close(by, reason, msg.receipt),
            Some(Command::Help) => outcome.say(chat, Notice::Help),
            Some(Command::Unknown { word }) => {
                outcome.reply(chat, quote_of(&msg.message), Notice::UnknownCommand { word });
            }
        }
        outcome
    }

    /// The line holds the customer: the case ends.
    pub fn close(&mut self, msg: Close, now: Timestamp) -> Outcome {
        let (Some(closing), Some(case), Some(chat)) =
            (self.closing.take(), self.remove_case(), self.chat.clone())
        else {
            return Outcome::broken("a case was to be closed that is not closing");
        };
        let ticket = msg.ticket;
        let Closing { by, reason, receipt, after } = *closing;
        let mut outcome = Outcome::done(receipt);
        outcome.events.push(Event::Closed {
            ticket,
            slot: self.id,
            by,
            reason: reason.clone(),
            at: now,
        });
        outcome.say(&case.ticket.customer.chat, Notice::Goodbye { ticket });
        outcome.say(&chat, Notice::CaseClosed { ticket, reason: reason.clone() });
        if let Some(group_chat) = msg.group_chat {
            // Not left to the group: a crash between its change and this one would lose it.
            let agent = case.seat.agent_name.clone();
            outcome
                .say(&group_chat, Notice::ClosedInGroup { ticket, agent, reason: reason.clone() });
        }
        let ended = CaseEnded { ticket, seat: case.seat, at: now };
        let past = PastCase { ticket, closed_at: now, reason };
        let moved =
            Moved { customer: case.ticket.customer.id, to: Holder::Intake, ended: Some(past) };
        outcome.tells.push(Tell::Agent(ended.seat.agent, ended.clone().into()));
        outcome.tells.push(Tell::Group(case.ticket.group, ended.into()));
        outcome.tells.push(Tell::Line(moved.into()));
        for msg in after {
            outcome.absorb(self.group_wrote(msg, now));
        }
        outcome
    }

    /// A message did not reach the customer: the agent must know, and it is given up only with that.
    pub fn not_delivered(&mut self, msg: NotDelivered) -> Outcome {
        let NotDelivered { send, purpose, at, excerpt, why } = msg;
        let mut outcome = Outcome::default();
        outcome.events.push(Event::SendFailed { send, purpose, at, error: why.clone() });
        if let Some(chat) = &self.chat {
            outcome.say(chat, Notice::NotDelivered { excerpt, why });
        }
        outcome
    }

    /// Whether nothing is in the middle of being closed; for tests of quiescence.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.closing.is_none()
    }

    fn begin_close(&mut self, by: AgentId, reason: Option<String>, receipt: Receipt) -> Outcome {
        let Some(case) = &self.case else { return Outcome::done(receipt) };
        let reason = reason.map(|reason| super::main_group::cut(&reason, 500));
        let Ticket { no, group, customer, .. } = &case.ticket;
        let hand_over = HandOver::ToIntake { customer: customer.id, ticket: *no, group: *group };
        self.closing = Some(Box::new(Closing { by, reason, receipt, after: Vec::new() }));
        Outcome { tells: vec![Tell::Line(hand_over.into())], ..Outcome::default() }
    }

    fn answer_without_case(&mut self, msg: &GroupWrote, now: Timestamp, outcome: &mut Outcome) {
        let chat = &msg.message.chat;
        if msg.message.content.typed().and_then(Command::parse) == Some(Command::Help) {
            outcome.say(chat, Notice::Help);
            return;
        }
        if self.said_no_case.is_none_or(|said| now.since(said) >= NO_CASE_EVERY_MS) {
            self.said_no_case = Some(now);
            outcome.say(chat, Notice::NoCase);
        }
    }

    /// A customer's message, for the slot.
    fn show_in_slot(&mut self, message: &CaseMessage, chat: &ChatId) -> Option<Send> {
        let case = self.case.as_ref()?;
        let name =
            (self.last_side != Some(Side::Customer)).then(|| case.ticket.customer.name.clone());
        self.last_side = Some(Side::Customer);
        Some(Send {
            chat: chat.clone(),
            purpose: Purpose::ToSlot {
                slot: self.id,
                ticket: case.ticket.no,
                seq: message.seq,
                part: 0,
            },
            body: Body::Relay {
                name: name.filter(|name| !name.is_empty()),
                content: message.content.clone(),
            },
            quote: None,
        })
    }

    /// An agent's message, for the customer.
    fn send_to_customer(&mut self, by: AgentId, msg: &GroupWrote, content: Content) -> Outcome {
        let Some(case) = &mut self.case else { return Outcome::default() };
        self.last_side = Some(Side::Agent(by));
        let message = CaseMessage {
            seq: case.ticket.take_seq(),
            from: Side::Agent(by),
            at: msg.message.at,
            wa_id: msg.message.id.clone(),
            content: content.clone(),
        };
        let ticket: TicketNo = case.ticket.no;
        let send = Send {
            chat: case.ticket.customer.chat.clone(),
            purpose: Purpose::ToCustomer { slot: self.id, ticket, seq: message.seq, part: 0 },
            body: Body::Relay { name: None, content },
            quote: None,
        };
        Outcome {
            sends: vec![send],
            events: vec![Event::Relayed { ticket, message }],
            ..Outcome::default()
        }
    }
}

fn info(case: &Case, now: Timestamp) -> Notice {
    Notice::CaseInfo {
        card: card(&case.ticket),
        waited_ms: case.claimed_at.since(case.since),
        attended_ms: now.since(case.claimed_at),
        recent: case.ticket.customer.recent.clone(),
    }
}
