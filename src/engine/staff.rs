//! What the panel asks about groups and agents that are there already: other names, invitations, people out of
//! groups, groups and agents that are wanted no more.

use actix::Handler;

use super::actor::Shell;
use super::{Engine, EngineError};
use crate::domain::ids::{AgentId, GroupId, LineId};
use crate::domain::message::{
    Door, DropFromGroup, EditGroup, InviteAgent, Labels, RemoveAgent, RetireGroup, SettleGroup,
    Tell, UndoBinding,
};
use crate::domain::outcome::Receipt;
use crate::domain::provisioning::Provisioning;
use crate::domain::refusal::Refusal;
use crate::gateway::{GatewayError, GroupInfo};

impl Engine {
    /// Gives a main group another name, on WhatsApp too, and other labels.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn edit_group(
        &self,
        line: LineId,
        group: GroupId,
        name: String,
        labels: Labels,
    ) -> Result<(), EngineError> {
        self.ask_provisioning(line, |receipt| EditGroup { group, name, labels, receipt }).await
    }

    /// Tries again to create a main group that was given up, or forgets it.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn settle_group(
        &self,
        line: LineId,
        group: GroupId,
        again: bool,
    ) -> Result<(), EngineError> {
        self.ask_provisioning(line, |receipt| SettleGroup { group, again, receipt }).await
    }

    /// No tickets in a main group any more, or again.
    ///
    /// # Errors
    /// [`EngineError`]; a group in which tickets wait is not retired.
    pub async fn retire_group(
        &self,
        line: LineId,
        group: GroupId,
        retired: bool,
    ) -> Result<(), EngineError> {
        self.tell(line, |receipt| Tell::Group(group, RetireGroup { retired, receipt }.into())).await
    }

    /// Sends an agent the link into a group.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn invite_agent(
        &self,
        line: LineId,
        agent: AgentId,
        to: Door,
    ) -> Result<(), EngineError> {
        self.ask_provisioning(line, |receipt| InviteAgent { agent, to, receipt }).await
    }

    /// Takes an agent out of a main group, on WhatsApp too.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn drop_from_group(
        &self,
        line: LineId,
        agent: AgentId,
        group: GroupId,
    ) -> Result<(), EngineError> {
        self.ask_provisioning(line, |receipt| DropFromGroup { agent, group, receipt }).await
    }

    /// Undoes an agent's registration and asks for LISTO again.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn undo_binding(&self, line: LineId, agent: AgentId) -> Result<(), EngineError> {
        self.ask_provisioning(line, |receipt| UndoBinding { agent, receipt }).await
    }

    /// Takes an agent out of everything; what they did keeps their name.
    ///
    /// # Errors
    /// [`EngineError`]; an agent with open cases is not removed.
    pub async fn remove_agent(&self, line: LineId, agent: AgentId) -> Result<(), EngineError> {
        self.tell(line, |receipt| Tell::Agent(agent, RemoveAgent { receipt }.into())).await
    }

    /// The groups that a line is in, as its gateway lists them.
    ///
    /// # Errors
    /// What the gateway said; [`GatewayError::NotConnected`] while the line is being rebuilt.
    pub async fn whatsapp_groups(&self, line: LineId) -> Result<Vec<GroupInfo>, GatewayError> {
        let run = self.run(line);
        let run =
            run.ok_or_else(|| GatewayError::NotConnected("the line is not available".into()))?;
        run.gateway.groups().await
    }

    async fn ask_provisioning<M>(
        &self,
        line: LineId,
        message: impl FnOnce(Receipt) -> M,
    ) -> Result<(), EngineError>
    where
        M: actix::Message<Result = ()> + Send + 'static,
        Shell<Provisioning>: Handler<M>,
    {
        self.command(line, |run, receipt| {
            run.house.directory.provisioning().map(|owner| owner.do_send(message(receipt)))
        })
        .await
    }

    /// Tells an owner something; one that does not exist is refused, not missed.
    async fn tell(
        &self,
        line: LineId,
        tell: impl FnOnce(Receipt) -> Tell,
    ) -> Result<(), EngineError> {
        let run = self.run(line).ok_or(EngineError::Unavailable)?;
        let mut unknown = None;
        let done = self.command(line, |_, receipt| {
            let tell = tell(receipt);
            let address = tell.to();
            if run.house.directory.tell(tell, &run.house) {
                return Some(());
            }
            unknown = Some(Refusal::Unknown { what: format!("{address:?}") });
            None
        });
        let done = done.await;
        unknown.map_or(done, |refusal| Err(refusal.into()))
    }
}
