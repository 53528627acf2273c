//! Columns back into domain values. What was written by us is read exactly; a number out of range, which
//! only a hand in the database can leave there, counts as the nearest possible one.

use diesel::prelude::*;
use serde::de::DeserializeOwned;

use super::schema::{customers, messages, outbox};
use crate::domain::content::Content;
use crate::domain::customer::About;
use crate::domain::identity::{Identity, Lid};
use crate::domain::ids::{AgentId, CustomerId, GroupId, SendId, SlotId, TicketNo, Timestamp};
use crate::domain::outcome::Letter;
use crate::domain::phone::Phone;
use crate::domain::purpose::Purpose;
use crate::domain::rating::{Asked, Reply};
use crate::domain::settings::Language;
use crate::domain::ticket::{Blocked, CaseMessage, Cited, Customer, Fate, PastCase, Side};

/// A count.
pub(super) fn u32_of(value: i64) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

/// A small count.
pub(super) fn u8_of(value: i64) -> u8 {
    u8::try_from(value.max(0)).unwrap_or(u8::MAX)
}

/// An identity from its two columns.
pub(super) fn identity(phone: Option<&str>, lid: Option<&str>) -> Identity {
    Identity { phone: phone.and_then(Phone::from_digits), lid: lid.map(|lid| Lid(lid.into())) }
}

/// JSON that we wrote.
pub(super) fn json<T: DeserializeOwned>(text: &str, what: &'static str) -> QueryResult<T> {
    serde_json::from_str(text).map_err(|error| unreadable(what, &error.to_string()))
}

/// A column that cannot be read.
pub(super) fn unreadable(what: &'static str, why: &str) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(format!("{what}: {why}").into())
}

/// A row of `customers`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = customers)]
pub(super) struct CustomerRow {
    id: i64,
    name: String,
    phone: Option<String>,
    lid: Option<String>,
    chat: String,
    closed_cases: i64,
    language: Option<String>,
    pub merged_into: Option<i64>,
    blocked_at: Option<i64>,
    blocked_by: Option<String>,
    blocked_reason: Option<String>,
    asked_at: Option<i64>,
    asked_ticket: Option<i64>,
    asked_rating: Option<i64>,
    asked_rated_at: Option<i64>,
}

impl CustomerRow {
    /// Whether this is the hidden identity of it.
    pub fn is_lid(&self, lid: Option<&Lid>) -> bool {
        lid.is_none_or(|lid| self.lid.as_deref() == Some(&*lid.0))
    }

    /// What they were last asked about a case.
    fn asked(&self) -> Option<Asked> {
        let rating = self.asked_rating.map(u8_of);
        let reply = match (rating, self.asked_rated_at) {
            (None, _) => Reply::None,
            (Some(rating), Some(at)) => Reply::Rated { rating, at: Timestamp(at) },
            (Some(rating), None) => Reply::Over { rating },
        };
        Some(Asked { ticket: TicketNo(self.asked_ticket?), at: Timestamp(self.asked_at?), reply })
    }

    /// The customer with the latest closed cases, newest first.
    pub fn customer(self, recent: Vec<PastCase>) -> Customer {
        Customer {
            asked: self.asked(),
            id: CustomerId(self.id),
            identity: identity(self.phone.as_deref(), self.lid.as_deref()),
            name: self.name,
            chat: self.chat.into(),
            closed_cases: u32_of(self.closed_cases),
            recent,
            // Tags and other addresses are in tables of their own, see `about`.
            about: About {
                language: self.language.as_deref().and_then(Language::from_code),
                ..About::default()
            },
            blocked: self.blocked_at.map(|at| {
                let (by, reason) = (self.blocked_by.unwrap_or_default(), self.blocked_reason);
                Box::new(Blocked { at: Timestamp(at), by, reason })
            }),
        }
    }
}

/// A row of `messages`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = messages)]
pub(super) struct MessageColumns {
    pub ticket: i64,
    seq: i64,
    side: String,
    agent_id: Option<i64>,
    at: i64,
    wa_id: String,
    content: String,
    pub state: String,
    pub sent_wa_id: Option<String>,
    quote_seq: Option<i64>,
    quote: Option<String>,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
}

