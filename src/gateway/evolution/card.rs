//! Contact cards: the name and the numbers in a vCard.

use serde_json::Value;

use super::lenient::{NAME_MOST, words};
use crate::domain::content::ContactCard;

/// Characters of a vCard that are read; photos come at its end.
const VCARD_MOST: usize = 16 * 1024;
/// Numbers of one card that are kept.
const PHONES_MOST: usize = 16;
/// Characters of a number.
const PHONE_MOST: usize = 64;

/// A card of a `contactMessage`; `None` if nothing on it can be read.
pub(super) fn card(card: &Value) -> Option<ContactCard> {
    let vcard: String =
        card["vcard"].as_str().unwrap_or_default().chars().take(VCARD_MOST).collect();
    // A line that begins with a space goes on from the one before.
    let lines = vcard.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let mut phones: Vec<String> = Vec::new();
    let mut written = None;
    for line in lines.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let mut parts = name.split(';');
        // Apple groups lines: `item1.TEL`.
        let field = parts.next().unwrap_or_default().rsplit('.').next().unwrap_or_default();
        if field.eq_ignore_ascii_case("FN") {
            written = written.or_else(|| plain(value, NAME_MOST));
        } else if field.eq_ignore_ascii_case("TEL") && phones.len() < PHONES_MOST {
            let known = |phone: &String| phones.iter().any(|other| digits(other) == digits(phone));
            phones.extend(phone(value, parts).filter(|phone| !known(phone)));
        }
    }
    let name =
        words(&card["displayName"], NAME_MOST).or(written).or_else(|| phones.first().cloned())?;
    Some(ContactCard { name, phones })
}

/// A number as written, unless it lacks the country that WhatsApp's own id of it (`waid`) has.
fn phone<'a>(value: &str, mut parameters: impl Iterator<Item = &'a str>) -> Option<String> {
    let on_whatsapp = parameters.find_map(|parameter| {
        let (name, id) = parameter.split_once('=')?;
        let is_number = (5..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
        (name.eq_ignore_ascii_case("waid") && is_number).then_some(id)
    });
    let value = value.strip_prefix("tel:").unwrap_or(value);
    let written = plain(value, PHONE_MOST).filter(|phone| !digits(phone).is_empty());
    match (written, on_whatsapp) {
        (Some(written), Some(id)) if digits(&written) != id => Some(format!("+{id}")),
        (None, Some(id)) => Some(format!("+{id}")),
        (written, _) => written,
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A value without vCard's escapes, and without anything that is not for reading.
fn plain(value: &str, most: usize) -> Option<String> {
    let value = value.replace("\\n", " ").replace("\\N", " ").replace('\\', "");
    let text: String = value.chars().filter(|c| !c.is_control()).take(most).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(vcard: &str) -> Option<(String, Vec<String>)> {
        card(&json!({"vcard": vcard})).map(|card| (card.name, card.phones))
    }

    #[test]
    fn names_and_numbers_are_found_however_the_card_is_written() {
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Pérez;Carlos;;;\r\nFN;CHARSET=UTF-8:Carlos\\, el \r\n técnico\r\n\
                    item1.TEL;waid=5491150002222:+54 9 11 5000-2222\r\nTEL;type=CELL;waid=5491150003333:011 5000-3333\r\n\
                    tel:911\r\nTEL;waid=5491150004444:\r\nTEL:tel:+5491150002222\r\nTEL;TYPE=home:\r\nEND:VCARD";
        let phones = ["+54 9 11 5000-2222", "+5491150003333", "911", "+5491150004444"];
        let expected = ("Carlos, el técnico".to_owned(), phones.map(String::from).to_vec());
        assert_eq!(read(card), Some(expected));
    }

    #[test]
    fn a_card_without_a_name_goes_by_its_number_and_one_without_either_is_none() {
        assert_eq!(read("TEL:+541"), Some(("+541".into(), vec!["+541".into()])));
        for nothing in ["", "BEGIN:VCARD\nEND:VCARD", "TEL:none", "FN:\u{7}", "TEL;waid=12ab:"] {
            assert_eq!(read(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn numbers_without_end_are_cut_off() {
        let many: String = (0..99).map(|at| format!("TEL:+54{at}\n")).collect();
        assert_eq!(read(&many).unwrap().1.len(), PHONES_MOST);
        assert!(read(&format!("TEL:{}", "9".repeat(9_999))).unwrap().1[0].len() <= PHONE_MOST);
    }
}
