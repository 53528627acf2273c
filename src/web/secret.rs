//! Random tokens, their hashes, and the token that ties a form to a session.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// What is stored in place of a token.
pub type TokenHash = [u8; 32];

/// 256 random bits that somebody presents. Never stored, never shown in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// As it travels.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads [`Self::text`].
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > 64 {
            return None;
        }
        Some(Self(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?))
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0).into()
    }

    /// A value for the forms of whoever holds this token; see [`FormKey::form_value`].
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn form_value(&self) -> Result<String, getrandom::Error> {
        FormKey::of(self.hash()).form_value()
    }

    /// Whether a form was made for whoever holds this token.
    #[must_use]
    pub fn accepts(&self, form_value: &str) -> bool {
        FormKey::of(self.hash()).accepts(form_value)
    }
}

/// What ties forms and live pages to a session. A session's token changes from time to time, this does not: a
/// page that was opened before the change can still be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct FormKey([u8; 32]);

impl std::fmt::Debug for FormKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FormKey(…)")
    }
}

impl FormKey {
    /// That of a session which began with this token.
    #[must_use]
    pub fn of(first: TokenHash) -> Self {
        Self(Sha256::new().chain_update(b"relevo form\0").chain_update(first).finalize().into())
    }

    /// As it is stored beside a session.
    #[must_use]
    pub fn stored(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads [`Self::stored`].
    #[must_use]
    pub fn read(stored: &str) -> Option<Self> {
        Some(Self(URL_SAFE_NO_PAD.decode(stored).ok()?.try_into().ok()?))
    }

    /// A value for the forms of this session. It looks different each time, so that its compressed length tells
    /// nothing about it.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn form_value(&self) -> Result<String, getrandom::Error> {
        let Token(pad) = Token::random()?;
        let masked: Vec<u8> = pad.iter().zip(self.0).map(|(pad, byte)| pad ^ byte).collect();
        Ok(URL_SAFE_NO_PAD.encode([pad.as_slice(), &masked].concat()))
    }

    /// Whether a form was made for this session.
    #[must_use]
    pub fn accepts(&self, form_value: &str) -> bool {
        let Some(bytes) =
            (form_value.len() <= 128).then(|| URL_SAFE_NO_PAD.decode(form_value).ok()).flatten()
        else {
            return false;
        };
        if bytes.len() != 64 {
            return false;
        }
        let (pad, masked) = bytes.split_at(32);
        let secret: Vec<u8> = pad.iter().zip(masked).map(|(pad, byte)| pad ^ byte).collect();
        secret.ct_eq(&self.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_journey_and_nothing_else_does() {
        let token = Token::random().unwrap();
        assert_eq!(Token::read(&token.text()), Some(token.clone()));
        for text in ["", "a", "AAAA", &"A".repeat(44), &"é".repeat(22), &"A".repeat(10_000)] {
            assert_eq!(Token::read(text), None, "{text}");
        }
        assert_ne!(token.hash(), token.0);
    }

    #[test]
    fn a_form_is_accepted_only_with_the_token_it_was_made_for() {
        let (ana, rui) = (Token::random().unwrap(), Token::random().unwrap());
        let form = ana.form_value().unwrap();
        assert_ne!(form, ana.form_value().unwrap());
        assert!(ana.accepts(&form));
        assert!(!rui.accepts(&form));
        for forged in ["", "AAAA", &form[..80], &"A".repeat(86), &"A".repeat(100_000)] {
            assert!(!ana.accepts(forged));
        }
        assert!(!ana.accepts(&ana.text()));
    }
}
