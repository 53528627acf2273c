//! How Evolution rewrites numbers, and how WhatsApp finds people all the same.

use relevo::domain::identity::Identity;

use super::world::Person;

/// `createJid`: addresses pass, digits lose their third digit (13 digits of 54 and 52) or Brazil's ninth.
pub fn normalised(number: &str) -> String {
    if number.contains('@') {
        return number.into();
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let (code, thirteen) = (digits.get(..2).unwrap_or_default(), digits.len() == 13);
    let digits = match code {
        "54" | "52" if thirteen => format!("{}{}", &digits[..2], &digits[3..]),
        // Area codes from 31 on, where WhatsApp's old accounts lack the ninth digit.
        "55" if thirteen && digits[2..4] >= *"31" => format!("{}{}", &digits[..4], &digits[5..]),
        _ => digits,
    };
    format!("{digits}@s.whatsapp.net")
}

/// Who has this phone address, in any spelling that WhatsApp takes for the same.
pub fn on_whatsapp<'a>(people: &'a [Person], jid: &str) -> Option<&'a Person> {
    let asked = Identity::from_jid(jid);
    people.iter().find(|person| Identity::from_jid(&person.phone_jid()).is_same(&asked))
}

/// Who has exactly this address.
pub fn exactly<'a>(people: impl IntoIterator<Item = &'a Person>, jid: &str) -> Option<&'a Person> {
    people.into_iter().find(|person| {
        person.phone_jid() == jid || (!person.lid.is_empty() && person.lid_jid() == jid)
    })
}
