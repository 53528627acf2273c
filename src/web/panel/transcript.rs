//! The transcript of a case, as a file to keep: for a browser, for reading, and for programs.
//!
//! Written piece by piece: what stands before the messages, some messages at a time, what stands after them. Whatever
//! people wrote is escaped (HTML), encoded (JSON), or indented and rid of control characters (text), so that nobody
//! can write an entry of somebody else's.
//!
//! # The JSON
//!
//! One object, whose shape is stable within `relevo-transcript/1` (fields may be added):
//!
//! ```json
//! {"format": "relevo-transcript/1", "exported_at": "2026-11-23T10:42:00-03:00",
//!  "line": {"id": 1, "name": "Soporte"},
//!  "ticket": {"no": 7, "state": "closed", "department": "support", "sentiment": "neutral", "group": "…",
//!   "agent": "…", "slot": "…", "since": "…", "opened_at": "…", "claimed_at": "…", "closed_at": "…",
//!   "close_reason": "…"},
//!  "customer": {"name": "…", "phone": "+549…"},
//!  "entries": [
//!   {"type": "message", "seq": 1, "at": "…", "from": "customer", "name": "…", "kind": "text", "text": "…",
//!    "replies_to": null, "quote": null, "edits": [{"until": "…", "text": "…"}], "edited_at": null,
//!    "deleted_at": null, "state": "sent", "delivered_at": null, "read_at": null, "error": null,
//!    "reactions": {"customer": null, "agent": null},
//!    "file": {"name": "…", "state": "stored", "sha256": "…", "size": 1, "mime": "…"}},
//!   {"type": "event", "at": "…", "kind": "transferred", "agent": "…", "by": "…", "by_panel": true,
//!    "group": null, "place": "…", "level": null, "detail": "…"},
//!   {"type": "note", "at": "…", "by": "…", "by_panel": true, "text": "…"}]}
//! ```
//!
//! Times carry their offset. `from` is `customer` or `agent`; `kind` is that of the content (`text`, `media`,
//! `location`, `contacts`, `poll`, `choice`, `unknown`); `state` is `kept`, `queued`, `sent`, `delivered`, `read`,
//! `failed` or `withdrawn`; events are as in [`TicketEventRow::kind`]. Of what was to be opened once, only the name
//! is told.

use std::collections::VecDeque;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::chat_text::said;
use super::ticket::{actor, event_words};
use super::ticket_rows::customer_name;
use crate::domain::content::Content;
use crate::domain::ids::Timestamp;
use crate::domain::ticket::{Cited, Fate, Side};
use crate::engine::LineInfo;
use crate::store::files::FileState;
use crate::store::tickets::{
    Decider, MessageRow, MessageState, TicketEventRow, TicketPage, TicketRow,
};
use crate::text::plain;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a browser, from the disk too: no script, nothing from elsewhere.
    Html,
    /// For reading.
    Text,
    /// For programs.
    Json,
}

impl Format {
    /// Reads the ending of a file's name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "html" => Some(Self::Html),
            "txt" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The type for the browser.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// The ending of the file's name.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "txt",
            Self::Json => "json",
        }
    }
}

/// A transcript that is being written.
#[derive(Debug)]
pub struct Transcript {
    format: Format,
    when: When,
    line: LineInfo,
    ticket: TicketRow,
    customer: String,
    events: VecDeque<TicketEventRow>,
    is_first: bool,
}

impl Transcript {
    /// Of this case, whose messages come later.
    #[must_use]
    pub fn new(format: Format, line: LineInfo, found: TicketPage, when: When) -> Self {
        let customer = customer_name(&found.ticket, when.words());
        let (ticket, events) = (found.ticket, found.events.into());
        Self { format, when, line, ticket, customer, events, is_first: true }
    }

