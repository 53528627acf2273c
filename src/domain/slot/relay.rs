//! What is written on one side of a case, for the other.

use super::Slot;
use crate::domain::acts::Note;
use crate::domain::content::Content;
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, ChatId, Timestamp};
use crate::domain::message::GroupWrote;
use crate::domain::message_map::Entry;
use crate::domain::notice::Notice;
use crate::domain::outcome::{Body, Outcome, Send};
use crate::domain::purpose::Purpose;
use crate::domain::ticket::{CaseMessage, Cited, Fate, Side};

impl Slot {
    /// The conversation so far, as the agent who takes the case is shown it: with the notes, and with what other agents
    /// wrote under their names.
    pub(super) fn tell_story(&mut self, chat: &ChatId, backlog: &[CaseMessage]) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(case) = self.case.as_deref() else { return outcome };
        let (entries, mut notes) = (case.map.entries().cloned(), case.ticket.notes.clone());
        let entries: Vec<Entry> = entries.collect();
        notes.reverse();
        for Entry { message, past, .. } in entries {
            while notes.last().is_some_and(|note| note.at <= message.at) {
                outcome.sends.extend(notes.pop().map(|note| noted(chat, note)));
            }
            match past {
                None => {
                    // In full where it is at hand.
                    let full = backlog.iter().find(|full| full.seq == message.seq);
                    let send = self.show_in_slot(full.unwrap_or(&message), chat);
                    outcome.sends.extend(send);
                    outcome.absorb(self.name_limits(&message.content));
                }
                Some(_) if matches!(message.fate, Fate::Deleted { .. }) => {}
                Some(name) => {
                    self.last_side = Some(message.from);
                    let name = Some(name.to_string()).filter(|name| !name.is_empty());
                    let body = Body::Relay {
                        name,
                        content: message.content,
                        replies_to: None,
                        edited: false,
                    };
                    let (chat, purpose) = (chat.clone(), Purpose::Answer);
                    outcome.sends.push(Send { chat, purpose, body, quote: None, not_before: None });
                }
            }
        }
        outcome.sends.extend(notes.into_iter().rev().map(|note| noted(chat, note)));
        outcome
    }

    /// A customer's message, which is in the map, for the slot.
    pub(super) fn show_in_slot(&mut self, message: &CaseMessage, chat: &ChatId) -> Option<Send> {
        let (quote, replies_to) = match &message.cites {
            Some(Cited::Message(seq)) => match self.past_words(*seq) {
                // What an earlier holder wrote is in that one's slot: here it can be quoted in words alone.
                Some(words) => (None, Some(words)),
                None => (self.quote_of_case(*seq, Side::Customer), None),
            },
            Some(Cited::Elsewhere(words)) => (None, Some(words.to_string())),
            None => (None, None),
        };
        let case = self.case.as_ref()?;
        let name = (self.last_side != Some(Side::Customer))
            .then(|| case.ticket.customer.name.clone())
            .filter(|name| !name.is_empty());
        // A message that cannot bear the name leaves it to the next one.
        if carries_name(message) {
            self.last_side = Some(Side::Customer);
        }
        let body = match message.fate {
            Fate::Deleted { .. } => Body::Gone { name },
            Fate::AsWritten | Fate::Edited { .. } => Body::Relay {
                name,
                content: message.content.clone(),
                replies_to,
                edited: !message.fate.is_as_written(),
            },
        };
        let (ticket, seq) = (case.ticket.no, message.seq);
        Some(Send {
            chat: chat.clone(),
            purpose: Purpose::ToSlot { slot: self.id, ticket, seq, part: 0 },
            body,
            quote,
            not_before: None,
        })
    }

    /// An agent's message, for the customer. Quotes of what is not in the case are not carried: they may be
    /// of something that is not for the customer's eyes.
    pub(super) fn send_to_customer(
        &mut self,
        by: AgentId,
        msg: &GroupWrote,
        content: Content,
        now: Timestamp,
    ) -> Outcome {
        let quoted = self.case.as_ref().zip(msg.message.quote.as_ref());
        let quoted = quoted.and_then(|(case, quote)| Some(case.map.find(&quote.id)?.message.seq));
        let quote = quoted.and_then(|seq| self.quote_of_case(seq, Side::Agent(by)));
        let name = self.name_for_customer(by);
        let Some(case) = &mut self.case else { return Outcome::default() };
        let (seq, written) = (case.ticket.take_seq(), &msg.message);
        let message = CaseMessage {
            cites: quoted.map(Cited::Message),
            ..CaseMessage::new(
                seq,
                Side::Agent(by),
                written.at,
                written.id.clone(),
                content.clone(),
            )
        };
        case.map.push(&message);
        self.last_side = Some(Side::Agent(by));
        let (ticket, chat) = (case.ticket.no, case.ticket.customer.chat.clone());
        self.watch_answer();
        self.spoke = Some((seq, now));
        let undo = self.rules.undo_window_ms;
        let send = Send {
            chat,
            purpose: Purpose::ToCustomer { slot: self.id, ticket, seq, part: 0 },
            body: Body::Relay { name, content, replies_to: None, edited: false },
            quote,
            not_before: (undo > 0).then(|| now.plus(undo)),
        };
        Outcome {
            sends: vec![send],
            events: vec![Event::Relayed { ticket, message }],
            tells: self.warning_over().into_iter().collect(),
            ..Outcome::default()
        }
    }

    /// The name of who writes, where the customer is to see it: if somebody else wrote last.
    fn name_for_customer(&self, by: AgentId) -> Option<String> {
        let case = self.case.as_ref().filter(|_| self.closing.name_on_change)?;
        case.map.last_agent().filter(|last| *last != by)?;
        Some(self.called(&case.seat, by)).filter(|name| !name.is_empty())
    }

    /// What no gateway carries is named to whoever sent it too, once in a case.
    pub(super) fn name_limits(&mut self, content: &Content) -> Outcome {
        let mut outcome = Outcome::default();
        if let (Content::Unknown { .. }, Some(case), false) =
            (content, &self.case, self.named_limits)
        {
            self.named_limits = true;
            outcome.say(&case.ticket.customer.chat, Notice::KindNotCarried);
        }
        outcome
    }
}

fn noted(chat: &ChatId, note: Note) -> Send {
    let body = Body::Say(Notice::Note { who: note.who, text: note.text });
    let (chat, purpose) = (chat.clone(), Purpose::Answer);
    Send { chat, purpose, body, quote: None, not_before: None }
}

/// Whether the writer's name can stand above it.
fn carries_name(message: &CaseMessage) -> bool {
    match (&message.content, message.fate) {
        (_, Fate::Deleted { .. }) => true,
        (Content::Media { media, file, .. }, _) => file.is_none() || media.takes_caption(),
        (Content::Location { .. } | Content::Contacts { .. }, _) => false,
        (
            Content::Text { .. }
            | Content::Poll { .. }
            | Content::Choice { .. }
            | Content::Unknown { .. },
            _,
        ) => true,
    }
}
