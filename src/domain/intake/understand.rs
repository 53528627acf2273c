//! Reading an answer to the menu: a number as people write it, or words that mean an option, with typos.

use super::menu::MenuOption;
use crate::domain::accents::plain;
use crate::domain::command::is_invisible;

/// A customer's answer to a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// An option: its path of numbers from 1, below the menu that was shown.
    Chosen(Vec<u8>),
    /// Back to the menu above.
    Back,
}

/// Characters of an answer that are looked at: who writes more is not answering a menu.
const LOOKED_AT: usize = 1_000;
/// Words of an answer in which typos are forgiven: in long texts nearly everything is like something.
const FORGIVEN_WORDS: usize = 6;

/// Reads what a customer wrote. Before the menu was shown (`answering` is false) only words in full mean anything:
/// a number then is just a number. Two options named at once are no answer.
#[must_use]
pub fn read(written: &str, options: &[MenuOption], answering: bool) -> Option<Answer> {
    let written: String = written.chars().take(LOOKED_AT).collect();
    let words = words_of(&written);
    if answering && let Some(number) = number_in(&written, &words) {
        if number == 0 {
            return Some(Answer::Back);
        }
        if usize::from(number) <= options.len() {
            return Some(Answer::Chosen(vec![number]));
        }
        return None;
    }
    if answering && is_back(&words) {
        return Some(Answer::Back);
    }
    let known = known_words(options);
    let exact: Vec<&Known> = known.iter().filter(|known| known.is_in(&words)).collect();
    if !exact.is_empty() {
        return meant(&exact).map(Answer::Chosen);
    }
    if !answering || words.len() > FORGIVEN_WORDS {
        return None;
    }
    let like: Vec<&Known> = known.iter().filter(|known| known.is_like(&words)).collect();
    meant(&like).map(Answer::Chosen)
}

/// Words that mean options.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    /// One word, or several that belong together.
    words: Vec<String>,
    /// The options that they mean.
    paths: Vec<Vec<u8>>,
}

impl Known {
    fn is_in(&self, words: &[String]) -> bool {
        words.windows(self.words.len()).any(|some| some == self.words)
    }

    /// Whether one of the words is this one but for a typo.
    fn is_like(&self, words: &[String]) -> bool {
        let [known] = &*self.words else { return false };
        let most = match known.chars().count() {
            0..=4 => return false,
            5..=7 => 1,
            _ => 2,
        };
        words.iter().any(|word| distance(word, known) <= most)
    }

    /// The one option that these words mean: of several within each other the outer one.
    fn path(&self) -> Option<&Vec<u8>> {
        let outer = self.paths.iter().min_by_key(|path| path.len())?;
        self.paths.iter().all(|path| path.starts_with(outer)).then_some(outer)
    }
}

/// The one option that all these words mean together: of several within each other the inner one. Words that several
/// options share say nothing by themselves.
fn meant(found: &[&Known]) -> Option<Vec<u8>> {
    let paths = || found.iter().filter_map(|known| known.path());
    let inner = paths().max_by_key(|path| path.len())?;
    paths().all(|path| inner.starts_with(path)).then(|| inner.clone())
}

fn known_words(options: &[MenuOption]) -> Vec<Known> {
    let mut known: Vec<Known> = Vec::new();
    let mut stack: Vec<(Vec<u8>, &MenuOption)> = numbered(&[], options);
    while let Some((path, option)) = stack.pop() {
        let label =
            words_of(&option.label).into_iter().filter(|word| tells(word)).map(|word| vec![word]);
        let own =
            option.words.iter().map(|words| words_of(words)).filter(|words| !words.is_empty());
        for words in label.chain(own) {
            match known.iter_mut().find(|known| known.words == words) {
                Some(known) if known.paths.contains(&path) => {}
                Some(known) => known.paths.push(path.clone()),
                None => known.push(Known { words, paths: vec![path.clone()] }),
            }
        }
        stack.extend(numbered(&path, &option.options));
    }
    known
}

fn numbered<'a>(path: &[u8], options: &'a [MenuOption]) -> Vec<(Vec<u8>, &'a MenuOption)> {
    let numbers = 1_u8..;
    numbers.zip(options).map(|(number, option)| ([path, &[number]].concat(), option)).collect()
}

