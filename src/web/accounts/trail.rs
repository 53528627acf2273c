//! The trail of what was done.

use super::Accounts;
use crate::store::audit::{self, Deed};
use crate::web::error::WebError;

impl Accounts {
    /// Writes a deed down.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn note(&self, deed: Deed) -> Result<(), WebError> {
        self.write(move |conn| audit::add(conn, &deed)).await
    }
}
