//! What people do with messages, as the page and tests ask for it.

use std::path::PathBuf;

use bytes::Bytes;

use super::chats::Place;
use super::error::SimulatorError;
use super::files::{FileError, Kept, Reading, Upload};
use super::op::Op;
use super::people::PersonId;
use super::simulator::Simulator;
use crate::domain::capabilities::Capabilities;
use crate::domain::content::{Content, MediaKind};
use crate::domain::file::FileRef;
use crate::domain::ids::{ChatId, WaId};

/// A file that a person sends.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Shown as what.
    pub kind: MediaKind,
    /// The type that the phone gives it; found out from the bytes where it gives none.
    pub mime: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// The text below it.
    pub caption: Option<String>,
    /// It can be opened only once.
    pub view_once: bool,
    /// Length of a recording.
    pub seconds: Option<u32>,
    /// What is in it.
    pub bytes: FileBytes,
}

/// Where the bytes of a file are.
#[derive(Debug, Clone)]
pub enum FileBytes {
    /// In this file, which is copied.
    At(PathBuf),
    /// Here.
    Whole(Bytes),
    /// In the simulator already.
    Kept(Kept),
}

impl NewFile {
    /// A file with nothing but its bytes.
    #[must_use]
    pub fn new(kind: MediaKind, bytes: FileBytes) -> Self {
        let (mime, name, caption, seconds) = (None, None, None, None);
        Self { kind, mime, name, caption, view_once: false, seconds, bytes }
    }
}

impl Simulator {
    /// A person sends a file.
    ///
    /// # Errors
    /// The person could not have sent that there, or the file cannot be kept.
    pub async fn write_file(
        &self,
        person: PersonId,
        place: &Place,
        file: NewFile,
        quote: Option<&WaId>,
    ) -> Result<WaId, SimulatorError> {
        let NewFile { kind, mime, name, caption, view_once, seconds, bytes } = file;
        let kept = self.keep(bytes).await?;
        // Named for its message once that has an id.
        let nowhere = FileRef::new(&ChatId::from(""), &WaId::from(""), &kept.hash);
        let file = FileRef {
            mime: Some(mime.unwrap_or(kept.mime).into()),
            size: Some(kept.size),
            seconds,
            ..nowhere
        };
        let content = Content::Media {
            media: kind,
            caption: caption.filter(|text| kind.takes_caption() && !text.trim().is_empty()),
            file_name: name.filter(|name| !name.is_empty()),
            view_once,
            file: Some(file),
        };
        self.write(person, place, content, quote)
    }

    /// Begins to take a file in, of `most` bytes at the most. Waits for the disk, as all of [`Upload`] does.
    ///
    /// # Errors
    /// The disk does not play along.
    pub fn begin_upload(&self, most: u64) -> std::io::Result<Upload> {
        self.files().begin(most.min(Capabilities::ALL.file_most))
    }

    /// A file of the simulator, by the hash of its bytes. Waits for the disk.
    ///
    /// # Errors
    /// There is no such file, or the disk does not play along.
    pub fn open_file(&self, hash: &str) -> std::io::Result<Reading> {
        self.files().open(hash)
    }

    /// A person changes the words of a message of their own.
    ///
    /// # Errors
    /// It is not theirs, too old, or has no words.
    pub fn edit(
        &self,
        person: PersonId,
        place: &Place,
        id: &WaId,
        text: &str,
    ) -> Result<(), SimulatorError> {
        let at = self.now();
        let (place_, id_, text_) = (place.clone(), id.clone(), text.to_owned());
        let op = Op::Edit { person, place: place_, id: id_, text: text_, at };
        self.attempt(op, |network| network.edit(person, place, id, text, at))
    }

    /// A person deletes a message for everyone: their own, or as an administrator of the group anybody's.
    ///
    /// # Errors
    /// It is not theirs, or too old.
    pub fn delete(&self, person: PersonId, place: &Place, id: &WaId) -> Result<(), SimulatorError> {
        let at = self.now();
        let op = Op::Delete { person, place: place.clone(), id: id.clone(), at };
        self.attempt(op, |network| network.delete(person, place, id, at))
    }

    /// A person reacts to a message; with no emoji, the reaction before is taken back.
    ///
    /// # Errors
    /// There is no such message, or this is no emoji.
    pub fn react(
        &self,
        person: PersonId,
        place: &Place,
        id: &WaId,
        emoji: &str,
    ) -> Result<(), SimulatorError> {
        let (place_, id_, emoji_) = (place.clone(), id.clone(), emoji.to_owned());
        let op = Op::React { person, place: place_, id: id_, emoji: emoji_ };
        self.attempt(op, |network| network.react(person, place, id, emoji))
    }

    /// A person looks at a chat: what the line wrote there is read.
    ///
    /// # Errors
    /// It is no chat of theirs.
    pub fn open_chat(&self, person: PersonId, place: &Place) -> Result<(), SimulatorError> {
        let op = Op::OpenChat { person, place: place.clone() };
        self.attempt(op, |network| network.open_chat(person, place))
    }

    async fn keep(&self, bytes: FileBytes) -> Result<Kept, SimulatorError> {
        let files = self.files();
        let most = Capabilities::ALL.file_most;
        let kept = tokio::task::spawn_blocking(move || match bytes {
            FileBytes::At(path) => files.copy(&path, most),
            FileBytes::Whole(bytes) => {
                let mut upload = files.begin(most)?;
                upload.write(&bytes)?;
                upload.finish()
            }
            FileBytes::Kept(kept) => Ok(kept),
        });
        match kept.await {
            Ok(Ok(kept)) => Ok(kept),
            Ok(Err(FileError::TooLarge)) => Err(SimulatorError::TooLarge),
            Ok(Err(FileError::Empty)) => Err(SimulatorError::NoFile),
            Ok(Err(FileError::Io(error))) => {
                tracing::warn!(%error, "the simulator could not keep a file");
                Err(SimulatorError::NoFile)
            }
            Err(error) => {
                tracing::error!(%error, "keeping a file of the simulator failed");
                Err(SimulatorError::NoFile)
            }
        }
    }
}
