//! The pages before the log-in: the log-in itself, and the first administrator.

use askama::Template;

use super::fields::{Field, summary};
use crate::web::assets::{ASSETS, Assets};
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::password::{PASSWORD_LEAST, PASSWORD_MOST};
use crate::web::words::Words;

/// `/login`
#[derive(Debug, Template)]
#[template(path = "panel/login.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct LoginPage {
    pub words: Words,
    pub form: String,
    pub back: String,
    pub login: String,
    pub remember: bool,
    pub problem: Option<String>,
}

impl LoginPage {
    fn assets(&self) -> &'static Assets {
        &ASSETS
    }
}

/// `/primer-inicio`
#[derive(Debug, Template)]
#[template(path = "panel/first_start.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct FirstStartPage {
    pub words: Words,
    pub form: String,
    pub token: String,
    pub banner: Option<Banner>,
    pub name: Field,
    pub login: Field,
    pub password: Field,
    pub again: Field,
}

impl FirstStartPage {
    /// An empty form.
    #[must_use]
    pub fn new(words: Words, form: String, token: String) -> Self {
        let hint = words.count("first-password-hint", PASSWORD_LEAST);
        Self {
            words,
            form,
            token,
            banner: None,
            name: Field::text("nombre", "nombre", words.t("first-name")).autocomplete("name"),
            login: Field::text("usuario", "usuario", words.t("login-user"))
                .hint(words.t("first-login-hint"))
                .autocomplete("username"),
            password: Field::text("clave", "clave", words.t("login-password"))
                .hint(hint)
                .kind("password")
                .autocomplete("new-password"),
            again: Field::text("otra", "otra", words.t("first-again"))
                .kind("password")
                .autocomplete("new-password"),
        }
    }

    /// With what was typed, and what is wrong with it. Passwords are not sent back.
    #[must_use]
    pub fn typed(mut self, fields: &Fields) -> Self {
        let words = self.words;
        fields.get("nombre").clone_into(&mut self.name.value);
        fields.get("usuario").clone_into(&mut self.login.value);
        if self.name.value.is_empty() {
            self.name.error = Some(words.t("first-name-missing"));
        }
        let login = &self.login.value;
        let odd = |c: char| !(c.is_ascii_alphanumeric() || "@._+-".contains(c));
        if login.is_empty() {
            self.login.error = Some(words.t("first-login-missing"));
        } else if login.chars().count() > 120 || login.chars().any(odd) {
            self.login.error = Some(words.t("first-login-odd"));
        }
        let password = fields.raw("clave");
        if password.chars().count() < PASSWORD_LEAST {
            self.password.error = Some(words.count("first-password-short", PASSWORD_LEAST));
        } else if password.len() > PASSWORD_MOST {
            self.password.error = Some(words.t("first-password-long"));
        } else if password.eq_ignore_ascii_case(login)
            || password.chars().all(|c| password.starts_with(c))
        {
            self.password.error = Some(words.t("first-password-weak"));
        } else if password != fields.raw("otra") {
            self.again.error = Some(words.t("first-again-other"));
        }
        self.banner = summary(&[&self.name, &self.login, &self.password, &self.again], words);
        self
    }

    /// Whether something has to be typed again.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.banner.is_some()
    }

    fn assets(&self) -> &'static Assets {
        &ASSETS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unusable_field_is_named_and_what_was_typed_stays_except_passwords() {
        let typed = [
            ("nombre", "<b>Mariela</b>"),
            ("usuario", "mariela paz"),
            ("clave", "corta"),
            ("otra", "corta"),
        ];
        let fields: Fields =
            typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let page =
            FirstStartPage::new(Words::default(), String::new(), String::new()).typed(&fields);
        assert_eq!(
            (page.name.error.is_some(), page.login.error.is_some(), page.password.error.is_some()),
            (false, true, true)
        );
        let html = page.render().unwrap();
        assert!(html.contains("&#60;b&#62;Mariela&#60;/b&#62;") && !html.contains("<b>Mariela"));
        assert!(!html.contains("corta"));
        assert!(html.contains("href=\"#usuario\"") && html.contains("aria-invalid"));
    }
}
