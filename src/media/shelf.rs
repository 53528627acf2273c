//! The folder itself: where a hash stands, how a file gets there and how it goes.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::incoming::{Trouble, Whole};
use crate::domain::file::{FileFault, FileKey, FileRef};
use crate::domain::ids::LineId;
use crate::gateway::StoredFile;
use crate::store::files::{self, FileRow, FileState};
use crate::store::{Conn, Database, retention};

/// Where files are written before they have their place.
const HALF_WRITTEN: &str = "incoming";
/// So many of the last facts are remembered, until the journal has surely written them.
const FRESH_MOST: usize = 4_096;

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is here.
    Here(StoredFile),
    /// It will not be here, for this reason.
    Gone(String),
    /// The gateway has to be asked.
    Unknown,
}

/// A fact that may not be in the database yet.
#[derive(Debug)]
struct Fresh {
    line: LineId,
    /// A fact of an earlier epoch is on disk or has never happened.
    epoch: u64,
    key: FileKey,
    /// Nothing for one that was used up.
    stored: Option<StoredFile>,
}

/// The folder.
#[derive(Debug)]
pub(super) struct Shelf {
    root: PathBuf,
    /// Held while a file takes its place or leaves it, so that nobody removes what somebody just kept.
    fresh: Mutex<VecDeque<Fresh>>,
}

impl Shelf {
    pub fn new(root: PathBuf) -> Self {
        Self { root, fresh: Mutex::default() }
    }

