//! Words that only end a conversation: «gracias», «ok», 👍. They ask for nothing, so nobody waits after them.

use super::accents::plain;
use super::command::is_invisible;

/// Longer texts say more than thanks (characters).
const LENGTH_MOST: usize = 120;
/// A word this long is still known with one wrong letter.
const TYPO_LEAST: usize = 6;

/// One of these is enough, beside others of this list or of [`COURTESIES`]. Without accents.
const THANKS: &[&str] = &[
    // Spanish
    "gracias",
    "gracia",
    "grax",
    "grx",
    "agradecido",
    "agradecida",
    "agradezco",
    "dale",
    "vale",
    "perfecto",
    "genial",
    "buenisimo",
    "excelente",
    "joya",
    "barbaro",
    "espectacular",
    "entendido",
    "igualmente",
    "chau",
    "chao",
    "adios",
    "bendiciones",
    "saludos",
    "impecable",
    // Portuguese
    "obrigado",
    "obrigada",
    "obg",
    "brigado",
    "brigada",
    "valeu",
    "vlw",
    "perfeito",
    "otimo",
    "beleza",
    "blz",
    "tchau",
    "agradeco",
    "grato",
    "grata",
    "certo",
    "maravilha",
    "show",
    // English
    "thanks",
    "thank",
    "thx",
    "thnx",
    "ty",
    "tks",
    "cheers",
    "great",
    "perfect",
    "awesome",
    "bye",
    "appreciated",
    // everywhere
    "ok",
    "okay",
    "oki",
    "okey",
    "okis",
    "okk",
    "oka",
    "okz",
    "k",
];

/// What people say around them, and what says nothing by itself.
const COURTESIES: &[&str] = &[
    // Spanish
    "muchas",
    "muchisimas",
    "mil",
    "miles",
    "por",
    "todo",
    "toda",
    "la",
    "el",
    "las",
    "los",
    "su",
    "tu",
    "atencion",
    "ayuda",
    "respuesta",
    "tiempo",
    "paciencia",
    "muy",
    "amable",
    "amables",
    "de",
    "nada",
    "listo",
    "buena",
    "buenas",
    "buen",
    "buenos",
    "dia",
    "dias",
    "tarde",
    "tardes",
    "noche",
    "noches",
    "a",
    "ustedes",
    "vos",
    "usted",
    "ti",
    "y",
    "que",
    "tengas",
    "tenga",
    "tengan",
    "lindo",
    "linda",
    "bueno",
    "si",
    "ya",
    "hasta",
    "luego",
    "nos",
    "vemos",
    "un",
    "abrazo",
    "señor",
    "senor",
    "senora",
    "genia",
    "genio",
    "crack",
    "capo",
    "capa",
    "te",
    "les",
    "le",
    "lo",
    "infinitas",
    "servicio",
    "pronto",
    "super",
    "re",
    "mas",
    "ahi",
    // Portuguese
    "muito",
    "muita",
    "pela",
    "pelo",
    "atencao",
    "ajuda",
    "tudo",
    "bom",
    "boa",
    "bem",
    "noite",
    "voce",
    "voces",
    "ate",
    "logo",
    "mais",
    "tenha",
    "um",
    "uma",
    "otima",
    "dia",
    "e",
    "ta",
    "sim",
    "o",
    "resposta",
    "jejeje",
    "rapido",
    // English
    "you",
    "so",
    "much",
    "very",
    "many",
    "lot",
    "lots",
    "for",
    "your",
    "the",
    "help",
    "all",
    "nice",
    "good",
    "day",
    "evening",
    "night",
    "have",
    "alright",
    "and",
    "everything",
    "it",
    "is",
    "that",
    "s",
];

/// Emoji that say thanks or agree, without skin colours and the like.
const EMOJI: &str = "👍🙏👌🤝💪🙌👏🫶💯✅✔☺😊🙂😀😃😄😁😉😍🥰😘🤗😇🤩🥳🎉✨⭐🌟❤♥💚💙💛🧡💜🤍🖤💖💕💗😎🫡🤙👋🌹💐🙋🍀";

