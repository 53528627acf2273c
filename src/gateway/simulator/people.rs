//! People of the simulated WhatsApp: who they are, and how much of it WhatsApp shows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::error::SimulatorError;
use super::numbering::lid_of;
use crate::domain::identity::{Identity, Lid};
use crate::domain::ids::ChatId;
use crate::domain::phone::Phone;

/// More people than this are not taken in.
pub const PEOPLE_MOST: usize = 1_000;
/// The longest name, in characters.
pub const NAME_MOST: usize = 100;

/// A person of the simulator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub u32);

/// What a person is there for; only the page makes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// Writes to the line.
    Customer,
    /// Works in groups.
    Agent,
}

/// Which parts of a person's identity WhatsApp shows to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressing {
    /// The phone number alone.
    Phone,
    /// The hidden identity alone.
    Lid,
    /// Both.
    #[default]
    Both,
}

/// A person with a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their number in the simulator.
    pub id: PersonId,
    /// The name they go by; empty until told.
    pub name: String,
    /// Their phone number.
    pub phone: Phone,
    /// Their hidden identity.
    pub lid: Lid,
    /// Customer or agent.
    pub kind: PersonKind,
    /// What the line sees of them.
    pub addressing: Addressing,
    /// Their privacy settings forbid adding them to groups.
    pub private: bool,
}

impl Person {
    /// What the line sees of them.
    #[must_use]
    pub fn identity(&self) -> Identity {
        let (phone, lid) = (|| Some(self.phone.clone()), || Some(self.lid.clone()));
        match self.addressing {
            Addressing::Phone => Identity { phone: phone(), lid: None },
            Addressing::Lid => Identity { phone: None, lid: lid() },
            Addressing::Both => Identity { phone: phone(), lid: lid() },
        }
    }

    /// What a look-up of their number finds: the number, and the hidden identity of those who show both.
    #[must_use]
    pub fn looked_up(&self) -> Identity {
        let lid = match self.addressing {
            Addressing::Both => Some(self.lid.clone()),
            Addressing::Phone | Addressing::Lid => None,
        };
        Identity { phone: Some(self.phone.clone()), lid }
    }

    /// Their chat with the line, as the line sees it.
    #[must_use]
    pub fn chat(&self) -> ChatId {
        match self.addressing {
            Addressing::Phone | Addressing::Both => {
                format!("{}@s.whatsapp.net", self.phone.digits()).into()
            }
            Addressing::Lid => format!("{}@lid", self.lid.0).into(),
        }
    }

    /// The name, or the number of who has none.
    #[must_use]
    pub fn title(&self) -> String {
        if self.name.is_empty() { self.phone.pretty() } else { self.name.clone() }
    }
}

/// Whether a number is on WhatsApp: every one but those that end in `0000`.
#[must_use]
pub fn is_on_whatsapp(phone: &Phone) -> bool {
    !phone.digits().ends_with("0000")
}

/// Everybody, found by number or hidden identity.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub(super) struct People {
    all: BTreeMap<PersonId, Person>,
    by_phone: BTreeMap<Box<str>, PersonId>,
    by_lid: BTreeMap<Lid, PersonId>,
    last: u32,
}

#[derive(Clone, Serialize, Deserialize)]
struct Stored {
    all: Vec<Person>,
    last: u32,
}

impl From<Stored> for People {
    fn from(stored: Stored) -> Self {
        let mut people = Self { last: stored.last, ..Self::default() };
        stored.all.into_iter().for_each(|person| people.index(person));
        people
    }
}

impl From<People> for Stored {
    fn from(people: People) -> Self {
        Self { last: people.last, all: people.all.into_values().collect() }
    }
}

impl People {
    /// Takes somebody in.
    pub fn add(
        &mut self,
        name: &str,
        phone: Phone,
        kind: PersonKind,
    ) -> Result<PersonId, SimulatorError> {
        if self.all.len() >= PEOPLE_MOST {
            return Err(SimulatorError::Full);
        }
        if !is_on_whatsapp(&phone) {
            return Err(SimulatorError::NotOnWhatsApp);
        }
        let lid = (0..)
            .map(|turn| lid_of(&phone, turn))
            .find(|lid| !self.by_lid.contains_key(lid))
            .ok_or(SimulatorError::Full)?;
        self.last += 1;
        let id = PersonId(self.last);
        let (name, addressing) = (name.to_owned(), Addressing::default());
        self.index(Person { id, name, phone, lid, kind, addressing, private: false });
        Ok(id)
    }

    pub fn get(&self, id: PersonId) -> Result<&Person, SimulatorError> {
        self.all.get(&id).ok_or(SimulatorError::UnknownPerson)
    }

    pub fn get_mut(&mut self, id: PersonId) -> Result<&mut Person, SimulatorError> {
        self.all.get_mut(&id).ok_or(SimulatorError::UnknownPerson)
    }

    pub fn with_phone(&self, phone: &Phone) -> Option<PersonId> {
        self.by_phone.get(&phone.key()).copied()
    }

    pub fn with_lid(&self, lid: &Lid) -> Option<PersonId> {
        self.by_lid.get(lid).copied()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.all.values()
    }

    /// Nobody is left; their numbers in the simulator are not given again.
    pub fn clear(&mut self) {
        *self = Self { last: self.last, ..Self::default() };
    }

    fn index(&mut self, person: Person) {
        self.by_phone.insert(person.phone.key(), person.id);
        self.by_lid.insert(person.lid.clone(), person.id);
        self.all.insert(person.id, person);
    }
}
