//! Fixtures, and what is understood from them as one short line.

use std::path::PathBuf;

use relevo::domain::content::{ContactCard, Content};
use relevo::domain::file::FileRef;
use relevo::domain::identity::Identity;
use relevo::domain::inbound::{Inbound, Quote};
use relevo::gateway::evolution::understand;
use serde_json::Value;

/// The folder of recorded webhook bodies.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/evolution")
}

/// A recorded webhook body.
pub fn recorded(name: &str) -> Value {
    let text = std::fs::read(folder().join(name)).expect("a fixture");
    serde_json::from_slice(&text).expect("a fixture is JSON")
}

/// The only event that a body holds.
pub fn one(body: &Value) -> Inbound {
    let mut events = understand(body.to_string().as_bytes()).expect("understood");
    assert_eq!(events.len(), 1, "{events:?}");
    events.remove(0)
}

/// What a body means, in a line.
pub fn meaning(body: &[u8]) -> String {
    let events = understand(body).unwrap_or_else(|error| panic!("{error}"));
    events.iter().map(line).collect::<Vec<_>>().join(" ; ")
}

fn line(event: &Inbound) -> String {
    match event {
        Inbound::Message(m) => {
            let (chat, by, name, at) = (&m.chat, who(&m.author), &m.name, m.at.0);
            let mentions: String = m.mentions.iter().map(|one| format!(" @{}", who(one))).collect();
            let preview = match m.preview.len() {
                0 => String::new(),
                bytes => format!(" preview {bytes}"),
            };
            format!(
                "{chat} | {by} {name:?} {at}: {}{preview}{}{mentions}",
                what(&m.content),
                m.quote.as_ref().map_or(String::new(), quote)
            )
        }
        Inbound::Echo { chat, id, typed_on_phone, content } => {
            format!(
                "echo {} {id} in {chat}: {}",
                if *typed_on_phone { "typed" } else { "sent" },
                what(content)
            )
        }
        Inbound::Edited { id, chat, content, at } => {
            let at = at.map_or_else(String::new, |at| format!(" at {}", at.0));
            format!("edited {id} in {}{at}: {}", place(chat), what(content))
        }
        Inbound::Revoked { id, chat } => format!("revoked {id} in {}", place(chat)),
        Inbound::Reaction { chat, author, target, emoji, .. } => {
            format!("{chat} | {} reacts {emoji:?} to {target}", who(author))
        }
        Inbound::Typing { chat, author, on } => format!("{chat} | {} types: {on}", who(author)),
        Inbound::Delivery { id, chat, state } => format!("{state:?} {id} in {chat}"),
        Inbound::Members { chat, people, change } => format!("{chat} {change:?}: {}", all(people)),
        Inbound::Group { chat, subject, people } => {
            format!("group {chat} {subject:?}: {}", all(people))
        }
        Inbound::Connection { state, reason } => {
            format!("{state:?} {}", reason.as_deref().unwrap_or("-"))
        }
        Inbound::Qr { code, .. } => format!("qr {code}"),
        Inbound::Ignored { why } => format!("ignored: {why}"),
    }
}

fn who(identity: &Identity) -> String {
    let phone = identity.phone.as_ref().map(|phone| format!("+{}", phone.digits()));
    let lid = identity.lid.as_ref().map(|lid| format!("lid:{}", lid.0));
    let both: Vec<String> = phone.into_iter().chain(lid).collect();
    if both.is_empty() { "nobody".into() } else { both.join("/") }
}

fn all(people: &[Identity]) -> String {
    people.iter().map(who).collect::<Vec<_>>().join(", ")
}

fn place(chat: &Option<relevo::domain::ids::ChatId>) -> String {
    chat.as_ref().map_or_else(|| "?".into(), ToString::to_string)
}

fn quote(quote: &Quote) -> String {
    let chat = quote.chat.as_ref().map_or_else(String::new, |chat| format!(" in {chat}"));
    let excerpt = match &*quote.excerpt {
        "" => String::new(),
        excerpt => format!(" {excerpt:?}"),
    };
    format!(" > {} by {}{chat}{excerpt}", quote.id, who(&quote.author))
}

/// How it is found again, and what is said of it.
fn file_ref(file: &FileRef) -> String {
    let said = [
        file.mime.as_ref().map(ToString::to_string),
        file.size.map(|size| format!("{size} bytes")),
        file.seconds.map(|seconds| format!("{seconds} s")),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    format!(" <{} = {}>", file.source, said.join(", "))
}

fn what(content: &Content) -> String {
    match content {
        Content::Text { text } => format!("{text:?}"),
        Content::Media { media, caption, file_name, view_once, file } => {
            let caption =
                caption.as_ref().map_or_else(String::new, |caption| format!(" {caption:?}"));
            let name = file_name.as_ref().map_or_else(String::new, |name| format!(" file {name}"));
            let once = if *view_once { " once" } else { "" };
            let file = file.as_ref().map_or_else(|| " without its file".into(), file_ref);
            format!("{media:?}{name}{caption}{once}{file}")
        }
        Content::Location { latitude, longitude, name, live } => {
            format!(
                "{} {latitude},{longitude} {}",
                if *live { "live" } else { "at" },
                name.as_deref().unwrap_or("-")
            )
        }
        Content::Contacts { cards } => {
            let card = |card: &ContactCard| match &card.phones[..] {
                [] => card.name.clone(),
                phones => format!("{} {}", card.name, phones.join("/")),
            };
            let cards: Vec<String> = cards.iter().map(card).collect();
            format!("cards {}", cards.join(", "))
        }
        Content::Poll { question, options } => format!("poll {question} {}", options.join("/")),
        Content::Choice { title } => format!("chose {title}"),
        Content::Unknown { name } => format!("unknown {name}"),
    }
}
