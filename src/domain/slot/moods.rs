//! The mood of the customer of a case.

use super::Slot;
use crate::domain::event::Event;
use crate::domain::ids::Timestamp;
use crate::domain::message::Classified;
use crate::domain::message_map::Entry;
use crate::domain::outcome::Outcome;
use crate::domain::routing::telling_words;
use crate::domain::sentiment::{self, MoodAsked};
use crate::domain::ticket::{CaseMessage, Side};

use super::Case;

impl Slot {
    /// The mood after what the customer has just written.
    pub(super) fn feel(&mut self, now: Timestamp, outcome: &mut Outcome) {
        let reader = self.rules.mood;
        let Some(case) = &mut self.case else { return };
        let felt = sentiment::hear(reader, &case.ticket, newest_first(case));
        outcome.asks.extend(MoodAsked::of(reader, &case.ticket, newest_first(case)));
        let events = case.ticket.take_in(felt, now);
        self.felt(events, outcome);
    }

    /// Who turned angry is told of at once.
    fn felt(&self, events: Vec<Event>, outcome: &mut Outcome) {
        if events.is_empty() {
            return;
        }
        outcome.events.extend(events);
        outcome.tells.extend(self.became_angry());
    }

    /// A model has read what the customer wrote.
    pub fn classified(&mut self, msg: Classified, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let reader = self.rules.mood;
        let Some(case) = self.case.as_mut().filter(|case| case.ticket.no == msg.ticket) else {
            return outcome;
        };
        let made = sentiment::settle(reader, &case.ticket, newest_first(case), &msg);
        let events = case.ticket.take_in(made, now);
        self.felt(events, &mut outcome);
        outcome
    }
}

impl Case {
    /// What of the customer's first messages may tell the speciality.
    pub(super) fn telling_words(&self) -> String {
        let messages = self.map.entries().map(|Entry { message, .. }| message);
        telling_words(messages.filter(|message| message.from == Side::Customer))
    }
}

/// What the customer wrote, the newest first.
fn newest_first(case: &Case) -> impl Iterator<Item = &CaseMessage> {
    let messages = case.map.entries().rev().map(|Entry { message, .. }| message);
    messages.filter(|message| message.from == Side::Customer)
}
