//! Identifiers, each a type of its own, so that one cannot be taken for another.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl $name {
            /// The identifier after this one.
            #[must_use]
            pub fn next(self) -> Self {
                Self(self.0 + 1)
            }
        }
    };
}

macro_rules! word {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Arc<str>);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl $name {
            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

number! {
    /// One WhatsApp number of the company.
    LineId
}
number! {
    /// A main group, counted per line.
    GroupId
}
number! {
    /// A person who attends, counted per line.
    AgentId
}
number! {
    /// A personal group of an agent, counted per line.
    SlotId
}
number! {
    /// A person who writes to the line, counted per line.
    CustomerId
}
number! {
    /// The number people see, `#123`, counted per line.
    TicketNo
}
number! {
    /// A message that Relevo sends, counted per line by the journal.
    SendId
}
number! {
    /// A job of provisioning, counted per line.
    JobId
}

word! {
    /// A chat as the gateway names it (`…@s.whatsapp.net`, `…@lid`, `…@g.us`), kept exactly as received.
    ChatId
}
word! {
    /// A message as WhatsApp names it; unique within a chat.
    WaId
}

impl ChatId {
    /// Whether this is a group chat.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.0.ends_with("@g.us")
    }

    /// Whether this is a chat with one person (not a group, broadcast, status or newsletter).
    #[must_use]
    pub fn is_direct(&self) -> bool {
        self.0.ends_with("@s.whatsapp.net") || self.0.ends_with("@lid") || self.0.ends_with("@c.us")
    }
}

/// Whoever waits for the answer to something that came in: a webhook call, a form of the panel.
///
/// Given once the change behind it is on disk; never given if that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReceiptId(pub u64);

/// A moment, in milliseconds since 1970-01-01 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment `ms` milliseconds later (earlier when negative).
    #[must_use]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment, never negative.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).max(0)
    }
}
