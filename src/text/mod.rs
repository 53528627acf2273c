//! Everything people read: the catalogues, and how facts become sentences in them.
//!
//! In reading order: [`Catalogue`] has the words, [`Tone`] says for whom, [`plain`] makes safe what other
//! people wrote, [`notice`] says what Relevo has to say and [`mod@relay`] carries what others said.

pub mod alerts;
pub mod announcement;
pub mod catalogue;
pub mod durations;
pub mod editable;
pub mod guard;
pub mod notice;
pub mod own;
pub mod parcel;
pub mod plain;
pub mod reasons;
pub mod refusals;
pub mod relay;
pub mod tone;

pub use catalogue::Catalogue;
pub use notice::render;
pub use refusals::{phone, refusal};
pub use relay::relay;
pub use tone::Tone;

use crate::domain::outcome::Body;

/// A message that goes out, in words alone.
#[must_use]
pub fn body(body: &Body, tone: &Tone) -> String {
    let language = tone.language;
    match body {
        Body::Say(notice) => notice::render(notice, tone),
        Body::Relay { name, content, edited: true, .. } => {
            let words = relay::relay(name.as_deref(), content, language);
            [words, tone.text("relay-edited-mark")].join("\n")
        }
        Body::Relay { name, content, .. } => relay::relay(name.as_deref(), content, language),
        Body::Gone { name } => relay::headed(name.as_deref(), tone.text("relay-gone")),
        Body::Changed { name, content, .. } => {
            let now = parcel::changed_words(name.as_deref(), content, language);
            [tone.text("relay-changed"), now].join("\n")
        }
        Body::Deleted { .. } => tone.text("relay-deleted"),
        Body::Reacted { emoji, excerpt, .. } => reacted(emoji, excerpt, tone),
        Body::Mark { .. } => String::new(),
    }
}

/// A reaction in words; nothing where one was taken back, which needs no telling.
fn reacted(emoji: &str, excerpt: &str, tone: &Tone) -> String {
    let emoji = plain::quote(emoji, 16);
    if emoji.is_empty() {
        return String::new();
    }
    match plain::quote(excerpt, 60) {
        nothing if nothing.is_empty() => {
            tone.with("relay-reacted-plain", &[("emoji", emoji.into())])
        }
        text => tone.with("relay-reacted", &[("emoji", emoji.into()), ("text", text.into())]),
    }
}
