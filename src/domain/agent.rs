//! An agent: who attends, in which slots, and which of them are free.

use std::collections::BTreeMap;

use super::acts::Destination;
use super::event::Event;
use super::identity::Identity;
use super::ids::{AgentId, SlotId, TicketNo, Timestamp};
use super::message::{
    AgentForgotten, AgentKnown, AgentLeft, Asker, Availability, CaseEnded, EditAgent, HandOver,
    Lowered, NumberChecked, OtherCases, Ready, RemoveAgent, RoomFree, RoomGone, SeatRefused,
    SeatWanted, SlotUsable, SlotsWanted, Tell, Unbound,
};
use super::notice::Notice;
use super::outcome::Outcome;
use super::phone::Phone;
use super::refusal::{OpenCase, Refusal};
use super::registration;
use super::ticket::Seat;
use super::wrong_room::OtherCase;

/// The most personal groups an agent may have.
pub const SLOTS_MOST: u8 = 10;

/// One of the agent's personal groups, as the agent counts them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The slot.
    pub slot: SlotId,
    /// Its name.
    pub name: String,
    /// It exists on WhatsApp.
    pub usable: bool,
    /// The case in it.
    pub case: Option<Attended>,
}

/// A case as its agent counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// Its ticket.
    pub ticket: TicketNo,
    /// Its customer's name; empty if unknown.
    pub customer: String,
    /// Its customer's number, where WhatsApp shows it.
    pub phone: Option<Phone>,
}

/// An agent's state.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// The number.
    pub id: AgentId,
    /// The name.
    pub name: String,
    /// The WhatsApp number that the admin gave.
    pub phone: Phone,
    /// Takes cases.
    pub active: bool,
    /// How many personal groups are wanted; rooms beyond it take no new case.
    pub wanted: u8,
    /// Who the number is on WhatsApp, once looked up.
    pub checked: Identity,
    /// The account bound by LISTO.
    pub bound: Option<Identity>,
    /// The personal groups, by number.
    pub rooms: BTreeMap<u8, Room>,
    /// Attends no more; what is left to do is to be taken out of the groups.
    pub removed: bool,
}

/// The slot with this number of this agent. It is the same whenever the number is raised again, so that
/// the WhatsApp group made for it is used again.
#[must_use]
pub fn slot_id(agent: AgentId, number: u8) -> SlotId {
    SlotId(agent.0 * 100 + i64::from(number))
}

impl Agent {
    /// An agent without rooms.
    #[must_use]
    pub fn new(id: AgentId, name: String, phone: Phone, active: bool, wanted: u8) -> Self {
        let checked = Identity::of_phone(phone.clone());
        let rooms = BTreeMap::new();
        Self { id, name, phone, active, wanted, checked, bound: None, rooms, removed: false }
    }

    /// As the author of messages.
    #[must_use]
    pub fn known(&self) -> AgentKnown {
        AgentKnown {
            agent: self.id,
            name: self.name.clone(),
            phone: self.phone.clone(),
            bound: self.bound.clone(),
        }
    }

    /// The room of a slot.
    pub fn room_mut(&mut self, slot: SlotId) -> Option<&mut Room> {
        self.rooms.values_mut().find(|room| room.slot == slot)
    }

    /// Whoever holds a case asks for a free slot.
    pub fn seat_wanted(&mut self, msg: SeatWanted) -> Outcome {
        let refusal = if self.removed {
            Some(Refusal::NotAnAgent)
        } else if self.bound.is_none() {
            Some(Refusal::NotRegistered { agent: self.name.clone() })
        } else if !self.active {
            Some(Refusal::Inactive { agent: self.name.clone() })
        } else {
            None
        };
        let wanted = self.wanted;
        let free = self
            .rooms
            .iter_mut()
            .find(|(number, room)| **number <= wanted && room.usable && room.case.is_none())
            .map(|(_, room)| room);
        let tell = match (refusal, free) {
            (None, Some(room)) => {
                let (customer, phone) = (msg.customer_name.clone(), msg.customer_phone.clone());
                room.case = Some(Attended { ticket: msg.ticket, customer, phone });
                let seat = Seat {
                    agent: self.id,
                    agent_name: self.name.clone(),
                    slot: room.slot,
                    slot_name: room.name.clone(),
                };
                let to = Destination::Slot(seat);
                let (customer, ticket, group) = (msg.customer, msg.ticket, msg.group);
                Tell::Line(HandOver { customer, ticket, to, group }.into())
            }
            (Some(refusal), _) => refused(&msg, refusal),
            (None, None) => refused(&msg, self.full()),
        };
        let mut tells = vec![tell, self.availability()];
        tells.extend(self.other_cases());
        Outcome { tells, ..Outcome::default() }
    }

    /// Tells each slot with a case which others there are: a text there may name one of them by mistake.
    fn other_cases(&self) -> Vec<Tell> {
        let busy: Vec<&Room> = self.rooms.values().filter(|room| room.case.is_some()).collect();
        let tell = |room: &&Room| Tell::Slot(room.slot, OtherCases(self.others(room.slot)).into());
        busy.iter().map(tell).collect()
    }

