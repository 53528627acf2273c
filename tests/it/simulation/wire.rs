//! WhatsApp and the gateway, as the simulation sees them: chats, groups, what still has to be brought to
//! Relevo, what Relevo sent.

use std::collections::{BTreeMap, BTreeSet};

use relevo::domain::cargo::{Cargo, Target};
use relevo::domain::content::Content;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, ReceiptId, SendId, Timestamp, WaId};
use relevo::domain::inbound::{Delivery, Inbound, Incoming, MemberChange, Quote};
use relevo::domain::outcome::{Body, Letter};
use relevo::domain::purpose::Purpose;

/// A message in a chat.
#[derive(Debug, Clone)]
pub struct Bubble {
    pub id: WaId,
    /// Who wrote it, where a person did.
    pub author: Option<Identity>,
    /// What Relevo sent; nothing for people's messages.
    pub sent: Option<(SendId, Purpose, Body)>,
    /// What it says now, where it carries somebody's words.
    pub content: Option<Content>,
    pub deleted: bool,
}

/// Something a person did, on its way to Relevo.
#[derive(Debug, Clone)]
pub struct Pending {
    pub inbound: Inbound,
    pub acked: bool,
    pub under_way: Option<ReceiptId>,
}

impl Pending {
    pub fn message(&self) -> Option<&Incoming> {
        match &self.inbound {
            Inbound::Message(message) => Some(message),
            _ => None,
        }
    }
}

/// What came of a letter at the gateway.
#[derive(Debug)]
pub enum Arrived {
    /// A new message, or a change that was not known.
    New(WaId),
    /// The same as before.
    Known(WaId),
    /// It changes a message that is not in that chat.
    Astray,
}

#[derive(Debug, Default)]
pub struct Wire {
    pub chats: BTreeMap<ChatId, Vec<Bubble>>,
    pub groups: BTreeMap<ChatId, String>,
    /// Who is in them, besides the line.
    pub members: BTreeMap<ChatId, Vec<Identity>>,
    pub inbound: Vec<Pending>,
    /// Messages that were changed before Relevo had acknowledged them: what is kept of them is open.
    pub hasty: BTreeSet<WaId>,
    edited: BTreeMap<WaId, Timestamp>,
    /// Changes of Relevo's that have happened.
    done: BTreeSet<SendId>,
    next: u64,
}

