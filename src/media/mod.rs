//! The media folder: files of messages, under the hash of their bytes. Brought from the gateway piece by
//! piece, kept as long as they are needed, shown only to who may see their case.
//!
//! A file is first written beside the others under a name of its own, and takes its place only when it is
//! whole and on disk: a crash leaves nothing that could be taken for a file. Which message has which file is
//! in the database; the folder alone says nothing of anybody.

mod flights;
mod incoming;
pub mod kinds;
mod shelf;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use dashmap::DashMap;
use futures_util::StreamExt;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use self::flights::{Flights, Landed};
use self::incoming::{Incoming, Trouble, Whole};
use self::shelf::{Shelf, Standing};
use crate::domain::event::Event;
use crate::domain::file::{FileFault, FileRef};
use crate::domain::ids::LineId;
use crate::domain::outcome::Outcome;
use crate::domain::reason;
use crate::engine::house::House;
use crate::gateway::{Fetched, Gateway, GatewayError, StoredFile};
use crate::store::Database;

/// The largest small picture that is kept to stand for a file, in bytes.
pub const PREVIEW_MOST: usize = 64 * 1024;
/// Pieces are gathered up to so many bytes before they are written.
const WRITE_AT: usize = 256 * 1024;

/// How much is done at once, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files of one line on their way at the same time.
    pub parallel: usize,
    /// Files that are looked up at the same time. Each lookup takes a thread that waits for one of the store's
    /// few readers; more of them would be no faster, and a thread costs megabytes.
    pub lookups: usize,
    /// Files that wait to be brought before anybody asked for them; more are brought when they are asked for.
    pub wanted: usize,
    /// How many of those may be on their way at the same time; less than `parallel`, so that whoever has asked
    /// for a file goes first.
    pub ahead: usize,
    /// How long one file may be on its way.
    pub deadline: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let deadline = Duration::from_secs(180);
        Self { parallel: 4, lookups: 4, wanted: 1_024, ahead: 2, deadline }
    }
}

/// Whether what is known to be gone is asked for all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Insist {
    No,
    Yes,
}

/// The media folder of a data folder.
#[derive(Debug)]
pub struct Media {
    shelf: Arc<Shelf>,
    limits: Limits,
    flights: Flights,
    lanes: DashMap<LineId, Arc<Semaphore>>,
    lookups: Semaphore,
    wanted: Arc<Semaphore>,
    /// Those of them on their way.
    ahead: Semaphore,
}