    /// The open cases that are not in this slot.
    #[must_use]
    pub fn others(&self, slot: SlotId) -> Vec<OtherCase> {
        let others = self.rooms.values().filter(|room| room.slot != slot);
        others
            .filter_map(|room| {
                let case = room.case.clone()?;
                Some(OtherCase {
                    ticket: case.ticket,
                    customer: case.customer,
                    phone: case.phone,
                    slot_name: room.name.clone(),
                })
            })
            .collect()
    }

    /// A case has left its room, which is free.
    pub fn case_ended(&mut self, msg: CaseEnded) -> Outcome {
        if let Some(room) = self.room_mut(msg.seat.slot) {
            room.case = None;
        }
        let mut tells = vec![self.availability()];
        tells.extend(self.other_cases());
        tells.extend(self.leftovers());
        Outcome { tells, ..Outcome::default() }
    }

    /// LISTO was answered by somebody.
    pub fn ready(&mut self, msg: Ready, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::done(msg.receipt);
        let refused = |refusal| Notice::Refused { refusal };
        if self.removed {
            outcome.reply(&msg.chat, msg.quote, refused(Refusal::NotAnAgent));
            return outcome;
        }
        if let Some((other, name)) = &msg.bound_to
            && *other != self.id
        {
            outcome.reply(
                &msg.chat,
                msg.quote,
                refused(Refusal::IdentityTaken { agent: name.clone() }),
            );
            return outcome;
        }
        let Some(proof) = registration::proof(&self.phone, &self.checked, &msg.identity) else {
            outcome.reply(
                &msg.chat,
                msg.quote,
                refused(Refusal::WrongNumber { agent: self.name.clone() }),
            );
            return outcome;
        };
        if let Some(bound) = &self.bound
            && !bound.is_same(&msg.identity)
            && proof == registration::Proof::QuoteAndMembership
        {
            // Somebody is registered: a hidden identity does not replace that by itself.
            outcome.reply(
                &msg.chat,
                msg.quote,
                refused(Refusal::WrongNumber { agent: self.name.clone() }),
            );
            return outcome;
        }
        let identity = msg.identity.joined(&self.bound.clone().unwrap_or_default());
        let slots = usize::from(self.wanted);
        outcome.reply(&msg.chat, msg.quote, Notice::Registered { agent: self.name.clone(), slots });
        if self.bound.as_ref() != Some(&identity) {
            outcome.events.push(Event::AgentBound {
                agent: self.id,
                identity: identity.clone(),
                proof,
                at: now,
            });
            self.bound = Some(identity);
            outcome.tells.push(Tell::Line(self.known().into()));
            outcome.tells.push(self.availability());
        }
        outcome
    }

    /// One of the rooms exists on WhatsApp.
    pub fn slot_usable(&mut self, msg: SlotUsable) -> Outcome {
        if let Some(room) = self.rooms.get_mut(&msg.number) {
            room.usable = true;
        }
        let mut tells = vec![self.availability()];
        tells.extend(self.leftovers());
        Outcome { tells, ..Outcome::default() }
    }

    /// The line has left one of the rooms.
    pub fn room_gone(&mut self, msg: RoomGone) -> Outcome {
        if let Some(room) = self.rooms.get_mut(&msg.number) {
            room.usable = false;
        }
        Outcome::default()
    }

    /// No more rooms could be created than this, and no more are wanted.
    pub fn lowered(&mut self, msg: Lowered) -> Outcome {
        self.wanted = msg.wanted;
        let mut tells = vec![self.availability()];
        tells.extend(self.leftovers());
        Outcome { tells, ..Outcome::default() }
    }

    /// The account bound by LISTO was another's: nobody takes cases as this agent before the next LISTO.
    pub fn unbind(&mut self, msg: &Unbound, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::done(msg.receipt);
        if self.bound.take().is_some() {
            outcome.events.push(Event::AgentUnbound { agent: self.id, at: now });
            outcome.tells.push(Tell::Line(self.known().into()));
            outcome.tells.push(self.availability());
        }
        outcome
    }

    /// The agent attends no more. Refused while there are open cases: their customers would be left alone.
    pub fn remove(&mut self, msg: &RemoveAgent, now: Timestamp) -> Outcome {
        if self.removed {
            return Outcome::done(msg.receipt);
        }
        let cases = self.open_cases();
        if !cases.is_empty() {
            let refusal = Refusal::HasCases { agent: self.name.clone(), cases };
            return Outcome::refuse(msg.receipt, refusal);
        }
        self.removed = true;
        let mut outcome = Outcome::done(msg.receipt);
        outcome.events.push(Event::AgentRemoved { agent: self.id, at: now });
        outcome.tells.push(Tell::Line(AgentForgotten { agent: self.id }.into()));
        outcome.absorb(self.resume());
        outcome
    }

