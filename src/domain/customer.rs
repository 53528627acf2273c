//! What a company knows of a customer beyond what WhatsApp says, and the messages that change who a customer is.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::identity::Identity;
use super::ids::CustomerId;
use super::outcome::Receipt;
use super::settings::Language;
use super::ticket::{Customer, RECENT_CASES};

/// Tags of one customer, at the most.
pub const TAGS_MOST: usize = 12;
/// The longest tag, in characters.
pub const TAG_MOST: usize = 30;
/// The longest note about a customer, in characters.
pub const CUSTOMER_NOTE_MOST: usize = 1_000;

/// What stands where the name was of somebody who is forgotten.
pub const FORGOTTEN: &str = "—";

/// What is known of a customer beyond name and number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    /// What Relevo says to this customer is said in it; in the line's, where nothing is set.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<Language>,
    /// How the company tells customers apart, in the order of the alphabet.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub tags: Vec<Box<str>>,
    /// Who else the person is on WhatsApp: an earlier number, or a hidden identity that was learnt separately.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub also: Vec<Identity>,
}

impl About {
    /// What is known of both together; what is set here goes first.
    #[must_use]
    fn joined(&self, other: &Self) -> Self {
        let mut tags = self.tags.clone();
        tags.extend(other.tags.iter().cloned());
        let also = self.also.iter().chain(&other.also).cloned().collect();
        Self { language: self.language.or(other.language), tags: ordered(tags), also }
    }
}

impl Customer {
    /// Whether nothing speaks against it that this is who the customer is, under any of their addresses.
    #[must_use]
    pub fn may_be(&self, identity: &Identity) -> bool {
        self.identities().any(|known| known.is_same(identity))
    }

    /// Who the customer is on WhatsApp: as known last, and before.
    pub fn identities(&self) -> impl Iterator<Item = &Identity> {
        std::iter::once(&self.identity).chain(&self.about.also)
    }

    /// This customer, who has turned out to be the same person as another: with all that is known of both.
    #[must_use]
    pub fn united(&self, other: &Self) -> Self {
        // Two numbers stay two: what one of them knows of itself is not the other's.
        let identity = match (&self.identity.phone, &other.identity.phone) {
            (Some(_), Some(_)) => self.identity.clone(),
            (Some(_), None) | (None, _) => self.identity.joined(&other.identity),
        };
        let mut about = self.about.joined(&other.about);
        if identity.joined(&other.identity) != identity
            || other.identity.phone.as_ref().is_some_and(|_| identity.phone != other.identity.phone)
            || other.identity.lid.as_ref().is_some_and(|_| identity.lid != other.identity.lid)
        {
            about.also.push(other.identity.clone());
        }
        about.also.sort();
        about.also.dedup();
        let name = if self.name.is_empty() { &other.name } else { &self.name };
        let mut recent: Vec<_> = self.recent.iter().chain(&other.recent).cloned().collect();
        recent.sort_by_key(|case| std::cmp::Reverse(case.ticket));
        recent.truncate(RECENT_CASES);
        Self {
            id: self.id,
            name: name.clone(),
            identity,
            chat: self.chat.clone(),
            closed_cases: self.closed_cases.saturating_add(other.closed_cases),
            recent,
            about,
            // Whoever is not to be heard is not under another number either.
            blocked: self.blocked.clone().or_else(|| other.blocked.clone()),
            // The question that was asked last.
            asked: self.asked.into_iter().chain(other.asked).max_by_key(|asked| asked.at),
        }
    }
}

/// A tag as it is kept: its spaces single, without what cannot be seen, cut to [`TAG_MOST`]; nothing if nothing is
/// left of it.
#[must_use]
pub fn tag(typed: &str) -> Option<Box<str>> {
    let words = typed.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let tag: String = words.join(" ").trim_start_matches('#').chars().take(TAG_MOST).collect();
    let tag = tag.trim();
    (!tag.is_empty()).then(|| tag.into())
}

/// What makes two tags the same one: how they are written apart from case and accents.
#[must_use]
pub fn tag_key(tag: &str) -> String {
    tag.chars().flat_map(char::to_lowercase).map(super::accents::plain).collect()
}

/// Tags in order, none twice, at most [`TAGS_MOST`].
#[must_use]
pub fn ordered(mut tags: Vec<Box<str>>) -> Vec<Box<str>> {
    tags.sort_by_cached_key(|tag| tag_key(tag));
    tags.dedup_by_key(|tag| tag_key(tag));
    tags.truncate(TAGS_MOST);
    tags
}

/// For the line: what a customer is called by the company, and spoken to in.
#[derive(Debug, Clone, PartialEq)]
pub struct TendCustomer {
    /// Who.
    pub customer: CustomerId,
    /// In which language; none for that of the line.
    pub language: Option<Language>,
    /// All tags from now on.
    pub tags: Vec<Box<str>>,
    /// Who waits.
    pub receipt: Receipt,
}

/// For the line: two customers are one person.
#[derive(Debug, Clone, PartialEq)]
pub struct MergeCustomers {
    /// Who goes on, unless only the other one has an open case; as the store has them.
    pub keep: Arc<Customer>,
    /// Who goes up in the other.
    pub gone: Arc<Customer>,
    /// Who waits.
    pub receipt: Receipt,
}

/// For the line: a customer is to be forgotten, with all that they wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct EraseCustomer {
    /// Who, as the store has them.
    pub customer: Arc<Customer>,
    /// Who waits.
    pub receipt: Receipt,
}

/// For intake: the line holds this customer's messages, and wants what intake has of them.
#[derive(Debug, Clone, PartialEq)]
pub struct LetGo {
    /// Who.
    pub customer: CustomerId,
    /// Who they go up in; none where they are forgotten.
    pub into: Option<Arc<Customer>>,
    /// That one has an open case.
    pub has_case: bool,
}

/// Intake answers [`LetGo`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetGone {
    /// Who.
    pub customer: CustomerId,
    /// Intake has nothing of them any more; else they are in the middle of a conversation that cannot be moved.
    pub gone: bool,
}

/// For a slot: a customer is forgotten; a case of theirs that was here before is too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomerForgotten {
    /// Who.
    pub customer: CustomerId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_tidied_and_the_same_one_is_kept_once() {
        assert_eq!(tag("  #Cliente\n VIP "), Some("Cliente VIP".into()));
        assert_eq!(tag(" #\u{0} "), None);
        assert_eq!(tag(&"x".repeat(50)).unwrap().len(), TAG_MOST);
        let tags = ["vip", "Árbol", "VIP", "arbol"].map(Box::from).to_vec();
        assert_eq!(ordered(tags), ["Árbol".into(), Box::from("vip")]);
        assert_eq!(ordered((0..40).map(|n| n.to_string().into()).collect()).len(), TAGS_MOST);
    }
}