impl Media {
    /// The folder; it is made when the first file comes. What a crash left half written is removed.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self::with(folder, Limits::default())
    }

    /// The same with other limits.
    #[must_use]
    pub fn with(folder: PathBuf, limits: Limits) -> Self {
        let shelf = Shelf::new(folder);
        shelf.sweep();
        Self {
            shelf: Arc::new(shelf),
            limits,
            flights: Flights::default(),
            lanes: DashMap::new(),
            lookups: Semaphore::new(limits.lookups),
            wanted: Arc::new(Semaphore::new(limits.wanted)),
            ahead: Semaphore::new(limits.ahead),
        }
    }

    /// A file of a message: from the folder, or from the gateway into the folder. What came of it is given to
    /// the journal, and not waited for. Who asks for the same file meanwhile gets the same answer.
    ///
    /// # Errors
    /// [`GatewayError::Never`] if it cannot be had: gone, too large, or opened once already. The other errors
    /// pass.
    pub async fn obtain(
        &self,
        house: &House,
        gateway: &dyn Gateway,
        file: &FileRef,
    ) -> Result<StoredFile, GatewayError> {
        self.bring(house, gateway, file, Insist::No).await
    }

    /// As [`Self::obtain`], and asks the gateway also for what it could not bring before.
    ///
    /// # Errors
    /// As [`Self::obtain`].
    pub async fn fetch_again(
        &self,
        house: &House,
        gateway: &dyn Gateway,
        file: &FileRef,
    ) -> Result<StoredFile, GatewayError> {
        self.bring(house, gateway, file, Insist::Yes).await
    }

    /// Begins to bring a file that somebody will ask for. Nothing is lost if it does not come, or if too many
    /// wait already.
    pub fn want(self: &Arc<Self>, house: Arc<House>, gateway: Arc<dyn Gateway>, file: FileRef) {
        let Ok(place) = Arc::clone(&self.wanted).try_acquire_owned() else {
            tracing::debug!(line.id = house.line.0, "too many files wait to be brought");
            return;
        };
        let media = Arc::clone(self);
        tokio::spawn(async move {
            // Few at a time: whoever has asked for a file goes first.
            let Ok(_turn) = media.ahead.acquire().await else { return };
            if let Err(error) = media.obtain(&house, &*gateway, &file).await {
                tracing::debug!(line.id = house.line.0, file.key = %file.key, %error, "a file was not brought ahead");
            }
            drop(place);
        });
    }

    /// Keeps a small picture that stands for a file; the answer is its hash. What is no JPEG or PNG, or is too
    /// large, is not kept.
    pub async fn keep_preview(&self, bytes: Bytes) -> Option<Box<str>> {
        if bytes.len() > PREVIEW_MOST || !kinds::is_preview(&bytes) {
            return None;
        }
        let shelf = Arc::clone(&self.shelf);
        let kept = blocking(move || {
            let mut incoming = Incoming::begin(&shelf, PREVIEW_MOST as u64)?;
            incoming.take(&bytes)?;
            Ok(shelf.keep_preview(incoming.finish()?)?)
        })
        .await;
        kept.inspect_err(|trouble| tracing::warn!(%trouble, "a preview was not kept")).ok()
    }

    /// A file that was to be opened once has been carried: its bytes go, unless another message has the same.
    pub async fn used(&self, house: &House, file: &FileRef) {
        let (shelf, database) = (Arc::clone(&self.shelf), house.database.clone());
        let (line, epoch, file) = (house.line, house.epoch, file.clone());
        let key = file.key;
        let gone = blocking(move || shelf.use_up(&database, line, epoch, &file)).await;
        if let Err(trouble) = gone {
            tracing::error!(line.id = house.line.0, file.key = %key, %trouble, "the bytes of a file that was opened once could not be removed");
        }
        missing(house, key, FileFault::Used, String::new());
    }

    /// Where the bytes with this hash are; `None` for what is no hash.
    #[must_use]
    pub fn path_of(&self, hash: &str) -> Option<PathBuf> {
        self.shelf.path_of(hash)
    }

    /// Removes bytes that no message has any more. What some message has stays. All that was given to the journal
    /// before must be written.
    ///
    /// # Errors
    /// What the store or the disk said, in words.
    pub fn discard(&self, database: &Database, hashes: &[String]) -> Result<(), String> {
        self.shelf.discard(database, hashes).map_err(|trouble| trouble.to_string())
    }

    async fn bring(
        &self,
        house: &House,
        gateway: &dyn Gateway,
        file: &FileRef,
        insist: Insist,
    ) -> Result<StoredFile, GatewayError> {
        let flight = self.flights.board((house.line, file.key));
        let mut landed = flight.landed().await;
        if let Some(before) = &*landed
            && (before.asked || before.result.is_ok() || insist == Insist::No)
        {
            return before.result.clone();
        }
        let new = match self.look(house, file, insist).await {
            Standing::Here(stored) => Landed { result: Ok(stored), asked: false },
            Standing::Gone(why) => Landed { result: Err(GatewayError::Never(why)), asked: false },
            Standing::Unknown => {
                Landed { result: self.fetch(house, gateway, file).await, asked: true }
            }
        };
        let result = new.result.clone();
        *landed = Some(new);
        flight.arrived();
        result
    }

    /// What is known of a file without asking the gateway.
    async fn look(&self, house: &House, file: &FileRef, insist: Insist) -> Standing {
        let (shelf, database) = (Arc::clone(&self.shelf), house.database.clone());
        let (line, epoch, key) = (house.line, house.epoch, file.key);
        let insists = insist == Insist::Yes;
        let look = move || shelf.standing(&database, line, epoch, key, insists);
        // Never closed: without it the lookup would only cost more.
        let _permit = self.lookups.acquire().await;
        match blocking(look).await {
            Ok(standing) => standing,
            Err(trouble) => {
                tracing::warn!(line.id = line.0, file.key = %key, %trouble, "what is known of a file cannot be read; the gateway is asked");
                Standing::Unknown
            }
        }
    }

    async fn fetch(
        &self,
        house: &House,
        gateway: &dyn Gateway,
        file: &FileRef,
    ) -> Result<StoredFile, GatewayError> {
        let lane = self.lane(house.line);
        let Ok(_permit) = lane.acquire().await else {
            return Err(GatewayError::Again(String::from("Relevo is stopping")));
        };
        let brought = match timeout(self.limits.deadline, self.download(gateway, file)).await {
            Ok(Ok(whole)) => self.keep(house, file, whole).await,
            Ok(Err(trouble)) => Err(trouble),
            Err(_elapsed) => {
                Err(Trouble::Gateway(GatewayError::Again(reason::FILE_SLOW.to_owned())))
            }
        };
        brought.map_err(|trouble| settle(house, file, trouble))
    }

    /// From the gateway to a file beside the others.
    async fn download(&self, gateway: &dyn Gateway, file: &FileRef) -> Result<Whole, Trouble> {
        let most = gateway.capabilities().file_most;
        // Not to be believed, but who exaggerates harms only their own file, and nobody waits for gigabytes.
        if file.size.is_some_and(|declared| declared > most) {
            return Err(Trouble::TooLarge { most });
        }
        let Fetched { mime, mut bytes } = gateway.fetch(file).await.map_err(Trouble::Gateway)?;
        let shelf = Arc::clone(&self.shelf);
        let mut incoming = blocking(move || Incoming::begin(&shelf, most)).await?;
        let (mut gathered, mut weight) = (Vec::<Bytes>::new(), 0);
        while let Some(piece) = bytes.next().await {
            let piece = piece.map_err(Trouble::Gateway)?;
            weight += piece.len();
            gathered.push(piece);
            if weight >= WRITE_AT {
                incoming = write(incoming, std::mem::take(&mut gathered)).await?;
                weight = 0;
            }
        }
        incoming = write(incoming, gathered).await?;
        let hint = file.mime.as_deref().map(str::to_owned).or(mime);
        blocking(move || {
            let mut whole = incoming.finish()?;
            whole.name_kind(hint.as_deref());
            Ok(whole)
        })
        .await
    }

    /// From there to its place; the journal is told.
    async fn keep(
        &self,
        house: &House,
        file: &FileRef,
        whole: Whole,
    ) -> Result<StoredFile, Trouble> {
        let shelf = Arc::clone(&self.shelf);
        let (line, epoch, key) = (house.line, house.epoch, file.key);
        let stored = blocking(move || Ok(shelf.keep(line, epoch, key, whole)?)).await?;
        let at = house.clock.now();
        let StoredFile { hash, size, mime, .. } = stored.clone();
        let kept = Event::FileKept { file: key, hash, size, mime, at };
        house.submit(Outcome { events: vec![kept], ..Outcome::default() });
        Ok(stored)
    }

    fn lane(&self, line: LineId) -> Arc<Semaphore> {
        let lane = self.lanes.entry(line);
        Arc::clone(&lane.or_insert_with(|| Arc::new(Semaphore::new(self.limits.parallel))))
    }
}

