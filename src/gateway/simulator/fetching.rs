//! Files on their way: those that the line sends into the simulator's store, those that people sent out of it.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use tokio::sync::mpsc;

use super::faults::take_one;
use super::files::{FileError, Kept, PIECE, Reading};
use super::network::Network;
use super::simulator::Simulator;
use super::wording::checked;
use crate::domain::capabilities::Capabilities;
use crate::domain::cargo::Cargo;
use crate::domain::content::Content;
use crate::domain::file::FileRef;
use crate::domain::reason;
use crate::gateway::{Fetched, GatewayError, Outbound, StoredFile};

/// Pieces that wait for whoever fetches.
const AHEAD: usize = 4;

/// How a fetch goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FetchLuck {
    /// The file comes.
    Whole,
    /// It breaks off in the middle.
    Broken,
}

impl Network {
    /// Whether a fetch may go wrong, so that it has to be written down.
    pub(super) fn may_fetch_badly(&self) -> bool {
        self.faults.fetches_refused > 0
            || self.faults.fetches_broken > 0
            || self.faults.files_expired
    }

    /// How the next fetch goes, as the faults have it.
    pub(super) fn fetch(&mut self) -> Result<FetchLuck, GatewayError> {
        self.check_connected()?;
        if take_one(&mut self.faults.fetches_refused) {
            return Err(GatewayError::Again("the file cannot be brought now".to_owned()));
        }
        if self.faults.files_expired {
            return Err(GatewayError::Never(reason::FILE_GONE.to_owned()));
        }
        let is_broken = take_one(&mut self.faults.fetches_broken);
        Ok(if is_broken { FetchLuck::Broken } else { FetchLuck::Whole })
    }
}

impl Simulator {
    /// The message as the network takes it: its file copied into the store, nothing in it that the journal
    /// could not give back.
    pub(super) async fn taken_in(&self, message: &Outbound) -> Result<Outbound, GatewayError> {
        let mut taken = message.clone();
        match &mut taken.cargo {
            Some(Cargo::File { file, .. }) => {
                let Some(stored) = taken.file.take() else {
                    return Err(GatewayError::Never(reason::FILE_NOT_HERE.to_owned()));
                };
                let kept = self.copied(stored).await?;
                let (source, mime) = (kept.hash.into(), Some(kept.mime.into()));
                *file =
                    FileRef { source, mime, size: Some(kept.size), preview: None, ..file.clone() };
            }
            Some(Cargo::Location { latitude, longitude, .. }) => {
                let place = Content::Location {
                    latitude: *latitude,
                    longitude: *longitude,
                    name: None,
                    live: false,
                };
                match checked(place) {
                    Ok(Content::Location { latitude: north, longitude: east, .. }) => {
                        (*latitude, *longitude) = (north, east);
                    }
                    Ok(_) => {}
                    Err(error) => return Err(GatewayError::Never(error.to_string())),
                }
            }
            Some(
                Cargo::Contacts { .. }
                | Cargo::Edit { .. }
                | Cargo::Revoke { .. }
                | Cargo::React { .. },
            )
            | None => {}
        }
        Ok(taken)
    }

    /// The bytes of a file, from the store.
    pub(super) async fn bring(
        &self,
        file: &FileRef,
        luck: FetchLuck,
    ) -> Result<Fetched, GatewayError> {
        let (files, hash) = (self.files(), file.source.clone());
        let opened = tokio::task::spawn_blocking(move || files.open(&hash)).await;
        let reading = match opened {
            Ok(Ok(reading)) => reading,
            Ok(Err(error)) if error.kind() == io::ErrorKind::NotFound => {
                return Err(GatewayError::Never(reason::FILE_GONE.to_owned()));
            }
            Ok(Err(error)) => return Err(GatewayError::Again(error.to_string())),
            Err(error) => return Err(GatewayError::Again(error.to_string())),
        };
        let (reading, broken) = match luck {
            FetchLuck::Whole => (reading, false),
            FetchLuck::Broken => {
                let half = reading.size() / 2;
                (
                    reading
                        .only(0, half)
                        .map_err(|error| GatewayError::Again(error.to_string()))?,
                    true,
                )
            }
        };
        let pieces = pieces(reading)
            .map(|piece| piece.map_err(|error| GatewayError::Again(error.to_string())));
        let end = broken.then(|| Err(GatewayError::Again(reason::FILE_BROKE_OFF.to_owned())));
        let bytes = pieces.chain(stream::iter(end)).boxed();
        Ok(Fetched { mime: file.mime.as_deref().map(str::to_owned), bytes })
    }

    /// Copies a file into the store.
    async fn copied(&self, stored: StoredFile) -> Result<Kept, GatewayError> {
        let files = self.files();
        let copied = tokio::task::spawn_blocking(move || {
            files.copy(&stored.path, Capabilities::ALL.file_most)
        });
        match copied.await {
            Ok(Ok(kept)) => Ok(kept),
            Ok(Err(FileError::TooLarge)) => {
                Err(GatewayError::Never(reason::FILE_TOO_LARGE.to_owned()))
            }
            Ok(Err(FileError::Empty)) => Err(GatewayError::Never(reason::FILE_EMPTY.to_owned())),
            Ok(Err(FileError::Io(error))) if error.kind() == io::ErrorKind::NotFound => {
                Err(GatewayError::Never(reason::FILE_NOT_HERE.to_owned()))
            }
            Ok(Err(FileError::Io(error))) => Err(GatewayError::Again(error.to_string())),
            Err(error) => Err(GatewayError::Again(error.to_string())),
        }
    }
}

/// A file as it is read, off the async threads, a few pieces ahead of whoever takes them.
pub fn pieces(mut reading: Reading) -> stream::BoxStream<'static, io::Result<Bytes>> {
    let (ahead, waiting) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        loop {
            let piece = reading.piece();
            let is_last = piece.as_ref().map_or(true, |piece| piece.len() < PIECE);
            let is_empty = piece.as_ref().is_ok_and(Bytes::is_empty);
            // Nobody takes it any more: no need to read on.
            if is_empty || ahead.blocking_send(piece).is_err() || is_last {
                return;
            }
        }
    });
    stream::unfold(waiting, |mut waiting| async move { Some((waiting.recv().await?, waiting)) })
        .boxed()
}

impl Simulator {
    /// The simulator's files.
    pub(super) fn files(&self) -> Arc<super::files::Files> {
        Arc::clone(&self.shared().files)
    }
}
