//! `/ayuda`: the manual.

use askama::Template;

use super::manual::{Block, Chapter, manual};
use super::shell::Shell;
use crate::domain::command::{COMMANDS, Where, work_in};
use crate::web::assets::Asset;
use crate::web::words::Words;

/// The page.
#[derive(Template)]
#[template(path = "panel/help.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct HelpPage {
    pub shell: Shell,
    pub chapters: &'static [Chapter],
    pub commands: Vec<CommandLine>,
}

/// A command.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct CommandLine {
    pub name: String,
    pub does: String,
    pub others: String,
}

impl HelpPage {
    /// The page.
    #[must_use]
    pub fn new(shell: Shell) -> Self {
        let words = shell.words;
        Self { shell, chapters: manual(words.0), commands: commands(words) }
    }

    /// A picture of the manual.
    #[must_use]
    pub fn picture(&self, name: &str) -> Option<&'static Asset> {
        self.shell.assets.picture(name)
    }
}

/// The commands that work, in the code's own order.
#[must_use]
pub fn commands(words: Words) -> Vec<CommandLine> {
    COMMANDS.iter().filter_map(|names| line(names, words)).collect()
}

/// Those that work in a place.
#[must_use]
pub fn commands_in(place: Where, words: Words) -> Vec<CommandLine> {
    let works = work_in(place);
    let there = |names: &&&[&str]| names.first().is_some_and(|first| works.contains(first));
    COMMANDS.iter().filter(there).filter_map(|names| line(names, words)).collect()
}

fn line(names: &[&str], words: Words) -> Option<CommandLine> {
    let (first, others) = names.split_first()?;
    Some(CommandLine {
        name: format!("/{}", words.t(&format!("help-{first}-as"))),
        does: words.t(&format!("help-{first}")),
        others: others_of(others, words),
    })
}

/// «también /close, /encerrar».
fn others_of(names: &[&str], words: Words) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("/{name}")).collect();
    if names.is_empty() { String::new() } else { words.name("help-also", &names.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Language;

    #[test]
    fn every_command_there_is_stands_in_the_help_of_every_language() {
        for language in [Language::Es, Language::Pt, Language::En] {
            let words = Words(language);
            for names in COMMANDS {
                assert!(words.has(&format!("help-{}", names[0])), "{}", names[0]);
                assert!(words.has(&format!("help-{}-as", names[0])), "{}", names[0]);
            }
            assert_eq!(commands(words).len(), COMMANDS.len());
        }
    }
}