    /// Removes what was being written when Relevo ended: nobody else uses the folder at its start.
    pub fn sweep(&self) {
        let folder = self.root.join(HALF_WRITTEN);
        match fs::remove_dir_all(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                tracing::warn!(folder = %folder.display(), %error, "half written files could not be removed");
            }
        }
    }

    /// The folder for files that are being written.
    pub fn half_written(&self) -> io::Result<PathBuf> {
        let folder = self.root.join(HALF_WRITTEN);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    pub fn path_of(&self, hash: &str) -> Option<PathBuf> {
        let is_hash = hash.len() == 64
            && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        is_hash.then(|| self.root.join(&hash[..2]).join(&hash[2..]))
    }

    /// What is known of a file without the gateway. Who insists is not told what could not be brought before.
    pub fn standing(
        &self,
        database: &Database,
        line: LineId,
        epoch: u64,
        key: FileKey,
        insists: bool,
    ) -> Result<Standing, Trouble> {
        let fresh = self.lock().iter().rev().find_map(|fresh| {
            let is_it = (fresh.line, fresh.epoch, fresh.key) == (line, epoch, key);
            is_it.then(|| fresh.stored.clone())
        });
        match fresh {
            Some(Some(stored)) => return Ok(whole_or_unknown(stored)),
            Some(None) => return Ok(Standing::Gone(used_up())),
            None => {}
        }
        let Some(row) = read(database, |conn| files::find(conn, line, key))? else {
            return Ok(Standing::Unknown);
        };
        Ok(match row {
            FileRow { state: FileState::Stored { hash, size, mime }, .. } => {
                match self.path_of(&hash) {
                    Some(path) => whole_or_unknown(StoredFile { path, hash, size, mime }),
                    None => Standing::Unknown,
                }
            }
            FileRow { state: FileState::Missing { why: FileFault::Used, .. }, .. } => {
                Standing::Gone(used_up())
            }
            FileRow { state: FileState::Missing { .. }, .. } if insists => Standing::Unknown,
            FileRow {
                state: FileState::Missing { why: FileFault::Lost | FileFault::Refused, error },
                ..
            } => Standing::Gone(error),
        })
    }

    /// Gives a file its place: on disk, and only then under its name.
    pub fn keep(
        &self,
        line: LineId,
        epoch: u64,
        key: FileKey,
        whole: Whole,
    ) -> io::Result<StoredFile> {
        whole.file.as_file().sync_all()?;
        let (size, mime, hash) = (whole.size, whole.mime.to_owned(), whole.hash.clone());
        let mut fresh = self.lock();
        let path = self.place(whole)?;
        sync_folders(&path)?;
        let stored = StoredFile { path, hash, size, mime };
        remember(&mut fresh, Fresh { line, epoch, key, stored: Some(stored.clone()) });
        Ok(stored)
    }

    /// The same for a small picture: worth no wait for the disk, for without it the file itself is shown.
    pub fn keep_preview(&self, whole: Whole) -> io::Result<Box<str>> {
        let hash = whole.hash.as_str().into();
        self.place(whole)?;
        Ok(hash)
    }

    /// Removes a file that was to be opened once, and the picture that stood for it.
    pub fn use_up(
        &self,
        database: &Database,
        line: LineId,
        epoch: u64,
        file: &FileRef,
    ) -> Result<(), Trouble> {
        let mut fresh = self.lock();
        let is_it = |fresh: &Fresh| (fresh.line, fresh.key) == (line, file.key);
        let just_kept = fresh.iter().rev().find(|fresh| is_it(fresh));
        let mut hash = just_kept.and_then(|fresh| fresh.stored.clone()).map(|kept| kept.hash);
        remember(&mut fresh, Fresh { line, epoch, key: file.key, stored: None });
        let of_others = |hash: &str| {
            let others = fresh.iter().filter(|fresh| !is_it(fresh));
            others.filter_map(|fresh| fresh.stored.as_ref()).any(|stored| stored.hash == hash)
        };
        let goes = read(database, |conn| {
            if let (None, Some(FileRow { state: FileState::Stored { hash: known, .. }, .. })) =
                (&hash, files::find(conn, line, file.key)?)
            {
                hash = Some(known);
            }
            let mut goes = Vec::new();
            for hash in hash.as_deref().into_iter().chain(file.preview.as_deref()) {
                if !of_others(hash) && !files::is_shared(conn, hash, line, file.key)? {
                    goes.push(hash.to_owned());
                }
            }
            Ok(goes)
        })?;
        for path in goes.iter().filter_map(|hash| self.path_of(hash)) {
            match fs::remove_file(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Removes bytes that no message has.
    pub fn discard(&self, database: &Database, hashes: &[String]) -> Result<(), Trouble> {
        let mut fresh = self.lock();
        for hash in hashes {
            if read(database, |conn| retention::is_used(conn, hash))? {
                continue;
            }
            // Of messages that are gone.
            fresh.retain(|fresh| fresh.stored.as_ref().is_none_or(|kept| kept.hash != *hash));
            let Some(path) = self.path_of(hash) else { continue };
            match fs::remove_file(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Puts a file under its hash. One that is there already is replaced: it has the same bytes, or is damaged.
    fn place(&self, whole: Whole) -> io::Result<PathBuf> {
        let path = self.path_of(&whole.hash).ok_or(io::ErrorKind::InvalidInput)?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        whole.file.persist(&path).map_err(|error| error.error)?;
        Ok(path)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Fresh>> {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn remember(fresh: &mut VecDeque<Fresh>, fact: Fresh) {
    fresh.retain(|known| (known.line, known.key) != (fact.line, fact.key));
    if fresh.len() >= FRESH_MOST {
        fresh.pop_front();
    }
    fresh.push_back(fact);
}

/// A file whose length is not as noted is as good as none.
fn whole_or_unknown(stored: StoredFile) -> Standing {
    let is_whole = fs::metadata(&stored.path).is_ok_and(|found| found.len() == stored.size);
    if is_whole { Standing::Here(stored) } else { Standing::Unknown }
}

fn used_up() -> String {
    String::from("it was to be opened once, and has been")
}

/// A name survives a power failure once its folder is on disk.
fn sync_folders(path: &Path) -> io::Result<()> {
    path.ancestors().skip(1).take(2).try_for_each(|folder| File::open(folder)?.sync_all())
}

fn read<T>(
    database: &Database,
    query: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>,
) -> Result<T, Trouble> {
    let mut conn = database.readers().get().map_err(|error| Trouble::Store(error.to_string()))?;
    query(&mut conn).map_err(|error| Trouble::Store(error.to_string()))
}
