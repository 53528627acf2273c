//! The pages before the log-in: the log-in itself, and the first administrator.

use askama::Template;

use super::fields::{Field, summary};
use super::new_password::NewPassword;
use crate::web::assets::{ASSETS, Assets};
use crate::web::flash::Banner;
use crate::web::form::Fields;
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
    pub new: NewPassword,
}

impl FirstStartPage {
    /// An empty form.
    #[must_use]
    pub fn new(words: Words, form: String, token: String) -> Self {
        Self {
            words,
            form,
            token,
            banner: None,
            name: Field::text("nombre", "nombre", words.t("first-name")).autocomplete("name"),
            login: Field::text("usuario", "usuario", words.t("login-user"))
                .hint(words.t("first-login-hint"))
                .autocomplete("username"),
            new: NewPassword::new(words),
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
        self.login.error = login_fault(login, words);
        self.new.check(fields, login, words);
        let NewPassword { password, again } = &self.new;
        self.banner = summary(&[&self.name, &self.login, password, again], words);
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

/// What is wrong with a login.
pub(super) fn login_fault(login: &str, words: Words) -> Option<String> {
    let odd = |c: char| !(c.is_ascii_alphanumeric() || "@._+-".contains(c));
    if login.is_empty() {
        return Some(words.t("first-login-missing"));
    }
    let unusable = login.chars().count() > 120 || login.chars().any(odd);
    unusable.then(|| words.t("first-login-odd"))
}

/// `/invitacion`
#[derive(Debug, Template)]
#[template(path = "panel/invitation.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct InvitationPage {
    pub words: Words,
    pub form: String,
    pub token: String,
    pub hello: String,
    pub login: String,
    pub banner: Option<Banner>,
    pub new: NewPassword,
}

impl InvitationPage {
    /// An empty form for whoever was invited.
    #[must_use]
    pub fn new(words: Words, form: String, token: String, name: &str, login: &str) -> Self {
        Self {
            words,
            form,
            token,
            hello: words.name("invitation-hello", name),
            login: login.to_owned(),
            banner: None,
            new: NewPassword::new(words),
        }
    }

    /// With what is wrong with what was typed. Passwords are not sent back.
    #[must_use]
    pub fn typed(mut self, fields: &Fields) -> Self {
        self.new.check(fields, &self.login, self.words);
        self.banner = summary(&[&self.new.password, &self.new.again], self.words);
        self
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
            ("clave", "xq1"),
            ("otra", "xq1"),
        ];
        let fields: Fields =
            typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let page =
            FirstStartPage::new(Words::default(), String::new(), String::new()).typed(&fields);
        assert_eq!(
            (
                page.name.error.is_some(),
                page.login.error.is_some(),
                page.new.password.error.is_some()
            ),
            (false, true, true)
        );
        let html = page.render().unwrap();
        assert!(html.contains("&#60;b&#62;Mariela&#60;/b&#62;") && !html.contains("<b>Mariela"));
        assert!(!html.contains("xq1"));
        assert!(html.contains("href=\"#usuario\"") && html.contains("aria-invalid"));
    }
}
