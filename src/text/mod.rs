//! Everything people read: the catalogues, and how facts become sentences in them.
//!
//! In reading order: [`Catalogue`] has the words, [`Tone`] says for whom, [`plain`] makes safe what other
//! people wrote, [`notice`] says what Relevo has to say and [`mod@relay`] carries what others said.

pub mod announcement;
pub mod catalogue;
pub mod durations;
pub mod guard;
pub mod notice;
pub mod plain;
pub mod refusals;
pub mod relay;
pub mod tone;

pub use catalogue::Catalogue;
pub use notice::render;
pub use refusals::{phone, refusal};
pub use relay::relay;
pub use tone::Tone;

use crate::domain::outcome::Body;

/// The words of a message that goes out.
#[must_use]
pub fn body(body: &Body, tone: &Tone) -> String {
    match body {
        Body::Say(notice) => notice::render(notice, tone),
        Body::Relay { name, content } => relay::relay(name.as_deref(), content, tone.language),
    }
}
