//! The wrong-room guard: does a text for one customer name another one whom the same agent attends?

use super::accents::plain;
use super::ids::TicketNo;
use super::phone::Phone;

/// Another open case of the same agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCase {
    /// Its ticket.
    pub ticket: TicketNo,
    /// Its customer's name; empty if unknown.
    pub customer: String,
    /// Its customer's number, where WhatsApp shows it.
    pub phone: Option<Phone>,
    /// Where it is attended.
    pub slot_name: String,
}

/// Letters that a single name needs to be told from other words.
const NAME_LEAST: usize = 3;
/// Digits of a number that have to be the same; people write it with and without country and area.
const DIGITS_LEAST: usize = 7;

/// The first of the other cases that a text names: by its ticket (`#12`), its customer's number, or name.
///
/// A first name alone counts only with a capital letter, and not if the customer of this case or the agent
/// has it too: `innocent` are their names.
#[must_use]
pub fn named_in<'a>(
    text: &str,
    others: &'a [OtherCase],
    innocent: &[&str],
) -> Option<&'a OtherCase> {
    let words = words(text);
    let innocent: Vec<String> = innocent.iter().flat_map(|name| words_of_name(name)).collect();
    let digits = numbers(text);
    others.iter().find(|other| {
        has_ticket(text, other.ticket)
            || other.phone.as_ref().is_some_and(|phone| has_number(&digits, phone))
            || has_name(&words, &other.customer, &innocent)
    })
}

fn has_ticket(text: &str, ticket: TicketNo) -> bool {
    text.split(['#', '＃', '﹟']).skip(1).any(|after| {
        let digits: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').parse::<i64>() == Ok(ticket.0)
    })
}

/// Runs of digits, with the marks that people write between them left out.
fn numbers(text: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            if let Some(run) = runs.last_mut() {
                run.push(char::from_digit(digit, 10).unwrap_or('0'));
            }
        } else if !matches!(c, ' ' | '-' | '.' | '(' | ')' | '+' | '\u{a0}') {
            runs.push(String::new());
        }
    }
    runs.retain(|run| run.len() >= DIGITS_LEAST);
    runs
}

fn has_number(runs: &[String], phone: &Phone) -> bool {
    let digits = phone.digits();
    let Some(end) = digits.len().checked_sub(DIGITS_LEAST).and_then(|at| digits.get(at..)) else {
        return false;
    };
    runs.iter().any(|run| run.contains(end))
}

/// A word without case and accents, and whether it was written with a capital letter.
struct Word {
    folded: String,
    capital: bool,
}

fn words(text: &str) -> Vec<Word> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| Word {
            folded: fold(word),
            capital: word.chars().next().is_some_and(char::is_uppercase),
        })
        .collect()
}

fn words_of_name(name: &str) -> Vec<String> {
    words(name).into_iter().map(|word| word.folded).collect()
}

fn has_name(text: &[Word], name: &str, innocent: &[String]) -> bool {
    let name = words_of_name(name);
    let telling: Vec<&String> = name
        .iter()
        .filter(|word| word.chars().count() >= NAME_LEAST && !innocent.contains(word))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let Some(first) = telling.first() else { return false };
    // The whole name, as its words follow each other; or a telling word of it with a capital letter.
    let whole = name.len() > 1
        && text
            .windows(name.len())
            .any(|window| window.iter().map(|word| &word.folded).eq(name.iter()));
    whole || text.iter().any(|word| word.capital && word.folded == **first)
}

/// Without case and accents.
fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hugo() -> Vec<OtherCase> {
        vec![OtherCase {
            ticket: TicketNo(12),
            customer: "Hugo Peña".into(),
            phone: Phone::from_digits("5493815550002"),
            slot_name: "Chat soporte Ana N°2".into(),
        }]
    }

    fn names(text: &str, innocent: &[&str]) -> bool {
        named_in(text, &hugo(), innocent).is_some()
    }

    #[test]
    fn a_text_that_names_another_case_is_noticed() {
        for text in [
            "Hola Hugo, ya lo reviso",
            "te paso el caso # 012",
            "el #12, por favor",
            "lo llamo al 381 555-0002",
            "+54 9 381 5550002",
            "para hugo pena, ¿no?",
            "¿HUGO?",
        ] {
            assert!(names(text, &["Marta Ruiz", "Ana"]), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_let_through() {
        for text in [
            "Hola Marta, ya lo reviso",
            "son 12 pesos",
            "el #123",
            "el ticket 5550",
            "vamos a hugonia",
            "eso dijo el hugo de la esquina",
            "",
        ] {
            assert!(!names(text, &["Marta Ruiz", "Ana"]), "{text}");
        }
        assert!(!names("Soy Hugo, de soporte", &["Marta", "Hugo"]), "the agent has the name too");
    }

    #[test]
    fn nothing_is_named_where_nothing_is_known() {
        let unknown = [OtherCase {
            ticket: TicketNo(3),
            customer: String::new(),
            phone: None,
            slot_name: String::new(),
        }];
        assert_eq!(named_in("Hola, ¿qué tal?", &unknown, &[]), None);
    }
}
