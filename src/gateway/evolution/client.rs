//! What Relevo asks of an Evolution server about people, groups and the link; and the trait that all calls
//! are behind.

use std::time::Duration;

use serde_json::{Value, json};

use super::call::{Call, Failed, Http, Patience};
use super::capabilities::EVOLUTION;
use super::config::{ConfigError, EvolutionConfig};
use super::lenient::{items, number, word};
use super::{group, link};
use crate::domain::file::FileRef;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, WaId};
use crate::domain::inbound::Connection;
use crate::domain::phone::Phone;
use crate::domain::reason;
use crate::gateway::{
    Capabilities, Fetched, Gateway, GatewayError, GroupInfo, LinkState, MemberAction, MemberResult,
    Outbound, Reply,
};

/// Groups of one line that are read.
const GROUPS_MOST: usize = 10_000;

/// How often the server is asked for a pairing code that it does not have yet, and the time between.
const PAIRING_LOOKS: u32 = 5;
const PAIRING_PAUSE: Duration = Duration::from_millis(1_500);

/// One line's way to WhatsApp through an Evolution server.
pub struct Evolution {
    pub(super) http: Http,
}

impl Evolution {
    /// A client with the usual patience.
    ///
    /// # Errors
    /// [`ConfigError`] names the setting that cannot be used.
    pub fn new(config: &EvolutionConfig) -> Result<Self, ConfigError> {
        Self::patient(config, Patience::default())
    }

    /// A client that waits as long as told.
    ///
    /// # Errors
    /// [`ConfigError`] names the setting that cannot be used.
    pub fn patient(config: &EvolutionConfig, patience: Patience) -> Result<Self, ConfigError> {
        Ok(Self { http: Http::new(config, patience)? })
    }

    pub(super) async fn ask(&self, call: Call<'_>) -> Result<Value, GatewayError> {
        self.http.call(call).await.map_err(Failed::error)
    }

    async fn find_number(&self, phone: &Phone) -> Result<Option<Identity>, GatewayError> {
        let asked = phone.digits();
        let call = Call::post("chat/whatsappNumbers", json!({"numbers": [asked]})).repeatable();
        let answer = self.ask(call).await?;
        // The answer's order is not the question's.
        let found = items(&answer, 64).iter().find(|one| one["number"].as_str() == Some(asked));
        let found =
            found.ok_or_else(|| GatewayError::Again("the answer leaves out the number".into()))?;
        if found["exists"].as_bool() != Some(true) {
            return Ok(None);
        }
        // WhatsApp may know the number under another spelling (Argentina's 9, Brazil's ninth digit).
        let identity = Identity::from_jids(
            [&found["jid"], &found["lid"]].into_iter().filter_map(Value::as_str),
        );
        Ok((!identity.is_unknown()).then_some(identity))
    }

    async fn new_group(
        &self,
        subject: &str,
        members: &[Identity],
    ) -> Result<GroupInfo, GatewayError> {
        let mut participants: Vec<ChatId> = members.iter().filter_map(Identity::chat).collect();
        participants.sort();
        participants.dedup();
        if participants.is_empty() {
            return Err(GatewayError::Never("a group needs at least one member".into()));
        }
        let body = json!({"subject": subject, "participants": participants});
        let answer = self.ask(Call::post("group/create", body).slow()).await?;
        let mut made = group::info(&answer).ok_or_else(|| {
            GatewayError::Unknown("the answer to a new group has no group id".into())
        })?;
        if made.subject.is_empty() {
            made.subject = subject.into();
        }
        Ok(made)
    }

    async fn all_groups(&self) -> Result<Vec<GroupInfo>, GatewayError> {
        let call = Call::get("group/fetchAllGroups").query("getParticipants", "false").slow();
        let answer = self.ask(call).await?;
        Ok(items(&answer, GROUPS_MOST).iter().filter_map(group::info).collect())
    }

    async fn one_group(&self, chat: &ChatId) -> Result<Option<GroupInfo>, GatewayError> {
        let call = Call::get("group/findGroupInfos").query("groupJid", chat.as_str());
        let answer = match self.http.call(call).await {
            Ok(answer) => answer,
            Err(Failed::Refused(refusal, _)) if refusal.is_no_such_group() => return Ok(None),
            Err(failed) => return Err(failed.error()),
        };
        let Some(mut found) = group::info(&answer) else {
            return Err(GatewayError::Again("the answer describes no group".into()));
        };
        if !answer["participants"].is_array() {
            let call = Call::get("group/participants").query("groupJid", chat.as_str());
            let answer = self.ask(call).await?;
            found.people = group::people(&answer["participants"]);
            found.admins = group::admins(&answer["participants"]);
        }
        Ok(Some(found))
    }

