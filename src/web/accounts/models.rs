//! How a line's model is reached: its settings, and its key as it is kept.

use super::Accounts;
use crate::domain::ids::LineId;
use crate::domain::settings::LineSettings;
use crate::store::{lines, model_keys};
use crate::web::error::WebError;

impl Accounts {
    /// Changes who reads the mood on a line, and the encrypted key where that is given (`Some(None)` takes it away).
    /// The answer is whether there is such a line.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn change_model(
        &self,
        line: LineId,
        change: impl FnOnce(&mut LineSettings) + Send + 'static,
        key: Option<Option<String>>,
    ) -> Result<bool, WebError> {
        self.write(move |conn| {
            if lines::change_settings(conn, line, change)?.is_none() {
                return Ok(false);
            }
            if let Some(key) = key {
                model_keys::keep(conn, line, key.as_deref())?;
            }
            Ok(true)
        })
        .await
    }
}
