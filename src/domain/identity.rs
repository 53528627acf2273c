//! Who a person is on WhatsApp: a phone number, a LID (hidden identity), or both.

use serde::{Deserialize, Serialize};

use super::ids::ChatId;
use super::phone::Phone;

/// WhatsApp's hidden identity, the digits before `@lid`. Says nothing about the phone number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lid(pub Box<str>);

/// All that is known of who somebody is. Two identities that share either part are one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Identity {
    /// The phone number, where WhatsApp shows it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone: Option<Phone>,
    /// The hidden identity, where WhatsApp uses one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lid: Option<Lid>,
}

impl Identity {
    /// Reads an address (`…@s.whatsapp.net`, `…@c.us`, `…@lid`, with or without `:device`).
    /// Anything else is an identity with nothing in it.
    #[must_use]
    pub fn from_jid(jid: &str) -> Self {
        let Some((user, server)) = jid.split_once('@') else { return Self::default() };
        let user = user.split([':', '_']).next().unwrap_or(user);
        match server {
            "s.whatsapp.net" | "c.us" => Self { phone: Phone::from_digits(user), lid: None },
            "lid" => {
                let digits = !user.is_empty()
                    && user.len() <= 24
                    && user.bytes().all(|b| b.is_ascii_digit());
                Self { phone: None, lid: digits.then(|| Lid(user.into())) }
            }
            _ => Self::default(),
        }
    }

    /// Reads several addresses of one person; the first phone and the first LID count.
    #[must_use]
    pub fn from_jids<'a>(jids: impl IntoIterator<Item = &'a str>) -> Self {
        jids.into_iter()
            .map(Self::from_jid)
            .fold(Self::default(), |known, more| known.joined(&more))
    }

    /// Only a phone number.
    #[must_use]
    pub fn of_phone(phone: Phone) -> Self {
        Self { phone: Some(phone), lid: None }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.phone.is_none() && self.lid.is_none()
    }

    /// Whether both are certainly the same person: they share the phone number or the LID, and
    /// nothing contradicts it.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let phone = match (&self.phone, &other.phone) {
            (Some(a), Some(b)) => Some(a.key() == b.key()),
            (None, _) | (_, None) => None,
        };
        let lid = match (&self.lid, &other.lid) {
            (Some(a), Some(b)) => Some(a == b),
            (None, _) | (_, None) => None,
        };
        match (phone, lid) {
            // A LID can be re-issued, a visible phone number decides.
            (Some(same), _) | (None, Some(same)) => same,
            (None, None) => false,
        }
    }

    /// What both know together; what is known here is kept.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self {
            phone: self.phone.clone().or_else(|| other.phone.clone()),
            lid: self.lid.clone().or_else(|| other.lid.clone()),
        }
    }

    /// The address to write to this person: the phone where known, else the LID.
    #[must_use]
    pub fn chat(&self) -> Option<ChatId> {
        match (&self.phone, &self.lid) {
            (Some(phone), _) => Some(format!("{}@s.whatsapp.net", phone.digits()).into()),
            (None, Some(lid)) => Some(format!("{}@lid", lid.0).into()),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_recognised_by_phone_or_lid_and_told_apart_by_phone() {
        let both = Identity::from_jids(["5491150001001@s.whatsapp.net", "200@lid"]);
        assert!(both.is_same(&Identity::from_jid("541150001001@s.whatsapp.net")));
        assert!(both.is_same(&Identity::from_jid("200@lid")));
        assert!(!both.is_same(&Identity::from_jids(["5491150001002@s.whatsapp.net", "200@lid"])));
        assert!(!Identity::default().is_same(&Identity::default()));
    }

    #[test]
    fn devices_and_odd_addresses_are_read_safely() {
        assert_eq!(
            Identity::from_jid("5491150001001:12@s.whatsapp.net"),
            Identity::from_jid("5491150001001@s.whatsapp.net")
        );
        assert!(Identity::from_jid("status@broadcast").is_unknown());
        assert!(Identity::from_jid("120363@g.us").is_unknown());
        assert!(Identity::from_jid("'; drop@lid").is_unknown());
    }
}
