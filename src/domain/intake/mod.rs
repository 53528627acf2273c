//! Intake: customers without a ticket. What to ask them, and when to open one.
//!
//! Here: what they wrote, and how it becomes a ticket. The menu is in `menu`, reading answers to it in `understand`,
//! asking in `asking`, going on from a case that was just closed in `reopening`, and cases that somebody else opens for
//! a customer in `ordered`.

mod asking;
pub mod menu;
mod ordered;
mod reopening;
pub mod understand;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::ids::{AgentId, CustomerId, GroupId, TicketNo, Timestamp};
use super::inbound::Incoming;
use super::message::{
    CustomerChanged, CustomerWrote, Holder, LetGo, LetGone, Moved, NewTicket, OpenedBy, Place,
    Placed, PlacesReady, RatingStands, Tell,
};
use super::notice::Notice;
use super::outcome::{Outcome, Receipt};
use super::rating::{Answered, Asked, Reply, Said};
use super::routing;
use super::sentiment;
use super::settings::{Department, IntakeMode, LineSettings, MoodReader};
use super::ticket::{CaseMessage, Cited, Customer, Sentiment, Side, Ticket};

pub use menu::{Menu, MenuOption};

use reopening::After;

/// Messages kept of one conversation: it is written anew with each of them.
const KEPT_MOST: usize = 100;
/// Characters kept of one conversation.
const KEPT_CHARS: usize = 64 * 1024;

/// How far a conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The menu was sent so many times.
    Asked {
        /// How often.
        times: u8,
    },
    /// The department is known, and no main group is ready.
    NoPlace {
        /// Which department.
        department: Department,
    },
}

/// A conversation with a customer who has no ticket yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// Who.
    pub customer: CustomerId,
    /// How far it has come.
    pub phase: Phase,
    /// When it began.
    pub since: Timestamp,
    /// What the customer wrote.
    pub messages: Vec<CaseMessage>,
    /// Which menu was shown last: what was chosen on the way there, as numbers from 1.
    #[serde(default)]
    pub path: Vec<u8>,
    /// What else is known of what is wanted.
    #[serde(default)]
    pub request: Request,
}

impl Conversation {
    /// Whether another message is kept.
    fn has_room(&self) -> bool {
        let words = self.messages.iter().filter_map(|message| message.content.words());
        self.messages.len() < KEPT_MOST && words.map(str::len).sum::<usize>() < KEPT_CHARS
    }
}

/// What a customer wants, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Request {
    /// Whose affair it is; the line's default where nobody knows.
    pub department: Option<Department>,
    /// The speciality within the department.
    pub speciality: Option<String>,
    /// The case that it goes on from.
    pub previous: Option<TicketNo>,
    /// The main group of that case.
    pub group: Option<GroupId>,
    /// Who attended it, and is asked first.
    pub first: Option<AgentId>,
}

impl Request {
    fn of(option: &MenuOption) -> Self {
        Self {
            department: Some(option.department),
            speciality: option.speciality.clone(),
            ..Self::default()
        }
    }
}

/// A request that the line is finding a place for.
#[derive(Debug, Clone, PartialEq)]
struct Opening {
    customer: Arc<Customer>,
    department: Department,
    request: Request,
    since: Timestamp,
    messages: Vec<CaseMessage>,
    receipts: Vec<Receipt>,
    /// Somebody else opens it, and waits for it.
    ordered: Option<(OpenedBy, Receipt)>,
}

/// Intake's state.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake {
    settings: LineSettings,
    conversations: BTreeMap<CustomerId, Conversation>,
    opening: BTreeMap<CustomerId, Opening>,
    homeless: BTreeMap<CustomerId, Arc<Customer>>,
    /// Whose conversations are to be dropped: they were blocked in the last moment before a restart.
    silenced: Vec<CustomerId>,
    /// Answers to questions about closed cases, which the line may not have heard of yet.
    answered: Answered,
}

impl Intake {
    /// Intake with no conversation.
    #[must_use]
    pub fn new(settings: LineSettings) -> Self {
        Self {
            settings,
            conversations: BTreeMap::new(),
            opening: BTreeMap::new(),
            homeless: BTreeMap::new(),
            silenced: Vec::new(),
            answered: Answered::default(),
        }
    }

    /// What a customer wrote about the case that was closed last, if that is what it is: it opens nothing.
    fn rated(&mut self, msg: &CustomerWrote) -> Option<Outcome> {
        let CustomerWrote { customer, message, receipt } = msg;
        if self.conversations.contains_key(&customer.id) || self.opening.contains_key(&customer.id)
        {
            // There a number is an answer to the menu.
            return None;
        }
        let asked = self.answered.of(customer)?;
        let said = asked.said(message.content.typed()?, message.at, &self.settings.closing)?;
        let (customer_id, ticket, at) = (customer.id, asked.ticket, message.at);
        let mut outcome = Outcome::done(*receipt);
        let (rating, comment) = match said {
            Said::Rating(rating) => (rating, None),
            Said::Comment { rating, text } => (rating, Some(text)),
        };
        let reply = Reply::given(rating, comment.is_some(), at);
        let is_first = asked.reply == Reply::None;
        if is_first && self.settings.closing.rating_comment {
            outcome.say(&customer.chat, Notice::AskComment);
        } else if is_first || comment.as_ref().is_some_and(|comment| !comment.is_empty()) {
            outcome.say(&customer.chat, Notice::RatingThanks);
        }
        outcome.events.push(Event::Rated { customer: customer_id, ticket, rating, comment, at });
        let asked = Asked { reply, ..asked };
        self.answered.remember(customer_id, asked);
        outcome.tells.push(Tell::Line(RatingStands { customer: customer_id, asked }.into()));
        Some(outcome)
    }