/// Whether a text only thanks, agrees or says goodbye: in Spanish, Portuguese or English, with typos («graciass»),
/// repeated letters and emoji. Whatever asks, or says anything else, is not one: when unsure, it is no thanks.
#[must_use]
pub fn is_thanks(typed: &str) -> bool {
    if typed.chars().count() > LENGTH_MOST || typed.contains(['?', '¿', '؟', '？']) {
        return false;
    }
    let mut heart = false;
    let mut words = String::new();
    for c in typed.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            // A letter and its accent as two characters.
            '\u{300}'..='\u{36f}' => {}
            c if c.is_alphanumeric() => words.push(c),
            c if EMOJI.contains(c) && !c.is_ascii() => {
                heart = true;
                words.push(' ');
            }
            c if is_part_of_emoji(c) => {}
            c if c.is_ascii_punctuation() || "¡…´`’‘“”–—·".contains(c) || is_invisible(c) =>
            {
                words.push(' ');
            }
            _ => return false,
        }
    }
    let mut thanks = heart;
    for word in words.split_ascii_whitespace() {
        if THANKS.iter().any(|known| is_nearly(word, known)) {
            thanks = true;
        } else if !COURTESIES.iter().any(|known| is_nearly(word, known)) && !is_laughter(word) {
            return false;
        }
    }
    thanks
}

/// Skin colours, joiners, variation selectors and the signs of men and women.
fn is_part_of_emoji(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '♂' | '♀')
}

/// «jaja», «haha», «kkkk».
fn is_laughter(word: &str) -> bool {
    let letters = |allowed: &str| word.chars().all(|c| allowed.contains(c));
    word.len() >= 3 && (letters("ja") || letters("je") || letters("ha") || letters("k"))
}

/// Whether a word is `known`: as it is, with letters repeated, or, where it is long, with one letter wrong, missing, too
/// many, or two of them swapped.
fn is_nearly(word: &str, known: &str) -> bool {
    if word == known {
        return true;
    }
    let (word, known) = (single(word), single(known));
    word == known || (known.len() >= TYPO_LEAST && is_one_apart(&word, &known))
}

/// The letters of a word, each run of the same one as one.
fn single(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters
}

fn is_one_apart(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([x, y, a @ ..], [z, w, b @ ..]) if x == w && y == z && a == b => true,
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([_, rest @ ..], b) if rest == b => true,
        (a, [_, rest @ ..]) => a == rest,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanks_are_known_in_three_languages_with_typos_and_emoji() {
        for text in [
            "gracias",
            "Graciass!!",
            "GRACIAAAAS",
            "grcias",
            "garcias",
            "muchas gracias por todo 🙏🏽",
            "ok",
            "Ok.",
            "okkk",
            "👍",
            "👍🏿👍🏿",
            "❤️",
            "dale, gracias",
            "Perfecto, muchísimas gracias por la atención!",
            "mil gracias",
            "obrigado",
            "Obrigada!!",
            "muito obrigado pela atenção",
            "valeu",
            "blz 👍",
            "Ótimo, obrigado",
            "thanks",
            "thank you so much",
            "Thanks a lot",
            "ok gracias jajaja",
            "listo gracias",
            "gracias, buen día",
            "de nada, gracias a ustedes",
            "🙏",
            "ok 👌",
            "\u{200b}gracias\u{200b}",
            "chau",
        ] {
            assert!(is_thanks(text), "{text}");
        }
    }

    #[test]
    fn whatever_says_or_asks_more_is_not_only_thanks() {
        for text in [
            "",
            " ",
            "hola",
            "sí",
            "listo",
            "no",
            "ok, y cuándo vienen?",
            "gracias?",
            "gracias pero sigue sin andar",
            "no gracias",
            "😡",
            "gracias 😡",
            "ok pero no anda",
            "ya",
            "no anda",
            "1",
            "buen día",
            "👎",
            "gracias por nada 👎",
            "quiero dar de baja",
            "todo",
            "ok mañana los llamo",
            "perfecto, te mando la foto",
            "…",
            "!!",
            "agradecería una respuesta",
        ] {
            assert!(!is_thanks(text), "{text}");
        }
        assert!(!is_thanks(&"gracias ".repeat(1_000)));
    }
}
