//! A running line with its media folder, and what the tests ask of both.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use relevo::app::App;
use relevo::config::Config;
use relevo::domain::file::FileRef;
use relevo::domain::ids::{ChatId, LineId, WaId};
use relevo::engine::Clock;
use relevo::engine::run::LineRun;
use relevo::media::{Limits, Media};
use relevo::store::files::{self, FileRow, FileState};

pub const LINE: LineId = LineId(1);
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Place {
    pub app: App,
    pub run: Arc<LineRun>,
    pub media: Arc<Media>,
    data: tempfile::TempDir,
}

impl Place {
    pub async fn open() -> Self {
        Self::open_with(Limits::default()).await
    }

    pub async fn open_with(limits: Limits) -> Self {
        Self::on(tempfile::tempdir().unwrap(), limits).await
    }

    /// Ends everything and starts it again on the same data.
    pub async fn restart(self) -> Self {
        let Self { app, run, media, data } = self;
        app.stop().await;
        drop((app, run, media));
        Self::on(data, Limits::default()).await
    }

    async fn on(data: tempfile::TempDir, limits: Limits) -> Self {
        let config = Config { data: data.path().to_owned(), ..Config::default() };
        let app = App::start(config, Clock::system()).await.unwrap();
        let run = app.engine.run(LINE).unwrap();
        let media = Arc::new(Media::with(data.path().join("media"), limits));
        Self { app, run, media, data }
    }

    pub fn folder(&self) -> PathBuf {
        self.data.path().join("media")
    }

    /// All files below the media folder.
    pub fn stored(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found
    }

    pub fn row(&self, file: &FileRef) -> Option<FileState> {
        let mut conn = self.app.database.readers().get().unwrap();
        let row: Option<FileRow> = files::find(&mut conn, LINE, file.key).unwrap();
        row.map(|row| row.state)
    }

    /// Waits until the journal has written of this file what is wanted.
    pub async fn noted(&self, file: &FileRef, is_it: impl Fn(&FileState) -> bool) -> FileState {
        let mut feed = self.app.engine.changes();
        let wait = async {
            loop {
                if let Some(state) = self.row(file).filter(&is_it) {
                    return state;
                }
                drop(feed.recv().await);
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.expect("the journal notes the file")
    }

    pub async fn noted_stored(&self, file: &FileRef) -> FileState {
        self.noted(file, |state| matches!(state, FileState::Stored { .. })).await
    }

    pub async fn noted_missing(&self, file: &FileRef) -> FileState {
        self.noted(file, |state| matches!(state, FileState::Missing { .. })).await
    }
}

/// The file of a message with this id.
pub fn file(id: &str) -> FileRef {
    FileRef::new(&ChatId::from("5493815551234@s.whatsapp.net"), &WaId::from(id), id)
}
