//! LISTO: binding an agent to the WhatsApp account that really writes in the groups.

use serde::{Deserialize, Serialize};

use super::command::is_invisible;
use super::identity::Identity;
use super::phone::Phone;

/// What a registration rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The answer came from the agent's own number.
    Number,
    /// WhatsApp hid the number: the answer quoted the request, in a group the agent is in.
    QuoteAndMembership,
}

impl Proof {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::QuoteAndMembership => "quote",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "number" => Self::Number,
            _ => Self::QuoteAndMembership,
        }
    }
}

/// Whether a text says LISTO: in any case, with or without punctuation and emoji, also «pronto» and «ready».
#[must_use]
pub fn is_ready(typed: &str) -> bool {
    let word: String = typed
        .chars()
        .filter(|c| c.is_alphabetic() && !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect();
    matches!(word.as_str(), "listo" | "lista" | "pronto" | "pronta" | "ready")
}

/// What the answer proves about an agent with `phone`, whose WhatsApp identity may have been
/// `checked`; `None` if it came from somebody else.
#[must_use]
pub fn proof(phone: &Phone, checked: &Identity, author: &Identity) -> Option<Proof> {
    if let Some(shown) = &author.phone {
        return (shown.key() == phone.key()).then_some(Proof::Number);
    }
    match (&author.lid, &checked.lid) {
        (Some(shown), Some(known)) => (shown == known).then_some(Proof::Number),
        (Some(_), None) => Some(Proof::QuoteAndMembership),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listo_is_understood_however_it_is_written() {
        for typed in [
            "LISTO",
            "listo",
            "Listo!",
            "¡Listo! 👍",
            " l i s t o ",
            "LISTO.",
            "Lista",
            "pronto",
            "ready",
        ] {
            assert!(is_ready(typed), "{typed}");
        }
        for typed in ["no estoy listo", "", "👍", "lis", "listos todos"] {
            assert!(!is_ready(typed), "{typed}");
        }
    }

    #[test]
    fn only_the_agents_own_number_counts_where_it_is_visible() {
        let phone = Phone::from_digits("5493815551234").unwrap();
        let of = |jid: &str| Identity::from_jid(jid);
        let unchecked = Identity::of_phone(phone.clone());
        assert_eq!(
            proof(&phone, &unchecked, &of("543815551234@s.whatsapp.net")),
            Some(Proof::Number)
        );
        assert_eq!(proof(&phone, &unchecked, &of("5493815550000@s.whatsapp.net")), None);
        assert_eq!(proof(&phone, &unchecked, &of("777@lid")), Some(Proof::QuoteAndMembership));
        let checked = Identity::from_jids(["5493815551234@s.whatsapp.net", "777@lid"]);
        assert_eq!(proof(&phone, &checked, &of("777@lid")), Some(Proof::Number));
        assert_eq!(proof(&phone, &checked, &of("778@lid")), None);
        assert_eq!(proof(&phone, &unchecked, &Identity::default()), None);
    }
}
