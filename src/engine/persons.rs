//! What the panel does with a customer: found in the store, given to its line, answered once it is on disk.

use std::sync::Arc;

use super::{Engine, EngineError};
use crate::domain::ids::{CustomerId, LineId};
use crate::domain::message::{
    CustomerForgotten, EraseCustomer, MergeCustomers, Tell, TendCustomer,
};
use crate::domain::refusal::Refusal;
use crate::domain::settings::Language;
use crate::domain::ticket::Customer;
use crate::store::{Conn, customers, retention};

impl Engine {
    /// What a customer is spoken to in, and their tags, from now on.
    ///
    /// # Errors
    /// [`EngineError`]; there may be no such customer.
    pub async fn tend_customer(
        &self,
        line: LineId,
        customer: CustomerId,
        language: Option<Language>,
        tags: Vec<Box<str>>,
    ) -> Result<(), EngineError> {
        let known = self.customer(line, customer).await?;
        let customer = known.id;
        self.command(line, |run, receipt| {
            let msg = TendCustomer { customer, language, tags, receipt };
            run.house.directory.tell(Tell::Line(msg.into()), &run.house).then_some(())
        })
        .await?;
        if let Some(run) = self.run(line) {
            run.house.tongues.set(&known.chat, language);
        }
        Ok(())
    }

    /// Two customers are one person: who `keep` is goes on with all that is known of both, unless only the other has
    /// an open case.
    ///
    /// # Errors
    /// [`EngineError`]: refused where both have an open case, or one of them is writing just now.
    pub async fn merge_customers(
        &self,
        line: LineId,
        keep: CustomerId,
        gone: CustomerId,
    ) -> Result<(), EngineError> {
        let (keep, gone) = (self.customer(line, keep).await?, self.customer(line, gone).await?);
        self.command(line, |run, receipt| {
            let msg = MergeCustomers { keep, gone, receipt };
            run.house.directory.tell(Tell::Line(msg.into()), &run.house).then_some(())
        })
        .await
    }

    /// Forgets a customer, with all that was said. Their cases stay, as numbers and times.
    ///
    /// # Errors
    /// [`EngineError`]: refused while a case of theirs is open, or something about them has not left yet.
    pub async fn erase_customer(
        &self,
        line: LineId,
        customer: CustomerId,
    ) -> Result<(), EngineError> {
        let known = self.customer(line, customer).await?;
        let (id, chat) = (known.id, known.chat.clone());
        let cases = self
            .look(move |conn| {
                let waiting = retention::has_letters(conn, line, id, chat.as_str())?;
                let cases = retention::cases_of(conn, line, id)?;
                Ok((waiting, cases))
            })
            .await?;
        let (waiting, cases) = cases;
        if waiting {
            return Err(Refusal::field("cliente", "flash-bad-customer-letters").into());
        }
        let customer = Arc::clone(&known);
        self.command(line, |run, receipt| {
            let msg = EraseCustomer { customer, receipt };
            run.house.directory.tell(Tell::Line(msg.into()), &run.house).then_some(())
        })
        .await?;
        if let Some(run) = self.run(line) {
            run.house.tongues.set(&known.chat, None);
            run.house.directory.forget_customer(CustomerForgotten { customer: id });
        }
        self.shared.news.forget(line, &cases);
        // Also what another try has left.
        self.sweep_files(line).await?;
        Ok(())
    }

    async fn customer(
        &self,
        line: LineId,
        customer: CustomerId,
    ) -> Result<Arc<Customer>, EngineError> {
        let found = self.look(move |conn| customers::by_id(conn, line, customer)).await?;
        let found = found.ok_or_else(|| Refusal::Unknown { what: customer.0.to_string() })?;
        Ok(Arc::new(found))
    }

    /// Asks the store, off the actors' threads.
    pub(super) async fn look<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Conn) -> diesel::QueryResult<T> + Send + 'static,
    ) -> Result<T, EngineError> {
        let database = self.shared.keeper.database.clone();
        let work = move || {
            let mut conn = database.readers().get().map_err(|error| error.to_string())?;
            query(&mut conn).map_err(|error| error.to_string())
        };
        let joined = tokio::task::spawn_blocking(work).await;
        let answer = joined.map_err(|error| error.to_string()).and_then(|answer| answer);
        answer.map_err(|error| {
            tracing::error!(%error, "the store could not be asked about a customer");
            EngineError::Unavailable
        })
    }
}