    /// The name of the file; nothing in it is anybody's text.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("relevo-{}-caso-{}.{}", self.line.id, self.ticket.no, self.format.ending())
    }

    /// What stands before the messages.
    #[must_use]
    pub fn begin(&self) -> String {
        let (words, ticket) = (self.words(), &self.ticket);
        let title = words.with(
            "transcript-title",
            &[
                ("no", FluentValue::from(ticket.no.to_string())),
                ("name", FluentValue::from(self.customer.as_str())),
            ],
        );
        let made = words.with(
            "transcript-made",
            &[("time", FluentValue::from(self.when.exact(self.when.now())))],
        );
        match self.format {
            Format::Html => format!(
                "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
                 <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\
                 <style>{STYLE}</style></head>\n<body><main><h1><bdi>{}</bdi></h1><p class=\"m\">{}<br>{}</p><ol>\n",
                words.tag(),
                escaped(&title),
                escaped(&title),
                escaped(&self.facts()),
                escaped(&made),
            ),
            Format::Text => {
                format!("{}\n{}\n{made}\n\n", one_line(&title), one_line(&self.facts()))
            }
            Format::Json => {
                let head = json!({
                    "format": "relevo-transcript/1",
                    "exported_at": self.when.exact(self.when.now()),
                    "line": {"id": self.line.id.0, "name": self.line.name},
                    "ticket": self.ticket_json(),
                    "customer": {
                        "name": ticket.customer_name,
                        "phone": ticket.phone.as_ref().map(|phone| format!("+{}", phone.digits())),
                    },
                });
                let head = head.to_string();
                format!("{},\"entries\":[", head.strip_suffix('}').unwrap_or(&head))
            }
        }
    }

    /// Some messages, with what happened before each.
    pub fn part(&mut self, messages: &[MessageRow]) -> String {
        let mut out = String::new();
        for message in messages {
            while self.events.front().is_some_and(|event| event.at < message.at) {
                if let Some(event) = self.events.pop_front() {
                    self.event(&event, &mut out);
                }
            }
            self.message(message, &mut out);
        }
        out
    }

    /// What stands after the messages.
    pub fn end(&mut self) -> String {
        let mut out = String::new();
        while let Some(event) = self.events.pop_front() {
            self.event(&event, &mut out);
        }
        out.push_str(match self.format {
            Format::Html => "</ol></main></body></html>\n",
            Format::Text => "",
            Format::Json => "]}\n",
        });
        out
    }

    fn words(&self) -> Words {
        self.when.words()
    }

    fn facts(&self) -> String {
        let ticket = &self.ticket;
        let number = match &ticket.phone {
            Some(phone) => phone.pretty(),
            None => self.words().t("number-hidden"),
        };
        let agent = ticket.agent.as_ref().map(|(_, name)| name.as_str());
        let parts = [
            Some(number.as_str()),
            Some(ticket.group_name.as_str()),
            agent,
            ticket.close_reason.as_deref(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn ticket_json(&self) -> Value {
        let ticket = &self.ticket;
        let at = |at: Option<Timestamp>| at.map(|at| self.when.exact(at));
        json!({
            "no": ticket.no.0,
            "state": ticket.state.name(),
            "department": ticket.department.name(),
            "sentiment": ticket.sentiment.name(),
            "group": ticket.group_name,
            "agent": ticket.agent.as_ref().map(|(_, name)| name),
            "slot": ticket.slot.as_ref().map(|(_, name)| name),
            "since": self.when.exact(ticket.since),
            "opened_at": self.when.exact(ticket.opened_at),
            "claimed_at": at(ticket.claimed_at),
            "closed_at": at(ticket.closed_at),
            "close_reason": ticket.close_reason,
            "rating": ticket.rating,
            "previous": ticket.previous.map(|previous| previous.0),
        })
    }

    fn event(&mut self, event: &TicketEventRow, out: &mut String) {
        let (at, by) = (self.when.exact(event.at), actor(event, self.words()));
        let note = (event.kind == "note").then(|| event.detail.clone().unwrap_or_default());
        let text = event_words(event, self.words()).1;
        match (self.format, note) {
            (Format::Html, Some(note)) => {
                let head = self.words().name("note-by", &by);
                let item = Item { class: "n", at: &at, head: &head, text: &note, after: &[] };
                item.html(out);
            }
            (Format::Html, None) => {
                let item = Item { class: "e", at: &at, head: "", text: &text, after: &[] };
                item.html(out);
            }
            (Format::Text, Some(note)) => {
                let head = self.words().name("note-by", &by);
                Item { class: "", at: &at, head: &head, text: &note, after: &[] }.text(out);
            }
            (Format::Text, None) => {
                Item { class: "", at: &at, head: "", text: &text, after: &[] }.text(out);
            }
            (Format::Json, note) => {
                let name = match &event.by {
                    Some(
                        Decider::Panel(name) | Decider::Agent(name) | Decider::Supervisor(name),
                    ) => Some(name),
                    None => None,
                };
                let by_panel = matches!(event.by, Some(Decider::Panel(_)));
                let value = match note {
                    Some(text) => json!({
                        "type": "note", "at": at, "by": name, "by_panel": by_panel, "text": text,
                    }),
                    None => json!({
                        "type": "event", "at": at, "kind": event.kind,
                        "agent": event.agent.as_ref().map(|(_, name)| name),
                        "by": name, "by_panel": by_panel, "group": event.group,
                        "place": event.place, "level": event.level, "detail": event.detail,
                    }),
                };
                self.json(&value, out);
            }
        }
    }

    fn message(&mut self, row: &MessageRow, out: &mut String) {
        let at = self.when.exact(row.at);
        let who = match row.from {
            Side::Customer => self.customer.clone(),
            Side::Agent(_) => row.agent_name.clone().unwrap_or_default(),
        };
        let text = said(&row.content, self.words().0);
        if self.format == Format::Json {
            let value = self.message_json(row, &at, &text);
            return self.json(&value, out);
        }
        let after = self.afterwards(row);
        let class = match row.from {
            Side::Customer => "c",
            Side::Agent(_) => "a",
        };
        let item = Item { class, at: &at, head: &who, text: &text, after: &after };
        match self.format {
            Format::Html => item.html(out),
            Format::Text | Format::Json => item.text(out),
        }
    }

    /// What was done to a message and what became of it, a line each.
    fn afterwards(&self, row: &MessageRow) -> Vec<String> {
        let words = self.words();
        let mut lines = Vec::new();
        match &row.cites {
            Some(Cited::Message(seq)) => {
                lines.push(format!("{} #{seq}", words.t("transcript-replies")));
            }
            Some(Cited::Elsewhere(text)) => {
                lines.push(format!("{} «{text}»", words.t("transcript-replies")));
            }
            None => {}
        }
        for (until, before) in &row.edits {
            let before = said(before, words.0);
            let until = self.when.exact(*until);
            lines.push(format!("{} ({until}): «{before}»", words.t("transcript-edited")));
        }
        if let Fate::Deleted { at } = row.fate {
            lines.push(format!("{} ({})", words.t("transcript-deleted"), self.when.exact(at)));
        }
        if let Some((name, state)) = file(row) {
            let what = match state {
                Some((hash, size, mime)) => format!("{mime}, {size} B, SHA-256 {hash}"),
                None => words.t("transcript-file-missing"),
            };
            lines.push(format!("{}: {name} ({what})", words.t("transcript-file")));
        }
        let reactions = [&row.customer_reaction, &row.agent_reaction];
        lines.extend(reactions.into_iter().flatten().cloned());
        if let Side::Agent(_) = row.from {
            let (key, at) = match row.state {
                MessageState::Kept | MessageState::Queued => ("transcript-queued", None),
                MessageState::Sent => ("transcript-sent", None),
                MessageState::Delivered => ("transcript-delivered", row.delivered_at),
                MessageState::Read => ("transcript-read", row.read_at),
                MessageState::Failed => ("transcript-failed", None),
                MessageState::Withdrawn => ("transcript-withdrawn", None),
            };
            let at = at.map(|at| format!(" ({})", self.when.exact(at))).unwrap_or_default();
            let why = row.error.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
            lines.push(format!("{}{at}{why}", words.t(key)));
        }
        lines
    }

    fn message_json(&self, row: &MessageRow, at: &str, text: &str) -> Value {
        let moment = |at: Option<Timestamp>| at.map(|at| self.when.exact(at));
        let (edited_at, deleted_at) = match row.fate {
            Fate::AsWritten => (None, None),
            Fate::Edited { at } => (Some(at), None),
            Fate::Deleted { at } => (None, Some(at)),
        };
        let (replies_to, quote) = match &row.cites {
            Some(Cited::Message(seq)) => (Some(*seq), None),
            Some(Cited::Elsewhere(text)) => (None, Some(text.to_string())),
            None => (None, None),
        };
        let edits: Vec<Value> = row
            .edits
            .iter()
            .map(|(until, before)| {
                json!({"until": self.when.exact(*until), "text": said(before, self.words().0)})
            })
            .collect();
        let file = file(row).map(|(name, state)| match state {
            Some((hash, size, mime)) => json!({
                "name": name, "state": "stored", "sha256": hash, "size": size, "mime": mime,
            }),
            None => json!({"name": name, "state": "missing"}),
        });
        json!({
            "type": "message",
            "seq": row.seq,
            "at": at,
            "from": match row.from { Side::Customer => "customer", Side::Agent(_) => "agent" },
            "name": match row.from {
                Side::Customer => Some(&self.ticket.customer_name),
                Side::Agent(_) => row.agent_name.as_ref(),
            },
            "kind": kind(&row.content),
            "text": text,
            "replies_to": replies_to,
            "quote": quote,
            "edits": edits,
            "edited_at": moment(edited_at),
            "deleted_at": moment(deleted_at),
            "state": state(row.state),
            "delivered_at": moment(row.delivered_at),
            "read_at": moment(row.read_at),
            "error": row.error,
            "reactions": {"customer": row.customer_reaction, "agent": row.agent_reaction},
            "file": file,
        })
    }

    fn json(&mut self, value: &Value, out: &mut String) {
        if !std::mem::take(&mut self.is_first) {
            out.push(',');
        }
        let _infallible = write!(out, "\n{value}");
    }
}

/// An entry for reading.
struct Item<'a> {
    class: &'static str,
    at: &'a str,
    head: &'a str,
    text: &'a str,
    after: &'a [String],
}

impl Item<'_> {
    fn html(&self, out: &mut String) {
        let _infallible = write!(out, "<li class=\"{}\"><time>{}</time>", self.class, self.at);
        if !self.head.is_empty() {
            let _infallible = write!(out, " <b><bdi>{}</bdi></b>", escaped(self.head));
        }
        let _infallible = write!(out, "<p dir=\"auto\">{}</p>", escaped(self.text));
        for line in self.after {
            let _infallible = write!(out, "<small dir=\"auto\">{}</small>", escaped(line));
        }
        out.push_str("</li>\n");
    }

    fn text(&self, out: &mut String) {
        let _infallible = write!(out, "[{}]", self.at);
        if self.head.is_empty() {
            let _infallible = writeln!(out, " * {}", one_line(self.text));
        } else {
            let _infallible = writeln!(out, " {}:", one_line(self.head));
            for line in self.text.lines() {
                let _infallible = writeln!(out, "    {}", one_line(line));
            }
        }
        for line in self.after {
            let _infallible = writeln!(out, "    ({})", one_line(line));
        }
    }
}

