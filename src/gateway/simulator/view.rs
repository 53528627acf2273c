//! The simulated WhatsApp as the page draws it: phones side by side, each with its chats.

use super::chats::{Author, Group, Message, Place, Reaction, Ticks};
use super::network::Network;
use super::numbering::INVITE_PREFIX;
use super::people::{Addressing, Person, PersonId, PersonKind};
use crate::domain::content::{Content, MediaKind};
use crate::domain::ids::{ChatId, Timestamp, WaId};

/// Rows drawn of a chat, the newest.
pub const ROWS_MOST: usize = 100;

/// One person's phone.
#[derive(Debug, Clone, PartialEq)]
pub struct PhoneView {
    /// Whose.
    pub person: PersonId,
    /// The name, or the number of who has none.
    pub name: String,
    /// The number as people read it.
    pub phone: String,
    /// Customer or agent.
    pub kind: PersonKind,
    /// What the line sees of them.
    pub addressing: Addressing,
    /// Their privacy settings forbid adding them to groups.
    pub private: bool,
    /// No message reaches them.
    pub blocked: bool,
    /// Their phone is off.
    pub off: bool,
    /// The line is writing to them.
    pub typing: bool,
    /// Their chat with the line.
    pub direct: Vec<RowView>,
    /// The groups they are in.
    pub groups: Vec<ChatView>,
}

/// A group.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatView {
    /// Its chat.
    pub chat: ChatId,
    /// Its name.
    pub subject: String,
    /// Who is in it, besides the line.
    pub members: Vec<MemberView>,
    /// The link into it.
    pub invite: String,
    /// The line is writing there.
    pub typing: bool,
    /// What was written, oldest first.
    pub rows: Vec<RowView>,
}

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    /// Who.
    pub person: PersonId,
    /// The name, or the number of who has none.
    pub name: String,
    /// An administrator of the group.
    pub admin: bool,
}

/// A message as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct RowView {
    /// To quote it by.
    pub id: WaId,
    /// Who wrote it.
    pub by: Author,
    /// The writer's name; the line's number for its own.
    pub author: String,
    /// Written by the owner of the phone (of the line, where no phone is drawn).
    pub own: bool,
    /// What it says; for all that is no text, see `content`.
    pub text: String,
    /// The content, whatever its kind.
    pub content: Content,
    /// What it replies to.
    pub quote: Option<QuoteView>,
    /// When it was written.
    pub at: Timestamp,
    /// Relevo has acknowledged it.
    pub delivered: bool,
    /// How far it got.
    pub ticks: Ticks,
    /// The owner of the phone has read it, or wrote it.
    pub seen: bool,
    /// Its words were changed.
    pub edited: bool,
    /// It was deleted for everyone; there is nothing in it any more.
    pub deleted: bool,
    /// Who reacted, and how.
    pub reactions: Vec<ReactionView>,
    /// The file that came with it.
    pub file: Option<FileView>,
    /// A link in it into a group that the owner of the phone is not in.
    pub invite: Option<String>,
}

/// A file as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// Shown as what.
    pub kind: MediaKind,
    /// The hash of its bytes, under which the simulator has it.
    pub hash: String,
    /// The type that it was sent with.
    pub mime: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// Length of a recording.
    pub seconds: Option<u32>,
    /// Its name.
    pub name: Option<String>,
    /// The text below it.
    pub caption: Option<String>,
    /// It can be opened only once.
    pub view_once: bool,
}

/// A reaction as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReactionView {
    /// Whose.
    pub by: Author,
    /// Their name; the line's number for its own.
    pub author: String,
    /// One emoji.
    pub emoji: String,
}

/// The quoted message above a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteView {
    /// Which message.
    pub id: WaId,
    /// Who wrote it; empty where that is not known any more.
    pub author: String,
    /// Its first words.
    pub text: String,
}

impl Network {
    /// Everybody's phone, in the order in which they came.
    #[must_use]
    pub fn phones(&self) -> Vec<PhoneView> {
        self.people().map(|person| self.phone_view(person)).collect()
    }

    /// One person's phone.
    #[must_use]
    pub fn phone(&self, id: PersonId) -> Option<PhoneView> {
        self.person(id).map(|person| self.phone_view(person))
    }

    /// All groups, as the line sees them.
    #[must_use]
    pub fn chats(&self) -> Vec<ChatView> {
        self.groups.values().map(|group| self.chat_view(group, Author::Line)).collect()
    }

