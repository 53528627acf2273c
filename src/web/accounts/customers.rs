//! Notes about customers, which only the panel writes and reads.

use super::Accounts;
use crate::domain::ids::{CustomerId, LineId, Timestamp};
use crate::store::customer_pages;
use crate::web::error::WebError;

impl Accounts {
    /// Keeps a note about a customer. `false` where there is no such customer, or too many notes.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn note_customer(
        &self,
        line: LineId,
        customer: CustomerId,
        by: String,
        text: String,
        now: Timestamp,
    ) -> Result<bool, WebError> {
        self.write(move |conn| customer_pages::add_note(conn, line, customer, &by, &text, now))
            .await
    }

    /// Drops a note about a customer. `false` where there is no such note of theirs.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn drop_customer_note(
        &self,
        line: LineId,
        customer: CustomerId,
        note: i64,
    ) -> Result<bool, WebError> {
        self.write(move |conn| customer_pages::drop_note(conn, line, customer, note)).await
    }
}