/// Whether a word of a label tells it from others.
fn tells(word: &str) -> bool {
    const EMPTY: [&str; 16] = [
        "con", "para", "por", "del", "los", "las", "una", "the", "and", "for", "com", "dos", "das",
        "mas", "otro", "otra",
    ];
    word.chars().count() > 2 && !EMPTY.contains(&word)
}

/// The words of a text, in lower case, without accents; digits of all kinds as digits.
#[must_use]
pub fn words_of(text: &str) -> Vec<String> {
    let plain_text: String = text.chars().filter_map(folded).collect();
    let words = plain_text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn folded(c: char) -> Option<char> {
    let folded = match c {
        // A digit on a key is the digit, a variation selector and this.
        '\u{20e3}' | '\u{300}'..='\u{36f}' => return None,
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10)?,
        '\u{2460}'..='\u{2468}' => char::from_digit(u32::from(c) - 0x245f, 10)?,
        c if c.is_whitespace() => ' ',
        c if is_invisible(c) => return None,
        c => plain(c.to_lowercase().next()?),
    };
    Some(folded)
}

/// Numbers in words, by their value from 0, in Spanish, Portuguese and English, as counted and as ordered.
const NUMBERS: [&[&str]; 11] = [
    &["cero", "zero"],
    &[
        "un", "uno", "una", "primero", "primera", "primer", "um", "uma", "primeiro", "primeira",
        "one", "first",
    ],
    &["dos", "segundo", "segunda", "dois", "duas", "two", "second"],
    &["tres", "tercero", "tercera", "tercer", "terceiro", "terceira", "three", "third"],
    &["cuatro", "cuarto", "cuarta", "quatro", "quarto", "quarta", "four", "fourth"],
    &["cinco", "quinto", "quinta", "five", "fifth"],
    &["seis", "sexto", "sexta", "six", "sixth"],
    &["siete", "septimo", "septima", "sete", "setimo", "setima", "seven", "seventh"],
    &["ocho", "octavo", "octava", "oito", "oitavo", "oitava", "eight", "eighth"],
    &["nueve", "noveno", "novena", "nove", "nono", "nona", "nine", "ninth"],
    &["diez", "decimo", "decima", "dez", "ten", "tenth"],
];

/// What stands after the digits of an ordinal.
const ENDINGS: [&str; 17] = [
    "", "o", "a", "º", "ª", "ro", "ra", "er", "do", "da", "to", "ta", "mo", "ma", "st", "nd", "rd",
];

/// Words around a number that say nothing.
const AROUND: [&str; 45] = [
    "la", "el", "lo", "a", "o", "opcion", "opciones", "opcao", "option", "numero", "number", "nro",
    "num", "n", "nº", "quiero", "quisiera", "quero", "want", "i", "elijo", "eligo", "escolho",
    "choose", "por", "favor", "porfa", "please", "gracias", "obrigado", "obrigada", "hola", "ola",
    "hi", "es", "e", "the", "con", "para", "seria", "marco", "va", "ok", "dale", "buenas",
];

/// The number that an answer is, if it is one.
fn number_in(written: &str, words: &[String]) -> Option<u8> {
    let mut telling = words.iter().filter(|word| !AROUND.contains(&word.as_str()));
    match (telling.next(), telling.next()) {
        (Some(word), None) => value(word),
        (Some(first), Some(_)) if begins_a_list(written, first) => value(first),
        (Some(_), Some(_)) | (None, _) => None,
    }
}

/// «1. No tengo internet»: the number of an option, and what it is about. «1 semana sin internet» is neither.
fn begins_a_list(written: &str, first: &str) -> bool {
    let rest = written.trim_start_matches(is_invisible).strip_prefix(first);
    let is_number = first.bytes().all(|b| b.is_ascii_digit());
    let mut after = rest.unwrap_or_default().chars();
    is_number
        && match after.next() {
            Some('\n') => true,
            Some(c) if ").:-–—".contains(c) => after.next().is_some_and(char::is_whitespace),
            Some(_) | None => false,
        }
}

fn value(word: &str) -> Option<u8> {
    let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    if digits > 0 {
        let (number, ending) = word.split_at(digits);
        return ENDINGS.contains(&ending).then(|| number.parse().ok()).flatten();
    }
    if word == "\u{1f51f}" {
        return Some(10);
    }
    NUMBERS
        .iter()
        .position(|names| names.contains(&word))
        .and_then(|value| u8::try_from(value).ok())
}

