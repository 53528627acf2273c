//! The rows of changes, by hand: what a program writes that knows beforehand which rows there are.

use std::collections::BTreeMap;

use super::FloorError;
use super::deeds::Deed;
use crate::domain::acts::By;
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, LineId, TicketNo, Timestamp};
use crate::domain::purpose::Purpose;
use crate::domain::ticket::{CaseMessage, Side};
use crate::store::journal::{Change, Draft};
use crate::store::search::{customer_words, fold};

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Int(i64),
    NoInt,
    Text(String),
    NoText,
}

/// A row, to be put into its statement.
pub(super) type Row = Vec<Cell>;

/// The rows of one transaction, by what is done with them.
pub(super) type Batch = BTreeMap<Deed, Vec<Row>>;

/// Turns changes into rows.
#[derive(Debug)]
pub(super) struct Rows {
    line: LineId,
    last_send: i64,
    /// Of cases under way: whose they are, and messages that wait for an agent.
    cases: BTreeMap<TicketNo, (CustomerId, Vec<u32>)>,
}

impl Rows {
    /// For a line with nothing on it but groups.
    pub(super) fn new(line: LineId) -> Self {
        Self { line, last_send: 0, cases: BTreeMap::new() }
    }

    /// The rows of a transaction.
    pub(super) fn batch(&mut self, changes: &[Change]) -> Result<Batch, FloorError> {
        let mut batch = Batch::new();
        let before = self.last_send;
        for change in changes {
            for event in &change.events {
                self.event(event, &mut batch)?;
            }
            for draft in &change.drafts {
                self.letter(change, draft, &mut batch)?;
            }
            for key in change.receipts.iter().filter_map(|receipt| receipt.key) {
                let key = text(format!("{:032x}", key.0));
                add(&mut batch, Deed::Seen, vec![self.line(), int(change.at.0), key]);
            }
        }
        if self.last_send > before {
            add(&mut batch, Deed::LastSend, vec![int(self.last_send), self.line()]);
        }
        Ok(batch)
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "nothing else happens in these cases")]
    fn event(&mut self, event: &Event, batch: &mut Batch) -> Result<(), FloorError> {
        let line = self.line();
        match event {
            Event::CustomerKnown { customer } => {
                let phone = customer.identity.phone.as_ref();
                let lid = customer.identity.lid.as_ref().map(|lid| lid.0.to_string());
                let digits = phone.map(|phone| phone.digits().to_owned());
                let words = customer_words(&customer.name, digits.as_deref(), lid.as_deref());
                let row = vec![
                    line,
                    int(customer.id.0),
                    text(&customer.name),
                    maybe(digits),
                    maybe(phone.map(|phone| phone.key().into_string())),
                    maybe(lid),
                    text(customer.chat.as_str()),
                    int(customer.closed_cases),
                    text(words),
                ];
                add(batch, Deed::Customer, row);
            }
            Event::Opened { ticket, backlog } => {
                let since = backlog.first().map_or(ticket.opened_at, |message| message.at);
                let row = vec![
                    line.clone(),
                    int(ticket.no.0),
                    int(ticket.customer.id.0),
                    text("pending"),
                    text(ticket.department.name()),
                    text(ticket.sentiment.name()),
                    int(ticket.group.0),
                    int(ticket.opened_at.0),
                    int(since.0),
                    int(0),
                    int(ticket.opened_at.0),
                    int(0),
                    int(ticket.last_seq),
                ];
                add(batch, Deed::Ticket, row);
                for message in backlog {
                    self.message(ticket.no, message, "kept", batch)?;
                }
                let at = int(ticket.opened_at.0);
                let kind = [
                    place(ticket.opened_at, 0),
                    text("opened"),
                    at,
                    Cell::NoInt,
                    Cell::NoInt,
                    Cell::NoText,
                ];
                add(
                    batch,
                    Deed::History,
                    [line, int(ticket.no.0)].into_iter().chain(kind).collect(),
                );
                let kept = backlog.iter().map(|message| message.seq).collect();
                self.cases.insert(ticket.no, (ticket.customer.id, kept));
            }
            Event::Claimed { ticket, seat, at, .. } => {
                let no = int(ticket.0);
                let row = vec![
                    int(seat.agent.0),
                    text(&seat.agent_name),
                    int(seat.slot.0),
                    text(&seat.slot_name),
                    int(at.0),
                    line.clone(),
                    no.clone(),
                ];
                add(batch, Deed::Claimed, row);
                let kept = self.cases.get(ticket).map(|(_, kept)| kept.clone()).unwrap_or_default();
                for seq in kept {
                    add(batch, Deed::Queued, vec![line.clone(), no.clone(), int(seq)]);
                }
                let (agent, detail) = (int(seat.agent.0), text(&seat.slot_name));
                let row = vec![
                    line,
                    no,
                    place(*at, 3),
                    text("claimed"),
                    int(at.0),
                    Cell::NoInt,
                    agent,
                    detail,
                ];
                add(batch, Deed::History, row);
            }
            Event::Relayed { ticket, message } => {
                // In these cases an agent answers once.
                let row = vec![int(message.seq), int(message.at.0), line, int(ticket.0)];
                add(batch, Deed::Relayed, row);
                self.message(*ticket, message, "queued", batch)?;
            }
            Event::Closed { ticket, by: By::Agent(by), reason, at, .. } => {
                let (no, reason) = (int(ticket.0), maybe(reason.as_deref().map(str::to_owned)));
                let row = vec![int(at.0), int(by.0), reason.clone(), line.clone(), no.clone()];
                add(batch, Deed::Closed, row);
                if let Some((customer, _)) = self.cases.remove(ticket) {
                    add(batch, Deed::CustomerClosed, vec![line.clone(), int(customer.0)]);
                }
                let (kind, agent) = (text("closed"), int(by.0));
                let row =
                    vec![line, no, place(*at, 4), kind, int(at.0), Cell::NoInt, agent, reason];
                add(batch, Deed::History, row);
            }
            Event::Sent { send, chat, purpose, wa_id, at } => {
                add(batch, Deed::LetterGone, vec![line.clone(), int(send.0)]);
                let wa_id = text(wa_id.as_str());
                match purpose {
                    Purpose::ToSlot { ticket, seq, .. }
                    | Purpose::ToCustomer { ticket, seq, .. } => {
                        add(batch, Deed::MessageSent, vec![wa_id, line, int(ticket.0), int(*seq)]);
                    }
                    Purpose::Announcement { group, ticket } => {
                        let (chat, at) = (text(chat.as_str()), int(at.0));
                        let row = vec![line, chat, wa_id, int(group.0), int(ticket.0), at];
                        add(batch, Deed::Post, row);
                    }
                    Purpose::ChangeForSlot { .. }
                    | Purpose::ChangeForCustomer { .. }
                    | Purpose::Answer
                    | Purpose::Addition { .. }
                    | Purpose::AskReady { .. }
                    | Purpose::Alert
                    | Purpose::Mark
                    | Purpose::SilenceWarning { .. } => {}
                }
            }
            #[allow(
                clippy::wildcard_enum_match_arm,
                reason = "nothing else happens in these cases"
            )]
            other => return Err(FloorError::Unexpected(format!("{other:?}"))),
        }
        Ok(())
    }

    fn message(
        &self,
        ticket: TicketNo,
        message: &CaseMessage,
        state: &str,
        batch: &mut Batch,
    ) -> Result<(), FloorError> {
        let (side, agent) = match message.from {
            Side::Customer => ("customer", Cell::NoInt),
            Side::Agent(agent) => ("agent", int(agent.0)),
        };
        let row = vec![
            self.line(),
            int(ticket.0),
            int(message.seq),
            text(side),
            agent,
            int(message.at.0),
            text(message.wa_id.as_str()),
            text(serde_json::to_string(&message.content)?),
            text(fold(message.content.words().unwrap_or_default())),
            text(state),
        ];
        add(batch, Deed::Message, row);
        Ok(())
    }

    fn letter(
        &mut self,
        change: &Change,
        draft: &Draft,
        batch: &mut Batch,
    ) -> Result<(), FloorError> {
        self.last_send += 1;
        let none = || Cell::NoInt;
        let [name, slot, ticket, seq, group] = match draft.purpose {
            Purpose::ToSlot { slot, ticket, seq, .. } => {
                [text("to_slot"), int(slot.0), int(ticket.0), int(seq), none()]
            }
            Purpose::ToCustomer { slot, ticket, seq, .. } => {
                [text("to_customer"), int(slot.0), int(ticket.0), int(seq), none()]
            }
            Purpose::Announcement { group, ticket } => {
                [text("announcement"), none(), int(ticket.0), none(), int(group.0)]
            }
            Purpose::Answer => [text("answer"), none(), none(), none(), none()],
            other @ (Purpose::ChangeForSlot { .. }
            | Purpose::ChangeForCustomer { .. }
            | Purpose::Addition { .. }
            | Purpose::AskReady { .. }
            | Purpose::Alert
            | Purpose::Mark
            | Purpose::SilenceWarning { .. }) => {
                return Err(FloorError::Unexpected(format!("{other:?}")));
            }
        };
        let quote = draft.quote.as_ref().map(serde_json::to_string).transpose()?;
        let at = || int(change.at.0);
        let row = vec![
            self.line(),
            int(self.last_send),
            text(draft.chat.as_str()),
            name,
            slot,
            ticket,
            seq,
            group,
            text(&draft.text),
            maybe(quote),
            at(),
            int(0),
            at(),
        ];
        add(batch, Deed::Letter, row);
        Ok(())
    }

    fn line(&self) -> Cell {
        int(self.line.0)
    }
}

fn add(batch: &mut Batch, deed: Deed, row: Row) {
    batch.entry(deed).or_default().push(row);
}

/// The place of an event among those of its ticket: by time, then by kind.
fn place(at: Timestamp, kind: i64) -> Cell {
    Cell::Int(at.0 * 16 + kind)
}

fn int(value: impl Into<i64>) -> Cell {
    Cell::Int(value.into())
}

fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

fn maybe(value: Option<String>) -> Cell {
    value.map_or(Cell::NoText, Cell::Text)
}
