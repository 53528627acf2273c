//! `/eventos`: tells open pages which topics changed, and the console its lines: from where the page stopped, so that
//! a dropped connection loses none. Bounded, with a heartbeat, and closed when the session ends.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::{Bytes, Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::{Instant, interval_at};

use super::error::WebError;
use super::house::Panel;
use super::pages::board::last_news;
use super::panel::console::{Line, SHOWN, SOUGHT, lines};
use super::panel::read;
use super::secret::FormKey;
use super::session::{Sight, Visitor};
use super::when::When;
use super::words::Words;
use crate::domain::ids::LineId;
use crate::domain::news::News;
use crate::engine::newsroom::Cursor;
use crate::engine::{Feed, Topic};
use crate::store::{console, users};

const HEARTBEAT: Duration = Duration::from_secs(20);
/// Changes are gathered for this long, so that a burst is one message.
const GATHER: Duration = Duration::from_millis(80);

struct Live {
    panel: Data<Panel>,
    changes: Receiver<Feed>,
    ended: Receiver<FormKey>,
    closing: watch::Receiver<bool>,
    heartbeat: tokio::time::Interval,
    visitor: Visitor,
    console: Option<Listening>,
    over: bool,
    _room: OwnedSemaphorePermit,
}

/// A page with a console.
struct Listening {
    line: LineId,
    /// What it has seen; none if nobody can say.
    seen: Option<Cursor>,
    /// It is to be told at once: it has just come, or come back.
    due: bool,
}

/// What a page with a console asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    linea: String,
    /// Where it stopped; a browser that reconnects by itself says so in a header.
    desde: String,
}

/// What a console is told.
#[derive(Debug, Serialize)]
struct Told {
    lines: Vec<Line>,
    /// Some before these were missed.
    gap: bool,
}

/// `GET /eventos`
pub async fn stream(
    visitor: Visitor,
    panel: Data<Panel>,
    request: HttpRequest,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    let room = std::sync::Arc::clone(&panel.streams)
        .try_acquire_owned()
        .map_err(|_full| WebError::Busy)?;
    let live = Live {
        changes: panel.engine.changes(),
        ended: panel.ended.subscribe(),
        closing: panel.closing(),
        heartbeat: interval_at(Instant::now() + HEARTBEAT, HEARTBEAT),
        console: listening(&request, &panel, &asked),
        visitor,
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

/// The console of a page, if it has one.
fn listening(request: &HttpRequest, panel: &Panel, asked: &Asked) -> Option<Listening> {
    let line = LineId(asked.linea.parse().ok()?);
    panel.engine.lines().iter().find(|known| known.id == line)?;
    let header = request.headers().get("last-event-id").and_then(|value| value.to_str().ok());
    let seen = header.unwrap_or(&asked.desde).parse().ok();
    Some(Listening { line, seen, due: true })
}

async fn next(mut live: Live) -> Option<(Result<Bytes, Infallible>, Live)> {
    if live.over {
        return None;
    }
    loop {
        if let Some(message) = live.console_lines().await {
            return Some((Ok(Bytes::from(message)), live));
        }
        let heard = tokio::select! {
            change = live.changes.recv() => Heard::Change(change),
            ended = live.ended.recv() => Heard::Ended(ended),
            _ = live.closing.changed() => return None,
            _ = live.heartbeat.tick() => Heard::Heartbeat,
        };
        let message = match heard {
            Heard::Change(Ok(feed)) => live.gathered(feed.topic).await,
            Heard::Change(Err(RecvError::Lagged(_))) => {
                live.look_at_console();
                Some(String::from("event: change\ndata: all\n\n"))
            }
            Heard::Change(Err(RecvError::Closed)) => return None,
            Heard::Ended(Ok(session)) if session != live.visitor.session() => None,
            Heard::Ended(Ok(_) | Err(RecvError::Lagged(_) | RecvError::Closed)) => Some(live.bye()),
            Heard::Heartbeat => live.beat().await,
        };
        if let Some(message) = message {
            return Some((Ok(Bytes::from(message)), live));
        }
    }
}

/// What a live page waits for.
enum Heard {
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
        self.look_at_console();
        let names: Vec<&str> = topics.into_iter().map(name).collect();
        Some(format!("event: change\ndata: {}\n\n", names.join(" ")))
    }

    fn look_at_console(&mut self) {
        if let Some(console) = &mut self.console {
            console.due = true;
        }
    }

    /// What the console has not been told, if there is anything.
    async fn console_lines(&mut self) -> Option<String> {
        let listening = self.console.as_mut().filter(|console| console.due)?;
        listening.due = false;
        let (line, room) = (listening.line, self.panel.engine.news());
        let missed = match listening.seen {
            Some(seen) => room.since(line, seen),
            None => room.known(line),
        };
        // So many would not be read one by one.
        let gap = missed.gap || listening.seen.is_none() || missed.news.len() > SOUGHT;
        if missed.news.is_empty() && !gap {
            listening.seen = Some(missed.cursor);
            return None;
        }
        let sight = self.visitor.sight();
        let info = self.panel.engine.lines().into_iter().find(|known| known.id == line)?;
        let cursor = missed.cursor;
        // Of what one person may not see, more has to be looked through.
        let most = if sight == Sight::All { SHOWN } else { SOUGHT };
        let asked = read(&self.panel, move |conn| -> diesel::QueryResult<_> {
            let news: Vec<News> = if gap {
                last_news(conn, line, sight.on(line).agent(), missed, most)?
            } else {
                missed.news.into_iter().map(|(_, news)| news).collect()
            };
            let names = console::names(conn, line, &news)?;
            Ok((news, names))
        });
        let Ok((news, names)) = asked.await else {
            // Told at the next change, or the next sign of life.
            return None;
        };
        listening.seen = Some(cursor);
        let words = Words(self.visitor.user.language);
        let when = When::new(words, &info.settings.time_zone, self.panel.now());
        let mut lines = lines(line, &news, &names, sight, &when);
        let spare = if gap { lines.len().saturating_sub(SHOWN) } else { 0 };
        lines.drain(..spare);
        let told = Told { lines, gap };
        if told.lines.is_empty() && !gap {
            return None;
        }
        let data = serde_json::to_string(&told).ok()?;
        Some(format!("id: {cursor}\nevent: console\ndata: {data}\n\n"))
    }

    /// A sign of life, if the session is still one.
    async fn beat(&mut self) -> Option<String> {
        let now = self.panel.wall();
        self.look_at_console();
        let alive = self.panel.accounts().is_alive(&self.visitor.session(), now).await;
        match alive {
            Ok(false) => Some(self.bye()),
            Ok(true) if now >= self.visitor.expires_at => Some(self.bye()),
            Ok(true) => {
                // What they may see may have been changed.
                let id = self.visitor.user.id;
                let user = read(&self.panel, move |conn| users::find(conn, id)).await;
                if let Ok(Some(user)) = user {
                    self.visitor.user = user;
                }
                Some(String::from(": beat\n\n"))
            }
            Err(_) => Some(String::from(": beat\n\n")),
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
