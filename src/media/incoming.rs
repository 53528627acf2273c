//! A file that is being written: counted, hashed and limited on the way. It vanishes unless it is kept.

use std::io::{self, Write};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::kinds;
use super::shelf::Shelf;
use crate::domain::reason;
use crate::gateway::GatewayError;

/// Why a file did not come.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error("larger than {most} bytes")]
    TooLarge { most: u64 },
    #[error(transparent)]
    Gateway(GatewayError),
    #[error(transparent)]
    Disk(#[from] io::Error),
    #[error("{0}")]
    Store(String),
}

/// A file on its way to the disk.
pub(super) struct Incoming {
    file: NamedTempFile,
    hash: Sha256,
    size: u64,
    most: u64,
    head: Vec<u8>,
}

impl Incoming {
    /// An empty one that may not grow beyond `most`.
    pub fn begin(shelf: &Shelf, most: u64) -> Result<Self, Trouble> {
        let file = tempfile::Builder::new().prefix("").tempfile_in(shelf.half_written()?)?;
        Ok(Self { file, hash: Sha256::new(), size: 0, most, head: Vec::new() })
    }

    /// More of it.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), Trouble> {
        self.size = self.size.saturating_add(piece.len() as u64);
        if self.size > self.most {
            return Err(Trouble::TooLarge { most: self.most });
        }
        let missing = kinds::HEAD.saturating_sub(self.head.len());
        self.head.extend_from_slice(piece.get(..missing).unwrap_or(piece));
        self.hash.update(piece);
        Ok(self.file.write_all(piece)?)
    }

    /// All of it has come.
    pub fn finish(self) -> Result<Whole, Trouble> {
        if self.size == 0 {
            let why = reason::FILE_EMPTY.to_owned();
            return Err(Trouble::Gateway(GatewayError::Never(why)));
        }
        let hash = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let mime = kinds::UNKNOWN;
        Ok(Whole { file: self.file, hash, size: self.size, mime, head: self.head })
    }
}

/// A file that is whole, and not yet in its place.
pub(super) struct Whole {
    pub file: NamedTempFile,
    pub hash: String,
    pub size: u64,
    pub mime: &'static str,
    head: Vec<u8>,
}

impl Whole {
    /// Finds out what it is; `declared` is what others call it.
    pub fn name_kind(&mut self, declared: Option<&str>) {
        self.mime = kinds::of(&self.head, declared);
    }
}