/// Whether somebody wants to go back.
fn is_back(words: &[String]) -> bool {
    const BACK: [&str; 10] = [
        "volver", "vuelve", "atras", "regresar", "anterior", "voltar", "retornar", "back",
        "return", "menu",
    ];
    let is_around = |word: &str| AROUND.contains(&word) || word == "al";
    let mut telling = words.iter().map(String::as_str).filter(|word| !is_around(word)).peekable();
    // «Volver al menú anterior» is nothing but such words.
    telling.peek().is_some() && telling.all(|word| BACK.contains(&word))
}

/// How many letters are wrong, missing, too many or swapped; at least 3 where that is plain from the lengths.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return 3;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::menu::Menu;
    use crate::domain::settings::Department;

    fn option(label: &str, words: &[&str], options: Vec<MenuOption>) -> MenuOption {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let (label, department) = (label.to_owned(), Department::Support);
        MenuOption { label, words, department, speciality: None, options }
    }

    fn own() -> Vec<MenuOption> {
        vec![
            option(
                "Soporte técnico",
                &["sin internet", "cable"],
                vec![
                    option("Internet", &["wifi"], Vec::new()),
                    option("Televisión", &[], Vec::new()),
                ],
            ),
            option("Soporte administrativo", &["factura", "pagar"], Vec::new()),
            option("Ventas", &[], Vec::new()),
        ]
    }

    #[test]
    fn numbers_are_understood_as_people_write_them_but_only_as_answers() {
        let menu = Menu::default();
        let usual = menu.options();
        for (written, number) in [
            (" 1 ", 1),
            ("2)", 2),
            ("1️⃣", 1),
            ("uno", 1),
            ("la primera", 1),
            ("La 2da por favor", 2),
            ("opción 2", 2),
            ("dois", 2),
            ("the second", 2),
            ("２", 2),
            ("Nº 1", 1),
            ("1. No tengo internet", 1),
            ("1\nno anda nada", 1),
            ("*2*", 2),
        ] {
            assert_eq!(
                read(written, &usual, true),
                Some(Answer::Chosen(vec![number])),
                "{written}"
            );
            assert_eq!(read(written, &usual, false), None, "{written}");
        }
        for written in [
            "12",
            "3",
            "1 2",
            "1 semana sin internet",
            "2-3 días",
            "hola",
            "",
            "300",
            "99999999999",
        ] {
            assert_eq!(read(written, &usual, true), None, "{written}");
        }
        assert_eq!(read("0", &usual, true), Some(Answer::Back));
        assert_eq!(read("Volver al menú", &usual, true), Some(Answer::Back));
        assert_eq!(read("volver", &usual, false), None);
    }

    #[test]
    fn words_mean_what_only_one_option_says_and_typos_are_forgiven_in_answers() {
        let menu = Menu::default();
        let usual = menu.options();
        let is = |written: &str, answering| read(written, &usual, answering);
        let (support, sales) = (Some(Answer::Chosen(vec![1])), Some(Answer::Chosen(vec![2])));
        for answering in [false, true] {
            assert_eq!(is("Quiero hablar con VENTAS por favor", answering), sales);
            assert_eq!(is("soporte técnico", answering), support);
            assert_eq!(is("soporte o ventas?", answering), None);
        }
        for (written, meant) in
            [("soprte", &support), ("vetnas", &sales), ("Bentas", &sales), ("SUPORTE", &support)]
        {
            assert_eq!(is(written, true), *meant, "{written}");
        }
        assert_eq!(is("vetnas", false), None);
        let own = own();
        let path = |path: &[u8]| Some(Answer::Chosen(path.to_vec()));
        assert_eq!(read("soporte", &own, true), None, "two of them");
        assert_eq!(read("soporte tecnico", &own, true), path(&[1]));
        assert_eq!(read("estoy sin internet", &own, false), path(&[1, 1]), "the inner one");
        assert_eq!(read("el wifi", &own, true), path(&[1, 1]));
        assert_eq!(read("telvision", &own, true), path(&[1, 2]));
        assert_eq!(read("quiero pagar la factura", &own, false), path(&[2]));
        assert_eq!(read("wifi o factura", &own, true), None);
    }
}
