//! `/ayuda`: what an agent must know.

use askama::Template;

use super::shell::Shell;

/// The page.
#[derive(Template)]
#[template(path = "panel/help.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct HelpPage {
    pub shell: Shell,
    pub rules: Vec<(String, String)>,
    pub commands: Vec<(&'static str, String)>,
}

impl HelpPage {
    /// The page.
    #[must_use]
    pub fn new(shell: Shell) -> Self {
        let words = shell.words;
        let rule =
            |name: &str| (words.t(&format!("help-{name}")), words.t(&format!("help-{name}-how")));
        let rules = [
            "register",
            "take",
            "slots",
            "write",
            "change",
            "fail",
            "never-delete",
            "urgent",
            "close",
        ]
        .map(rule)
        .to_vec();
        let commands = vec![
            ("/info", words.t("help-info")),
            ("/cliente", words.t("help-cliente")),
            ("/fin", words.t("help-fin")),
            ("/ayuda", words.t("help-ayuda")),
        ];
        Self { shell, rules, commands }
    }
}
