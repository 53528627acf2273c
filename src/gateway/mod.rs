//! WhatsApp, through whichever provider a line uses. One trait; an adapter parses what comes and sends
//! what goes, and decides nothing.

pub mod courier;
pub mod evolution;
pub mod simulator;

use futures_util::future::BoxFuture;

use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, SendId, WaId};
use crate::domain::inbound::Connection;
use crate::domain::outcome::QuoteRef;
use crate::domain::phone::Phone;

pub use crate::domain::courier::SendError as GatewayError;

/// What a gateway can do, asked before the engine relies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// A message id made by us is used by WhatsApp, so that a retry is the same message.
    pub client_ids: bool,
    /// A group can be created without a member besides the line itself.
    pub empty_groups: bool,
    /// The line is linked by scanning a QR code.
    pub qr: bool,
}

/// A message to send.
#[derive(Debug, Clone, PartialEq)]
pub struct Outbound {
    /// Relevo's id, the same at every try.
    pub id: SendId,
    /// Where.
    pub chat: ChatId,
    /// The words.
    pub text: String,
    /// What it replies to.
    pub quote: Option<QuoteRef>,
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
}

/// The result of a gateway call.
pub type Reply<'a, T> = BoxFuture<'a, Result<T, GatewayError>>;

/// One line's way to WhatsApp. Every call may be repeated; errors say whether that makes sense.
pub trait Gateway: Send + Sync {
    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// Sends a text and returns WhatsApp's id of it.
    fn send<'a>(&'a self, message: &'a Outbound) -> Reply<'a, WaId>;

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

    /// The link with which a person can enter a group.
    fn invite_link<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, String>;

    /// How the connection stands.
    fn link_state(&self) -> Reply<'_, LinkState>;

    /// Starts linking or reconnecting.
    fn connect(&self) -> Reply<'_, LinkState>;
}
