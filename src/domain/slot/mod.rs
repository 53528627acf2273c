//! A slot: a personal group of an agent, and the one case in it. What is relayed to whom.
//!
//! Here: a case from its beginning to its end, and what people write meanwhile. How that reaches the other side is
//! in `relay`, what people do to a message afterwards in `changes`, what is held back for asking in `held`, what they
//! do with the case as a whole in `acts` and `commands`, how it leaves in `leaving`, and what becomes of it when its
//! customer is silent in `silence`.

mod acts;
mod canned;
mod changes;
mod commands;
mod held;
mod leaving;
mod moods;
mod quoting;
mod relay;
mod rules;
mod shift;
mod silence;
mod waiting;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::acts::{By, Deed, Note};
use super::closing::Closing;
use super::command::Command;
use super::event::Event;
use super::identity::Identity;
use super::ids::{AgentId, ChatId, SlotId, Timestamp, WaId};
use super::main_group::{Past, card, held, quote_of};
use super::message::{
    Author, BlockCustomer, CaseEnded, CaseTaken, ChatReady, CustomerForgotten, CustomerWrote,
    Granted, GroupWrote, Left, OtherCases, SlotLeft, TakeCase, Tell,
};
use super::message_map::MessageMap;
use super::notice::Notice;
use super::outcome::Outcome;
use super::own_words::OwnWords;
use super::rules::Rules;
use super::settings::LineSettings;
use super::survey::Question;
use super::ticket::{CaseMessage, Cited, Seat, Side, Ticket};
use super::wrong_room::OtherCase;

