//! `/estado` and `/agentes`: what nobody knows alone. The question goes from one owner to the next, each adds what it
//! knows, and the last one answers: nobody waits, nothing is kept, and no count can be out of date.

use super::agent::Agent;
use super::ids::{AgentId, ChatId, GroupId, TicketNo, Timestamp};
use super::main_group::MainGroup;
use super::message::Tell;
use super::notice::{Duty, Notice, OnDuty, Queue, Waiting};
use super::outcome::{Outcome, Receipt};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The queue now.
    Status,
    /// Who is on.
    Agents,
}

/// A question on its way round the house.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// What is asked.
    pub question: Question,
    /// Where the answer goes.
    pub chat: ChatId,
    /// Who waits.
    pub receipt: Receipt,
    /// Main groups that are still to be asked.
    pub groups: Vec<GroupId>,
    /// Agents who are still to be asked, with whether they are off shift.
    pub agents: Vec<(AgentId, bool)>,
    queues: Vec<Queue>,
    team: Vec<OnDuty>,
}

impl Survey {
    /// A question that nobody has been asked yet.
    #[must_use]
    pub fn new(question: Question, chat: ChatId, receipt: Receipt) -> Self {
        let (groups, agents, queues, team) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { question, chat, receipt, groups, agents, queues, team }
    }

    /// On to the next, or out with the answer.
    #[must_use]
    pub fn go_on(mut self) -> Outcome {
        let tell = if let Some(group) = self.groups.pop() {
            Tell::Group(group, self.into())
        } else if let Some((agent, _)) = self.agents.last() {
            Tell::Agent(*agent, self.into())
        } else {
            return self.answer();
        };
        Outcome { tells: vec![tell], ..Outcome::default() }
    }

    fn answer(self) -> Outcome {
        let mut outcome = Outcome::done(self.receipt);
        let attended = self.team.iter().map(|agent| agent.busy).sum();
        let notice = match self.question {
            Question::Status => Notice::QueueNow { queues: self.queues, attended },
            Question::Agents => Notice::TeamNow { team: self.team },
        };
        outcome.say(&self.chat, notice);
        outcome
    }
}

impl MainGroup {
    /// Adds what waits here.
    #[must_use]
    pub fn survey(&self, mut survey: Survey, now: Timestamp) -> Outcome {
        let waits = |(ticket, since): (TicketNo, Timestamp)| Waiting {
            ticket,
            waited_ms: now.since(since).max(0),
        };
        let oldest = self.pending().map(|pending| (pending.ticket.no, pending.since));
        survey.queues.push(Queue {
            group_name: self.name.clone(),
            pending: self.pending().count(),
            urgent: self.pending().filter(|pending| pending.ticket.is_urgent()).count(),
            oldest: oldest.min_by_key(|(ticket, since)| (*since, *ticket)).map(waits),
        });
        survey.go_on()
    }
}

impl Agent {
    /// Adds how this agent stands.
    #[must_use]
    pub fn survey(&self, mut survey: Survey) -> Outcome {
        let off_shift = survey.agents.pop().is_some_and(|(_, off)| off);
        let rooms = self.rooms.iter().filter(|(_, room)| room.usable);
        let busy = rooms.clone().filter(|(_, room)| room.case.is_some()).count();
        let free =
            rooms.filter(|(number, room)| **number <= self.wanted && room.case.is_none()).count();
        let duty = if self.bound.is_none() {
            Duty::NotRegistered
        } else if !self.active {
            Duty::Inactive
        } else if off_shift {
            Duty::OffShift
        } else {
            Duty::On
        };
        if !self.removed {
            survey.team.push(OnDuty { name: self.name.clone(), duty, free, busy });
        }
        survey.go_on()
    }
}
