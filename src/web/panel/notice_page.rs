//! A page that only says something: what went wrong, and what to do.

use askama::Template;

use crate::domain::settings::Language;
use crate::web::assets::{ASSETS, Assets};
use crate::web::error::WebError;
use crate::web::words::Words;

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/notice.html")]
pub struct NoticePage {
    words: Words,
    title: String,
    text: String,
}

impl NoticePage {
    /// Says why a request was not answered as asked. Internals stay in the log.
    #[must_use]
    pub fn of_error(error: &WebError, language: Language) -> Self {
        let words = Words(language);
        Self { words, title: words.t(error.key()), text: words.t(&format!("{}-how", error.key())) }
    }

    /// The link of the first start is not valid (any more).
    #[must_use]
    pub fn link_used(words: Words) -> Self {
        Self { words, title: words.t("first-used"), text: words.t("first-used-how") }
    }

    /// The link with which somebody sets a password is not valid (any more).
    #[must_use]
    pub fn invitation_used(words: Words) -> Self {
        Self { words, title: words.t("first-used"), text: words.t("invitation-used-how") }
    }

    /// A file of a message is not in the media folder.
    #[must_use]
    pub fn file_gone(words: Words) -> Self {
        Self { words, title: words.t("file-gone"), text: words.t("file-gone-how") }
    }

    fn assets(&self) -> &'static Assets {
        &ASSETS
    }
}
