//! The options of a menu as rows of a form: read, added, moved, removed and checked.

use super::choice::{Choice, departments};
use super::fields::unusable;
use crate::domain::intake::menu::{
    LABEL_MOST, LEVELS_MOST, MenuOption, OPTIONS_MOST, SPECIALITY_MOST, WORD_MOST, WORDS_MOST,
};
use crate::domain::intake::understand::words_of;
use crate::domain::settings::Department;
use crate::web::form::Fields;
use crate::web::words::Words;

/// Characters of all the words of an option, as typed.
const WORDS_TYPED_MOST: usize = 1_000;

/// A field of a row: rows are numbered, and so are the names of their fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Cell {
    pub name: String,
    pub value: String,
    pub error: Option<String>,
    pub most: usize,
}

/// An option, as a row of the form.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Row {
    /// «1», «1-2»: where it is, as in the names of fields and buttons.
    pub at: String,
    /// «1», «1.2»: where it is, for people.
    pub number: String,
    pub label: Cell,
    pub words: Cell,
    pub speciality: Cell,
    pub departments: Vec<Choice>,
    pub is_first: bool,
    pub is_last: bool,
    pub can_add: bool,
    pub inner: Vec<Row>,
    department: Department,
}

impl Row {
    /// What is to be kept of it.
    pub(super) fn option(&self) -> MenuOption {
        let speciality = self.speciality.value.trim().to_owned();
        MenuOption {
            label: self.label.value.trim().to_owned(),
            words: split_words(&self.words.value),
            department: self.department,
            speciality: Some(speciality).filter(|speciality| !speciality.is_empty()),
            options: self.inner.iter().map(Self::option).collect(),
        }
    }
}

pub(super) fn blank() -> MenuOption {
    MenuOption {
        label: String::new(),
        words: Vec::new(),
        department: Department::Support,
        speciality: None,
        options: Vec::new(),
    }
}

pub(super) fn row(option: &MenuOption) -> Row {
    let cell = |value: &str, most| Cell { value: value.to_owned(), most, ..Cell::default() };
    Row {
        at: String::new(),
        number: String::new(),
        label: cell(&option.label, LABEL_MOST),
        words: cell(&option.words.join(", "), WORDS_TYPED_MOST),
        speciality: cell(option.speciality.as_deref().unwrap_or_default(), SPECIALITY_MOST),
        departments: Vec::new(),
        is_first: false,
        is_last: false,
        can_add: false,
        inner: option.options.iter().map(row).collect(),
        department: option.department,
    }
}

/// The rows that a form has sent below a name.
pub(super) fn rows(fields: &Fields, name: &str, level: usize) -> Vec<Row> {
    if level > LEVELS_MOST {
        return Vec::new();
    }
    let count = said_rows(fields, name).unwrap_or(0).min(OPTIONS_MOST);
    let typed =
        |name: &str, most| Cell { value: clipped(fields.get(name), most), most, ..Cell::default() };
    let read = |n| {
        let at = format!("{name}-{n}");
        let department = Department::from_name(fields.get(&format!("{at}-sector")));
        Row {
            label: typed(&format!("{at}-texto"), LABEL_MOST),
            words: typed(&format!("{at}-palabras"), WORDS_TYPED_MOST),
            speciality: typed(&format!("{at}-especialidad"), SPECIALITY_MOST),
            inner: rows(fields, &at, level + 1),
            department: department.unwrap_or(Department::Support),
            ..row(&blank())
        }
    };
    (1..=count).map(read).collect()
}

/// How many rows a form says there are; none where that is no number.
fn said_rows(fields: &Fields, name: &str) -> Option<usize> {
    let name = format!("{name}-n");
    if !fields.has(&name) {
        return Some(0);
    }
    usize::try_from(fields.number(&name)?).ok()
}

/// Whether a form has more rows than are taken.
pub(super) fn has_more(fields: &Fields, name: &str, level: usize) -> bool {
    let count = said_rows(fields, name);
    let inner = |n| has_more(fields, &format!("{name}-{n}"), level + 1);
    let most = if level > LEVELS_MOST { 0 } else { OPTIONS_MOST };
    count.is_none_or(|count| count > most) || (1..=count.unwrap_or(0)).any(inner)
}

/// One character more than is taken, so that it is seen to be too long.
pub(super) fn clipped(typed: &str, most: usize) -> String {
    typed.chars().take(most + 1).collect()
}

pub(super) fn change(rows: &mut Vec<Row>, verb: &str, path: &[usize]) {
    match path {
        [n, inner @ ..] if !inner.is_empty() => {
            if let Some(row) = n.checked_sub(1).and_then(|n| rows.get_mut(n)) {
                change(&mut row.inner, verb, inner);
            }
        }
        [n] if (1..=rows.len()).contains(n) => match verb {
            "quitar" => drop(rows.remove(n - 1)),
            "subir" if *n > 1 => rows.swap(n - 2, n - 1),
            "bajar" if *n < rows.len() => rows.swap(n - 1, *n),
            "agregar" if rows[n - 1].inner.len() < OPTIONS_MOST => {
                let department = rows[n - 1].department;
                rows[n - 1].inner.push(row(&MenuOption { department, ..blank() }));
            }
            _ => {}
        },
        [..] => {}
    }
}

pub(super) fn number(rows: &mut [Row], above: &str, words: Words, level: usize) {
    let count = rows.len();
    for (n, row) in (1..).zip(rows.iter_mut()) {
        row.at = if above.is_empty() { n.to_string() } else { format!("{above}-{n}") };
        row.number = row.at.replace('-', ".");
        row.label.name = format!("o-{}-texto", row.at);
        row.words.name = format!("o-{}-palabras", row.at);
        row.speciality.name = format!("o-{}-especialidad", row.at);
        row.departments = departments(row.department, words);
        (row.is_first, row.is_last) = (n == 1, n == count);
        row.can_add = level < LEVELS_MOST && row.inner.len() < OPTIONS_MOST;
        let at = row.at.clone();
        number(&mut row.inner, &at, words, level + 1);
    }
}

fn split_words(typed: &str) -> Vec<String> {
    let words = typed.split([',', ';', '\n']).map(str::trim);
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

pub(super) fn check(rows: &mut [Row], words: Words, wrong: &mut Vec<(String, String)>) {
    let mut before: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let label = words_of(&row.label.value);
        row.label.error = if row.label.value.is_empty() {
            Some(words.t("menu-label-missing"))
        } else if let Some(odd) = unusable(&row.label.value, LABEL_MOST, &[], words) {
            Some(odd)
        } else if before.contains(&label) {
            Some(words.t("menu-label-twice"))
        } else {
            None
        };
        before.push(label);
        let own = split_words(&row.words.value);
        row.words.error = if own.len() > WORDS_MOST {
            Some(words.t("menu-words-many"))
        } else if own.iter().any(|word| word.chars().count() > WORD_MOST) {
            Some(words.t("menu-word-long"))
        } else if own.iter().any(|word| words_of(word).is_empty()) {
            Some(words.t("menu-word-odd"))
        } else {
            unusable(&row.words.value, WORDS_TYPED_MOST, &[], words)
        };
        row.speciality.error = unusable(&row.speciality.value, SPECIALITY_MOST, &[], words);
        for cell in [&row.label, &row.words, &row.speciality] {
            wrong.extend(cell.error.clone().map(|error| (cell.name.clone(), error)));
        }
        check(&mut row.inner, words, wrong);
    }
}