impl Wire {
    #[allow(clippy::too_many_arguments, reason = "all that a message has")]
    pub fn person_writes(
        &mut self,
        chat: &ChatId,
        author: &Identity,
        name: &str,
        content: Content,
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
            content: content.clone(),
            quote: quote.map(|id| Quote {
                id,
                author: Identity::default(),
                chat: None,
                excerpt: String::new(),
            }),
            mentions: Vec::new(),
            preview: Vec::new(),
        };
        self.chats.entry(chat.clone()).or_default().push(Bubble {
            id: id.clone(),
            author: Some(author.clone()),
            sent: None,
            content: Some(content),
            deleted: false,
        });
        self.report(Inbound::Message(message));
        id
    }

    /// A person changes a message of their own; nobody does that twice in a millisecond.
    pub fn person_edits(&mut self, chat: &ChatId, id: &WaId, text: &str, at: Timestamp) {
        if self.edited.insert(id.clone(), at) == Some(at) {
            return;
        }
        self.note_haste(id);
        let content = Content::text(text);
        let Some(bubble) = self.bubble_mut(chat, id) else { return };
        bubble.content = bubble.content.as_ref().map(|old| old.edited(&content));
        self.report(Inbound::Edited { id: id.clone(), chat: None, content, at: Some(at) });
    }

    /// A person deletes a message of their own for everyone.
    pub fn person_deletes(&mut self, chat: &ChatId, id: &WaId) {
        self.note_haste(id);
        let Some(bubble) = self.bubble_mut(chat, id) else { return };
        bubble.deleted = true;
        self.report(Inbound::Revoked { id: id.clone(), chat: None });
    }

    /// A person reacts to a message.
    pub fn person_reacts(&mut self, chat: &ChatId, author: &Identity, target: &WaId, emoji: &str) {
        self.next += 1;
        self.report(Inbound::Reaction {
            id: WaId::from(format!("R{:06}", self.next)),
            chat: chat.clone(),
            author: author.clone(),
            target: target.clone(),
            emoji: emoji.to_owned(),
        });
    }

    fn note_haste(&mut self, id: &WaId) {
        let known = self
            .inbound
            .iter()
            .any(|pending| pending.acked && pending.message().is_some_and(|m| m.id == *id));
        if !known {
            self.hasty.insert(id.clone());
        }
    }

    fn report(&mut self, inbound: Inbound) {
        self.inbound.push(Pending { inbound, acked: false, under_way: None });
    }

    pub fn bubble(&self, chat: &ChatId, id: &WaId) -> Option<&Bubble> {
        self.chats.get(chat)?.iter().find(|bubble| bubble.id == *id)
    }

    fn bubble_mut(&mut self, chat: &ChatId, id: &WaId) -> Option<&mut Bubble> {
        self.chats.get_mut(chat)?.iter_mut().find(|bubble| bubble.id == *id)
    }

    /// Relevo sends, or changes what it sent; the same id twice is the same.
    pub fn relevo_sends(&mut self, letter: &Letter, reports: &[Delivery]) -> Arrived {
        let id = WaId::from(format!("S{:06}", letter.id.0));
        if self.done.contains(&letter.id) {
            return Arrived::Known(id);
        }
        if let Some(cargo) = &letter.cargo {
            let Some(Target::Known(target)) = cargo.about().map(|of| of.id.clone()) else {
                return Arrived::Astray;
            };
            let Some(bubble) = self.bubble_mut(&letter.chat, &target) else {
                return Arrived::Astray;
            };
            match cargo {
                Cargo::Edit { text, .. } => bubble.content = words(text),
                Cargo::Revoke { .. } => bubble.deleted = true,
                _ => {}
            }
            self.done.insert(letter.id);
            return Arrived::New(id);
        }
        let body: Body =
            serde_json::from_str(&letter.text).expect("the simulation's letters are bodies");
        self.chats.entry(letter.chat.clone()).or_default().push(Bubble {
            id: id.clone(),
            author: None,
            content: words(&letter.text),
            sent: Some((letter.id, letter.purpose, body)),
            deleted: false,
        });
        self.done.insert(letter.id);
        for state in reports {
            let (id, chat) = (id.clone(), letter.chat.clone());
            self.report(Inbound::Delivery { id, chat, state: *state });
        }
        Arrived::New(id)
    }

    pub fn create_group(&mut self, subject: &str, members: &[Identity]) -> ChatId {
        self.next += 1;
        let chat = ChatId::from(format!("{}@g.us", 120_363_000_000_u64 + self.next));
        self.groups.insert(chat.clone(), subject.to_owned());
        self.members.insert(chat.clone(), members.to_vec());
        chat
    }

    /// How many messages were written: those of people that come later are later.
    pub fn written(&self) -> u64 {
        self.next
    }

    pub fn has_member(&self, chat: &ChatId, who: &Identity) -> bool {
        self.members.get(chat).is_some_and(|all| all.iter().any(|member| member.is_same(who)))
    }

    /// Somebody comes into a group or leaves it; Relevo hears of it.
    pub fn member(&mut self, chat: &ChatId, who: &Identity, change: MemberChange) {
        let inside = self.has_member(chat, who);
        let Some(members) = self.members.get_mut(chat) else { return };
        match change {
            MemberChange::Joined if !inside => members.push(who.clone()),
            MemberChange::Left if inside => members.retain(|member| !member.is_same(who)),
            _ => return,
        }
        let (chat, people) = (chat.clone(), vec![who.clone()]);
        self.report(Inbound::Members { chat, people, change });
    }

    /// The line leaves a group.
    pub fn leave(&mut self, chat: &ChatId) {
        self.groups.remove(chat);
        self.members.remove(chat);
    }
}

/// What a carried letter says.
fn words(text: &str) -> Option<Content> {
    match serde_json::from_str(text) {
        Ok(Body::Relay { content, .. } | Body::Changed { content, .. }) => Some(content),
        _ => None,
    }
}
