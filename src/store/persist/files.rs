//! Facts about files of messages: what is in the media folder, and what is not.

use diesel::prelude::*;

use super::Batch;
use crate::domain::file::{FileFault, FileKey};
use crate::domain::ids::Timestamp;

impl<'a> Batch<'_, 'a> {
    pub(super) fn file_kept(
        &mut self,
        file: FileKey,
        hash: &'a str,
        size: u64,
        mime: &'a str,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.run(
            "INSERT INTO files (line_id, file_key, state, hash, size, mime, at) VALUES (?, ?, 'stored', ?, ?, ?, ?) \
             ON CONFLICT (line_id, file_key) DO UPDATE SET state = excluded.state, hash = excluded.hash, \
             size = excluded.size, mime = excluded.mime, error = NULL, at = excluded.at",
            [
                self.line.into(),
                file.to_string().into(),
                hash.into(),
                i64::try_from(size).unwrap_or(i64::MAX).into(),
                mime.into(),
                at.0.into(),
            ],
        )?;
        Ok(())
    }

    pub(super) fn file_missing(
        &mut self,
        file: FileKey,
        why: FileFault,
        error: &'a str,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.run(
            "INSERT INTO files (line_id, file_key, state, size, mime, error, at) VALUES (?, ?, ?, 0, '', ?, ?) \
             ON CONFLICT (line_id, file_key) DO UPDATE SET state = excluded.state, hash = NULL, \
             error = excluded.error, at = excluded.at",
            [
                self.line.into(),
                file.to_string().into(),
                why.name().into(),
                error.into(),
                at.0.into(),
            ],
        )?;
        Ok(())
    }
}
