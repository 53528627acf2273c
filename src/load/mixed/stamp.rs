//! How a message is known again: by the token in its words and how often these were changed, and by an id
//! that says of itself which message it is, so that nothing has to be looked up.

use std::fmt;

use super::Form;
use crate::load::token::{CaseNo, Run, Side, Token};

/// Words of a message: `05fe-123-c1` as first written, `05fe-123-c1e2` after the second edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Which message.
    pub token: Token,
    /// How often its words had been changed.
    pub revision: u16,
}

impl Stamp {
    /// A message as it was written.
    #[must_use]
    pub fn first(token: Token) -> Self {
        Self { token, revision: 0 }
    }

    /// Reads the stamp that a text begins with.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let word = text.split([' ', '\n']).next()?;
        let (case, tail) = word.rsplit_once('-')?;
        match tail.split_once('e') {
            None => Token::of(word).map(Self::first),
            Some((number, revision)) => {
                let token = Token::of(&format!("{case}-{number}"))?;
                let revision = revision.parse().ok().filter(|revision| *revision > 0)?;
                Some(Self { token, revision })
            }
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.revision {
            0 => self.token.fmt(f),
            revision => write!(f, "{}e{revision}", self.token),
        }
    }
}

/// The id of a person's message. No other id of a phone has an `F` there.
#[must_use]
pub fn id(token: Token, form: Form) -> String {
    let side = match token.side {
        Side::Customer => 0xC,
        Side::Agent => 0xA,
    };
    let (run, case, form) = (token.run.0, token.case.0, form.digit());
    format!("AC{run:04X}{case:012X}F{form:X}{side:X}{:011X}", token.number)
}

/// Which message an id is of.
#[must_use]
pub fn read_id(id: &str) -> Option<(Token, Form)> {
    let rest = id.strip_prefix("AC").filter(|rest| rest.len() == 30 && rest.is_ascii())?;
    let digits = |range| u64::from_str_radix(rest.get(range)?, 16).ok();
    (digits(16..17)? == 0xF).then_some(())?;
    let form = Form::of_digit(u8::try_from(digits(17..18)?).ok()?)?;
    let side = match digits(18..19)? {
        0xC => Side::Customer,
        0xA => Side::Agent,
        _ => return None,
    };
    let run = Run(u16::try_from(digits(0..4)?).ok()?);
    let number = u32::try_from(digits(19..30)?).ok()?;
    Some((Token { run, case: CaseNo(digits(4..16)?), side, number }, form))
}

/// The id of a message of Relevo's, which says what it consists of.
#[must_use]
pub fn copy_id(run: Run, form: Form, number: u64) -> String {
    format!("3EB0{:04X}{:X}{number:013X}", run.0, form.digit())
}

/// What a message of Relevo's with this id consists of.
#[must_use]
pub fn form_of_copy(id: &str) -> Option<Form> {
    let digit = id.strip_prefix("3EB0")?.get(4..5)?;
    Form::of_digit(u8::from_str_radix(digit, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(side: Side) -> Token {
        Token { run: Run(0x5fe), case: CaseNo(0xE123), side, number: 70_000 }
    }

    #[test]
    fn words_say_which_message_they_are_of_and_which_version() {
        for revision in [0, 1, 12] {
            let stamp = Stamp { token: token(Side::Agent), revision };
            assert_eq!(Stamp::of(&format!("{stamp} hola e3")), Some(stamp));
        }
        for other in ["05fe-1-c1e0", "05fe-1-c1ex", "05fe-1-", "hola", "*Cliente 05fe-1:*"] {
            assert_eq!(Stamp::of(other), None, "{other}");
        }
    }

    #[test]
    fn an_id_says_which_message_it_is_of() {
        for (side, form) in [(Side::Customer, Form::Voice), (Side::Agent, Form::Contact)] {
            let id = id(token(side), form);
            assert_eq!(id.len(), 32);
            assert_eq!(read_id(&id), Some((token(side), form)));
        }
        for other in ["", "AC05FE", "AC05FE00000000012300000000000007", "3EB005FE20000000000001"] {
            assert_eq!(read_id(other), None, "{other}");
        }
        let copy = copy_id(Run(7), Form::Document, 99);
        assert_eq!(form_of_copy(&copy), Some(Form::Document));
        // As it was when there were only texts.
        assert_eq!(copy_id(Run(7), Form::Text, 99), format!("3EB0{:04X}{:014X}", 7, 99));
    }
}
