//! What agents ask of Relevo in a slot that is more than a word to the customer: notes, passing the case on, help, the
//! queue.

use super::Slot;
use super::leaving::Leaving;
use crate::domain::acts::{By, Deed};
use crate::domain::closing::Reason;
use crate::domain::ids::{AgentId, Timestamp};
use crate::domain::message::{ActOnCase, Directions, GroupWrote, Tell, WhereTo};
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;
use crate::domain::survey::{Question, Survey};

/// Notes that `/info` shows.
const NOTES_SHOWN: usize = 5;

impl Slot {
    /// `/fin`: closes the case, or asks why.
    pub(super) fn close_as_told(
        &mut self,
        by: AgentId,
        msg: &GroupWrote,
        reason: Option<String>,
        now: Timestamp,
    ) -> Outcome {
        let asks = match reason.as_deref().map(|reason| self.closing.meant(reason)) {
            None => self.closing.reason_required,
            Some(Reason::NoSuchNumber) => !self.closing.offered().is_empty(),
            Some(Reason::Given(_)) => false,
        };
        if asks {
            let mut outcome = Outcome::done(msg.receipt);
            let reasons = self.closing.offered().to_vec();
            outcome.say(&msg.message.chat, Notice::WhyClose { reasons });
            return outcome;
        }
        self.do_deed(by, msg, Deed::Close, reason, now)
    }

    /// `/nota`: remembers something.
    pub(super) fn note_as_told(
        &mut self,
        by: AgentId,
        msg: &GroupWrote,
        text: Option<String>,
        now: Timestamp,
    ) -> Outcome {
        let Some(text) = text else {
            let mut outcome = Outcome::done(msg.receipt);
            outcome.say(&msg.message.chat, Notice::NothingToNote);
            return outcome;
        };
        self.do_deed(by, msg, Deed::Note { text }, None, now)
    }

    /// Something is done with the case by whoever wrote in the slot.
    pub(super) fn do_deed(
        &mut self,
        by: AgentId,
        msg: &GroupWrote,
        deed: Deed,
        reason: Option<String>,
        now: Timestamp,
    ) -> Outcome {
        match self.wish(by, msg, deed, reason) {
            Some(act) => self.act(act, now),
            None => Outcome::done(msg.receipt),
        }
    }

    fn wish(
        &self,
        by: AgentId,
        msg: &GroupWrote,
        deed: Deed,
        reason: Option<String>,
    ) -> Option<ActOnCase> {
        let ticket = &self.case.as_ref()?.ticket;
        let (customer, ticket, by) = (ticket.customer.id, ticket.no, By::Agent(by));
        Some(ActOnCase { customer, ticket, deed, by, reason, receipt: msg.receipt })
    }

    /// `/transferir` and `/devolver`: the line knows whom the agent means. What is written meanwhile waits.
    pub(super) fn ask_where_to(
        &mut self,
        by: AgentId,
        msg: &GroupWrote,
        asked: Option<String>,
        reason: Option<String>,
    ) -> Outcome {
        // Where to is for the line to say.
        let Some(act) = self.wish(by, msg, Deed::Return { group: None }, reason) else {
            return Outcome::done(msg.receipt);
        };
        let Some(case) = &self.case else { return Outcome::done(msg.receipt) };
        let wanted = WhereTo {
            slot: self.id,
            holder: case.seat.agent,
            group: case.ticket.group,
            department: case.ticket.department,
            words: case.telling_words(),
            asked,
        };
        self.leaving = Some(Box::new(Leaving { act, after: Vec::new(), acts: Vec::new() }));
        Outcome { tells: vec![Tell::Line(wanted.into())], ..Outcome::default() }
    }

    /// The line has said whom the agent meant.
    pub fn directions(&mut self, msg: Directions, now: Timestamp) -> Outcome {
        let Some(leaving) = self.leaving.take() else {
            return Outcome::broken("a slot was told the way that had not asked");
        };
        let Leaving { act, after, acts } = *leaving;
        let mut outcome = match msg {
            Directions::Go { deed, rest } => {
                let reason = act.reason.clone().or(rest);
                self.act(ActOnCase { deed, reason, ..act }, now)
            }
            Directions::Say(notice) => {
                let mut outcome = Outcome::done(act.receipt);
                if let Some(chat) = &self.chat {
                    outcome.say(chat, *notice);
                }
                outcome
            }
        };
        match &mut self.leaving {
            Some(leaving) => {
                leaving.after.extend(after);
                leaving.acts.extend(acts);
            }
            None => {
                // It stays: while it was leaving nobody was reminded of it.
                self.watch();
                for act in acts {
                    outcome.absorb(self.act(act, now));
                }
                for wrote in after {
                    outcome.absorb(self.group_wrote(wrote, now));
                }
            }
        }
        outcome
    }

    /// `/estado` and `/agentes`: what nobody knows alone.
    pub(super) fn ask_round(msg: &GroupWrote, question: Question) -> Outcome {
        let survey = Survey::new(question, msg.message.chat.clone(), msg.receipt);
        Outcome { tells: vec![Tell::Line(survey.into())], ..Outcome::default() }
    }

    /// The latest notes of the case, oldest first.
    pub(super) fn latest_notes(&self) -> Vec<crate::domain::acts::Note> {
        let Some(case) = &self.case else { return Vec::new() };
        let notes = &case.ticket.notes;
        notes.iter().skip(notes.len().saturating_sub(NOTES_SHOWN)).cloned().collect()
    }
}
