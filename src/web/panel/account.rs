//! `/cuenta`: one's own account.

use askama::Template;

use super::fields::{Field, summary};
use super::new_password::NewPassword;
use super::shell::Shell;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::session::Visitor;
use crate::web::words::Words;

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/account.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct AccountPage {
    pub shell: Shell,
    pub login: String,
    pub facts: Vec<(String, String)>,
    pub present: Field,
    pub new: NewPassword,
    pub form_banner: Option<Banner>,
}

impl AccountPage {
    /// The page of whoever asks, with empty fields.
    #[must_use]
    pub fn new(shell: Shell, visitor: &Visitor) -> Self {
        let words = shell.words;
        let facts = vec![
            (words.t("users-name"), visitor.user.name.clone()),
            (words.t("login-user"), visitor.user.login.clone()),
            (words.t("users-role"), shell.role.clone()),
        ];
        let present =
            Field { most: 512, ..Field::text("ahora", "ahora", words.t("account-present")) }
                .kind("password")
                .autocomplete("current-password");
        let mut new = NewPassword::new(words);
        new.password.label = words.t("account-new");
        let login = visitor.user.login.clone();
        Self { shell, login, facts, present, new, form_banner: None }
    }

    /// Looks at what was typed; says whether it can be used, as far as can be seen without the present password.
    pub fn check(&mut self, fields: &Fields, login: &str) -> bool {
        let words = self.words();
        let usable = self.new.check(fields, login, words);
        if fields.raw("ahora").is_empty() {
            self.present.error = Some(words.t("account-present-missing"));
        } else if usable && fields.raw("ahora") == fields.raw("clave") {
            self.new.password.error = Some(words.t("account-same"));
        }
        self.sum_up()
    }

    /// The present password was not that, or there were too many tries.
    pub fn refuse(&mut self, problem: String) {
        self.present.error = Some(problem);
        self.sum_up();
    }

    fn sum_up(&mut self) -> bool {
        self.form_banner =
            summary(&[&self.present, &self.new.password, &self.new.again], self.words());
        self.form_banner.is_none()
    }

    fn language(&self) -> &'static str {
        self.words().own_name()
    }

    fn words(&self) -> Words {
        self.shell.words
    }
}
