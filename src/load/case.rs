//! One case, as its people live it: how far it is, and who does what next.

use std::time::Instant;

use super::cast::Seat;
use super::plan::Talk;
use super::token::Token;

/// How far a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// The customer has begun to write.
    Begun,
    /// It is announced, by this message in this main group.
    Announced {
        /// Where.
        group: u32,
        /// The announcement.
        post: String,
    },
    /// Somebody has claimed it by quoting the announcement.
    Claimed {
        /// Where.
        group: u32,
        /// The announcement.
        post: String,
    },
    /// It is open in this personal group.
    Attended {
        /// Which.
        seat: Seat,
    },
    /// The agent has written `/fin`.
    Closing {
        /// Where.
        seat: Seat,
    },
    /// It is over.
    Closed,
}

/// How a customer writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As the plan has it.
    Ordinary,
    /// On and on as soon as somebody attends; the agent only reads.
    Flooding,
    /// Has done so: it goes on as in any other case, when all of it is read.
    Flooded,
}

/// What somebody does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// The customer writes.
    CustomerWrites,
    /// An agent claims.
    Claim,
    /// The agent answers.
    Answer,
    /// The agent closes.
    Close,
}

/// A claim that was not answered yet. It keeps one personal group of its agent from other cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its message.
    pub id: String,
    /// Whose.
    pub agent: u32,
    /// When it was written.
    pub at: Instant,
}

/// A case.
#[derive(Debug)]
pub struct Case {
    /// When it was to begin.
    pub since: Instant,
    /// How far it is.
    pub stage: Stage,
    /// How the customer writes.
    pub manner: Manner,
    /// Messages of the customer beyond what the plan has.
    pub extra: u32,
    /// Messages of the customer that were written …
    pub written: u32,
    /// … that were acknowledged …
    pub taken: u32,
    /// … and that are shown in the personal group.
    pub shown: u32,
    /// Answers of the agent that were written …
    pub answered: u32,
    /// … and that are in the customer's chat.
    pub reached: u32,
    /// Words under way, and when they were written.
    pub words: Vec<(Token, Instant)>,
    /// The customer has made up their mind and will write.
    pub customer_is_due: bool,
    /// An agent has made up their mind, or the case stands in line for one.
    pub agent_is_due: bool,
    /// The agents leave it until it is alerted.
    pub is_left: bool,
    /// The agent who attends it says nothing until that is alerted.
    pub is_silent: bool,
    /// Claims without an answer.
    pub claims: Vec<Claim>,
    /// Messages and changes of messages that are not acknowledged; only counted where there is more than texts.
    pub under_way: u32,
}

impl Case {
    /// A case that begins.
    #[must_use]
    pub fn new(since: Instant) -> Self {
        Self {
            since,
            stage: Stage::Begun,
            manner: Manner::Ordinary,
            extra: 0,
            written: 0,
            taken: 0,
            shown: 0,
            answered: 0,
            reached: 0,
            words: Vec::new(),
            customer_is_due: false,
            agent_is_due: false,
            is_left: false,
            is_silent: false,
            claims: Vec::new(),
            under_way: 0,
        }
    }

    /// Messages that the customer will have written by now.
    #[must_use]
    pub fn wanted(&self, talk: &Talk) -> u32 {
        talk.before + talk.again * self.reached + self.extra
    }

    /// Whether somebody attends.
    #[must_use]
    pub fn is_attended(&self) -> bool {
        matches!(self.stage, Stage::Attended { .. })
    }

    /// Where it is attended.
    #[must_use]
    pub fn seat(&self) -> Option<Seat> {
        match self.stage {
            Stage::Attended { seat } | Stage::Closing { seat } => Some(seat),
            Stage::Begun | Stage::Announced { .. } | Stage::Claimed { .. } | Stage::Closed => None,
        }
    }

    /// Whether its times count.
    #[must_use]
    pub fn is_ordinary(&self) -> bool {
        self.manner == Manner::Ordinary
    }

    /// What somebody is to do now who is not about to do something.
    #[must_use]
    pub fn next(&self, talk: &Talk) -> Option<Move> {
        let wanted = self.wanted(talk);
        // One after the other: the next when the one before is sure to have arrived.
        if !self.customer_is_due && self.written < wanted && self.written == self.taken {
            return Some(Move::CustomerWrites);
        }
        match &self.stage {
            _ if self.agent_is_due => None,
            Stage::Announced { .. } if self.is_left => None,
            Stage::Announced { .. } => Some(Move::Claim),
            Stage::Attended { .. } if self.manner == Manner::Flooding || self.is_silent => None,
            // What is done to a message of a case that is over is nobody's concern.
            Stage::Attended { .. } if self.under_way > 0 => None,
            // Whoever attends reads all of it first.
            Stage::Attended { .. } if self.shown < wanted || self.reached < self.answered => None,
            Stage::Attended { .. } if self.answered < talk.answers => Some(Move::Answer),
            Stage::Attended { .. } => Some(Move::Close),
            Stage::Begun | Stage::Claimed { .. } | Stage::Closing { .. } | Stage::Closed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: Talk = Talk { before: 2, answers: 1, again: 1, think_ms: 0, pictures: 0.0 };

    fn at(stage: Stage, change: impl FnOnce(&mut Case)) -> Option<Move> {
        let mut case = Case { stage, ..Case::new(super::super::clock::now()) };
        change(&mut case);
        case.next(&TALK)
    }

    fn attended() -> Stage {
        Stage::Attended { seat: Seat { agent: 1, number: 1 } }
    }

    #[test]
    fn a_customer_writes_the_next_message_when_the_one_before_is_acknowledged() {
        assert_eq!(at(Stage::Begun, |_| ()), Some(Move::CustomerWrites));
        assert_eq!(at(Stage::Begun, |case| case.written = 1), None);
        assert_eq!(
            at(Stage::Begun, |case| (case.written, case.taken) = (1, 1)),
            Some(Move::CustomerWrites)
        );
        assert_eq!(at(Stage::Begun, |case| (case.written, case.taken) = (2, 2)), None);
    }

    #[test]
    fn an_agent_reads_all_then_answers_and_closes_when_everything_is_said() {
        let said = |case: &mut Case| (case.written, case.taken, case.shown) = (2, 2, 2);
        assert_eq!(at(attended(), |case| (case.written, case.taken) = (2, 2)), None);
        assert_eq!(at(attended(), said), Some(Move::Answer));
        let answered = |case: &mut Case| {
            said(case);
            (case.answered, case.reached) = (1, 1);
        };
        assert_eq!(at(attended(), answered), Some(Move::CustomerWrites));
        let all = |case: &mut Case| {
            answered(case);
            (case.written, case.taken, case.shown) = (3, 3, 3);
        };
        assert_eq!(at(attended(), all), Some(Move::Close));
        assert_eq!(at(Stage::Closed, all), None);
    }

    #[test]
    fn a_flood_is_read_to_its_end_before_it_is_answered() {
        let flood = |manner, shown| {
            at(attended(), |case| {
                (case.manner, case.extra) = (manner, 5);
                (case.written, case.taken, case.shown) = (7, 7, shown);
            })
        };
        assert_eq!(flood(Manner::Flooding, 7), None);
        assert_eq!(flood(Manner::Flooded, 6), None);
        assert_eq!(flood(Manner::Flooded, 7), Some(Move::Answer));
    }
}
