//! Everything that changes the simulated WhatsApp, as it is written to the journal.

use serde::{Deserialize, Serialize};

use super::chats::Place;
use super::deliveries::DeliveryId;
use super::faults::Faults;
use super::network::Network;
use super::people::{Addressing, PersonId, PersonKind};
use crate::domain::cargo::Cargo;
use crate::domain::content::Content;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, SendId, Timestamp, WaId};
use crate::domain::outcome::QuoteRef;
use crate::domain::phone::Phone;
use crate::gateway::{MemberAction, Outbound};

/// One operation with all that its result depends on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Op {
    Send {
        id: SendId,
        chat: ChatId,
        text: String,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        cargo: Option<Cargo>,
        quote: Option<QuoteRef>,
        at: Timestamp,
    },
    /// A fault met whoever asked for a file.
    Fetch,
    MarkRead {
        chat: ChatId,
        messages: Vec<WaId>,
    },
    LookUp {
        phone: Phone,
    },
    CreateGroup {
        subject: String,
        members: Vec<Identity>,
    },
    ChangeMember {
        chat: ChatId,
        who: Identity,
        #[serde(with = "Action")]
        action: MemberAction,
    },
    RenameGroup {
        chat: ChatId,
        subject: String,
    },
    LeaveGroup {
        chat: ChatId,
    },
    Delivered {
        id: DeliveryId,
    },
    AddPerson {
        name: String,
        phone: Phone,
        kind: PersonKind,
    },
    Rename {
        person: PersonId,
        name: String,
    },
    SetPrivacy {
        person: PersonId,
        addressing: Addressing,
        private: bool,
    },
    Write {
        person: PersonId,
        place: Place,
        content: Content,
        quote: Option<WaId>,
        at: Timestamp,
    },
    Edit {
        person: PersonId,
        place: Place,
        id: WaId,
        text: String,
        at: Timestamp,
    },
    Delete {
        person: PersonId,
        place: Place,
        id: WaId,
        at: Timestamp,
    },
    React {
        person: PersonId,
        place: Place,
        id: WaId,
        emoji: String,
    },
    OpenChat {
        person: PersonId,
        place: Place,
    },
    JoinByLink {
        person: PersonId,
        link: String,
    },
    Leave {
        person: PersonId,
        chat: ChatId,
    },
    Repeat {
        place: Place,
        id: WaId,
    },
    SetFaults {
        faults: Faults,
    },
    Reset,
}

/// How a [`MemberAction`] is written.
#[derive(Serialize, Deserialize)]
#[serde(remote = "MemberAction", rename_all = "snake_case")]
enum Action {
    Add,
    Promote,
    Remove,
}

impl Op {
    /// Does it again. What came of it is known to whoever did it first; even a refusal may have used up
    /// a fault.
    pub fn replay(self, network: &mut Network) {
        match self {
            Self::Send { id, chat, text, cargo, quote, at } => {
                let message = Outbound { cargo, quote, ..Outbound::text(id, chat, text) };
                drop(network.send(&message, at));
            }
            Self::Fetch => drop(network.fetch()),
            Self::MarkRead { chat, messages } => {
                network.mark_read(&chat, &messages).ok();
            }
            Self::LookUp { phone } => drop(network.look_up(&phone)),
            Self::CreateGroup { subject, members } => {
                drop(network.create_group(&subject, &members))
            }
            Self::ChangeMember { chat, who, action } => {
                drop(network.change_member(&chat, &who, action))
            }
            Self::RenameGroup { chat, subject } => {
                network.rename_group(&chat, &subject).ok();
            }
            Self::LeaveGroup { chat } => {
                network.leave_group(&chat).ok();
            }
            Self::Delivered { id } => network.delivered(id),
            Self::AddPerson { name, phone, kind } => {
                network.add_person(&name, &phone, kind).ok();
            }
            Self::Rename { person, name } => {
                network.rename_person(person, &name).ok();
            }
            Self::SetPrivacy { person, addressing, private } => {
                network.set_privacy(person, addressing, private).ok();
            }
            Self::Write { person, place, content, quote, at } => {
                drop(network.write(person, &place, content, quote.as_ref(), at));
            }
            Self::Edit { person, place, id, text, at } => {
                network.edit(person, &place, &id, &text, at).ok();
            }
            Self::Delete { person, place, id, at } => {
                network.delete(person, &place, &id, at).ok();
            }
            Self::React { person, place, id, emoji } => {
                network.react(person, &place, &id, &emoji).ok();
            }
            Self::OpenChat { person, place } => {
                network.open_chat(person, &place).ok();
            }
            Self::JoinByLink { person, link } => drop(network.join_by_link(person, &link)),
            Self::Leave { person, chat } => {
                network.leave(person, &chat).ok();
            }
            Self::Repeat { place, id } => {
                network.repeat(&place, &id).ok();
            }
            Self::SetFaults { faults } => network.set_faults(faults),
            Self::Reset => network.reset(),
        }
    }
}
