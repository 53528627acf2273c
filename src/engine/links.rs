//! The history of the lines' connections: written off the way of messages, a few rows a day, and told in the
//! console.

use std::sync::Arc;

use tokio::sync::{broadcast, mpsc};

use super::feed::{Feed, Topic};
use super::newsroom::Newsroom;
use super::run::Changed;
use crate::domain::news::{News, What};
use crate::store::line_states::{self, NewState};
use crate::store::{Database, OpenError};

/// Changes written at once.
const BATCH_MOST: usize = 64;

/// Why changes were not written. Nobody waits for them: it is logged.
#[derive(Debug, thiserror::Error)]
enum NotKept {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
}

/// Writes changes down for as long as the engine lives, and tells the panel of them.
pub(super) async fn keep(
    database: Database,
    feed: broadcast::Sender<Feed>,
    newsroom: Arc<Newsroom>,
    mut changes: mpsc::UnboundedReceiver<Changed>,
) {
    let mut batch = Vec::with_capacity(BATCH_MOST);
    while changes.recv_many(&mut batch, BATCH_MOST).await > 0 {
        let (written, database) = (std::mem::take(&mut batch), database.clone());
        let mut lines: Vec<_> = written.iter().map(|change| change.line).collect();
        lines.dedup();
        let told: Vec<_> = written.iter().map(|change| (change.line, news_of(change))).collect();
        let work = move || write(&database, &written);
        match tokio::task::spawn_blocking(work).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::warn!(%error, "the history of the lines' connections has a gap");
            }
            Err(error) => tracing::error!(%error, "the history of the lines' connections broke"),
        }
        for (line, news) in told {
            newsroom.tell(line, [news]);
        }
        for line in lines {
            // Nobody may be looking.
            drop(feed.send(Feed { line, topic: Topic::Line }));
        }
    }
}

fn news_of(change: &Changed) -> News {
    let what = What::Link { connection: change.state, reason: change.detail.clone() };
    News { at: change.at, what }
}

fn write(database: &Database, changes: &[Changed]) -> Result<(), NotKept> {
    let mut conn = database.writer()?;
    for change in changes {
        let Changed { line, at, state, detail } = change.clone();
        line_states::note(&mut conn, &NewState { line, at, state, detail })?;
    }
    Ok(())
}
