//! A customer who does not answer any more: warned, and after that the case is closed by itself.
//!
//! Time counts from when the warning has left, and not while the line has no connection: nobody is silent who cannot
//! be heard.

use super::Slot;
use crate::domain::acts::{By, Deed};
use crate::domain::closing::patience;
use crate::domain::event::Event;
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::inbound::Connection;
use crate::domain::message::{ActOnCase, LinkIs, OfferOver, Tell, WarningIs};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Body, Outcome, Receipt, Send};
use crate::domain::purpose::Purpose;

/// After a restart, and after the line was without a connection, nobody is warned or closed for so long
/// (milliseconds): the answer may be on its way here.
const GRACE_MS: i64 = 10 * 60_000;

/// What a slot keeps beside its case to see to it; not kept over a restart.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Silence {
    /// The case was read from the store, and nobody has looked since.
    is_of_store: bool,
    /// Nothing is done before this.
    not_before: Option<Timestamp>,
    /// The agent's message that is warned about in the outbox.
    on_its_way: Option<u32>,
    /// The one whose warning did not leave.
    in_vain: Option<u32>,
    /// Since when the line is without a connection.
    down: Option<Timestamp>,
    /// How long it was without one since the warning (milliseconds).
    lost_ms: i64,
}

impl Silence {
    /// Of a case that was read from the store.
    pub fn of_store() -> Self {
        Self { is_of_store: true, ..Self::default() }
    }

    /// How the line is connected will be told again.
    pub fn link_forgotten(&mut self) {
        self.down = None;
    }
}

