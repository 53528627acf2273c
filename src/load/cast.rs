//! Who takes part and where: addresses and names of agents, customers and chats, all derived from numbers,
//! so that nothing has to be looked up.

use serde::{Deserialize, Serialize};

use super::token::CaseNo;
use crate::domain::agent::slot_id;
use crate::domain::identity::{Identity, Lid};
use crate::domain::ids::{AgentId, GroupId, SlotId};
use crate::domain::phone::Phone;

/// The line's own number.
pub const OWN: &str = "5491199999999";
/// The line's own LID, the author of what is quoted.
pub const OWN_LID: &str = "199900001111222@lid";
/// Customers before the numbers run out.
pub const CUSTOMERS_MOST: u64 = 80_000_000;

/// How many of each there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// Agents, numbered from 1.
    pub agents: u32,
    /// Personal groups of each agent, numbered from 1.
    pub slots: u8,
    /// Main groups, numbered from 1.
    pub groups: u32,
}

/// One personal group of one agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// Whose, from 1.
    pub agent: u32,
    /// Which one, from 1.
    pub number: u8,
}

/// What a chat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A main group.
    Main(u32),
    /// The Supervisor group, in a run with one.
    Supervisor,
    /// A personal group.
    Slot(Seat),
    /// A chat with a customer, counted from 0 over all runs.
    Customer(u64),
    /// None of the cast's.
    Elsewhere,
}

impl Cast {
    /// How many cases can be attended at the same time.
    #[must_use]
    pub fn seats(&self) -> u64 {
        u64::from(self.agents) * u64::from(self.slots)
    }
}

impl Seat {
    /// The number that Relevo gives it.
    #[must_use]
    pub fn id(self) -> SlotId {
        slot_id(agent_id(self.agent), self.number)
    }

    /// Its chat.
    #[must_use]
    pub fn chat(self) -> String {
        format!("{SLOT}{:09}@g.us", self.id().0)
    }
}

impl std::fmt::Display for Seat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "slot {} of agent {}", self.number, self.agent)
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Main(group) => write!(f, "main group {group}"),
            Self::Supervisor => f.write_str("the Supervisor group"),
            Self::Slot(seat) => seat.fmt(f),
            Self::Customer(customer) => write!(f, "customer {customer}"),
            Self::Elsewhere => f.write_str("an unknown chat"),
        }
    }
}

/// The chat of the Supervisor group.
pub const SUPERVISOR_CHAT: &str = "120363300000000001@g.us";
const MAIN: &str = "120363100";
const SLOT: &str = "120363200";
/// Everybody is from Buenos Aires; nobody in a [history](super::history) is.
const PHONE: &str = "54911";
const CUSTOMER_FIRST: u64 = 10_000_000;
const AGENT_FIRST: u64 = 95_000_000;

/// The number that Relevo gives a main group.
#[must_use]
pub fn group_id(group: u32) -> GroupId {
    GroupId(i64::from(group))
}

/// The chat of a main group.
#[must_use]
pub fn main_chat(group: u32) -> String {
    format!("{MAIN}{group:09}@g.us")
}

/// The number that Relevo gives an agent.
#[must_use]
pub fn agent_id(agent: u32) -> AgentId {
    AgentId(i64::from(agent))
}

/// An agent's name: one word tells who it is, for only that is in the names of personal groups.
#[must_use]
pub fn agent_name(agent: u32) -> String {
    format!("Agente{agent} Prueba")
}

/// The agent with this name, or of the personal group with this name.
#[must_use]
pub fn agent_named(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once("Agente")?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

/// An agent's phone.
#[must_use]
pub fn agent_phone(agent: u32) -> Option<Phone> {
    Phone::from_digits(&format!("{PHONE}{:08}", AGENT_FIRST + u64::from(agent)))
}

/// An agent's LID.
#[must_use]
pub fn agent_lid(agent: u32) -> String {
    format!("7{agent:014}")
}

/// An agent as WhatsApp shows them.
#[must_use]
pub fn agent_identity(agent: u32) -> Identity {
    Identity { phone: agent_phone(agent), lid: Some(Lid(agent_lid(agent).into())) }
}

/// The chat with a customer; `customer` counts over all runs on a data folder.
#[must_use]
pub fn customer_chat(customer: u64) -> String {
    format!("{PHONE}{:08}@s.whatsapp.net", CUSTOMER_FIRST + customer)
}

/// A customer's LID.
#[must_use]
pub fn customer_lid(customer: u64) -> String {
    format!("8{customer:014}@lid")
}

/// The customer of a case.
#[must_use]
pub fn customer_of(first: u64, case: CaseNo) -> u64 {
    first + case.0
}

/// What a chat is.
#[must_use]
pub fn place(chat: &str) -> Place {
    let group = |prefix| chat.strip_prefix(prefix)?.strip_suffix("@g.us")?.parse::<u32>().ok();
    if chat == SUPERVISOR_CHAT {
        return Place::Supervisor;
    }
    if let Some(group) = group(MAIN) {
        return Place::Main(group);
    }
    if let Some(slot) = group(SLOT) {
        let number = u8::try_from(slot % 100).unwrap_or(0);
        return Place::Slot(Seat { agent: slot / 100, number });
    }
    let phone = chat.strip_prefix(PHONE).and_then(|rest| rest.strip_suffix("@s.whatsapp.net"));
    let number = phone.and_then(|digits| digits.parse::<u64>().ok());
    match number.and_then(|number| number.checked_sub(CUSTOMER_FIRST)) {
        Some(customer) if customer < CUSTOMERS_MOST => Place::Customer(customer),
        Some(_) | None => Place::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_is_known_by_its_address() {
        let seat = Seat { agent: 9_999, number: 10 };
        assert_eq!(place(&seat.chat()), Place::Slot(seat));
        assert_eq!(place(&main_chat(16)), Place::Main(16));
        assert_eq!(place(SUPERVISOR_CHAT), Place::Supervisor);
        assert_eq!(place(&customer_chat(7)), Place::Customer(7));
        assert_eq!(place("status@broadcast"), Place::Elsewhere);
        for stranger in ["5493815000001", "5491100000001", OWN] {
            assert_eq!(place(&format!("{stranger}@s.whatsapp.net")), Place::Elsewhere);
        }
    }

    #[test]
    fn an_agent_is_known_by_name_and_by_the_name_of_a_personal_group() {
        let name = agent_name(12);
        assert_eq!(agent_named(&name), Some(12));
        assert_eq!(agent_named(&crate::domain::agent::slot_name(&name, 2)), Some(12));
        assert!(agent_identity(12).phone.is_some());
    }
}
