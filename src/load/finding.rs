//! What an audit finds: each fault by name, counted, and the first of each kind listed.

use serde::Serialize;

use super::cast::Place;
use super::token::CaseNo;

/// Findings of a kind that are listed.
const LISTED_MOST: usize = 100;

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Acknowledged, and what had to follow never arrived.
    Lost,
    /// Arrived twice.
    Doubled,
    /// Arrived before something that was acknowledged before it was written.
    OutOfOrder,
    /// Arrived where it does not belong.
    Misdelivered,
    /// Arrived as something else: with other words or bytes, another name or quote.
    Altered,
    /// A ticket was given to two, or a personal group got two.
    DoubleClaimed,
    /// A case that did not come to its end.
    Unfinished,
    /// An alert before its limit had passed.
    EarlyAlert,
    /// An alert that was given before.
    DoubledAlert,
    /// An alert that was due and did not come.
    ForgottenAlert,
    /// An alert of a case that was over.
    StaleAlert,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which kind.
    pub fault: Fault,
    /// The case, as the run counts it.
    pub case: CaseNo,
    /// Its number as people see it, if it came so far.
    pub ticket: Option<i64>,
    /// What: the token of a person's words, or what Relevo says.
    pub what: String,
    /// Where it arrived, where it belongs, or what it came after.
    pub chats: Vec<String>,
}

/// What became of alerts. `early` to `after_end` are zero when all is well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct AlertFindings {
    /// Tickets that the Supervisor group was told of, each time counted.
    pub given: u64,
    /// The same for the main groups.
    pub reminded: u64,
    /// Times that an agent was reminded of a customer who waits for an answer.
    pub agents_reminded: u64,
    /// Times that the Supervisor group was told of that, by name.
    pub unanswered_given: u64,
    /// In main groups and in the Supervisor group, those that a digest counted without naming them.
    pub only_counted: u64,
    /// Of those named, the ones that an agent had just claimed: they were under way.
    pub after_claim: u64,
    /// Given before the limit had passed since the gateway brought the customer's words.
    pub early: u64,
    /// Given more often than limits had passed.
    pub doubled: u64,
    /// Due and never given, in one group or in both.
    pub forgotten: u64,
    /// Given when the case was over.
    pub after_end: u64,
    /// How long after the limit the main group was first reminded, by name, at least, counted from the acknowledgement of the
    /// customer's words (milliseconds). Alerts are gathered for a moment; never a fault.
    pub late_ms: Lateness,
}

/// Times of many alerts (milliseconds).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Lateness {
    /// Half of them took at most this.
    pub p50: u64,
    /// 99 of a hundred.
    pub p99: u64,
    /// The longest.
    pub max: u64,
}

impl AlertFindings {
    /// Whether nothing went wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        (self.early, self.doubled, self.forgotten, self.after_end) == (0, 0, 0, 0)
    }
}

/// All that was found. `lost` to `double_claimed` are zero when all is well.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Findings {
    /// Acknowledged, and never arrived.
    pub lost: u64,
    /// Arrived twice.
    pub doubled: u64,
    /// Arrived in another order than written.
    pub out_of_order: u64,
    /// Arrived where it does not belong.
    pub misdelivered: u64,
    /// Arrived as something else than what was written; only looked for where there is more than texts.
    pub altered: u64,
    /// Tickets given to two, or personal groups with two.
    pub double_claimed: u64,
    /// Webhooks that were refused for good: a gateway would not have brought them again.
    pub rejected: u64,
    /// Cases that did not come to their end before patience ran out.
    pub unfinished: u64,
    /// Last messages of a chat that came again after a `kill -9` or a broken connection: on a gateway without
    /// ids made by its client Relevo cannot know whether such a message is out. Not a fault.
    pub ambiguous_repeats: u64,
    /// What became of alerts, in a run about them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alerts: Option<AlertFindings>,
    /// The first of each kind.
    pub listed: Vec<Finding>,
}

impl Findings {
    /// Takes a fault down.
    pub fn add(
        &mut self,
        fault: Fault,
        case: CaseNo,
        ticket: Option<i64>,
        what: String,
        chats: &[Place],
    ) {
        let count = match fault {
            Fault::Lost => &mut self.lost,
            Fault::Doubled => &mut self.doubled,
            Fault::OutOfOrder => &mut self.out_of_order,
            Fault::Misdelivered => &mut self.misdelivered,
            Fault::Altered => &mut self.altered,
            Fault::DoubleClaimed => &mut self.double_claimed,
            Fault::Unfinished => &mut self.unfinished,
            Fault::EarlyAlert => &mut self.alerts.get_or_insert_default().early,
            Fault::DoubledAlert => &mut self.alerts.get_or_insert_default().doubled,
            Fault::ForgottenAlert => &mut self.alerts.get_or_insert_default().forgotten,
            Fault::StaleAlert => &mut self.alerts.get_or_insert_default().after_end,
        };
        *count += 1;
        if *count <= LISTED_MOST as u64 {
            let chats = chats.iter().map(ToString::to_string).collect();
            self.listed.push(Finding { fault, case, ticket, what, chats });
        }
    }

    /// Whether nothing at all went wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        [
            self.lost,
            self.doubled,
            self.out_of_order,
            self.misdelivered,
            self.altered,
            self.double_claimed,
            self.rejected,
            self.unfinished,
        ]
        .iter()
        .all(|count| *count == 0)
            && self.alerts.is_none_or(|alerts| alerts.is_clean())
    }
}
