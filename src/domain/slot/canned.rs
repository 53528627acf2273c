//! `/r`: a canned reply, sent to the customer as the agent's own message.

use super::Slot;
use crate::domain::content::Content;
use crate::domain::ids::{AgentId, Timestamp};
use crate::domain::main_group::{cut, quote_of};
use crate::domain::message::GroupWrote;
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;
use crate::domain::own_words::{Named, fill};

impl Slot {
    /// Sends the canned reply of this name; says which there are where none was named, or none has that name.
    pub(super) fn send_canned(
        &mut self,
        by: AgentId,
        msg: &GroupWrote,
        name: Option<&str>,
        now: Timestamp,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        let chat = &msg.message.chat;
        let Some(name) = name else {
            outcome.say(chat, self.canned_list());
            return outcome;
        };
        let Some(text) = self.canned(name) else {
            let near = self.words.near(name);
            let unknown = Notice::UnknownReply { name: cut(name, 30), near };
            outcome.reply(chat, quote_of(&msg.message), unknown);
            return outcome;
        };
        self.send_to_customer(by, msg, Content::text(text), now)
    }

    /// The canned reply of this name for the case in this slot.
    fn canned(&self, name: &str) -> Option<String> {
        let case = self.case.as_ref()?;
        let text = self.words.reply(name)?;
        let named = Named {
            customer: &case.ticket.customer.name,
            agent: &case.seat.agent_name,
            company: &self.company,
            ticket: case.ticket.no.0,
        };
        // Checked when it was kept; one that cannot be filled in is not sent half.
        fill(text, named).ok()
    }

    fn canned_list(&self) -> Notice {
        let replies = self.words.replies.iter();
        let replies = replies.map(|(name, text)| (name.clone(), cut(text, 80)));
        Notice::CannedReplies { replies: replies.collect() }
    }
}
