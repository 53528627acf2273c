//! Facts about customers whom nobody hears.

use diesel::prelude::*;

use super::Batch;
use crate::domain::ids::CustomerId;
use crate::domain::ticket::Blocked;

impl<'a> Batch<'_, 'a> {
    pub(super) fn customer_blocked(
        &mut self,
        customer: CustomerId,
        blocked: &'a Blocked,
    ) -> QueryResult<()> {
        self.flush_customers()?;
        self.run(
            "UPDATE customers SET blocked_at = ?, blocked_by = ?, blocked_reason = ?, unheard = 0 \
             WHERE line_id = ? AND id = ?",
            [
                blocked.at.0.into(),
                blocked.by.as_str().into(),
                blocked.reason.as_deref().into(),
                self.line.into(),
                customer.0.into(),
            ],
        )?;
        Ok(())
    }

    pub(super) fn customer_unblocked(&mut self, customer: CustomerId) -> QueryResult<()> {
        self.flush_customers()?;
        self.run(
            "UPDATE customers SET blocked_at = NULL, blocked_by = NULL, blocked_reason = NULL, unheard = 0 \
             WHERE line_id = ? AND id = ?",
            [self.line.into(), customer.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn unheard(&mut self, customer: CustomerId, count: u32) -> QueryResult<()> {
        self.flush_customers()?;
        self.run(
            "UPDATE customers SET unheard = unheard + ? WHERE line_id = ? AND id = ?",
            [count.into(), self.line.into(), customer.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn intake_dropped(&mut self, customer: CustomerId) {
        self.talked.entry(self.line).or_default().insert(customer.0);
    }
}