type Stored<'a> = (&'a str, u64, &'a str);

/// The name of a message's file, and what is kept of it.
fn file(row: &MessageRow) -> Option<(String, Option<Stored<'_>>)> {
    let Content::Media { file_name, view_once, file, .. } = &row.content else { return None };
    file.as_ref()?;
    let name = file_name.as_deref().map(one_line).filter(|name| !name.is_empty());
    let state = match row.file.as_ref().map(|file| &file.state) {
        Some(FileState::Stored { hash, size, mime }) if !view_once => {
            Some((hash.as_str(), *size, mime.as_str()))
        }
        Some(FileState::Stored { .. } | FileState::Missing { .. }) | None => None,
    };
    Some((name.unwrap_or_else(|| String::from("—")), state))
}

fn kind(content: &Content) -> &'static str {
    match content {
        Content::Text { .. } => "text",
        Content::Media { .. } => "media",
        Content::Location { .. } => "location",
        Content::Contacts { .. } => "contacts",
        Content::Poll { .. } => "poll",
        Content::Choice { .. } => "choice",
        Content::Unknown { .. } => "unknown",
    }
}

fn state(state: MessageState) -> &'static str {
    match state {
        MessageState::Kept => "kept",
        MessageState::Queued => "queued",
        MessageState::Sent => "sent",
        MessageState::Delivered => "delivered",
        MessageState::Read => "read",
        MessageState::Failed => "failed",
        MessageState::Withdrawn => "withdrawn",
    }
}

/// A line without anything that moves, hides or breaks what stands around it.
fn one_line(text: &str) -> String {
    let is_bad = |c: char| c.is_control() || plain::is_hidden(c) || plain::is_line_break(c);
    text.chars().map(|c| if is_bad(c) { ' ' } else { c }).collect()
}

/// Text for a page.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

const STYLE: &str = "\
:root{color-scheme:light dark}body{margin:0;font:16px/1.45 system-ui,sans-serif}\
main{max-width:44rem;margin:auto;padding:1rem}h1{font-size:1.4rem}ol{list-style:none;padding:0}\
li{margin:.5rem 0;padding:.5rem .75rem;border-radius:.5rem;border:1px solid #8886}\
.a{margin-left:3rem;background:#2a9d8f22}.c{margin-right:3rem}.e{border:0;opacity:.8}\
.n{background:#eda72e33;border-left:4px solid #eda72e}p{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}\
time,small,.m{font-size:.8rem;opacity:.85}small{display:block;white-space:pre-wrap;overflow-wrap:anywhere}";
