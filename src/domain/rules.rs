//! What a company can set for a group or an agent, beside what it sets for the line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Schedule};
use super::ids::{AgentId, GroupId};

/// What is set for a main group. What is not set is as on the line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupRules {
    /// When it is on shift; without hours, whenever the line is open.
    pub shift: Schedule,
    /// A pending ticket alerts after this wait (milliseconds of business hours, as all limits).
    pub first_limit_ms: Option<i64>,
    /// An urgent one after this.
    pub urgent_limit_ms: Option<i64>,
    /// And again after this.
    pub second_limit_ms: Option<i64>,
    /// And from then on each time so much later.
    pub repeat_ms: Option<i64>,
    /// An agent whose customer waits for an answer is reminded after this wait.
    pub answer_limit_ms: Option<i64>,
    /// Supervisors are alerted of it after this.
    pub answer_alert_ms: Option<i64>,
    /// The case waits in its main group again after this; 0: never.
    pub give_back_ms: Option<i64>,
}

/// What is set for an agent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgentRules {
    /// When the agent is on shift; without hours, always.
    pub shift: Schedule,
}

/// All of a line's rules; stored in a table of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    /// When the company is open. Without hours: always.
    pub hours: Schedule,
    /// By main group; a group that is not here has the default ones.
    pub groups: BTreeMap<GroupId, GroupRules>,
    /// By agent; an agent who is not here has the default ones.
    pub agents: BTreeMap<AgentId, AgentRules>,
}

impl Rules {
    /// A main group's rules.
    #[must_use]
    pub fn group(&self, group: GroupId) -> GroupRules {
        self.groups.get(&group).cloned().unwrap_or_default()
    }

    /// An agent's rules.
    #[must_use]
    pub fn agent(&self, agent: AgentId) -> AgentRules {
        self.agents.get(&agent).cloned().unwrap_or_default()
    }

    /// When the company is open, on a line in this time zone (IANA).
    #[must_use]
    pub fn business_hours(&self, zone: &str) -> Calendar {
        Calendar::new(&self.hours, zone)
    }
}
