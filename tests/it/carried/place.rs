//! WhatsApp as people and the line see it, whatever is behind it.

use std::time::Duration;

use relevo::app::App;
use relevo::domain::capabilities::Capabilities;
use relevo::domain::cargo::CopyRef;
use relevo::domain::content::MediaKind;
use relevo::domain::ids::{LineId, TicketNo};
use relevo::domain::settings::{Department, IntakeMode, LineSettings};
use relevo::store::tickets::{self, TicketPage};
use relevo::store::{copies, outbox};

use super::things::Thing;

pub const LINE: LineId = LineId(1);
pub const SUPPORT: &str = "Soporte";

/// A person, by the number that the place gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who(pub usize);

/// A chat of the line's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chat {
    /// With one person.
    Direct(Who),
    /// A group, by its name.
    Group(String),
}

/// What a message of the line's is, besides its words.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    Words,
    /// A file, with the hash of its bytes.
    File {
        kind: MediaKind,
        hash: String,
        name: Option<String>,
        mime: String,
    },
    /// Coordinates with five digits, and the name.
    Pin(String, String),
    /// Names and numbers.
    Cards(Vec<(String, String)>),
}

/// A message as it stands on people's phones now.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub chat: Chat,
    pub id: String,
    /// The text, or the words below a file.
    pub words: String,
    pub form: Form,
    /// The message that is shown above it.
    pub quotes: Option<String>,
    pub edited: bool,
    pub deleted: bool,
    /// The line's reactions.
    pub reactions: Vec<String>,
    /// The line has marked it as read.
    pub read: bool,
}

/// A company with one agent, Juan Pérez, with six personal groups; Carla Ibáñez has one.
pub trait Place: Sized {
    async fn open() -> Self;
    async fn stop(self);

    fn app(&self) -> &App;
    fn juan(&self) -> Who;
    fn carla(&self) -> Who;
    /// A new person with this name.
    fn person(&self, name: &str) -> Who;
    /// A person who is in a group from now on.
    fn enters(&self, who: Who, group: &str);

    /// A person sends something; the id is WhatsApp's.
    async fn send(&self, who: Who, chat: &Chat, thing: &Thing, quote: Option<&str>) -> String;
    fn edit(&self, who: Who, chat: &Chat, id: &str, words: &str);
    fn delete(&self, who: Who, chat: &Chat, id: &str);
    /// No emoji takes the reaction back.
    fn react(&self, who: Who, chat: &Chat, id: &str, emoji: &str);
    fn types(&self, who: Who, chat: &Chat, on: bool);
    /// A message of the line's arrives on a phone that is on.
    fn arrives(&self, who: Who, chat: &Chat, id: &str);
    /// A person looks at a chat up to this message.
    fn reads(&self, who: Who, chat: &Chat, id: &str);
    /// Nothing arrives on a phone that is off.
    fn switch_off(&self, who: Who, off: bool);

    /// All that the line has sent to a chat, in order.
    fn shown(&self, chat: &Chat) -> Vec<Seen>;
    /// Any message.
    fn look(&self, chat: &Chat, id: &str) -> Seen;
    /// Whether the line shows that it is writing there.
    fn is_typing(&self, chat: &Chat) -> bool;
    /// How many messages the line has sent to each chat.
    fn sent(&self) -> Vec<(Chat, usize)>;
    /// Everything that the line has ever asked the gateway to send or change, as text.
    fn ever_asked(&self) -> String;

    /// No message reaches this person any more.
    fn block(&self, who: Who);
    /// Files that people send cannot be fetched.
    fn expire_files(&self, expired: bool);
    /// The answers to the next so many messages are lost, and the messages are not.
    fn lose_answers(&self, count: u32);

    /// Waits for a condition.
    async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool);

    /// Whether the words of a carried file (or of a text) can be changed.
    fn can_edit(&self, kind: Option<MediaKind>) -> bool;

    /// What the gateway can do.
    fn can(&self) -> Capabilities {
        self.app().engine.run(LINE).unwrap().gateway.capabilities()
    }

    /// A ticket with its history.
    fn ticket(&self, no: i64) -> TicketPage {
        self.find_ticket(no).unwrap_or_else(|| panic!("no ticket {no}"))
    }

    /// The same, where there may be none yet.
    fn find_ticket(&self, no: i64) -> Option<TicketPage> {
        let mut conn = self.app().database.readers().get().unwrap();
        tickets::find(&mut conn, LINE, TicketNo(no)).unwrap()
    }

    /// How many messages on the other side are known to be this one.
    fn copies(&self, no: i64, id: &str) -> usize {
        let mut conn = self.app().database.readers().get().unwrap();
        let messages = self.ticket(no).messages;
        let message = messages.iter().find(|message| message.wa_id.as_str() == id);
        message.map_or(0, |message| {
            let copy = CopyRef { ticket: TicketNo(no), seq: message.seq, part: 0 };
            copies::ids(&mut conn, LINE, copy, None).unwrap().len()
        })
    }

    /// How many messages and changes wait to be sent on the line.
    fn waiting(&self) -> u32 {
        let mut conn = self.app().database.readers().get().unwrap();
        outbox::counts(&mut conn, LINE).unwrap().0
    }

    /// Settings that hold from now on.
    fn set(&self, change: impl FnOnce(&mut LineSettings)) {
        let mut settings = self.app().engine.lines()[0].settings.clone();
        change(&mut settings);
        self.app().engine.change_settings(LINE, settings);
    }
}

/// What is the same everywhere: every first message opens a case at once, and nothing is slowed down.
pub fn settings() -> LineSettings {
    LineSettings {
        company: "Fibra Norte".into(),
        intake: IntakeMode::Direct,
        default_department: Department::Support,
        group_spacing_ms: 0,
        step_spacing_ms: 0,
        sends_per_second: 10_000.0,
        send_burst: 10_000.0,
        // Evolution is subscribed to it when the line starts.
        typing: true,
        ..LineSettings::default()
    }
}

/// A place as everybody knows it.
pub fn pin(latitude: f64, longitude: f64) -> String {
    format!("{latitude:.5},{longitude:.5}")
}

/// Looks at a condition every few milliseconds: the store tells nobody that a message's id is on disk.
pub async fn looking(condition: impl Fn() -> bool) {
    let mut ticks = tokio::time::interval(Duration::from_millis(20));
    while !condition() {
        ticks.tick().await;
    }
}
