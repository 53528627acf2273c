//! The bytes of files: made from the message's token, so that neither side of the gateway has to keep them.

use sha2::{Digest, Sha256};

use super::Form;
use crate::load::token::Token;

/// Where the token is in a file: after what says of which kind it is.
const TOKEN_AT: usize = 64;
/// The longest token, and room for its end.
const TOKEN_MOST: usize = 48;
/// Sizes of files.
const LEAST: usize = 1_024;
const MOST: usize = 20 * 1_024;

/// The first bytes of a file of this kind.
fn head(token: Token, form: Form) -> &'static [u8] {
    match form {
        Form::Image if token.number.is_multiple_of(2) => b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        Form::Image => b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01",
        Form::Voice => {
            b"OggS\0\x02\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01\x01"
        }
        Form::Document => b"%PDF-1.7\n",
        Form::Sticker => b"RIFF\0\x20\0\0WEBPVP8X\x0a\0\0\0",
        Form::Text | Form::Location | Form::Contact => b"",
    }
}

/// Its type, in WhatsApp's words.
#[must_use]
pub fn mime(token: Token, form: Form) -> &'static str {
    match form {
        Form::Image if token.number.is_multiple_of(2) => "image/png",
        Form::Image => "image/jpeg",
        Form::Voice => "audio/ogg; codecs=opus",
        Form::Document => "application/pdf",
        Form::Sticker => "image/webp",
        Form::Text | Form::Location | Form::Contact => "text/plain",
    }
}

/// The name of a message's document.
#[must_use]
pub fn name(token: Token) -> String {
    format!("factura {token}.pdf")
}

/// The bytes of a message's file.
#[must_use]
pub fn bytes(token: Token, form: Form) -> Vec<u8> {
    let side =
        u64::from(token.number) << 1 | u64::from(token.side == crate::load::token::Side::Agent);
    let mut random = fastrand::Rng::with_seed(
        u64::from(token.run.0) << 48 ^ token.case.0 << 20 ^ side << 3 ^ u64::from(form.digit()),
    );
    let mut bytes = vec![0; random.usize(LEAST..=MOST)];
    random.fill(&mut bytes);
    let head = head(token, form);
    bytes.iter_mut().take(TOKEN_AT).for_each(|byte| *byte = 0);
    bytes.iter_mut().zip(head).for_each(|(byte, known)| *byte = *known);
    let words = format!("{token}\n");
    bytes.iter_mut().skip(TOKEN_AT).zip(words.as_bytes()).for_each(|(byte, known)| *byte = *known);
    bytes
}

/// Tells bytes apart: the first half of their SHA-256.
#[must_use]
pub fn hash(bytes: &[u8]) -> u128 {
    let digest = Sha256::digest(bytes);
    digest.iter().take(16).fold(0, |hash, byte| (hash << 8) | u128::from(*byte))
}

/// Which message a file is of.
#[must_use]
pub fn token_in(bytes: &[u8]) -> Option<Token> {
    let words = bytes.get(TOKEN_AT..)?;
    let words = words.get(..TOKEN_MOST).unwrap_or(words);
    let end = words.iter().position(|byte| *byte == b'\n')?;
    Token::of(std::str::from_utf8(words.get(..end)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::token::{CaseNo, Run, Side};
    use crate::media::kinds;

    #[test]
    fn a_file_is_known_by_its_bytes_and_is_of_its_kind() {
        let mut known = std::collections::BTreeSet::new();
        for form in [Form::Image, Form::Voice, Form::Document, Form::Sticker] {
            for (side, number) in [(Side::Agent, 1), (Side::Customer, 1), (Side::Customer, 2)] {
                let token = Token { run: Run(0xffff), case: CaseNo(u64::MAX >> 20), side, number };
                let file = bytes(token, form);
                assert!((LEAST..=MOST).contains(&file.len()));
                assert_eq!(file, bytes(token, form));
                assert_eq!(token_in(&file), Some(token));
                assert!(known.insert(hash(&file)));
                let found = kinds::of(&file, None);
                let kind = mime(token, form);
                assert!(kind.starts_with(found) || found == "audio/opus", "{found} {kind}");
            }
        }
        assert_eq!(token_in(b"short"), None);
    }
}
