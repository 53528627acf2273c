//! What is asked from outside WhatsApp about a customer: open a case for them, do not hear them any more.

use std::sync::Arc;

use super::{Engine, EngineError};
use crate::domain::acts::By;
use crate::domain::identity::Identity;
use crate::domain::ids::{CustomerId, LineId, TicketNo};
use crate::domain::message::{self, BlockCustomer, Tell};
use crate::domain::refusal::Refusal;
use crate::domain::settings::Department;
use crate::store::customers;

/// A ticket that somebody opens for a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTicket {
    /// Who; nothing may be known of them yet.
    pub identity: Identity,
    /// The name, for whom WhatsApp does not name; may be empty.
    pub name: String,
    /// What it is about.
    pub department: Department,
    /// The speciality within the department, where one is wanted.
    pub speciality: Option<String>,
    /// What is to be known of it, for the agents; may be empty.
    pub text: String,
    /// Who opens it.
    pub by: By,
    /// Its customer is told.
    pub tell: bool,
}

impl Engine {
    /// Opens a ticket for a customer, known or new. Its number, once it is on disk; nothing if it is closed already.
    ///
    /// # Errors
    /// [`EngineError`]: refused where the customer has an open ticket ([`Refusal::HasTicket`]), is blocked or an
    /// agent, or where no main group attends the department.
    pub async fn open_ticket(
        &self,
        line: LineId,
        order: OpenTicket,
    ) -> Result<Option<TicketNo>, EngineError> {
        let OpenTicket { identity, name, department, speciality, text, by, tell } = order;
        let asked = identity.clone();
        self.command(line, |run, receipt| {
            let order = message::OpenTicket {
                identity,
                name,
                department,
                speciality,
                text,
                by,
                tell,
                receipt,
            };
            run.house.directory.tell(Tell::Line(order.into()), &run.house).then_some(())
        })
        .await?;
        let database = self.shared.keeper.database.clone();
        let look = move || {
            let mut conn = database.readers().get().ok()?;
            let customer = customers::find(&mut conn, line, &asked).ok()??;
            customers::open_ticket(&mut conn, line, customer.id).ok()?
        };
        Ok(tokio::task::spawn_blocking(look).await.ok().flatten())
    }

    /// From now on nobody hears a customer, or they are heard again. An open case of theirs is closed, and they are
    /// told nothing. `by` is the name of who decides it, in the panel.
    ///
    /// # Errors
    /// [`EngineError`]; refused where the line has no such customer.
    pub async fn block_customer(
        &self,
        line: LineId,
        customer: CustomerId,
        blocked: bool,
        by: &str,
        reason: Option<String>,
    ) -> Result<(), EngineError> {
        let database = self.shared.keeper.database.clone();
        let look = move || {
            let mut conn = database.readers().get().ok()?;
            customers::by_id(&mut conn, line, customer).ok()
        };
        let found = tokio::task::spawn_blocking(look).await.ok().flatten();
        let found = found
            .ok_or(EngineError::Unavailable)?
            .ok_or_else(|| Refusal::Unknown { what: customer.to_string() })?;
        let who = by.to_owned();
        self.command(line, |run, receipt| {
            let (customer, by) = (Arc::new(found), By::Panel { name: who.clone() });
            let block = BlockCustomer { customer, blocked, by, who, reason, receipt };
            run.house.directory.tell(Tell::Line(block.into()), &run.house).then_some(())
        })
        .await
    }
}
