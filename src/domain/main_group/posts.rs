//! What people write in the group, and the messages of Relevo's that it may be about.

use super::MainGroup;
use crate::domain::command::Command;
use crate::domain::ids::Timestamp;
use crate::domain::message::{
    Author, GroupWrote, HandRaised, Post, PostExpected, PostLost, Posted, Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::settings::GroupKind;
use crate::domain::survey::{Question, Survey};

/// A reply to a message of ours whose id is not known yet waits this long for it (milliseconds).
const PUZZLED_MS: i64 = 15_000;
/// So many of those wait at the most.
const PUZZLES_MOST: usize = 256;

/// A reply or a raised hand that may be to a message of ours which is on its way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Puzzle {
    what: Puzzling,
    pub until: Timestamp,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Puzzling {
    Wrote(Box<GroupWrote>),
    Raised(Box<HandRaised>),
}

impl Puzzle {
    /// Who waits.
    pub fn receipt(&self) -> Receipt {
        self.what.receipt()
    }
}

impl Puzzling {
    fn receipt(&self) -> Receipt {
        match self {
            Self::Wrote(msg) => msg.receipt,
            Self::Raised(msg) => msg.receipt,
        }
    }
}

impl MainGroup {
    /// Somebody wrote in the group. What quotes nothing of Relevo's is people talking.
    pub fn group_wrote(&mut self, msg: GroupWrote, now: Timestamp) -> Outcome {
        let msg = match self.ordered(msg, now) {
            Ok(outcome) => return outcome,
            Err(msg) => *msg,
        };
        let supervises = self.kind == GroupKind::Supervisor;
        if supervises
            && msg.message.content.typed().is_some_and(|typed| Command::parse(typed).is_some())
        {
            // Whoever is in it may look, whatever they quote.
            return self.answer_command(&msg);
        }
        let Some(quote) = &msg.message.quote else {
            if let Author::Agent { .. } = &msg.author {
                return self.answer_command(&msg);
            }
            return Outcome::done(msg.receipt);
        };
        match self.posts.get(&quote.id).copied() {
            // What is said about an alert, and orders nothing, is people talking.
            Some(Post::Announcement(_)) if supervises => Outcome::done(msg.receipt),
            Some(Post::Announcement(ticket)) => self.claim_by_quote(ticket, msg),
            Some(Post::AskReady(agent)) => Self::answer_ready(agent, msg),
            None if self.unposted > 0 => {
                // WhatsApp may show our message before its id reaches us.
                self.puzzled(Puzzling::Wrote(msg.into()), now)
            }
            None => Outcome::done(msg.receipt),
        }
    }

    /// What works here as a command; the rest is people talking.
    fn answer_command(&self, msg: &GroupWrote) -> Outcome {
        let chat = &msg.message.chat;
        let ask = |question| {
            let survey = Survey::new(question, chat.clone(), msg.receipt);
            Outcome { tells: vec![Tell::Line(survey.into())], ..Outcome::default() }
        };
        match msg.message.content.typed().and_then(Command::parse) {
            Some(Command::Help) => {
                let mut outcome = Outcome::done(msg.receipt);
                outcome.say(
                    chat,
                    match self.kind {
                        GroupKind::Support | GroupKind::Sales => Notice::HelpInGroup,
                        GroupKind::Supervisor => Notice::HelpForSupervisors,
                    },
                );
                outcome
            }
            Some(Command::Status) => ask(Question::Status),
            Some(Command::Agents) => ask(Question::Agents),
            Some(
                Command::Info
                | Command::ToCustomer { .. }
                | Command::Close { .. }
                | Command::Canned { .. }
                | Command::Note { .. }
                | Command::Transfer { .. }
                | Command::Return { .. }
                | Command::Escalate { .. }
                | Command::Assign { .. }
                | Command::Block { .. }
                | Command::Unblock { .. }
                | Command::Unknown { .. },
            )
            | None => Outcome::done(msg.receipt),
        }
    }

    /// A message that people may quote is about to be sent by somebody else.
    pub fn post_expected(&mut self, _: PostExpected) -> Outcome {
        self.expect_post();
        Outcome::default()
    }

    /// A message of ours was given up: nobody will quote it.
    pub fn post_lost(&mut self, _: PostLost, now: Timestamp) -> Outcome {
        self.unposted = self.unposted.saturating_sub(1);
        self.look_again(now)
    }

    /// A message of ours can be quoted from now on.
    pub fn posted(&mut self, msg: Posted, now: Timestamp) -> Outcome {
        self.unposted = self.unposted.saturating_sub(1);
        self.restore_post(msg.wa_id, msg.post);
        self.look_again(now)
    }

    /// Keeps what may be about a message of ours whose id is still to come.
    pub(super) fn puzzled(&mut self, what: Puzzling, now: Timestamp) -> Outcome {
        if self.puzzles.len() >= PUZZLES_MOST {
            return Outcome::done(what.receipt());
        }
        self.puzzles.push(Puzzle { what, until: now.plus(PUZZLED_MS) });
        Outcome::default()
    }

    /// Replies and raised hands that waited for the id of a message of ours.
    fn look_again(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        for puzzle in std::mem::take(&mut self.puzzles) {
            outcome.absorb(match puzzle.what {
                Puzzling::Wrote(msg) => self.group_wrote(*msg, now),
                Puzzling::Raised(msg) => self.hand_raised(*msg, now),
            });
        }
        outcome
    }
}
