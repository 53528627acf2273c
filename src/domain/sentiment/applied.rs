//! What a ticket takes over of its customer's mood: by the rules at once, and by a model where one is asked.
//!
//! With a model, the rules may still make a mood worse at once, because somebody who is angry must not wait for it;
//! what makes it better is left to the model, or to the rules once it is plain that it does not answer.

use super::course::{after, written};
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, TicketNo, Timestamp};
use crate::domain::main_group::cut;
use crate::domain::message::Classified;
use crate::domain::settings::MoodReader;
use crate::domain::ticket::{CaseMessage, Sentiment, Side, Ticket};

/// Characters of each message that a model is shown.
const WORDS_MOST: usize = 1_000;

/// What a model is asked about a case: the customer's words, and nothing of who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoodAsked {
    /// Whose case, for the answer's way back.
    pub customer: CustomerId,
    /// The ticket, likewise.
    pub ticket: TicketNo,
    /// The last message that is shown.
    pub seq: u32,
    /// The customer's latest messages, oldest first.
    pub words: Vec<String>,
}

impl MoodAsked {
    /// What is asked after a message; nothing where no model is asked, or there are no words.
    #[must_use]
    pub fn of<'a>(
        reader: MoodReader,
        ticket: &Ticket,
        newest_first: impl Iterator<Item = &'a CaseMessage>,
    ) -> Option<Self> {
        match reader {
            MoodReader::Off | MoodReader::Rules => return None,
            MoodReader::Endpoint => {}
        }
        let mut newest_first = newest_first.filter(is_customers).peekable();
        let seq = newest_first.peek()?.seq;
        let mut words: Vec<String> =
            written(newest_first).map(|text| cut(text.trim(), WORDS_MOST)).collect();
        words.reverse();
        let (customer, ticket) = (ticket.customer.id, ticket.no);
        (!words.is_empty()).then_some(Self { customer, ticket, seq, words })
    }
}

/// What is different about a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Felt {
    sentiment: Option<Sentiment>,
    summary: Option<Box<str>>,
}

/// What the rules make of what the customer has just written.
#[must_use]
pub fn hear<'a>(
    reader: MoodReader,
    ticket: &Ticket,
    newest_first: impl Iterator<Item = &'a CaseMessage>,
) -> Felt {
    let sentiment = match reader {
        MoodReader::Off => None,
        MoodReader::Rules => Some(after(ticket.sentiment, newest_first)),
        MoodReader::Endpoint => Some(after(ticket.sentiment, newest_first))
            .filter(|sentiment| *sentiment == Sentiment::Angry),
    };
    Felt { sentiment, summary: None }
}

/// What is made of a model's answer, or of its silence. One that has not read the latest message is late.
#[must_use]
pub fn settle<'a>(
    reader: MoodReader,
    ticket: &Ticket,
    newest_first: impl Iterator<Item = &'a CaseMessage>,
    answer: &Classified,
) -> Felt {
    let mut newest_first = newest_first.filter(is_customers).peekable();
    let is_late = newest_first.peek().is_none_or(|newest| newest.seq != answer.seq);
    match reader {
        MoodReader::Endpoint if !is_late => {}
        MoodReader::Off | MoodReader::Rules | MoodReader::Endpoint => return Felt::default(),
    }
    let by_rules = || after(ticket.sentiment, newest_first);
    Felt {
        sentiment: Some(answer.sentiment.unwrap_or_else(by_rules)),
        summary: answer.summary.clone(),
    }
}

impl Ticket {
    /// Takes over what is different, as facts.
    pub fn take_in(&mut self, felt: Felt, at: Timestamp) -> Vec<Event> {
        let mut events = Vec::new();
        let ticket = self.no;
        if let Some(sentiment) = felt.sentiment.filter(|new| *new != self.sentiment) {
            self.sentiment = sentiment;
            events.push(Event::SentimentChanged { ticket, sentiment, at });
        }
        if let Some(summary) = felt.summary.filter(|new| self.summary.as_ref() != Some(new)) {
            self.summary = Some(summary.clone());
            events.push(Event::Summarised { ticket, summary, at });
        }
        events
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as a filter takes it")]
fn is_customers(message: &&CaseMessage) -> bool {
    message.from == Side::Customer
}