    /// Takes in a conversation from the store.
    pub fn restore(&mut self, conversation: Conversation, customer: Arc<Customer>) {
        if customer.blocked.is_some() {
            self.silenced.push(customer.id);
            return;
        }
        if matches!(conversation.phase, Phase::NoPlace { .. }) {
            self.homeless.insert(customer.id, customer);
        }
        self.conversations.insert(conversation.customer, conversation);
    }

    /// Forgets a conversation: its ticket is open.
    pub fn forget(&mut self, customer: CustomerId) {
        self.conversations.remove(&customer);
        self.homeless.remove(&customer);
    }

    /// The conversations, for the store's tests.
    pub fn conversations(&self) -> impl Iterator<Item = &Conversation> {
        self.conversations.values()
    }

    /// Replaces the settings.
    pub fn change_settings(&mut self, settings: LineSettings) {
        self.settings = settings;
    }

    /// A customer without a ticket wrote.
    pub fn customer_wrote(&mut self, msg: CustomerWrote) -> Outcome {
        if let Some(outcome) = self.rated(&msg) {
            return outcome;
        }
        let CustomerWrote { customer, message, receipt } = msg;
        if let Some(opening) = self.opening.get_mut(&customer.id) {
            let message = kept(&message, &opening.messages);
            opening.messages.push(message);
            opening.receipts.push(receipt);
            opening.customer = customer;
            return Outcome::default();
        }
        if self.settings.intake == IntakeMode::External {
            return Outcome::done(receipt);
        }
        match self.after_a_case(&customer, &message) {
            After::Nothing => return Outcome::done(receipt),
            After::Reopen(request) => return self.open(customer, request, message, receipt),
            After::New => {}
        }
        match self.settings.intake {
            IntakeMode::External => Outcome::done(receipt),
            IntakeMode::Direct => self.open(customer, Request::default(), message, receipt),
            IntakeMode::Menu => self.ask(customer, message, receipt),
        }
    }

    /// A customer without a ticket changed a message. Reactions before a case are nobody's concern.
    pub fn customer_changed(&mut self, msg: CustomerChanged, now: Timestamp) -> Outcome {
        let CustomerChanged { customer, id, change, receipt } = msg;
        if let Some(opening) = self.opening.get_mut(&customer) {
            let message = opening.messages.iter_mut().find(|message| message.wa_id == id);
            message.map(|message| message.change(&change, now));
            opening.receipts.push(receipt);
            return Outcome::default();
        }
        let mut outcome = Outcome::done(receipt);
        if let Some(conversation) = self.conversations.get_mut(&customer) {
            let message = conversation.messages.iter_mut().find(|message| message.wa_id == id);
            if message.is_some_and(|message| message.change(&change, now)) {
                outcome.events.push(Event::IntakeKept { conversation: conversation.clone() });
            }
        }
        outcome
    }

    /// The line has found a place, or there is none yet.
    pub fn placed(&mut self, msg: Placed, now: Timestamp) -> Outcome {
        let Some(opening) = self.opening.remove(&msg.customer) else {
            // The customer was blocked, and heard again, while it was looked for.
            let moved = Moved { customer: msg.customer, to: Holder::Intake, ended: None };
            let tells = msg.place.map(|_| Tell::Line(moved.into())).into_iter().collect();
            return Outcome { tells, ..Outcome::default() };
        };
        let Some((no, group)) = msg.place else { return self.without_place(opening) };
        self.forget(msg.customer);
        let Opening { customer, department, request, messages, mut receipts, ordered, .. } =
            opening;
        // Who has not written waits from now on; who wrote while somebody was opening it, from then.
        let since = messages.first().map_or(now, |message| message.at);
        let (opened_by, waits) = ordered.unzip();
        receipts.extend(waits);
        let ticket = Ticket {
            no,
            department,
            sentiment: match self.settings.mood {
                MoodReader::Off => Sentiment::Neutral,
                MoodReader::Rules | MoodReader::Endpoint => sentiment::of_opening(messages.iter()),
            },
            opened_at: now,
            group,
            last_seq: u32::try_from(messages.len()).unwrap_or(u32::MAX),
            notes: Vec::new(),
            summary: None,
            previous: request.previous,
            customer,
        };
        let first = request.first;
        let moved = Moved { customer: msg.customer, to: Holder::Group(group, no), ended: None };
        let backlog = messages;
        let new = NewTicket { ticket, backlog, since, receipts, first, opened_by };
        Outcome {
            tells: vec![Tell::Group(group, new.into()), Tell::Line(moved.into())],
            ..Outcome::default()
        }
    }