impl Slot {
    /// When this slot next needs waking, if nothing happens first.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        self.answer_due().into_iter().chain(self.silence_due()).min()
    }

    /// Whatever is due: for a customer who waits for an answer, or for one who gives none.
    pub fn wake(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = self.wait_over(now);
        outcome.absorb(self.silent_too_long(now));
        outcome
    }

    /// Takes in that the warning about this message is in the outbox.
    pub fn expect_warning(&mut self, ticket: TicketNo, seq: u32) {
        if self.case.as_ref().is_some_and(|case| case.ticket.no == ticket) {
            self.silence.on_its_way = Some(seq);
        }
    }

    /// Takes in since when the line has been without its connection.
    pub fn restore_link(&mut self, down_since: Option<Timestamp>) {
        self.silence.down = down_since;
    }

    /// The line lost its connection, or has it again.
    pub fn link_is(&mut self, msg: LinkIs, now: Timestamp) -> Outcome {
        let silence = &mut self.silence;
        match msg.state {
            Connection::Connected => {
                let Some(since) = silence.down.take() else { return Outcome::default() };
                let warned = self.case.as_ref().and_then(|case| case.warned);
                let from = warned.map_or(since, |(_, at)| since.max(at));
                silence.lost_ms += now.since(from).max(0);
                silence.not_before = Some(now.plus(GRACE_MS));
            }
            Connection::Connecting | Connection::WaitingForQr | Connection::Disconnected => {
                silence.down = silence.down.or(Some(now));
            }
        }
        Outcome::default()
    }

    /// The warning has left, or does not leave any more.
    pub fn warning_is(&mut self, msg: WarningIs) -> Outcome {
        let WarningIs { ticket, seq, left } = msg;
        let Some(case) = self.case.as_mut().filter(|case| case.ticket.no == ticket) else {
            return Outcome::default();
        };
        self.silence.on_its_way.take_if(|on_its_way| *on_its_way == seq);
        let Some(at) = left else {
            case.warned.take_if(|(warned, _)| *warned == seq);
            self.silence.in_vain = Some(seq);
            return Outcome::default();
        };
        case.warned = Some((seq, at));
        self.silence.lost_ms = 0;
        self.silence.in_vain.take_if(|in_vain| *in_vain == seq);
        self.tell_warned(ticket, seq, at)
    }

    /// Tells the agent that the customer has been warned.
    fn tell_warned(&self, ticket: TicketNo, seq: u32, at: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let since = self.unanswered().filter(|(unanswered, _)| *unanswered == seq);
        if let (Some((_, since)), Some((_, left_ms)), Some(chat)) =
            (since, self.patience(), &self.chat)
        {
            let silent_ms = at.since(since);
            outcome.say(chat, Notice::SilenceTold { ticket, silent_ms, left_ms });
        }
        outcome
    }

    /// How long the customer may be silent before the warning, and after it.
    fn patience(&self) -> Option<(i64, i64)> {
        let group = self.case.as_ref()?.ticket.group;
        patience(&self.closing, self.group_rules.groups.get(&group))
    }

    /// Somebody wrote, or the case is over: a warning that is still here need not leave.
    pub(super) fn warning_over(&self) -> Option<Tell> {
        self.silence.on_its_way?;
        let ticket = &self.case.as_ref()?.ticket;
        let (ticket, chat) = (ticket.no, ticket.customer.chat.clone());
        Some(Tell::Courier(OfferOver { ticket, chat }.into()))
    }

    /// A silent customer is warned, or the case closed.
    fn silent_too_long(&mut self, now: Timestamp) -> Outcome {
        if self.silence_due().is_none_or(|due| due > now) {
            return Outcome::default();
        }
        let Some((seq, _)) = self.unanswered() else { return Outcome::default() };
        let Some(case) = &self.case else { return Outcome::default() };
        if case.warned.is_none_or(|(warned, _)| warned != seq) {
            return self.warn_silent(seq, now);
        }
        if std::mem::take(&mut self.silence.is_of_store) {
            self.silence.not_before = Some(now.plus(GRACE_MS));
            return Outcome::default();
        }
        let (customer, ticket) = (case.ticket.customer.id, case.ticket.no);
        let reason = Some(self.closing.usual.no_answer.clone()).filter(|reason| !reason.is_empty());
        let (deed, by, receipt) = (Deed::Close, By::Relevo, Receipt::NOBODY);
        self.act(ActOnCase { customer, ticket, deed, by, reason, receipt }, now)
    }

    /// When something has to be done about the customer's silence.
    fn silence_due(&self) -> Option<Timestamp> {
        let silence = &self.silence;
        if self.leaving.is_some() || silence.down.is_some() {
            return None;
        }
        let (case, (wait, close)) = (self.case.as_ref()?, self.patience()?);
        let (seq, since) = self.unanswered()?;
        if silence.on_its_way == Some(seq) || silence.in_vain == Some(seq) {
            return None;
        }
        let due = match case.warned.filter(|(warned, _)| *warned == seq) {
            Some((_, at)) => at.plus(close).plus(silence.lost_ms),
            None => since.plus(wait),
        };
        Some(silence.not_before.map_or(due, |not_before| due.max(not_before)))
    }

    /// The last message, where it is an agent's: number, and since when. None while the customer waits for an answer.
    fn unanswered(&self) -> Option<(u32, Timestamp)> {
        let message = self.case.as_ref()?.map.latest_unanswered()?;
        // When it was passed on, if that was here: the gateway may have brought it late.
        let passed = self.spoke.filter(|(seq, _)| *seq == message.seq).map(|(_, at)| at);
        Some((message.seq, passed.unwrap_or(message.at)))
    }

    /// Whether there is a case whose customer waits for an answer.
    pub(super) fn is_waited_for(&self) -> bool {
        self.case.is_some() && self.unanswered().is_none()
    }

    fn warn_silent(&mut self, seq: u32, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let Some((_, left_ms)) = self.patience() else { return outcome };
        let Some(case) = &mut self.case else { return outcome };
        case.warned = Some((seq, now));
        self.silence.on_its_way = Some(seq);
        let (slot, ticket) = (self.id, case.ticket.no);
        outcome.sends.push(Send {
            chat: case.ticket.customer.chat.clone(),
            purpose: Purpose::SilenceWarning { slot, ticket, seq },
            body: Body::Say(Notice::SilenceWarning { ticket, left_ms }),
            quote: None,
            not_before: None,
        });
        outcome.events.push(Event::SilenceWarned { ticket, seq, at: now });
        outcome
    }
}