impl MessageColumns {
    /// The message. Content that cannot be read (a kind of a newer version) is shown as unknown.
    pub fn message(self) -> CaseMessage {
        let from = match (self.side.as_str(), self.agent_id) {
            ("agent", Some(agent)) => Side::Agent(AgentId(agent)),
            _ => Side::Customer,
        };
        CaseMessage {
            seq: u32_of(self.seq),
            from,
            at: Timestamp(self.at),
            wa_id: self.wa_id.into(),
            content: content(&self.content),
            cites: match (self.quote_seq, self.quote) {
                (Some(seq), _) => Some(Cited::Message(u32_of(seq))),
                (None, Some(excerpt)) => Some(Cited::Elsewhere(excerpt.into())),
                (None, None) => None,
            },
            fate: match (self.deleted_at, self.edited_at) {
                (Some(at), _) => Fate::Deleted { at: Timestamp(at) },
                (None, Some(at)) => Fate::Edited { at: Timestamp(at) },
                (None, None) => Fate::AsWritten,
            },
        }
    }

    /// Its number.
    pub fn seq(&self) -> i64 {
        self.seq
    }
}

/// Content from its JSON.
pub(super) fn content(text: &str) -> Content {
    serde_json::from_str(text)
        .unwrap_or_else(|_| Content::Unknown { name: String::from("unreadable") })
}

/// A row of `outbox`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub(super) struct LetterRow {
    id: i64,
    chat: String,
    purpose: String,
    slot_id: Option<i64>,
    ticket: Option<i64>,
    seq: Option<i64>,
    group_id: Option<i64>,
    agent_id: Option<i64>,
    text: String,
    quote: Option<String>,
    created_at: i64,
    attempts: i64,
    not_before: i64,
    part: i64,
    cargo: Option<String>,
}

impl LetterRow {
    /// The letter.
    pub fn letter(self) -> QueryResult<Letter> {
        let slot = self.slot_id.map(SlotId);
        let ticket = self.ticket.map(TicketNo);
        let seq = self.seq.map(u32_of);
        let part = u8_of(self.part);
        let group = self.group_id.map(GroupId);
        let purpose = match (self.purpose.as_str(), slot, ticket, seq, group, self.agent_id) {
            ("to_slot", Some(slot), Some(ticket), Some(seq), ..) => {
                Purpose::ToSlot { slot, ticket, seq, part }
            }
            ("to_customer", Some(slot), Some(ticket), Some(seq), ..) => {
                Purpose::ToCustomer { slot, ticket, seq, part }
            }
            ("announcement", _, Some(ticket), _, Some(group), _) => {
                Purpose::Announcement { group, ticket }
            }
            ("ask_ready", _, _, _, Some(group), Some(agent)) => {
                Purpose::AskReady { group, agent: AgentId(agent) }
            }
            ("change_for_slot", Some(slot), Some(ticket), Some(seq), ..) => {
                Purpose::ChangeForSlot { slot, ticket, seq }
            }
            ("change_for_customer", Some(slot), Some(ticket), Some(seq), ..) => {
                Purpose::ChangeForCustomer { slot, ticket, seq }
            }
            ("addition", _, Some(ticket), _, Some(group), _) => Purpose::Addition { group, ticket },
            ("silence_warning", Some(slot), Some(ticket), Some(seq), ..) => {
                Purpose::SilenceWarning { slot, ticket, seq }
            }
            ("mark", ..) => Purpose::Mark,
            ("answer", ..) => Purpose::Answer,
            ("alert", ..) => Purpose::Alert,
            _ => return Err(unreadable("outbox.purpose", &self.purpose)),
        };
        Ok(Letter {
            id: SendId(self.id),
            chat: self.chat.into(),
            purpose,
            text: self.text,
            cargo: self.cargo.as_deref().map(|cargo| json(cargo, "outbox.cargo")).transpose()?,
            quote: self.quote.as_deref().map(|quote| json(quote, "outbox.quote")).transpose()?,
            queued_at: Timestamp(self.created_at),
            attempts: u32_of(self.attempts),
            not_before: Timestamp(self.not_before),
        })
    }
}
