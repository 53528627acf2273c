//! `/eventos`: tells open pages which topics changed. Bounded, with a heartbeat, and closed when the session
//! ends.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::{Instant, interval_at};

use super::error::WebError;
use super::house::Panel;
use super::secret::FormKey;
use super::session::Visitor;
use crate::domain::ids::Timestamp;
use crate::engine::{Feed, Topic};

const HEARTBEAT: Duration = Duration::from_secs(20);
/// Changes are gathered for this long, so that a burst is one message.
const GATHER: Duration = Duration::from_millis(80);

struct Live {
    panel: Data<Panel>,
    changes: Receiver<Feed>,
    ended: Receiver<FormKey>,
    closing: watch::Receiver<bool>,
    heartbeat: tokio::time::Interval,
    session: FormKey,
    expires_at: Timestamp,
    over: bool,
    _room: OwnedSemaphorePermit,
}

/// `GET /eventos`
pub async fn stream(
    visitor: Visitor,
    panel: Data<Panel>,
    _request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let room = std::sync::Arc::clone(&panel.streams)
        .try_acquire_owned()
        .map_err(|_full| WebError::Busy)?;
    let live = Live {
        changes: panel.engine.changes(),
        ended: panel.ended.subscribe(),
        closing: panel.closing(),
        heartbeat: interval_at(Instant::now() + HEARTBEAT, HEARTBEAT),
        session: visitor.session(),
        expires_at: visitor.expires_at,
        over: false,
        panel,
        _room: room,
    };
    let hello = stream::once(std::future::ready(Ok::<_, Infallible>(Bytes::from_static(
        b"retry: 3000\n\n",
    ))));
    let body = futures_util::StreamExt::chain(hello, stream::unfold(live, next));
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        // Compressed, the messages would wait in a buffer.
        .insert_header(ContentEncoding::Identity)
        .streaming(body))
}

async fn next(mut live: Live) -> Option<(Result<Bytes, Infallible>, Live)> {
    if live.over {
        return None;
    }
    loop {
        let news = tokio::select! {
            change = live.changes.recv() => News::Change(change),
            ended = live.ended.recv() => News::Ended(ended),
            _ = live.closing.changed() => return None,
            _ = live.heartbeat.tick() => News::Heartbeat,
        };
        let message = match news {
            News::Change(Ok(feed)) => live.gathered(feed.topic).await,
            News::Change(Err(RecvError::Lagged(_))) => {
                Some(String::from("event: change\ndata: all\n\n"))
            }
            News::Change(Err(RecvError::Closed)) => return None,
            News::Ended(Ok(session)) if session != live.session => None,
            News::Ended(Ok(_) | Err(RecvError::Lagged(_) | RecvError::Closed)) => Some(live.bye()),
            News::Heartbeat => live.beat().await,
        };
        if let Some(message) = message {
            return Some((Ok(Bytes::from(message)), live));
        }
    }
}

/// What a live page waits for.
enum News {
    Change(Result<Feed, RecvError>),
    Ended(Result<FormKey, RecvError>),
    Heartbeat,
}

impl Live {
    /// The topics of a burst of changes.
    async fn gathered(&mut self, first: Topic) -> Option<String> {
        let mut topics = std::collections::BTreeSet::from([first]);
        tokio::time::sleep(GATHER).await;
        while let Ok(feed) = self.changes.try_recv() {
            topics.insert(feed.topic);
        }
        let names: Vec<&str> = topics.into_iter().map(name).collect();
        Some(format!("event: change\ndata: {}\n\n", names.join(" ")))
    }

    /// A sign of life, if the session is still one.
    async fn beat(&mut self) -> Option<String> {
        let now = self.panel.now();
        let alive = self.panel.accounts().is_alive(&self.session, now).await;
        match alive {
            Ok(false) => Some(self.bye()),
            Ok(true) if now >= self.expires_at => Some(self.bye()),
            Ok(true) | Err(_) => Some(String::from(": beat\n\n")),
        }
    }

    fn bye(&mut self) -> String {
        self.over = true;
        String::from("event: bye\ndata: session\n\n")
    }
}

fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::Tickets => "tickets",
        Topic::Agents => "agents",
        Topic::Groups => "groups",
        Topic::Jobs => "jobs",
        Topic::Line => "line",
        Topic::Simulator => "simulator",
    }
}