/// What a failure means for the file, and for who asked.
fn settle(house: &House, file: &FileRef, trouble: Trouble) -> GatewayError {
    match trouble {
        Trouble::TooLarge { .. } => {
            let why = reason::FILE_TOO_LARGE.to_owned();
            missing(house, file.key, FileFault::Refused, why.clone());
            GatewayError::Never(why)
        }
        Trouble::Gateway(GatewayError::Never(why) | GatewayError::Moot(why)) => {
            missing(house, file.key, FileFault::Lost, why.clone());
            GatewayError::Never(why)
        }
        // Nothing was sent: asking once more does no harm.
        Trouble::Gateway(GatewayError::Unknown(why) | GatewayError::NoFile(why)) => {
            GatewayError::Again(why)
        }
        Trouble::Gateway(passing @ (GatewayError::Again(_) | GatewayError::NotConnected(_))) => {
            passing
        }
        Trouble::Disk(error) => {
            tracing::error!(line.id = house.line.0, %error, "the media folder cannot be used");
            GatewayError::Again(format!("the media folder cannot be used: {error}"))
        }
        Trouble::Store(why) => GatewayError::Again(why),
    }
}

fn missing(house: &House, file: crate::domain::file::FileKey, why: FileFault, error: String) {
    let at = house.clock.now();
    let missing = Event::FileMissing { file, why, error, at };
    house.submit(Outcome { events: vec![missing], ..Outcome::default() });
}

async fn write(mut incoming: Incoming, pieces: Vec<Bytes>) -> Result<Incoming, Trouble> {
    blocking(move || {
        pieces.iter().try_for_each(|piece| incoming.take(piece))?;
        Ok(incoming)
    })
    .await
}

/// Does what waits for the disk, off the threads of actors.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    let joined = tokio::task::spawn_blocking(work).await;
    joined.unwrap_or_else(|error| Err(Trouble::Store(error.to_string())))
}
