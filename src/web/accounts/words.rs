//! A company's own words: kept, and as the line is to say them from now on.

use std::sync::Arc;

use super::Accounts;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::own_words::OwnWords;
use crate::domain::settings::Language;
use crate::store::words::{self, Kept};
use crate::web::error::WebError;

impl Accounts {
    /// Keeps a canned reply in place of the one called `before`; all words as they are then.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn keep_reply(
        &self,
        line: LineId,
        before: Option<String>,
        name: String,
        text: String,
        now: Timestamp,
    ) -> Result<(Kept, Arc<OwnWords>), WebError> {
        self.write(move |conn| {
            let kept = words::keep_reply(conn, line, before.as_deref(), &name, &text, now)?;
            Ok((kept, Arc::new(words::of_line(conn, line)?)))
        })
        .await
    }

    /// Drops a canned reply; all words as they are then.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn drop_reply(&self, line: LineId, name: String) -> Result<Arc<OwnWords>, WebError> {
        self.write(move |conn| {
            words::drop_reply(conn, line, &name)?;
            words::of_line(conn, line).map(Arc::new)
        })
        .await
    }

    /// Keeps a text of the company's own, or goes back to ours where there is none; all words as they are then.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn keep_text(
        &self,
        line: LineId,
        key: &'static str,
        language: Language,
        text: Option<String>,
        now: Timestamp,
    ) -> Result<Arc<OwnWords>, WebError> {
        self.write(move |conn| {
            match text {
                Some(text) => words::keep_text(conn, line, key, language, &text, now)?,
                None => words::drop_text(conn, line, key, language)?,
            }
            words::of_line(conn, line).map(Arc::new)
        })
        .await
    }
}
