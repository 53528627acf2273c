//! Acting on a case from outside WhatsApp: found in the store, given to its line, answered once it is on disk.

use super::{Engine, EngineError};
use crate::domain::acts::{By, Deed};
use crate::domain::ids::{AgentId, GroupId, LineId, TicketNo};
use crate::domain::message::{ActOnCase, Tell};
use crate::domain::refusal::Refusal;
use crate::store::tickets;

/// Which case, who acts on it, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// The line.
    pub line: LineId,
    /// The case.
    pub ticket: TicketNo,
    /// Who acts.
    pub by: By,
    /// Why, where it was said.
    pub reason: Option<String>,
}

impl Engine {
    /// Gives a pending case to an agent.
    ///
    /// # Errors
    /// [`EngineError`]: refused where somebody has it, or where the agent cannot take it.
    pub async fn assign_case(&self, acting: Acting, agent: AgentId) -> Result<(), EngineError> {
        self.act_on_case(acting, Deed::Assign { agent }).await
    }

    /// Gives a case in progress to another agent, with its conversation and its notes.
    ///
    /// # Errors
    /// [`EngineError`]: refused where nobody has it, or where the agent cannot take it.
    pub async fn transfer_case(&self, acting: Acting, agent: AgentId) -> Result<(), EngineError> {
        self.act_on_case(acting, Deed::Transfer { agent }).await
    }

    /// Gives a case in progress back to a main group, the one that announced it if none is named.
    ///
    /// # Errors
    /// [`EngineError`]: refused where nobody has it.
    pub async fn return_case(
        &self,
        acting: Acting,
        group: Option<GroupId>,
    ) -> Result<(), EngineError> {
        self.act_on_case(acting, Deed::Return { group }).await
    }

    /// Gives a pending case to another main group.
    ///
    /// # Errors
    /// [`EngineError`]: refused where somebody has it.
    pub async fn move_case(&self, acting: Acting, group: GroupId) -> Result<(), EngineError> {
        self.act_on_case(acting, Deed::Move { group }).await
    }

    /// Closes a case, whether somebody attends it or not.
    ///
    /// # Errors
    /// [`EngineError`]: refused where it is closed.
    pub async fn close_case(&self, acting: Acting) -> Result<(), EngineError> {
        self.act_on_case(acting, Deed::Close).await
    }

    /// Alerts supervisors of a case at once.
    ///
    /// # Errors
    /// [`EngineError`]: refused where it is closed.
    pub async fn escalate_case(&self, acting: Acting) -> Result<(), EngineError> {
        self.act_on_case(acting, Deed::Escalate).await
    }

    /// Notes something of an open case, which its customer never sees.
    ///
    /// # Errors
    /// [`EngineError`]: refused where it is closed.
    pub async fn note_case(&self, acting: Acting, text: String) -> Result<(), EngineError> {
        self.act_on_case(acting, Deed::Note { text }).await
    }

    async fn act_on_case(&self, acting: Acting, deed: Deed) -> Result<(), EngineError> {
        let Acting { line, ticket, by, reason } = acting;
        let database = self.shared.keeper.database.clone();
        let look = move || {
            let mut conn = database.readers().get().ok()?;
            tickets::whose(&mut conn, line, ticket).ok()
        };
        let found = tokio::task::spawn_blocking(look).await.ok().flatten();
        let whose = found
            .ok_or(EngineError::Unavailable)?
            .ok_or_else(|| Refusal::Unknown { what: ticket.to_string() })?;
        if let Some((by, at)) = whose.closed {
            return Err(Refusal::AlreadyClosed { ticket, by, at }.into());
        }
        let reason = reason.map(|reason| reason.trim().to_owned()).filter(|why| !why.is_empty());
        self.command(line, |run, receipt| {
            let customer = whose.customer;
            let act = ActOnCase { customer, ticket, deed, by, reason, receipt };
            run.house.directory.tell(Tell::Line(act.into()), &run.house).then_some(())
        })
        .await
    }
}