use changes::Unplaced;
pub(in crate::domain) use changes::changed;
use held::Held;
use leaving::Leaving;
pub use rules::RelayRules;
use silence::Silence;
pub use waiting::Late;
use waiting::Watch;

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
    /// Since when this agent has it.
    pub seated_at: Timestamp,
    /// What was said about the customer's waiting.
    pub late: Late,
    /// The message of an agent's that the customer was warned about not answering, and when.
    pub warned: Option<(u32, Timestamp)>,
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
    leaving: Option<Box<Leaving>>,
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
    /// And what they are called.
    names: BTreeMap<AgentId, String>,
    /// Who was relayed last: the name is shown on the first message of a turn.
    last_side: Option<Side>,
    said_no_case: Option<Timestamp>,
    said_not_registered: Option<Timestamp>,
    /// The customer of this case was told that a kind of message cannot be carried.
    named_limits: bool,
    /// Whether the customer waits for an answer.
    watch: Watch,
    /// How cases end.
    closing: Arc<Closing>,
    /// What is set for main groups.
    group_rules: Arc<Rules>,
    /// What an agent wrote last, and when that was passed on.
    spoke: Option<(u32, Timestamp)>,
    /// What is known of a customer who does not answer.
    silence: Silence,
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
            leaving: None,
            before: None,
            others: Vec::new(),
            unplaced: Vec::new(),
            held: Vec::new(),
            people: BTreeMap::new(),
            names: BTreeMap::new(),
            last_side: None,
            said_no_case: None,
            said_not_registered: None,
            named_limits: false,
            watch: Watch::default(),
            closing: Arc::default(),
            group_rules: Arc::default(),
            spoke: None,
            silence: Silence::default(),
        }
    }

    /// Takes in a case from the store.
    pub fn restore_case(&mut self, case: Case) {
        self.case = Some(Box::new(case));
        self.silence = Silence::of_store();
    }

    /// Takes in who an agent that wrote here is on WhatsApp.
    pub fn restore_person(&mut self, agent: AgentId, identity: Identity, name: String) {
        self.people.insert(agent, identity);
        self.names.insert(agent, name);
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
        self.spoke = None;
        self.silence = Silence::default();
        let case = self.case.take().map(|case| *case);
        self.watch();
        case
    }

    /// Takes over changed settings.
    pub fn change_settings(&mut self, settings: &LineSettings) {
        self.rules = RelayRules::of(settings);
        self.words = Arc::clone(&settings.words);
        self.group_rules = Arc::clone(&settings.rules);
        if *self.closing != settings.closing {
            self.closing = Arc::new(settings.closing.clone());
        }
        if *self.company != *settings.company {
            self.company = Arc::from(settings.company.as_str());
        }
        self.watch_by(settings);
    }

    /// The group exists on WhatsApp.
    pub fn chat_ready(&mut self, msg: ChatReady) -> Outcome {
        self.chat = Some(msg.chat);
        self.name = msg.name;
        Outcome::default()
    }

    /// The line has left the group.
    pub fn left(&mut self, _: SlotLeft) -> Outcome {
        self.chat = None;
        Outcome::default()
    }

    /// The agent's other cases changed.
    pub fn other_cases(&mut self, msg: OtherCases) -> Outcome {
        self.others = msg.0;
        Outcome::default()
    }

    /// A case begins here: confirmed in the main group, opened with all that was written so far.
    pub fn take_case(&mut self, msg: TakeCase, now: Timestamp) -> Outcome {
        let Some(chat) = self.chat.clone() else {
            return Outcome::broken("a case came to a slot that does not exist on WhatsApp");
        };
        if self.case.is_some() {
            return Outcome::broken("a second case came to a slot");
        }
        let TakeCase { ticket, before, backlog, since, claimed_at, seat, .. } = &msg;
        let was_attended = before.entries().next().is_some() || msg.left.is_some();
        let mut outcome = Outcome { receipts: msg.receipts.clone(), ..Outcome::default() };
        let past: Past = held(seat);
        outcome.tells.push(Tell::Group(ticket.group, CaseTaken { ticket: ticket.no, past }.into()));
        match &msg.left {
            None => self.say_claimed(&msg, now, &mut outcome),
            Some(left) => Self::say_transferred(&msg, left, now, &mut outcome),
        }
        if let By::Supervisor { .. } = &msg.by {
            let (ticket, seat, receipts) = (ticket.no, seat.clone(), msg.receipts.clone());
            outcome.tells.push(Tell::Supervisor(Granted { ticket, seat, receipts }.into()));
        }
        let waited_ms = claimed_at.unwrap_or(now).since(*since);
        let tags = ticket.customer.about.tags.clone();
        outcome.say(&chat, Notice::CaseHeader { card: card(ticket), waited_ms, tags });
        if was_attended {
            let from = msg.left.as_ref().map(|left| left.seat.agent_name.clone());
            outcome.say(&chat, Notice::Continued { from, reason: msg.reason.clone() });
        }
        let mut map = before.clone();
        backlog.iter().for_each(|message| map.push(message));
        self.case = Some(Box::new(Case {
            ticket: ticket.clone(),
            seat: seat.clone(),
            since: *since,
            claimed_at: claimed_at.unwrap_or(now),
            map,
            seated_at: now,
            late: Late::default(),
            warned: None,
        }));
        self.watch_case(&msg.limits);
        outcome.absorb(self.tell_story(&chat, backlog));
        outcome
    }

    /// In the main group, in one breath with the claim itself.
    fn say_claimed(&self, msg: &TakeCase, now: Timestamp, outcome: &mut Outcome) {
        let (ticket, seat, by) = (msg.ticket.no, msg.seat.clone(), msg.by.clone());
        let (agent, slot_name) = (seat.agent_name.clone(), seat.slot_name.clone());
        outcome.events.push(Event::Claimed { ticket, seat, by, at: now });
        match (&msg.group_chat, &msg.quote, &msg.by) {
            (Some(chat), Some(quote), _) => {
                outcome.reply(chat, quote.clone(), Notice::Assigned { ticket, agent, slot_name });
            }
            (Some(chat), None, By::Panel { name }) => {
                let by = name.clone();
                outcome.say(chat, Notice::AssignedBy { ticket, agent, slot_name, by });
            }
            (Some(chat), None, By::Supervisor { name, agent: by })
                if *by != Some(msg.seat.agent) =>
            {
                let by = name.clone();
                outcome.say(chat, Notice::AssignedBy { ticket, agent, slot_name, by });
            }
            (Some(chat), None, By::Agent(_) | By::Supervisor { .. } | By::Relevo) => {
                outcome.say(chat, Notice::Assigned { ticket, agent, slot_name });
            }
            (None, _, _) => {}
        }
    }

    /// In the main group and in the slot that the case has left, in one breath with the transfer itself. Only now is
    /// that slot free for another.
    fn say_transferred(msg: &TakeCase, left: &Left, now: Timestamp, outcome: &mut Outcome) {
        let (ticket, seat) = (msg.ticket.no, msg.seat.clone());
        let (agent, slot_name) = (seat.agent_name.clone(), seat.slot_name.clone());
        let from = left.seat.agent_name.clone();
        let who = msg.by.name(|_| from.clone());
        let (by, reason) = (msg.by.clone(), msg.reason.clone());
        outcome.events.push(Event::Transferred { ticket, seat, by, reason, at: now });
        let freed = CaseEnded { ticket, seat: left.seat.clone(), by: who.clone(), at: now };
        outcome.tells.push(Tell::Agent(left.seat.agent, freed.into()));
        let (to, reason) = (agent.clone(), msg.reason.clone());
        outcome.say(&left.chat, Notice::CaseLeft { ticket, to, by: who, reason });
        if let Some(chat) = &msg.group_chat {
            outcome.say(chat, Notice::TransferredInGroup { ticket, from, agent, slot_name });
        }
    }

    /// A customer is forgotten: with them the case that was here before, if it was theirs.
    pub fn forget_customer(&mut self, msg: CustomerForgotten) -> Outcome {
        if self.before.as_ref().is_some_and(|case| case.ticket.customer.id == msg.customer) {
            self.before = None;
        }
        Outcome::default()
    }

    /// The customer wrote.
    pub fn customer_wrote(&mut self, msg: CustomerWrote, now: Timestamp) -> Outcome {
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
        case.map.push(&message);
        self.watch_customer(&message);
        let mut outcome = Outcome::done(receipt);
        outcome.tells.extend(self.warning_over());
        outcome.sends.extend(self.show_in_slot(&message, &chat));
        outcome.absorb(self.name_limits(&message.content));
        outcome.events.push(Event::Relayed { ticket, message });
        self.feel(now, &mut outcome);
        outcome
    }

    /// Somebody wrote in the slot: a command, or something for the customer.
    pub fn group_wrote(&mut self, msg: GroupWrote, now: Timestamp) -> Outcome {
        let (by, name) = match &msg.author {
            Author::Agent { id, name } => (*id, name.clone()),
            // Never reaches the customer; who works here has to know why.
            Author::Unregistered { id, name } if *id == self.agent => {
                let name = name.clone();
                return self.answer_unregistered(&msg, name, now);
            }
            // A stranger never reaches the customer, and an agent who is not registered neither.
            Author::Unregistered { .. } | Author::Stranger => return Outcome::done(msg.receipt),
        };
        self.names.insert(by, name);
        if let Some(leaving) = &mut self.leaving {
            leaving.after.push(msg);
            return Outcome::default();
        }
        self.people.insert(by, msg.message.author.clone());
        let mut outcome = Outcome::done(msg.receipt);
        let Some(case) = &self.case else {
            return self.answer_without_case(&msg, now);
        };
        let chat = &msg.message.chat;
        let command = msg.message.content.typed().and_then(Command::parse);
        match command {
            None => outcome.absorb(self.relay_to_customer(by, msg, now)),
            Some(Command::Info) => {
                let notice = info(case, self.latest_notes(), now);
                outcome.say(chat, notice);
            }
            Some(Command::ToCustomer { text }) => {
                outcome.absorb(self.send_as_told(by, &msg, text, now));
            }
            Some(Command::Close { reason }) => return self.close_as_told(by, &msg, reason, now),
            Some(Command::Note { text }) => return self.note_as_told(by, &msg, text, now),
            Some(Command::Transfer { to }) => {
                let to = Some(to.unwrap_or_default());
                return self.ask_where_to(by, &msg, to, None);
            }
            Some(Command::Return { reason }) => return self.ask_where_to(by, &msg, None, reason),
            Some(Command::Escalate { reason }) => {
                return self.do_deed(by, &msg, Deed::Escalate, reason, now);
            }
            Some(Command::Status) => return Self::ask_round(&msg, Question::Status),
            Some(Command::Agents) => return Self::ask_round(&msg, Question::Agents),
            Some(Command::Canned { name }) => {
                outcome.absorb(self.send_canned(by, &msg, name.as_deref(), now));
            }
            Some(Command::Block { reason }) => {
                let customer = Arc::clone(&case.ticket.customer);
                let who = self.called(&case.seat, by);
                let (by, receipt) = (By::Agent(by), msg.receipt);
                let block = BlockCustomer { customer, blocked: true, by, who, reason, receipt };
                return Outcome { tells: vec![Tell::Line(block.into())], ..Outcome::default() };
            }
            Some(Command::Unblock { .. }) => {
                outcome.reply(chat, quote_of(&msg.message), Notice::UnblockHow);
            }
            Some(Command::Help) => outcome.say(chat, Notice::Help),
            Some(Command::Assign { .. }) => {
                outcome.reply(chat, quote_of(&msg.message), Notice::AssignElsewhere);
            }
            Some(Command::Unknown { word }) => {
                outcome.reply(chat, quote_of(&msg.message), Notice::UnknownCommand { word });
            }
        }
        outcome
    }

    /// Whether nothing is in the middle of leaving; for tests of quiescence.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.leaving.is_none()
    }

    /// Says to the slot's agent, once a minute at the most, that nothing leaves here before LISTO.
    fn answer_unregistered(&mut self, msg: &GroupWrote, agent: String, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::done(msg.receipt);
        let told = self.said_not_registered.is_some_and(|said| now.since(said) < NO_CASE_EVERY_MS);
        if self.case.is_some() && !told {
            self.said_not_registered = Some(now);
            let notice = Notice::NotRegisteredHere { agent };
            outcome.reply(&msg.message.chat, quote_of(&msg.message), notice);
        }
        outcome
    }

    fn answer_without_case(&mut self, msg: &GroupWrote, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::done(msg.receipt);
        let chat = &msg.message.chat;
        match msg.message.content.typed().and_then(Command::parse) {
            Some(Command::Help) => {
                outcome.say(chat, Notice::Help);
                return outcome;
            }
            Some(Command::Status) => return Self::ask_round(msg, Question::Status),
            Some(Command::Agents) => return Self::ask_round(msg, Question::Agents),
            Some(
                Command::Info
                | Command::ToCustomer { .. }
                | Command::Close { .. }
                | Command::Canned { .. }
                | Command::Note { .. }
                | Command::Transfer { .. }
                | Command::Return { .. }
                | Command::Escalate { .. }
                | Command::Assign { .. }
                | Command::Block { .. }
                | Command::Unblock { .. }
                | Command::Unknown { .. },
            )
            | None => {}
        }
        if self.said_no_case.is_none_or(|said| now.since(said) >= NO_CASE_EVERY_MS) {
            self.said_no_case = Some(now);
            outcome.say(chat, Notice::NoCase);
        }
        outcome
    }
}

fn info(case: &Case, notes: Vec<Note>, now: Timestamp) -> Notice {
    Notice::CaseInfo {
        card: card(&case.ticket),
        waited_ms: case.claimed_at.since(case.since),
        attended_ms: now.since(case.claimed_at),
        recent: case.ticket.customer.recent.clone(),
        tags: case.ticket.customer.about.tags.clone(),
        notes,
    }
}
