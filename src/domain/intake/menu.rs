//! The menu that customers without a case choose from, as a company sets it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::settings::Department;

/// Options of one menu, at the most: more cannot be answered with one digit.
pub const OPTIONS_MOST: usize = 10;
/// Menus within menus: an option may have options, and those none.
pub const LEVELS_MOST: usize = 2;
/// Characters of an option.
pub const LABEL_MOST: usize = 40;
/// Characters of the greeting.
pub const GREETING_MOST: usize = 600;
/// Words that mean an option, at the most.
pub const WORDS_MOST: usize = 20;
/// Characters of each of them.
pub const WORD_MOST: usize = 40;
/// Characters of a speciality.
pub const SPECIALITY_MOST: usize = 60;

/// A menu. Without options it is the usual one: support, and sales.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Menu {
    /// What stands above it the first time; Relevo's own words where it says nothing. `{nombre}` is the customer's
    /// first name, `{empresa}` the company.
    pub greeting: Option<String>,
    /// What there is to choose from.
    pub options: Vec<MenuOption>,
}

/// An option of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuOption {
    /// What the customer reads.
    pub label: String,
    /// Words that mean it, beside those of the label.
    #[serde(default)]
    pub words: Vec<String>,
    /// Whose affair it is.
    #[serde(default = "support")]
    pub department: Department,
    /// The speciality within the department, where one is wanted.
    #[serde(default)]
    pub speciality: Option<String>,
    /// What there is to choose from once it was chosen.
    #[serde(default)]
    pub options: Vec<Self>,
}

fn support() -> Department {
    Department::Support
}

impl Menu {
    /// The options there are: the usual ones where the company has set none.
    #[must_use]
    pub fn options(&self) -> Cow<'_, [MenuOption]> {
        if self.options.is_empty() { Cow::Owned(usual()) } else { Cow::Borrowed(&self.options) }
    }

    /// Whether nothing was set: customers read Relevo's own words.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.options.is_empty() && self.greeting.is_none()
    }
}

/// The options below a path of numbers from 1; nothing where it leads nowhere.
#[must_use]
pub fn below<'a>(options: &'a [MenuOption], path: &[u8]) -> Option<&'a [MenuOption]> {
    path.iter().try_fold(options, |options, number| {
        let chosen = options.get(usize::from(*number).checked_sub(1)?)?;
        (!chosen.options.is_empty()).then_some(&*chosen.options)
    })
}

/// The option at a path; nothing where it leads nowhere.
#[must_use]
pub fn chosen<'a>(options: &'a [MenuOption], path: &[u8]) -> Option<&'a MenuOption> {
    let (last, before) = path.split_last()?;
    below(options, before)?.get(usize::from(*last).checked_sub(1)?)
}

/// What can be chosen where the company has set nothing, in the words of three languages.
fn usual() -> Vec<MenuOption> {
    const SUPPORT: [&str; 9] = [
        "soporte",
        "suporte",
        "support",
        "tecnico",
        "técnico",
        "technical",
        "reclamo",
        "ayuda",
        "help",
    ];
    const SALES: [&str; 11] = [
        "ventas",
        "vendas",
        "sales",
        "comprar",
        "contratar",
        "comercial",
        "precio",
        "precios",
        "planes",
        "buy",
        "plan",
    ];
    let option = |department, words: &[&str]| MenuOption {
        label: String::new(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        department,
        speciality: None,
        options: Vec::new(),
    };
    vec![option(Department::Support, &SUPPORT), option(Department::Sales, &SALES)]
}
