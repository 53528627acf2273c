//! How many messages of each kind were carried, in which direction.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::load::mixed::Kind;
use crate::load::token::Side;

/// What became of messages, edits, deletions or reactions of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tale {
    /// Acknowledged.
    pub sent: u64,
    /// Seen on the other side.
    pub arrived: u64,
    /// Seen there once more: a crash or a broken connection had left it open whether it was out.
    pub repeated: u64,
    /// Deleted, or moot, before it was to be seen; or it is about a message of whose copy Relevo cannot know.
    pub moot: u64,
    /// Never seen there.
    pub lost: u64,
}

/// All that was carried, in a run with more than texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Carried {
    /// From customers to agents.
    pub from_customers: BTreeMap<Kind, Tale>,
    /// From agents to customers.
    pub from_agents: BTreeMap<Kind, Tale>,
    /// Replies without their quote, or with it told in words: what they quote had been deleted, or had come
    /// that very moment, or Relevo cannot know its copy.
    pub unquoted: u64,
}

impl Carried {
    /// What became of this kind from this side.
    pub fn tale(&mut self, side: Side, kind: Kind) -> &mut Tale {
        let tales = match side {
            Side::Customer => &mut self.from_customers,
            Side::Agent => &mut self.from_agents,
        };
        tales.entry(kind).or_default()
    }

    /// Both directions, by name.
    #[must_use]
    pub fn directions(&self) -> [(&'static str, &BTreeMap<Kind, Tale>); 2] {
        [("customers → agents", &self.from_customers), ("agents → customers", &self.from_agents)]
    }
}
