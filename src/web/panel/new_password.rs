//! A new password, typed twice.

use super::fields::Field;
use crate::web::form::Fields;
use crate::web::password::{PASSWORD_LEAST, PASSWORD_MOST};
use crate::web::words::Words;

/// The two fields. What was typed is never sent back.
#[derive(Debug, Clone)]
pub struct NewPassword {
    /// The password: `clave`.
    pub password: Field,
    /// The same again: `otra`.
    pub again: Field,
}

impl NewPassword {
    /// Empty fields.
    #[must_use]
    pub fn new(words: Words) -> Self {
        let field = |name: &'static str, key: &str| {
            Field { most: 512, ..Field::text(name, name, words.t(key)) }
                .kind("password")
                .autocomplete("new-password")
        };
        Self {
            password: field("clave", "login-password")
                .hint(words.count("first-password-hint", PASSWORD_LEAST)),
            again: field("otra", "first-again"),
        }
    }

    /// Looks at what was typed for the account `login`, and says whether it can be used.
    pub fn check(&mut self, fields: &Fields, login: &str, words: Words) -> bool {
        let typed = fields.raw("clave");
        let fault = if typed.chars().count() < PASSWORD_LEAST {
            Some(words.count("first-password-short", PASSWORD_LEAST))
        } else if typed.len() > PASSWORD_MOST {
            Some(words.t("first-password-long"))
        } else if typed.eq_ignore_ascii_case(login) || typed.chars().all(|c| typed.starts_with(c)) {
            Some(words.t("first-password-weak"))
        } else {
            None
        };
        let differs = fault.is_none() && typed != fields.raw("otra");
        self.again.error = differs.then(|| words.t("first-again-other"));
        self.password.error = fault;
        self.password.error.is_none() && self.again.error.is_none()
    }
}
