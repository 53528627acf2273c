//! What comes out of a decision: facts to store, and what may happen once they are stored.

use serde::{Deserialize, Serialize};

use super::cargo::{Cargo, MessageRef, Target};
use super::content::Content;
use super::event::Event;
use super::identity::Identity;
use super::ids::{ChatId, JobId, ReceiptId, SendId, Timestamp, WaId};
use super::message::Tell;
use super::notice::Notice;
use super::phone::Phone;
use super::purpose::Purpose;
use super::refusal::Refusal;
use super::sentiment::MoodAsked;

/// Names an inbound event for good, so that its repetition is known: a hash of chat and message id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventKey(pub u128);

impl EventKey {
    /// The key of message `id` in `chat`.
    #[must_use]
    pub fn of(chat: &ChatId, id: &WaId) -> Self {
        use sha2::{Digest, Sha256};
        let digest = Sha256::new()
            .chain_update(chat.as_str())
            .chain_update([0])
            .chain_update(id.as_str())
            .finalize();
        Self(digest.iter().take(16).fold(0, |key, byte| (key << 8) | u128::from(*byte)))
    }

    /// The key of an edit of message `id`: it has no id of its own.
    #[must_use]
    pub fn of_edit(id: &WaId, content: &Content, at: Option<Timestamp>) -> Self {
        let words = content.words().unwrap_or_default();
        let what = format!("{}\0{}\0{words}", id.as_str(), at.map_or(0, |at| at.0));
        Self::of(&ChatId::from("edit"), &WaId::from(what))
    }

    /// The key of the deletion of message `id`.
    #[must_use]
    pub fn of_revoke(id: &WaId) -> Self {
        Self::of(&ChatId::from("revoke"), id)
    }
}

/// Who waits for this to be on disk, and which inbound event it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Receipt {
    /// Who waits.
    pub id: ReceiptId,
    /// The inbound event; `None` for a command from the panel.
    pub key: Option<EventKey>,
}

impl Receipt {
    /// Of what Relevo does by itself: nobody waits.
    pub const NOBODY: Self = Self { id: ReceiptId(0), key: None };
}

/// The message that an outgoing one replies to, with what gateways need to show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuoteRef {
    /// Which one.
    pub id: Target,
    /// Written by Relevo.
    pub from_us: bool,
    /// Who wrote it, where not Relevo.
    pub author: Identity,
    /// Its text, shown above the reply.
    pub text: String,
}

/// What an outgoing message says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "body", rename_all = "snake_case")]
pub enum Body {
    /// Relevo's own words.
    Say(Notice),
    /// Somebody's message, carried over.
    Relay {
        /// The writer's name, on the first message of a turn.
        name: Option<String>,
        /// What it says.
        content: Content,
        /// The first words of what it replies to, where that is not on the other side.
        replies_to: Option<String>,
        /// Its words were changed before it was carried.
        edited: bool,
    },
    /// Somebody's message, deleted before it was carried.
    Gone {
        /// The writer's name, on the first message of a turn.
        name: Option<String>,
    },
    /// A carried message says something else now.
    Changed {
        /// As it was carried.
        of: MessageRef,
        /// The writer's name, where it stands above the words.
        name: Option<String>,
        /// What it says now.
        content: Content,
    },
    /// A carried message was deleted by its writer.
    Deleted {
        /// As it was carried.
        of: MessageRef,
        /// Its first words.
        excerpt: String,
    },
    /// Somebody reacted to a message.
    Reacted {
        /// On the other side.
        of: MessageRef,
        /// One emoji; empty when it was taken back.
        emoji: String,
        /// The first words of the message.
        excerpt: String,
    },
    /// Relevo's own reaction.
    Mark {
        /// To which message.
        of: MessageRef,
        /// One emoji; empty to take it back.
        emoji: String,
    },
}

/// A message to send, once the change it belongs to is on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Send {
    /// Where.
    pub chat: ChatId,
    /// What for.
    pub purpose: Purpose,
    /// What it says.
    pub body: Body,
    /// What it replies to.
    pub quote: Option<QuoteRef>,
    /// It may be taken back until this, and does not leave before.
    pub not_before: Option<Timestamp>,
}

/// Something to show on WhatsApp that may as well be lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// These messages of a chat were read.
    Read {
        /// Where.
        chat: ChatId,
        /// Which.
        messages: Vec<WaId>,
    },
    /// Somebody is writing.
    Typing {
        /// Where it is shown.
        chat: ChatId,
        /// They are at it, or have stopped.
        on: bool,
    },
}

/// A message in the outbox: its words are settled and it has an id, the same at every try.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Its id.
    pub id: SendId,
    /// Where.
    pub chat: ChatId,
    /// What for.
    pub purpose: Purpose,
    /// The words: what is sent, or what stands for the cargo where that cannot be carried.
    pub text: String,
    /// What is sent, where that is more than words.
    pub cargo: Option<Cargo>,
    /// What it replies to.
    pub quote: Option<QuoteRef>,
    /// When it was put into the outbox.
    pub queued_at: Timestamp,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// Not to be tried before this.
    pub not_before: Timestamp,
}