    fn phone_view(&self, person: &Person) -> PhoneView {
        let eyes = Author::Person(person.id);
        let groups = self.groups.values().filter(|group| group.members.contains_key(&person.id));
        PhoneView {
            person: person.id,
            name: person.title(),
            phone: person.phone.pretty(),
            kind: person.kind,
            addressing: person.addressing,
            private: person.private,
            blocked: self.faults.blocked.contains(&person.id),
            off: self.faults.off.contains(&person.id),
            typing: false,
            direct: self.rows(&Place::Direct(person.id), eyes),
            groups: groups.map(|group| self.chat_view(group, eyes)).collect(),
        }
    }

    fn chat_view(&self, group: &Group, eyes: Author) -> ChatView {
        let member = |(id, member): (&PersonId, &super::chats::Member)| {
            let name = self.author_name(Author::Person(*id));
            MemberView { person: *id, name, admin: member.admin }
        };
        ChatView {
            chat: group.chat.clone(),
            subject: group.subject.clone(),
            members: group.members.iter().map(member).collect(),
            invite: format!("{INVITE_PREFIX}{}", group.invite),
            typing: false,
            rows: self.rows(&Place::Group(group.chat.clone()), eyes),
        }
    }

    fn rows(&self, place: &Place, eyes: Author) -> Vec<RowView> {
        let Some(log) = self.log_of(place) else { return Vec::new() };
        log.iter()
            .skip(log.iter().len().saturating_sub(ROWS_MOST))
            .map(|row| self.row(place, row, eyes))
            .collect()
    }

    fn row(&self, place: &Place, message: &Message, eyes: Author) -> RowView {
        let text = message.content.words().unwrap_or_default().to_owned();
        let quote = message.quote.as_ref().map(|quoted| {
            let elsewhere = quoted.chat.clone().map(Place::Group);
            let log = self.log_of(elsewhere.as_ref().unwrap_or(place));
            let author = log
                .and_then(|log| log.get(&quoted.id))
                .map(|message| self.author_name(message.author));
            QuoteView {
                id: quoted.id.clone(),
                author: author.unwrap_or_default(),
                text: quoted.text.clone(),
            }
        });
        RowView {
            id: message.id.clone(),
            by: message.author,
            author: self.author_name(message.author),
            own: message.author == eyes,
            invite: self.invite_in(&text, eyes),
            text,
            content: message.content.clone(),
            quote,
            at: message.at,
            delivered: message.delivered,
            ticks: message.ticks,
            seen: match (message.author, eyes) {
                (Author::Line, Author::Person(person)) => message.read_by.contains(&person),
                (Author::Person(_), _) | (Author::Line, Author::Line) => true,
            },
            edited: message.edited.is_some(),
            deleted: message.deleted,
            reactions: message.reactions.iter().map(|reaction| self.reaction(reaction)).collect(),
            file: file_of(&message.content),
        }
    }

    fn reaction(&self, reaction: &Reaction) -> ReactionView {
        let Reaction { by, emoji } = reaction;
        ReactionView { by: *by, author: self.author_name(*by), emoji: emoji.clone() }
    }

    fn author_name(&self, author: Author) -> String {
        match author {
            Author::Line => {
                self.own.phone.as_ref().map(crate::domain::phone::Phone::pretty).unwrap_or_default()
            }
            Author::Person(id) => self.person(id).map(Person::title).unwrap_or_default(),
        }
    }

    /// The first link in `text` into a group that `eyes` may still enter.
    fn invite_in(&self, text: &str, eyes: Author) -> Option<String> {
        let Author::Person(id) = eyes else { return None };
        let (_, rest) = text.split_once(INVITE_PREFIX)?;
        let code = rest.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let group = self.groups.values().find(|group| group.invite == code)?;
        (!group.members.contains_key(&id)).then(|| format!("{INVITE_PREFIX}{code}"))
    }
}

fn file_of(content: &Content) -> Option<FileView> {
    let Content::Media { media, caption, file_name, view_once, file: Some(file) } = content else {
        return None;
    };
    Some(FileView {
        kind: *media,
        hash: file.source.to_string(),
        mime: file.mime.as_deref().map(str::to_owned),
        size: file.size,
        seconds: file.seconds,
        name: file_name.clone(),
        caption: caption.clone(),
        view_once: *view_once,
    })
}
