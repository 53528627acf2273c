//! A customer who does not answer any more: warned, and after that the case is closed by itself.

use super::Slot;
use crate::domain::acts::{By, Deed};
use crate::domain::closing::patience;
use crate::domain::event::Event;
use crate::domain::ids::{ReceiptId, Timestamp};
use crate::domain::message::ActOnCase;
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, Receipt};

/// After a restart nothing is closed for so long (milliseconds): the answer may be on its way here.
const GRACE_MS: i64 = 10 * 60_000;

/// Whether the case was read from the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Restart {
    /// It began here.
    #[default]
    No,
    /// Yes, and nobody has looked since.
    Yes,
    /// Yes; nothing is closed before this.
    Until(Timestamp),
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
        if self.restart == Restart::Yes {
            self.restart = Restart::Until(now.plus(GRACE_MS));
            return Outcome::default();
        }
        let (customer, ticket) = (case.ticket.customer.id, case.ticket.no);
        let reason = Some(self.closing.usual.no_answer.clone()).filter(|reason| !reason.is_empty());
        // Nobody waits for it.
        let receipt = Receipt { id: ReceiptId(0), key: None };
        let (deed, by) = (Deed::Close, By::Relevo);
        self.act(ActOnCase { customer, ticket, deed, by, reason, receipt }, now)
    }

    /// When something has to be done about the customer's silence.
    fn silence_due(&self) -> Option<Timestamp> {
        if self.leaving.is_some() {
            return None;
        }
        let case = self.case.as_ref()?;
        let (silence, close) =
            patience(&self.closing, self.group_rules.groups.get(&case.ticket.group))?;
        let (seq, since) = self.unanswered()?;
        match (case.warned, self.restart) {
            (Some((warned, at)), Restart::Until(grace)) if warned == seq => {
                Some(at.plus(close).max(grace))
            }
            (Some((warned, at)), Restart::No | Restart::Yes) if warned == seq => {
                Some(at.plus(close))
            }
            (_, Restart::No | Restart::Yes | Restart::Until(_)) => Some(since.plus(silence)),
        }
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
        let since = self.unanswered().map_or(now, |(_, since)| since);
        let mut outcome = Outcome::default();
        let Some(case) = &mut self.case else { return outcome };
        let group = self.group_rules.groups.get(&case.ticket.group);
        let Some((_, left_ms)) = patience(&self.closing, group) else { return outcome };
        case.warned = Some((seq, now));
        let ticket = case.ticket.no;
        outcome.say(&case.ticket.customer.chat, Notice::SilenceWarning { ticket, left_ms });
        if let Some(chat) = &self.chat {
            let silent_ms = now.since(since);
            outcome.say(chat, Notice::SilenceTold { ticket, silent_ms, left_ms });
        }
        outcome.events.push(Event::SilenceWarned { ticket, seq, at: now });
        outcome
    }
}
