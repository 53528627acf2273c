//! Whom an agent means with a name: another agent, a main group or a department, as people write them.

use super::accents::plain;
use super::ids::{AgentId, GroupId};
use super::own_words::distance;
use super::settings::Department;

/// Words of a name that are looked at.
const WORDS_MOST: usize = 6;
/// Names that are listed.
const LISTED_MOST: usize = 8;
/// Mistakes within which a name is near.
const MISTAKES_MOST: usize = 2;
/// What may stand before a name.
const BEFORE: [&str; 9] = ["a", "al", "para", "grupo", "to", "o", "el", "the", "group"];
/// How departments are called.
const DEPARTMENTS: [(&str, Department); 6] = [
    ("soporte", Department::Support),
    ("suporte", Department::Support),
    ("support", Department::Support),
    ("ventas", Department::Sales),
    ("vendas", Department::Sales),
    ("sales", Department::Sales),
];

/// Where a case can go by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// To an agent.
    Agent(AgentId),
    /// To a main group.
    Group(GroupId),
    /// To whichever main group of this department.
    Department(Department),
}

/// Somebody or something with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As people know it.
    pub name: String,
    /// What it is.
    pub place: Place,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One, and what was written after its name.
    One {
        /// Where.
        place: Place,
        /// The rest.
        rest: Option<String>,
    },
    /// More than one: their names.
    Many(Vec<String>),
    /// None: the names that are nearest, or some.
    Nobody(Vec<String>),
}

struct Token {
    word: String,
    end: usize,
    stops: bool,
}

/// Finds whom `typed` begins with: names by a part of them, in any case, without accents. As many words belong to the
/// name as lead to somebody.
#[must_use]
pub fn find(known: &[Named], typed: &str) -> Found {
    let mut tokens = tokens(typed);
    let all: Vec<(Vec<String>, &Named)> =
        known.iter().map(|named| (words(&named.name), named)).collect();
    while tokens.len() > 1
        && BEFORE.contains(&tokens[0].word.as_str())
        && matching(&all, &tokens[..1]).is_empty()
    {
        tokens.remove(0);
    }
    let Some(first) = tokens.first() else { return Found::Nobody(some(known)) };
    let department = DEPARTMENTS.iter().find(|(name, _)| *name == first.word);
    let mut taken = 1;
    let mut found = matching(&all, &tokens[..1]);
    while let (Some(next), false) = (tokens.get(taken), tokens[taken - 1].stops) {
        let more = matching(&all, &tokens[..=taken]);
        let is_whole = more.iter().any(|(name, _)| name.contains(&next.word));
        if more.is_empty() || !(is_whole || next.word.chars().count() >= 3 || found.len() > 1) {
            break;
        }
        (found, taken) = (more, taken + 1);
    }
    let typed_words: Vec<&String> = tokens[..taken].iter().map(|token| &token.word).collect();
    let exact: Vec<_> =
        found.iter().filter(|(name, _)| name.iter().eq(typed_words.iter().copied())).collect();
    let rest = rest_after(typed, tokens[taken - 1].end);
    if let [(_, only)] = exact.as_slice() {
        return Found::One { place: only.place, rest };
    }
    if let (Some((_, department)), 1, true) = (department, taken, exact.is_empty()) {
        return Found::One { place: Place::Department(*department), rest };
    }
    match found.as_slice() {
        [] => Found::Nobody(near(&all, &tokens[0].word, known)),
        [(_, only)] => Found::One { place: only.place, rest },
        _ => Found::Many(found.iter().take(LISTED_MOST).map(|(_, one)| one.name.clone()).collect()),
    }
}

type Entry<'a> = (Vec<String>, &'a Named);

/// Those in whose names all of these words stand one after the other, each at least begun.
fn matching<'a, 'b>(all: &'b [Entry<'a>], tokens: &[Token]) -> Vec<&'b Entry<'a>> {
    let fits = |word: &String, token: &Token| {
        *word == token.word
            || (token.word.chars().count() >= 2 || tokens.len() > 1)
                && word.starts_with(token.word.as_str())
    };
    let has = |name: &[String]| {
        name.windows(tokens.len())
            .any(|part| part.iter().zip(tokens).all(|(word, token)| fits(word, token)))
    };
    all.iter().filter(|(name, _)| has(name)).collect()
}

fn tokens(typed: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut end = 0;
    for piece in typed.split_inclusive(char::is_whitespace) {
        end += piece.len();
        let shown = piece.trim();
        // A name may be written with a hyphen inside.
        let mut parts = words(shown);
        let Some(last) = parts.pop() else {
            // «-» between a name and a reason.
            if !shown.is_empty()
                && let Some(Token { stops, .. }) = tokens.last_mut()
            {
                *stops = true;
            }
            continue;
        };
        let stops = shown.ends_with([',', ':', ';']) || piece.ends_with('\n');
        tokens.extend(parts.into_iter().map(|word| Token { word, end, stops: false }));
        tokens.push(Token { word: last, end, stops });
        if tokens.len() >= WORDS_MOST {
            break;
        }
    }
    tokens.truncate(WORDS_MOST);
    tokens
}

