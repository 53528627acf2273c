//! WhatsApp and the gateway, as the simulation sees them: chats, groups, what still has to be brought to
//! Relevo, what Relevo sent.

use std::collections::BTreeMap;

use relevo::domain::content::Content;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, ReceiptId, SendId, Timestamp, WaId};
use relevo::domain::inbound::{Incoming, Quote};
use relevo::domain::outcome::{Body, Letter, Purpose};

/// A message in a chat.
#[derive(Debug, Clone)]
pub struct Bubble {
    pub id: WaId,
    /// What Relevo sent; nothing for people's messages.
    pub sent: Option<(SendId, Purpose, Body)>,
}

/// A person's message on its way to Relevo.
#[derive(Debug, Clone)]
pub struct Pending {
    pub message: Incoming,
    pub acked: bool,
    pub under_way: Option<ReceiptId>,
}

#[derive(Debug, Default)]
pub struct Wire {
    pub chats: BTreeMap<ChatId, Vec<Bubble>>,
    pub groups: BTreeMap<ChatId, String>,
    pub inbound: Vec<Pending>,
    next: u64,
}

impl Wire {
    pub fn person_writes(
        &mut self,
        chat: &ChatId,
        author: &Identity,
        name: &str,
        text: String,
        quote: Option<WaId>,
        at: Timestamp,
    ) -> WaId {
        self.next += 1;
        let id = WaId::from(format!("P{:06}", self.next));
        let message = Incoming {
            id: id.clone(),
            chat: chat.clone(),
            author: author.clone(),
            name: name.to_owned(),
            at,
            content: Content::text(text),
            quote: quote.map(|id| Quote {
                id,
                author: Identity::default(),
                chat: None,
                excerpt: String::new(),
            }),
            mentions: Vec::new(),
            preview: Vec::new(),
        };
        self.chats.entry(chat.clone()).or_default().push(Bubble { id: id.clone(), sent: None });
        self.inbound.push(Pending { message, acked: false, under_way: None });
        id
    }

    /// Relevo sends; the same id twice is the same message. Says whether it is new.
    pub fn relevo_sends(&mut self, letter: &Letter) -> (WaId, bool) {
        let id = WaId::from(format!("S{:06}", letter.id.0));
        let chat = self.chats.entry(letter.chat.clone()).or_default();
        if chat.iter().any(|bubble| bubble.id == id) {
            return (id, false);
        }
        let body: Body =
            serde_json::from_str(&letter.text).expect("the simulation's letters are bodies");
        chat.push(Bubble { id: id.clone(), sent: Some((letter.id, letter.purpose, body)) });
        (id, true)
    }

    pub fn create_group(&mut self, subject: &str) -> ChatId {
        self.next += 1;
        let chat = ChatId::from(format!("{}@g.us", 120_363_000_000_u64 + self.next));
        self.groups.insert(chat.clone(), subject.to_owned());
        chat
    }
}