    /// A main group is ready: whoever waits for one asks again.
    pub fn places_ready(&mut self, _: PlacesReady) -> Outcome {
        self.resume()
    }

    /// Somebody goes up in another customer, or is forgotten.
    pub fn let_go(&mut self, msg: LetGo) -> Outcome {
        let LetGo { customer, into, has_case } = msg;
        if self.opening.contains_key(&customer) {
            // The line has been asked for a place, and has kept them when it was.
            return Outcome::default();
        }
        let mut outcome = Outcome::default();
        let mut gone = true;
        match (into, self.conversations.remove(&customer)) {
            (None, _) | (Some(_), None) => {}
            (Some(kept), Some(conversation)) => {
                let is_free = !has_case
                    && !self.opening.contains_key(&kept.id)
                    && !self.conversations.contains_key(&kept.id);
                if is_free {
                    let moved = Conversation { customer: kept.id, ..conversation };
                    if let Phase::NoPlace { .. } = moved.phase {
                        self.homeless.insert(kept.id, kept);
                    }
                    outcome.events.push(Event::IntakeKept { conversation: moved.clone() });
                    self.conversations.insert(moved.customer, moved);
                } else {
                    self.conversations.insert(customer, conversation);
                    gone = false;
                }
            }
        }
        if gone {
            self.homeless.remove(&customer);
        }
        outcome.tells.push(Tell::Line(LetGone { customer, gone }.into()));
        outcome
    }

    /// What is unfinished after a restart: requests that found no place.
    pub fn resume(&mut self) -> Outcome {
        let mut outcome = Outcome::default();
        for customer in std::mem::take(&mut self.silenced) {
            outcome.events.push(Event::IntakeDropped { customer });
        }
        for (id, customer) in std::mem::take(&mut self.homeless) {
            let Some(conversation) = self.conversations.get(&id) else { continue };
            let Phase::NoPlace { department } = conversation.phase else { continue };
            let opening = Opening {
                customer,
                department,
                request: conversation.request.clone(),
                since: conversation.since,
                messages: conversation.messages.clone(),
                receipts: Vec::new(),
                ordered: None,
            };
            outcome.absorb(self.begin(opening));
        }
        outcome
    }

    /// Who waits for something that intake holds back; for tests of quiescence.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        !self.opening.is_empty()
    }

    fn open(
        &mut self,
        customer: Arc<Customer>,
        request: Request,
        message: Incoming,
        receipt: Receipt,
    ) -> Outcome {
        let known = self.conversations.get(&customer.id);
        let has_room = known.is_none_or(Conversation::has_room);
        let (since, mut messages) = match known {
            Some(conversation) => (conversation.since, conversation.messages.clone()),
            None => (message.at, Vec::new()),
        };
        // Nobody attends yet, and much is kept already.
        if has_room {
            let message = kept(&message, &messages);
            messages.push(message);
        }
        let department = request.department.unwrap_or(self.settings.default_department);
        let (receipts, ordered) = (vec![receipt], None);
        self.begin(Opening { customer, department, request, since, messages, receipts, ordered })
    }

    fn begin(&mut self, opening: Opening) -> Outcome {
        let place = Place {
            customer: Arc::clone(&opening.customer),
            department: opening.department,
            speciality: opening.request.speciality.clone(),
            words: routing::telling_words(&opening.messages),
            group: opening.request.group,
            is_quiet: opening.ordered.as_ref().is_some_and(|(opened, _)| !opened.tell)
                && opening.messages.is_empty(),
        };
        self.homeless.remove(&opening.customer.id);
        self.opening.insert(opening.customer.id, opening);
        Outcome { tells: vec![Tell::Line(place.into())], ..Outcome::default() }
    }

    /// No main group is ready: the request is stored and asked again when one is.
    fn keep_for_later(&mut self, opening: Opening) -> Outcome {
        let Opening { customer, department, request, since, messages, receipts, .. } = opening;
        let mut outcome = Outcome { receipts, ..Outcome::default() };
        let told = self
            .conversations
            .get(&customer.id)
            .is_some_and(|known| matches!(known.phase, Phase::NoPlace { .. }));
        if !told {
            outcome.say(&customer.chat, Notice::KeptForLater);
        }
        let conversation = Conversation {
            customer: customer.id,
            phase: Phase::NoPlace { department },
            since,
            messages,
            path: Vec::new(),
            request,
        };
        if !outcome.receipts.is_empty() || !told {
            outcome.events.push(Event::IntakeKept { conversation: conversation.clone() });
        }
        self.conversations.insert(customer.id, conversation);
        self.homeless.insert(customer.id, customer);
        outcome
    }
}

fn kept(message: &Incoming, before: &[CaseMessage]) -> CaseMessage {
    let seq = u32::try_from(before.len() + 1).unwrap_or(u32::MAX);
    let (id, content) = (message.id.clone(), message.content.clone());
    CaseMessage {
        cites: Cited::among(before, message.quote.as_ref()),
        ..CaseMessage::new(seq, Side::Customer, message.at, id, content)
    }
}