    async fn alter_member(
        &self,
        chat: &ChatId,
        who: &Identity,
        action: MemberAction,
    ) -> Result<MemberResult, GatewayError> {
        let by_lid = Identity { phone: None, lid: who.lid.clone() }.chat();
        let Some(address) = who.chat() else {
            return Err(GatewayError::Never("the person has no address".into()));
        };
        let first = self.alter_address(chat, &address, action).await?;
        match (first, by_lid) {
            // Groups name a member by phone or by LID; who is not found as one may be as the other.
            (MemberResult::NotFound, Some(lid))
                if action != MemberAction::Add && lid != address =>
            {
                self.alter_address(chat, &lid, action).await
            }
            (result, _) => Ok(result),
        }
    }

    async fn alter_address(
        &self,
        chat: &ChatId,
        address: &ChatId,
        action: MemberAction,
    ) -> Result<MemberResult, GatewayError> {
        let action = match action {
            MemberAction::Add => "add",
            MemberAction::Promote => "promote",
            MemberAction::Remove => "remove",
        };
        let body = json!({"action": action, "participants": [address]});
        let call = Call::post("group/updateParticipant", body)
            .query("groupJid", chat.as_str())
            .repeatable();
        let answer = self.ask(call).await?;
        // HTTP says 201 whatever happened; each person has a status of their own, as text.
        match items(&answer["updateParticipants"], 8).first().and_then(|one| number(&one["status"]))
        {
            Some(200 | 409) => Ok(MemberResult::Done),
            Some(401 | 403) => Ok(MemberResult::NotAllowed),
            Some(404) => Ok(MemberResult::NotFound),
            Some(419) => Err(GatewayError::Never(reason::GROUP_FULL.into())),
            Some(status) => Err(GatewayError::Again(format!("the member's status is {status}"))),
            None => Err(GatewayError::Again("the answer says nothing about the member".into())),
        }
    }

    async fn rename(&self, chat: &ChatId, subject: &str) -> Result<(), GatewayError> {
        // The server wants the group in the query, whatever its schema says of the body.
        let call = Call::post("group/updateGroupSubject", json!({"subject": subject}))
            .query("groupJid", chat.as_str())
            .repeatable();
        self.ask(call).await.map(drop)
    }

    async fn leave(&self, chat: &ChatId) -> Result<(), GatewayError> {
        let call = Call::delete("group/leaveGroup", json!({}))
            .query("groupJid", chat.as_str())
            .repeatable();
        self.ask(call).await.map(drop)
    }

    async fn owner(&self) -> Result<Identity, GatewayError> {
        let call = Call::get("instance/fetchInstances");
        let call = call.query("instanceName", self.http.instance());
        let answer = self.http.call_bare(call).await.map_err(Failed::error)?;
        // Empty until somebody has scanned the code.
        let owner = items(&answer, 8).first().and_then(|one| one["ownerJid"].as_str());
        Ok(owner.map(Identity::from_jid).unwrap_or_default())
    }

    async fn invite(&self, chat: &ChatId) -> Result<String, GatewayError> {
        let answer =
            self.ask(Call::get("group/inviteCode").query("groupJid", chat.as_str())).await?;
        let url =
            word(&answer["inviteUrl"]).filter(|url| url.starts_with("https://chat.whatsapp.com/"));
        let code =
            || word(&answer["inviteCode"]).map(|code| format!("https://chat.whatsapp.com/{code}"));
        let link = url.map(Into::into).or_else(code);
        link.ok_or_else(|| GatewayError::Again("the answer has no invite link".into()))
    }

    async fn state(&self) -> Result<LinkState, GatewayError> {
        let answer = self.ask(Call::get("instance/connectionState")).await?;
        let connection = link::state(&answer["instance"]["state"]);
        let connection = connection
            .ok_or_else(|| GatewayError::Again("the answer has no known state".into()))?;
        Ok(LinkState::of(connection))
    }

    async fn start_linking(&self) -> Result<LinkState, GatewayError> {
        linking(&self.ask(Call::get("instance/connect")).await?)
    }

