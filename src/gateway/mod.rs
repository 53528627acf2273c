//! WhatsApp, through whichever provider a line uses. One trait; an adapter parses what comes and sends
//! what goes, and decides nothing.

pub mod courier;
pub mod dispatch;
pub mod evolution;
pub mod simulator;

use std::path::PathBuf;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use crate::domain::cargo::Cargo;
use crate::domain::file::FileRef;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, SendId, WaId};
use crate::domain::inbound::Connection;
use crate::domain::outcome::QuoteRef;
use crate::domain::phone::Phone;

pub use crate::domain::capabilities::Capabilities;
pub use crate::domain::courier::SendError as GatewayError;

/// A message to send.
#[derive(Debug, Clone, PartialEq)]
pub struct Outbound {
    /// Relevo's id, the same at every try.
    pub id: SendId,
    /// Where.
    pub chat: ChatId,
    /// The words: what is sent, or what stands for the cargo where that cannot be carried.
    pub text: String,
    /// What is sent, where that is more than words.
    pub cargo: Option<Cargo>,
    /// The bytes of a cargo that is a file.
    pub file: Option<StoredFile>,
    /// What it replies to.
    pub quote: Option<QuoteRef>,
}

impl Outbound {
    /// A plain text that replies to nothing.
    pub fn text(id: SendId, chat: ChatId, text: impl Into<String>) -> Self {
        Self { id, chat, text: text.into(), cargo: None, file: None, quote: None }
    }
}

/// A file in the media folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Where its bytes are.
    pub path: PathBuf,
    /// SHA-256 of them, in hexadecimal.
    pub hash: String,
    /// How many there are.
    pub size: u64,
    /// What they are, found out from themselves.
    pub mime: String,
}

/// A file on its way from the gateway, never whole in memory.
pub struct Fetched {
    /// The type that the gateway gives it.
    pub mime: Option<String>,
    /// Its bytes. An error ends it, and nothing of it is kept.
    pub bytes: BoxStream<'static, Result<Bytes, GatewayError>>,
}

/// A group as WhatsApp has it.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupInfo {
    /// Its chat.
    pub chat: ChatId,
    /// Its name.
    pub subject: String,
    /// Who is in it.
    pub people: Vec<Identity>,
    /// Who of them are administrators.
    pub admins: Vec<Identity>,
}

impl GroupInfo {
    /// Whether somebody is an administrator; nothing where the gateway does not tell, or it is not known who
    /// that is.
    #[must_use]
    pub fn is_admin(&self, who: &Identity) -> Option<bool> {
        let is_told = !who.is_unknown() && !self.admins.is_empty();
        // A group may show its members by LID alone, and only the number be known.
        let is_seen = || self.people.iter().any(|person| person.is_same(who));
        (is_told && is_seen()).then(|| self.admins.iter().any(|admin| admin.is_same(who)))
    }
}

/// What came of adding or promoting a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberResult {
    /// Done, or it was so already.
    Done,
    /// Their privacy settings forbid it: they need an invite link.
    NotAllowed,
    /// No such person on WhatsApp, or not in the group.
    NotFound,
}

/// What to do with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberAction {
    /// Add to the group.
    Add,
    /// Make an administrator.
    Promote,
    /// Remove from the group.
    Remove,
}

/// A line's connection, and what a person needs to bring it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkState {
    /// The state.
    pub connection: Connection,
    /// The text of the QR code to scan, where one is waiting.
    pub qr: Option<String>,
    /// The code to type on the line's phone in place of scanning, where one was asked for.
    pub pairing: Option<String>,
}

impl LinkState {
    /// A connection for which nobody has to do anything.
    #[must_use]
    pub fn of(connection: Connection) -> Self {
        Self { connection, qr: None, pairing: None }
    }
}

/// The result of a gateway call.
pub type Reply<'a, T> = BoxFuture<'a, Result<T, GatewayError>>;

/// One line's way to WhatsApp. Every call may be repeated; errors say whether that makes sense.
pub trait Gateway: Send + Sync {
    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// Sends a message, or changes an earlier one, and returns WhatsApp's id of it. All that it is about is
    /// [`Target::Known`](crate::domain::cargo::Target::Known) by now. A cargo that cannot be carried is
    /// [`GatewayError::Never`]: its words are sent then.
    fn send<'a>(&'a self, message: &'a Outbound) -> Reply<'a, WaId>;

    /// Brings the bytes of a file that somebody sent. [`GatewayError::Never`] if they are gone for good.
    fn fetch<'a>(&'a self, file: &'a FileRef) -> Reply<'a, Fetched>;

    /// Shows in a chat that these messages were read. Loses nothing if it fails.
    fn mark_read<'a>(&'a self, chat: &'a ChatId, messages: &'a [WaId]) -> Reply<'a, ()>;

    /// Shows in a chat that somebody is writing, or has stopped. Loses nothing if it fails.
    fn show_typing<'a>(&'a self, chat: &'a ChatId, on: bool) -> Reply<'a, ()>;

    /// Who a number is on WhatsApp; `None` if it is not there.
    fn look_up<'a>(&'a self, phone: &'a Phone) -> Reply<'a, Option<Identity>>;

    /// Creates a group. Members who could not be added are missing in the answer.
    fn create_group<'a>(
        &'a self,
        subject: &'a str,
        members: &'a [Identity],
    ) -> Reply<'a, GroupInfo>;

    /// All groups that the line is in, without their members where that is costly.
    fn groups(&self) -> Reply<'_, Vec<GroupInfo>>;

    /// One group with its members; `None` if the line is not in it.
    fn group<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, Option<GroupInfo>>;

    /// Adds, promotes or removes a person.
    fn change_member<'a>(
        &'a self,
        chat: &'a ChatId,
        who: &'a Identity,
        action: MemberAction,
    ) -> Reply<'a, MemberResult>;

    /// Gives a group another name.
    fn rename_group<'a>(&'a self, chat: &'a ChatId, subject: &'a str) -> Reply<'a, ()>;

    /// Leaves a group. Who is not in it has left it.
    fn leave_group<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, ()>;

    /// The link with which a person can enter a group.
    fn invite_link<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, String>;

    /// Who the line is on WhatsApp; nobody while it has never been linked.
    fn own(&self) -> Reply<'_, Identity>;

    /// How the connection stands.
    fn link_state(&self) -> Reply<'_, LinkState>;

    /// Starts linking or reconnecting.
    fn connect(&self) -> Reply<'_, LinkState>;

    /// Asks for a code that is typed on the phone with this number, in place of scanning. It may come a little
    /// later, with the next QR code. Only where [`Capabilities::pairing`].
    fn pair<'a>(&'a self, phone: &'a Phone) -> Reply<'a, LinkState> {
        let _number = phone;
        Box::pin(async { Err(GatewayError::Never("this gateway pairs no numbers".into())) })
    }

    /// Unlinks the line's number: it has to be linked anew. Only where [`Capabilities::log_out`].
    fn log_out(&self) -> Reply<'_, ()> {
        Box::pin(async { Err(GatewayError::Never("this gateway unlinks no numbers".into())) })
    }
}
