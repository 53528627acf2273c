//! Tokens: every text that a person writes begins with one, so that it is known again wherever it arrives.

use std::fmt;

/// Tells one run from the next on the same data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run(pub u16);

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}", self.0)
    }
}

/// A case of a run, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct CaseNo(pub u64);

/// Who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The customer of the case.
    Customer,
    /// The agent who has it.
    Agent,
}

/// One text of one person: `05fe-123-c1` is the first message of the customer of case 123.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// In which run.
    pub run: Run,
    /// Of which case.
    pub case: CaseNo,
    /// By whom.
    pub side: Side,
    /// Which one of this person's, from 1.
    pub number: u32,
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.side {
            Side::Customer => 'c',
            Side::Agent => 'a',
        };
        write!(f, "{}-{}-{side}{}", self.run, self.case.0, self.number)
    }
}

impl Token {
    /// Reads the token that a text begins with.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let word = text.split([' ', '\n']).next()?;
        let (run, rest) = run_and_rest(word)?;
        let (case, who) = rest.split_once('-')?;
        let side = match who.as_bytes().first()? {
            b'c' => Side::Customer,
            b'a' => Side::Agent,
            _ => return None,
        };
        let number = who.get(1..)?.parse().ok()?;
        Some(Self { run, case: CaseNo(case.parse().ok()?), side, number })
    }
}

/// The name of a case's customer, by which announcement and header are known.
#[must_use]
pub fn customer_name(run: Run, case: CaseNo) -> String {
    format!("Cliente {run}-{}", case.0)
}

/// Reads the run and the case from the first [`customer_name`] in a text.
#[must_use]
pub fn customer_in(text: &str) -> Option<(Run, CaseNo)> {
    let (_, rest) = text.split_once("Cliente ")?;
    let (run, rest) = run_and_rest(rest)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((run, CaseNo(rest.get(..end)?.parse().ok()?)))
}

fn run_and_rest(text: &str) -> Option<(Run, &str)> {
    let run = text.get(..4)?;
    let rest = text.get(4..)?.strip_prefix('-')?;
    Some((Run(u16::from_str_radix(run, 16).ok()?), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_was_written() {
        let token = Token { run: Run(0x5fe), case: CaseNo(123), side: Side::Agent, number: 2 };
        assert_eq!(token.to_string(), "05fe-123-a2");
        assert_eq!(Token::of("05fe-123-a2 ya lo reviso"), Some(token));
        assert_eq!(Token::of("*Cliente 05fe-123:*"), None);
        assert_eq!(Token::of("05fe-123-x2"), None);
        assert_eq!(Token::of("ñandú"), None);
    }

    #[test]
    fn a_customer_is_known_by_name() {
        let name = customer_name(Run(7), CaseNo(42));
        assert_eq!(name, "Cliente 0007-42");
        for text in [format!("*Caso #9 · {name}*"), format!("{name}, 11 1000-0042")] {
            assert_eq!(customer_in(&text), Some((Run(7), CaseNo(42))), "{text}");
        }
        assert_eq!(customer_in("Cliente sin nombre"), None);
    }
}
