//! More than texts: which kinds of messages people write, what they do to them afterwards, and how all of
//! that looks on the wire.
//!
//! Reading order: the [`Mix`] here, then `stamp` (how a message is known again), `file` (its bytes),
//! `brought` (webhooks), `asked` (what Relevo wants from the gateway).

pub(super) mod asked;
pub(super) mod brought;
pub(super) mod file;
pub(super) mod stamp;

use serde::Serialize;

use super::chance::Chance;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A text.
    Text,
    /// A picture with a caption.
    Image,
    /// A voice note, which has no words.
    Voice,
    /// A document with a name and a caption.
    Document,
    /// A sticker.
    Sticker,
    /// A place.
    Location,
    /// A contact card.
    Contact,
    /// A text or a picture that quotes an earlier message of either side.
    Reply,
    /// New words for an earlier message of one's own.
    Edit,
    /// An earlier message of one's own is deleted for everyone.
    Deletion,
    /// A reaction to an earlier message of either side.
    Reaction,
}

impl Kind {
    /// Its name in a report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Voice => "voice",
            Self::Document => "document",
            Self::Sticker => "sticker",
            Self::Location => "location",
            Self::Contact => "contact",
            Self::Reply => "reply",
            Self::Edit => "edit",
            Self::Deletion => "deletion",
            Self::Reaction => "reaction",
        }
    }
}

/// What a message consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Words alone.
    Text,
    /// A picture.
    Image,
    /// A voice note.
    Voice,
    /// A document.
    Document,
    /// A sticker.
    Sticker,
    /// A place.
    Location,
    /// A contact card.
    Contact,
}

impl Form {
    /// All of them; each has its place here as its number in ids.
    const ALL: [Self; 7] = [
        Self::Text,
        Self::Image,
        Self::Voice,
        Self::Document,
        Self::Sticker,
        Self::Location,
        Self::Contact,
    ];

    /// Its number in ids.
    #[must_use]
    pub fn digit(self) -> u8 {
        self as u8
    }

    /// The form with this number.
    #[must_use]
    pub fn of_digit(digit: u8) -> Option<Self> {
        Self::ALL.get(usize::from(digit)).copied()
    }

    /// Whether it has bytes.
    #[must_use]
    pub fn is_file(self) -> bool {
        match self {
            Self::Image | Self::Voice | Self::Document | Self::Sticker => true,
            Self::Text | Self::Location | Self::Contact => false,
        }
    }

    /// Whether people can change its words.
    #[must_use]
    pub fn is_editable(self) -> bool {
        match self {
            Self::Text | Self::Image | Self::Document => true,
            Self::Voice | Self::Sticker | Self::Location | Self::Contact => false,
        }
    }
}

/// How often people do what, as shares of all that they do.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mix {
    /// Texts.
    pub text: f64,
    /// Pictures.
    pub image: f64,
    /// Voice notes.
    pub voice: f64,
    /// Documents.
    pub document: f64,
    /// Stickers.
    pub sticker: f64,
    /// Places.
    pub location: f64,
    /// Contact cards.
    pub contact: f64,
    /// Replies.
    pub reply: f64,
    /// Edits.
    pub edit: f64,
    /// Deletions.
    pub deletion: f64,
    /// Reactions.
    pub reaction: f64,
}

impl Mix {
    /// The share of what is not a mere text, where nothing else is said.
    pub const USUAL: f64 = 0.4;

    /// A mix in which this share is not mere texts; `None` where all are.
    #[must_use]
    pub fn of(share: f64) -> Option<Self> {
        let times = share / Self::USUAL;
        let mix = Self {
            text: 1.0 - share,
            image: 0.12 * times,
            voice: 0.06 * times,
            document: 0.04 * times,
            sticker: 0.01 * times,
            location: 0.01 * times,
            contact: 0.01 * times,
            reply: 0.05 * times,
            edit: 0.05 * times,
            deletion: 0.03 * times,
            reaction: 0.02 * times,
        };
        (share > 0.0).then_some(mix)
    }

    /// The kind of somebody's next message.
    pub(super) fn message(&self, chance: &mut Chance) -> Kind {
        let kinds = [
            (Kind::Text, self.text),
            (Kind::Image, self.image),
            (Kind::Voice, self.voice),
            (Kind::Document, self.document),
            (Kind::Sticker, self.sticker),
            (Kind::Location, self.location),
            (Kind::Contact, self.contact),
            (Kind::Reply, self.reply),
        ];
        pick(&kinds, kinds.iter().map(|(_, share)| share).sum(), chance).unwrap_or(Kind::Text)
    }

    /// What somebody who has just written does to an earlier message, if anything.
    pub(super) fn change(&self, chance: &mut Chance) -> Option<Kind> {
        let changes = [
            (Kind::Edit, self.edit),
            (Kind::Deletion, self.deletion),
            (Kind::Reaction, self.reaction),
        ];
        // For each message one such choice is made.
        let messages = 1.0 - changes.iter().map(|(_, share)| share).sum::<f64>();
        pick(&changes, messages, chance)
    }
}

fn pick(kinds: &[(Kind, f64)], of: f64, chance: &mut Chance) -> Option<Kind> {
    let mut left = chance.share() * of;
    kinds.iter().find_map(|(kind, share)| {
        left -= share;
        (left < 0.0).then_some(*kind)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn people_do_each_thing_as_often_as_the_mix_says() {
        let (mix, mut chance) = (Mix::of(Mix::USUAL).unwrap(), Chance::of(7));
        let mut done: BTreeMap<Kind, f64> = BTreeMap::new();
        for _ in 0..100_000 {
            *done.entry(mix.message(&mut chance)).or_default() += 1.0;
            if let Some(kind) = mix.change(&mut chance) {
                *done.entry(kind).or_default() += 1.0;
            }
        }
        let all: f64 = done.values().sum();
        for (kind, share) in [
            (Kind::Text, 0.6),
            (Kind::Image, 0.12),
            (Kind::Voice, 0.06),
            (Kind::Document, 0.04),
            (Kind::Contact, 0.01),
            (Kind::Reply, 0.05),
            (Kind::Edit, 0.05),
            (Kind::Deletion, 0.03),
            (Kind::Reaction, 0.02),
        ] {
            assert!((done[&kind] / all - share).abs() < 0.005, "{kind:?}: {done:?}");
        }
        assert_eq!(Mix::of(0.0), None);
    }
}
