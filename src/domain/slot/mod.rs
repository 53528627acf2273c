//! A slot: a personal group of an agent, and the one case in it. What is relayed to whom.
//!
//! Here: a case from its beginning to its end, and what people write meanwhile. How that reaches the other side is
//! in `relay`, what people do to a message afterwards in `changes`, what is held back for asking in `held`.

mod canned;
mod changes;
mod held;
mod quoting;
mod relay;
mod rules;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::command::Command;
use super::event::Event;
use super::identity::Identity;
use super::ids::{AgentId, ChatId, SlotId, Timestamp, WaId};
use super::main_group::{card, quote_of};
use super::message::{
    Author, CaseEnded, CaseTaken, ChatReady, Close, CustomerWrote, GroupWrote, HandOver, Holder,
    Moved, OtherCases, TakeCase, Tell,
};
use super::message_map::MessageMap;
use super::notice::Notice;
use super::outcome::{Outcome, Receipt};
use super::own_words::OwnWords;
use super::settings::LineSettings;
use super::ticket::{CaseMessage, Cited, PastCase, Seat, Side, Ticket};
use super::wrong_room::OtherCase;

use changes::Unplaced;
pub(in crate::domain) use changes::changed;
use held::Held;
pub use rules::RelayRules;

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
    /// Its messages, as both sides know them.
    pub map: MessageMap,
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
    /// What it goes by.
    pub rules: RelayRules,
    /// The company, as customers know it.
    company: Arc<str>,
    /// What it says in its own words.
    words: Arc<OwnWords>,
    case: Option<Box<Case>>,
    closing: Option<Box<Closing>>,
    /// The case before, whose messages may still be on their way.
    before: Option<Box<Case>>,
    /// The other open cases of the agent.
    others: Vec<OtherCase>,
    /// Reactions to messages whose ids are not known yet: their gateway has not answered.
    unplaced: Vec<Unplaced>,
    /// Messages that were not sent because they name one of those.
    held: Vec<Held>,
    /// Who has written here, as WhatsApp knows them.
    people: BTreeMap<AgentId, Identity>,
    /// Who was relayed last: the name is shown on the first message of a turn.
    last_side: Option<Side>,
    said_no_case: Option<Timestamp>,
    /// The customer of this case was told that a kind of message cannot be carried.
    named_limits: bool,
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
            rules: RelayRules::of(&LineSettings::default()),
            company: Arc::from(LineSettings::default().company),
            words: Arc::default(),
            case: None,
            closing: None,
            before: None,
            others: Vec::new(),
            unplaced: Vec::new(),
            held: Vec::new(),
            people: BTreeMap::new(),
            last_side: None,
            said_no_case: None,
            named_limits: false,
        }
    }

    /// Takes in a case from the store.
    pub fn restore_case(&mut self, case: Case) {
        self.case = Some(Box::new(case));
    }

    /// Takes in who an agent that wrote here is on WhatsApp.
    pub fn restore_person(&mut self, agent: AgentId, identity: Identity) {
        self.people.insert(agent, identity);
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
        self.held.clear();
        self.unplaced.clear();
        self.named_limits = false;
        self.case.take().map(|case| *case)
    }

    /// Takes over changed settings.
    pub fn change_settings(&mut self, settings: &LineSettings) {
        self.rules = RelayRules::of(settings);
        self.words = Arc::clone(&settings.words);
        if *self.company != *settings.company {
            self.company = Arc::from(settings.company.as_str());
        }
    }

    /// The group exists on WhatsApp.
    pub fn chat_ready(&mut self, msg: ChatReady) -> Outcome {
        self.chat = Some(msg.chat);
        self.name = msg.name;
        Outcome::default()
    }

    /// The agent's other cases changed.
    pub fn other_cases(&mut self, msg: OtherCases) -> Outcome {
        self.others = msg.0;
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
        let map = MessageMap::default();
        self.case = Some(Box::new(Case { ticket, seat, since, claimed_at: now, map }));
        for message in backlog {
            let send = self.show_in_slot(&message, &chat);
            outcome.sends.extend(send);
            outcome.absorb(self.name_limits(&message.content));
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
        let seq_of = |id: &WaId| Some(case.map.find(id)?.message.seq);
        let cites = Cited::of(message.quote.as_ref(), seq_of);
        let message = CaseMessage {
            cites,
            ..CaseMessage::new(
                case.ticket.take_seq(),
                Side::Customer,
                message.at,
                message.id,
                message.content,
            )
        };
        let mut outcome = Outcome::done(receipt);
        outcome.sends.extend(self.show_in_slot(&message, &chat));
        outcome.absorb(self.name_limits(&message.content));
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
        self.people.insert(by, msg.message.author.clone());
        let mut outcome = Outcome::done(msg.receipt);
        let Some(case) = &self.case else {
            self.answer_without_case(&msg, now, &mut outcome);
            return outcome;
        };
        let chat = &msg.message.chat;
        let command = msg.message.content.typed().and_then(Command::parse);
        match command {
            None => outcome.absorb(self.relay_to_customer(by, msg, now)),
            Some(Command::Info) => outcome.say(chat, info(case, now)),
            Some(Command::ToCustomer { text }) => {
                outcome.absorb(self.send_as_told(by, &msg, text, now));
            }
            Some(Command::Close { reason }) => return self.begin_close(by, reason, msg.receipt),
            Some(Command::Canned { name }) => {
                outcome.absorb(self.send_canned(by, &msg, name.as_deref(), now));
            }
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
        let ended = CaseEnded { ticket, seat: case.seat.clone(), at: now };
        let past = PastCase { ticket, closed_at: now, reason };
        let moved =
            Moved { customer: case.ticket.customer.id, to: Holder::Intake, ended: Some(past) };
        outcome.tells.push(Tell::Agent(ended.seat.agent, ended.clone().into()));
        outcome.tells.push(Tell::Group(case.ticket.group, ended.into()));
        outcome.tells.push(Tell::Line(moved.into()));
        self.before = Some(Box::new(case));
        for msg in after {
            outcome.absorb(self.group_wrote(msg, now));
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
}

fn info(case: &Case, now: Timestamp) -> Notice {
    Notice::CaseInfo {
        card: card(&case.ticket),
        waited_ms: case.claimed_at.since(case.since),
        attended_ms: now.since(case.claimed_at),
        recent: case.ticket.customer.recent.clone(),
    }
}
