//! In which language Relevo speaks to a customer who is not spoken to in that of the line.

use dashmap::DashMap;

use crate::domain::event::Event;
use crate::domain::ids::ChatId;
use crate::domain::settings::Language;
use crate::domain::ticket::Customer;

/// Chats of such customers. Most have none of their own, so this is small.
#[derive(Debug, Default)]
pub struct Tongues(DashMap<ChatId, Language>);

impl Tongues {
    /// The chats and languages as the store has them.
    #[must_use]
    pub fn new(known: Vec<(ChatId, Language)>) -> Self {
        Self(known.into_iter().collect())
    }

    /// What is spoken in a chat; none for the line's language.
    #[must_use]
    pub fn of(&self, chat: &ChatId) -> Option<Language> {
        self.0.get(chat).map(|language| *language)
    }

    /// From now on this is spoken in a chat.
    pub fn set(&self, chat: &ChatId, language: Option<Language>) {
        match language {
            Some(language) => drop(self.0.insert(chat.clone(), language)),
            None => drop(self.0.remove(chat)),
        }
    }

    /// A customer may write from another chat now.
    pub fn learn(&self, event: &Event) {
        let is_spoken_to = |customer: &Customer| customer.about.language.is_some();
        if let Event::CustomerKnown { customer } | Event::CustomersMerged { kept: customer, .. } =
            event
            && is_spoken_to(customer)
        {
            self.set(&customer.chat, customer.about.language);
        }
    }
}