    /// What has to be told after a rebuild: how many rooms are free, which are wanted, and which are not.
    /// Who hears it twice does nothing twice.
    #[must_use]
    pub fn resume(&self) -> Outcome {
        let mut tells = vec![self.availability()];
        if self.removed {
            let identity = self.checked.joined(&self.bound.clone().unwrap_or_default());
            tells.push(Tell::Provisioning(AgentLeft { agent: self.id, identity }.into()));
            tells.push(Tell::Supervisor(AgentForgotten { agent: self.id }.into()));
        } else {
            let (agent, name) = (self.id, self.name.clone());
            tells.push(Tell::Provisioning(SlotsWanted { agent, name, wanted: self.wanted }.into()));
        }
        tells.extend(self.leftovers());
        Outcome { tells, ..Outcome::default() }
    }

    /// Whether a room is not to take cases any more.
    fn is_surplus(&self, number: u8) -> bool {
        self.removed || number > self.wanted
    }

    /// The rooms that are neither wanted nor in use.
    fn leftovers(&self) -> Vec<Tell> {
        let left = self.rooms.iter().filter(|(number, room)| {
            self.is_surplus(**number) && room.usable && room.case.is_none()
        });
        let free = |room: &Room| RoomFree { agent: self.id, slot: room.slot };
        left.map(|(_, room)| Tell::Provisioning(free(room).into())).collect()
    }

    /// The number was looked up on WhatsApp.
    pub fn number_checked(&mut self, msg: NumberChecked) -> Outcome {
        self.checked = msg.identity;
        Outcome::default()
    }

    /// An admin changed the agent. A room with a case that is no longer wanted stays until the case ends.
    pub fn edit(&mut self, msg: EditAgent) -> Outcome {
        let name = msg.name.trim();
        if self.removed {
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what: name.to_owned() });
        }
        if name.is_empty() {
            return Outcome::refuse(msg.receipt, Refusal::field("nombre", "field-required"));
        }
        if msg.slots > SLOTS_MOST {
            return Outcome::refuse(msg.receipt, Refusal::field("cantidad", "field-slots-range"));
        }
        self.name = name.to_owned();
        self.active = msg.active;
        self.wanted = msg.slots;
        let mut outcome = Outcome::done(msg.receipt);
        outcome.events.push(Event::AgentEdited {
            agent: self.id,
            name: self.name.clone(),
            active: self.active,
            wanted: self.wanted,
        });
        for number in 1..=self.wanted {
            let planned = self.plan_room(number);
            outcome.absorb(planned);
        }
        let wanted = SlotsWanted { agent: self.id, name: self.name.clone(), wanted: self.wanted };
        outcome.tells.push(Tell::Provisioning(wanted.into()));
        outcome.tells.push(Tell::Line(self.known().into()));
        outcome.tells.push(self.availability());
        outcome.tells.extend(self.leftovers());
        outcome
    }

    /// Adds a room if there is none with this number.
    pub fn plan_room(&mut self, number: u8) -> Outcome {
        if self.rooms.contains_key(&number) {
            return Outcome::default();
        }
        let (slot, name) = (slot_id(self.id, number), slot_name(&self.name, number));
        self.rooms.insert(number, Room { slot, name: name.clone(), usable: false, case: None });
        let started = super::slot::Slot::new(slot, self.id, name.clone(), None);
        Outcome {
            events: vec![Event::SlotPlanned { slot, agent: self.id, number, name }],
            tells: vec![Tell::StartSlot(Box::new(started))],
            ..Outcome::default()
        }
    }

    /// For the supervisor: how many rooms are free now.
    #[must_use]
    pub fn availability(&self) -> Tell {
        let takes_cases = self.active && self.bound.is_some() && !self.removed;
        let free = self
            .rooms
            .iter()
            .filter(|(number, room)| {
                takes_cases && **number <= self.wanted && room.usable && room.case.is_none()
            })
            .count();
        Tell::Supervisor(Availability { agent: self.id, name: self.name.clone(), free }.into())
    }

    fn full(&self) -> Refusal {
        let cases = self.open_cases();
        if cases.is_empty() { Refusal::NoSlots } else { Refusal::AllBusy { cases } }
    }

    fn open_cases(&self) -> Vec<OpenCase> {
        self.rooms
            .values()
            .filter_map(|room| {
                let Attended { ticket, customer, .. } = room.case.clone()?;
                Some(OpenCase { slot_name: room.name.clone(), ticket, customer })
            })
            .collect()
    }
}

fn refused(asked: &SeatWanted, refusal: Refusal) -> Tell {
    let refused = SeatRefused { ticket: asked.ticket, refusal };
    match asked.asker {
        Asker::Group(group) => Tell::Group(group, refused.into()),
        Asker::Slot(slot) => Tell::Slot(slot, refused.into()),
    }
}

/// The name of a personal group: «Chat soporte Juan N°2». WhatsApp takes at most 100 characters.
#[must_use]
pub fn slot_name(agent: &str, number: u8) -> String {
    let first: String = agent.split_whitespace().next().unwrap_or(agent).chars().take(40).collect();
    format!("Chat soporte {first} N°{number}")
}
