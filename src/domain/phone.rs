//! Phone numbers: as people write them, as WhatsApp writes them, and when two of them are one.

use std::str::FromStr;

use phonenumber::country::Id as Country;
use serde::{Deserialize, Serialize};

/// A phone number as WhatsApp knows it: digits with the country code, without `+`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(Box<str>);

/// Why a number that a person typed cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("the number is empty")]
    Empty,
    /// Something other than digits, spaces, dashes, dots, parentheses and a leading `+`.
    #[error("the number contains {0:?}")]
    Character(char),
    /// Fewer digits than a number of that country has.
    #[error("the number has {digits} digits, {missing} too few")]
    TooShort {
        /// Digits typed.
        digits: usize,
        /// How many more a number of that country has.
        missing: usize,
    },
    /// More digits than a number of that country has.
    #[error("the number has too many digits")]
    TooLong,
    /// No such number in that country.
    #[error("there is no such number")]
    Impossible,
}

impl Phone {
    /// Takes the digits of a WhatsApp address; `None` if it holds anything but 5 to 17 digits.
    #[must_use]
    pub fn from_digits(digits: &str) -> Option<Self> {
        let plausible =
            (5..=17).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plausible.then(|| Self(digits.into()))
    }

    /// Reads a number as people in `country` (ISO 3166, `AR`) write it: with or without country
    /// code, trunk `0`, Argentina's `15`, spaces, dashes, dots and parentheses.
    ///
    /// Mobile prefixes that WhatsApp wants are added (Argentina's `9`).
    ///
    /// # Errors
    /// [`PhoneError`] says what is wrong with it.
    pub fn parse(typed: &str, country: &str) -> Result<Self, PhoneError> {
        let typed = typed.trim();
        let digits = typed.bytes().filter(u8::is_ascii_digit).count();
        if let Some(odd) =
            typed.chars().find(|c| !c.is_ascii_digit() && !" -.()+/\u{a0}".contains(*c))
        {
            return Err(PhoneError::Character(odd));
        }
        if digits == 0 {
            return Err(PhoneError::Empty);
        }
        let region = Country::from_str(country).ok();
        let number = phonenumber::parse(region, typed)
            .map_err(|error| unreadable(error, digits, country))?;
        let code = number.code().value();
        let mut national = number.national().to_string();
        // WhatsApp addresses Argentine mobiles as 54 9 + ten digits; people leave the 9 out.
        if code == 54 && national.len() == 10 {
            national.insert(0, '9');
        }
        match (code, national.len()) {
            (54, short @ 0..=9) => Err(PhoneError::TooShort { digits, missing: 10 - short.min(9) }),
            (54, 12..) => Err(PhoneError::TooLong),
            (54, _) => Ok(Self(format!("{code}{national}").into())),
            _ if phonenumber::is_viable(typed) && number.is_valid() => {
                Ok(Self(format!("{code}{national}").into()))
            }
            (_, 0..=6) => Err(PhoneError::TooShort {
                digits,
                missing: 7_usize.saturating_sub(national.len()),
            }),
            (_, 14..) => Err(PhoneError::TooLong),
            _ => Err(PhoneError::Impossible),
        }
    }

    /// Digits with country code, no `+`.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The same text for every way WhatsApp may write this number.
    ///
    /// Argentina and Mexico have a mobile digit after the country code (54**9**, 52**1**), Brazil a
    /// ninth digit after the area code, and WhatsApp drops or keeps them depending on when the
    /// account was made. Use it to compare people, never as an address.
    #[must_use]
    pub fn key(&self) -> Box<str> {
        let d = &*self.0;
        match (d.len(), d.get(..3)) {
            (13, Some("549")) => format!("54{}", &d[3..]).into(),
            (13, Some("521")) => format!("52{}", &d[3..]).into(),
            (13, _) if d.starts_with("55") && d.as_bytes()[4] == b'9' => {
                format!("{}{}", &d[..4], &d[5..]).into()
            }
            _ => d.into(),
        }
    }

    /// The number as people read it: `+54 9 381 555-1234`.
    #[must_use]
    pub fn pretty(&self) -> String {
        let plain = format!("+{}", self.0);
        if let (Some(rest), 13) = (self.0.strip_prefix("549"), self.0.len()) {
            // Area codes have 2 (11), 3 or 4 digits; three is right for most towns.
            let area = if rest.starts_with("11") { 2 } else { 3 };
            let (area, local) = rest.split_at(area);
            let (head, tail) = local.split_at(local.len() - 4);
            return format!("+54 9 {area} {head}-{tail}");
        }
        phonenumber::parse(None, &plain).map_or(plain, |number| {
            number.format().mode(phonenumber::Mode::International).to_string()
        })
    }
}

fn unreadable(error: phonenumber::ParseError, digits: usize, country: &str) -> PhoneError {
    use phonenumber::ParseError as E;
    match error {
        E::NoNumber | E::TooShortAfterIdd | E::TooShortNsn | E::MalformedInteger(_) => {
            let full = if country == "AR" { 10 } else { 7 };
            PhoneError::TooShort { digits, missing: full - digits.min(full - 1) }
        }
        E::TooLong => PhoneError::TooLong,
        E::InvalidCountryCode => PhoneError::Impossible,
        #[allow(unreachable_patterns, reason = "the library may add reasons")]
        _ => PhoneError::Impossible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn argentine_numbers_are_read_as_people_write_them() {
        for typed in [
            "3815551234",
            "381 555-1234",
            "+54 9 381 555-1234",
            "5493815551234",
            "0381 15 5551234",
            "+543815551234",
            "(0381) 15-555-1234",
            "0 381 555 1234",
            "9 381 555 1234",
        ] {
            assert_eq!(
                Phone::parse(typed, "AR").map(|p| p.0),
                Ok("5493815551234".into()),
                "{typed}"
            );
        }
        assert_eq!(Phone::parse("11 5000-1001", "AR").unwrap().digits(), "5491150001001");
    }

    #[test]
    fn a_number_without_its_area_code_says_how_many_digits_are_missing() {
        assert_eq!(
            Phone::parse("555-7720", "AR"),
            Err(PhoneError::TooShort { digits: 7, missing: 3 })
        );
        assert_eq!(Phone::parse("", "AR"), Err(PhoneError::Empty));
        assert_eq!(Phone::parse("mi número", "AR"), Err(PhoneError::Character('m')));
    }

    #[test]
    fn other_countries_use_their_own_plan() {
        assert_eq!(Phone::parse("(11) 96123-4567", "BR").unwrap().digits(), "5511961234567");
        assert_eq!(Phone::parse("+1 650 253 0000", "AR").unwrap().digits(), "16502530000");
        assert_eq!(Phone::parse("099 123 456", "UY").unwrap().digits(), "59899123456");
    }

    #[test]
    fn mobile_digits_do_not_make_two_people_of_one() {
        let same = |a: &str, b: &str| {
            assert_eq!(Phone::from_digits(a).unwrap().key(), Phone::from_digits(b).unwrap().key());
        };
        same("5491155550001", "541155550001");
        same("5215512345678", "525512345678");
        same("5511961234567", "551161234567");
    }
}
