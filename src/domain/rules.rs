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
    /// A raised hand on an announcement claims it, as a reply does.
    pub claim_by_reaction: bool,
    /// A customer who has not answered the agent for so long (milliseconds) is warned; 0: never.
    pub silence_ms: Option<i64>,
    /// So long after the warning (milliseconds) the case is closed.
    pub silence_close_ms: Option<i64>,
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