/// Something that provisioning asks the gateway to do, one at a time per line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case")]
pub enum Call {
    /// Whether a number is on WhatsApp, and as whom.
    LookUp {
        /// The number.
        phone: Phone,
    },
    /// A new group.
    CreateGroup {
        /// Its name.
        subject: String,
        /// Who is in it from the start.
        members: Vec<Identity>,
        /// Chats that are in use: never taken for the new one.
        known: Vec<ChatId>,
        /// An earlier try may have succeeded unnoticed: look for the group first.
        search_first: bool,
    },
    /// The group that an earlier try may have made; it is not to be made any more.
    FindGroup {
        /// Its name.
        subject: String,
        /// Who would be in it.
        members: Vec<Identity>,
        /// Chats that are in use: never taken for it.
        known: Vec<ChatId>,
    },
    /// Somebody into a group, as administrator. Who may not be added is to be invited.
    AddMember {
        /// The group.
        chat: ChatId,
        /// Who.
        who: Identity,
    },
    /// The name and members of an existing group.
    Inspect {
        /// The group.
        chat: ChatId,
    },
    /// Another name for a group.
    Rename {
        /// The group.
        chat: ChatId,
        /// The name.
        subject: String,
    },
    /// The link into a group.
    Link {
        /// The group.
        chat: ChatId,
    },
    /// Somebody out of a group.
    RemoveMember {
        /// The group.
        chat: ChatId,
        /// Who.
        who: Identity,
    },
    /// Somebody out of a group, and then the line itself.
    Leave {
        /// The group.
        chat: ChatId,
        /// Who.
        who: Identity,
    },
}

/// What a call found or did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum CallReply {
    /// Who the number is on WhatsApp; nothing if it is not there.
    LookedUp {
        /// The identity found.
        identity: Option<Identity>,
    },
    /// The group exists.
    Created {
        /// Its chat.
        chat: ChatId,
        /// The invite link, where a member could not be added.
        invite: Option<String>,
    },
    /// There is no such group.
    NotThere,
    /// The person is in the group.
    Joined {
        /// As administrator.
        admin: bool,
    },
    /// The person cannot be added (privacy) and needs the link.
    NotAllowed {
        /// The invite link, where it could be had.
        invite: Option<String>,
    },
    /// The group as it is.
    Inspected {
        /// Its name.
        subject: String,
        /// The line is an administrator there; nothing where that cannot be told.
        admin: Option<bool>,
    },
    /// The link into the group.
    Link {
        /// It.
        link: String,
    },
    /// What was to be changed is so now.
    Changed,
}

/// Why a gateway call failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallFault {
    /// Worth another try by itself.
    pub again: bool,
    /// The gateway's own words.
    pub said: String,
}

/// A call, and which step of which job it is for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacedCall {
    /// The job.
    pub job: JobId,
    /// The step of it.
    pub step: u32,
    /// What to do.
    pub call: Call,
}

/// Everything that follows from one message to one owner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// Facts, in order.
    pub events: Vec<Event>,
    /// Messages to send once the facts are on disk.
    pub sends: Vec<Send>,
    /// Gateway calls to make once the facts are on disk.
    pub calls: Vec<PlacedCall>,
    /// Messages to other owners, at once and in order.
    pub tells: Vec<Tell>,
    /// Who waits for these facts.
    pub receipts: Vec<Receipt>,
    /// Who is told no.
    pub refused: Vec<(ReceiptId, Refusal)>,
    /// People whose records the line needs from the store.
    pub lookups: Vec<Identity>,
    /// What may be shown meanwhile.
    pub hints: Vec<Hint>,
    /// The protocol between owners was broken: the line has to be rebuilt from the store.
    pub fault: Option<&'static str>,
    /// What a model is asked beside. Nobody waits for it, and it may as well be lost.
    pub asks: Vec<MoodAsked>,
}

impl Outcome {
    /// Nothing but the acknowledgement.
    #[must_use]
    pub fn done(receipt: Receipt) -> Self {
        Self { receipts: vec![receipt], ..Self::default() }
    }

    /// Nothing but a refusal to whoever waits.
    #[must_use]
    pub fn refuse(receipt: Receipt, refusal: Refusal) -> Self {
        Self { refused: vec![(receipt.id, refusal)], ..Self::default() }
    }

    /// Nothing but a broken protocol.
    #[must_use]
    pub fn broken(what: &'static str) -> Self {
        Self { fault: Some(what), ..Self::default() }
    }

    /// Says something in a chat.
    pub fn say(&mut self, chat: &ChatId, notice: Notice) {
        self.post(chat, Purpose::Answer, notice, None);
    }

    /// Says something in a chat, quoting a message.
    pub fn reply(&mut self, chat: &ChatId, quote: QuoteRef, notice: Notice) {
        self.post(chat, Purpose::Answer, notice, Some(quote));
    }

    /// Says something in a chat, for a purpose.
    pub fn post(
        &mut self,
        chat: &ChatId,
        purpose: Purpose,
        notice: Notice,
        quote: Option<QuoteRef>,
    ) {
        let body = Body::Say(notice);
        self.sends.push(Send { chat: chat.clone(), purpose, body, quote, not_before: None });
    }

    /// Appends all of `other`.
    pub fn absorb(&mut self, other: Self) {
        self.events.extend(other.events);
        self.sends.extend(other.sends);
        self.calls.extend(other.calls);
        self.tells.extend(other.tells);
        self.receipts.extend(other.receipts);
        self.refused.extend(other.refused);
        self.lookups.extend(other.lookups);
        self.hints.extend(other.hints);
        self.fault = self.fault.or(other.fault);
        self.asks.extend(other.asks);
    }

    /// Whether anything of it has to be on disk.
    #[must_use]
    pub fn is_durable(&self) -> bool {
        !self.events.is_empty() || !self.sends.is_empty()
    }
}
