//! The simulator's files: kept under the hash of their bytes, never whole in memory, never in its journal.
//! Everything here may wait for the disk: called off the async threads.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempDir};

/// The folder in the simulator's own.
const FOLDER: &str = "simulator-media";
/// Bytes read at once.
pub const PIECE: usize = 64 * 1024;
/// As much as is needed to find out what a file is.
const HEAD: usize = 8 * 1024;
/// What cannot be found out.
pub const UNKNOWN_TYPE: &str = "application/octet-stream";

/// Why a file was not kept.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It has more bytes than are taken.
    #[error("the file is too large")]
    TooLarge,
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// The disk does not play along.
    #[error("the file cannot be kept")]
    Io(#[from] io::Error),
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// How many there are.
    pub size: u64,
    /// What they are, found out from themselves.
    pub mime: String,
}

/// All files of a simulator.
#[derive(Debug)]
pub(super) enum Files {
    /// In a folder that stays.
    Folder(PathBuf),
    /// In one that goes with the simulator, made when the first file comes.
    Passing(Mutex<Option<TempDir>>),
}

/// A file that is coming in, piece by piece. Dropped before its end, nothing of it stays.
#[derive(Debug)]
pub struct Upload {
    file: NamedTempFile,
    folder: PathBuf,
    digest: Sha256,
    head: Vec<u8>,
    size: u64,
    most: u64,
}

impl Files {
    /// Those of a simulator's folder.
    pub fn of(dir: &Path) -> Self {
        Self::Folder(dir.join(FOLDER))
    }

    /// Those of a simulator that leaves nothing behind.
    pub fn passing() -> Self {
        Self::Passing(Mutex::new(None))
    }

    /// Begins a file of `most` bytes at the most.
    pub fn begin(&self, most: u64) -> io::Result<Upload> {
        let folder = self.folder()?;
        std::fs::create_dir_all(&folder)?;
        let file = NamedTempFile::with_prefix_in("new-", &folder)?;
        let (digest, head) = (Sha256::new(), Vec::new());
        Ok(Upload { file, folder, digest, head, size: 0, most })
    }

    /// Takes a copy of a file.
    pub fn copy(&self, from: &Path, most: u64) -> Result<Kept, FileError> {
        let mut from = File::open(from)?;
        let mut upload = self.begin(most)?;
        let mut piece = vec![0; PIECE];
        loop {
            match from.read(&mut piece)? {
                0 => return upload.finish(),
                n => upload.write(&piece[..n])?,
            }
        }
    }

    /// Opens a file, if it is there.
    pub fn open(&self, hash: &str) -> io::Result<Reading> {
        if !is_hash(hash) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let file = File::open(self.folder()?.join(hash))?;
        let size = file.metadata()?.len();
        Ok(Reading { file, size, left: size })
    }

    /// Removes what no message has any more. Only while nothing comes in.
    pub fn sweep(&self, wanted: &BTreeSet<String>) -> io::Result<()> {
        let entries = match std::fs::read_dir(self.folder()?) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            if !name.to_str().is_some_and(|name| wanted.contains(name)) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn folder(&self) -> io::Result<PathBuf> {
        match self {
            Self::Folder(folder) => Ok(folder.clone()),
            Self::Passing(made) => {
                let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
                let folder = match made.take() {
                    Some(folder) => folder,
                    None => tempfile::tempdir()?,
                };
                Ok(made.insert(folder).path().to_owned())
            }
        }
    }
}

impl Upload {
    /// The next bytes.
    ///
    /// # Errors
    /// There are too many by now, or the disk does not play along.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.size = self.size.saturating_add(bytes.len().try_into().unwrap_or(u64::MAX));
        if self.size > self.most {
            return Err(FileError::TooLarge);
        }
        let wanted = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..wanted]);
        self.digest.update(bytes);
        Ok(self.file.write_all(bytes)?)
    }

    /// That was all: from now on it is kept.
    ///
    /// # Errors
    /// It was nothing, or the disk does not play along.
    pub fn finish(self) -> Result<Kept, FileError> {
        if self.size == 0 {
            return Err(FileError::Empty);
        }
        let digest = self.digest.finalize();
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.file.persist(self.folder.join(&hash)).map_err(|error| error.error)?;
        Ok(Kept { hash, size: self.size, mime: type_of(&self.head).to_owned() })
    }
}

/// A file that is being read.
#[derive(Debug)]
pub struct Reading {
    file: File,
    size: u64,
    left: u64,
}

impl Reading {
    /// All bytes of the file.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// What it is, found out from its first bytes. Goes back to the start.
    ///
    /// # Errors
    /// The disk does not play along.
    pub fn find_type(&mut self) -> io::Result<&'static str> {
        let mut head = Vec::with_capacity(HEAD);
        (&mut self.file).take(HEAD.try_into().unwrap_or(u64::MAX)).read_to_end(&mut head)?;
        self.file.rewind()?;
        Ok(type_of(&head))
    }

    /// Reads no more than these from now on.
    ///
    /// # Errors
    /// The disk does not play along.
    pub fn only(mut self, from: u64, length: u64) -> io::Result<Self> {
        self.file.seek(SeekFrom::Start(from))?;
        self.left = length.min(self.size.saturating_sub(from));
        Ok(self)
    }

    /// The next piece; empty at the end.
    ///
    /// # Errors
    /// The disk does not play along, or the file is shorter than it was.
    pub fn piece(&mut self) -> io::Result<Bytes> {
        let most = usize::try_from(self.left).unwrap_or(PIECE).min(PIECE);
        let mut piece = vec![0; most];
        self.file.read_exact(&mut piece)?;
        self.left -= u64::try_from(most).unwrap_or(self.left);
        Ok(piece.into())
    }
}

/// Whether this can be the name of a file here: a hash, and nothing that leads elsewhere.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// What bytes are, whatever anybody calls them.
fn type_of(head: &[u8]) -> &'static str {
    infer::get(head).map_or(UNKNOWN_TYPE, |kind| kind.mime_type())
}