    /// The server takes a number only while it begins to link: what it is at must be ended first.
    async fn start_pairing(&self, phone: &Phone) -> Result<LinkState, GatewayError> {
        let mut state = self.ask_pairing(phone).await?;
        if state.connection == Connection::Connected || state.pairing.is_some() {
            return Ok(state);
        }
        self.end_session().await?;
        for _ in 0..PAIRING_LOOKS {
            state = self.ask_pairing(phone).await?;
            if state.connection == Connection::Connected || state.pairing.is_some() {
                break;
            }
            // It asks WhatsApp for the code meanwhile; who stops waiting is told by webhook.
            tokio::time::sleep(PAIRING_PAUSE).await;
        }
        Ok(state)
    }

    async fn ask_pairing(&self, phone: &Phone) -> Result<LinkState, GatewayError> {
        let call = Call::get("instance/connect").query("number", phone.digits());
        linking(&self.ask(call).await?)
    }

    async fn end_session(&self) -> Result<(), GatewayError> {
        match self.http.call(Call::end("instance/logout")).await {
            Ok(_) => Ok(()),
            // There was none.
            Err(Failed::Refused(refusal, _)) if refusal.is_not_connected() => Ok(()),
            Err(failed) => Err(failed.error()),
        }
    }
}

/// What the server says of a line that is being linked.
fn linking(answer: &Value) -> Result<LinkState, GatewayError> {
    if let Some(connection) = link::state(&answer["instance"]["state"]) {
        return Ok(LinkState::of(connection));
    }
    // Before the first code there is only a count.
    let qr = link::code(&answer["code"]);
    let connection = if qr.is_some() { Connection::WaitingForQr } else { Connection::Connecting };
    Ok(LinkState { connection, qr, pairing: link::pairing(&answer["pairingCode"]) })
}

impl Gateway for Evolution {
    fn capabilities(&self) -> Capabilities {
        EVOLUTION
    }

    fn send<'a>(&'a self, message: &'a Outbound) -> Reply<'a, WaId> {
        Box::pin(self.dispatch(message))
    }

    fn fetch<'a>(&'a self, file: &'a FileRef) -> Reply<'a, Fetched> {
        Box::pin(self.bring(file))
    }

    fn mark_read<'a>(&'a self, chat: &'a ChatId, messages: &'a [WaId]) -> Reply<'a, ()> {
        Box::pin(self.mark(chat, messages))
    }

    fn show_typing<'a>(&'a self, chat: &'a ChatId, on: bool) -> Reply<'a, ()> {
        Box::pin(self.show_presence(chat, on))
    }

    fn look_up<'a>(&'a self, phone: &'a Phone) -> Reply<'a, Option<Identity>> {
        Box::pin(self.find_number(phone))
    }

    fn create_group<'a>(
        &'a self,
        subject: &'a str,
        members: &'a [Identity],
    ) -> Reply<'a, GroupInfo> {
        Box::pin(self.new_group(subject, members))
    }

    fn groups(&self) -> Reply<'_, Vec<GroupInfo>> {
        Box::pin(self.all_groups())
    }

    fn group<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, Option<GroupInfo>> {
        Box::pin(self.one_group(chat))
    }

    fn change_member<'a>(
        &'a self,
        chat: &'a ChatId,
        who: &'a Identity,
        action: MemberAction,
    ) -> Reply<'a, MemberResult> {
        Box::pin(self.alter_member(chat, who, action))
    }

    fn rename_group<'a>(&'a self, chat: &'a ChatId, subject: &'a str) -> Reply<'a, ()> {
        Box::pin(self.rename(chat, subject))
    }

    fn leave_group<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, ()> {
        Box::pin(self.leave(chat))
    }

    fn invite_link<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, String> {
        Box::pin(self.invite(chat))
    }

    fn own(&self) -> Reply<'_, Identity> {
        Box::pin(self.owner())
    }

    fn link_state(&self) -> Reply<'_, LinkState> {
        Box::pin(self.state())
    }

    fn connect(&self) -> Reply<'_, LinkState> {
        Box::pin(self.start_linking())
    }

    fn pair<'a>(&'a self, phone: &'a Phone) -> Reply<'a, LinkState> {
        Box::pin(self.start_pairing(phone))
    }

    fn log_out(&self) -> Reply<'_, ()> {
        Box::pin(self.end_session())
    }
}
