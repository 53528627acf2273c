//! Whom people mean by a name, or by a part of one.

use super::accents::plain;
use super::ids::AgentId;

/// Who has this name, in whole or in part, without regard to case and accents: each word of `typed` begins a word of
/// the name. Who has the very name, or its words in full, comes before who only begins like it.
#[must_use]
pub fn named<'a>(
    typed: &str,
    people: impl Iterator<Item = (AgentId, &'a str)>,
) -> Vec<(AgentId, &'a str)> {
    let wanted = words(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, AgentId, &str)> = people
        .filter_map(|(id, name)| {
            let theirs = words(name);
            let begins = |w: &String| theirs.iter().any(|word| word.starts_with(w.as_str()));
            let rank = if theirs == wanted {
                0
            } else if wanted.iter().all(|w| theirs.contains(w)) {
                1
            } else if wanted.iter().all(begins) {
                2
            } else {
                return None;
            };
            Some((rank, id, name))
        })
        .collect();
    let best = found.iter().map(|(rank, ..)| *rank).min();
    found.retain(|(rank, ..)| Some(*rank) == best);
    found.into_iter().map(|(_, id, name)| (id, name)).collect()
}

/// Whether a text says that its writer takes what it replies to: «lo tomo», «eu pego», «I'll take it».
#[must_use]
pub fn is_taking(typed: &str) -> bool {
    const TAKING: &[&str] = &[
        "lo tomo",
        "la tomo",
        "tomo",
        "lo tomo yo",
        "yo lo tomo",
        "me lo quedo",
        "lo agarro",
        "agarro",
        "mio",
        "mia",
        "es mio",
        "yo",
        "voy",
        "voy yo",
        "yo voy",
        "lo atiendo",
        "lo atiendo yo",
        "me encargo",
        "yo me encargo",
        "eu pego",
        "pego",
        "eu",
        "meu",
        "minha",
        "e meu",
        "fico com ele",
        "eu atendo",
        "assumo",
        "eu assumo",
        "deixa comigo",
        "i take it",
        "take it",
        "ill take it",
        "i ll take it",
        "i will take it",
        "taking it",
        "mine",
        "its mine",
        "it s mine",
        "i got it",
        "on it",
        "i m on it",
        "im on it",
        "me",
    ];
    let said = words(typed).join(" ");
    TAKING.contains(&said.as_str())
}

/// The words of a text, folded.
fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .chars()
        .take(200)
        .flat_map(char::to_lowercase)
        .map(plain)
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_is_enough_and_the_very_name_wins() {
        let people = [(AgentId(1), "Juan Pérez"), (AgentId(2), "Juana Díaz"), (AgentId(3), "Ana")];
        let ids = |typed: &str| -> Vec<i64> {
            named(typed, people.into_iter()).into_iter().map(|(id, _)| id.0).collect()
        };
        assert_eq!(ids("juan"), [1]);
        assert_eq!(ids("JUA"), [1, 2]);
        assert_eq!(ids("perez juan"), [1]);
        assert_eq!(ids("diaz"), [2]);
        assert_eq!(ids("ana"), [3], "not Juana, whose name only contains it");
        assert_eq!(ids("zoe"), [] as [i64; 0]);
        assert_eq!(ids(" … "), [] as [i64; 0]);
    }

    #[test]
    fn who_takes_a_ticket_says_so_in_few_words() {
        for text in ["lo tomo", "Lo tomo!", "TOMO", "Mío 🙋", "eu pego", "I'll take it.", "mine"]
        {
            assert!(is_taking(text), "{text}");
        }
        for text in ["", "¿quién lo tomo?, yo no", "no lo tomo", "tomo café", "que lo tome Juan"]
        {
            assert!(!is_taking(text), "{text}");
        }
    }
}
