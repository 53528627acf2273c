//! Intake: customers without a ticket. What to ask them, and when to open one.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::command::is_invisible;
use super::event::Event;
use super::ids::{CustomerId, Timestamp};
use super::inbound::Incoming;
use super::message::{
    CustomerChanged, CustomerWrote, Holder, Moved, NewTicket, Place, Placed, PlacesReady,
    RatingStands, Tell,
};
use super::notice::Notice;
use super::outcome::{Outcome, Receipt};
use super::rating::{Answered, Asked, Reply, Said};
use super::settings::{Department, IntakeMode, LineSettings};
use super::ticket::{CaseMessage, Cited, Customer, Sentiment, Side, Ticket};

/// Messages kept of one conversation; more are acknowledged and kept with the ticket that follows.
const KEPT_MOST: usize = 500;

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
}

/// A request that the line is finding a place for.
#[derive(Debug, Clone, PartialEq)]
struct Opening {
    customer: Arc<Customer>,
    department: Department,
    since: Timestamp,
    messages: Vec<CaseMessage>,
    receipts: Vec<Receipt>,
}

/// Intake's state.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake {
    settings: LineSettings,
    conversations: BTreeMap<CustomerId, Conversation>,
    opening: BTreeMap<CustomerId, Opening>,
    homeless: BTreeMap<CustomerId, Arc<Customer>>,
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
        match self.settings.intake {
            IntakeMode::External => Outcome::done(receipt),
            IntakeMode::Direct => {
                self.open(customer, self.settings.default_department, message, receipt)
            }
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
            return Outcome::broken("a place was found for a request that intake does not have");
        };
        let Some((no, group)) = msg.place else { return self.keep_for_later(opening) };
        self.forget(msg.customer);
        let Opening { customer, department, since, messages, receipts } = opening;
        let ticket = Ticket {
            no,
            department,
            sentiment: Sentiment::Neutral,
            opened_at: now,
            group,
            last_seq: u32::try_from(messages.len()).unwrap_or(u32::MAX),
            notes: Vec::new(),
            customer,
        };
        let moved = Moved { customer: msg.customer, to: Holder::Group(group, no), ended: None };
        Outcome {
            tells: vec![
                Tell::Group(group, NewTicket { ticket, backlog: messages, since, receipts }.into()),
                Tell::Line(moved.into()),
            ],
            ..Outcome::default()
        }
    }

    /// A main group is ready: whoever waits for one asks again.
    pub fn places_ready(&mut self, _: PlacesReady) -> Outcome {
        self.resume()
    }

    /// What is unfinished after a restart: requests that found no place.
    pub fn resume(&mut self) -> Outcome {
        let mut outcome = Outcome::default();
        for (id, customer) in std::mem::take(&mut self.homeless) {
            let Some(conversation) = self.conversations.get(&id) else { continue };
            let Phase::NoPlace { department } = conversation.phase else { continue };
            let opening = Opening {
                customer,
                department,
                since: conversation.since,
                messages: conversation.messages.clone(),
                receipts: Vec::new(),
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

    fn ask(&mut self, customer: Arc<Customer>, message: Incoming, receipt: Receipt) -> Outcome {
        let understood = message.content.words().and_then(understand);
        let mut outcome = Outcome::default();
        let Some(conversation) = self.conversations.get_mut(&customer.id) else {
            if let Some(Answer::Word(department)) = understood {
                return self.open(customer, department, message, receipt);
            }
            let conversation = Conversation {
                customer: customer.id,
                phase: Phase::Asked { times: 1 },
                since: message.at,
                messages: vec![kept(&message, &[])],
            };
            let notice = Notice::Menu {
                name: customer.name.clone(),
                company: self.settings.company.clone(),
            };
            outcome.say(&customer.chat, notice);
            outcome.events.push(Event::IntakeKept { conversation: conversation.clone() });
            outcome.receipts.push(receipt);
            self.conversations.insert(customer.id, conversation);
            return outcome;
        };
        let department = match (conversation.phase, understood) {
            (Phase::NoPlace { department }, _) => department,
            (Phase::Asked { .. }, Some(Answer::Word(department) | Answer::Digit(department))) => {
                department
            }
            (Phase::Asked { times: 1 }, None) => {
                conversation.phase = Phase::Asked { times: 2 };
                if conversation.messages.len() < KEPT_MOST {
                    let message = kept(&message, &conversation.messages);
                    conversation.messages.push(message);
                }
                outcome.say(&customer.chat, Notice::MenuAgain);
                outcome.events.push(Event::IntakeKept { conversation: conversation.clone() });
                outcome.receipts.push(receipt);
                return outcome;
            }
            (Phase::Asked { .. }, None) => self.settings.default_department,
        };
        self.open(customer, department, message, receipt)
    }

    fn open(
        &mut self,
        customer: Arc<Customer>,
        department: Department,
        message: Incoming,
        receipt: Receipt,
    ) -> Outcome {
        let (since, mut messages) = match self.conversations.get(&customer.id) {
            Some(conversation) => (conversation.since, conversation.messages.clone()),
            None => (message.at, Vec::new()),
        };
        let message = kept(&message, &messages);
        messages.push(message);
        self.begin(Opening { customer, department, since, messages, receipts: vec![receipt] })
    }

    fn begin(&mut self, opening: Opening) -> Outcome {
        let place =
            Place { customer: Arc::clone(&opening.customer), department: opening.department };
        self.homeless.remove(&opening.customer.id);
        self.opening.insert(opening.customer.id, opening);
        Outcome { tells: vec![Tell::Line(place.into())], ..Outcome::default() }
    }

    /// No main group is ready: the request is stored and asked again when one is.
    fn keep_for_later(&mut self, opening: Opening) -> Outcome {
        let Opening { customer, department, since, messages, receipts } = opening;
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

/// A customer's answer to the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// A department was named: understood at any time.
    Word(Department),
    /// An entry of the menu: understood only as an answer to it.
    Digit(Department),
}

/// Reads an answer to the menu: the number, or words that name a department.
fn understand(words: &str) -> Option<Answer> {
    const SUPPORT: [&str; 9] = [
        "soporte",
        "suporte",
        "support",
        "tecnico",
        "técnico",
        "technical",
        "reclamo",
        "ayuda",
        "help",
    ];
    const SALES: [&str; 11] = [
        "ventas",
        "vendas",
        "sales",
        "comprar",
        "contratar",
        "comercial",
        "precio",
        "precios",
        "planes",
        "buy",
        "plan",
    ];
    let trimmed = words.trim_matches(|c: char| is_invisible(c) || ".,)(!¡#*_".contains(c));
    match trimmed {
        "1" | "1️⃣" | "uno" | "un" | "one" | "um" => {
            return Some(Answer::Digit(Department::Support));
        }
        "2" | "2️⃣" | "dos" | "two" | "dois" => return Some(Answer::Digit(Department::Sales)),
        _ => {}
    }
    let lower = words.to_lowercase();
    let mut named = lower.split(|c: char| !c.is_alphanumeric()).filter_map(|word| {
        if SUPPORT.contains(&word) {
            Some(Department::Support)
        } else if SALES.contains(&word) {
            Some(Department::Sales)
        } else {
            None
        }
    });
    let first = named.next()?;
    // Both departments named: no answer.
    named.all(|other| other == first).then_some(Answer::Word(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_is_answered_with_numbers_or_words() {
        use Department::{Sales, Support};
        assert_eq!(understand(" 1 "), Some(Answer::Digit(Support)));
        assert_eq!(understand("2)"), Some(Answer::Digit(Sales)));
        assert_eq!(understand("Quiero hablar con VENTAS por favor"), Some(Answer::Word(Sales)));
        assert_eq!(understand("soporte técnico"), Some(Answer::Word(Support)));
        assert_eq!(understand("soporte o ventas?"), None);
        assert_eq!(understand("12"), None);
        assert_eq!(understand("hola"), None);
    }
}