fn rest_after(typed: &str, end: usize) -> Option<String> {
    let rest = typed.get(end..)?.trim();
    let rest = rest.trim_start_matches(['-', '–', '—', ',', ':', ';']).trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(2 * WORDS_MOST).map(|word| word.chars().map(plain).take(40).collect()).collect()
}

fn near(all: &[Entry<'_>], word: &str, known: &[Named]) -> Vec<String> {
    let mut near: Vec<(usize, &String)> = all
        .iter()
        .filter_map(|(name, named)| {
            let mistakes = name.iter().map(|part| distance(part, word)).min()?;
            (mistakes <= MISTAKES_MOST && mistakes < word.chars().count())
                .then_some((mistakes, &named.name))
        })
        .collect();
    near.sort();
    if near.is_empty() {
        return some(known);
    }
    near.into_iter().take(LISTED_MOST).map(|(_, name)| name.clone()).collect()
}

/// Some that there are.
#[must_use]
pub fn some(known: &[Named]) -> Vec<String> {
    known.iter().take(LISTED_MOST).map(|named| named.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Named> {
        let agent = |id, name: &str| Named { name: name.into(), place: Place::Agent(AgentId(id)) };
        let group = |id, name: &str| Named { name: name.into(), place: Place::Group(GroupId(id)) };
        vec![
            agent(1, "Juan Pérez"),
            agent(2, "Juan Gómez"),
            agent(3, "Ana"),
            agent(4, "Ana María Núñez"),
            agent(5, "Rui Araújo"),
            group(1, "🎫 Soporte Técnico"),
            group(2, "Soporte Administrativo"),
            group(3, "💰 Ventas - Fibra"),
        ]
    }

    #[test]
    fn people_are_found_by_a_part_of_their_name_and_the_rest_is_the_reason() {
        let one = |typed: &str| match find(&known(), typed) {
            Found::One { place, rest } => (place, rest.unwrap_or_default()),
            other @ (Found::Many(_) | Found::Nobody(_)) => panic!("{typed}: {other:?}"),
        };
        let agent = |id| Place::Agent(AgentId(id));
        let group = |id| Place::Group(GroupId(id));
        for (typed, place, rest) in [
            ("perez", agent(1), ""),
            ("JUAN PÉREZ no puedo hoy", agent(1), "no puedo hoy"),
            ("juan g: se me corta la luz", agent(2), "se me corta la luz"),
            ("ana", agent(3), ""),
            ("Ana Mar me voy", agent(4), "me voy"),
            ("nunez", agent(4), ""),
            ("rui a veces no anda", agent(5), "veces no anda"),
            ("@Rui, es brasileño", agent(5), "es brasileño"),
            ("rui - es brasileño", agent(5), "es brasileño"),
            ("para rui", agent(5), ""),
            ("ventas", Place::Department(Department::Sales), ""),
            ("Vendas quer comprar", Place::Department(Department::Sales), "quer comprar"),
            ("soporte", Place::Department(Department::Support), ""),
            ("soporte tecnico", group(1), ""),
            ("al grupo administrativo es una factura", group(2), "es una factura"),
            ("rui\nlínea dos", agent(5), "línea dos"),
        ] {
            let found = one(typed);
            if typed.starts_with("rui a") {
                assert_eq!(found.0, place, "{typed}");
                continue;
            }
            assert_eq!(found, (place, rest.to_owned()), "{typed}");
        }
    }

    #[test]
    fn who_may_be_meant_is_listed() {
        let names = |found: Found| match found {
            Found::Many(names) | Found::Nobody(names) => names,
            Found::One { .. } => panic!("{found:?}"),
        };
        assert_eq!(names(find(&known(), "juan")), ["Juan Pérez", "Juan Gómez"]);
        assert_eq!(names(find(&known(), "jaun ya está")), ["Juan Gómez", "Juan Pérez"]);
        assert_eq!(names(find(&known(), "zzz")).len(), 8);
        assert_eq!(names(find(&known(), "")).len(), 8);
        assert_eq!(names(find(&known(), "- , :")).len(), 8);
        assert_eq!(find(&[], "juan"), Found::Nobody(Vec::new()));
        for long in ["ñ ".repeat(50_000), "ñ".repeat(100_000)] {
            assert!(matches!(find(&known(), &long), Found::Nobody(_)));
        }
    }
}
